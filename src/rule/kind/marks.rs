//! `marks`: quotation marks of one kind, and as many closed as opened.

use super::Context;
use super::shared::values;
use crate::analysis::{Article, Marks, Quote};
use crate::diagnostic::Safety;
use crate::prose::Prose;
use crate::rule::{Check, Finding, Reading, Replacement};
use crate::table::{Problem, deserialize_value};
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

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
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

/// A block of one sentence with fewer words is a heading, a summary or a link, which take single marks in many houses.
const SHORT: usize = 25;

/// Whether a block is running text whose marks can be trusted: all of them have partners.
fn is_running(article: &Article, block: usize) -> bool {
    let block = article.prose.blocks[block].span;
    let from = article.sentences.partition_point(|sentence| sentence.span.start < block.start);
    let sentences = article.sentences[from..].iter().take(2).filter(|sentence| sentence.span.end <= block.end).count();
    let words = article.tokens_in(block).iter().filter(|token| token.is_word()).take(SHORT).count();
    let stray = article.stray_marks.partition_point(|mark| mark.start < block.start);
    let broken = article.stray_marks.get(stray).is_some_and(|mark| mark.start < block.end);
    // Two apostrophes stand for a mark in copy of the wire.
    !broken && !article.slice(block).contains("''") && (sentences > 1 || words == SHORT)
}

/// Words in capitals, or three and more of which all but the small ones have one: a headline, a title, a slogan.
fn is_heading(words: &str) -> bool {
    let is_large = |word: &str| word.chars().count() <= 3 || !word.starts_with(char::is_lowercase);
    !words.contains(char::is_lowercase) || words.split(' ').nth(2).is_some() && words.split(' ').all(is_large)
}

impl Check for Primary {
    fn values(&self) -> Vec<String> {
        values(&["match", "replacement", "majority_count", "minority_count"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        let mut last = (usize::MAX, false); // quotations come block by block, and each block is read once
        let mut running = |span: Span<Prose>| {
            let block = article.prose.block_at(span.start)?;
            if block != last.0 {
                last = (block, is_running(article, block));
            }
            Some(last.1)
        };
        // Headlines take single marks in many houses, so they do not count.
        let primary = |quote: &&Quote| {
            let zone = article.zone_at(quote.span.start);
            let heading = is_heading(article.slice(quote.words));
            quote.depth == 0
                && quote.closed
                && !heading
                && !article.in_code(quote.span.start)
                && running(quote.span) == Some(true)
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
