//! Keys under which names are filed, so that those which are alike meet without comparing each with each.

use crate::language::{NameLexicon, fold};
use std::collections::BTreeSet;

/// The longest word, in letters, that can be a name; a longer run is not a word.
const LONGEST: usize = 40;

/// The folded words of a name, initials left out: `Donald J. Trump` gives donald, trump.
pub fn split(text: &str, lexicon: &NameLexicon) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
    let words = words.map(|word| fold(lexicon.without_possessive(word).trim_matches(['\'', '’'])));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    // “J. R.” has nothing but initials, and keeps them.
    if words.iter().any(|word| word.chars().count() > 1) {
        words.into_iter().filter(|word| word.chars().count() > 1).collect()
    } else {
        words
    }
}

/// The words of a name with one left out: what two names share that differ in that word.
pub fn with_hole(words: &[String], hole: usize) -> String {
    let mut key = String::new();
    for (at, word) in words.iter().enumerate() {
        key.push_str(if at == hole { "*" } else { word });
        key.push(' ');
    }
    key
}

/// The keys under which a folded word is filed: two words a slip apart share one. Each begins with the first letter, which
/// slips keep.
pub fn slip_keys(fold: &str, lexicon: &NameLexicon) -> BTreeSet<String> {
    let letters: Vec<char> = fold.chars().collect();
    let mut keys = BTreeSet::new();
    if !(3..=LONGEST).contains(&letters.len()) {
        return keys;
    }
    // A letter off, dropped or added: the words agree once one letter is left out of one or both.
    keys.insert(fold.to_owned());
    for drop in 1..letters.len() {
        keys.insert(letters.iter().enumerate().filter(|&(at, _)| at != drop).map(|(_, c)| c).collect());
    }
    // Letters shuffled: they agree once sorted.
    if letters.len() >= 5 {
        let mut sorted = letters[1..].to_vec();
        sorted.sort_unstable();
        keys.insert(['=', letters[0]].into_iter().chain(sorted).collect());
    }
    // Two vowels off, or doubles: they agree in their consonants.
    if letters.len() >= 6 {
        let mut single = letters;
        single.dedup();
        let consonants = single[1..].iter().copied().filter(|letter| !lexicon.words.weak.contains(letter));
        keys.insert(['-', single[0]].into_iter().chain(consonants).collect());
    }
    keys
}
