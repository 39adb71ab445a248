//! [`LaidOut`]: the built-in names as the build lays them out, read in place.

use super::name::{Name, Roles};
use super::properties::Properties;
use crate::built_in::REGISTER;
use crate::layout::{Map, Reader, u32_at};
use std::sync::{Arc, OnceLock};

/// The names of `rules/register`, indexed as a [`Register`](super::register::Register) is. Names and properties are decoded
/// when they are first asked for.
pub struct LaidOut {
    /// The maximum number of words that a name has.
    pub longest: usize,
    roles: Map<'static>,
    /// The words of names as set.
    pub written: Map<'static>,
    whole: Map<'static>,
    holes: Map<'static>,
    single: Map<'static>,
    places_of_names: &'static [u8],
    bytes_of_names: &'static [u8],
    names: Vec<OnceLock<Known>>,
    numbers_of_properties: Map<'static>,
    properties: Vec<Described>,
}

/// A name that has properties.
struct Described {
    key: &'static str,
    bytes: &'static [u8],
    properties: OnceLock<Vec<Arc<Properties>>>,
}

/// A name with the ways in which its words are set.
pub struct Known {
    pub name: Name,
    pub texts: Vec<String>,
}

impl LaidOut {
    /// The names that are built in.
    pub fn built_in() -> Self {
        let mut from = Reader::new(REGISTER, 0);
        let longest = from.long();
        let mut map = || Map::read(&mut from);
        let (roles, written, whole, holes, single) = (map(), map(), map(), map(), map());
        let (places_of_names, bytes_of_names) = (from.block(), from.block());
        let numbers_of_properties = Map::read(&mut from);
        let properties = (0..from.long())
            .map(|_| Described { key: from.text(), bytes: from.block(), properties: OnceLock::new() })
            .collect();
        let names = (0..places_of_names.len() / 4).map(|_| OnceLock::new()).collect();
        Self {
            longest,
            roles,
            written,
            whole,
            holes,
            single,
            places_of_names,
            bytes_of_names,
            names,
            numbers_of_properties,
            properties,
        }
    }

    /// The number of names.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The name with this number.
    pub fn name(&self, number: usize) -> &Known {
        self.names[number].get_or_init(|| {
            let place = u32_at(self.places_of_names, number * 4);
            let (name, texts) = Name::read(&mut Reader::new(self.bytes_of_names, place));
            Known { name, texts }
        })
    }

    /// The parts that a folded word plays in names.
    pub fn roles(&self, word: &str) -> Roles {
        self.roles.get(word).map_or_else(Roles::default, |mut number| Roles(number.byte()))
    }

    /// The number of the name that these folded words are.
    pub fn whole(&self, words: &str) -> Option<usize> {
        self.whole.get(words).map(|mut number| number.long())
    }

    /// The numbers of the names that have these words around a gap, with the places of their gaps.
    pub fn holes(&self, words: &str) -> impl Iterator<Item = (usize, usize)> + use<> {
        let mut from = self.holes.get(words);
        std::iter::from_fn(move || {
            let from = from.as_mut().filter(|from| !from.is_at_end())?;
            Some((from.long(), from.long()))
        })
    }

    /// The words that are filed under a key, each with the number of its name.
    pub fn singles(&self, key: &str) -> Vec<(&'static str, usize)> {
        let Some(mut from) = self.single.get(key) else { return Vec::new() };
        let mut found = Vec::new();
        while !from.is_at_end() {
            found.push((from.text(), from.long()));
        }
        found
    }

    /// What is known about the name with this key.
    pub fn properties(&self, key: &str) -> &[Arc<Properties>] {
        let Some(number) = self.numbers_of_properties.get(key).map(|mut number| number.long()) else { return &[] };
        let Some(described) = self.properties.get(number) else { return &[] };
        described.properties.get_or_init(|| {
            let mut from = Reader::new(described.bytes, 0);
            (0..from.long()).map(|_| Arc::new(Properties::read(&mut from))).collect()
        })
    }

    /// The keys of the names that have properties.
    pub fn property_keys(&self) -> impl Iterator<Item = &'static str> {
        self.properties.iter().map(|described| described.key)
    }
}
