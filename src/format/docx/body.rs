//! [`Body`]: what the main part of a document holds, in order, and where its XML holds it.

use crate::prose::{BlockKind, InlineKind};
use crate::text::{Source, Span};
use std::ops::Range;

/// A call of the prose builder.
#[derive(Debug)]
pub(super) enum Step {
    Open(BlockKind),
    Words(Span<Source>),
    /// These words stand in the prose for those of the span.
    Replaced(&'static str, Span<Source>),
    /// The look of the words changes here.
    Seam,
    Begin(InlineKind),
    End,
    Comment(String, Span<Source>),
}

/// Words in one text element of the XML.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) span: Span<Source>,
    /// From the end of the element's name in its start tag to the end of its words.
    pub(super) xml: Range<usize>,
}

/// A paragraph: without its line end in the text, with its tags in the XML.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) span: Span<Source>,
    pub(super) xml: Range<usize>,
}

/// The main part of a document.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// How the prose is written.
    pub(super) steps: Vec<Step>,
    /// In order of their place.
    pub(super) runs: Vec<Run>,
    /// In order of their place.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The prefix, with its colon, that the document uses for Word's own elements; empty if it uses none.
    pub(super) prefix: String,
}
