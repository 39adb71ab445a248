//! [`ForeignWords`]: small words by which text in another language is recognised.

use super::lists::parsed;
use super::{WordFacts, WordMap, WordSet};
use serde::Deserialize;

/// Small words of English and of other languages.
#[derive(Debug)]
pub struct ForeignWords {
    names: Vec<String>,
    /// For each word, one bit for each language that has it; the lowest is English.
    languages: WordMap<String, u32>,
}

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
        Self { names, languages }
    }

    /// One bit for each language that has the word, which is in lower case; none where it tells nothing.
    #[must_use]
    pub fn languages(&self, word: &str) -> u32 {
        self.languages.get(word).copied().unwrap_or_default()
    }

    /// A count of no words so far.
    #[must_use]
    pub fn counter(&self) -> WordCounter<'_> {
        let none = vec![0; self.names.len()];
        let counts = WordCounts { others: none.clone(), kinds: none, ..WordCounts::default() };
        WordCounter { words: self, counts, seen: Vec::new(), in_name: false, has_others: false }
    }

    /// Whether a text of these distinct words, of some of which only the parts are words, may be in another language.
    #[must_use]
    pub fn may_be_foreign<'f>(&self, words: impl Iterator<Item = &'f WordFacts>) -> bool {
        let mut kinds = vec![0; self.names.len()];
        for facts in words.filter(|facts| facts.languages & !ENGLISH != 0) {
            for (index, kinds) in kinds.iter_mut().enumerate() {
                if facts.languages & (ENGLISH << (index + 1)) != 0 {
                    *kinds += if facts.is_alphabetic { 1 } else { LEAST_KINDS };
                }
            }
        }
        kinds.iter().any(|&kinds| kinds >= LEAST_KINDS)
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

/// How many small words of other languages a text has at most, by what is known of its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct MostForeign {
    words: usize,
    others: usize,
}

impl MostForeign {
    /// Adds a word of `length` bytes. Of one that has other characters than letters only its length tells how many it may be.
    pub const fn add(&mut self, facts: &WordFacts, length: usize) {
        if facts.is_alphabetic {
            self.words += 1;
        }
        self.others += match facts.languages & !ENGLISH {
            0 => 0,
            _ if facts.is_alphabetic => 1,
            _ => length.div_ceil(2),
        };
    }

    /// Adds the words of another text.
    pub const fn add_text(&mut self, other: Self) {
        self.words += other.words;
        self.others += other.others;
    }

    /// Whether the text may be in another language by these numbers alone.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no text has that many words")]
    pub fn may_be_foreign(self) -> bool {
        self.others >= LEAST_KINDS && self.others as f64 >= LEAST_SHARE * self.words as f64
    }
}

/// Counts the small words of a text.
#[derive(Debug)]
pub struct WordCounter<'w> {
    words: &'w ForeignWords,
    counts: WordCounts,
    /// The words of other languages that were counted.
    seen: Vec<&'w str>,
    in_name: bool,
    has_others: bool,
}

impl<'w> WordCounter<'w> {
    /// The counts of all words since the last call.
    pub fn take(&mut self, total: &mut WordCounts) -> Option<&'w str> {
        let language = self.words.foreign_language(&self.counts);
        total.add(&self.counts);
        (self.counts.words, self.counts.english, self.in_name) = (0, 0, false);
        if std::mem::take(&mut self.has_others) {
            self.counts.others.fill(0);
            self.counts.kinds.fill(0);
            self.seen.clear();
        }
        language
    }

    /// Counts each word of `text`, but not `particles` within a name: “Ana de los Santos” is a name in English text too.
    pub fn text(&mut self, text: &str, particles: &WordSet<String>) {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            let lower: String = word.chars().flat_map(char::to_lowercase).collect();
            let capital = word.starts_with(char::is_uppercase);
            self.word(&lower, self.words.languages(&lower), capital, || particles.contains(&lower));
        }
    }

    /// Counts a word in lower case that these `languages` have.
    pub fn word(&mut self, lower: &str, languages: u32, capital: bool, is_particle: impl Fn() -> bool) {
        self.counts.words += 1;
        if self.in_name && is_particle() {
            return;
        }
        self.in_name = capital;
        self.counts.english += usize::from(languages & ENGLISH != 0);
        if languages & !ENGLISH == 0 {
            return;
        }
        let Some((known, _)) = self.words.languages.get_key_value(lower) else { return };
        self.has_others = true;
        let new = usize::from(!self.seen.contains(&known.as_str()));
        if new == 1 {
            self.seen.push(known);
        }
        for (index, (count, kinds)) in self.counts.others.iter_mut().zip(&mut self.counts.kinds).enumerate() {
            let has = usize::from(languages & (ENGLISH << (index + 1)) != 0);
            *count += has;
            *kinds += has * new;
        }
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
    use super::{ForeignWords, WordCounts};

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
            let mut counter = words.counter();
            counter.text(text, &particles);
            assert_eq!(counter.take(&mut WordCounts::default()), language, "{text}");
        }
    }
}
