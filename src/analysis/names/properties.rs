//! [`Properties`]: what the register knows of a name beside how it is written: who owns it, who pays it, how it is labelled.

use super::register::{Entry, Register, split};
use super::{Entity, Form, Names};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// What ties a name to the house itself, worked out from owners and funders.
pub const TIE: &str = "tie";

/// The properties that rules can ask for, as the register writes them, and [`TIE`].
pub const PROPERTIES: &[&str] = &["do_not_name", "funder", "label", "leaning", "listed", "owner", "pronouns", TIE];

/// The value of a property of which there is no more to say.
const YES: &str = "yes";

/// A property as written: `true`, a text, or a list of texts.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a text, a list of texts, or true")]
pub enum Said {
    /// It has the property, and there is no more to say.
    Plain(bool),
    /// One value.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Said {
    fn values(&self) -> Vec<String> {
        match self {
            Self::Plain(true) => vec![YES.to_owned()],
            Self::Plain(false) => Vec::new(),
            Self::One(text) => vec![text.trim().to_owned()],
            Self::Many(texts) => texts.iter().map(|text| text.trim().to_owned()).collect(),
        }
    }
}

/// What is known of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    values: BTreeMap<&'static str, Vec<String>>,
    /// The first and the last day on which it is so, as `2026-03-02`.
    since: Option<String>,
    until: Option<String>,
}

impl Properties {
    /// What an entry of the register says; `None` where it says nothing.
    pub(super) fn of_entry(entry: &Entry) -> Option<Self> {
        let mut properties = Self {
            values: BTreeMap::new(),
            since: entry.since.as_ref().map(day),
            until: entry.until.as_ref().map(day),
        };
        let label = entry.label.clone().map(Said::One);
        let pronouns = entry.pronouns.clone().map(Said::One);
        for (name, said) in [
            ("do_not_name", &entry.do_not_name),
            ("funder", &entry.funder),
            ("label", &label),
            ("leaning", &entry.leaning),
            ("listed", &entry.listed),
            ("owner", &entry.owner),
            ("pronouns", &pronouns),
        ] {
            let values: Vec<String> = said.iter().flat_map(Said::values).filter(|value| !value.is_empty()).collect();
            if !values.is_empty() {
                properties.values.insert(name, values);
            }
        }
        (!properties.values.is_empty()).then_some(properties)
    }

    /// The values of a property; empty where it is not known.
    #[must_use]
    pub fn of(&self, property: &str) -> &[String] {
        self.values.get(property).map_or(&[], Vec::as_slice)
    }

    /// Each property with its values in a line, for messages.
    pub fn told(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let words = |values: &[String]| match values {
            [one] if one == YES => "the register says so".to_owned(),
            values => values.join(", "),
        };
        self.values.iter().map(move |(name, values)| ((*name).to_owned(), words(values)))
    }

    /// Whether it is so on `day`, written as `2026-03-02`; without a day, whether it ever was.
    fn holds_on(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| {
            self.since.as_deref().is_none_or(|since| since <= day)
                && self.until.as_deref().is_none_or(|until| day <= until)
        })
    }
}

fn day(date: &toml::value::Datetime) -> String {
    date.to_string().chars().take(10).collect()
}

/// The words of a name as the register keeps them. Letters keep their capitals: SANA is no Sana.
fn key(name: &str) -> String {
    let letters = name.chars().count() > 1 && name.chars().all(char::is_uppercase);
    if letters { name.to_owned() } else { split(name).join(" ") }
}

impl Register {
    /// Adds what is known of all forms of an entry's name. A later file replaces what an earlier one says; entries of one
    /// file are what is so one after the other. `said` has the names of this file.
    pub(super) fn add_properties(&mut self, entry: &Entry, said: &mut HashSet<String>) {
        let Some(properties) = Properties::of_entry(entry).map(Arc::new) else { return };
        for form in std::iter::once(&entry.name).chain(&entry.variants).chain(&entry.acronym).map(|form| key(form)) {
            let known = self.properties.entry(form.clone()).or_default();
            if said.insert(form) {
                known.clear();
            }
            known.push(Arc::clone(&properties));
        }
    }

    /// What is so on `day`; without a day what was said last.
    fn known_of(&self, name: &str, day: Option<&str>) -> Option<&Properties> {
        self.properties.get(&key(name))?.iter().rfind(|known| known.holds_on(day)).map(Arc::as_ref)
    }
}

impl Names {
    /// Whether the register knows one of these properties of any name.
    #[must_use]
    pub fn has_properties(&self, wanted: &[String]) -> bool {
        let has = |property: &String| match property.as_str() {
            TIE => self.register.house.is_some(),
            property => self.register.properties.values().flatten().any(|known| !known.of(property).is_empty()),
        };
        wanted.iter().any(has)
    }

