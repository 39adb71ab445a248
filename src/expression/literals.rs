//! [`Literals`]: many texts found in one pass, at a price that hardly depends on how many they are.
//!
//! Each literal is filed under its *anchor*: the rarest of its words, or the beginning or the end of one, or a rare sign, or
//! else its first three letters, wherever they stand. The
//! pass over a text looks up each word in a table, and compares the literals that are filed there. Words and their edges are
//! those of ASCII, as `\b` sees them. Case does not matter for ASCII letters.

use super::frequency::{Frequencies, runs};
use super::keys::{
    BEGINNING, END, INSIDE, LETTERS, SIGN, SIGN_COST, WORD_KEY, filter_place, is_rare_sign, is_word, part_key, slot,
    word_key,
};
use super::literal::Literal;
use crate::layout::{Reader, Writer, u16_at, u32_at};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Literals, each with a number, as bytes that can be laid out and read where they lie.
pub struct Literals<'a> {
    texts: Cow<'a, [u8]>,
    /// For each literal [`FILED`] bytes: the place of its text and the length, the place of its anchor in the text, the next
    /// literal under the same key plus one, and whether it begins and ends words.
    filed: Cow<'a, [u8]>,
    /// Keys with the number of the first literal filed under each, plus one; the place of a key follows from its hash.
    heads: Cow<'a, [u8]>,
    /// A bit for each key that may be among them, so that most words of a text are done with here.
    filter: Cow<'a, [u8]>,
    /// What each byte is to the pass.
    classes: Cow<'a, [u8]>,
    /// Whether some are filed under the beginning or the end of a word.
    has_parts: bool,
    /// Whether some are filed under letters that may stand anywhere.
    has_inside: bool,
    /// The numbers of literals without an anchor, which are very short.
    others: Cow<'a, [u8]>,
    automaton: OnceLock<Option<AhoCorasick>>,
}

/// The bytes that one literal takes in [`Literals::filed`].
const FILED: usize = 13;

/// The bytes of a key and a number.
const HEAD: usize = 8;

/// A literal as it is filed.
struct Filed {
    text: Box<[u8]>,
    opens: bool,
    closes: bool,
    /// The place of the anchor in the text.
    anchor: usize,
    /// Whether the anchor is three letters that may stand anywhere.
    is_inside: bool,
}

/// A byte that is nothing to the pass, part of a word, or a sign under which literals are filed.
const OTHER: u8 = 0;
const WORD: u8 = 1;
const SIGNED: u8 = 2;

/// Collects literals.
pub struct Collector<'c> {
    frequencies: &'c Frequencies<'c>,
    numbers: HashMap<(Box<[u8]>, bool, bool), u32, FixedState>,
    texts: Vec<Filed>,
    keys: Vec<Option<u32>>,
}

impl<'c> Collector<'c> {
    /// A collector without literals.
    pub fn new(frequencies: &'c Frequencies<'c>) -> Self {
        Self { frequencies, numbers: HashMap::default(), texts: Vec::new(), keys: Vec::new() }
    }

    /// The number of a literal, which is added if it is new.
    pub fn add(&mut self, literal: &Literal) -> u32 {
        let lower = literal.text.to_ascii_lowercase().into_bytes().into_boxed_slice();
        let next = self.texts.len() as u32;
        let number = *self.numbers.entry((lower.clone(), literal.opens, literal.closes)).or_insert(next);
        if number == next {
            let (key, anchor) = self.anchor(literal, &lower);
            // Where no word and no sign is rare enough, as within words, three letters are.
            let letters = lower.get(..LETTERS).filter(|_| key.is_none()).map(|letters| part_key(letters) ^ INSIDE);
            let is_inside = letters.is_some();
            self.keys.push(key.or(letters));
            self.texts.push(Filed { text: lower, opens: literal.opens, closes: literal.closes, anchor, is_inside });
        }
        number
    }

