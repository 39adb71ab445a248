//! [`Frequencies`]: how common words are, so that the scan can look for the rarest of several literals.

use super::literal::Literal;
use crate::layout::{Reader, Writer, hash, u32_at};
use std::borrow::Cow;

/// The most common words, each with its occurrences per million words.
pub struct Frequencies<'a> {
    /// A hash of four bytes and a number of four bytes for each word, sorted.
    table: Cow<'a, [u8]>,
}

/// The bytes of an entry.
const ENTRY: usize = 8;

/// Approximate occurrences per million words of a word that is not among the common ones, by its length. Estimates: they only
/// decide which literal of an expression to look for, and never what is found.
const RARE: [u64; 8] = [100, 100, 60, 30, 20, 20, 20, 20];

/// Approximate occurrences per million words of words that begin or end with some letters, by the number of letters. Estimates too.
const PARTS: [u64; 8] = [500_000, 100_000, 20_000, 6_000, 2_500, 1_000, 500, 200];

impl<'a> Frequencies<'a> {
    /// The table of these words.
    pub fn of<'w>(words: impl Iterator<Item = (&'w str, u32)>) -> Frequencies<'static> {
        let mut entries: Vec<(u32, u32)> = words.map(|(word, times)| (short_hash(word), times)).collect();
        entries.sort_unstable();
        let bytes = entries.iter().flat_map(|(hash, times)| [hash.to_le_bytes(), times.to_le_bytes()]);
        Frequencies { table: Cow::Owned(bytes.flatten().collect()) }
    }

    /// Lays it out.
    pub fn write(&self, out: &mut Writer) {
        out.block(&self.table);
    }

    /// Reads one that is laid out.
    pub fn read(from: &mut Reader<'a>) -> Self {
        Self { table: Cow::Borrowed(from.block()) }
    }

    /// Approximate occurrences per million words of a word in lower case.
    pub fn word(&self, word: &str) -> u64 {
        let wanted = short_hash(word) as usize;
        let (mut low, mut high) = (0, self.table.len() / ENTRY);
        while low < high {
            let middle = usize::midpoint(low, high);
            match u32_at(&self.table, middle * ENTRY) {
                found if found == wanted => return u32_at(&self.table, middle * ENTRY + 4) as u64,
                found if found < wanted => low = middle + 1,
                _ => high = middle,
            }
        }
        by_length(&RARE, word.len())
    }

    /// Approximate occurrences per million words of `word`, which is in lower case, as a part of words. `opens` and `closes` say
    /// whether the part begins and ends at the boundary of a word.
    pub fn part(&self, word: &str, opens: bool, closes: bool) -> u64 {
        match (opens, closes) {
            (true, true) => self.word(word),
            (false, false) => 4 * by_length(&PARTS, word.len()),
            _ => by_length(&PARTS, word.len()),
        }
    }

    /// Approximate occurrences per million words of the rarest word of a literal.
    pub fn in_a_million(&self, literal: &Literal) -> u64 {
        let text = literal.text.as_bytes();
        let runs = runs(text);
        let of = |&(start, end): &(usize, usize)| {
            self.part(&literal.text[start..end], start > 0 || literal.opens, end < text.len() || literal.closes)
        };
        // A sign such as “$” is as rare as it looks; a blank is not.
        let sign = if text.iter().any(|byte| b"$%@[]#*/\\<>=+~^{}|".contains(byte)) { 2_000 } else { 30_000 };
        runs.iter().map(of).min().unwrap_or(u64::MAX).min(sign)
    }
}

/// The words of a text in ASCII, as places.
pub fn runs(text: &[u8]) -> Vec<(usize, usize)> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(skipped) = text[at..].iter().position(is_word) {
        let start = at + skipped;
        let end = text[start..].iter().position(|byte| !is_word(byte)).map_or(text.len(), |length| start + length);
        runs.push((start, end));
        at = end;
    }
    runs
}

fn by_length(table: &[u64; 8], length: usize) -> u64 {
    table[length.min(table.len() - 1)]
}

#[expect(clippy::cast_possible_truncation, reason = "the low half of a hash is a hash")]
fn short_hash(word: &str) -> u32 {
    hash(word.bytes()) as u32
}
