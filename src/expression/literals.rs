//! [`Literals`]: many texts found in one pass, at a price that hardly depends on how many they are.
//!
//! Each literal is filed under its *anchor*: the rarest of its words, or the beginning or the end of one, or a rare sign, or
//! else its first three letters, wherever they stand. The
//! pass over a text looks up each word in a table, unless the caller knows its [`Anchors`](super::anchors::Anchors), and compares
//! the literals that are filed there. Words and their edges are those of ASCII, as `\b` sees them. Case does not matter for ASCII letters.

use super::keys::{filter_place, slot};
use super::trigrams::Trigrams;
use crate::layout::{Reader, Writer, u32_at};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Literals, each with a number, as bytes that can be laid out and read in place.
pub struct Literals<'a> {
    pub(super) texts: Cow<'a, [u8]>,
    /// For each literal [`FILED`] bytes, a [`Record`].
    pub(super) filed: Cow<'a, [u8]>,
    /// Keys with the number of the first literal filed under each, plus one; the place of a key follows from its hash.
    pub(super) heads: Cow<'a, [u8]>,
    /// A bit for each key that may be among them, so that most words of a text are done with here.
    pub(super) filter: Cow<'a, [u8]>,
    /// What each byte is to the pass.
    pub(super) classes: Cow<'a, [u8]>,
    /// Three letters with which words begin under whose beginning some are filed.
    pub(super) beginnings: Trigrams<'a>,
    /// Three letters with which words end under whose end some are filed.
    pub(super) ends: Trigrams<'a>,
    /// Three letters that may stand anywhere under which some are filed.
    pub(super) insides: Trigrams<'a>,
    /// The numbers of literals without an anchor, which are very short.
    pub(super) others: Cow<'a, [u8]>,
    pub(super) automaton: OnceLock<Option<AhoCorasick>>,
}

/// The bytes that one literal takes in [`Literals::filed`].
pub const FILED: usize = 28;

/// What is filed of a literal. A look at its head and tail, four bytes each, tells almost all others from it.
pub struct Record {
    /// The place of its text.
    pub text: usize,
    pub length: usize,
    /// The place of its anchor in the text.
    pub anchor: usize,
    /// The next literal under the same key, plus one.
    pub next: usize,
    pub head: u32,
    pub tail: u32,
    /// The key under which it is filed; none if it has no anchor.
    pub key: u32,
    /// Whether a word must begin where it begins, and end where it ends: 1 and 2. Whether its head and its tail are all of it, and
    /// have letters only, so that nothing else need be compared: 4.
    pub edges: u8,
    /// A letter of it that tells it from others under the same key, and where that stands, counted from the anchor.
    pub probe: Option<(i8, u8)>,
}

/// The bit of [`Record::edges`] for a literal that its head and its tail tell.
pub const IS_TOLD: u8 = 4;

impl Record {
    pub fn write(&self, out: &mut Writer) {
        out.long(self.text);
        out.short(self.length);
        out.short(self.anchor);
        out.long(self.next);
        out.bytes.extend(self.head.to_le_bytes());
        out.bytes.extend(self.tail.to_le_bytes());
        out.bytes.extend(self.key.to_le_bytes());
        let (place, letter) = self.probe.unwrap_or_default();
        out.bytes.extend([self.edges, place as u8, letter, 0]);
    }

    /// Of a record that is laid out, the place of its anchor in the text, its length, its head, and its last letter, 0 if it has
    /// no tail.
    #[inline]
    pub fn ends(bytes: &[u8; FILED]) -> (usize, usize, u32, u8) {
        let head = u32::from_le_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
        let length = u16::from_le_bytes([bytes[4], bytes[5]]);
        (u16::from_le_bytes([bytes[6], bytes[7]]).into(), length.into(), head, bytes[19])
    }

