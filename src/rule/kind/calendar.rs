//! `calendar`: weekdays that do not match their date, and dates that do not exist.

use super::shared::values;
use crate::analysis::{Article, date};
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Hit, Pattern, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn about(&self) -> &'static str {
        "weekdays that do not match their date, and dates that do not exist"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report"]
    }

    fn build(&self, keys: Spanned<DeValue>, with: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let Options { report } = deserialize_value(keys)?;
        let (calendar, endings) = (&with.language.calendar, with.language.numbers.ordinal_endings());
        let patterns = match report {
            Report::Weekday => calendar.weekday_patterns(endings),
            Report::Impossible => calendar.date_patterns(endings),
        };
        let patterns = patterns.iter().map(|pattern| Pattern::regex(pattern, true));
        let patterns = patterns.collect::<Result<_, _>>().map_err(|message| Problem::new(message, at))?;
        Ok(Check::draft(Calendar { patterns, report }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    report: Report,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// A weekday that does not match the date next to it.
    Weekday,
    /// A date that does not exist, such as June 31.
    Impossible,
}

struct Calendar {
    patterns: Vec<Pattern>,
    report: Report,
}

impl DraftCheck for Calendar {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(match self.report {
            Report::Weekday => &["match", "date", "weekday", "replacement", "year"],
            Report::Impossible => &["match", "date"],
        })
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let published = date::published(article);
        let named = match self.report {
            Report::Weekday if !context.hits.is_empty() => years_named(article),
            _ => BTreeSet::new(),
        };
        let mut end = 0;
        for hit in context.hits {
            if hit.span.start < end || !context.scope.allows(article, hit.span) {
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
    /// Year, month and day of a hit; the year is `None` where it is not written.
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
            // Without a year the nearest such day is meant, unless the weekday fits in a year that the draft mentions.
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
        // “March 2” takes a comma before the year, “2 March” does not.
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
        let leap = 2000; // a leap year has every date
        if Date::new(year.unwrap_or(leap), month, day).is_ok() || day > 31 {
            return None;
        }
        let span = hit.group(&self.patterns, "date")?;
        let is_date = year.is_some() || is_closed(article, span) || follows_lead(article, span);
        is_date.then(|| Finding::at(span).with("match", article.slice(span)).with("date", article.slice(span)))
    }
}

/// Whether a date ends at a stop or with its block: “in May 31 ships came” has no date.
fn is_closed(article: &Article, date: Span<Prose>) -> bool {
    let next = article.prose.text[date.end..].chars().next();
    next.is_none_or(|next| matches!(next, '.' | ',' | ';' | ':' | ')' | '\n'))
}

/// Whether the word before a date leads to one: “on May 31 ships came”.
fn follows_lead(article: &Article, date: Span<Prose>) -> bool {
    let before = article.prose.text[..date.start].strip_suffix(' ').unwrap_or_default();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    article.language.calendar.leads_to_date(word)
}

/// A date within this many days of publication is taken to be in the same year.
const NEAR: i32 = 31;

/// Years that the draft mentions: a story about the past uses the calendar of that year.
fn years_named(article: &Article) -> BTreeSet<i16> {
    let words = article.tokens.iter().map(|token| article.slice(token.span()));
    let years = words.filter(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    years.filter_map(|word| word.parse().ok()).filter(|year| (1500..2200).contains(year)).collect()
}

/// The number of days between two dates.
fn apart(one: Date, other: Date) -> i32 {
    (one - other).get_days().checked_abs().unwrap_or(i32::MAX)
}
