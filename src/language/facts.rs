//! [`WordFacts`]: what all lists say of one word; [`WordMemory`]: the words that drafts had before, with their facts.
//!
//! Looking a word up in every list costs a hundred times what reading it costs, and nineteen in twenty words of a draft
//! stood in a draft before. So whoever reads a draft borrows a memory from the language and gives it back. A memory
//! changes how long a run takes and nothing else.

use super::{Language, Marks, NameTags, Tags, WordMap, fold};
use crate::expression::{Anchors, Literals};
use std::sync::{Mutex, PoisonError};
use unicode_normalization::char::is_combining_mark;

/// What the language knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordFacts {
    /// The lists of [`SpeechWords`](super::SpeechWords) that hold it, and what its ending shows.
    pub tags: Tags,
    /// One bit for each language of [`ForeignWords`](super::ForeignWords) that has it, or one of its parts between marks.
    pub languages: u32,
    /// The lists of [`NameLexicon`](super::NameLexicon) that hold it.
    pub name: NameTags,
    /// Whether it is known as a name or as an ordinary word.
    pub marks: Marks,
    /// Whether a cue of speech starts with it.
    pub starts_cue: bool,
    /// Whether a phrase for a time starts with it.
    pub starts_moment: bool,
    /// Whether it has nothing but letters.
    pub is_alphabetic: bool,
    /// Whether a full stop that follows it may be part of it.
    pub may_be_abbreviated: bool,
    /// Whether all of it is ASCII.
    pub is_ascii: bool,
    /// Whether it is a single letter.
    pub is_letter: bool,
    /// Whether it is short for two words: “i'm”, “don't”.
    pub is_contraction: bool,
    /// Whether it is one word of a name as it stands: ASCII letters without a possessive ending.
    pub is_folded: bool,
    /// How many numbers may begin in it.
    pub numbers: u8,
    /// Where the scan looks for literals of built-in patterns.
    pub anchors: Anchors,
    /// Where the search for signs of zones looks for their phrases.
    pub sign_anchors: Anchors,
    /// Whether a phrase of a sign may have its anchor in it.
    pub may_be_sign: bool,
}

impl Language {
    /// What the language knows of a word in lower case.
    #[must_use]
    pub fn facts(&self, lower: &str) -> WordFacts {
        let is_ascii = lower.is_ascii();
        let is_plain = is_ascii && lower.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_alphabetic = is_plain || !is_ascii && lower.chars().all(char::is_alphabetic);
        let anchors = |of: &Literals| if is_plain { of.anchors_in(lower) } else { Anchors::UNKNOWN };
        let signs = self.article.zones.signs();
        let sign_anchors = anchors(&signs.phrases);
        WordFacts {
            tags: self.speech.tags(lower).or(self.morphology.shape(lower)),
            languages: match is_alphabetic {
                true => self.foreign.languages(lower),
                false => lower
                    .split(|c: char| !c.is_alphabetic())
                    .filter(|part| !part.is_empty())
                    .fold(0, |languages, part| languages | self.foreign.languages(part)),
            },
            name: self
                .name_tags
                .get_or_init(|| NameTags::of_words(&self.names))
                .get(lower)
                .copied()
                .unwrap_or_default(),
            marks: self.evidence.marks(lower),
            starts_cue: self.speech.starts_cue(lower),
            starts_moment: !self.article.moments(lower).is_empty(),
            may_be_abbreviated: self.article.may_be_abbreviated(lower),
            is_alphabetic,
            is_ascii,
            is_letter: lower.len() == 1 || !is_ascii && lower.chars().nth(1).is_none(),
            is_contraction: !is_plain && self.evidence.is_contraction(lower),
            is_folded: is_plain && self.morphology.without_possessive(lower).len() == lower.len(),
            numbers: self.numbers.begin_in(lower),
            anchors: anchors(&self.sought),
            sign_anchors,
            may_be_sign: signs.may_be_in(lower, &sign_anchors),
        }
    }
}

