//! [`ForeignWords`]: small words by which text in another language is recognised.

use super::lists::parsed;
use super::{WordMap, WordSet};
use serde::Deserialize;

/// Small words of English and of other languages.
#[derive(Debug)]
pub struct ForeignWords {
    names: Vec<String>,
    /// The words as numbers, each with one bit for each language that has it; the lowest is English.
    languages: WordMap<u64, u32>,
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
        let languages = languages.iter().filter_map(|(word, bits)| Some((packed(word)?, *bits))).collect();
        Self { names, languages }
    }

    /// Counts the small words of `text`, but not `particles` within a name: “Ana de los Santos” is a name in English text too.
    #[must_use]
    pub fn count(&self, text: &str, particles: &WordSet<String>) -> WordCounts {
        let none = vec![0; self.names.len()];
        let mut counts = WordCounts { others: none.clone(), kinds: none, ..WordCounts::default() };
        let mut seen: WordSet<u64> = WordSet::default();
        let mut in_name = false;
        for word in words(text) {
            counts.words += 1;
            if in_name && particles.contains(&word.to_lowercase()) {
                continue;
            }
            in_name = word.starts_with(char::is_uppercase);
            let Some(word) = packed(word) else { continue };
            let Some(&bits) = self.languages.get(&word) else { continue };
            if bits == ENGLISH {
                counts.english += 1;
                continue;
            }
            let new = usize::from(seen.insert(word));
            for (index, (count, kinds)) in counts.others.iter_mut().zip(&mut counts.kinds).enumerate() {
                let has = usize::from(bits & (ENGLISH << (index + 1)) != 0);
                *count += has;
                *kinds += has * new;
            }
        }
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

/// A word in lower case as a number; `None` if it has more than [`SMALL`] bytes.
fn packed(word: &str) -> Option<u64> {
    let mut bytes = [0; SMALL];
    if word.is_ascii() {
        bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
    } else if word.len() <= 2 * SMALL {
        let lower = word.to_lowercase(); // may be shorter
        bytes.get_mut(..lower.len())?.copy_from_slice(lower.as_bytes());
    } else {
        return None;
    }
    Some(u64::from_le_bytes(bytes))
}

/// The words of `text`: its runs of letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let letter = |at: usize| match text.as_bytes()[at] {
        byte if byte.is_ascii() => byte.is_ascii_alphabetic().then_some(1),
        _ => text[at..].chars().next().filter(|c| c.is_alphabetic()).map(char::len_utf8),
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() && letter(at).is_none() {
            at += 1;
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
        let start = at;
        while let Some(length) = (at < text.len()).then(|| letter(at)).flatten() {
            at += length;
        }
        (start < at).then(|| &text[start..at])
    })
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
        let of = |text| super::words(text).collect::<Vec<_>>();
        assert_eq!(of("“L’été”, 2nd— naïve…"), ["L", "été", "nd", "naïve"]);
        assert_eq!(of("İ x"), ["İ", "x"]);
        assert!(of("1 — 2").is_empty());
    }

    #[test]
    fn every_word_of_the_lists_is_found() {
        let lists: super::Written = super::parsed("languages");
        let all = lists.english.iter().chain(lists.language.iter().flat_map(|language| &language.words));
        for word in all {
            let packed = super::packed(word).unwrap_or_else(|| panic!("{word} is not a small word"));
            // English shares some words with other languages, which are evidence for neither.
            let is_shared = lists.english.contains(word) && lists.language.iter().any(|of| of.words.contains(word));
            assert_eq!(ForeignWords::embedded().languages.contains_key(&packed), !is_shared, "{word}");
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
