//! [`Literals`]: many texts found in one pass, at a price that hardly depends on how many they are.
//!
//! Each literal is filed under its *anchor*: the rarest of its words, or the beginning or the end of one, or a rare sign. The
//! pass over a text looks up each word in a table, and compares the literals that are filed there. Words and their edges are
//! those of ASCII, as `\b` sees them. Case does not matter for ASCII letters.

use crate::expression::{Frequencies, Literal, runs};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::HashMap;
use std::ops::Range;

/// The literals of a scan, each with a number.
pub struct Literals {
    texts: Vec<Filed>,
    /// Keys with the number of the first literal filed under each, plus one; the place of a key follows from its hash.
    heads: Vec<(u32, u32)>,
    /// For each literal the next one under the same key, plus one.
    next: Vec<u32>,
    classes: [Class; 256],
    has_parts: bool,
    /// Literals without an anchor, such as parts of words, and their numbers.
    others: Option<(AhoCorasick, Vec<u32>)>,
}

/// A literal as it is filed.
struct Filed {
    text: Box<[u8]>,
    opens: bool,
    closes: bool,
    /// The place of the anchor in the text.
    anchor: usize,
}

/// What a byte is to the pass.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Word,
    /// A sign under which literals are filed.
    Sign,
}

/// Collects literals.
pub struct Collector<'c> {
    frequencies: &'c Frequencies<'c>,
    numbers: HashMap<(Box<[u8]>, bool, bool), u32>,
    texts: Vec<Filed>,
    keys: Vec<Option<u32>>,
}

/// Set apart the keys of whole words, of parts of words, and of signs.
const BEGINNING: u32 = 0x5bd1_e995;
const END: u32 = 0x27d4_eb2f;
const SIGN: u32 = 0x1656_67b1;

/// Signs that are rare enough to file a literal under, even if it has words.
const RARE_SIGNS: &[u8] = b"$%@[]#*/\\<>=+~^{}|";

/// How often a rare sign is met in a million words, about.
const SIGN_COST: u64 = 2_000;

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A hash of a word, whatever its case.
fn word_key(word: &[u8]) -> u32 {
    word.iter().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte | 0x20)).wrapping_mul(0x0100_0193))
}

/// The key of three or four letters, whatever their case.
fn part_key(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |key, byte| key << 8 | u32::from(byte | 0x20))
}

impl<'c> Collector<'c> {
    /// A collector without literals.
    pub fn new(frequencies: &'c Frequencies<'c>) -> Self {
        Self { frequencies, numbers: HashMap::new(), texts: Vec::new(), keys: Vec::new() }
    }

    /// The number of a literal, which is added if it is new.
    pub fn add(&mut self, literal: &Literal) -> u32 {
        let lower = literal.text.to_ascii_lowercase().into_bytes().into_boxed_slice();
        let next = self.texts.len() as u32;
        let number = *self.numbers.entry((lower.clone(), literal.opens, literal.closes)).or_insert(next);
        if number == next {
            let (key, anchor) = self.anchor(literal, &lower);
            self.keys.push(key);
            self.texts.push(Filed { text: lower, opens: literal.opens, closes: literal.closes, anchor });
        }
        number
    }

    /// The number of literals so far.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The key of the anchor of a literal, and its place in the text; no key if it has no anchor.
    fn anchor(&self, literal: &Literal, text: &[u8]) -> (Option<u32>, usize) {
        let key = |&(start, end): &(usize, usize)| {
            let run = &text[start..end];
            let opens = start > 0 || literal.opens;
            let closes = end < text.len() || literal.closes;
            let cost = self.frequencies.part(&String::from_utf8_lossy(run), opens, closes);
            let part = run.len().min(4);
            match (opens, closes) {
                (true, true) => Some((cost, word_key(run), start)),
                (true, false) if part >= 3 => Some((cost, part_key(&run[..part]) ^ BEGINNING, start)),
                // Filed at the end of the word, with the place of its last byte.
                (false, true) if part >= 3 => Some((cost, part_key(&run[run.len() - part..]) ^ END, end)),
                _ => None,
            }
        };
        let runs = runs(text);
        let sign = text.iter().position(|byte| RARE_SIGNS.contains(byte));
        let sign = sign.map(|at| (SIGN_COST, u32::from(text[at]) ^ SIGN, at));
        let any_sign = || {
            let at = text.iter().rposition(|byte| !is_word(*byte) && *byte != b' ').filter(|_| runs.is_empty())?;
            Some((SIGN_COST, u32::from(text[at]) ^ SIGN, at))
        };
        let best = runs.iter().filter_map(key).chain(sign).min_by_key(|(cost, ..)| *cost).or_else(any_sign);
        best.map_or((None, 0), |(_, key, at)| (Some(key), at))
    }

