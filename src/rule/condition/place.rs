//! [`Place`]: where in a draft something must be, often measured from what calls for it.

use crate::analysis::{Article, Zone};
use crate::prose::Prose;
use crate::table::{Problem, deserialize_value, meant_or_all};
use crate::text::Span;
use toml::Spanned;
use toml::de::DeValue;

/// Where something must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At most this many sentences away from the trigger; 0 is its own sentence.
    Sentences(usize),
    /// At most this many words away from the trigger.
    Words(usize),
    /// Before the first trigger.
    Before,
    /// In the first two paragraphs of the body, or before them.
    Opening,
    /// In the last two paragraphs of the body, or after them.
    End,
}

/// The number of paragraphs that are the opening, and the end.
const PARAGRAPHS: usize = 2;

/// The names of places that need no number.
const NAMES: &[(&str, Place)] = &[
    ("same-sentence", Place::Sentences(0)),
    ("before", Place::Before),
    ("opening", Place::Opening),
    ("end", Place::End),
];

impl Place {
    /// Reads `"before"`, `{ sentences = 1 }` and so on.
    pub(super) fn read(value: Spanned<DeValue>) -> Result<Self, Problem> {
        let at = value.span();
        let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        match value.into_inner() {
            DeValue::String(name) => {
                let found = NAMES.iter().find(|(known, _)| *known == name).map(|(_, place)| *place);
                found.ok_or_else(|| {
                    Problem::new(format!("there is no place “{name}”"), at).with_help(meant_or_all(&name, &names))
                })
            }
            DeValue::Table(table) if table.len() == 1 => {
                let (key, value) = table.into_iter().next().expect("it has one entry");
                let make = match key.get_ref().as_ref() {
                    "sentences" => Self::Sentences,
                    "words" => Self::Words,
                    other => {
                        return Err(Problem::unknown_key("a place", other, key.span(), &["sentences", "words"]));
                    }
                };
                Ok(make(deserialize_value(value)?))
            }
            _ => {
                let help = format!("expected one of: {}, {{ sentences = 1 }}, {{ words = 6 }}", names.join(", "));
                Err(Problem::new("not a valid place", at).with_help(help))
            }
        }
    }

    /// Whether it is measured from a trigger.
    #[must_use]
    pub const fn is_measured(self) -> bool {
        matches!(self, Self::Sentences(_) | Self::Words(_) | Self::Before)
    }

    /// Whether `span` is there.
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

    /// The place in words.
    pub(super) fn describe(self) -> String {
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

/// The text between two spans; empty where they touch.
fn gap(one: Span<Prose>, other: Span<Prose>) -> Span<Prose> {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    Span::new(first.end, second.start.max(first.end))
}

/// How far `span` is from `trigger`, in words: “2 sentences after it”.
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
