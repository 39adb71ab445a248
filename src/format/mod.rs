//! Door one, ways in: each format turns a [`Source`] into [`Prose`] that remembers where its words came from.
//!
//! A new format is a file here and a line in [`FORMATS`].

mod docx;
mod front_matter;
pub(crate) mod html;
mod markdown;
mod plain;

pub(crate) use front_matter::from_toml as metadata_from_toml;

use crate::error::Error;
use crate::prose::{Builder, Prose};
use crate::text::{Edit, Source, apply};
use std::path::PathBuf;

/// A way in.
pub trait Format: Sync {
    /// As `--stdin-filename` and messages name it.
    fn name(&self) -> &'static str;
    /// File extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// How a report of copydesk in this format begins: such a file is no draft, though its name looks like one.
    fn report_head(&self) -> Option<&'static str> {
        None
    }
    /// The file `bytes`, called `name`, as its author sees it.
    ///
    /// # Errors
    /// When they are not UTF-8, or not of the form that this format reads.
    fn open(&self, name: &str, bytes: Vec<u8>) -> Result<Source, Error> {
        let text = String::from_utf8(bytes)
            .map_err(|error| Error::NotUtf8 { path: PathBuf::from(name), offset: error.utf8_error().valid_up_to() })?;
        Ok(Source::new(name, text))
    }

    /// `source` with `edits` made, which are sorted and do not overlap; `None` where the file has no place for them.
    fn revise(&self, source: &Source, edits: &[Edit]) -> Option<Source> {
        Some(Source::new(source.name.as_str(), apply(&source.text, edits)))
    }

    /// Writes the words of `source` to `builder`. No draft is so broken that it cannot be read.
    fn read(&self, source: &Source, builder: &mut Builder);
}

/// All formats; the first is taken where no extension fits.
pub const FORMATS: &[&dyn Format] = &[&plain::Plain, &markdown::Markdown, &html::Html, &docx::Docx];

/// How each report in HTML begins.
pub(crate) const HTML_REPORT_HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"generator\" content=\"copydesk\">\n";

/// How each report in Markdown begins.
pub(crate) const MARKDOWN_REPORT_HEAD: &str = "### copydesk: ";

/// The format of a file called `name`, by its extension.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    let (_, extension) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    FORMATS.iter().copied().find(|format| format.extensions().contains(&extension.as_str()))
}

/// The format that the name of a file asks for; plain text where it asks for none.
fn of(name: &str) -> &'static dyn Format {
    by_name(name).unwrap_or(FORMATS[0])
}

/// The file `bytes`, called `name`, which may be a draft or any text.
///
/// # Errors
/// When it is not UTF-8, or not of the form that its name says.
pub fn open(name: &str, bytes: Vec<u8>) -> Result<Source, Error> {
    of(name).open(name, bytes)
}

/// `source` with `edits` made, which are sorted and do not overlap; `None` where its file has no place for them, such as
/// the end of a paragraph that would go, in a format that keeps paragraphs apart by markup.
#[must_use]
pub fn revise(source: &Source, edits: &[Edit]) -> Option<Source> {
    of(&source.name).revise(source, edits)
}

/// Reads `source` in the format that its name asks for; plain text where it asks for none.
#[must_use]
pub fn read(source: &Source) -> Prose {
    read_as(of(&source.name), source)
}

/// Reads `source` in `format`.
#[must_use]
pub fn read_as(format: &dyn Format, source: &Source) -> Prose {
    let mut builder = Builder::default();
    format.read(source, &mut builder);
    builder.finish()
}

/// Markdown, in which the examples of rules are written.
#[must_use]
pub fn read_markdown(source: &Source) -> Prose {
    read_as(&markdown::Markdown, source)
}

/// Length in bytes of a byte-order mark at the start of `text`.
fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