    /// The number of literals so far.
    pub fn count(&self) -> usize {
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
                (true, true) => Some((cost, run.iter().fold(WORD_KEY, |key, byte| word_key(key, *byte)), start)),
                (true, false) if part >= 3 => Some((cost, part_key(&run[..part]) ^ BEGINNING, start)),
                // Filed at the end of the word, with the place of its last byte.
                (false, true) if part >= 3 => Some((cost, part_key(&run[run.len() - part..]) ^ END, end)),
                _ => None,
            }
        };
        let runs = runs(text);
        let sign = text.iter().position(|byte| is_rare_sign(*byte));
        let sign = sign.map(|at| (SIGN_COST, u32::from(text[at]) ^ SIGN, at));
        let any_sign = || {
            let at = text.iter().rposition(|byte| !is_word(*byte) && *byte != b' ').filter(|_| runs.is_empty())?;
            Some((SIGN_COST, u32::from(text[at]) ^ SIGN, at))
        };
        let best = runs.iter().filter_map(key).chain(sign).min_by_key(|(cost, ..)| *cost).or_else(any_sign);
        best.map_or((None, 0), |(_, key, at)| (Some(key), at))
    }

    /// The literals, ready to be found.
    pub fn finish(self) -> Literals<'static> {
        let mut classes = vec![OTHER; 256];
        (0..=u8::MAX).filter(|byte| is_word(*byte)).for_each(|byte| classes[usize::from(byte)] = WORD);
        let mut heads = vec![(0_u32, 0_u32); (self.texts.len() * 2).next_power_of_two().max(16)];
        let (mut texts, mut filed, mut others) = (Writer::default(), Writer::default(), Writer::default());
        let (mut has_parts, mut has_inside) = (false, false);
        for (number, (of, key)) in self.texts.iter().zip(&self.keys).enumerate() {
            let mut next = 0;
            if let Some(key) = *key {
                let at_anchor = of.text.get(of.anchor).copied().unwrap_or(b' ');
                if of.is_inside {
                    has_inside = true;
                } else if key == u32::from(at_anchor) ^ SIGN && !is_word(at_anchor) {
                    classes[usize::from(at_anchor)] = SIGNED;
                } else {
                    has_parts = true;
                }
                let mask = heads.len() - 1;
                let mut at = slot(key) & mask;
                while heads[at].1 != 0 && heads[at].0 != key {
                    at = (at + 1) & mask;
                }
                next = heads[at].1;
                heads[at] = (key, number as u32 + 1);
            } else {
                others.long(number);
            }
            filed.long(texts.bytes.len());
            filed.short(of.text.len());
            filed.short(of.anchor);
            filed.long(next as usize);
            filed.byte(u8::from(of.opens) + 2 * u8::from(of.closes));
            texts.bytes.extend_from_slice(&of.text);
        }
        let mut filter = vec![0_u8; (self.texts.len() * FILTER).next_power_of_two().max(16)];
        for (key, _) in heads.iter().filter(|(_, first)| *first != 0) {
            let (at, bit) = filter_place(*key, filter.len());
            filter[at] |= bit;
        }
        let heads = heads.iter().flat_map(|(key, first)| [key.to_le_bytes(), first.to_le_bytes()]).flatten().collect();
        Literals {
            texts: Cow::Owned(texts.bytes),
            filed: Cow::Owned(filed.bytes),
            heads: Cow::Owned(heads),
            filter: Cow::Owned(filter),
            classes: Cow::Owned(classes),
            has_parts,
            has_inside,
            others: Cow::Owned(others.bytes),
            automaton: OnceLock::new(),
        }
    }
}

/// The bytes of the filter for each literal, about.
const FILTER: usize = 2;

impl std::fmt::Debug for Literals<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Literals({})", self.count())
    }
}

impl<'a> Literals<'a> {
    /// Lays them out.
    pub fn write(&self, out: &mut Writer) {
        let blocks = [&self.texts, &self.filed, &self.heads, &self.filter, &self.classes, &self.others];
        blocks.iter().for_each(|bytes| out.block(bytes));
        out.byte(u8::from(self.has_parts) + 2 * u8::from(self.has_inside));
    }

    /// Reads literals that are laid out.
    pub fn read(from: &mut Reader<'a>) -> Self {
        let mut block = || Cow::Borrowed(from.block());
        let (texts, filed, heads, filter, classes, others) = (block(), block(), block(), block(), block(), block());
        let flags = from.byte();
        let (has_parts, has_inside) = (flags & 1 != 0, flags & 2 != 0);
        Self { texts, filed, heads, filter, classes, others, has_parts, has_inside, automaton: OnceLock::new() }
    }

    /// The number of literals.
    pub fn count(&self) -> usize {
        self.filed.len() / FILED
    }

