//! [`Fingerprint`]: identifies a finding after edits elsewhere, by its rule, its words and the words around them, never by
//! its line.

use std::ops::Range;

/// 64 bits of FNV-1a, written as 16 hexadecimal digits. Baselines keep them, so the hash must not change with the compiler.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// The fingerprint of the finding in the file at `path`, unique in a list of several files.
    #[must_use]
    pub fn at(self, path: &str) -> Self {
        let mut hash = Fnv(self.0);
        hash.write(path);
        Self(hash.0)
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The fingerprint of a finding of `rule` at bytes `place` of `text`, the `ordinal`-th (0-based) of its kind in the file.
#[must_use]
pub fn fingerprint(rule: &str, text: &str, place: Range<usize>, within: Range<usize>, ordinal: usize) -> Fingerprint {
    Stem::of(rule, text, place, within).numbered(ordinal)
}

/// What findings of the same rule with the same words and surroundings share: their fingerprints without the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stem(pub u64);

impl Stem {
    /// The stem of a finding of `rule` at bytes `place` of `text`.
    ///
    /// It includes up to five words before and after the finding, inside the sentence `within`, and ignores how they are
    /// spaced. So fingerprints stay when a paragraph is re-wrapped or a neighbouring sentence changes.
    #[must_use]
    pub fn of(rule: &str, text: &str, place: Range<usize>, within: Range<usize>) -> Self {
        const NEIGHBOURS: usize = 5;
        const REACH: usize = 200; // bytes looked at on each side, so that a line without spaces costs no more
        let mut hash = Fnv::new();
        hash.write(rule);
        let (start, end) = (place.start, place.end);
        let from = floor(text, start.saturating_sub(REACH)).max(within.start);
        let to = floor(text, (end + REACH).min(text.len())).min(within.end);
        let before = text.get(from..start).unwrap_or_default();
        let after = text.get(end..to).unwrap_or_default();
        hash.write_words(last_words(before, NEIGHBOURS), NEIGHBOURS);
        hash.write("\u{1}");
        hash.write_words(text.get(start..end).unwrap_or_default(), usize::MAX);
        hash.write("\u{1}");
        hash.write_words(after, NEIGHBOURS);
        Self(hash.0)
    }

    /// The fingerprint of the `ordinal`-th (0-based) of these findings.
    #[must_use]
    pub fn numbered(self, ordinal: usize) -> Fingerprint {
        let mut hash = Fnv(self.0);
        hash.write(&ordinal.to_string());
        Fingerprint(hash.0)
    }
}

/// Bytes of the white space that begins at byte `at` of `text`, or none. No byte inside a character begins any, and almost every
/// byte is an ASCII letter or mark.
#[inline]
fn space_at(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        b'!'..0xC2 => 0,
        b'\t'..=b'\r' | b' ' => 1,
        0xC2.. => text[at..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8),
        _ => 0,
    }
}

/// The end of `text` that has its last `most` words.
fn last_words(text: &str, most: usize) -> &str {
    let (mut start, mut words, mut in_word) = (text.len(), 0, false);
    for (at, byte) in text.bytes().enumerate().rev() {
        if matches!(byte, 0x80..0xC2) {
            continue; // what it is shows in the first byte of its character
        }
        if space_at(text, at) > 0 {
            in_word = false;
            continue;
        }
        if !in_word {
            if words == most {
                break;
            }
            (words, in_word) = (words + 1, true);
        }
        start = at;
    }
    &text[start..]
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The FNV-1a hash of `units`, which are bytes, characters or other hashes.
pub(crate) fn fnv(units: impl IntoIterator<Item = u64>) -> u64 {
    let mut hash = Fnv::new();
    units.into_iter().for_each(|unit| hash.write_unit(unit));
    hash.0
}

struct Fnv(u64);

impl Fnv {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    const fn write_unit(&mut self, unit: u64) {
        self.0 = (self.0 ^ unit).wrapping_mul(0x0100_0000_01b3);
    }

    fn write(&mut self, word: &str) {
        word.bytes().for_each(|byte| self.write_unit(u64::from(byte)));
        self.write_unit(0);
    }

    /// Hashes the first `most` words of a text one by one, without the white space between them.
    fn write_words(&mut self, text: &str, most: usize) {
        let mut at = 0;
        for _ in 0..most {
            while at < text.len()
                && let space = space_at(text, at)
                && space > 0
            {
                at += space;
            }
            let start = at;
            while at < text.len() && space_at(text, at) == 0 {
                at += 1;
            }
            if at == start {
                return;
            }
            text.as_bytes()[start..at].iter().for_each(|byte| self.write_unit(u64::from(*byte)));
            self.write_unit(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_far_away_and_new_wraps_keep_it_and_other_words_change_it() {
        let of = |text: &str| {
            let at = text.find("e-mail").expect("the words are there");
            fingerprint("style/email", text, at..at + 6, 0..text.len(), 0)
        };
        let first = of("A b c d e f send an e-mail to the whole desk today please");
        assert_eq!(first, of("New start.\n\nA b c d e f send\nan e-mail to the whole desk today at once"));
        assert_ne!(first, of("A b c d e f send an e-mail to nobody on the desk today"));
    }

    #[test]
    fn words_are_hashed_without_their_spaces() {
        let by_words = |text: &str, most: usize| {
            let mut hash = Fnv::new();
            text.split_whitespace().take(most).for_each(|word| hash.write(word));
            hash.0
        };
        for text in ["", " ", "one", " “one”\u{2003}two\u{a0}thrée\r\n four\u{3000}", "a b c  d\u{1680}e f", "é\u{85}…"]
        {
            for most in [0, 1, 2, 3, 5, usize::MAX] {
                let mut hash = Fnv::new();
                hash.write_words(text, most);
                assert_eq!(hash.0, by_words(text, most), "{text:?} {most}");
                let last: Vec<&str> = text.split_whitespace().rev().take(most).collect();
                let words: Vec<&str> = last_words(text, most).split_whitespace().rev().collect();
                assert_eq!(words, last, "{text:?} {most}");
            }
        }
    }
}
