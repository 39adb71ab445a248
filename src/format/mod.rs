//! Door one, ways in: each format turns a [`Source`] into [`Prose`] that remembers where its words came from.
//!
//! A new format is a file here and a line in [`FORMATS`].

mod front_matter;
mod html_block;
mod markdown;
mod plain;

pub(crate) use front_matter::from_toml as metadata_from_toml;

use crate::prose::{Builder, Prose};
use crate::text::Source;

/// A way in.
pub trait Format: Sync {
    /// As `--stdin-filename` and messages name it.
    fn name(&self) -> &'static str;
    /// File extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Writes the words of `source` to `builder`. No draft is so broken that it cannot be read.
    fn read(&self, source: &Source, builder: &mut Builder);
}

/// All formats; the first is taken where no extension fits.
pub const FORMATS: &[&dyn Format] = &[&plain::Plain, &markdown::Markdown];

/// The format of a file called `name`, by its extension.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    let (_, extension) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    FORMATS.iter().copied().find(|format| format.extensions().contains(&extension.as_str()))
}

/// Reads `source` in the format that its name asks for; plain text where it asks for none.
#[must_use]
pub fn read(source: &Source) -> Prose {
    read_as(by_name(&source.name).unwrap_or(FORMATS[0]), source)
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
