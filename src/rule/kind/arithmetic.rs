//! `arithmetic`: figures in one statement that do not agree: shares, changes, sums, margins, ages.
//!
//! The rule gives the wording, with `{part}` for a number; the relation between the numbers is computed here. Figures are
//! allowed the error of their rounding, since a false alarm about a sum is worse than none.

mod numbers;
mod relation;

use super::shared::around::{Around, AroundOptions};
use super::shared::groups;
use crate::analysis::{Article, date};
use crate::diagnostic::{Level, Safety};
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Hit, Pattern, RuleContext, Template};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use numbers::{fewest_numbers, with_numbers};
use relation::{Figures, Relation};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "arithmetic"
    }

    fn about(&self) -> &'static str {
        "figures that do not agree: shares, changes, sums, margins, ages"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["patterns", "relation", "mark", "fix", "tolerance", "unless"]
    }

    fn build(&self, keys: Spanned<DeValue>, with: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let (mut patterns, mut numbers) = (Vec::new(), Vec::new());
        for text in &options.patterns {
            let found = Pattern::regex(&with_numbers(text.get_ref(), &with.language.numbers), false);
            let pattern = found.map_err(|message| Problem::new(message, text.span()))?;
            if let Pattern::Regex(expression) = &pattern {
                let has = |name: &&str| expression.names().iter().any(|of| of == name);
                if let Some(missing) = options.relation.missing(&has) {
                    return Err(Problem::new(
                        format!("the relation needs a number called `{{{missing}}}`"),
                        text.span(),
                    ));
                }
            }
            patterns.push(pattern);
            numbers.push(fewest_numbers(text.get_ref()));
        }
        if patterns.is_empty() {
            return Err(Problem::new("the rule has no pattern, so it can never match", at));
        }
        let names = groups::names(&patterns, &["match", "expected"]);
        let mark = groups::mark(options.mark, &names)?;
        let fix = groups::fix(options.fix, &names)?;
        Ok(Check::draft(Arithmetic {
            patterns,
            numbers,
            names,
            relation: options.relation,
            mark,
            fix,
            tolerance: options.tolerance,
            unless: Around::read(options.unless, false)?,
        }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    patterns: Vec<Spanned<String>>,
    relation: Relation,
    mark: Option<Spanned<String>>,
    fix: Option<Spanned<String>>,
    #[serde(default)]
    tolerance: f64,
    unless: Option<Spanned<AroundOptions>>,
}

struct Arithmetic {
    patterns: Vec<Pattern>,
    /// How many numbers a match of each pattern has at least.
    numbers: Vec<usize>,
    names: Vec<String>,
    relation: Relation,
    mark: Option<String>,
    fix: Option<Template>,
    /// The tolerance in addition to rounding, in percent of the expected figure.
    tolerance: f64,
    unless: Option<Around>,
}

impl DraftCheck for Arithmetic {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn numbers(&self, pattern: usize) -> usize {
        self.numbers.get(pattern).copied().unwrap_or_default()
    }

    fn values(&self) -> Vec<String> {
        self.names.clone()
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        if self.unless.as_ref().is_some_and(|unless| unless.holds_in(article)) {
            return;
        }
        let year = date::published(article).map(|day| f64::from(day.year()));
        let mut end = 0;
        for hit in context.hits {
            if hit.span.start < end
                || !context.scope.allows(article, hit.span)
                || self.unless.as_ref().is_some_and(|unless| unless.holds(article, hit.span))
            {
                continue;
            }
            let groups = self.groups(hit, article);
            let of = |name: &str| groups.get(name).map(|span| article.slice(*span));
            if of("from").is_some_and(is_year) {
                continue; // a period of time, or the year from which something is counted
            }
            let figures = Figures { numbers: &article.language.numbers, of: &of, year, tolerance: self.tolerance };
            let Some(wrong) = figures.judge(self.relation) else { continue };
            end = hit.span.end;
            let marked = self.mark.as_ref().and_then(|mark| groups.get(mark.as_str()).copied());
            let whole =
                |all: Span<Prose>, part: &Span<Prose>| Span::new(all.start.min(part.start), all.end.max(part.end));
            let span = marked.unwrap_or_else(|| groups.values().fold(hit.span, whole));
            let mut finding = Finding::at(span).with("match", article.slice(span)).with("expected", wrong.expected);
            for name in self.names.iter().filter(|name| *name != "match" && *name != "expected") {
                finding = finding.with(name, of(name).unwrap_or_default());
            }
            if let Some(fix) = self.fix.as_ref().filter(|_| marked.is_some()) {
                let words = fix.fill(&finding.values);
                finding = finding.replaced_by(words, Safety::Suggested);
            }
            finding.at_most = wrong.slight.then_some(Level::Note);
            found.push(finding);
        }
    }
}

impl Arithmetic {
    fn groups(&self, hit: &Hit, article: &Article) -> BTreeMap<&str, Span<Prose>> {
        let Pattern::Regex(expression) = &self.patterns[hit.pattern] else { return BTreeMap::new() };
        let named = |name: &'_ String| hit.group(&self.patterns, name).map(|span| whole_amount(article, span));
        expression.names().iter().filter_map(|name| Some((name.as_str(), named(name)?))).collect()
    }
}

/// A number with the currency sign and the scale around it. A pattern may leave them out: in “$40 million, or 12%”, “million”
/// can also be the noun that it wants after the number.
fn whole_amount(article: &Article, number: Span<Prose>) -> Span<Prose> {
    let text = article.prose.text.as_str();
    let (before, after) = (&text[..number.start], &text[number.end..]);
    let is_figure = article.slice(number).ends_with(|c: char| c.is_ascii_digit());
    let sign = before.chars().next_back().filter(|c| matches!(c, '$' | '£' | '€')).map_or(0, char::len_utf8);
    let word: &str = after.strip_prefix([' ', '-']).unwrap_or_default();
    let word = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
    let scale = if is_figure && article.language.numbers.is_scale(word) { 1 + word.len() } else { 0 };
    Span::new(number.start - sign, number.end + scale)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && ("1500".."2100").contains(&text)
}
