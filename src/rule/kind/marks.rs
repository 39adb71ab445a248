//! `marks`: quotation marks of one kind, and pairs that are complete.

use super::shared::values;
use crate::analysis::{Article, Marks, Quote};
use crate::diagnostic::Safety;
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Replacement, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

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

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let options: Options = deserialize_value(keys)?;
        Ok(match options.report {
            Report::Primary => Check::draft(Primary(options.primary)),
            Report::Unbalanced => Check::draft(Unbalanced),
            Report::Reversed => Check::draft(Reversed),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    report: Report,
    #[serde(default)]
    primary: Which,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    Primary,
    Unbalanced,
    Reversed,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Which {
    Double,
    Single,
    #[default]
    Majority,
}

/// Reports quotations in the wrong kind of marks.
struct Primary(Which);

/// A block of one sentence with fewer words is a heading, a summary or a link, which have single marks in many styles.
const SHORT: usize = 25;

/// Whether a block is running text in which all marks are in pairs.
fn is_running(article: &Article, block: usize) -> bool {
    let block = article.prose.blocks[block].span;
    let from = article.sentences.partition_point(|sentence| sentence.span().start < block.start);
    let sentences =
        article.sentences[from..].iter().take(2).filter(|sentence| sentence.span().end <= block.end).count();
    let words = article.tokens_in(block).iter().filter(|token| token.is_word()).take(SHORT).count();
    let stray = article.stray_marks.partition_point(|mark| mark.start < block.start);
    let broken = article.stray_marks.get(stray).is_some_and(|mark| mark.start < block.end);
    // Wire copy writes two apostrophes for a quotation mark.
    !broken && !article.slice(block).contains("''") && (sentences > 1 || words == SHORT)
}

/// Whether the words look like a headline, title or slogan: all in capitals, or three or more words in title case.
fn is_heading(words: &str) -> bool {
    let is_large = |word: &str| word.chars().count() <= 3 || !word.starts_with(char::is_lowercase);
    !words.contains(char::is_lowercase) || words.split(' ').nth(2).is_some() && words.split(' ').all(is_large)
}

impl DraftCheck for Primary {
    fn values(&self) -> Vec<String> {
        values(&["match", "replacement", "majority_count", "minority_count"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        // In most drafts all quotations have marks of one kind.
        let has = |marks: Marks| article.quotes.iter().any(|quote| quote.depth == 0 && quote.marks == marks);
        if matches!(self.0, Which::Majority) && !(has(Marks::Single) && has(Marks::Double)) {
            return;
        }
        let mut last = (usize::MAX, false); // quotations come block by block, so each block is read once
        let mut running = |span: Span<Prose>| {
            let block = article.prose.block_at(span.start)?;
            if block != last.0 {
                last = (block, is_running(article, block));
            }
            Some(last.1)
        };
        // Headlines have single marks in many styles, so they do not count.
        let primary = |quote: &&Quote| {
            quote.depth == 0
                && quote.closed
                && !is_heading(article.slice(quote.words))
                && !article.in_code(quote.span.start)
                && running(quote.span) == Some(true)
                && article.zone_at(quote.span.start).is_some_and(|zone| context.scope.has(zone))
        };
        let quotes: Vec<&Quote> = article.quotes.iter().filter(primary).collect();
        let singles = quotes.iter().filter(|quote| quote.marks == Marks::Single).count();
        let doubles = quotes.iter().filter(|quote| quote.marks == Marks::Double).count();
        let wanted = match self.0 {
            Which::Double => Marks::Double,
            Which::Single => Marks::Single,
            Which::Majority if doubles > singles => Marks::Double,
            Which::Majority if singles > doubles => Marks::Single,
            Which::Majority => return, // a tie says nothing about the style
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

/// Reports marks without a partner.
struct Unbalanced;

impl DraftCheck for Unbalanced {
    fn values(&self) -> Vec<String> {
        values(&["match"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        for &mark in &context.article.stray_marks {
            let zone = context.article.zone_at(mark.start);
            if zone.is_some_and(|zone| context.scope.has(zone)) && !context.article.in_code(mark.start) {
                found.push(Finding::at(mark).with("match", context.article.slice(mark)));
            }
        }
    }
}

/// Reports quotations that open with a closing mark: ”It is,”
struct Reversed;

/// The mark that closes a quotation, and the one that opens it.
const CLOSING: char = '”';
const OPENING: &str = "“";

impl DraftCheck for Reversed {
    fn values(&self) -> Vec<String> {
        values(&["match", "replacement"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let quotes = || article.quotes.iter().filter(|quote| quote.marks == Marks::Double && quote.closed);
        let is_reversed = |quote: &&Quote| article.slice(quote.span).starts_with(CLOSING);
        let opened = quotes().filter(|quote| article.slice(quote.span).starts_with(OPENING)).count();
        // Swedish and Finnish copy opens every quotation so.
        if quotes().filter(is_reversed).count() > opened {
            return;
        }
        for quote in quotes().filter(is_reversed) {
            let zone = article.zone_at(quote.span.start);
            if !zone.is_some_and(|zone| context.scope.has(zone)) || article.in_code(quote.span.start) {
                continue;
            }
            let rest = Span::new(quote.words.start, quote.span.end);
            let mut finding = Finding::at(quote.span)
                .with("match", article.slice(quote.span))
                .with("replacement", format!("{OPENING}{}", article.slice(rest)));
            let edits = vec![(Span::new(quote.span.start, quote.words.start), OPENING.to_owned())];
            finding.fix = Some(Replacement { edits, safety: Safety::Suggested, spelling: false });
            found.push(finding);
        }
    }
}