/// The next word of a name in `text` at or after byte `from`, as first and last byte: letters and digits, with apostrophes
/// inside. A hyphen ends it.
#[must_use]
pub fn next_name_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let from = from + text[from..].find(char::is_alphanumeric)?;
    let mut chars = text[from..].char_indices().peekable();
    let mut end = from;
    while let Some((at, c)) = chars.next() {
        let letter_follows = chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let inside =
            c.is_alphanumeric() || is_combining_mark(c) || (matches!(c, '\'' | '’' | '‘' | 'ʼ') && letter_follows);
        if !inside {
            break;
        }
        end = from + at + c.len_utf8();
    }
    Some((from, end))
}

/// A word of a memory. Words are known by their numbers there.
#[derive(Debug)]
pub struct KnownWord {
    /// In lower case.
    pub lower: Box<str>,
    /// What the language knows of it.
    pub facts: WordFacts,
    /// Bytes of its possessive ending.
    pub ending: u8,
    /// The word as names are compared: without a possessive ending and accents, with straight apostrophes.
    pub fold: u32,
    /// The word with straight apostrophes.
    pub straight: u32,
    /// The words of names that it is made of, where it is not one itself: “non-profit”, “1,012”.
    pub parts: Option<Box<[u32]>>,
    /// Whether the three fields above are known.
    is_complete: bool,
    /// The last draft that had it, and its number there.
    draft: u32,
    here: u32,
}

/// Words that drafts had, by their spelling.
#[derive(Debug, Default)]
pub struct WordMemory {
    /// By the spelling in the draft: “The” and “the” are one word.
    numbers: WordMap<Box<str>, u32>,
    words: Vec<KnownWord>,
    /// Short words that were asked for last, each at the place that follows from its letters.
    short: Vec<Short>,
    letters: usize,
    draft: u32,
}

/// How many short words are at hand: most words of a text are among so many.
const SHORT: usize = 4096;

/// The letters of a short word as two numbers, and how many bytes they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShortKey([u64; 2], u8);

impl ShortKey {
    /// The key of a word, if it is short. The numbers overlap where that spares a loop over the bytes; the length tells such
    /// words apart.
    #[must_use]
    #[inline]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let letters = match bytes.len() {
            length @ 1..4 => {
                let byte = |at: usize| u64::from(bytes[at]);
                [byte(0) << 16 | byte(length / 2) << 8 | byte(length - 1), 0]
            }
            4..=8 => [
                u64::from(u32::from_le_bytes(*bytes.first_chunk()?)),
                u64::from(u32::from_le_bytes(*bytes.last_chunk()?)),
            ],
            9..=16 => [u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?)],
            _ => return None,
        };
        Some(Self(letters, bytes.len() as u8))
    }

    /// Its place in a table.
    fn place(self) -> usize {
        let mixed = (self.0[0] ^ self.0[1].rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 32) as usize % SHORT
    }
}

/// A short word, its number in the memory, and its number in the last draft that asked for it.
#[derive(Clone, Copy, Debug, Default)]
struct Short {
    key: ShortKey,
    number: u32,
    draft: u32,
    here: u32,
}

/// The maximum number of spellings, and of their bytes, that a cache keeps for the next draft.
const MOST_SPELLINGS: usize = 200_000;
const MOST_LETTERS: usize = 4_000_000;

impl WordMemory {
    /// The number of a short word that was asked for lately, and the one that it has in the draft that is being read, if the draft
    /// asked for it.
    #[must_use]
    #[inline]
    pub fn at_hand(&self, key: ShortKey) -> Option<(u32, Option<u32>)> {
        let of = self.short.get(key.place()).filter(|of| of.key == key)?;
        Some((of.number, (of.draft == self.draft).then_some(of.here)))
    }

    /// Keeps a short word at hand with its number here and in the draft.
    pub fn keep_at_hand(&mut self, key: ShortKey, number: u32, here: u32) {
        if self.short.is_empty() {
            self.short.resize(SHORT, Short::default());
        }
        self.short[key.place()] = Short { key, number, draft: self.draft, here };
    }

