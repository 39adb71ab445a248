//! Pairs of forms that may be one name in two spellings, found without comparing each with each.
//!
//! Two forms meet where they share a key: the form with one letter left out (this gives every single slip), its letters in
//! order (shuffles), and in long words the consonants (two vowels off). Work grows with the number of forms, not its square.

use crate::analysis::names::{mention::Form, slip};
use std::collections::{BTreeSet, HashMap};

/// No name has more letters in one word; a longer run is no word.
const LONGEST: usize = 40;

/// Pairs `(a, b)` of form numbers with `a < b`, ascending, and their slip.
pub fn pairs(forms: &[Form]) -> Vec<(usize, usize, slip::Slip)> {
    let mut rooms: HashMap<String, Vec<usize>> = HashMap::new();
    for (id, form) in forms.iter().enumerate() {
        for key in keys(&form.fold) {
            rooms.entry(key).or_default().push(id);
        }
    }
    let mut met = BTreeSet::new();
    for room in rooms.values() {
        if room.len() > 40 {
            continue;
        }
        for (at, &a) in room.iter().enumerate() {
            met.extend(room[at + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    met.into_iter()
        .filter(|(a, b)| a != b)
        .filter_map(|(a, b)| slip::slip(&forms[a].fold, &forms[b].fold).map(|slip| (a, b, slip)))
        .collect()
}

/// The keys under which a word is filed: each begins with its first letter, which slips keep.
pub fn keys(fold: &str) -> BTreeSet<String> {
    let letters: Vec<char> = fold.chars().collect();
    let mut keys = BTreeSet::new();
    if !(3..=LONGEST).contains(&letters.len()) {
        return keys;
    }
    keys.insert(fold.to_owned());
    for drop in 1..letters.len() {
        keys.insert(letters.iter().enumerate().filter(|&(at, _)| at != drop).map(|(_, c)| c).collect());
    }
    if letters.len() >= 5 {
        let mut sorted = letters[1..].to_vec();
        sorted.sort_unstable();
        let mut key = String::from("=");
        key.push(letters[0]);
        key.extend(sorted);
        keys.insert(key);
    }
    if letters.len() >= 6 {
        let mut single = letters.clone();
        single.dedup();
        let mut key = String::from("-");
        key.push(letters[0]);
        key.extend(single[1..].iter().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\'')));
        keys.insert(key);
    }
    keys
}
