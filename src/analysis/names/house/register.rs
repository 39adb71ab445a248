//! [`Register`]: names that are known before a draft is read, built in (`rules/register/*.toml`) or the newsroom's own.
//!
//! An entry has a canonical form, other forms that are right, forms that are wrong, and properties. Mistakes in a file are
//! reported by whoever reads it; the register takes what is valid.

use super::entry::{Entry, File, NameKind, Order};
use super::properties::{Properties, key};
use crate::analysis::names::key::{slip_keys, split, with_hole};
use crate::language::{Language, fold};
use crate::language::{WordMap, WordSet};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The files of `rules/register` by name, as embedded.
const REGISTER_FILES: &[(&str, &str)] = &[
    ("associations", include_str!("../../../../rules/register/associations.toml")),
    ("capitals", include_str!("../../../../rules/register/capitals.toml")),
    ("companies", include_str!("../../../../rules/register/companies.toml")),
    ("countries", include_str!("../../../../rules/register/countries.toml")),
    ("international", include_str!("../../../../rules/register/international.toml")),
    ("laws", include_str!("../../../../rules/register/laws.toml")),
    ("listed-companies", include_str!("../../../../rules/register/listed-companies.toml")),
    ("media", include_str!("../../../../rules/register/media.toml")),
    ("think-tanks", include_str!("../../../../rules/register/think-tanks.toml")),
    ("uk-government", include_str!("../../../../rules/register/uk-government.toml")),
    ("universities", include_str!("../../../../rules/register/universities.toml")),
    ("us-cabinet", include_str!("../../../../rules/register/us-cabinet.toml")),
    ("us-congress", include_str!("../../../../rules/register/us-congress.toml")),
    ("us-government", include_str!("../../../../rules/register/us-government.toml")),
    ("us-justices", include_str!("../../../../rules/register/us-justices.toml")),
    ("us-places", include_str!("../../../../rules/register/us-places.toml")),
    ("us-presidents", include_str!("../../../../rules/register/us-presidents.toml")),
    ("us-public-life", include_str!("../../../../rules/register/us-public-life.toml")),
    ("world-leaders", include_str!("../../../../rules/register/world-leaders.toml")),
    ("world-places", include_str!("../../../../rules/register/world-places.toml")),
    ("world-politics", include_str!("../../../../rules/register/world-politics.toml")),
    ("world-public-life", include_str!("../../../../rules/register/world-public-life.toml")),
];

/// One form of a name in the register.
#[derive(Debug, Clone)]
pub struct Name {
    /// As written.
    pub text: String,
    /// What it names.
    pub kind: NameKind,
    /// Its words, folded; initials left out.
    pub words: Vec<String>,
    /// The canonical form, where this one is a known mistake.
    pub wrong_for: Option<String>,
    /// The canonical form, where an entry lists this one.
    pub canonical: Option<String>,
    /// Whether the surname stands first.
    pub family_first: bool,
    /// Whether the newsroom has compared it with a source.
    pub verified: bool,
}

/// All names that are known, indexed for the ways in which they are looked up.
#[derive(Clone)]
pub struct Register {
    language: Arc<Language>,
    /// The names, in the order in which they were added.
    pub names: Vec<Name>,
    /// The most words that a name has.
    pub longest: usize,
    /// The folded words of all names that are right.
    known: WordSet<String>,
    places: WordSet<String>,
    /// The words of names as set, with their capitals and accents.
    written: WordSet<String>,
    /// Folded words of a name, joined by blanks → number of the name.
    whole: WordMap<String, usize>,
    /// A name of two or more words with one word left out, `federal * commission` → names and the place of the gap.
    holes: WordMap<String, Vec<(usize, usize)>>,
    /// Folded words of a name → the ways in which they are set, such as Coca-Cola.
    texts: WordMap<String, Vec<String>>,
    /// Key of [`slip_keys`] → single words that name something by themselves (places, surnames, brands), with their name.
    single: WordMap<String, Vec<(String, usize)>>,
    /// What is known about a name, by its key; several where it changed over time.
    properties: WordMap<String, Vec<Arc<Properties>>>,
    /// The properties that some name has, found when somebody asks.
    held: OnceLock<Vec<&'static str>>,
    /// The newsroom's own name.
    house: Option<String>,
    different: WordSet<(String, String)>,
}

impl Register {
    /// Words of no more bytes are not filed by themselves: every text has them.
    pub const SHORT: usize = 2;

    /// The names that are built in.
    pub fn built_in(language: Arc<Language>) -> Self {
        let mut register = Self::new(language);
        for (name, text) in REGISTER_FILES {
            let file = toml::from_str(text).unwrap_or_else(|error| panic!("rules/register/{name}.toml: {error}"));
            register.add_file(&file, false);
        }
        register
    }

    fn new(language: Arc<Language>) -> Self {
        Self {
            language,
            names: Vec::new(),
            longest: 0,
            known: WordSet::default(),
            places: WordSet::default(),
            written: WordSet::default(),
            whole: WordMap::default(),
            holes: WordMap::default(),
            texts: WordMap::default(),
            single: WordMap::default(),
            properties: WordMap::default(),
            held: OnceLock::new(),
            house: None,
            different: WordSet::default(),
        }
    }

