//! One source under two names in one draft: “a council report” and “the report”, “the Harbour Institute for Trade” and “the Harbour
//! Institute”.

use super::who::{Kind, Who};
use crate::analysis::Tags;
use crate::language::Language;
use std::collections::BTreeMap;

/// Those of a draft that something shorter can stand for, or that there are several.
#[derive(Default)]
struct Short<'a>(BTreeMap<(Kind, String), Option<&'a str>>);

impl<'a> Short<'a> {
    fn add(&mut self, kind: Kind, short: String, long: &'a str) {
        let one = self.0.entry((kind, short)).or_insert(Some(long));
        *one = one.filter(|one| *one == long);
    }
}

/// The sources of a draft that have more than one name.
pub(super) struct Folded {
    /// Each phrase with the first words of the draft for it.
    first: BTreeMap<(Kind, String), String>,
    /// Of a phrase, the shorter one that can only mean it, with that phrase.
    longer: BTreeMap<(Kind, String), String>,
}

impl Folded {
    /// Of the sources of one draft.
    pub(super) fn new<'a>(sources: impl Iterator<Item = &'a Who>, language: &Language) -> Self {
        let mut first: BTreeMap<(Kind, String), String> = BTreeMap::new();
        for who in sources.filter(|who| who.kind != Kind::Named) {
            first.entry((who.kind, phrase(&who.name, language).1)).or_insert_with(|| who.name.clone());
        }
        let mut short = Short::default();
        for ((kind, long), called) in &first {
            let head = head(long, language);
            // “The former mayor” is not the mayor, but “a witness from the yard” is the witness, and “a port official” the official.
            if head != long && (*kind != Kind::Unnamed || long.starts_with(head) || introduces(called, long, language))
            {
                short.add(*kind, head.to_owned(), long);
            }
            starts_of(long, language).for_each(|start| short.add(*kind, start.to_owned(), long));
        }
        let longer = short.0.into_iter().filter_map(|(short, long)| Some((short, long?.to_owned()))).collect();
        Self { first, longer }
    }

    /// What the draft calls a source where it names it first, and the words of that which are its name.
    pub(super) fn name(&self, who: &Who, language: &Language) -> Option<(&str, String)> {
        let (is_definite, own) = phrase(&who.name, language);
        let key = (who.kind, own);
        let longer = self.longer.get(&key).filter(|_| is_definite || who.has_name);
        // “The report” is “a report”.
        let called = longer.cloned().or(Some(key.1).filter(|_| !who.has_name))?;
        let (key, name) = self.first.get_key_value(&(who.kind, called))?;
        Some((name, key.1.clone()))
    }
}

/// Of each shorter form of a name, such as the surname, the only source of the draft that is called so in full, by its number.
pub(super) fn shorter_names<'a>(people: impl Iterator<Item = (usize, &'a str)>) -> BTreeMap<&'a str, Option<usize>> {
    let mut all: BTreeMap<&str, Option<(usize, &str)>> = BTreeMap::new();
    for (number, name) in people {
        for (space, _) in name.match_indices(' ') {
            let one = all.entry(&name[space + 1..]).or_insert(Some((number, name)));
            *one = one.filter(|(_, known)| *known == name);
        }
    }
    all.into_iter().map(|(short, one)| (short, one.map(|(number, _)| number))).collect()
}

/// Whether words tell for the first time of somebody who is then called by the noun alone: “a port official”, “the yard’s keeper”.
fn introduces(called: &str, phrase: &str, language: &Language) -> bool {
    let first = called.split_whitespace().next().unwrap_or_default().to_lowercase();
    let is_definite = language.names.words.definite.contains(&first);
    let is_new = language.speech.tags(&first).has(Tags::ARTICLE) && !is_definite;
    let mut before = phrase.split(' ').take_while(|word| *word != head(phrase, language));
    let was = before.any(|word| language.article.sources.past.contains(word));
    let owned = called.split_whitespace().any(|word| language.morphology.without_genitive(word).len() < word.len());
    !was && (is_new || owned)
}

/// Whether a phrase begins with “the” or “his”, and its words after that, in lower case.
fn phrase(name: &str, language: &Language) -> (bool, String) {
    let lower = name.split_whitespace().map(str::to_lowercase);
    let mut words: Vec<String> = lower.collect();
    // “Ida Moen’s campaign” is “the Moen campaign”.
    let last = words.len().saturating_sub(1);
    let is_owner = |word: &String| language.morphology.without_genitive(word).len() < word.len();
    let joins = Tags::PREPOSITION.or(Tags::OF).or(Tags::ATTACHING).or(Tags::RELATIVE);
    let is_of_phrase = |owner: &usize| !words[..*owner].iter().any(|word| language.speech.tags(word).has(joins));
    if let Some(owner) = words[..last].iter().rposition(is_owner).filter(is_of_phrase) {
        let bare = language.morphology.without_genitive(&words[owner]).len();
        words[owner].truncate(bare);
        words.drain(..owner);
    }
    let openers =
        words.iter().take_while(|word| language.speech.tags(word).has(Tags::DETERMINER.or(Tags::POSSESSIVE))).count();
    let openers = openers.min(words.len().saturating_sub(1));
    let is_known = |word: &String| {
        language.names.words.definite.contains(word) || language.speech.tags(word).has(Tags::POSSESSIVE)
    };
    let is_definite = words[..openers].iter().any(is_known);
    (is_definite, words[openers..].join(" "))
}

/// The noun that heads a phrase: “report” in “council report on roads”.
fn head<'w>(phrase: &'w str, language: &Language) -> &'w str {
    let joins = Tags::PREPOSITION.or(Tags::OF).or(Tags::ATTACHING).or(Tags::RELATIVE).or(Tags::PAST_ENDING);
    let mut words = phrase.split(' ');
    let mut head = words.next().unwrap_or_default();
    for word in words.take_while(|word| !language.speech.tags(word).has(joins)) {
        head = word;
    }
    head
}

/// What a name of several words starts with before a preposition: “harbour institute” in “harbour institute for trade”.
fn starts_of<'w>(name: &'w str, language: &Language) -> impl Iterator<Item = &'w str> {
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    spaces.map(|at| name.split_at(at)).filter_map(|(start, rest)| {
        let next = rest.trim_start().split(' ').next()?;
        (start.contains(' ') && language.names.words.connectors.contains(next)).then_some(start)
    })
}