    /// Whether a text with the anchor at byte `at` may have a literal there whose record is laid out: the letter that tells most
    /// literals from others stands in its place.
    #[inline]
    pub fn may_be(bytes: &[u8; FILED], text: &[u8], at: usize) -> bool {
        let (place, letter) = (bytes[25] as i8, bytes[26]);
        letter == 0 || text.get(at.wrapping_add_signed(place.into())).is_some_and(|byte| byte | 0x20 == letter)
    }

    /// The next literal under the same key, plus one.
    #[inline]
    pub fn next(bytes: &[u8; FILED]) -> usize {
        u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize
    }

    pub fn read(bytes: &[u8; FILED]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, edges, place, letter, _] = *bytes;
        Self {
            text: u32::from_le_bytes([a, b, c, d]) as usize,
            length: u16::from_le_bytes([e, f]).into(),
            anchor: u16::from_le_bytes([g, h]).into(),
            next: u32::from_le_bytes([i, j, k, l]) as usize,
            head: u32::from_le_bytes([m, n, o, p]),
            tail: u32::from_le_bytes([q, r, s, t]),
            key: u32::from_le_bytes([u, v, w, x]),
            edges,
            probe: Some((place as i8, letter)).filter(|_| letter != 0),
        }
    }
}

/// Four letters as a number that is the same in capitals.
pub const fn folded(four: [u8; 4]) -> u32 {
    u32::from_le_bytes(four) | 0x2020_2020
}

/// Some of [`Literals`], the only ones that a search gives.
pub struct Selection {
    /// A bit for each literal.
    pub(super) wanted: Vec<u64>,
    /// A bit for each key under which one of them may be filed.
    pub(super) filter: Vec<u8>,
    /// A bit for each place among the heads under which one of them is filed.
    pub(super) slots: Vec<u64>,
}

/// The bytes of a key and a number.
pub const HEAD: usize = 8;

