//! How far two words are apart, in typing slips: a letter wrong, dropped, doubled or added, two letters swapped, a
//! double moved.
//!
//! 85 % of 232 printed name errors are one such slip, 97 % two, and 231 keep the first letter.

/// A distance; smaller is nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// One letter wrong, dropped or added, or two neighbours swapped.
    One,
    /// The same letters in another order, or the same but for doubles: *ei* for *ie* at a distance, a double that moved. In
    /// words of five letters or more that is one slip of the hand, though it is two edits.
    Shuffle,
    /// Two edits.
    Two,
}

impl Slip {
    /// Whether a single slip of the hand explains the difference.
    pub fn is_single(self) -> bool {
        self != Self::Two
    }
}

/// Letters at the start that Institute and Institution, Committee and Commission share.
const ALIKE: usize = 4;

/// Whether two folded words begin alike, as those that people mix up do, or are one slip apart.
pub fn looks_alike(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    shared >= ALIKE || is_slip(one, other)
}

/// The slip between two folded words; none where they are equal or further apart.
pub fn slip(a: &str, b: &str) -> Option<Slip> {
    let (a_letters, b_letters) = (a.chars().count(), b.chars().count());
    if a == b || a_letters.abs_diff(b_letters) > 2 || least_edits(a, b) > 2 {
        return None;
    }
    let (differs, from) = without_common_ends(a, b);
    if !may_be_two_edits(differs, from) {
        return None;
    }
    match strsim::osa_distance(differs, from) {
        1 => Some(Slip::One),
        2 if a_letters.min(b_letters) >= 5 => {
            let alike = sorted(a) == sorted(b) || without_doubles(a) == without_doubles(b);
            Some(if alike { Slip::Shuffle } else { Slip::Two })
        }
        _ => None,
    }
}

/// Two words without the letters that both begin and both end with, which add nothing to their distance.
fn without_common_ends<'w>(a: &'w str, b: &'w str) -> (&'w str, &'w str) {
    let alike = |(one, other): &(char, char)| one == other;
    let head: usize = a.chars().zip(b.chars()).take_while(alike).map(|(letter, _)| letter.len_utf8()).sum();
    let (a, b) = (&a[head..], &b[head..]);
    let tail: usize = a.chars().rev().zip(b.chars().rev()).take_while(alike).map(|(letter, _)| letter.len_utf8()).sum();
    (&a[..a.len() - tail], &b[..b.len() - tail])
}

/// Whether two words without common ends may be two edits apart. Then one edit is at either end, where it takes in two letters at
/// most, so that what lies between is the same in both.
fn may_be_two_edits(a: &str, b: &str) -> bool {
    if a.len() < 5 || !a.is_ascii() || !b.is_ascii() {
        return true;
    }
    let middle = &a.as_bytes()[2..a.len() - 2];
    (1..=3).any(|at| b.as_bytes().get(at..at + middle.len()) == Some(middle))
}

/// Edits that two words are apart at least: one for each letter that one of them has more of. Most pairs are told apart here, at a
/// twentieth of the price of the distance.
fn least_edits(a: &str, b: &str) -> u32 {
    // Letters that share a place only make the number smaller.
    let mut more = [0_i32; 32];
    a.bytes().for_each(|byte| more[usize::from(byte & 31)] += 1);
    b.bytes().for_each(|byte| more[usize::from(byte & 31)] -= 1);
    let (over, under) = more.iter().fold((0_u32, 0_u32), |(over, under), more| match more {
        0.. => (over + more.unsigned_abs(), under),
        _ => (over, under + more.unsigned_abs()),
    });
    if a.is_ascii() && b.is_ascii() { over.max(under) } else { 0 }
}

/// Whether two folded words are a single slip apart.
pub fn is_slip(a: &str, b: &str) -> bool {
    slip(a, b).is_some_and(Slip::is_single)
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

fn without_doubles(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters
}

#[cfg(test)]
mod tests {
    use super::{least_edits, may_be_two_edits, without_common_ends};

    #[test]
    fn shortcuts_do_not_change_the_distance() {
        let mut words = vec![String::new()];
        for at in 0..40 {
            for letter in ['a', 'b', 'é'] {
                words.push(format!("{}{letter}", words[at]));
            }
        }
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            let distance = strsim::osa_distance(a, b);
            let (short, other) = without_common_ends(a, b);
            assert_eq!(strsim::osa_distance(short, other), distance, "{a} {b}");
            assert!(least_edits(a, b) as usize <= distance, "{a} {b}");
            assert!(distance > 2 || may_be_two_edits(short, other), "{a} {b}");
        }
    }

    /// `word` with one letter dropped, added, replaced or swapped with the next, in each place.
    fn edited(word: &str) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        let mut edited = Vec::new();
        for at in 0..=letters.len() {
            let (head, tail) = letters.split_at(at);
            let mut ways = vec![vec!['x']];
            ways[0].extend(tail);
            if let [first, rest @ ..] = tail {
                ways.push(rest.to_vec());
                ways.push([&['x'], rest].concat());
                ways.extend(rest.split_first().map(|(second, rest)| [&[*second, *first], rest].concat()));
            }
            edited.extend(ways.into_iter().map(|tail| head.iter().copied().chain(tail).collect::<String>()));
        }
        edited
    }

    #[test]
    fn no_pair_of_edits_is_missed() {
        for word in ["abcdefgh", "aabbaabb"] {
            for other in edited(word).iter().flat_map(|one| edited(one)) {
                let (short, differs) = without_common_ends(word, &other);
                assert!(may_be_two_edits(short, differs) && may_be_two_edits(differs, short), "{word} {other}");
            }
        }
        assert!(!may_be_two_edits("abcdefg", "xbcxefx"));
    }
}