    /// The literals, ready to be found.
    pub fn finish(self) -> Literals {
        let mut classes = [Class::Other; 256];
        (0..=u8::MAX).filter(|byte| is_word(*byte)).for_each(|byte| classes[usize::from(byte)] = Class::Word);
        let (mut others, mut numbers) = (Vec::new(), Vec::new());
        let mut literals = Literals {
            heads: vec![(0, 0); (self.texts.len() * 2).next_power_of_two().max(16)],
            next: vec![0; self.texts.len()],
            texts: self.texts,
            classes,
            has_parts: false,
            others: None,
        };
        for (number, key) in self.keys.iter().enumerate() {
            let filed = &literals.texts[number];
            let Some(key) = *key else {
                others.push(filed.text.clone());
                numbers.push(number as u32);
                continue;
            };
            let at_anchor = filed.text.get(filed.anchor).copied().unwrap_or(b' ');
            if key == u32::from(at_anchor) ^ SIGN && !is_word(at_anchor) {
                literals.classes[usize::from(at_anchor)] = Class::Sign;
            } else {
                literals.has_parts = true;
            }
            literals.file(key, number);
        }
        if !others.is_empty() {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::ContiguousNFA));
            literals.others = builder.build(&others).ok().map(|automaton| (automaton, numbers));
        }
        literals
    }
}

impl Literals {
    /// The place of a key in the table, or the free place where it would stand.
    fn slot(&self, key: u32) -> usize {
        let mask = self.heads.len() - 1;
        let mut at = (key.wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while self.heads[at].1 != 0 && self.heads[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn file(&mut self, key: u32, number: usize) {
        let at = self.slot(key);
        self.next[number] = self.heads[at].1;
        self.heads[at] = (key, number as u32 + 1);
    }

    /// Gives the number and the place of every literal in `text`.
    pub fn find(&self, text: &[u8], mut found: impl FnMut(u32, Range<usize>)) {
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            match self.classes[usize::from(byte)] {
                Class::Other => at += 1,
                Class::Sign => {
                    self.look_up(u32::from(byte) ^ SIGN, text, at, &mut found);
                    at += 1;
                }
                Class::Word => {
                    let rest = &text[at..];
                    let length = rest.iter().position(|byte| self.classes[usize::from(*byte)] != Class::Word);
                    let word = &rest[..length.unwrap_or(rest.len())];
                    let end = at + word.len();
                    self.look_up(word_key(word), text, at, &mut found);
                    if self.has_parts && word.len() >= 3 {
                        self.look_up_parts(word, text, at, &mut found);
                    }
                    at = end;
                }
            }
        }
        if let Some((automaton, numbers)) = &self.others {
            for one in automaton.find_overlapping_iter(text) {
                let number = numbers[one.pattern().as_usize()];
                self.compare(number, text, one.start(), &mut found);
            }
        }
    }

    /// Looks up the beginning and the end of the word that begins at `at`.
    fn look_up_parts(&self, word: &[u8], text: &[u8], at: usize, found: &mut impl FnMut(u32, Range<usize>)) {
        for letters in 3..=word.len().min(4) {
            self.look_up(part_key(&word[..letters]) ^ BEGINNING, text, at, found);
            self.look_up(part_key(&word[word.len() - letters..]) ^ END, text, at + word.len(), found);
        }
    }

    /// Compares the literals under a key with the text around their anchor at `at`.
    fn look_up(&self, key: u32, text: &[u8], at: usize, found: &mut impl FnMut(u32, Range<usize>)) {
        let mut number = self.heads[self.slot(key)].1;
        while let Some(index) = number.checked_sub(1) {
            if let Some(start) = at.checked_sub(self.texts[index as usize].anchor) {
                self.compare(index, text, start, found);
            }
            number = self.next[index as usize];
        }
    }

    /// Gives a literal if it stands at `start`.
    fn compare(&self, number: u32, text: &[u8], start: usize, found: &mut impl FnMut(u32, Range<usize>)) {
        let filed = &self.texts[number as usize];
        let end = start + filed.text.len();
        let is_word_at = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|byte| is_word(*byte));
        if text.get(start..end).is_some_and(|words| words.eq_ignore_ascii_case(&filed.text))
            && !(filed.opens && is_word_at(start.checked_sub(1)))
            && !(filed.closes && is_word_at(Some(end)))
        {
            found(number, start..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::Tables;

    /// The literals that are found in `text`; `|` at an end of one means that a word begins or ends there.
    fn found(literals: &[&str], text: &str) -> Vec<(String, usize)> {
        let frequencies = Tables::built_in().frequencies;
        let mut collector = Collector::new(&frequencies);
        for written in literals {
            let words = written.trim_matches('|').to_owned();
            let (opens, closes) = (written.starts_with('|'), written.ends_with('|'));
            collector.add(&Literal { text: words.into(), opens, closes });
        }
        let mut places = Vec::new();
        let literals = collector.finish();
        literals.find(text.as_bytes(), |_, place| places.push((text[place.clone()].to_owned(), place.start)));
        places.sort();
        places
    }

    #[test]
    fn literals_are_found_by_words_parts_of_words_and_signs() {
        let literals = ["|one of the|", "|authori", "ized|", "-- ", "$", "QQQ", "|is|", "d to ", "’s "];
        let text = "One of the Authorities is authorized to pay $5 -- aQQQb. This isn’t his; it’s one of them.";
        let words: Vec<String> = found(&literals, text).into_iter().map(|(words, _)| words).collect();
        assert_eq!(words, ["$", "-- ", "Authori", "One of the", "QQQ", "authori", "d to ", "is", "ized", "’s "]);
    }

    #[test]
    fn a_part_of_a_word_is_not_taken_for_the_word() {
        assert_eq!(
            found(&["|the|", "|end", "ing|", "|a"], "theend bending ingot them 'the'"),
            [("ing".to_owned(), 11), ("the".to_owned(), 27)]
        );
    }
}
