//! [`Properties`]: facts about a name other than its spelling: who owns it, who pays it, how it is to be labelled.

use super::entry::{Entry, WRITTEN, YES};
use crate::analysis::names::key::split;
use crate::language::NameLexicon;
use crate::layout::{Reader, Writer};
use std::collections::BTreeMap;

/// What ties a name to the newsroom itself, worked out from owners and funders.
pub const TIE: &str = "tie";

/// The properties that rules can ask for: those that registers write, and [`TIE`], which sorts last.
pub const PROPERTIES: &[&str] = &{
    let mut all = [TIE; WRITTEN.len() + 1];
    let mut at = 0;
    while at < WRITTEN.len() {
        all[at] = WRITTEN[at];
        at += 1;
    }
    all
};

/// What is known about a name, for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    values: BTreeMap<&'static str, Vec<String>>,
    /// The first and the last day on which it holds, as `2026-03-02`.
    since: Option<String>,
    until: Option<String>,
}

impl Properties {
    /// The properties of an entry; `None` where it has none.
    pub fn of_entry(entry: &Entry) -> Option<Self> {
        let values = entry.properties();
        let (since, until) = (entry.since.as_ref().map(day), entry.until.as_ref().map(day));
        (!values.is_empty()).then_some(Self { values, since, until })
    }

    /// Lays them out.
    pub fn write(&self, out: &mut Writer) {
        out.long(self.values.len());
        for (name, values) in &self.values {
            out.block(name.as_bytes());
            out.long(values.len());
            values.iter().for_each(|value| out.block(value.as_bytes()));
        }
        for day in [&self.since, &self.until] {
            out.block(day.as_deref().unwrap_or_default().as_bytes());
        }
    }

    /// Reads properties that are laid out.
    pub fn read(from: &mut Reader) -> Self {
        let mut values = BTreeMap::new();
        for _ in 0..from.long() {
            let name = from.text();
            let of: Vec<String> = (0..from.long()).map(|_| from.text().to_owned()).collect();
            values.extend(WRITTEN.iter().find(|written| **written == name).map(|name| (*name, of)));
        }
        let mut day = || Some(from.text()).filter(|day| !day.is_empty()).map(str::to_owned);
        Self { values, since: day(), until: day() }
    }

    /// Adds what ties the name to the newsroom.
    pub fn add_tie(&mut self, tie: String) {
        self.values.insert(TIE, vec![tie]);
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values of a property; empty where it is not known.
    #[must_use]
    pub fn of(&self, property: &str) -> &[String] {
        self.values.get(property).map_or(&[], Vec::as_slice)
    }

    /// The properties that are known.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.values.iter().filter(|(_, values)| !values.is_empty()).map(|(name, _)| *name)
    }

    /// Each property with its values on one line, for messages.
    pub fn told(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let words = |values: &[String]| match values {
            [one] if one == YES => "the register says so".to_owned(),
            values => values.join(", "),
        };
        self.values.iter().map(move |(name, values)| ((*name).to_owned(), words(values)))
    }

    /// Whether it holds on `day`, written as `2026-03-02`; without a day, whether it ever did.
    pub fn holds_on(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| {
            self.since.as_deref().is_none_or(|since| since <= day)
                && self.until.as_deref().is_none_or(|until| day <= until)
        })
    }
}

/// A day as it is compared.
pub(super) fn day(date: &toml::value::Datetime) -> String {
    date.to_string().chars().take(10).collect()
}

/// The words of a name as the register files its properties. Acronyms keep their capitals, so that SANA is not Sana.
pub fn key(name: &str, lexicon: &NameLexicon) -> String {
    let letters = name.chars().count() > 1 && name.chars().all(char::is_uppercase);
    if letters { name.to_owned() } else { split(name, lexicon).join(" ") }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn letters_keep_their_capitals() {
        let language = crate::language::Language::english();
        let key = |name| key(name, &language.names);
        assert_eq!((key("SANA").as_str(), key("Sana").as_str()), ("SANA", "sana"));
    }
}
