//! `calendar`: days of the week that are not on their date, and days that no calendar has.

use super::Context;
use super::shared::values;
use crate::analysis::{Article, date};
use crate::rule::{Check, Finding, Hit, Pattern, Reading};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
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

    fn build(&self, keys: Spanned<DeValue>, context: &Context) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let Written { report } = deserialize_value(keys)?;
        let calendar = &context.language.calendar;
        let (months, weekdays) = (calendar.month_expression(), calendar.weekday_expression());
        let (of, the) = (calendar.between_expression(), calendar.article_expression());
        let which_is = calendar.apposition_expression();
        let day = format!(r"(?P<day>\d{{1,2}})(?:{})?", context.language.numbers.ordinal_endings().join("|"));
        let month_first = format!(r"(?P<month>{months})\.? {day}(?:,? (?P<year>\d{{4}}))?");
        let day_first = format!(r"{day} (?:(?:{of}) )?(?P<month>{months})\.?(?:,? (?P<year>\d{{4}}))?");
        let patterns = match report {
            Report::Weekday => vec![
                format!(r"\b(?P<weekday>{weekdays})\.?,? (?P<date>{month_first})\b"),
                format!(r"\b(?P<weekday>{weekdays})\.?,? (?:(?:{the}) )?(?P<date>{day_first})\b"),
                format!(r"\b(?P<date>{month_first}),? (?:\(|(?:{which_is}) )(?P<weekday>{weekdays})\b"),
                format!(r"\b(?P<date>{day_first}),? (?:\(|(?:{which_is}) )(?P<weekday>{weekdays})\b"),
            ],
            // Without a year only before a stop: “in May 31 ships came” is a date for no reader.
            Report::Impossible => vec![
                format!(r"\b(?P<date>(?P<month>{months})\.? {day}(?:,? (?P<year>\d{{4}})\b|(?:[.,;:)]|$)))"),
                format!(
                    r"\b(?P<date>{day} (?:(?:{of}) )?(?P<month>{months})\.?(?:,? (?P<year>\d{{4}})\b|(?:[.,;:)]|$)))"
                ),
            ],
        };
        let patterns = patterns.iter().map(|pattern| Pattern::regex(pattern, true));
        let patterns = patterns.collect::<Result<_, _>>().map_err(|message| Problem::new(message, at))?;
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
        let article = reading.article;
        let published = date::published(article);
        let named = match self.report {
            Report::Weekday if !reading.hits.is_empty() => years_named(article),
            _ => BTreeSet::new(),
        };
        let mut end = 0;
        for hit in reading.hits {
            if hit.span.start < end || !reading.scope.allows(article, hit.span) {
                continue;
            }
            let finding = match self.report {
                Report::Weekday => self.weekday(article, hit, published, &named),
                Report::Impossible => self.impossible(article, hit),
            };
            if let Some(finding) = finding {
                end = hit.span.end;
                found.push(finding);
            }
        }
    }
}

impl Calendar {
    /// Year, month and day of a hit; a year that is not written is none.
    fn day(&self, article: &Article, hit: &Hit) -> Option<(Option<i16>, i8, i8)> {
        let of = |name: &str| hit.group(&self.patterns, name).map(|span| article.slice(span));
        Some((
            of("year").and_then(|year| year.parse().ok()),
            article.language.calendar.month(of("month")?)?,
            of("day")?.parse().ok()?,
        ))
    }

    fn weekday(&self, article: &Article, hit: &Hit, published: Option<Date>, named: &BTreeSet<i16>) -> Option<Finding> {
        let (year, month, day) = self.day(article, hit)?;
        let span = hit.group(&self.patterns, "weekday")?;
        let said = article.language.calendar.weekday(article.slice(span))?;
        let on = match year {
            Some(year) => Date::new(year, month, day).ok()?,
            // Without a year the nearest such day is meant; where a year that the draft names would do, so be it.
            None => {
                let published = published?;
                let in_year = |year: i16| Date::new(year, month, day).ok();
                let around: Vec<Date> = (-1..=1).filter_map(|more| in_year(published.year() + more)).collect();
                let nearest = around.iter().copied().min_by_key(|date| apart(*date, published))?;
                let fits = |date: &Date| date.weekday() == said;
                let is_near = apart(nearest, published) <= NEAR;
                if named.iter().filter_map(|year| in_year(*year)).any(|date| fits(&date))
                    || !is_near && around.iter().any(fits)
                {
                    return None;
                }
                nearest
            }
        };
        if on.weekday() == said {
            return None;
        }
        let right = article.language.calendar.weekday_name(on.weekday());
        let written = hit.group(&self.patterns, "date").map_or("", |date| article.slice(date));
        // “March 2” has its year behind a comma, “2 March” has not.
        let comma = if written.starts_with(char::is_alphabetic) { "," } else { "" };
        let date = if year.is_some() { written.to_owned() } else { format!("{written}{comma} {}", on.year()) };
        Some(
            Finding::at(span)
                .with("match", article.slice(hit.span))
                .with("date", date)
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
        let span = hit.group(&self.patterns, "date")?;
        let words = article.slice(span).trim_end_matches(['.', ',', ';', ':', ')']);
        let span = Span::new(span.start, span.start + words.len());
        Some(Finding::at(span).with("match", article.slice(span)).with("date", article.slice(span)))
    }
}

/// A day within so many days of publication is that of the same year.
const NEAR: i32 = 31;

/// Years that stand in a draft, its own aside: a story of them has their calendar.
fn years_named(article: &Article) -> BTreeSet<i16> {
    let words = article.tokens.iter().map(|token| article.slice(token.span()));
    let years = words.filter(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    years.filter_map(|word| word.parse().ok()).filter(|year| (1500..2200).contains(year)).collect()
}

/// Days between two dates.
fn apart(one: Date, other: Date) -> i32 {
    (one - other).get_days().checked_abs().unwrap_or(i32::MAX)
}