    /// Gives the number and the place of every literal in `text`.
    pub fn find(&self, text: &[u8], mut found: impl FnMut(u32, Range<usize>)) {
        let Some(classes) = self.classes.first_chunk::<256>().filter(|_| self.count() > 0) else { return };
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            match classes[usize::from(byte)] {
                WORD => {
                    let (mut end, mut key) = (at, WORD_KEY);
                    while let Some(&byte) = text.get(end).filter(|byte| classes[usize::from(**byte)] == WORD) {
                        key = word_key(key, byte);
                        end += 1;
                    }
                    self.look_up(key, text, at, &mut found);
                    if self.has_parts && end - at >= 3 {
                        self.look_up_parts(text, at..end, &mut found);
                    }
                    at = end;
                }
                SIGNED => {
                    self.look_up(u32::from(byte) ^ SIGN, text, at, &mut found);
                    at += 1;
                }
                _ => at += 1,
            }
        }
        if self.has_inside {
            let mut key = 0;
            for (at, byte) in text.iter().enumerate() {
                key = (key << 8 | u32::from(byte | 0x20)) & 0x00FF_FFFF;
                // Before the third letter the key is none of three letters.
                self.look_up(key ^ INSIDE, text, (at + 1).saturating_sub(LETTERS), &mut found);
            }
        }
        if let Some(automaton) = self.automaton() {
            for one in automaton.find_overlapping_iter(text) {
                let number = u32_at(&self.others, one.pattern().as_usize() * 4) as u32;
                self.compare(number, text, one.start(), &mut found);
            }
        }
    }

    /// An automaton for the literals without an anchor, if there are any.
    fn automaton(&self) -> Option<&AhoCorasick> {
        if self.others.is_empty() {
            return None;
        }
        let build = || {
            let numbers = self.others.chunks_exact(4).map(|number| u32_at(number, 0));
            let texts: Vec<&[u8]> = numbers.map(|number| self.text(number)).collect();
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::ContiguousNFA)).build(texts).ok()
        };
        self.automaton.get_or_init(build).as_ref()
    }

    /// The text of a literal.
    fn text(&self, number: usize) -> &[u8] {
        let start = u32_at(&self.filed, number * FILED);
        self.texts.get(start..start + u16_at(&self.filed, number * FILED + 4)).unwrap_or_default()
    }

    /// Looks up the beginning and the end of a word of three letters or more.
    fn look_up_parts(&self, text: &[u8], word: Range<usize>, found: &mut impl FnMut(u32, Range<usize>)) {
        let letters = &text[word.clone()];
        for length in 3..=letters.len().min(4) {
            self.look_up(part_key(&letters[..length]) ^ BEGINNING, text, word.start, found);
            self.look_up(part_key(&letters[letters.len() - length..]) ^ END, text, word.end, found);
        }
    }

    /// Compares the literals under a key with the text around their anchor at `at`.
    #[inline]
    fn look_up(&self, key: u32, text: &[u8], at: usize, found: &mut impl FnMut(u32, Range<usize>)) {
        let (byte, bit) = filter_place(key, self.filter.len());
        if self.filter.get(byte).is_some_and(|bits| bits & bit != 0) {
            self.compare_all(key, text, at, found);
        }
    }

    /// The same for a key that may be among the heads.
    fn compare_all(&self, key: u32, text: &[u8], at: usize, found: &mut impl FnMut(u32, Range<usize>)) {
        let mask = self.heads.len() / HEAD - 1;
        let mut place = slot(key) & mask;
        let mut next = loop {
            let first = u32_at(&self.heads, place * HEAD + 4);
            if first == 0 || u32_at(&self.heads, place * HEAD) == key as usize {
                break first;
            }
            place = (place + 1) & mask;
        };
        while let Some(number) = next.checked_sub(1) {
            if let Some(start) = at.checked_sub(u16_at(&self.filed, number * FILED + 6)) {
                self.compare(number as u32, text, start, found);
            }
            next = u32_at(&self.filed, number * FILED + 8);
        }
    }

    /// Gives a literal if it stands at `start`.
    fn compare(&self, number: u32, text: &[u8], start: usize, found: &mut impl FnMut(u32, Range<usize>)) {
        let literal = self.text(number as usize);
        let edges = self.filed.get(number as usize * FILED + 12).copied().unwrap_or_default();
        let end = start + literal.len();
        let is_word_at = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|byte| is_word(*byte));
        if text.get(start..end).is_some_and(|words| words.eq_ignore_ascii_case(literal))
            && !(edges & 1 != 0 && is_word_at(start.checked_sub(1)))
            && !(edges & 2 != 0 && is_word_at(Some(end)))
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
