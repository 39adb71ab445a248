//! `limit`: how long a sentence, paragraph or headline may be.

use super::Context;
use super::shared::values;
use crate::analysis::{Article, Attributed, Zone};
use crate::prose::{BlockKind, Prose};
use crate::rule::{Check, Finding, Reading};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "limit"
    }

    fn about(&self) -> &'static str {
        "the length of sentences, paragraphs, headlines, standfirsts and quotations"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["of", "unit", "max"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
        let at = match keys.get_ref().as_table() {
            Some(table) => table.get("max").map_or(keys.span(), Spanned::span),
            None => keys.span(),
        };
        let limit: Limit = deserialize_value(keys)?;
        if limit.max == 0 {
            return Err(Problem::new("a limit of 0 would find everything", at));
        }
        Ok(Box::new(limit))
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
    /// One quotation, set as a block or not.
    Quotation,
    /// All quotations of one source.
    Source,
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
            Of::Quotation => article.attributions.iter().map(|quote| quote.span).collect(),
            Of::Source => Vec::new(),
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
        if self.of == Of::Source {
            return self.sources(reading, found);
        }
        for span in self.spans(reading.article) {
            let zone = reading.article.zone_at(span.start);
            if !zone.is_some_and(|zone| reading.scope.has(zone)) || span.len() <= self.max {
                continue; // no unit is shorter than a byte
            }
            let count = self.count(reading.article, span);
            if count <= self.max || self.is_anothers(reading, span) {
                continue;
            }
            found.push(self.finding(reading.article, span, count));
        }
    }
}

impl Limit {
    fn finding(&self, article: &Article, span: Span<Prose>, count: usize) -> Finding {
        let words = article.tokens_in(span).iter().filter(|token| token.is_word()).take(MARKED_WORDS);
        let end = words.last().map_or(span.end, |token| token.end as usize);
        Finding::at(Span::new(span.start, end)).with("count", count.to_string()).with("max", self.max.to_string())
    }

    /// The quotation with which a source has been given more room than `max`; its others are shown too.
    fn sources(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        let mut by_source: BTreeMap<&str, Vec<&Attributed>> = BTreeMap::new();
        for quote in &article.attributions {
            let Some(attribution) = &quote.attribution else { continue };
            let source = attribution.person.as_deref().unwrap_or_else(|| article.slice(attribution.source));
            if article.zone_at(quote.span.start).is_some_and(|zone| reading.scope.has(zone)) {
                by_source.entry(source).or_default().push(quote);
            }
        }
        for quotes in by_source.values() {
            let counts: Vec<usize> = quotes.iter().map(|quote| self.count(article, quote.span)).collect();
            let total: usize = counts.iter().sum();
            let mut so_far = 0;
            let over = counts.iter().position(|count| {
                so_far += count;
                so_far > self.max
            });
            let Some(over) = over else { continue };
            let others = quotes.iter().enumerate().filter(|&(index, _)| index != over);
            let finding = self.finding(article, quotes[over].span, total);
            found.push(others.fold(finding, |finding, (_, quote)| finding.related_to(quote.span, "")));
        }
        found.sort_by_key(|finding| finding.span);
    }
}
