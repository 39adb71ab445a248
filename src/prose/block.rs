//! What prose consists of: blocks, and marked inlines within them.

use super::Prose;
use crate::text::{Source, Span};

/// What the markup says a block is. Its role in the article, its zone, is determined later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A paragraph inside a block quotation.
    BlockQuote,
    /// The caption of a picture.
    Caption,
    /// Who made a picture.
    Credit,
    /// Who wrote an article, and when, if the markup says so.
    Byline,
    /// A cell of a table.
    Cell,
    /// A code listing.
    Code,
}

/// One paragraph, heading, item, cell or listing.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Its kind, according to the markup.
    pub kind: BlockKind,
    /// Its words, without the separator.
    pub span: Span<Prose>,
}

/// A marked part of a block.
#[derive(Clone, Debug)]
pub struct Inline {
    /// Its kind.
    pub kind: InlineKind,
    /// Its words; empty for an image without alternative text.
    pub span: Span<Prose>,
    /// Where the address of a link is written, if it is written in one piece.
    pub address: Option<Span<Source>>,
}

/// The kind of an inline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Code within a sentence, which rules ignore.
    Code,
    /// Italics.
    Emphasis,
    /// Bold.
    Strong,
    /// A link, with its address.
    Link(String),
    /// An image, with its address. Its words are the alternative text.
    Image(String),
}

/// What the markup says of a picture, though readers may not see it: its title, or who made it.
#[derive(Clone, Debug)]
pub struct PictureNote {
    /// Where the picture begins in the prose.
    pub at: usize,
    /// The words.
    pub words: String,
    /// Whether they are a credit by the name of their attribute.
    pub is_credit: bool,
}

/// A comment in the markup, such as `<!-- … -->`.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The trimmed words between the comment marks.
    pub text: String,
    /// The whole comment in the file.
    pub span: Span<Source>,
    /// Its position in the prose.
    pub at: usize,
    /// The words of copydesk's own comment that somebody answers with this one.
    pub answers: Option<String>,
}
