//! The words that readers see. Each byte of them remembers where in the file it came from.
//!
//! A format writes to a [`Builder`]; everything else reads the finished [`Prose`]. Within a block, line ends of the file's
//! layout become single spaces, so that a phrase is found across them. Blocks are separated by [`SEPARATOR`].

mod block;
mod boundary;
mod builder;
mod map;
mod metadata;
mod zone;

pub use block::{Block, BlockKind, Comment, Inline, InlineKind, PictureNote};
pub use builder::Builder;
pub use map::Located;
pub use metadata::{Fault, Metadata, Value};
pub use zone::Zone;

use crate::text::{Source, Span};
use map::Map;

/// Stands for what a template fills in.
pub const FILLED_IN: &str = "\u{fffc}";

/// Stands between two blocks of prose, so that their words do not run together.
pub const SEPARATOR: &str = "\n\n";

/// A draft as running text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// All blocks, separated by [`SEPARATOR`].
    pub text: String,
    /// In order, without overlaps; separators are part of none.
    pub blocks: Vec<Block>,
    /// Links, code, emphasis and images, in order of their start. They may nest.
    pub inlines: Vec<Inline>,
    /// What the markup says of pictures beside their alternative text, in order.
    pub picture_notes: Vec<PictureNote>,
    /// Paragraphs that are a speaker's answers by their markup, in order.
    pub spoken: Vec<Span<Self>>,
    /// Comments in the markup, in order.
    pub comments: Vec<Comment>,
    /// Fields of the front matter, or of the page or document.
    pub metadata: Metadata,
    map: Map,
    sealed: Vec<Span<Source>>,
}

impl Prose {
    /// Where `span` stands in the source: the only conversion from prose to source.
    #[must_use]
    pub fn locate(&self, span: Span<Self>) -> Located {
        self.map.locate(span)
    }

    /// The words that came from `span` of the source, for showing a place in the text. `None` if no word came from there, as
    /// in front matter.
    #[must_use]
    pub fn words_from(&self, span: Span<Source>) -> Option<Span<Self>> {
        self.map.words_from(span)
    }

    /// Whether `span` of the source touches words that no fix may change, such as the parameters of a template.
    #[must_use]
    pub fn is_sealed(&self, span: Span<Source>) -> bool {
        let past = self.sealed.partition_point(|sealed| sealed.start < span.end.max(span.start + 1));
        // A sealed span may hold two others, as a wiki link holds its brackets.
        self.sealed[..past].iter().rev().take(3).any(|sealed| sealed.end > span.start)
    }

    /// The words of `span`.
    #[must_use]
    pub fn slice(&self, span: Span<Self>) -> &str {
        span.of(&self.text)
    }

    /// Index of the block that holds byte `at`; `None` between blocks.
    #[must_use]
    pub fn block_at(&self, at: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.span.start <= at).checked_sub(1)?;
        (at < self.blocks[index].span.end).then_some(index)
    }
}
