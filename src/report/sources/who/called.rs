//! What a draft calls its people and bodies, filed once for all its sources: a draft may name thousands and quote each.

use crate::analysis::names::{Entity, NameKind};
use crate::language::WordMap;
use std::collections::hash_map::Entry;

/// The most different titles with one noun that are compared with a description. Nobody can tell whom “the keeper” means among more.
const MOST: usize = 200;

/// The people and bodies of a draft by what it calls them.
pub(super) struct Called<'a> {
    /// The first of those who have each form of a name, by its number.
    forms: WordMap<&'a str, usize>,
    /// How many people have each surname.
    surnames: WordMap<&'a str, usize>,
    /// Each title that people have, without what a preposition adds.
    titles: Vec<Title<'a>>,
    /// Titles by each of their words; compounds count in whole and in parts.
    titles_of: WordMap<String, Vec<usize>>,
    /// Bodies by the noun that their name ends with.
    bodies: WordMap<String, Vec<Title<'a>>>,
}

/// Words that say what somebody or something is.
pub(super) struct Title<'a> {
    /// As the draft writes it.
    pub text: &'a str,
    /// Its words in lower case.
    words: Vec<String>,
    /// Whose it is; who is named first comes first.
    holders: Vec<&'a Entity>,
}

impl Title<'_> {
    /// Its words, where a hyphen joins two.
    fn compounds(text: &str) -> impl Iterator<Item = String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase)
    }

    fn words(text: &str) -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
    }
}

/// Who is meant by a description.
pub(super) enum Holders<'a> {
    /// Nobody’s title says so.
    Nobody,
    /// One person’s does.
    One(&'a Entity),
    /// Several people’s do.
    Several,
}

impl<'a> Called<'a> {
    /// Of the entities of a draft and its text; `head_of` is a title without what a preposition adds.
    pub(super) fn new(entities: &'a [Entity], text: &'a str, head_of: impl Fn(&'a str) -> &'a str) -> Self {
        let mut called = Self {
            forms: WordMap::default(),
            surnames: WordMap::default(),
            titles: Vec::new(),
            titles_of: WordMap::default(),
            bodies: WordMap::default(),
        };
        let mut known: WordMap<&str, usize> = WordMap::default();
        for (at, entity) in entities.iter().enumerate() {
            for form in entity.forms(text) {
                called.forms.entry(form).or_insert(at);
            }
            if entity.kind != NameKind::Person {
                called.add_body(entity);
                continue;
            }
            *called.surnames.entry(&entity.surname).or_default() += 1;
            let Some(title) = entity.title.as_deref().map(&head_of) else { continue };
            match known.entry(title) {
                Entry::Occupied(known) => called.titles[*known.get()].holders.push(entity),
                Entry::Vacant(new) => {
                    called.add_title(title, entity);
                    new.insert(called.titles.len() - 1);
                }
            }
        }
        for title in &mut called.titles {
            title.holders.sort_by_key(|entity| entity.places.first().map(|place| place.name.start));
        }
        called
    }

    fn add_title(&mut self, text: &'a str, holder: &'a Entity) {
        let words = Title::words(text);
        let mut all: Vec<String> = Title::compounds(text).chain(words.iter().cloned()).collect();
        all.sort_unstable();
        all.dedup();
        for word in all {
            self.titles_of.entry(word).or_default().push(self.titles.len());
        }
        self.titles.push(Title { text, words, holders: vec![holder] });
    }

    fn add_body(&mut self, entity: &'a Entity) {
        let name = entity.name.to_lowercase();
        let words = Title::words(&entity.name);
        let mut nouns: Vec<&String> = words.iter().filter(|word| name.ends_with(word.as_str())).collect();
        nouns.sort_unstable();
        nouns.dedup();
        nouns.retain(|noun| !noun.is_empty());
        for noun in nouns {
            let title = Title { text: &entity.name, words: words.clone(), holders: vec![entity] };
            self.bodies.entry(noun.clone()).or_default().push(title);
        }
    }

    /// The first who has a form of a name, by its number.
    pub(super) fn of_form(&self, form: &str) -> Option<usize> {
        self.forms.get(form).copied()
    }

    /// Whether several people have a surname.
    pub(super) fn is_shared(&self, surname: &str) -> bool {
        self.surnames.get(surname).is_some_and(|people| *people > 1)
    }

    /// The only one who is called by a noun, and for the words of whose title or name `fits` is true: a body, or, if `people` is set,
    /// also a person.
    pub(super) fn only(&self, noun: &str, people: bool, fits: impl Fn(&[String]) -> bool) -> Holders<'a> {
        let titles = self.titles_of.get(noun).filter(|_| people).map(Vec::as_slice).unwrap_or_default();
        let bodies = self.bodies.get(noun).map(Vec::as_slice).unwrap_or_default();
        if titles.len() + bodies.len() > MOST {
            return Holders::Several;
        }
        let titles = titles.iter().map(|title| &self.titles[*title]);
        let titles = titles.filter(|title| title.words.iter().any(|word| word == noun));
        let all = titles.chain(bodies).filter(|title| fits(&title.words));
        one(all.flat_map(|title| title.holders.iter().copied()))
    }

    /// The only person named before byte `start` with a title that `fits` and has one of the nouns.
    pub(super) fn holders(
        &self,
        nouns: impl Iterator<Item = &'a str>,
        start: usize,
        fits: impl Fn(&str) -> bool,
    ) -> Holders<'a> {
        let mut titles: Vec<usize> = nouns.filter_map(|noun| self.titles_of.get(noun)).flatten().copied().collect();
        titles.sort_unstable();
        titles.dedup();
        if titles.len() > MOST {
            return Holders::Several;
        }
        let titles = titles.into_iter().map(|title| &self.titles[title]).filter(|title| fits(title.text));
        let is_before = |entity: &Entity| entity.places.first().is_some_and(|place| place.name.start < start);
        one(titles.flat_map(|title| title.holders.iter().copied().take_while(|of| is_before(of))))
    }
}

/// Of whom there are none, one or more.
fn one<'a>(mut all: impl Iterator<Item = &'a Entity>) -> Holders<'a> {
    match (all.next(), all.next()) {
        (None, _) => Holders::Nobody,
        (Some(one), None) => Holders::One(one),
        (Some(_), Some(_)) => Holders::Several,
    }
}
