//! [`Calendar`]: months and days of the week, as metadata and newspapers write them (`rules/lexicon/dates.toml`).

use super::lists::{longest_first, parsed};
use crate::expression::Expression;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Names of months and days of the week, full and short.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    between: Vec<String>,
    articles: Vec<String>,
    appositions: Vec<String>,
    leads: Vec<String>,
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    #[serde(skip)]
    written: OnceLock<Option<Expression>>,
}

impl Calendar {
    pub(super) fn embedded() -> Self {
        parsed("dates")
    }

    /// Whether `word` is the name of a month, full or short, as written.
    #[must_use]
    pub fn is_month(&self, word: &str) -> bool {
        self.months.contains_key(word)
    }

    /// An expression for the name of a month, full or short, without a full stop.
    #[must_use]
    pub fn month_expression(&self) -> String {
        longest_first(self.months.keys()).join("|")
    }

    /// An expression for the name of a day of the week, full or short, without a full stop.
    #[must_use]
    pub fn weekday_expression(&self) -> String {
        longest_first(self.weekdays.keys()).join("|")
    }

    /// An expression for a word between a day and its month, “3 of May”.
    #[must_use]
    pub fn between_expression(&self) -> String {
        longest_first(self.between.iter()).join("|")
    }

    /// An expression for a word before a day in figures, “Monday the 3rd”.
    #[must_use]
    pub fn article_expression(&self) -> String {
        longest_first(self.articles.iter()).join("|")
    }

    /// An expression for words between a date and its day of the week, “May 3, which is a Monday”.
    #[must_use]
    pub fn apposition_expression(&self) -> String {
        longest_first(self.appositions.iter()).join("|")
    }

    /// The month called `name`, 1 to 12.
    #[must_use]
    pub fn month(&self, name: &str) -> Option<i8> {
        self.months.get(name.trim_end_matches('.')).copied()
    }

    /// The day of the week called `name`.
    #[must_use]
    pub fn weekday(&self, name: &str) -> Option<Weekday> {
        self.weekdays.get(name).and_then(|&day| Weekday::from_monday_one_offset(day).ok())
    }

    /// The full name of a day of the week.
    #[must_use]
    pub fn weekday_name(&self, day: Weekday) -> &str {
        let number = day.to_monday_one_offset();
        let names = self.weekdays.iter().filter(|(_, of)| **of == number).map(|(name, _)| name.as_str());
        names.max_by_key(|name| name.len()).unwrap_or_default()
    }

    /// Patterns for a date with a day of the week, in the groups `weekday` and `date`.
    #[must_use]
    pub fn weekday_patterns(&self, ordinal_endings: &[String]) -> Vec<String> {
        let (month_first, day_first) = self.dates(ordinal_endings);
        let (weekdays, the) = (self.weekday_expression(), self.article_expression());
        let which_is = self.apposition_expression();
        vec![
            format!(r"\b(?P<weekday>{weekdays})\.?,? (?P<date>{month_first})\b"),
            format!(r"\b(?P<weekday>{weekdays})\.?,? (?:(?:{the}) )?(?P<date>{day_first})\b"),
            format!(r"\b(?P<date>{month_first}),? (?:\(|(?:{which_is}) )(?P<weekday>{weekdays})\b"),
            format!(r"\b(?P<date>{day_first}),? (?:\(|(?:{which_is}) )(?P<weekday>{weekdays})\b"),
        ]
    }

    /// Patterns for a date, in the group `date`.
    #[must_use]
    pub fn date_patterns(&self, ordinal_endings: &[String]) -> Vec<String> {
        let (month_first, day_first) = self.dates(ordinal_endings);
        vec![format!(r"\b(?P<date>{month_first})\b"), format!(r"\b(?P<date>{day_first})\b")]
    }

    /// Whether the word before a date shows that its number does not count what follows: “on May 31 ships came”.
    #[must_use]
    pub fn leads_to_date(&self, word: &str) -> bool {
        self.leads.contains(&word.to_lowercase())
    }

    /// Patterns for a date with the month first, and with the day first.
    fn dates(&self, ordinal_endings: &[String]) -> (String, String) {
        let (months, of, day) = (self.month_expression(), self.between_expression(), day(ordinal_endings));
        (
            format!(r"(?P<month>{months})\.? {day}(?:,? (?P<year>\d{{4}}))?"),
            format!(r"{day} (?:(?:{of}) )?(?P<month>{months})\.?(?:,? (?P<year>\d{{4}}))?"),
        )
    }

    /// The first date with a year in `text`: “2026-03-02T10:00Z”, “March 2, 2026”, “2 March 2026”.
    #[must_use]
    pub fn date_in(&self, text: &str) -> Option<Date> {
        let expression = self.written()?;
        let found = expression.captures(text)?;
        let words = |name: &str| found.get(expression.group(name)?)?.clone().map(|place| &text[place]);
        let number = |name: &str| words(name).and_then(|digits| digits.parse::<i16>().ok());
        let named = |name: &str| words(name).and_then(|word| self.month(word));
        let year = number("y").or_else(|| number("year")).or_else(|| number("year2"))?;
        let month =
            number("m").and_then(|m| i8::try_from(m).ok()).or_else(|| named("month")).or_else(|| named("month2"))?;
        let day = number("d").or_else(|| number("day")).or_else(|| number("day2"))?;
        Date::new(year, month, i8::try_from(day).ok()?).ok()
    }

    /// An expression for a date with a year; the test below shows that it can be built.
    fn written(&self) -> Option<&Expression> {
        self.written.get_or_init(|| Expression::parse(&self.written_pattern(), true).ok()).as_ref()
    }

    /// The pattern of a date with a year.
    #[must_use]
    pub fn written_pattern(&self) -> String {
        let months = self.month_expression();
        format!(
            r"\b(?:(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}})|(?P<month>{months})\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})|(?P<day2>\d{{1,2}}) (?P<month2>{months})\.?,? (?P<year2>\d{{4}}))"
        )
    }
}

/// A pattern for the day of a month, in the group `day`.
fn day(ordinal_endings: &[String]) -> String {
    format!(r"(?P<day>\d{{1,2}})(?:{})?", ordinal_endings.join("|"))
}

#[cfg(test)]
mod tests {
    use super::Calendar;

    #[test]
    fn dates_are_read_in_three_forms() {
        let calendar = Calendar::embedded();
        let day = |text: &str| calendar.date_in(text).map(|date| date.to_string());
        for text in ["2026-03-02T10:00:00Z", "GENEVA, March 2, 2026 —", "Monday 2 March 2026", "Mar. 2, 2026"] {
            assert_eq!(day(text).as_deref(), Some("2026-03-02"), "{text}");
        }
        assert_eq!(day("Feb. 30, 2026"), None);
        assert_eq!(day("March 2"), None);
    }
}