    /// What the register knows of a name of the draft `text` on `day`, its [`TIE`] to the house included; nothing of the
    /// house itself.
    #[must_use]
    pub fn properties(&self, entity: &Entity, text: &str, day: Option<&str>) -> Option<Properties> {
        let forms = entity.places.iter().filter(|place| matches!(place.form, Form::Full | Form::Letters));
        let forms = std::iter::once(entity.name.as_str()).chain(forms.filter_map(|of| text.get(of.name.0..of.name.1)));
        let forms: Vec<&str> = forms.collect();
        if self.house().is_some_and(|house| forms.iter().any(|form| key(form) == key(house))) {
            return None;
        }
        let mut known = forms.iter().find_map(|form| self.register.known_of(form, day)).cloned().unwrap_or_default();
        if let Some(tie) = self.tie(&forms, &known, day) {
            known.values.insert(TIE, vec![tie]);
        }
        (!known.values.is_empty()).then_some(known)
    }

    /// The house's own name.
    #[must_use]
    pub fn house(&self) -> Option<&str> {
        self.register.house.as_deref()
    }

    /// The owners and funders that the house has on `day`, by name, each with its tie.
    #[must_use]
    pub fn house_ties(&self, day: Option<&str>) -> Vec<(&str, &str)> {
        let Some(house) = &self.register.house else { return Vec::new() };
        let Some(ours) = self.register.known_of(house, day) else { return Vec::new() };
        let owners = ours.of("owner").iter().map(|owner| (owner.as_str(), "owns it"));
        owners.chain(ours.of("funder").iter().map(|funder| (funder.as_str(), "funds it"))).collect()
    }

    /// What ties a name with these forms to the house on `day`.
    fn tie(&self, forms: &[&str], known: &Properties, day: Option<&str>) -> Option<String> {
        let house = self.register.house.as_deref()?;
        let keys: Vec<String> = forms.iter().map(|form| key(form)).collect();
        let is = |name: &str| keys.contains(&key(name));
        let nothing = Properties::default();
        let ours = self.register.known_of(house, day).unwrap_or(&nothing);
        if ours.of("owner").iter().any(|owner| is(owner)) {
            return Some(format!("owns {house}"));
        }
        if ours.of("funder").iter().any(|funder| is(funder)) {
            return Some(format!("funds {house}"));
        }
        let same = |one: &String, other: &str| key(one) == key(other);
        if known.of("owner").iter().any(|owner| same(owner, house)) {
            return Some(format!("belongs to {house}"));
        }
        if known.of("funder").iter().any(|funder| same(funder, house)) {
            return Some(format!("is funded by {house}"));
        }
        let shared = known.of("owner").iter().find(|owner| ours.of("owner").iter().any(|of| same(owner, of)))?;
        Some(format!("belongs to {shared}, which owns {house}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Article;
    use crate::analysis::names::HouseNames;
    use crate::text::Source;

    const HOUSE: &str = "house = \"Harbour News\"\n\
        [[entry]]\nname = \"Harbour News\"\nowner = \"Quay Holdings\"\nfunder = [\"Tidewater Foundation\"]\n\
        [[entry]]\nname = \"Harbour News\"\nowner = \"Ebb Trust\"\nsince = 2027-01-01\n\
        [[entry]]\nname = \"Lantern Shipping\"\nowner = \"Ebb Trust\"\nsince = 2026-08-01\n\
        [[entry]]\nname = \"Lantern Shipping\"\nowner = \"Quay Holdings\"\nuntil = 2026-06-30\n\
        [[entry]]\nname = \"Tidewater Foundation\"\n\
        [[entry]]\nname = \"Brackwater Bank\"\nlisted = true\n";

    fn told(text: &str, day: Option<&str>) -> Vec<(String, String)> {
        let (house, problems) = HouseNames::read(&Source::new("house.toml", HOUSE));
        assert!(problems.is_empty(), "{problems:?}");
        let names = Names::built_in().with_house(&[house]);
        let source = Source::new("draft.txt", text);
        let article = Article::new(&source, crate::format::read(&source), &crate::language::Language::english());
        let named = names.read_article(&article);
        let known = named.entities.iter().filter_map(|entity| names.properties(entity, &article.prose.text, day));
        known.flat_map(|known| known.told().collect::<Vec<_>>()).collect()
    }

    #[test]
    fn ties_to_the_house_are_worked_out_and_end_with_their_dates() {
        let tie = |text: &str, day| told(text, day).into_iter().find(|(name, _)| name == TIE).map(|(_, tie)| tie);
        let belongs = "belongs to Quay Holdings, which owns Harbour News";
        let sold = "The strike at Lantern Shipping ended on Monday.";
        assert_eq!(tie(sold, Some("2026-03-02")).as_deref(), Some(belongs));
        assert_eq!(tie(sold, Some("2026-07-01")), None);
        assert_eq!(tie(sold, Some("2026-09-01")), None, "Ebb Trust owns the house from the next year on");
        let sold_on = "belongs to Ebb Trust, which owns Harbour News";
        assert_eq!(tie(sold, Some("2027-01-01")).as_deref(), Some(sold_on));
        let gift = "The hall was paid for by the Tidewater Foundation last year.";
        assert_eq!(tie(gift, Some("2026-05-01")).as_deref(), Some("funds Harbour News"));
        assert_eq!(key("SANA"), "SANA");
        assert_eq!(key("Sana"), "sana");
        assert_eq!(tie("Harbour News wrote of the strike in May.", None), None);
        assert_eq!(
            told("Shares of Brackwater Bank fell.", None),
            [("listed".to_owned(), "the register says so".to_owned())]
        );
    }
}
