//! Days of the calendar, as metadata and newspapers write them.

use super::lexicon::{longest_first, parsed};
use super::{Anchor, Article};
use crate::prose::Value;
use jiff::civil::{Date, Weekday};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    between: Vec<String>,
    articles: Vec<String>,
    appositions: Vec<String>,
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| parsed("dates"));

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    let months = month_expression();
    Regex::new(&format!(
        r"\b(?:(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}})|(?P<month>{months})\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})|(?P<day2>\d{{1,2}}) (?P<month2>{months})\.?,? (?P<year2>\d{{4}}))"
    ))
    .expect("a fixed pattern")
});

/// The names of the months, full and short.
pub(super) fn months() -> impl Iterator<Item = &'static str> {
    NAMES.months.keys().map(String::as_str)
}

/// An expression for the name of a month, full or short, without a full stop.
#[must_use]
pub fn month_expression() -> String {
    longest_first(NAMES.months.keys()).join("|")
}

/// An expression for the name of a day of the week, full or short, without a full stop.
#[must_use]
pub fn weekday_expression() -> String {
    longest_first(NAMES.weekdays.keys()).join("|")
}

/// An expression for what may stand between a day and its month, “3 of May”.
pub(crate) fn between_expression() -> String {
    longest_first(NAMES.between.iter()).join("|")
}

/// An expression for what may stand before a day in figures, “Monday the 3rd”.
pub(crate) fn article_expression() -> String {
    longest_first(NAMES.articles.iter()).join("|")
}

/// An expression for what may stand between a date and its day of the week, “May 3, which is a Monday”.
pub(crate) fn apposition_expression() -> String {
    longest_first(NAMES.appositions.iter()).join("|")
}

/// The month called `name`, 1 to 12.
#[must_use]
pub fn month(name: &str) -> Option<i8> {
    NAMES.months.get(name.trim_end_matches('.')).copied()
}

/// The day of the week called `name`.
#[must_use]
pub fn weekday(name: &str) -> Option<Weekday> {
    NAMES.weekdays.get(name).and_then(|&day| Weekday::from_monday_one_offset(day).ok())
}

/// The full name of a day of the week.
#[must_use]
pub fn weekday_name(day: Weekday) -> &'static str {
    let number = day.to_monday_one_offset();
    let names = NAMES.weekdays.iter().filter(|(_, of)| **of == number).map(|(name, _)| name.as_str());
    names.max_by_key(|name| name.len()).unwrap_or_default()
}

/// The first date with a year in `text`: “2026-03-02T10:00Z”, “March 2, 2026”, “2 March 2026”.
#[must_use]
pub fn date_in(text: &str) -> Option<Date> {
    let found = WRITTEN.captures(text)?;
    let number = |name: &str| found.name(name).and_then(|digits| digits.as_str().parse::<i16>().ok());
    let named = |name: &str| found.name(name).and_then(|word| month(word.as_str()));
    let year = number("y").or_else(|| number("year")).or_else(|| number("year2"))?;
    let month =
        number("m").and_then(|m| i8::try_from(m).ok()).or_else(|| named("month")).or_else(|| named("month2"))?;
    let day = number("d").or_else(|| number("day")).or_else(|| number("day2"))?;
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

/// The day that metadata field `name` says.
#[must_use]
pub fn date_field(article: &Article, name: &str) -> Option<Date> {
    match article.prose.metadata.field(name)? {
        Value::Text(text) => date_in(text),
        _ => None,
    }
}

/// The day on which `article` says that it is published.
#[must_use]
pub fn published(article: &Article) -> Option<Date> {
    match article.anchor.as_ref()? {
        Anchor::Metadata(field) => date_field(article, field),
        Anchor::Text(span) => date_in(article.slice(*span)),
    }
}

#[cfg(test)]
mod tests {
    use super::date_in;

    #[test]
    fn dates_are_read_in_three_forms() {
        let day = |text: &str| date_in(text).map(|date| date.to_string());
        for text in ["2026-03-02T10:00:00Z", "GENEVA, March 2, 2026 —", "Monday 2 March 2026", "Mar. 2, 2026"] {
            assert_eq!(day(text).as_deref(), Some("2026-03-02"), "{text}");
        }
        assert_eq!(day("Feb. 30, 2026"), None);
        assert_eq!(day("March 2"), None);
    }
}
