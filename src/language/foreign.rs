//! [`ForeignWords`]: small words by which text in another language is recognised.

use super::lists::parsed;
use super::{WordMap, WordSet};
use serde::Deserialize;

/// Small words of English and of other languages.
#[derive(Debug)]
pub struct ForeignWords {
    names: Vec<String>,
    /// The words, each with one bit for each language that has it; the lowest is English.
    languages: SmallWords,
}

/// Words of at most [`SMALL`] bytes as numbers, in a hash table. Every word of every draft is looked up here, so the hash is one
/// multiplication.
#[derive(Debug)]
struct SmallWords {
    /// A word and its languages; 0 where there is none. At least half of the places are empty, and their number is a power
    /// of two.
    places: Vec<(u64, u32)>,
}

/// Bytes of the longest small word.
const SMALL: usize = 8;

/// How many small words of each language a text has.
#[derive(Clone, Debug, Default)]
pub struct WordCounts {
    words: usize,
    english: usize,
    others: Vec<usize>,
    /// How many different ones.
    kinds: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    english: Vec<String>,
    language: Vec<WrittenLanguage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLanguage {
    name: String,
    words: Vec<String>,
}

const ENGLISH: u32 = 1;

/// A shorter text may be a title, a motto or a list of names.
const LEAST_WORDS: usize = 10;

/// Fewer different small words may be names, letters and parts of English words: “non-stop”, “E”.
const LEAST_KINDS: usize = 3;

/// About two words in five are small words in running text; names and terms of an English text make up far fewer.
const LEAST_SHARE: f64 = 0.16;

/// English text that quotes another language still has small words of its own between the foreign ones.
const MOST_ENGLISH: f64 = 0.25;

impl ForeignWords {
    pub(super) fn embedded() -> Self {
        let written: Written = parsed("languages");
        let mut languages: WordMap<String, u32> = written.english.into_iter().map(|word| (word, ENGLISH)).collect();
        let mut names = Vec::new();
        for WrittenLanguage { name, words } in written.language {
            let bit = ENGLISH << (names.len() + 1);
            words.into_iter().for_each(|word| *languages.entry(word).or_default() |= bit);
            names.push(name);
        }
        // A word that English shares with another language, such as “die”, is evidence for neither.
        languages.retain(|_, bits| *bits & ENGLISH == 0 || *bits == ENGLISH);
        Self { names, languages: SmallWords::new(&languages) }
    }

    /// Counts the small words of `text`, but not `particles` within a name: “Ana de los Santos” is a name in English text too.
    #[must_use]
    pub fn count(&self, text: &str, particles: &WordSet<String>) -> WordCounts {
        let none = vec![0; self.names.len()];
        let mut counts = WordCounts { others: none.clone(), kinds: none, ..WordCounts::default() };
        let mut seen: WordSet<u64> = WordSet::default();
        let is_lower = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_particle = |word: &str| match is_lower(word) {
            true => particles.contains(word),
            false => particles.contains(&word.to_lowercase()),
        };
        let mut in_name = false;
        each_word(text, |word| {
            counts.words += 1;
            if in_name && is_particle(word) {
                return;
            }
            in_name = word.starts_with(char::is_uppercase);
            let Some(word) = packed(word) else { return };
            let Some(bits) = self.languages.get(word) else { return };
            if bits == ENGLISH {
                counts.english += 1;
                return;
            }
            let new = usize::from(seen.insert(word));
            for (index, (count, kinds)) in counts.others.iter_mut().zip(&mut counts.kinds).enumerate() {
                let has = usize::from(bits & (ENGLISH << (index + 1)) != 0);
                *count += has;
                *kinds += has * new;
            }
        });
        counts
    }

    /// The language that `counts` are of, unless it is English or may be.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no text has that many words")]
    pub fn foreign_language(&self, counts: &WordCounts) -> Option<&str> {
        let (index, &most) = counts.others.iter().enumerate().max_by_key(|&(index, count)| (*count, !index))?;
        let is_foreign = counts.words >= LEAST_WORDS
            && counts.kinds[index] >= LEAST_KINDS
            && most as f64 >= LEAST_SHARE * counts.words as f64
            && counts.english as f64 <= MOST_ENGLISH * most as f64;
        is_foreign.then(|| self.names[index].as_str())
    }
}

impl SmallWords {
    fn new(words: &WordMap<String, u32>) -> Self {
        let mut places = vec![(0, 0); (2 * words.len()).next_power_of_two()];
        for (word, bits) in words {
            if let Some(word) = packed(word) {
                let at = Self::place(&places, word);
                places[at] = (word, *bits);
            }
        }
        Self { places }
    }

    /// The languages of a word.
    fn get(&self, word: u64) -> Option<u32> {
        let (known, bits) = self.places[Self::place(&self.places, word)];
        (known == word).then_some(bits)
    }

