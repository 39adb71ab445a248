//! Documents of word processors: the source is the text that their author sees, one line for each paragraph.
//!
//! A format follows its markup from front to back and tells a [`Writer`] what it meets; the writer makes the text and the
//! [`Body`], which knows where the markup holds each word. An edit of the text is made in the runs that hold it; everything
//! else in the file stays as it is, byte for byte.

mod body;
mod format;
mod look;
mod revision;
mod writer;

pub(super) use body::{Body, Run};
pub(super) use format::{Document, WordProcessor};
pub(super) use look::Look;
pub(super) use revision::{Markup, Replacement, lines, place_of_paragraphs, replace, replacements, shares};
pub(super) use writer::Writer;

use crate::prose::BlockKind;

/// What the paragraphs of a style are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Heading(u8),
    /// The line below a title.
    Subtitle,
    Quote,
    Caption,
    Item,
}

impl Role {
    /// The role of the built-in style called `name`, in Word or LibreOffice.
    pub(super) fn of_style(name: &str) -> Option<Self> {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        if let Some(level) = name.strip_prefix("heading") {
            return level.parse::<u8>().ok().filter(|level| *level > 0).map(|level| Self::Heading(level.min(6)));
        }
        match name.as_str() {
            "title" => Some(Self::Heading(1)),
            "subtitle" => Some(Self::Subtitle),
            "quote" | "intensequote" | "blocktext" | "quotations" => Some(Self::Quote),
            "caption" | "illustration" | "figure" => Some(Self::Caption),
            _ if name.starts_with("list") && !name.starts_with("listtable") => Some(Self::Item),
            _ => None,
        }
    }

    /// The kind of a paragraph of this role; `None` for a standfirst, which is a paragraph with emphasis.
    pub(super) fn kind(self) -> Option<BlockKind> {
        match self {
            Self::Heading(level) => Some(BlockKind::Heading(level)),
            Self::Quote => Some(BlockKind::BlockQuote),
            Self::Caption => Some(BlockKind::Caption),
            Self::Item => Some(BlockKind::Item),
            Self::Subtitle => None,
        }
    }
}
