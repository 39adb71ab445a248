//! `limit`: the greatest length of a sentence, paragraph, headline or quotation.

use super::shared::values;
use crate::analysis::{Article, Attributed, Zone};
use crate::prose::{BlockKind, Prose};
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

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

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = match keys.get_ref().as_table() {
            Some(table) => table.get("max").map_or(keys.span(), Spanned::span),
            None => keys.span(),
        };
        let limit: Limit = deserialize_value(keys)?;
        if limit.max == 0 {
            return Err(Problem::new("a limit of 0 would match everything", at));
        }
        Ok(Check::draft(limit))
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
                let from = article.sentences.partition_point(|sentence| sentence.span().start < span.start);
                article.sentences[from..].iter().take_while(|sentence| sentence.span().end <= span.end).count()
            }
        }
    }

    fn spans(&self, article: &Article) -> Vec<Span<Prose>> {
        let blocks = article.prose.blocks.iter().zip(&article.zones);
        match self.of {
            Of::Sentence => article.sentences.iter().map(|sentence| sentence.span()).collect(),
            Of::Paragraph => blocks
                .filter(|(block, _)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item))
                .flat_map(|(block, _)| stretches(article, block.span))
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
    /// Whether a sentence or paragraph is a speaker’s: a turn of a transcript, or mostly quoted.
    fn is_a_speakers(&self, context: &RuleContext, span: Span<Prose>) -> bool {
        if !matches!(self.of, Of::Sentence | Of::Paragraph) {
            return false;
        }
        let words = || context.article.tokens_in(span).iter().filter(|token| token.is_word());
        let spoken = words().filter(|token| !context.scope.allows(context.article, token.span())).count();
        let turn = self.of == Of::Paragraph && context.article.opens_turn(span.start);
        turn || spoken * 2 > words().count()
    }
}

/// A paragraph, or what stands between two line breaks in a row (`<br><br>`), which readers see as one.
fn stretches(article: &Article, span: Span<Prose>) -> impl Iterator<Item = Span<Prose>> {
    const BREAK: &str = "\n\n";
    let mut rest = Some(span);
    std::iter::from_fn(move || {
        let stretch = rest.take()?;
        let words = article.slice(stretch);
        // Hardly any paragraph has a line break, and one letter is found faster than two.
        let Some(at) = words.find('\n').and_then(|_| words.find(BREAK)) else { return Some(stretch) };
        rest = Some(Span::new(stretch.start + at + BREAK.len(), stretch.end));
        Some(Span::new(stretch.start, stretch.start + at))
    })
}

/// The number of words that a finding marks.
const MARKED_WORDS: usize = 5;

impl DraftCheck for Limit {
    fn values(&self) -> Vec<String> {
        values(&["count", "max"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        if self.of == Of::Source {
            return self.sources(context, found);
        }
        for span in self.spans(context.article) {
            // No unit is shorter than a byte, and between two words there is one.
            let most = if matches!(self.unit, Unit::Words) { span.len().div_ceil(2) } else { span.len() };
            if most <= self.max {
                continue;
            }
            let count = self.count(context.article, span);
            let is_read = || context.article.zone_at(span.start).is_some_and(|zone| context.scope.has(zone));
            if count <= self.max || !is_read() || self.is_a_speakers(context, span) {
                continue;
            }
            found.push(self.finding(context.article, span, count));
        }
    }
}

impl Limit {
    fn finding(&self, article: &Article, span: Span<Prose>, count: usize) -> Finding {
        let words = article.tokens_in(span).iter().filter(|token| token.is_word()).take(MARKED_WORDS);
        let end = words.last().map_or(span.end, |token| token.end() as usize);
        Finding::at(Span::new(span.start, end)).with("count", count.to_string()).with("max", self.max.to_string())
    }

    /// Reports the quotation with which a source exceeds `max`, with the source's other quotations.
    fn sources(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let mut by_source: BTreeMap<&str, Vec<&Attributed>> = BTreeMap::new();
        for quote in &article.attributions {
            let Some(attribution) = &quote.attribution else { continue };
            let source = attribution.person.as_deref().unwrap_or_else(|| article.slice(attribution.source));
            if article.zone_at(quote.span.start).is_some_and(|zone| context.scope.has(zone)) {
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
