//! The words that a reader reads, each byte of which remembers where it came from.
//!
//! A format writes to a [`Builder`]; everything after reads the finished [`Prose`]. Within a block the prose has no line
//! breaks of the file's layout: a soft wrap is a single space, so that a phrase can be found across it. Blocks are
//! separated by [`SEPARATOR`].

mod block;
mod builder;
mod map;
mod metadata;
mod zone;

pub use block::{Block, BlockKind, Comment, Inline, InlineKind};
pub use builder::Builder;
pub use map::Located;
pub use metadata::{Fault, Metadata, Value};
pub use zone::Zone;

use crate::text::{Source, Span};
use map::Map;

/// What stands between two blocks of prose, so that no word runs into the next.
pub const SEPARATOR: &str = "\n\n";

/// A draft as running text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// All blocks, separated by [`SEPARATOR`].
    pub text: String,
    /// In order, not overlapping; a separator belongs to none.
    pub blocks: Vec<Block>,
    /// Links, code, emphasis and images, in order of their start; they may nest.
    pub inlines: Vec<Inline>,
    /// Comments of the author's markup, in order.
    pub comments: Vec<Comment>,
    /// What the front matter says.
    pub metadata: Metadata,
    map: Map,
}

impl Prose {
    /// Where `span` stands in the source: the one crossing from prose to source.
    #[must_use]
    pub fn locate(&self, span: Span<Self>) -> Located {
        self.map.locate(span)
    }

    /// The words that came from `span` of the source, for showing a place in the text: the way back over the one
    /// crossing. `None` where no word came from there, as from front matter.
    #[must_use]
    pub fn words_from(&self, span: Span<Source>) -> Option<Span<Self>> {
        self.map.words_from(span)
    }

    /// The words of `span`.
    #[must_use]
    pub fn slice(&self, span: Span<Self>) -> &str {
        span.of(&self.text)
    }

    /// Index of the block that holds byte `at`, or `None` between blocks.
    #[must_use]
    pub fn block_at(&self, at: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.span.start <= at).checked_sub(1)?;
        (at < self.blocks[index].span.end).then_some(index)
    }
}
