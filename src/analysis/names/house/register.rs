//! [`Register`]: names that are known before a draft is read, built in (`rules/register/*.toml`) or the newsroom's own.
//!
//! An entry has a canonical form, other forms that are right, forms that are wrong, and properties. Mistakes in a file are
//! reported by whoever reads it; the register takes what is valid.

use super::entry::{Entry, File, NameKind, Order};
use super::fields::Fields;
use super::laid_out::LaidOut;
use super::name::{Name, Roles};
use super::properties::{Properties, key};
use crate::analysis::names::key::{slip_keys, split, with_hole};
use crate::built_in::REGISTER_FILES;
use crate::language::{Language, WordMap, WordSet, fold};
use crate::layout::{Entries, Map, Reader};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// All names that are known, indexed for the ways in which they are looked up: those that are laid out, and on top of them
/// those that were added. A list that has both begins with what is laid out.
#[derive(Clone)]
pub struct Register {
    language: Arc<Language>,
    laid_out: Arc<LaidOut>,
    /// The names that were added, in the order in which they were. Their numbers follow those that are laid out.
    pub(super) names: Vec<Name>,
    /// The maximum number of words that a name has.
    pub longest: usize,
    /// The parts that each folded word plays in names.
    pub(super) roles: WordMap<String, Roles>,
    /// The words of names as set, with their capitals and accents.
    pub(super) written: WordSet<String>,
    /// Folded words of a name, joined by blanks → number of the name.
    pub(super) whole: WordMap<String, usize>,
    /// A name of two or more words with one word left out, `federal * commission` → names and the place of the gap.
    pub(super) holes: WordMap<String, Vec<(usize, usize)>>,
    /// Folded words of a name → the ways in which they are set, such as Coca-Cola.
    texts: WordMap<String, Vec<String>>,
    /// Key of [`slip_keys`] → single words that name something by themselves (places, surnames, brands), with their name.
    pub(super) single: WordMap<String, Vec<(String, usize)>>,
    /// What is known about a name, by its key; several where it changed over time.
    pub(super) properties: WordMap<String, Vec<Arc<Properties>>>,
    /// What the newsroom counts sources by, by the key of the name; several where it changed over time.
    fields: WordMap<String, Vec<Arc<Fields>>>,
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
        let mut register = Self::on(language, Arc::new(LaidOut::built_in()));
        let files = Map::read(&mut Reader::new(REGISTER_FILES, 0));
        for (name, mut from) in files.iter() {
            let file = File::deserialize(Entries(&mut from));
            register.add_file(&file.unwrap_or_else(|error| panic!("rules/register/{name}.toml: {error}")), false);
        }
        register
    }

    /// A register to which nothing has been added.
    fn on(language: Arc<Language>, laid_out: Arc<LaidOut>) -> Self {
        Self {
            language,
            names: Vec::new(),
            longest: laid_out.longest,
            laid_out,
            roles: WordMap::default(),
            written: WordSet::default(),
            whole: WordMap::default(),
            holes: WordMap::default(),
            texts: WordMap::default(),
            single: WordMap::default(),
            properties: WordMap::default(),
            fields: WordMap::default(),
            held: OnceLock::new(),
            house: None,
            different: WordSet::default(),
        }
    }

    /// Whether it has no names.
    pub fn is_empty(&self) -> bool {
        self.laid_out.count() == 0 && self.names.is_empty()
    }

    /// The name with this number.
    fn name(&self, number: usize) -> &Name {
        match number.checked_sub(self.laid_out.count()) {
            Some(added) => &self.names[added],
            None => &self.laid_out.name(number).name,
        }
    }

    /// The parts that a folded word plays in names. Whoever asks several questions about a word keeps them.
    pub fn roles(&self, word: &str) -> Roles {
        let laid_out = self.laid_out.roles(word);
        if self.roles.is_empty() { laid_out } else { self.roles.get(word).map_or(laid_out, |added| added.or(laid_out)) }
    }

    /// Whether a folded word is part of some name that is right.
    pub fn knows(&self, word: &str) -> bool {
        self.roles(word).has(Roles::KNOWN)
    }

    /// Whether a folded word is part of the name of a place or of its people.
    pub fn place(&self, word: &str) -> bool {
        self.roles(word).has(Roles::PLACE)
    }

    /// Whether some name has the word with these very capitals and accents.
    pub fn written(&self, word: &str) -> bool {
        self.laid_out.written.has(word) || self.written.contains(word)
    }

    /// Whether these folded words are a name and not a known mistake.
    pub fn has(&self, words: &str) -> bool {
        self.find(words).is_some_and(|name| name.wrong_for.is_none())
    }

    /// The name that these folded words are, if they are one; it may be a known mistake.
    pub fn find(&self, words: &str) -> Option<&Name> {
        let number = self.laid_out.whole(words).or_else(|| self.whole.get(words).copied())?;
        Some(self.name(number))
    }

    /// The ways in which the folded words of a name are set.
    pub fn texts(&self, words: &str) -> &[String] {
        match self.texts.get(words) {
            Some(texts) => texts,
            None => self.laid_out.whole(words).map_or(&[], |number| &self.laid_out.name(number).texts),
        }
    }

    /// The names that agree with these words in all but the one at `hole`.
    pub fn with_all_but(&self, words: &[impl AsRef<str>], hole: usize) -> impl Iterator<Item = &Name> {
        let key = with_hole(words, hole);
        let laid_out = self.laid_out.holes(&key);
        let added = self.holes.get(&key).map_or(&[][..], Vec::as_slice).iter().copied();
        laid_out.chain(added).filter(move |(_, place)| *place == hole).map(|(number, _)| self.name(number))
    }

    /// The single words filed under a key of [`slip_keys`], each with the name that it stands for.
    pub fn singles(&self, key: &str) -> impl Iterator<Item = (&str, &Name)> {
        let laid_out = self.laid_out.singles(key).into_iter();
        let added = self.single.get(key).map_or(&[][..], Vec::as_slice);
        laid_out
            .chain(added.iter().map(|(word, number)| (word.as_str(), *number)))
            .map(|(word, number)| (word, self.name(number)))
    }

    /// Whether the newsroom has declared these two words, or names, to be two names.
    pub fn different(&self, one: &str, other: &str) -> bool {
        !self.different.is_empty() && self.different.contains(&(one.to_owned(), other.to_owned()))
    }

    /// The newsroom's own name.
    pub fn house(&self) -> Option<&str> {
        self.house.as_deref()
    }

    /// All that is known about the name with this key.
    fn all_properties(&self, key: &str) -> &[Arc<Properties>] {
        self.properties.get(key).map_or_else(|| self.laid_out.properties(key), Vec::as_slice)
    }

    /// What holds for a name on `day`; without a day, what was said last.
    pub fn properties(&self, name: &str, day: Option<&str>) -> Option<&Properties> {
        let key = key(name, &self.language.names);
        self.all_properties(&key).iter().rfind(|known| known.holds_on(day)).map(Arc::as_ref)
    }

    /// What the newsroom counts a source with this name by, on `day`; without a day, what was said last.
    pub fn fields(&self, name: &str, day: Option<&str>) -> Option<&Fields> {
        let known = self.fields.get(&key(name, &self.language.names))?;
        known.iter().rfind(|fields| fields.hold_on(day)).map(Arc::as_ref)
    }

    /// Whether some name has the property.
    pub fn has_property(&self, property: &str) -> bool {
        let held = || {
            let laid_out = self.laid_out.property_keys().filter(|key| !self.properties.contains_key(*key));
            let laid_out = laid_out.flat_map(|key| self.laid_out.properties(key));
            let all = self.properties.values().flatten().chain(laid_out).flat_map(|known| known.names());
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
            self.add_fields(entry);
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
            let laid_out = || self.laid_out.properties(&form).to_vec();
            let known = self.properties.entry(form.clone()).or_insert_with(laid_out);
            if said.insert(form) {
                known.clear();
            }
            known.push(Arc::clone(&properties));
            self.held.take();
        }
    }

    /// Adds the fields of all forms of an entry's name; of two that hold on one day, the later one counts.
    fn add_fields(&mut self, entry: &Entry) {
        let Some(fields) = Fields::of_entry(entry).map(Arc::new) else { return };
        for form in std::iter::once(&entry.name).chain(&entry.variants).chain(&entry.acronym) {
            let key = key(form, &self.language.names);
            self.fields.entry(key).or_default().push(Arc::clone(&fields));
        }
    }

    /// Adds one form of a name; a form that is there already keeps its meaning.
    fn add(&mut self, text: &str, kind: NameKind, wrong_for: Option<&str>) {
        let words = split(text, &self.language.names);
        if words.is_empty() {
            return;
        }
        let whole = words.join(" ");
        let laid_out = self.laid_out.whole(&whole);
        let known = || laid_out.map_or_else(Vec::new, |number| self.laid_out.name(number).texts.clone());
        let texts = self.texts.entry(whole.clone()).or_insert_with(known);
        if !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
        if laid_out.is_some() || self.whole.contains_key(&whole) {
            return;
        }
        let at = self.laid_out.count() + self.names.len();
        self.whole.insert(whole, at);
        self.add_roles(&words, kind, wrong_for.is_none());
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

    /// Notes which parts the words of a name play, which may be a known mistake.
    fn add_roles(&mut self, words: &[String], kind: NameKind, is_right: bool) {
        for (at, word) in words.iter().enumerate() {
            let alone = if words.len() == 1 { Roles::WHOLE } else { Roles::default() };
            let first = if words.len() == 2 && at == 0 { Roles::FIRST } else { Roles::default() };
            let known = if is_right { Roles::KNOWN } else { Roles::default() };
            let place = if kind == NameKind::Place { Roles::PLACE } else { Roles::default() };
            let long = if word.len() > Self::SHORT { known.or(place) } else { Roles::default() };
            let held = self.roles.entry(word.clone()).or_default();
            *held = held.or(Roles::PART).or(alone).or(first).or(long);
        }
    }

    /// Makes a right form findable by its words, by all words but one, and by a word near its last.
    fn index(&mut self, text: &str, kind: NameKind, words: &[String], at: usize) {
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
