//! [`Vocabulary`]: the distinct words of a draft, each with all that the language knows of it.
//!
//! A draft has a thousand words but a few hundred distinct ones. Tokens carry the number of their word, and what has to
//! be looked up or derived is a column by that number, found once.

use crate::language::{Language, ShortKey, Tags, WordFacts, WordMemory};

/// The number of a distinct word in the [`Vocabulary`] of its draft. Words that differ in capitals only are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

impl WordId {
    /// As the index of a column.
    #[must_use]
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The distinct words and marks of a draft.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// All words one after the other.
    letters: String,
    words: Vec<Word>,
    parts: Vec<WordId>,
    joined: Vec<Joined>,
    has_foreign_figures: bool,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    /// Where its letters begin and end.
    start: u32,
    end: u32,
    facts: WordFacts,
    fold: WordId,
    straight: WordId,
    /// The place and number of its parts.
    parts: (u32, u32),
    is_name_word: bool,
    /// Whether the four fields above are known: they are of every word of the draft.
    is_complete: bool,
    ending: u8,
}

/// A word of a name that is more than one token: “O‘Brien” with the wrong mark.
#[derive(Clone, Copy, Debug)]
pub struct Joined {
    /// First byte in the prose.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its word.
    pub word: WordId,
}

impl Vocabulary {
    /// The word in lower case.
    #[must_use]
    pub fn lower(&self, word: WordId) -> &str {
        let of = self.of(word);
        &self.letters[of.start as usize..of.end as usize]
    }

    /// What the language knows of the word.
    #[must_use]
    #[inline]
    pub fn facts(&self, word: WordId) -> &WordFacts {
        &self.of(word).facts
    }

    /// What the language knows of each word.
    pub fn all_facts(&self) -> impl Iterator<Item = &WordFacts> {
        self.words.iter().map(|word| &word.facts)
    }

    /// The lists of [`SpeechWords`](crate::language::SpeechWords) that hold the word, and what its ending shows.
    #[must_use]
    pub fn tags(&self, word: WordId) -> Tags {
        self.of(word).facts.tags
    }

    /// The word as names are compared: without a possessive ending and accents, with straight apostrophes.
    #[must_use]
    #[inline]
    pub fn fold(&self, word: WordId) -> WordId {
        self.of(word).fold
    }

    /// The word with straight apostrophes.
    #[must_use]
    pub fn straight(&self, word: WordId) -> WordId {
        self.of(word).straight
    }

    /// Bytes of the possessive ending of the word.
    #[must_use]
    #[inline]
    pub fn ending(&self, word: WordId) -> usize {
        self.of(word).ending as usize
    }

    /// The words of names that the word is made of; `None` where it is one itself.
    #[must_use]
    pub fn parts(&self, word: WordId) -> Option<&[WordId]> {
        let Word { parts: (from, count), is_name_word, .. } = *self.of(word);
        (!is_name_word).then(|| &self.parts[from as usize..from as usize + count as usize])
    }

    /// Whether a word has a figure outside ASCII, such as “½”.
    #[must_use]
    pub const fn has_foreign_figures(&self) -> bool {
        self.has_foreign_figures
    }

    /// The words of names that are more than one token, in order.
    #[must_use]
    pub fn joined(&self) -> &[Joined] {
        &self.joined
    }

    /// The words, in lower case.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &self.letters[word.start as usize..word.end as usize])
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

    #[inline]
    fn of(&self, word: WordId) -> &Word {
        &self.words[word.index()]
    }
}

/// The distinct words of an article, about: there is room for so many from the start.
const WORDS: usize = 600;

/// Gives numbers to words while a draft is cut into tokens.
pub(super) struct Numbering<'l> {
    language: &'l Language,
    memory: WordMemory,
    vocabulary: Vocabulary,
}

impl<'l> Numbering<'l> {
    pub(super) fn new(language: &'l Language) -> Self {
        let vocabulary = Vocabulary { words: Vec::with_capacity(WORDS), ..Vocabulary::default() };
        Self { language, memory: language.memories.borrow(), vocabulary }
    }

    /// The number of `word`, a new one if the draft has not had it yet.
    pub(super) fn number(&mut self, word: &str) -> WordId {
        let Some(key) = ShortKey::of(word.as_bytes()) else {
            let known = self.memory.number(word, self.language);
            return self.known(known);
        };
        let known = match self.memory.at_hand(key) {
            Some((_, Some(here))) => return WordId(here),
            Some((known, None)) => known,
            None => self.memory.number(word, self.language),
        };
        let id = self.known(known);
        self.memory.keep_at_hand(key, known, id.0);
        id
    }

