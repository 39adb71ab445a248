//! [`Vocabulary`]: the distinct words of a draft, each with all that the language knows of it.
//!
//! A draft has a thousand words but a few hundred distinct ones. Tokens carry the number of their word, and what has to
//! be looked up or derived is a column by that number, found once.

use crate::language::WordMap;
use crate::language::{Language, Marks, Tags, fold};
use std::sync::OnceLock;

/// The number of a distinct word in the [`Vocabulary`] of its draft. Words that differ in capitals only are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

/// The distinct words and marks of a draft.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    lower: Box<str>,
    tags: Tags,
    shape: Tags,
    /// Found when somebody asks: only names are compared by it.
    folded: OnceLock<Box<str>>,
    /// Found when somebody asks, for the list is large.
    marks: OnceLock<Marks>,
}

impl Vocabulary {
    /// The word in lower case.
    #[must_use]
    pub fn lower(&self, word: WordId) -> &str {
        &self.of(word).lower
    }

    /// The lists of [`SpeechWords`](crate::language::SpeechWords) that hold the word.
    #[must_use]
    pub fn tags(&self, word: WordId) -> Tags {
        self.of(word).tags
    }

    /// What the ending of the word shows.
    #[must_use]
    pub fn shape(&self, word: WordId) -> Tags {
        self.of(word).shape
    }

    /// The word as words are compared: in lower case, with straight apostrophes and without accents.
    #[must_use]
    pub fn folded(&self, word: WordId) -> &str {
        let of = self.of(word);
        of.folded.get_or_init(|| fold(&of.lower).into())
    }

    /// Whether the word is known as a name or as an ordinary word.
    #[must_use]
    pub fn marks(&self, word: WordId, language: &Language) -> Marks {
        *self.of(word).marks.get_or_init(|| language.evidence.marks(self.folded(word)))
    }

    /// How many distinct words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the draft has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn of(&self, word: WordId) -> &Word {
        &self.words[word.0 as usize]
    }
}

/// Gives numbers to words while a draft is cut into tokens.
#[derive(Default)]
pub(super) struct Numbering {
    numbers: WordMap<Box<str>, u32>,
    /// The word at hand in lower case; kept, so that a known word costs no allocation.
    lower: String,
}

impl Numbering {
    /// The number of `word`, a new one if the draft has not had it yet.
    pub(super) fn number(&mut self, word: &str) -> WordId {
        self.lower.clear();
        if word.is_ascii() {
            self.lower.push_str(word);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.push_str(&word.to_lowercase());
        }
        if let Some(&number) = self.numbers.get(self.lower.as_str()) {
            return WordId(number);
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(self.lower.as_str().into(), number);
        WordId(number)
    }

    /// The vocabulary of all words that were given a number.
    pub(super) fn finish(self, language: &Language) -> Vocabulary {
        let mut words: Vec<(u32, Box<str>)> = self.numbers.into_iter().map(|(word, number)| (number, word)).collect();
        words.sort_unstable_by_key(|(number, _)| *number);
        let word = |lower: Box<str>| Word {
            tags: language.speech.tags(&lower),
            shape: language.morphology.shape(&lower),
            lower,
            folded: OnceLock::new(),
            marks: OnceLock::new(),
        };
        Vocabulary { words: words.into_iter().map(|(_, lower)| word(lower)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_capitals_are_one() {
        let english = Language::english();
        let mut numbering = Numbering::default();
        let [said, again, holm, zoe] = ["Said", "said", "Holm’s", "Zoë"].map(|word| numbering.number(word));
        let vocabulary = numbering.finish(&english);
        assert_eq!((said, vocabulary.len()), (again, 3));
        assert_eq!(
            (vocabulary.lower(holm), vocabulary.folded(holm), vocabulary.folded(zoe)),
            ("holm’s", "holm's", "zoe")
        );
        assert!(vocabulary.shape(holm).has(Tags::GENITIVE));
        assert!(vocabulary.marks(zoe, &english).given());
    }
}
