//! `calendar`: days of the week that are not on their date, and days that no calendar has.

use super::{Problem, values};
use crate::analysis::{Article, date};
use crate::prose::Prose;
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Finding, Hit, Pattern, Reading};
use crate::text::Span;
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn about(&self) -> &'static str {
        "weekdays that are not on their date, and dates that no calendar has"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report"]
    }

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let Written { report } = deserialize_value(keys)?;
        let (months, weekdays) = (date::month_expression(), date::weekday_expression());
        let day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?";
        let patterns = match report {
            Report::Weekday => vec![
                format!(
                    r"\b(?P<weekday>{weekdays}),? (?P<date>(?P<month>{months})\.? {day}(?:,? (?P<year>\d{{4}}))?)\b"
                ),
                format!(
                    r"\b(?P<weekday>{weekdays}),? (?:the )?(?P<date>{day} (?:of )?(?P<month>{months})\.?(?:,? (?P<year>\d{{4}}))?)\b"
                ),
            ],
            // Without a year only before a stop: “in May 31 ships came” is a date for no reader.
            Report::Impossible => vec![
                format!(r"\b(?P<date>(?P<month>{months})\.? {day}(?:,? (?P<year>\d{{4}})\b|(?:[.,;:)]|$)))"),
                format!(r"\b(?P<date>{day} (?:of )?(?P<month>{months})\.?(?:,? (?P<year>\d{{4}})\b|(?:[.,;:)]|$)))"),
            ],
        };
        let patterns = patterns.iter().map(|pattern| Pattern::regex(pattern, true));
        let patterns = patterns.collect::<Result<_, _>>().map_err(|message| (message, at, None))?;
        Ok(Box::new(Calendar { patterns, report }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    report: Report,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// A day of the week that is not on the date beside it.
    Weekday,
    /// A day that its month does not have.
    Impossible,
}

struct Calendar {
    patterns: Vec<Pattern>,
    report: Report,
}

impl Check for Calendar {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(match self.report {
            Report::Weekday => &["match", "date", "weekday", "replacement", "year"],
            Report::Impossible => &["match", "date"],
        })
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let published = date::published(reading.article);
        let mut end = 0;
        for hit in reading.hits {
            if hit.span.start < end || !reading.scope.allows(reading.article, hit.span) {
                continue;
            }
            let finding = match self.report {
                Report::Weekday => self.weekday(reading.article, hit, published),
                Report::Impossible => self.impossible(reading.article, hit),
            };
            if let Some(finding) = finding {
                end = hit.span.end;
                found.push(finding);
            }
        }
    }
}

impl Calendar {
    fn group(&self, hit: &Hit, name: &str) -> Option<Span<Prose>> {
        let Pattern::Regex(expression) = &self.patterns[hit.pattern] else { return None };
        hit.groups.get(expression.group(name)?).copied().flatten()
    }

    /// Year, month and day of a hit; a year that is not written is none.
    fn day(&self, article: &Article, hit: &Hit) -> Option<(Option<i16>, i8, i8)> {
        let of = |name: &str| self.group(hit, name).map(|span| article.slice(span));
        Some((of("year").and_then(|year| year.parse().ok()), date::month(of("month")?)?, of("day")?.parse().ok()?))
    }

    fn weekday(&self, article: &Article, hit: &Hit, published: Option<Date>) -> Option<Finding> {
        let (year, month, day) = self.day(article, hit)?;
        let span = self.group(hit, "weekday")?;
        let said = date::weekday(article.slice(span))?;
        let on = match year {
            Some(year) => Date::new(year, month, day).ok()?,
            // Without a year the nearest such day is meant; where another year would do, so be it.
            None => {
                let years = (-1..=1).filter_map(|more| Date::new(published?.year() + more, month, day).ok());
                let days: Vec<Date> = years.collect();
                if days.iter().any(|date| date.weekday() == said) {
                    return None;
                }
                days.into_iter().min_by_key(|date| apart(*date, published))?
            }
        };
        if on.weekday() == said {
            return None;
        }
        let right = date::weekday_name(on.weekday());
        Some(
            Finding::at(span)
                .with("match", article.slice(hit.span))
                .with("date", self.group(hit, "date").map_or("", |date| article.slice(date)))
                .with("weekday", article.slice(span))
                .with("replacement", right)
                .with("year", on.year().to_string()),
        )
    }

    fn impossible(&self, article: &Article, hit: &Hit) -> Option<Finding> {
        let (year, month, day) = self.day(article, hit)?;
        let leap = 2000; // a year that has every day
        if Date::new(year.unwrap_or(leap), month, day).is_ok() || day > 31 {
            return None;
        }
        let span = self.group(hit, "date")?;
        let words = article.slice(span).trim_end_matches(['.', ',', ';', ':', ')']);
        let span = Span::new(span.start, span.start + words.len());
        Some(Finding::at(span).with("match", article.slice(span)).with("date", article.slice(span)))
    }
}

/// Days between two dates.
fn apart(one: Date, other: Option<Date>) -> i32 {
    other.and_then(|other| (one - other).get_days().checked_abs()).unwrap_or(i32::MAX)
}