    /// The number in this draft of a word of the memory, of which all is known from here on.
    fn known(&mut self, known: u32) -> WordId {
        let id = self.here(known);
        if !self.vocabulary.words[id.index()].is_complete {
            self.complete(id, known);
        }
        id
    }

    /// The number in this draft of a word of the memory.
    fn here(&mut self, known: u32) -> WordId {
        if let Some(here) = self.memory.here(known) {
            return WordId(here);
        }
        let id = WordId(self.vocabulary.words.len() as u32);
        self.memory.set_here(known, id.0);
        let word = self.memory.word(known);
        let start = self.vocabulary.letters.len() as u32;
        self.vocabulary.letters.push_str(&word.lower);
        self.vocabulary.has_foreign_figures |=
            !word.facts.is_ascii && word.lower.chars().any(|c| !c.is_ascii() && c.is_numeric());
        self.vocabulary.words.push(Word {
            start,
            end: self.vocabulary.letters.len() as u32,
            facts: word.facts,
            fold: id,
            straight: id,
            parts: (0, 0),
            is_name_word: true,
            is_complete: false,
            ending: word.ending,
        });
        id
    }

    /// Gives numbers to the words that a word of the draft is related to.
    fn complete(&mut self, id: WordId, known: u32) {
        let word = self.memory.word(known);
        // Most words are related to no other.
        if word.fold == known && word.straight == known && word.parts.is_none() {
            self.vocabulary.words[id.index()].is_complete = true;
            return;
        }
        let (fold, straight, count) = (word.fold, word.straight, word.parts.as_ref().map(|parts| parts.len()));
        let (fold, straight) = (self.here(fold), self.here(straight));
        let from = self.vocabulary.parts.len();
        for at in 0..count.unwrap_or_default() {
            let Some(part) = self.memory.word(known).parts.as_ref().map(|parts| parts[at]) else { continue };
            let here = self.here(part);
            self.vocabulary.parts.push(here);
        }
        for at in 0..count.unwrap_or_default() {
            let Some(part) = self.memory.word(known).parts.as_ref().map(|parts| parts[at]) else { continue };
            let here = self.vocabulary.parts[from + at];
            if !self.vocabulary.words[here.index()].is_complete {
                self.complete(here, part);
            }
        }
        let parts = (from as u32, count.unwrap_or_default() as u32);
        let word = &mut self.vocabulary.words[id.index()];
        (word.fold, word.straight, word.parts) = (fold, straight, parts);
        (word.is_name_word, word.is_complete) = (count.is_none(), true);
    }

    /// Notes that `word` at `start` is one word of a name, though it is more than one token.
    pub(super) fn join(&mut self, start: usize, word: &str) {
        let id = self.number(word);
        self.vocabulary.joined.push(Joined { start: start as u32, end: (start + word.len()) as u32, word: id });
    }

    /// The vocabulary of all words that were given a number.
    pub(super) fn finish(self) -> Vocabulary {
        self.language.memories.give_back(self.memory);
        self.vocabulary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_capitals_are_one() {
        let english = Language::english();
        let mut numbering = Numbering::new(&english);
        let [said, again, holm, zoe] = ["Said", "said", "Holm’s", "Zoë"].map(|word| numbering.number(word));
        let words = numbering.finish();
        assert_eq!(said, again);
        let fold = |word| words.lower(words.fold(word));
        assert_eq!((words.lower(holm), fold(holm), words.ending(holm), fold(zoe)), ("holm’s", "holm", 4, "zoe"));
        assert_eq!(words.lower(words.straight(holm)), "holm's");
        assert!(words.tags(holm).has(Tags::GENITIVE) && words.facts(words.fold(zoe)).marks.given());
    }

    #[test]
    fn a_word_with_a_hyphen_has_parts() {
        let english = Language::english();
        let mut numbering = Numbering::new(&english);
        let [double, single] = ["Mary-Ann’s", "O’Neill"].map(|word| numbering.number(word));
        let words = numbering.finish();
        let parts: Vec<&str> = words.parts(double).into_iter().flatten().map(|&part| words.lower(part)).collect();
        assert_eq!((parts.as_slice(), words.parts(single)), (&["mary", "ann’s"][..], None));
        let folds = words.parts(double).into_iter().flatten().map(|&part| words.lower(words.fold(part)));
        assert_eq!(folds.collect::<Vec<_>>(), ["mary", "ann"]);
    }

    #[test]
    fn a_draft_has_only_its_own_words() {
        let english = Language::english();
        let mut first = Numbering::new(&english);
        first.number("harbour");
        first.finish();
        let mut second = Numbering::new(&english);
        let pilot = second.number("pilot");
        let words = second.finish();
        assert_eq!((words.len(), pilot.index(), words.lower(pilot)), (1, 0, "pilot"));
    }
}
