//! Input formats: each turns a [`Source`] into [`Prose`] that remembers where its words came from, and makes edits in the
//! file.
//!
//! A new format is one file here, its `mod` line and its entry in [`FORMATS`].

mod admonition;
mod callout;
mod component;
mod document;
mod docx;
mod encoding;
mod extension;
mod front_matter;
pub(crate) mod html;
mod inline_html;
pub(crate) mod insertion;
mod kramdown;
pub(crate) mod markdown;
mod odt;
pub(crate) mod package;
mod passage;
pub(crate) mod picture;
mod plain;
pub mod review;
mod rtf;
mod template;
mod xml;

pub use encoding::named as encoding_named;
pub use front_matter::from_json as metadata_from_json;
pub(crate) use front_matter::{from_toml as metadata_from_toml, read as after_front_matter};

use crate::error::Error;
use crate::prose::{Builder, Prose};
use crate::text::{Edit, Source};
use insertion::Place;
use review::Remark;
use std::path::PathBuf;

/// An input format.
pub trait Format: Sync {
    /// Its name, for messages.
    fn name(&self) -> &'static str;
    /// File extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// The first bytes of a copydesk report in this format. A file that starts with them is not a draft, whatever its extension.
    fn report_head(&self) -> Option<&'static str> {
        None
    }

    /// Reads the bytes of a file called `name` as the text that its author sees. `encoding` is the encoding of text that is
    /// neither UTF-8 nor begins with a byte-order mark.
    ///
    /// # Errors
    /// If they are not text in a known encoding, or not a file of this format.
    fn open(&self, name: &str, bytes: Vec<u8>, encoding: Option<&str>) -> Result<Source, Error> {
        encoding::decode(name, bytes, encoding)
    }

    /// Writes the words of `source` to `builder`. Every text can be read, however broken its markup is.
    fn read(&self, source: &Source, builder: &mut Builder);

    /// Whether [`Format::revise`] can make `edits`, which are sorted and do not overlap.
    fn accepts(&self, _source: &Source, _edits: &[Edit]) -> bool {
        true
    }

    /// `source` with `edits` made, which are sorted and do not overlap; `None` if the file cannot hold them.
    fn revise(&self, source: &Source, edits: &[Edit]) -> Option<Source> {
        encoding::revise(source, edits)
    }

    /// Whether files of this format can hold comments and tracked changes.
    fn can_be_marked(&self) -> bool {
        false
    }

    /// [`mark`] for a file of this format.
    ///
    /// # Errors
    /// If the file cannot hold the comments; the error says why.
    fn mark(&self, _source: &Source, _remarks: &[Remark], _day: Option<&str>) -> Result<(Vec<u8>, usize), String> {
        Err(review::ONLY_WORD.into())
    }

    /// [`track`] for a file of this format.
    ///
    /// # Errors
    /// If the file cannot hold the changes; the error says why.
    fn track(&self, _source: &Source, _edits: &[Edit], _day: Option<&str>) -> Result<Vec<u8>, String> {
        Err(review::ONLY_WORD.into())
    }

    /// The edit that inserts `words` at `place`, written as this format writes a paragraph or a sentence; `None` if it
    /// cannot go there.
    fn insert(&self, text: &str, words: &str, place: Place) -> Option<Edit> {
        Some(insertion::between_lines(text, words, place, insertion::blank_line(text)))
    }

    /// The number of paragraphs that `edit` adds, if it is one that [`Format::insert`] made.
    fn paragraphs_inserted(&self, edit: &Edit) -> usize {
        insertion::lines_inserted(edit, "\n\n")
    }
}

/// All formats. The first reads files whose extension no format claims.
pub const FORMATS: &[&dyn Format] =
    &[&plain::Plain, &markdown::Markdown, &html::Html, &docx::Docx, &odt::Odt, &rtf::Rtf];

/// The format of a file called `name`, by its extension.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    let (_, extension) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    by_extension(extension)
}

/// The format of files with `extension`.
#[must_use]
pub fn by_extension(extension: &str) -> Option<&'static dyn Format> {
    let extension = extension.to_ascii_lowercase();
    FORMATS.iter().copied().find(|format| format.extensions().contains(&extension.as_str()))
}