    /// Whether a folded word is part of some name.
    pub fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// Whether a folded word is part of the name of a place or of its people.
    pub fn place(&self, word: &str) -> bool {
        self.places.contains(word)
    }

    /// Whether some name has the word with these very capitals and accents.
    pub fn written(&self, word: &str) -> bool {
        self.written.contains(word)
    }

    /// Whether these folded words are a name and not a known mistake.
    pub fn has(&self, words: &str) -> bool {
        self.find(words).is_some_and(|name| name.wrong_for.is_none())
    }

    /// The name that these folded words are, if they are one; it may be a known mistake.
    pub fn find(&self, words: &str) -> Option<&Name> {
        self.whole.get(words).map(|&at| &self.names[at])
    }

    /// The ways in which the folded words of a name are set.
    pub fn texts(&self, words: &str) -> &[String] {
        self.texts.get(words).map_or(&[], Vec::as_slice)
    }

    /// The names that agree with these words in all but the one at `hole`.
    pub fn with_all_but(&self, words: &[impl AsRef<str>], hole: usize) -> impl Iterator<Item = &Name> {
        let found = self.holes.get(&with_hole(words, hole)).map_or(&[][..], Vec::as_slice);
        found.iter().filter(move |(_, place)| *place == hole).map(|&(at, _)| &self.names[at])
    }

    /// The single words filed under a key of [`slip_keys`], each with the name that it stands for.
    pub fn singles(&self, key: &str) -> impl Iterator<Item = (&str, &Name)> {
        let found = self.single.get(key).map_or(&[][..], Vec::as_slice);
        found.iter().map(|(word, at)| (word.as_str(), &self.names[*at]))
    }

    /// Whether the newsroom has declared these two words, or names, to be two names.
    pub fn different(&self, one: &str, other: &str) -> bool {
        !self.different.is_empty() && self.different.contains(&(one.to_owned(), other.to_owned()))
    }

    /// The newsroom's own name.
    pub fn house(&self) -> Option<&str> {
        self.house.as_deref()
    }

    /// What holds for a name on `day`; without a day, what was said last.
    pub fn properties(&self, name: &str, day: Option<&str>) -> Option<&Properties> {
        self.properties
            .get(&key(name, &self.language.names))?
            .iter()
            .rfind(|known| known.holds_on(day))
            .map(Arc::as_ref)
    }

    /// Whether some name has the property.
    pub fn has_property(&self, property: &str) -> bool {
        let held = || {
            let all = self.properties.values().flatten().flat_map(|known| known.names());
            all.collect::<BTreeSet<&'static str>>().into_iter().collect()
        };
        self.held.get_or_init(held).contains(&property)
    }

    /// Adds the names of a file. Only a newsroom's own dates (`house`) mean that somebody compared a name with a source:
    /// those of the built-in files are the date of general knowledge.
    pub fn add_file(&mut self, file: &File, house: bool) {
        let mut said = WordSet::default();
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

    /// Adds the properties of all forms of an entry's name. A later file replaces what an earlier one says; entries of one
    /// file hold one after the other. `said` has the names that this file has spoken of.
    fn add_properties(&mut self, entry: &Entry, said: &mut WordSet<String>) {
        let Some(properties) = Properties::of_entry(entry).map(Arc::new) else { return };
        for form in std::iter::once(&entry.name)
            .chain(&entry.variants)
            .chain(&entry.acronym)
            .map(|form| key(form, &self.language.names))
        {
            let known = self.properties.entry(form.clone()).or_default();
            if said.insert(form) {
                known.clear();
            }
            known.push(Arc::clone(&properties));
            self.held.take();
        }
    }

    /// Adds one form of a name; a form that is there already keeps its meaning.
    fn add(&mut self, text: &str, kind: NameKind, wrong_for: Option<&str>) {
        let words = split(text, &self.language.names);
        if words.is_empty() {
            return;
        }
        let whole = words.join(" ");
        let texts = self.texts.entry(whole.clone()).or_default();
        if !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
        if self.whole.contains_key(&whole) {
            return;
        }
        let at = self.names.len();
        self.whole.insert(whole, at);
        if kind == NameKind::Place {
            self.places.extend(words.iter().filter(|word| word.len() > Self::SHORT).cloned());
        }
        if wrong_for.is_none() {
            self.index(text, kind, &words, at);
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

    /// Makes a right form findable by its words, by all words but one, and by a word near its last.
    fn index(&mut self, text: &str, kind: NameKind, words: &[String], at: usize) {
        self.known.extend(words.iter().filter(|word| word.len() > Self::SHORT).cloned());
        self.written.extend(text.split(|c: char| c.is_whitespace() || c == '-').map(str::to_owned));
        if words.len() > 1 {
            self.longest = self.longest.max(words.len());
            for hole in 0..words.len() {
                self.holes.entry(with_hole(words, hole)).or_default().push((at, hole));
            }
        }
        // A surname stands for a person by itself; one word of a longer name of a body or place does not.
        let alone = if words.len() == 1 || kind == NameKind::Person { words.last() } else { None };
        if let Some(word) = alone.filter(|word| word.chars().count() >= 5) {
            for key in slip_keys(word, &self.language.names) {
                self.single.entry(key).or_default().push((word.clone(), at));
            }
        }
    }
}
