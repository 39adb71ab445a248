//! `arithmetic`: figures that are said together and do not agree: shares, changes, sums, margins, ages.
//!
//! The rule says in which words the figures stand, with `{part}` for a number; the relation between them is reckoned here.
//! Figures are given the benefit of their rounding, since a false alarm about a sum is worse than none.

use super::Problem;
use crate::analysis::{Number, date};
use crate::diagnostic::{Level, Safety};
use crate::prose::Prose;
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Finding, Hit, Pattern, Reading, Template};
use crate::text::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "arithmetic"
    }

    fn about(&self) -> &'static str {
        "figures that do not agree: shares, changes, sums, margins, ages"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["patterns", "relation", "mark", "fix", "tolerance"]
    }

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let written: Written = deserialize_value(keys)?;
        let mut patterns = Vec::new();
        let mut names = vec!["match".to_owned(), "expected".to_owned()];
        for text in &written.patterns {
            let found = Pattern::regex(&with_numbers(text.get_ref()), false);
            let pattern = found.map_err(|message| (message, text.span(), None))?;
            if let Pattern::Regex(expression) = &pattern {
                let missing =
                    written.relation.groups().iter().find(|name| !expression.names().iter().any(|of| of == *name));
                if let Some(missing) = missing {
                    return Err((format!("the relation needs a number called `{{{missing}}}`"), text.span(), None));
                }
                names.extend_from_slice(expression.names());
            }
            patterns.push(pattern);
        }
        if patterns.is_empty() {
            return Err(("the rule has no pattern, so it can never match".into(), at, None));
        }
        names.sort();
        names.dedup();
        let fix = match written.fix {
            None => None,
            Some(text) => {
                let template = Template::parse(text.get_ref()).map_err(|message| (message, text.span(), None))?;
                if let Some(name) = template.names().find(|name| !names.iter().any(|known| known == name)) {
                    return Err((format!("the fix names the group `{name}`, which no pattern has"), text.span(), None));
                }
                Some(template)
            }
        };
        Ok(Box::new(Arithmetic {
            patterns,
            names,
            relation: written.relation,
            mark: written.mark,
            fix,
            tolerance: written.tolerance,
        }))
    }
}

/// The pattern with `{name}` spelled out as a group that is a number.
fn with_numbers(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let (before, inside) = (&rest[..open], &rest[open + 1..]);
        out.push_str(before);
        match inside.split_once('}') {
            Some((name, after)) if name.starts_with(|c: char| c.is_ascii_lowercase()) && !before.ends_with(r"\p") => {
                out.push_str(&format!("(?P<{name}>{})", Number::expression()));
                rest = after;
            }
            _ => {
                out.push('{');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    patterns: Vec<Spanned<String>>,
    relation: Relation,
    mark: Option<String>,
    fix: Option<Spanned<String>>,
    #[serde(default)]
    tolerance: f64,
}

/// What has to hold between the numbers.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Relation {
    /// `part` is `percent` of `whole`.
    Share,
    /// From `from` to `to` is a change by `percent`.
    Change,
    /// `to` is `from`, `factor` times.
    Times,
    /// `a`, `b` and so on make `whole`.
    Total,
    /// `percent` is not merely the difference between the percentages `from` and `to`.
    Points,
    /// `margin` is not greater than the lead of `high` over `low`.
    Margin,
    /// Who was `born` then is `age` now, or in `year`.
    Age,
    /// What was in `since` has its `nth` anniversary now, or in `year`.
    Anniversary,
}

impl Relation {
    const fn groups(self) -> &'static [&'static str] {
        match self {
            Self::Share => &["part", "whole", "percent"],
            Self::Change | Self::Points => &["from", "to", "percent"],
            Self::Times => &["from", "to", "factor"],
            Self::Total => &["a", "b", "whole"],
            Self::Margin => &["high", "low", "margin"],
            Self::Age => &["age", "born"],
            Self::Anniversary => &["nth", "since"],
        }
    }
}

struct Arithmetic {
    patterns: Vec<Pattern>,
    names: Vec<String>,
    relation: Relation,
    mark: Option<String>,
    fix: Option<Template>,
    /// How far off a figure may be besides its rounding, in percent of what it should be.
    tolerance: f64,
}

