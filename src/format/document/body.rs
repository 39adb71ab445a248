//! [`Body`]: what a document holds, in order, and where its markup holds it.

use crate::prose::{BlockKind, Builder, InlineKind};
use crate::text::{Source, Span};
use std::ops::Range;

/// A call of the prose builder.
#[derive(Debug)]
pub enum Step {
    Open(BlockKind),
    Words(Span<Source>),
    /// These words stand in the prose for those of the span.
    Replaced(&'static str, Span<Source>),
    /// The look of the words changes here.
    Seam,
    Begin(InlineKind),
    End,
    Comment(String, Span<Source>),
    /// A comment that answers another one, which is copydesk's: its words, those of the other, and where it stands.
    Answer(String, String, Span<Source>),
}

/// Words in one piece of the markup.
#[derive(Debug)]
pub struct Run {
    pub span: Span<Source>,
    /// The bytes of the markup that are written anew when the words change.
    pub markup: Range<usize>,
}

/// A paragraph: without its line end in the text, with its tags in the markup.
#[derive(Debug)]
pub struct Paragraph {
    pub span: Span<Source>,
    pub markup: Range<usize>,
}

/// What a document holds.
#[derive(Debug, Default)]
pub struct Body {
    /// How the prose is written.
    pub(super) steps: Vec<Step>,
    /// In order of their place.
    pub runs: Vec<Run>,
    /// In order of their place.
    pub paragraphs: Vec<Paragraph>,
}

impl Body {
    /// The comments that answer none of copydesk's: their words and places.
    pub fn comments(&self) -> impl Iterator<Item = (&str, Span<Source>)> {
        self.steps.iter().filter_map(|step| match step {
            Step::Comment(words, span) => Some((words.as_str(), *span)),
            _ => None,
        })
    }

    /// Writes the prose; `source` has the text of the document.
    pub fn write(&self, source: &Source, builder: &mut Builder) {
        for step in &self.steps {
            match step {
                Step::Open(kind) => builder.open(*kind),
                Step::Words(span) => builder.verbatim(source.slice(*span), span.start),
                Step::Replaced(words, span) => builder.replaced(words, *span),
                Step::Seam => builder.seam(),
                Step::Begin(kind) => builder.begin_inline(kind.clone()),
                Step::End => builder.end_inline(),
                Step::Comment(words, span) => builder.comment(words, *span),
                Step::Answer(words, to, span) => builder.answer(words, to, *span),
            }
        }
    }
}
