//! [`Place`]: where in a draft a thing must stand, often measured from what called for it.

use crate::analysis::{Article, Zone};
use crate::prose::Prose;
use crate::text::Span;

/// Where a thing must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// So many sentences away from the trigger at most; 0 is its own sentence.
    Sentences(usize),
    /// So many words away from the trigger at most.
    Words(usize),
    /// Before the first trigger.
    Before,
    /// In the first two paragraphs of the body, or above them.
    Opening,
    /// In the last two paragraphs of the body, or beneath them.
    End,
}

/// So many paragraphs at each end are the opening and the end.
const PARAGRAPHS: usize = 2;

/// The names of places that need no number.
pub(super) const NAMES: &[(&str, Place)] = &[
    ("same-sentence", Place::Sentences(0)),
    ("before", Place::Before),
    ("opening", Place::Opening),
    ("end", Place::End),
];

impl Place {
    /// Whether it is measured from a trigger.
    #[must_use]
    pub const fn is_measured(self) -> bool {
        matches!(self, Self::Sentences(_) | Self::Words(_) | Self::Before)
    }

    /// Whether `span` stands there.
    pub(super) fn holds(self, article: &Article, span: Span<Prose>, trigger: Option<Span<Prose>>) -> bool {
        match (self, trigger) {
            (Self::Sentences(most), Some(trigger)) => {
                sentences_between(article, trigger, span).is_some_and(|between| between <= most)
            }
            (Self::Words(most), Some(trigger)) => {
                let between = article.tokens_in(gap(trigger, span)).iter().filter(|token| token.is_word());
                between.take(most + 1).count() <= most
            }
            (Self::Before, Some(trigger)) => span.end <= trigger.start,
            (Self::Sentences(_) | Self::Words(_) | Self::Before, None) => true,
            (Self::Opening, _) => {
                let last = body(article).take(PARAGRAPHS).last();
                last.is_none_or(|last| span.start < last.end)
            }
            (Self::End, _) => {
                let first = body(article).rev().take(PARAGRAPHS).last();
                first.is_none_or(|first| span.start >= first.start)
            }
        }
    }

    /// In words, for people.
    pub(super) fn told(self) -> String {
        match self {
            Self::Sentences(0) => "in the same sentence".into(),
            Self::Sentences(1) => "within one sentence".into(),
            Self::Sentences(most) => format!("within {most} sentences"),
            Self::Words(most) => format!("within {most} words"),
            Self::Before => "before it".into(),
            Self::Opening => "in the first two paragraphs".into(),
            Self::End => "at the end".into(),
        }
    }
}

fn body(article: &Article) -> impl DoubleEndedIterator<Item = Span<Prose>> + '_ {
    let blocks = article.prose.blocks.iter().zip(&article.zones);
    blocks.filter(|&(_, &zone)| zone == Zone::Body).map(|(block, _)| block.span)
}

fn sentences_between(article: &Article, one: Span<Prose>, other: Span<Prose>) -> Option<usize> {
    Some(article.sentence_at(one.start)?.abs_diff(article.sentence_at(other.start)?))
}

/// What stands between two spans; empty where they touch.
fn gap(one: Span<Prose>, other: Span<Prose>) -> Span<Prose> {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    Span::new(first.end, second.start.max(first.end))
}

/// How far `span` is from `trigger`, as an editor would say it.
pub(super) fn distance(article: &Article, trigger: Span<Prose>, span: Span<Prose>) -> String {
    let side = if span.start < trigger.start { "before" } else { "after" };
    let block = |at| article.prose.block_at(at);
    let paragraphs = match (block(trigger.start), block(span.start)) {
        (Some(one), Some(other)) => one.abs_diff(other),
        _ => 0,
    };
    let count = |count: usize, what: &str| format!("{count} {what}{} {side} it", if count == 1 { "" } else { "s" });
    match (paragraphs, sentences_between(article, trigger, span)) {
        (0, Some(0) | None) => count(article.words_in(gap(trigger, span)), "word"),
        (0, Some(sentences)) => count(sentences, "sentence"),
        (paragraphs, _) => count(paragraphs, "paragraph"),
    }
}
