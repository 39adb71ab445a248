//! [`Named`]: whom a draft names as the speaker of a quotation, and whether a label of the record means the same person.

use crate::diagnostic::fnv;
use crate::language::fold;
use crate::prose::Prose;
use crate::text::Span;

/// Whom a draft names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name: “Anna Voss”, or a surname.
    pub name: String,
    /// The words that name this person; the same place for the parts of one quotation that a clause interrupts.
    pub place: Span<Prose>,
    /// How certain it is that the draft gives the words to this person.
    pub certainty: Certainty,
}

/// How certain it is whom a draft names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It may well be somebody else.
    Guess,
    /// It is this person, unless the sentence names another who may have said it.
    Likely,
    /// It is this person.
    Sure,
}

/// A name as it is compared: its words without marks and case, as hashes, so that the index of a record has no names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName(pub(super) Vec<u64>);

impl PersonName {
    /// The name that `written` is, in a draft or as a label.
    #[must_use]
    pub fn new(written: &str) -> Self {
        Self(parts(written).iter().map(|word| fnv(word.bytes().map(u64::from))).collect())
    }

    /// Whether it names somebody.
    pub(super) const fn is_named(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether this name of a draft and the label `other` may be one person: surnames are the same, and so are given names
    /// where both have one.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        let (Some(surname), Some(label_surname)) = (one.last(), other.last()) else { return true };
        if surname == label_surname {
            return true;
        }
        // A label may be a given name alone, and so may a draft’s: “Bob” is “Bob Beckel”.
        (other.len() == 1 && one.contains(label_surname)) || (one.len() == 1 && other.contains(surname))
    }
}

/// Whether `text` may name the person of the label `name`: a capital word of it begins as the surname does.
pub(super) fn is_in(name: &str, text: &str) -> bool {
    let Some(surname) = parts(name).pop() else { return false };
    let capitals = text.split_whitespace().map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let mut capitals = capitals.filter(|word| word.starts_with(char::is_uppercase));
    capitals.any(|word| parts(word).first().is_some_and(|word| word.starts_with(&surname)))
}

/// The words of a name without marks and case, and without what follows a surname.
fn parts(name: &str) -> Vec<String> {
    let before = name.split(['(', '[', ',']).next().unwrap_or_default();
    let words = before.split([' ', '\u{a0}']).map(|word| {
        let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        fold(&letters).to_lowercase()
    });
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{PersonName, is_in};

    #[test]
    fn a_label_and_a_name_are_compared_by_surname() {
        let is_same_person = |name: &str, label: &str| PersonName::new(name).is(&PersonName::new(label));
        assert!(is_same_person("Anna Voss", "VOSS"));
        assert!(is_same_person("Voss", "Sen. Anna Voss (D)"));
        assert!(is_same_person("Martin O’Malley", "O'MALLEY (?)"));
        assert!(is_same_person("Bob Beckel", "Bob"));
        assert!(!is_same_person("Anna Voss", "Anna Holm"));
    }

    #[test]
    fn a_sentence_names_a_person_in_any_form() {
        assert!(is_in("O'MALLEY (?)", "That is O’Malley’s plan"));
        assert!(is_in("Anna Voss", "(Voss) said"));
        assert!(!is_in("Anna Voss", "Anna Holm said, as did the vossens"));
        assert!(!is_in("(?)", "Voss said"));
    }
}
