//! The register: names known out of the box (`rules/register/*.toml`) or to the house, in one reading.
//!
//! An entry has a canonical form, other forms that are allowed, forms that are wrong, and what the newsroom knows of it. A file that
//! says something wrong is the caller's to report: this reads what is valid.

use crate::analysis::names::properties::{Properties, Said};
use crate::analysis::names::word::fold;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Every file of `rules/register` by name, as embedded.
pub const REGISTER_FILES: &[(&str, &str)] = &[
    ("associations", include_str!("../../../rules/register/associations.toml")),
    ("capitals", include_str!("../../../rules/register/capitals.toml")),
    ("companies", include_str!("../../../rules/register/companies.toml")),
    ("countries", include_str!("../../../rules/register/countries.toml")),
    ("international", include_str!("../../../rules/register/international.toml")),
    ("laws", include_str!("../../../rules/register/laws.toml")),
    ("listed-companies", include_str!("../../../rules/register/listed-companies.toml")),
    ("media", include_str!("../../../rules/register/media.toml")),
    ("think-tanks", include_str!("../../../rules/register/think-tanks.toml")),
    ("uk-government", include_str!("../../../rules/register/uk-government.toml")),
    ("universities", include_str!("../../../rules/register/universities.toml")),
    ("us-cabinet", include_str!("../../../rules/register/us-cabinet.toml")),
    ("us-congress", include_str!("../../../rules/register/us-congress.toml")),
    ("us-government", include_str!("../../../rules/register/us-government.toml")),
    ("us-justices", include_str!("../../../rules/register/us-justices.toml")),
    ("us-places", include_str!("../../../rules/register/us-places.toml")),
    ("us-presidents", include_str!("../../../rules/register/us-presidents.toml")),
    ("us-public-life", include_str!("../../../rules/register/us-public-life.toml")),
    ("world-leaders", include_str!("../../../rules/register/world-leaders.toml")),
    ("world-places", include_str!("../../../rules/register/world-places.toml")),
    ("world-politics", include_str!("../../../rules/register/world-politics.toml")),
    ("world-public-life", include_str!("../../../rules/register/world-public-life.toml")),
];

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Somebody.
    Person,
    /// A body of people.
    #[default]
    Organisation,
    /// Somewhere.
    Place,
    /// A thing that is sold.
    Product,
    /// A law or treaty.
    Law,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the format carries facts for disclosure rules that the spelling of names does not need")]
pub struct Title {
    pub title: String,
    pub since: Option<toml::value::Datetime>,
    pub until: Option<toml::value::Datetime>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the format carries facts that no rule asks for yet")]
pub struct Entry {
    pub name: String,
    pub kind: Option<Kind>,
    #[serde(default)]
    pub variants: Vec<String>,
    #[serde(default)]
    pub wrong: Vec<String>,
    pub acronym: Option<String>,
    pub order: Option<Order>,
    #[serde(default)]
    pub titles: Vec<Title>,
    pub label: Option<String>,
    pub country: Option<String>,
    #[serde(default)]
    pub demonym: Vec<String>,
    pub note: Option<String>,
    pub pronouns: Option<String>,
    pub owner: Option<Said>,
    pub funder: Option<Said>,
    pub leaning: Option<Said>,
    pub listed: Option<Said>,
    pub do_not_name: Option<Said>,
    /// The days on which what is said of it begins and ends to be so.
    #[serde(default, deserialize_with = "day")]
    pub since: Option<toml::value::Datetime>,
    #[serde(default, deserialize_with = "day")]
    pub until: Option<toml::value::Datetime>,
    #[serde(default, deserialize_with = "day")]
    pub verified: Option<toml::value::Datetime>,
}

impl Entry {
    /// Whether it ends before it begins.
    pub(super) fn never_holds(&self) -> bool {
        let (since, until) = (self.since.and_then(|since| since.date), self.until.and_then(|until| until.date));
        since.zip(until).is_some_and(|(since, until)| until < since)
    }
}

/// In which order the names of a person stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    GivenFirst,
    FamilyFirst,
}

/// A date of TOML with a day in it.
fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<toml::value::Datetime>, D::Error> {
    let day = toml::value::Datetime::deserialize(from).ok().filter(|day| day.date.is_some());
    day.map(Some).ok_or_else(|| serde::de::Error::custom("wanted a day without quotation marks"))
}

/// A file of the register.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the format carries facts for disclosure rules that the spelling of names does not need")]
pub struct File {
    #[serde(default)]
    pub about: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub licence: String,
    #[serde(default, deserialize_with = "day")]
    pub verified: Option<toml::value::Datetime>,
    /// The house's own name, as an entry has it.
    pub house: Option<String>,
    #[serde(default)]
    pub kind: Kind,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub entry: Vec<Entry>,
    /// Names that look alike and are two.
    #[serde(default)]
    pub different: Vec<(String, String)>,
}

/// One way in which the register writes a name: its words, folded.
#[derive(Debug, Clone)]
pub struct Name {
    pub text: String,
    pub kind: Kind,
    pub words: Vec<String>,
    /// The canonical form of a known wrong one.
    pub wrong_for: Option<String>,
    /// The name that this is a form of, where it is one of several.
    pub canonical: Option<String>,
    pub family_first: bool,
    /// Somebody has held it against a source.
    pub verified: bool,
}

