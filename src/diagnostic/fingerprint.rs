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
        let words: Vec<&str> = before.split_whitespace().rev().take(NEIGHBOURS).collect();
        for word in words.into_iter().rev() {
            hash.write(word);
        }
        hash.write("\u{1}");
        for word in text.get(start..end).unwrap_or_default().split_whitespace() {
            hash.write(word);
        }
        hash.write("\u{1}");
        for word in after.split_whitespace().take(NEIGHBOURS) {
            hash.write(word);
        }
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
}
