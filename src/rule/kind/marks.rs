//! `marks`: quotation marks of one kind, and as many closed as opened.

use super::{Problem, values};
use crate::analysis::{Article, Marks, Quote};
use crate::diagnostic::Safety;
use crate::prose::Prose;
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Finding, Reading, Replacement};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "marks"
    }

    fn about(&self) -> &'static str {
        "quotation marks: which kind comes first, and whether all are closed"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "primary"]
    }

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        let written: Written = deserialize_value(keys)?;
        Ok(match written.report {
            Report::Primary => Box::new(Primary(written.primary)),
            Report::Unbalanced => Box::new(Unbalanced),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    report: Report,
    #[serde(default)]
    primary: Which,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    Primary,
    Unbalanced,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Which {
    Double,
    Single,
    #[default]
    Majority,
}

/// Quotations that stand in the other kind of marks than they should.
struct Primary(Which);

/// A quotation with fewer words around it in its paragraph stands in a heading, which takes single marks in many houses.
const WORDS_AROUND: usize = 8;

/// How many tokens are looked at on each side for words; more than marks without words ever stand in prose.
const REACH: usize = 64;

/// How many words, up to `most`, stand before and after `span` in its block.
fn words_around(article: &Article, span: Span<Prose>, most: usize) -> usize {
    let Some(block) = article.prose.block_at(span.start).map(|block| article.prose.blocks[block].span) else {
        return 0;
    };
    let from = article.tokens.partition_point(|token| (token.start as usize) < span.start);
    let to = article.tokens.partition_point(|token| (token.start as usize) < span.end);
    let before =
        article.tokens[..from].iter().rev().take(REACH).take_while(|token| token.start as usize >= block.start);
    let after = article.tokens[to..].iter().take(REACH).take_while(|token| (token.end as usize) <= block.end);
    before.chain(after).filter(|token| token.is_word()).take(most).count()
}

impl Check for Primary {
    fn values(&self) -> Vec<String> {
        values(&["match", "replacement", "majority_count", "minority_count"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        // Headlines take single marks in many houses, so they do not count.
        let primary = |quote: &&Quote| {
            let zone = article.zone_at(quote.span.start);
            let in_text = words_around(article, quote.span, WORDS_AROUND) == WORDS_AROUND;
            quote.depth == 0
                && quote.closed
                && in_text
                && !article.in_code(quote.span.start)
                && zone.is_some_and(|zone| reading.scope.has(zone))
        };
        let quotes: Vec<&Quote> = article.quotes.iter().filter(primary).collect();
        let singles = quotes.iter().filter(|quote| quote.marks == Marks::Single).count();
        let doubles = quotes.iter().filter(|quote| quote.marks == Marks::Double).count();
        let wanted = match self.0 {
            Which::Double => Marks::Double,
            Which::Single => Marks::Single,
            Which::Majority if doubles > singles => Marks::Double,
            Which::Majority if singles > doubles => Marks::Single,
            Which::Majority => return, // a tie says nothing of the house's way
        };
        for quote in quotes.into_iter().filter(|quote| quote.marks != wanted && quote.marks != Marks::Guillemets) {
            let (open, close) = match (wanted, quote.straight) {
                (Marks::Single, false) => ("‘", "’"),
                (Marks::Single, true) => ("'", "'"),
                (_, false) => ("“", "”"),
                (_, true) => ("\"", "\""),
            };
            let fixed = format!("{open}{}{close}", article.slice(quote.words));
            let mut finding = Finding::at(quote.span)
                .with("match", article.slice(quote.span))
                .with("replacement", fixed)
                .with("majority_count", singles.max(doubles).to_string())
                .with("minority_count", singles.min(doubles).to_string());
            let edits = vec![
                (Span::new(quote.span.start, quote.words.start), open.to_owned()),
                (Span::new(quote.words.end, quote.span.end), close.to_owned()),
            ];
            finding.fix = Some(Replacement { edits, safety: Safety::Suggested, spelling: false });
            found.push(finding);
        }
    }
}

/// Marks that open or close nothing.
struct Unbalanced;

impl Check for Unbalanced {
    fn values(&self) -> Vec<String> {
        values(&["match"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        for &mark in &reading.article.stray_marks {
            let zone = reading.article.zone_at(mark.start);
            if zone.is_some_and(|zone| reading.scope.has(zone)) && !reading.article.in_code(mark.start) {
                found.push(Finding::at(mark).with("match", reading.article.slice(mark)));
            }
        }
    }
}
