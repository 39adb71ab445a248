//! [`Named`]: whom a draft names as the speaker of a quotation, and whether a label of the record means the same person.

use crate::language::fold;

/// Whom a draft names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name: “Anna Voss”, or a surname.
    pub name: String,
    /// Whether it is certain enough that the words are given to this person.
    pub is_sure: bool,
}

/// Whether a label of the record has a name.
pub(super) fn is_named(label: &str) -> bool {
    !parts(label).is_empty()
}

/// Whether a name of the draft and a label of the record may be one person: surnames are the same, and so are given names
/// where both have one.
#[must_use]
pub fn is_same_person(name: &str, label: &str) -> bool {
    let (one, other) = (parts(name), parts(label));
    let (Some(surname), Some(label_surname)) = (one.last(), other.last()) else { return true };
    if surname == label_surname {
        return true;
    }
    // A label may be a given name alone, and so may a draft’s: “Bob” is “Bob Beckel”.
    (other.len() == 1 && one.contains(label_surname)) || (one.len() == 1 && other.contains(surname))
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
    use super::is_same_person;

    #[test]
    fn a_label_and_a_name_are_compared_by_surname() {
        assert!(is_same_person("Anna Voss", "VOSS"));
        assert!(is_same_person("Voss", "Sen. Anna Voss (D)"));
        assert!(is_same_person("Martin O’Malley", "O'MALLEY (?)"));
        assert!(is_same_person("Bob Beckel", "Bob"));
        assert!(!is_same_person("Anna Voss", "Anna Holm"));
    }
}
