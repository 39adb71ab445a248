//! [`Evidence`]: which words are surnames, given names or ordinary words (`rules/evidence/names.fst`).
//!
//! It shifts the burden of proof. A word that no list knows is suspicious next to a near twin; a word that a list knows needs a
//! shared context before it may be called a slip.

use super::WordSet;
use super::lists::parsed;
use super::{Language, fold};
use serde::Deserialize;

/// The marks of a word, a sum of the bits in `rules/evidence/build.py`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u8);

impl Marks {
    const SURNAME: u8 = 1;
    const COMMON_SURNAME: u8 = 2;
    const MAN: u8 = 4;
    const WOMAN: u8 = 8;
    const WORD: u8 = 16;
    const PROPER: u8 = 32;

    const fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    /// Whether people have it for a surname.
    pub const fn surname(self) -> bool {
        self.has(Self::SURNAME)
    }

    /// Whether many people do.
    pub const fn common_surname(self) -> bool {
        self.has(Self::COMMON_SURNAME)
    }

    /// Whether it is a surname that few people have, and nothing else.
    pub const fn only_rare_surname(self) -> bool {
        self.0 == Self::SURNAME
    }

    /// Whether it is a man's given name.
    pub const fn man(self) -> bool {
        self.has(Self::MAN)
    }

    /// Whether it is a woman's given name.
    pub const fn woman(self) -> bool {
        self.has(Self::WOMAN)
    }

    /// Whether it is a given name.
    pub const fn given(self) -> bool {
        self.has(Self::MAN | Self::WOMAN)
    }

    /// Whether it is an ordinary word of the language.
    pub const fn word(self) -> bool {
        self.has(Self::WORD)
    }

    /// Whether it is a proper name of something else, such as a place.
    pub const fn proper(self) -> bool {
        self.has(Self::PROPER)
    }

    /// Whether no list has it.
    pub const fn unknown(self) -> bool {
        self.0 == 0
    }
}

/// The embedded set.
#[derive(Debug)]
pub struct Evidence {
    map: fst::Map<&'static [u8]>,
    contractions: WordSet<String>,
}

#[derive(Deserialize)]
struct Elisions {
    contractions: WordSet<String>,
}

impl Evidence {
    /// The set of `rules/evidence`; the tests show that it is sound.
    #[must_use]
    pub fn embedded() -> Self {
        let bytes: &'static [u8] = include_bytes!("../../rules/evidence/names.fst");
        let map = fst::Map::new(bytes).unwrap_or_else(|error| panic!("rules/evidence/names.fst: {error}"));
        Self { map, contractions: parsed::<Elisions>("elisions").contractions }
    }

    /// Whether a word in lower case is an ordinary word of the language; with `names`, or the name of a person or place.
    #[must_use]
    pub fn is_ordinary(&self, word: &str, names: bool) -> bool {
        let marks = self.marks(word);
        marks.word() || (names && !marks.unknown())
    }

    /// Whether a word in lower case is a surname; with `only`, and not an ordinary word as well, as “young” is.
    #[must_use]
    pub fn is_surname(&self, word: &str, only: bool) -> bool {
        let marks = self.marks(word);
        marks.surname() && !(only && marks.word())
    }

    /// Whether a word in lower case is short for two: “i'm”, “don't”.
    #[must_use]
    pub fn is_contraction(&self, word: &str) -> bool {
        word.bytes().position(|byte| byte == b'\'').is_some_and(|at| self.contractions.contains(&word[at..]))
    }

    /// The marks of a word in lower case, without accents. A contraction is an ordinary word.
    pub fn marks(&self, word: &str) -> Marks {
        let listed = |word: &str| self.map.get(word).unwrap_or(0) as u8;
        let mut marks = listed(word);
        if marks == 0 && word.contains('\'') {
            marks = listed(&word.replace('\'', "")); // the census has O'Malley as “omalley”
        }
        if marks == 0 && self.is_contraction(word) {
            marks = Marks::WORD;
        }
        Marks(marks)
    }
}

impl Language {
    /// Whether `words` are a person's name and can hardly be anything else: a given name first; a surname, or a word that no
    /// list knows, last; initials or particles between; and not both of them ordinary words (Grace Period).
    #[must_use]
    pub fn is_person(&self, words: &[&str]) -> bool {
        let [first, between @ .., last] = words else { return false };
        let capital = |word: &str| {
            word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
        };
        let head = first.split('-').next().unwrap_or(first); // of a double name the first
        let (given, surname) = (self.evidence.marks(&fold(head)), self.evidence.marks(&fold(last)));
        let place = surname.proper() && !surname.surname();
        between.len() <= 3
            && between.iter().all(|word| capital(word) || self.article.name_particles.contains(*word))
            && capital(first)
            && capital(last)
            && !last.ends_with('.')
            && given.given()
            && (surname.surname() || (surname.unknown() && !given.word()))
            && !(given.word() && surname.word())
            && !place
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn titles_and_places_are_not_persons() {
        let english = Language::english();
        let of = |text: &str| english.is_person(&text.split(' ').collect::<Vec<_>>());
        for name in
            ["Anna Holm", "JANE DOE", "Maria de Souza", "James T. Whitfield", "José Ramírez", "Mary-Ann O’Neill"]
        {
            assert!(of(name), "{name}");
        }
        for other in ["Grace Period", "Summer Storm", "City Hall", "Video Transcript", "Anna", "Anna holm", "New York"]
        {
            assert!(!of(other), "{other}");
        }
    }
}