/// All names that are known, ready for look-up.
#[derive(Clone, Default)]
pub struct Register {
    pub names: Vec<Name>,
    /// Every folded word of a name that is right.
    known: HashSet<String>,
    places: HashSet<String>,
    written: HashSet<String>,
    /// Folded words of a name, joined by blanks → number of the name.
    pub whole: HashMap<String, usize>,
    /// A name of two or more words with one word left out, `federal * commission` → names and the place of the gap.
    pub holes: HashMap<String, Vec<(usize, usize)>>,
    /// The ways in which the words of one name are set: Coca-Cola.
    pub texts: HashMap<String, Vec<String>>,
    /// Key of [`near::keys`](crate::analysis::names::near::keys) → single words that name something by themselves: places, surnames, brands.
    pub single: HashMap<String, Vec<(String, usize)>>,
    pub longest: usize,
    /// What is known of a name, by its folded words; several where it changed.
    pub(super) properties: HashMap<String, Vec<Arc<Properties>>>,
    /// The house's own name.
    pub(super) house: Option<String>,
    different: HashSet<(String, String)>,
}

impl Register {
    pub fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// Is it a word of a place or of its people?
    pub fn place(&self, word: &str) -> bool {
        self.places.contains(word)
    }

    /// Is the word, with these very capitals, one that the register writes?
    pub fn written(&self, word: &str) -> bool {
        self.written.contains(word)
    }

    pub fn has(&self, words: &str) -> bool {
        self.whole.get(words).is_some_and(|&at| self.names[at].wrong_for.is_none())
    }

    /// Adds the names of a file.
    pub fn read(&mut self, text: &str) -> Result<(), toml::de::Error> {
        self.add_file(&toml::from_str(text)?, false);
        Ok(())
    }

    /// Adds the names of a file that was read. Only a house's own dates say that a name was held against a source.
    pub fn add_file(&mut self, file: &File, house: bool) {
        let mut said = HashSet::new();
        let from = self.names.len();
        for name in &file.names {
            self.add(name, file.kind, None);
        }
        for name in &mut self.names[from..] {
            name.verified = house && file.verified.is_some();
        }
        for entry in &file.entry {
            let kind = entry.kind.unwrap_or(file.kind);
            let from = self.names.len();
            self.add(&entry.name, kind, None);
            for other in entry.variants.iter().chain(&entry.acronym).chain(&entry.demonym) {
                self.add(other, kind, None);
            }
            for name in &mut self.names[from..] {
                name.family_first = entry.order == Some(Order::FamilyFirst);
                name.verified = house && entry.verified.or(file.verified).is_some();
                name.canonical = Some(entry.name.clone());
            }
            for wrong in &entry.wrong {
                self.add(wrong, kind, Some(&entry.name));
            }
            self.add_properties(entry, &mut said);
        }
        self.house = file.house.clone().or(self.house.take());
        for (one, other) in &file.different {
            let (one, other) = (fold(one), fold(other));
            self.different.insert((other.clone(), one.clone()));
            self.different.insert((one, other));
        }
    }

    /// Has the house said that these two words are two names?
    pub fn different(&self, one: &str, other: &str) -> bool {
        !self.different.is_empty() && self.different.contains(&(one.to_owned(), other.to_owned()))
    }

    /// The name that these folded words are, if one is.
    pub fn find(&self, words: &str) -> Option<&Name> {
        self.whole.get(words).map(|&at| &self.names[at])
    }

    /// Adds one form of a name; a form that is there already keeps its meaning.
    pub fn add(&mut self, text: &str, kind: Kind, wrong_for: Option<&str>) {
        let words = split(text);
        if words.is_empty() {
            return;
        }
        let texts = self.texts.entry(words.join(" ")).or_default();
        if !texts.iter().any(|t| t == text) {
            texts.push(text.to_owned());
        }
        if self.whole.contains_key(&words.join(" ")) {
            return;
        }
        let at = self.names.len();
        self.whole.insert(words.join(" "), at);
        if wrong_for.is_none() {
            self.known.extend(words.iter().filter(|w| w.len() > 2).cloned());
        }
        if wrong_for.is_none() {
            self.written.extend(text.split(|c: char| c.is_whitespace() || c == '-').map(str::to_owned));
        }
        if kind == Kind::Place {
            self.places.extend(words.iter().filter(|w| w.len() > 2).cloned());
        }
        if words.len() > 1 && wrong_for.is_none() {
            self.longest = self.longest.max(words.len());
            for hole in 0..words.len() {
                self.holes.entry(with_hole(&words, hole)).or_default().push((at, hole));
            }
        }
        let alone = if words.len() == 1 || kind == Kind::Person { words.last() } else { None };
        if let Some(word) = alone
            && wrong_for.is_none()
            && word.chars().count() >= 5
        {
            for key in crate::analysis::names::near::keys(word) {
                self.single.entry(key).or_default().push((word.clone(), at));
            }
        }
        self.names.push(Name {
            text: text.to_owned(),
            kind,
            words,
            wrong_for: wrong_for.map(str::to_owned),
            canonical: None,
            family_first: false,
            verified: false,
        });
    }
}

/// The folded words of a name, initials with their stop left out: `Donald J. Trump` gives donald, trump.
pub fn split(text: &str) -> Vec<String> {
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map(|w| fold(w.strip_suffix("'s").or(w.strip_suffix("’s")).unwrap_or(w).trim_matches(['\'', '’'])))
        .filter(|w| !w.is_empty())
        .collect();
    if words.len() > 1 && words.iter().any(|w| w.chars().count() > 1) && !words.iter().all(|w| w.chars().count() == 1) {
        words.into_iter().filter(|w| w.chars().count() > 1).collect()
    } else {
        words
    }
}

/// The words of a name with one left out.
pub fn with_hole(words: &[String], hole: usize) -> String {
    let mut key = String::new();
    for (at, word) in words.iter().enumerate() {
        key.push_str(if at == hole { "*" } else { word });
        key.push(' ');
    }
    key
}
