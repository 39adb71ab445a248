//! Keys under which names are filed, so that those which are alike meet without comparing each with each.

use crate::language::{NameLexicon, fold};
use std::collections::BTreeSet;

/// The longest word, in letters, that can be a name; a longer run is not a word.
const LONGEST: usize = 40;

/// The folded words of a name, initials left out: `Donald J. Trump` gives donald, trump.
pub fn split(text: &str, lexicon: &NameLexicon) -> Vec<String> {
    // Almost every character is ASCII.
    let is_inside =
        |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() || c == '\'' } else { c == '’' || c.is_alphanumeric() };
    let words = text.split(|c: char| !is_inside(c));
    let words = words.map(|word| fold(lexicon.without_possessive(word).trim_matches(['\'', '’'])));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    // “J. R.” has nothing but initials, and keeps them.
    let is_longer = |word: &str| word.chars().nth(1).is_some();
    if words.iter().any(|word| is_longer(word)) {
        words.into_iter().filter(|word| is_longer(word)).collect()
    } else {
        words
    }
}

/// The words of a name with one left out: what two names share that differ in that word.
pub fn with_hole(words: &[impl AsRef<str>], hole: usize) -> String {
    let mut key = String::with_capacity(words.iter().map(|word| word.as_ref().len() + 1).sum());
    for (at, word) in words.iter().enumerate() {
        key.push_str(if at == hole { "*" } else { word.as_ref() });
        key.push(' ');
    }
    key
}

/// The powers of a number that spreads the sums of [`each_slip_key`] over all hashes.
const POWERS: [u64; LONGEST] = {
    let mut powers = [1_u64; LONGEST];
    let mut at = 1;
    while at < LONGEST {
        powers[at] = powers[at - 1].wrapping_mul(0x9e37_79b9_7f4a_7c15);
        at += 1;
    }
    powers
};

/// The hash of `letters`, a sum in which each letter has the weight of its place from the end.
fn sum(letters: impl DoubleEndedIterator<Item = char>) -> u64 {
    letters.rev().zip(POWERS).fold(0, |sum, (letter, power)| sum.wrapping_add(u64::from(letter).wrapping_mul(power)))
}

/// Calls `each` with the hash of every key of [`slip_keys`]. It allocates nothing: in a sum, a letter is left out at the
/// price of one multiplication.
pub fn each_slip_key(fold: &str, lexicon: &NameLexicon, mut each: impl FnMut(u64)) {
    let mut buffer = ['\0'; LONGEST];
    let mut count = 0;
    for letter in fold.chars() {
        let Some(place) = buffer.get_mut(count) else { return };
        *place = letter;
        count += 1;
    }
    if count < 3 {
        return;
    }
    let letters = &buffer[..count];
    let mut tails = [0_u64; LONGEST + 1];
    for at in (0..count).rev() {
        tails[at] = tails[at + 1].wrapping_add(u64::from(letters[at]).wrapping_mul(POWERS[count - 1 - at]));
    }
    each(tails[0]);
    let mut head = u64::from(letters[0]);
    for drop in 1..count {
        each(head.wrapping_mul(POWERS[count - 1 - drop]).wrapping_add(tails[drop + 1]));
        head = head.wrapping_mul(POWERS[1]).wrapping_add(u64::from(letters[drop]));
    }
    if count >= 5 {
        let mut sorted = buffer;
        sorted[1..count].sort_unstable();
        // The first letter and the kind of key are set apart from the sum, which holds at most `LONGEST` letters.
        each(sum(sorted[1..count].iter().copied()) ^ set_apart('=', letters[0]));
    }
    if count >= 6 {
        let mut last = letters[0];
        let single = letters[1..].iter().copied().filter(|&letter| std::mem::replace(&mut last, letter) != letter);
        let mut consonants = ['\0'; LONGEST];
        let mut length = 0;
        for letter in single.filter(|letter| !lexicon.words.weak.contains(letter)) {
            consonants[length] = letter;
            length += 1;
        }
        each(sum(consonants[..length].iter().copied()) ^ set_apart('-', letters[0]));
    }
}

/// A number for a kind of key and its first letter, unlike any sum of a word.
fn set_apart(kind: char, first: char) -> u64 {
    ((u64::from(kind) << 32) | u64::from(first)).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

/// The keys under which a folded word is filed: two words a slip apart share one. Each begins with the first letter, which
/// slips keep.
pub fn slip_keys(fold: &str, lexicon: &NameLexicon) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    each_key(fold, lexicon, |key| _ = keys.insert(key.to_owned()));
    keys
}

/// Calls `each` with every key of [`slip_keys`], with some more than once.
pub fn each_key(fold: &str, lexicon: &NameLexicon, mut each: impl FnMut(&str)) {
    let mut letters: Vec<char> = fold.chars().collect();
    if !(3..=LONGEST).contains(&letters.len()) {
        return;
    }
    // A letter off, dropped or added: the words agree once one letter is left out of one or both.
    each(fold);
    let mut key = String::with_capacity(fold.len() + 1);
    for (at, letter) in fold.char_indices().skip(1) {
        key.clear();
        key.push_str(&fold[..at]);
        key.push_str(&fold[at + letter.len_utf8()..]);
        each(&key);
    }
    let mut filed = |kind: char, letters: &mut dyn Iterator<Item = char>| {
        key.clear();
        key.push(kind);
        key.extend(letters);
        each(&key);
    };
    // Letters shuffled: they agree once sorted.
    if letters.len() >= 5 {
        let mut sorted = letters.clone();
        sorted[1..].sort_unstable();
        filed('=', &mut sorted.into_iter());
    }
    // Two vowels off, or doubles: they agree in their consonants.
    if letters.len() >= 6 {
        letters.dedup();
        let consonants = letters[1..].iter().copied().filter(|letter| !lexicon.words.weak.contains(letter));
        filed('-', &mut letters[..1].iter().copied().chain(consonants));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn words_share_hashes_where_they_share_keys() {
        let english = Language::english();
        let hashes = |word: &str| {
            let mut hashes = Vec::new();
            each_slip_key(word, &english.names, |hash| hashes.push(hash));
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        };
        let words =
            ["malinowsky", "mailnowsky", "malinowski", "holm", "holmm", "hom", "mohammed", "mohamed", "zoe", "zo"];
        for (one, other) in words.iter().flat_map(|one| words.iter().map(move |other| (one, other))) {
            let keys = slip_keys(one, &english.names).intersection(&slip_keys(other, &english.names)).count();
            let shared = hashes(one).iter().filter(|hash| hashes(other).contains(hash)).count();
            assert_eq!(shared, keys, "{one} {other}");
        }
    }
}
