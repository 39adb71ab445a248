//! Known-name evidence: which words are surnames, given names or ordinary words (`rules/evidence/names.fst`).
//!
//! It shifts the burden of proof. A word that no list knows is suspicious beside a near twin; a word that a list knows needs a
//! shared context before it may be called a slip.

use super::word::fold;
use crate::analysis::lexicon;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The marks of a word, a sum of the bits in `rules/evidence/build.py`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u8);

impl Marks {
    pub fn surname(self) -> bool {
        self.0 & 1 != 0
    }
    pub fn common_surname(self) -> bool {
        self.0 & 2 != 0
    }
    pub fn man(self) -> bool {
        self.0 & 4 != 0
    }
    pub fn woman(self) -> bool {
        self.0 & 8 != 0
    }
    pub fn given(self) -> bool {
        self.0 & 12 != 0
    }
    pub fn word(self) -> bool {
        self.0 & 16 != 0
    }
    pub fn proper(self) -> bool {
        self.0 & 32 != 0
    }
    pub fn unknown(self) -> bool {
        self.0 == 0
    }
}

/// The embedded set.
pub struct Evidence {
    map: fst::Map<&'static [u8]>,
}

impl Evidence {
    /// The set of `rules/evidence`; that it is sound is what the tests show.
    pub fn embedded() -> Self {
        let bytes: &'static [u8] = include_bytes!("../../../rules/evidence/names.fst");
        Self { map: fst::Map::new(bytes).unwrap_or_else(|error| panic!("rules/evidence/names.fst: {error}")) }
    }

    /// The marks of a word in lower case, without accents. A plural or a contraction counts as its base only where the base is a word.
    pub fn marks(&self, word: &str) -> Marks {
        let direct = self.map.get(word).unwrap_or(0) as u8;
        if direct != 0 {
            return Marks(direct);
        }
        let apostrophe = word.bytes().position(|b| b == b'\'');
        if let Some(at) = apostrophe {
            // O'Malley stands as "omalley" in the census; "don't" and "we're" are ordinary.
            let joined = word.replace('\'', "");
            let found = self.map.get(&joined).unwrap_or(0) as u8;
            if found != 0 {
                return Marks(found);
            }
            if lexicon().contractions.contains(&word[at..]) {
                return Marks(16);
            }
        }
        Marks(0)
    }
}

/// Whether `words` are a person's name and can hardly be anything else: a given name first, a surname or a word that no list
/// knows last, initials or particles between, and not both of them ordinary words (Grace Period).
pub(in crate::analysis) fn is_person(words: &[&str], particles: &HashSet<String>) -> bool {
    static EVIDENCE: LazyLock<Evidence> = LazyLock::new(Evidence::embedded);
    let [first, between @ .., last] = words else { return false };
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let head = first.split('-').next().unwrap_or(first); // of a double name the first
    let (given, surname) = (EVIDENCE.marks(&fold(head)), EVIDENCE.marks(&fold(last)));
    let place = surname.proper() && !surname.surname();
    between.len() <= 3
        && between.iter().all(|word| capital(word) || particles.contains(*word))
        && capital(first)
        && capital(last)
        && !last.ends_with('.')
        && given.given()
        && (surname.surname() || (surname.unknown() && !given.word()))
        && !(given.word() && surname.word())
        && !place
}

#[cfg(test)]
mod tests {
    use super::is_person;

    #[test]
    fn names_are_told_from_titles_and_places() {
        let particles = ["van", "de"].map(str::to_owned).into_iter().collect();
        let of = |text: &str| is_person(&text.split(' ').collect::<Vec<_>>(), &particles);
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