impl Check for Arithmetic {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        self.names.clone()
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        let year = date::published(article).map(|day| f64::from(day.year()));
        let mut end = 0;
        for hit in reading.hits {
            if hit.span.start < end || !reading.scope.allows(article, hit.span) {
                continue;
            }
            let groups = self.groups(hit);
            let of = |name: &str| groups.get(name).map(|span| article.slice(*span));
            let number = |name: &str| of(name).and_then(Number::parse);
            if ["from", "to"].iter().all(|name| of(name).is_some_and(is_year)) {
                continue; // a span of time
            }
            let Some(wrong) = self.judge(&number, year) else { continue };
            end = hit.span.end;
            let marked = self.mark.as_ref().and_then(|mark| groups.get(mark.as_str()).copied());
            let span = marked.unwrap_or(hit.span);
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

/// What is wrong with figures.
struct Wrong {
    expected: String,
    /// Off by so little that it may be meant.
    slight: bool,
}

impl Arithmetic {
    fn groups(&self, hit: &Hit) -> BTreeMap<&str, Span<Prose>> {
        let Pattern::Regex(expression) = &self.patterns[hit.pattern] else { return BTreeMap::new() };
        let names = expression.names().iter();
        names
            .filter_map(|name| Some((name.as_str(), hit.groups.get(expression.group(name)?).copied().flatten()?)))
            .collect()
    }

    /// What is wrong, if something is; a number that cannot be read excuses the rest.
    fn judge(&self, number: &dyn Fn(&str) -> Option<Number>, year: Option<f64>) -> Option<Wrong> {
        match self.relation {
            Relation::Share => {
                let (part, whole, percent) = (number("part")?, number("whole")?, number("percent")?);
                if part.value > whole.value || whole.value == 0.0 {
                    return None; // not the parts of one thing
                }
                let ((least, most), (lowest, highest)) = (part.range(), whole.range());
                self.percent(
                    percent,
                    (100.0 * least / highest, 100.0 * most / lowest),
                    100.0 * part.value / whole.value,
                )
            }
            Relation::Change => {
                let (from, to, percent) = (number("from")?, number("to")?, number("percent")?);
                let change = |from: f64, to: f64| 100.0 * (to - from).abs() / from;
                let ((from_least, from_most), (to_least, to_most)) = (from.range(), to.range());
                let ends = [(from_least, to_least), (from_least, to_most), (from_most, to_least), (from_most, to_most)];
                let subtracted = from.value.max(to.value) <= 100.0 && (to.value - from.value).abs() == percent.value;
                if subtracted || ends.iter().any(|(from, _)| *from <= 0.0) {
                    return None; // percentages that were subtracted are for `points`
                }
                let changes = ends.map(|(from, to)| change(from, to));
                let range =
                    (changes.iter().copied().fold(f64::MAX, f64::min), changes.iter().copied().fold(0.0, f64::max));
                self.percent(percent, range, change(from.value, to.value))
            }
            Relation::Times => {
                let (from, to, factor) = (number("from")?, number("to")?, number("factor")?);
                let ((from_least, from_most), (to_least, to_most)) = (from.range(), to.range());
                if from_least <= 0.0 {
                    return None;
                }
                let slack = factor.value * self.tolerance / 100.0;
                let agrees =
                    to_least / from_most - slack <= factor.value && factor.value <= to_most / from_least + slack;
                (!agrees).then(|| wrong(to.value / from.value, 1))
            }
            Relation::Total => {
                let parts: Vec<Number> = ["a", "b", "c", "d", "e"].iter().map_while(|name| number(name)).collect();
                let whole = number("whole")?;
                let least: f64 = parts.iter().map(|part| part.range().0).sum();
                let most: f64 = parts.iter().map(|part| part.range().1).sum();
                let agrees = least <= whole.range().1 && whole.range().0 <= most;
                (!agrees).then(|| wrong(parts.iter().map(|part| part.value).sum(), 0))
            }
            Relation::Points => {
                let (from, to, percent) = (number("from")?, number("to")?, number("percent")?);
                let points = (to.value - from.value).abs();
                let change = 100.0 * points / from.value;
                let unit = percent.unit.max(from.unit).max(to.unit);
                let is_points = (points - percent.value).abs() < unit / 2.0;
                let is_percent = (change - percent.value).abs() <= unit;
                (is_points && !is_percent).then(|| wrong(change, 0))
            }
            Relation::Margin => {
                let (high, low, margin) = (number("high")?, number("low")?, number("margin")?);
                let lead = high.value - low.value;
                let is_poll = high.value <= 100.0 && low.value > 0.0 && lead > 0.0 && margin.value < 20.0;
                (is_poll && lead < margin.value).then(|| wrong(lead, decimals(high)))
            }
            Relation::Age => {
                let (age, born) = (number("age")?, number("born")?);
                let then = number("year").map(|year| year.value).or(year)? - born.value;
                let agrees = age.value == then || age.value == then - 1.0;
                (!agrees).then(|| Wrong {
                    expected: format!("{} or {}", then - 1.0, then),
                    slight: age.value == then + 1.0 || age.value == then - 2.0,
                })
            }
            Relation::Anniversary => {
                let (nth, since) = (number("nth")?, number("since")?);
                let then = number("year").map(|year| year.value).or(year)? - since.value;
                (nth.value != then)
                    .then(|| Wrong { expected: then.to_string(), slight: (nth.value - then).abs() <= 1.0 })
            }
        }
    }

    /// Whether a printed percentage lies within what the figures can make, give or take its last place.
    fn percent(&self, printed: Number, (least, most): (f64, f64), exact: f64) -> Option<Wrong> {
        let unit = if printed.is_round && printed.unit > 1.0 { 1.0 } else { printed.unit };
        let slack = unit + exact * self.tolerance / 100.0;
        let agrees = least - slack <= printed.value && printed.value <= most + slack;
        (!agrees).then(|| wrong(exact, decimals(printed)))
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && ("1500".."2100").contains(&text)
}

fn wrong(expected: f64, decimals: usize) -> Wrong {
    Wrong { expected: format!("{expected:.decimals$}"), slight: false }
}

const fn decimals(number: Number) -> usize {
    if number.unit < 1.0 { 1 } else { 0 }
}
