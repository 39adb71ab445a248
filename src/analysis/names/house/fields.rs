//! [`Fields`]: what a newsroom counts its sources by, in its own words: gender, region, whether they are its own staff.
//!
//! No rule asks for a field and none is built in. What a register does not say is not known, and nothing guesses it.

use super::entry::Entry;
use super::properties::day;
use std::collections::BTreeMap;

/// The fields of a name, for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    /// The first and the last day on which they hold, as `2026-03-02`.
    since: Option<String>,
    until: Option<String>,
}

impl Fields {
    /// The fields of an entry; `None` where it has none.
    pub fn of_entry(entry: &Entry) -> Option<Self> {
        let values: BTreeMap<String, Vec<String>> = entry.counted_by().into_iter().collect();
        let (since, until) = (entry.since.as_ref().map(day), entry.until.as_ref().map(day));
        (!values.is_empty()).then_some(Self { values, since, until })
    }

    /// Each field with its values.
    #[must_use]
    pub const fn values(&self) -> &BTreeMap<String, Vec<String>> {
        &self.values
    }

    /// Whether they hold on `day`, written as `2026-03-02`; without a day, whether they ever did.
    pub fn hold_on(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| {
            self.since.as_deref().is_none_or(|since| since <= day)
                && self.until.as_deref().is_none_or(|until| day <= until)
        })
    }
}
