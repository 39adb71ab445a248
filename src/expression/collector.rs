//! [`Collector`]: files literals under their anchors, so that [`Literals`] can be laid out.

use super::frequency::{Frequencies, runs};
use super::keys::{
    BEGINNING, END, INSIDE, LETTERS, SIGN, SIGN_COST, WORD_KEY, filter_place, is_rare_sign, is_word, part_key, slot,
    word_key,
};
use super::literal::Literal;
use super::literals::{BESIDE_BLANK, IS_TOLD, Literals, OTHER, Record, SIGNED, WORD, folded};
use super::trigrams::Trigrams;
use crate::layout::Writer;
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A literal as it is filed.
struct Filed {
    text: Box<[u8]>,
    opens: bool,
    closes: bool,
    /// The place of the anchor in the text.
    anchor: usize,
    kind: Kind,
}

impl Filed {
    /// Whether its first four letters and its last four are all of it, and nothing but letters.
    fn is_told(&self) -> bool {
        (4..=8).contains(&self.text.len()) && self.text.iter().all(u8::is_ascii_lowercase)
    }

    /// A letter that tells it from others with the same anchor, and where that stands, counted from the anchor: the first of the
    /// next word, or the last of the one before.
    fn probe(&self) -> Option<(i8, u8)> {
        let word = self.text.get(self.anchor..)?.iter().take_while(|byte| is_word(**byte)).count();
        let place = match self.kind {
            Kind::Word if self.anchor + word + 1 < self.text.len() => self.anchor + word + 1,
            Kind::Word => self.anchor.checked_sub(2)?,
            Kind::Beginning | Kind::Inside => self.anchor + LETTERS + 1,
            Kind::End | Kind::Sign => return None,
        };
        let from_anchor = i8::try_from(place as isize - self.anchor as isize).ok()?;
        Some((from_anchor, self.text.get(place)? | 0x20))
    }
}

/// What the anchor of a literal is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Beginning,
    End,
    Sign,
    /// Three letters that may stand anywhere.
    Inside,
}

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
            // If no word or sign is rare enough, as within words, use the first three letters.
            let letters = || lower.get(..LETTERS).map(|letters| (part_key(letters) ^ INSIDE, 0, Kind::Inside));
            let anchor = self.anchor(literal, &lower).or_else(letters);
            self.keys.push(anchor.map(|(key, ..)| key));
            let (_, anchor, kind) = anchor.unwrap_or((0, 0, Kind::Inside));
            self.texts.push(Filed { text: lower, opens: literal.opens, closes: literal.closes, anchor, kind });
        }
        number
    }

    /// The number of literals so far.
    pub fn count(&self) -> usize {
        self.texts.len()
    }

    /// The key of the anchor of a literal, its place in the text, and what it is.
    fn anchor(&self, literal: &Literal, text: &[u8]) -> Option<(u32, usize, Kind)> {
        let key = |&(start, end): &(usize, usize)| {
            let run = &text[start..end];
            let opens = start > 0 || literal.opens;
            let closes = end < text.len() || literal.closes;
            let cost = self.frequencies.part(&String::from_utf8_lossy(run), opens, closes);
            let part = run.len().min(4);
            let anchor = match (opens, closes) {
                (true, true) => (run.iter().fold(WORD_KEY, |key, byte| word_key(key, *byte)), start, Kind::Word),
                (true, false) if part >= 3 => (part_key(&run[..part]) ^ BEGINNING, start, Kind::Beginning),
                // Filed at the end of the word, with the place of its last byte.
                (false, true) if part >= 3 => (part_key(&run[run.len() - part..]) ^ END, end, Kind::End),
                _ => return None,
            };
            Some((cost, anchor))
        };
        let runs = runs(text);
        let sign = |at: usize| (SIGN_COST, (u32::from(text[at]) ^ SIGN, at, Kind::Sign));
        let rare_sign = text.iter().position(|byte| is_rare_sign(*byte)).map(sign);
        let any_sign =
            || text.iter().rposition(|byte| !is_word(*byte) && *byte != b' ').filter(|_| runs.is_empty()).map(sign);
        let best = runs.iter().filter_map(key).chain(rare_sign).min_by_key(|(cost, _)| *cost).or_else(any_sign);
        best.map(|(_, anchor)| anchor)
    }

    /// The literals, ready to be found.
    pub fn finish(self) -> Literals<'static> {
        let mut classes = vec![OTHER; 256];
        (0..=u8::MAX).filter(|byte| is_word(*byte)).for_each(|byte| classes[usize::from(byte)] = WORD);
        let mut heads = vec![(0_u32, 0_u32); (self.texts.len() * 2).next_power_of_two().max(16)];
        let (mut texts, mut filed, mut others) = (Writer::default(), Writer::default(), Writer::default());
        for (number, (of, key)) in self.texts.iter().zip(&self.keys).enumerate() {
            let mut next = 0;
            if let Some(key) = *key {
                match of.kind {
                    Kind::Sign => classes[usize::from(of.text[of.anchor])] |= SIGNED,
                    Kind::Inside => beside_blanks(&of.text[of.anchor..][..LETTERS], &mut classes),
                    _ => {}
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
            let record = Record {
                text: texts.bytes.len(),
                length: of.text.len(),
                anchor: of.anchor,
                next: next as usize,
                head: of.text.first_chunk().copied().map_or(0, folded),
                tail: of.text.last_chunk().copied().map_or(0, folded),
                key: key.unwrap_or_default(),
                edges: u8::from(of.opens) + 2 * u8::from(of.closes) + if of.is_told() { IS_TOLD } else { 0 },
                probe: of.probe(),
            };
            record.write(&mut filed);
            texts.bytes.extend_from_slice(&of.text);
        }
        let mut filter = vec![0_u8; (self.texts.len() * FILTER).next_power_of_two().max(16)];
        for (key, _) in heads.iter().filter(|(_, first)| *first != 0) {
            let (at, bit) = filter_place(*key, filter.len());
            filter[at] |= bit;
        }
        let heads = heads.iter().flat_map(|(key, first)| [key.to_le_bytes(), first.to_le_bytes()]).flatten().collect();
        let trigrams = |kind: Kind| {
            let filed = self.texts.iter().zip(&self.keys).filter(|(of, key)| of.kind == kind && key.is_some());
            Trigrams::of(filed.map(|(of, _)| match kind {
                Kind::End => &of.text[of.anchor - LETTERS..of.anchor],
                _ => &of.text[of.anchor..],
            }))
        };
        Literals {
            texts: Cow::Owned(texts.bytes),
            filed: Cow::Owned(filed.bytes),
            heads: Cow::Owned(heads),
            filter: Cow::Owned(filter),
            classes: Cow::Owned(classes),
            beginnings: trigrams(Kind::Beginning),
            ends: trigrams(Kind::End),
            insides: trigrams(Kind::Inside),
            others: Cow::Owned(others.bytes),
            automaton: OnceLock::new(),
        }
    }
}

/// Marks the bytes of three letters that stand next to a blank there.
fn beside_blanks(letters: &[u8], classes: &mut [u8]) {
    for pair in letters.windows(2).filter(|pair| pair.contains(&b' ')) {
        for byte in pair.iter().flat_map(|byte| [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()]) {
            classes[usize::from(byte)] |= BESIDE_BLANK;
        }
    }
}

/// Approximate bytes of the filter per literal.
const FILTER: usize = 2;