/// The format of `source`; plain text if no format claims its extension.
pub(crate) fn of(source: &Source) -> &'static dyn Format {
    match source.extension {
        Some(extension) => by_extension(extension).unwrap_or(FORMATS[0]),
        None => by_name_or_plain(&source.name),
    }
}

fn by_name_or_plain(name: &str) -> &'static dyn Format {
    by_name(name).unwrap_or(FORMATS[0])
}

/// Reads the bytes of a file called `name`, a draft or any other text.
///
/// # Errors
/// If they are not UTF-8, or not a file of the format that the name says.
pub fn open(name: &str, bytes: Vec<u8>) -> Result<Source, Error> {
    open_as(name, bytes, None)
}

/// Like [`open`]; text that is neither UTF-8 nor begins with a byte-order mark has the encoding called `encoding`.
///
/// # Errors
/// If they are not text in a known encoding, or not a file of the format that the name says.
pub fn open_as(name: &str, bytes: Vec<u8>, encoding: Option<&str>) -> Result<Source, Error> {
    if let Some(advice) = refusal(name) {
        return Err(Error::Refused { path: PathBuf::from(name), advice });
    }
    by_name_or_plain(name).open(name, bytes, encoding)
}

/// Documents that copydesk does not read, by extension, and what to do with them.
const REFUSED: [(&str, &str); 7] = [
    ("doc", "this is the old format of Word; open it in Word or LibreOffice and save it as .docx"),
    ("gdoc", "this is only a link to a Google document; in Google Docs, download it as .docx"),
    ("pages", "in Pages, export it to Word (.docx)"),
    ("parquet", "a table has its drafts in rows; name the column with their text: --text-field body"),
    ("pdf", "a PDF has no paragraphs to check; save the draft as .docx in the program that wrote it"),
    ("wpd", "open it in LibreOffice and save it as .docx"),
    ("wps", "open it in LibreOffice and save it as .docx"),
];

/// What to do with a file called `name` whose format is known and not read; `None` if it can be read.
#[must_use]
pub fn refusal(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    REFUSED.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension)).map(|(_, advice)| *advice)
}

/// Whether [`revise`] can make `edits`, which are sorted and do not overlap. An edit may be impossible in a format that
/// separates paragraphs by markup: it cannot remove the end of a paragraph, for example.
#[must_use]
pub fn accepts(source: &Source, edits: &[Edit]) -> bool {
    of(source).accepts(source, edits)
}

/// `source` with `edits` made, which are sorted and do not overlap; `None` if its file cannot hold them.
#[must_use]
pub fn revise(source: &Source, edits: &[Edit]) -> Option<Source> {
    of(source).revise(source, edits)
}

/// Reads `source` in the format of its extension.
#[must_use]
pub fn read(source: &Source) -> Prose {
    read_as(of(source), source)
}

/// Reads `source` in `format`.
#[must_use]
pub fn read_as(format: &dyn Format, source: &Source) -> Prose {
    let mut builder = Builder::default();
    format.read(source, &mut builder);
    builder.finish()
}

/// Reads `source` as Markdown, the format of the examples in rules.
#[must_use]
pub fn read_markdown(source: &Source) -> Prose {
    read_as(&markdown::Markdown, source)
}

/// The file of `source` with `remarks` as comments, dated `day`, and the number of comments that were added: those that it
/// has already, at the same words, are not.
///
/// # Errors
/// If the file cannot hold them; the error says why.
pub fn mark(source: &Source, remarks: &[Remark], day: Option<&str>) -> Result<(Vec<u8>, usize), String> {
    of(source).mark(source, remarks, day)
}

/// Whether the file of `source` can hold comments and tracked changes.
#[must_use]
pub fn can_be_marked(source: &Source) -> bool {
    of(source).can_be_marked()
}

/// The file of `source` with `edits`, which are sorted and do not overlap, as tracked changes, dated `day`.
///
/// # Errors
/// If the file cannot hold them; the error says why.
pub fn track(source: &Source, edits: &[Edit], day: Option<&str>) -> Result<Vec<u8>, String> {
    of(source).track(source, edits, day)
}