    /// Where `word` stands or belongs.
    const fn place(places: &[(u64, u32)], word: u64) -> usize {
        const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15; // spreads words that differ in one letter
        let last = places.len() - 1;
        let mut at = (word.wrapping_mul(GOLDEN) >> 40) as usize & last;
        while places[at].0 != 0 && places[at].0 != word {
            at = (at + 1) & last;
        }
        at
    }
}

/// A word in lower case as a number; `None` if it has more than [`SMALL`] bytes.
fn packed(word: &str) -> Option<u64> {
    if !word.is_ascii() {
        // In lower case a word may be shorter.
        let lower = (word.len() <= 2 * SMALL).then(|| word.to_lowercase())?;
        return (lower.len() <= SMALL).then(|| number(lower.as_bytes()));
    }
    const CASE: u64 = 0x2020_2020_2020_2020; // the bit by which a small letter differs from its capital
    let unused = 8 * (SMALL.checked_sub(word.len())?) as u32;
    Some(number(word.as_bytes()) | CASE.checked_shr(unused).unwrap_or(0))
}

/// At most [`SMALL`] bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Whether a byte may be part of a letter.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = byte >= 0x80 || (byte as u8).is_ascii_alphabetic();
        byte += 1;
    }
    letters
};

/// Calls `each` with the words of `text`: its runs of letters.
fn each_word<'a>(text: &'a str, mut each: impl FnMut(&'a str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += bytes[start..].iter().take_while(|byte| LETTERS[usize::from(**byte)]).count();
        let run = &text[start..at];
        if run.is_ascii() {
            if !run.is_empty() {
                each(run);
            }
        } else {
            run.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).for_each(&mut each);
        }
        at += 1; // an ASCII character that is not a letter, or the end
    }
}

impl WordCounts {
    /// Adds the counts of another part of the text.
    pub fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.english += other.english;
        self.others.resize(other.others.len().max(self.others.len()), 0);
        self.others.iter_mut().zip(&other.others).for_each(|(count, more)| *count += more);
        self.kinds.resize(other.kinds.len().max(self.kinds.len()), 0);
        self.kinds.iter_mut().zip(&other.kinds).for_each(|(count, more)| *count += more);
    }
}

#[cfg(test)]
mod tests {
    use super::ForeignWords;

    #[test]
    fn words_are_runs_of_letters() {
        let of = |text: &'static str| {
            let mut words = Vec::new();
            super::each_word(text, |word| words.push(word));
            words
        };
        assert_eq!(of("“L’été”, 2nd— naïve…"), ["L", "été", "nd", "naïve"]);
        assert_eq!(of("İ x"), ["İ", "x"]);
        assert!(of("1 — 2").is_empty() && of("").is_empty());
    }

    #[test]
    fn every_word_of_the_lists_is_found() {
        let lists: super::Written = super::parsed("languages");
        let all = lists.english.iter().chain(lists.language.iter().flat_map(|language| &language.words));
        for word in all {
            let packed = super::packed(word).unwrap_or_else(|| panic!("{word} is not a small word"));
            // English shares some words with other languages, which are evidence for neither.
            let is_shared = lists.english.contains(word) && lists.language.iter().any(|of| of.words.contains(word));
            assert_eq!(ForeignWords::embedded().languages.get(packed).is_some(), !is_shared, "{word}");
        }
    }

    #[test]
    fn languages_are_recognised_by_their_small_words() {
        let words = ForeignWords::embedded();
        let particles = ["da", "de", "del", "la", "los"].map(String::from).into_iter().collect();
        for (text, language) in [
            ("Das Schiff ist am Montag in den Hafen gekommen, und der Kapitän war müde.", Some("German")),
            ("Le bateau est arrivé lundi dans le port, et le capitaine était fatigué.", Some("French")),
            ("El barco llegó el lunes al puerto, y el capitán no quería hablar con nadie.", Some("Spanish")),
            ("Mae’r llong wedi cyrraedd y porthladd, ac yr oedd y capten wedi blino yn lân.", Some("Welsh")),
            ("The ship came to the port on Monday, and the captain was tired.", None),
            ("The chorus sang “Wir sind der Wind und das Meer,” and then the hall was dark again.", None),
            ("Juan de la Cruz, Ana de los Santos, Luis del Río, María de la Luz, Vasco da Gama", None),
            ("Ship, port, captain, harbour, ferry, crew, tide, lamp, chain, ice, mouth", None),
            ("Die Maus ist da.", None),
            ("Non-stop town hall é, town hall é, town hall non-stop, town hall, so it went", None),
        ] {
            assert_eq!(words.foreign_language(&words.count(text, &particles)), language, "{text}");
        }
    }
}