/// What a byte is to the pass, as bits: part of a word, a sign under which literals are filed, or next to a blank in three letters
/// under which some are.
pub const OTHER: u8 = 0;
pub const WORD: u8 = 1;
pub const SIGNED: u8 = 2;
pub const BESIDE_BLANK: u8 = 4;

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
        [&self.beginnings, &self.ends, &self.insides].iter().for_each(|set| out.block(set.bytes()));
    }

    /// Reads literals that are laid out.
    pub fn read(from: &mut Reader<'a>) -> Self {
        let mut block = || Cow::Borrowed(from.block());
        let (texts, filed, heads, filter, classes, others) = (block(), block(), block(), block(), block(), block());
        let mut set = || Trigrams::read(from.block());
        let (beginnings, ends, insides) = (set(), set(), set());
        let automaton = OnceLock::new();
        Self { texts, filed, heads, filter, classes, beginnings, ends, insides, others, automaton }
    }

    /// The number of literals.
    pub fn count(&self) -> usize {
        self.filed.len() / FILED
    }

    /// None of the literals yet, to which [`Literals::add_to`] adds some.
    pub fn none(&self) -> Selection {
        let bits = |count: usize| vec![0; count.div_ceil(64)];
        let (wanted, slots) = (bits(self.count()), bits(self.heads.len() / HEAD));
        Selection { wanted, filter: vec![0; self.filter.len()], slots }
    }

    /// Adds the literal of a number, if it is one of these.
    pub fn add_to(&self, selection: &mut Selection, number: u32) {
        let bit = 1 << (number % 64);
        let Some(bits) = selection.wanted.get_mut(number as usize / 64).filter(|bits| **bits & bit == 0) else {
            return;
        };
        *bits |= bit;
        if let Some(of) = self.record(number as usize) {
            let (byte, bit) = filter_place(of.key, selection.filter.len());
            selection.filter[byte] |= bit;
            if let Some((slot, _)) = self.head(of.key) {
                selection.slots[slot / 64] |= 1 << (slot % 64);
            }
        }
    }

    /// An automaton for the literals without an anchor, if there are any.
    pub(super) fn automaton(&self) -> Option<&AhoCorasick> {
        if self.others.is_empty() {
            return None;
        }
        let build = || {
            let numbers = self.others.chunks_exact(4).map(|number| u32_at(number, 0));
            let records = numbers.filter_map(|number| self.record(number));
            let texts: Vec<&[u8]> = records.map(|of| self.text(&of)).collect();
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::ContiguousNFA)).build(texts).ok()
        };
        self.automaton.get_or_init(build).as_ref()
    }

    /// The place of a key among the heads, and the first literal under it, plus one; `None` if nothing is filed there.
    pub(super) fn head(&self, key: u32) -> Option<(usize, usize)> {
        let (byte, bit) = filter_place(key, self.filter.len());
        self.filter.get(byte).filter(|bits| **bits & bit != 0)?;
        let mask = (self.heads.len() / HEAD).checked_sub(1)?;
        let mut place = slot(key) & mask;
        loop {
            match self.first_at(place) {
                0 => return None,
                first if u32_at(&self.heads, place * HEAD) == key as usize => return Some((place, first)),
                _ => place = (place + 1) & mask,
            }
        }
    }

    /// The first literal under the key at a place among the heads, plus one.
    pub(super) fn first_at(&self, place: usize) -> usize {
        u32_at(&self.heads, place * HEAD + 4)
    }

    /// What is filed of a literal.
    pub(super) fn record(&self, number: usize) -> Option<Record> {
        self.all_filed().get(number).map(Record::read)
    }

    /// The bytes of what is filed of each literal.
    #[inline]
    pub(super) fn all_filed(&self) -> &[[u8; FILED]] {
        self.filed.as_chunks().0
    }

    /// The text of a literal.
    pub(super) fn text(&self, of: &Record) -> &[u8] {
        self.texts.get(of.text..of.text + of.length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::expression::{Collector, Literal, Tables};

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
        literals.find(text.as_bytes(), std::iter::empty(), |_, place| {
            places.push((text[place.clone()].to_owned(), place.start))
        });
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

    #[test]
    fn a_search_for_some_gives_no_others() {
        let frequencies = Tables::built_in().frequencies;
        let mut collector = Collector::new(&frequencies);
        let numbers = ["harbour", "harbour wall", "pilot"].map(|text| collector.add(&Literal::phrase(text)));
        let literals = collector.finish();
        let mut selection = literals.none();
        literals.add_to(&mut selection, numbers[1]);
        let mut found = Vec::new();
        let text = b"The pilot left the harbour wall.";
        literals.find_selected(&selection, text, std::iter::empty(), |number, _| found.push(number));
        assert_eq!(found, [numbers[1]]);
    }
    #[test]
    fn words_whose_anchors_are_known_need_not_be_read() {
        let frequencies = Tables::built_in().frequencies;
        let mut collector = Collector::new(&frequencies);
        let texts = ["harbour wall", "xyz", "b\u{201c}", "ab c", "x_", "eft the", "pil"];
        for text in texts {
            collector.add(&Literal { text: text.into(), opens: false, closes: false });
        }
        let literals = collector.finish();
        let text = "The pilot left the harbour wall ab cold and sxyz, a b\u{201c} pilot x_pilot pilot_x";
        let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let known: Vec<_> = words
            .map(|word| (place(word)..place(word) + word.len(), literals.anchors_in(&word.to_lowercase())))
            .collect();
        let all = |known: &[(std::ops::Range<usize>, crate::expression::Anchors)]| {
            let words = known.iter().filter_map(|(place, of)| Some((place.clone(), of.known()?)));
            let mut found = Vec::new();
            literals.find(text.as_bytes(), words, |number, place| found.push((number, place)));
            found
        };
        assert_eq!(all(&[]).len(), 10);
        assert_eq!(all(&known), all(&[]));
    }
}
