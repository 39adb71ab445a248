//! How [`Literals`] are found, in one pass over a text.

use super::keys::{BEGINNING, END, INSIDE, LETTERS, SIGN, WORD_KEY, filter_place, is_word, part_key, slot, word_key};
use super::literals::{HEAD, Literals, Record, SIGNED, Selection, WORD, folded};
use super::trigrams::Trigrams;
use crate::layout::u32_at;
use std::ops::Range;

impl Literals<'_> {
    /// Gives the number and the place of every literal in `text`.
    pub fn find(&self, text: &[u8], found: impl FnMut(u32, Range<usize>)) {
        Search { literals: self, filter: &self.filter, wanted: None, text, found }.run();
    }

    /// The same for some of the literals.
    pub fn find_selected(&self, selection: &Selection, text: &[u8], found: impl FnMut(u32, Range<usize>)) {
        Search { literals: self, filter: &selection.filter, wanted: Some(&selection.wanted), text, found }.run();
    }
}

/// A pass over a text.
struct Search<'s, F> {
    literals: &'s Literals<'s>,
    /// A bit for each key under which a literal may be filed that is wanted.
    filter: &'s [u8],
    /// A bit for each literal that is wanted; all are if there are none.
    wanted: Option<&'s [u64]>,
    text: &'s [u8],
    /// Is given the number and the place of each literal.
    found: F,
}

impl<F: FnMut(u32, Range<usize>)> Search<'_, F> {
    /// Looks for all literals.
    fn run(mut self) {
        if self.literals.count() == 0 {
            return;
        }
        self.by_anchors();
        let literals = self.literals;
        if let Some(automaton) = literals.automaton() {
            for one in automaton.find_overlapping_iter(self.text) {
                let number = u32_at(&literals.others, one.pattern().as_usize() * 4);
                if let Some(of) = literals.record(number).filter(|_| self.is_wanted(number)) {
                    self.compare(number, &of, one.start());
                }
            }
        }
    }

    fn is_wanted(&self, number: usize) -> bool {
        self.wanted.is_none_or(|bits| bits.get(number / 64).is_some_and(|bits| bits >> (number % 64) & 1 != 0))
    }

    /// Looks for those that have an anchor, byte by byte.
    fn by_anchors(&mut self) {
        let text = self.text;
        let Some(classes) = self.literals.classes.first_chunk::<256>() else { return };
        let insides = self.literals.insides.bits();
        // The number of the three letters that end here, and the hash of the word that goes on here.
        let (mut letters, mut key, mut start) = (0, WORD_KEY, 0);
        for (at, &byte) in text.iter().enumerate() {
            let before = letters;
            letters = Trigrams::next(letters, byte);
            if insides.is_some_and(|bits| Trigrams::has(bits, letters)) {
                self.inside(at + 1);
            }
            let class = classes[usize::from(byte)];
            if class == WORD {
                key = word_key(key, byte);
                continue;
            }
            self.word(key, start..at, before);
            (key, start) = (WORD_KEY, at + 1);
            if class == SIGNED {
                self.look_up(u32::from(byte) ^ SIGN, at);
            }
        }
        self.word(key, start..text.len(), letters);
    }

    /// Looks up a word, if it has letters; the last three have the number `last`.
    #[inline]
    fn word(&mut self, key: u32, word: Range<usize>, last: usize) {
        if !word.is_empty() {
            self.look_up(key, word.start);
            self.parts(word, last);
        }
    }

    /// Looks up the beginning and the end of a word, the last three letters of which have the number `last`.
    fn parts(&mut self, word: Range<usize>, last: usize) {
        let letters = &self.text[word.clone()];
        let Some(first) = letters.first_chunk::<LETTERS>() else { return };
        let first = first.iter().fold(0, |number, &byte| Trigrams::next(number, byte));
        if self.literals.beginnings.bits().is_some_and(|bits| Trigrams::has(bits, first)) {
            for length in LETTERS..=letters.len().min(LETTERS + 1) {
                self.look_up(part_key(&letters[..length]) ^ BEGINNING, word.start);
            }
        }
        if self.literals.ends.bits().is_some_and(|bits| Trigrams::has(bits, last)) {
            for length in LETTERS..=letters.len().min(LETTERS + 1) {
                self.look_up(part_key(&letters[letters.len() - length..]) ^ END, word.end);
            }
        }
    }

    /// Looks up the three letters that end at byte `end`.
    fn inside(&mut self, end: usize) {
        if let Some(start) = end.checked_sub(LETTERS) {
            self.look_up(part_key(&self.text[start..end]) ^ INSIDE, start);
        }
    }

    /// Compares the literals under a key with the text around their anchor at `at`.
    #[inline]
    fn look_up(&mut self, key: u32, at: usize) {
        let (byte, bit) = filter_place(key, self.filter.len());
        if self.filter.get(byte).is_some_and(|bits| bits & bit != 0) {
            self.compare_all(key, at);
        }
    }

    /// The same for a key that may be among the heads.
    #[inline(never)]
    fn compare_all(&mut self, key: u32, at: usize) {
        let literals = self.literals;
        let mask = literals.heads.len() / HEAD - 1;
        let mut place = slot(key) & mask;
        let mut next = loop {
            let first = u32_at(&literals.heads, place * HEAD + 4);
            if first == 0 || u32_at(&literals.heads, place * HEAD) == key as usize {
                break first;
            }
            place = (place + 1) & mask;
        };
        while let Some((number, of)) = next.checked_sub(1).and_then(|number| Some((number, literals.record(number)?))) {
            if let Some(start) = at.checked_sub(of.anchor).filter(|_| self.is_wanted(number)) {
                self.compare(number, &of, start);
            }
            next = of.next;
        }
    }

    /// Gives a literal if it stands at `start`.
    #[inline]
    fn compare(&mut self, number: usize, of: &Record, start: usize) {
        let end = start + of.length;
        let Some(words) = self.text.get(start..end) else { return };
        if let (Some(&head), Some(&tail)) = (words.first_chunk(), words.last_chunk())
            && (folded(head) != of.head || folded(tail) != of.tail)
        {
            return;
        }
        let is_word_at = |at: Option<usize>| at.and_then(|at| self.text.get(at)).is_some_and(|byte| is_word(*byte));
        let is_in_word = |edge: u8, at: Option<usize>| of.edges & edge != 0 && is_word_at(at);
        if !is_in_word(1, start.checked_sub(1))
            && !is_in_word(2, Some(end))
            && words.eq_ignore_ascii_case(self.literals.text(of))
        {
            (self.found)(number as u32, start..end);
        }
    }
}
