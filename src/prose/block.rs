//! What prose is made of: blocks, and marked stretches inside them.

use super::Prose;
use crate::text::{Source, Span};

/// What the author's markup says a block is; what it *is* in an article, its zone, is found out later.
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
    /// The words under a picture.
    Caption,
    /// A cell of a table.
    Cell,
    /// Code, or markup shown as such.
    Code,
}

/// One paragraph, heading, item, cell or listing.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// What the markup says it is.
    pub kind: BlockKind,
    /// Its words, without the separator.
    pub span: Span<Prose>,
}

/// A marked stretch inside a block.
#[derive(Clone, Debug)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// The words it covers; empty for an image without alternative text.
    pub span: Span<Prose>,
    /// Where the address of a link is written, if that is one place.
    pub address: Option<Span<Source>>,
}

/// What a marked stretch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Code within a sentence: rules do not look here.
    Code,
    /// Italics.
    Emphasis,
    /// Bold.
    Strong,
    /// A link, with its address.
    Link(String),
    /// An image, with its address; its words are the alternative text.
    Image(String),
}

/// A comment in the author's markup, such as `<!-- … -->`.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The words between the comment marks, trimmed.
    pub text: String,
    /// The whole comment in the file.
    pub span: Span<Source>,
    /// Where in the prose it stood.
    pub at: usize,
}
