//! [`RecordWords`]: what differs between a quotation and a record of the same words without changing what was said
//! (`rules/lexicon/record.toml`).

use super::lists::parsed;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Fillers, contractions, spellings, and the words whose change turns a statement round or leaves it as it is.
#[derive(Debug)]
pub struct RecordWords {
    fillers: HashSet<String>,
    filler_phrases: Vec<Vec<String>>,
    function: HashSet<String>,
    negations: HashSet<String>,
    limits: HashSet<String>,
    not: String,
    not_ending: String,
    question: Vec<String>,
    answer: Vec<String>,
    nobody: Vec<String>,
    clitics: BTreeMap<String, Vec<String>>,
    written: HashMap<String, Vec<String>>,
    signs: BTreeMap<char, String>,
    money: BTreeMap<char, String>,
    spoken: Spoken,
}

/// Words inside a number that is spoken.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spoken {
    and: String,
    one: Vec<String>,
    point: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    fillers: HashSet<String>,
    filler_phrases: Vec<String>,
    function: HashSet<String>,
    negations: HashSet<String>,
    limits: HashSet<String>,
    not: String,
    not_ending: String,
    question: Vec<String>,
    answer: Vec<String>,
    nobody: Vec<String>,
    clitics: BTreeMap<String, Vec<String>>,
    contractions: BTreeMap<String, String>,
    variants: BTreeMap<String, String>,
    signs: BTreeMap<char, String>,
    money: BTreeMap<char, String>,
    spoken: Spoken,
}

/// Who a label of an interview stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The one who asks.
    Question,
    /// The one who answers.
    Answer,
}

impl RecordWords {
    pub(super) fn embedded() -> Self {
        let written: Written = parsed("record");
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<String>>();
        let pairs = written.contractions.into_iter().chain(written.variants);
        Self {
            fillers: written.fillers,
            filler_phrases: written.filler_phrases.iter().map(|phrase| words(phrase)).collect(),
            function: written.function,
            negations: written.negations,
            limits: written.limits,
            not: written.not,
            not_ending: written.not_ending,
            question: written.question,
            answer: written.answer,
            nobody: written.nobody,
            clitics: written.clitics,
            written: pairs.map(|(short, long)| (short, words(&long))).collect(),
            signs: written.signs,
            money: written.money,
            spoken: written.spoken,
        }
    }

    /// Whether a word is a sound that no reader misses; lower case, as all words here.
    #[must_use]
    pub fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }

    /// How many of the words from `at` are a turn of phrase that no reader misses; 0 if none starts there.
    #[must_use]
    pub fn filler_phrase<'a>(&self, at: usize, word: impl Fn(usize) -> Option<&'a str>) -> usize {
        let fits = |phrase: &&Vec<String>| phrase.iter().enumerate().all(|(n, of)| word(at + n) == Some(of.as_str()));
        self.filler_phrases.iter().find(fits).map_or(0, Vec::len)
    }

    /// Whether a word belongs to grammar, so that a statement without it says the same.
    #[must_use]
    pub fn is_function(&self, word: &str) -> bool {
        self.function.contains(word)
    }

    /// Whether a word turns a statement round.
    #[must_use]
    pub fn is_negation(&self, word: &str) -> bool {
        self.negations.contains(word)
    }

    /// Whether a statement does not hold, or holds only in part, after a word.
    #[must_use]
    pub fn turns(&self, word: &str) -> bool {
        self.negations.contains(word) || self.limits.contains(word)
    }

    /// The verb of a word that ends with a contracted “not”.
    #[must_use]
    pub fn negated<'a>(&self, word: &'a str) -> Option<&'a str> {
        word.strip_suffix(self.not_ending.as_str())
    }

    /// The word “not”.
    #[must_use]
    pub fn not(&self) -> &str {
        &self.not
    }

    /// Words that the ending after an apostrophe may stand for.
    #[must_use]
    pub fn clitic(&self, ending: &str) -> Option<&[String]> {
        self.clitics.get(ending).map(Vec::as_slice)
    }

    /// The full words for a contraction or another spelling.
    #[must_use]
    pub fn in_full(&self, word: &str) -> Option<&[String]> {
        self.written.get(word).map(Vec::as_slice)
    }

    /// The word for a sign such as “%”.
    #[must_use]
    pub fn sign(&self, sign: char) -> Option<&str> {
        self.signs.get(&sign).map(String::as_str)
    }

    /// The word that is spoken after an amount for the sign before it.
    #[must_use]
    pub fn money(&self, sign: char) -> Option<&str> {
        self.money.get(&sign).map(String::as_str)
    }

    /// Whether a word may stand between the hundreds of a number and the rest.
    #[must_use]
    pub fn is_and(&self, word: &str) -> bool {
        self.spoken.and == word
    }

    /// Whether a word before “hundred” says that there is one.
    #[must_use]
    pub fn is_one(&self, word: &str) -> bool {
        self.spoken.one.iter().any(|one| one == word)
    }

    /// Whether decimals follow a word.
    #[must_use]
    pub fn is_point(&self, word: &str) -> bool {
        self.spoken.point == word
    }

    /// Which part of an interview a label stands for, if it does.
    #[must_use]
    pub fn turn(&self, label: &str) -> Option<Turn> {
        let lower = label.to_lowercase();
        if self.question.contains(&lower) {
            return Some(Turn::Question);
        }
        self.answer.contains(&lower).then_some(Turn::Answer)
    }

    /// Whether a label names nobody in particular, as “Speaker 1” and “Unidentified male”.
    #[must_use]
    pub fn is_nobody(&self, label: &str) -> bool {
        let lower = label.to_lowercase();
        let first = lower.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
        first.is_none_or(|first| self.nobody.iter().any(|word| word == first))
    }
}