    /// The number of a word that is written so.
    pub fn number(&mut self, written: &str, language: &Language) -> u32 {
        let number = self.spelled(written, language);
        if !self.words[number as usize].is_complete {
            self.complete(number, language);
        }
        number
    }

    /// The word of a number.
    #[must_use]
    pub fn word(&self, number: u32) -> &KnownWord {
        &self.words[number as usize]
    }

    /// The number that the word has in the draft that is being read, where it has one.
    #[must_use]
    pub fn here(&self, number: u32) -> Option<u32> {
        let word = self.word(number);
        (word.draft == self.draft).then_some(word.here)
    }

    /// Stores the number that the word has in the draft.
    pub fn set_here(&mut self, number: u32, here: u32) {
        let draft = self.draft;
        let word = &mut self.words[number as usize];
        (word.draft, word.here) = (draft, here);
    }

    /// The number of a word that is written so and need not be complete.
    fn spelled(&mut self, written: &str, language: &Language) -> u32 {
        match self.numbers.get(written) {
            Some(&number) => number,
            None => self.learn(written, language),
        }
    }

    /// The number of a word that was not yet written so.
    fn learn(&mut self, written: &str, language: &Language) -> u32 {
        let lower = written.to_lowercase();
        let known = if lower == written { None } else { self.numbers.get(lower.as_str()).copied() };
        let number = match known {
            Some(number) => number,
            None => {
                let number = self.words.len() as u32;
                let core = language.morphology.without_possessive(&lower);
                self.words.push(KnownWord {
                    facts: language.facts(&lower),
                    ending: (lower.len() - core.len()) as u8,
                    fold: number,
                    straight: number,
                    parts: None,
                    is_complete: false,
                    draft: 0,
                    here: 0,
                    lower: lower.as_str().into(),
                });
                self.letters += lower.len();
                self.numbers.insert(lower.as_str().into(), number);
                number
            }
        };
        if lower != written {
            self.letters += written.len();
            self.numbers.insert(written.into(), number);
        }
        number
    }

    /// Finds the words that a word is related to. Of these only its parts need be complete, as words of a draft are.
    fn complete(&mut self, number: u32, language: &Language) {
        let word = &mut self.words[number as usize];
        if word.facts.is_folded {
            word.is_complete = true; // most words have nothing to fold, and are one word of a name
            return;
        }
        let lower = std::mem::take(&mut word.lower);
        let (folded, straight) = (fold(language.morphology.without_possessive(&lower)), lower.replace('’', "'"));
        let fold = if folded == *lower { number } else { self.spelled(&folded, language) };
        let straight = if straight == *lower { number } else { self.spelled(&straight, language) };
        let mut at = 0;
        let mut parts: Vec<u32> = Vec::new();
        let mut is_whole = false;
        while let Some((from, to)) = next_name_word(&lower, at) {
            is_whole |= (from, to) == (0, lower.len());
            parts.push(self.spelled(&lower[from..to], language));
            at = to;
        }
        if !is_whole {
            // A part is whole, so this goes no deeper.
            let unknown = parts.iter().filter(|&&part| !self.words[part as usize].is_complete).copied();
            unknown.collect::<Vec<u32>>().into_iter().for_each(|part| self.complete(part, language));
        }
        let parts = if is_whole { None } else { Some(parts.into()) };
        let word = &mut self.words[number as usize];
        *word = KnownWord { fold, straight, parts, is_complete: true, lower, ..*word };
    }
}

/// The memories of a language that nobody uses at the moment: one for each thread that reads drafts.
#[derive(Debug, Default)]
pub struct WordMemories(Mutex<Vec<WordMemory>>);

impl WordMemories {
    /// A memory for the next draft.
    #[must_use]
    pub fn borrow(&self) -> WordMemory {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        memory.draft += 1;
        memory
    }

    /// Takes back a memory, unless it has grown too large to keep.
    pub fn give_back(&self, memory: WordMemory) {
        if memory.numbers.len() <= MOST_SPELLINGS && memory.letters <= MOST_LETTERS && memory.draft < u32::MAX {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        }
    }
}
