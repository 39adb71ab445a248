//! `limit`: how long a sentence, paragraph or headline may be.

use super::{Problem, values};
use crate::analysis::{Article, Zone};
use crate::prose::{BlockKind, Prose};
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Finding, Reading};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "limit"
    }

    fn about(&self) -> &'static str {
        "the length of sentences, paragraphs, headlines and standfirsts"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["of", "unit", "max"]
    }

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        Ok(Box::new(deserialize_value::<Limit>(keys)?))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Limit {
    of: Of,
    unit: Unit,
    max: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Of {
    Sentence,
    Paragraph,
    Headline,
    Standfirst,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Unit {
    Words,
    Characters,
    Sentences,
}

impl Limit {
    fn count(&self, article: &Article, span: Span<Prose>) -> usize {
        match self.unit {
            Unit::Words => article.words_in(span),
            Unit::Characters => article.slice(span).chars().count(),
            Unit::Sentences => {
                let from = article.sentences.partition_point(|sentence| sentence.span.start < span.start);
                article.sentences[from..].iter().take_while(|sentence| sentence.span.end <= span.end).count()
            }
        }
    }

    fn spans(&self, article: &Article) -> Vec<Span<Prose>> {
        let blocks = article.prose.blocks.iter().zip(&article.zones);
        match self.of {
            Of::Sentence => article.sentences.iter().map(|sentence| sentence.span).collect(),
            Of::Paragraph => blocks
                .filter(|(block, _)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item))
                .map(|(block, _)| block.span)
                .collect(),
            Of::Headline => blocks.filter(|&(_, &zone)| zone == Zone::Headline).map(|(block, _)| block.span).collect(),
            Of::Standfirst => {
                blocks.filter(|&(_, &zone)| zone == Zone::Standfirst).map(|(block, _)| block.span).collect()
            }
        }
    }
}

impl Limit {
    /// Whether a sentence or paragraph is its speaker’s: a turn of a transcript, or quoted for the most part.
    fn is_anothers(&self, reading: &Reading, span: Span<Prose>) -> bool {
        if !matches!(self.of, Of::Sentence | Of::Paragraph) {
            return false;
        }
        let words = || reading.article.tokens_in(span).iter().filter(|token| token.is_word());
        let spoken = words().filter(|token| !reading.scope.allows(reading.article, token.span())).count();
        let turn = self.of == Of::Paragraph && reading.article.opens_turn(span.start);
        turn || spoken * 2 > words().count()
    }
}

/// So many words of what is too long are marked: enough to find the place.
const MARKED_WORDS: usize = 5;

impl Check for Limit {
    fn values(&self) -> Vec<String> {
        values(&["count", "max"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        for span in self.spans(reading.article) {
            let zone = reading.article.zone_at(span.start);
            if !zone.is_some_and(|zone| reading.scope.has(zone)) || span.len() <= self.max {
                continue; // no unit is shorter than a byte
            }
            let count = self.count(reading.article, span);
            if count <= self.max || self.is_anothers(reading, span) {
                continue;
            }
            let words = reading.article.tokens_in(span).iter().filter(|token| token.is_word()).take(MARKED_WORDS);
            let end = words.last().map_or(span.end, |token| token.end as usize);
            found.push(
                Finding::at(Span::new(span.start, end))
                    .with("count", count.to_string())
                    .with("max", self.max.to_string()),
            );
        }
    }
}
