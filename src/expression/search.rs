//! How [`Literals`] are found, in one pass over a text.

use super::anchors::Anchor;
use super::keys::{BEGINNING, END, INSIDE, LETTERS, SIGN, WORD_KEY, filter_place, is_word, part_key, word_key};
use super::literals::{BESIDE_BLANK, IS_TOLD, Literals, Record, SIGNED, Selection, WORD, folded};
use super::trigrams::Trigrams;
use crate::layout::u32_at;
use std::ops::Range;

/// A word of ASCII letters in a text, and its anchors.
pub type Known<'k> = (Range<usize>, &'k [Anchor]);

impl Literals<'_> {
    /// Gives the number and the place of every literal in `text`. The pass need not read the words that are `known`, which are in
    /// order.
    pub fn find<'k>(&self, text: &[u8], known: impl Iterator<Item = Known<'k>>, found: impl FnMut(u32, Range<usize>)) {
        Search { literals: self, selection: None, text, found }.run(known);
    }

    /// The same where it is known that no literal has its anchor outside of `words`.
    pub fn find_in_words<'k>(
        &self,
        text: &[u8],
        words: impl Iterator<Item = Known<'k>>,
        found: impl FnMut(u32, Range<usize>),
    ) {
        let mut search = Search { literals: self, selection: None, text, found };
        words.for_each(|(word, anchors)| search.meet(word.start, anchors));
    }

    /// The same for some of the literals.
    pub fn find_selected<'k>(
        &self,
        selection: &Selection,
        text: &[u8],
        known: impl Iterator<Item = Known<'k>>,
        found: impl FnMut(u32, Range<usize>),
    ) {
        Search { literals: self, selection: Some(selection), text, found }.run(known);
    }
}

/// A pass over a text.
struct Search<'s, F> {
    literals: &'s Literals<'s>,
    /// The literals that are wanted; all are if there is none.
    selection: Option<&'s Selection>,
    text: &'s [u8],
    /// Is given the number and the place of each literal.
    found: F,
}

/// How far a pass has come.
struct Progress {
    /// The next byte.
    at: usize,
    /// The hash so far of the word that goes on here, and where that begins.
    key: u32,
    start: usize,
}

impl<F: FnMut(u32, Range<usize>)> Search<'_, F> {
    /// Looks for all literals.
    fn run<'k>(mut self, known: impl Iterator<Item = Known<'k>>) {
        if self.literals.count() == 0 {
            return;
        }
        self.by_anchors(known);
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
        self.selection.is_none_or(|selection| has(&selection.wanted, number))
    }

    /// Looks for those that have an anchor, byte by byte between the known words.
    fn by_anchors<'k>(&mut self, known: impl Iterator<Item = Known<'k>>) {
        let Some(classes) = self.literals.classes.first_chunk::<256>() else { return };
        let mut progress = Progress { at: 0, key: WORD_KEY, start: 0 };
        for (word, anchors) in known {
            let is_apart = self.is_apart(classes, &progress, word.start);
            if is_apart {
                progress = Progress { at: word.start, key: WORD_KEY, start: word.start };
            } else {
                self.read(classes, &mut progress, word.start);
            }
            let ends = self.text.get(word.end).is_none_or(|after| classes[usize::from(*after)] & WORD == 0);
            // Otherwise it is part of a longer word here, as in “word_1”.
            if progress.start == word.start && ends {
                if !is_apart {
                    self.across(&word);
                }
                self.meet(word.start, anchors);
                progress = Progress { at: word.end, key: WORD_KEY, start: word.end };
            }
        }
        self.read(classes, &mut progress, self.text.len());
        self.word(progress.key, progress.start..self.text.len());
    }

    /// Whether nothing but a blank stands between a word that was met and the next one, which begins at `start`, and no three
    /// letters with that blank are an anchor. So it is between most words.
    fn is_apart(&self, classes: &[u8; 256], progress: &Progress, start: usize) -> bool {
        let Some(&[before, b' ', first]) = start.checked_sub(2).and_then(|at| self.text.get(at..)?.first_chunk())
        else {
            return false;
        };
        progress.at + 1 == start
            && progress.start == progress.at
            && (classes[usize::from(before)] | classes[usize::from(first)]) & BESIDE_BLANK == 0
    }

    /// The number of the three letters before the byte `at`.
    fn letters_before(&self, at: usize) -> usize {
        self.text[at.saturating_sub(LETTERS)..at].iter().fold(0, |letters, byte| Trigrams::next(letters, *byte))
    }

    /// Reads on up to the byte `to`.
    fn read(&mut self, classes: &[u8; 256], progress: &mut Progress, to: usize) {
        let text = self.text;
        let insides = self.literals.insides.bits();
        let mut letters = self.letters_before(progress.at);
        while progress.at < to.min(text.len()) {
            let (at, byte) = (progress.at, text[progress.at]);
            progress.at += 1;
            letters = Trigrams::next(letters, byte);
            if insides.is_some_and(|bits| Trigrams::has(bits, letters)) {
                self.inside(at + 1);
            }
            let class = classes[usize::from(byte)];
            if class & WORD != 0 {
                progress.key = word_key(progress.key, byte);
                continue;
            }
            self.word(progress.key, progress.start..at);
            (progress.key, progress.start) = (WORD_KEY, at + 1);
            if class & SIGNED != 0 {
                self.look_up(u32::from(byte) ^ SIGN, at);
            }
        }
    }

    /// Looks up three letters that begin before a known word and end in it.
    fn across(&mut self, word: &Range<usize>) {
        let Some(insides) = self.literals.insides.bits() else { return };
        let mut letters = self.letters_before(word.start);
        for at in word.start..word.end.min(word.start + LETTERS - 1) {
            letters = Trigrams::next(letters, self.text[at]);
            if Trigrams::has(insides, letters) {
                self.inside(at + 1);
            }
        }
    }

    /// Compares what is filed under the anchors of a known word that begins at `start`.
    fn meet(&mut self, start: usize, anchors: &[Anchor]) {
        for anchor in anchors {
            let slot = usize::from(anchor.slot);
            if self.selection.is_none_or(|selection| has(&selection.slots, slot)) {
                self.compare_from(self.literals.first_at(slot), start + usize::from(anchor.at));
            }
        }
    }

    /// Looks up a word, if it has letters.
    #[inline]
    fn word(&mut self, key: u32, word: Range<usize>) {
        if !word.is_empty() {
            self.look_up(key, word.start);
            self.parts(word);
        }
    }

    /// Looks up the beginning and the end of a word.
    fn parts(&mut self, word: Range<usize>) {
        let letters = &self.text[word.clone()];
        let (Some(first), Some(last)) = (letters.first_chunk::<LETTERS>(), letters.last_chunk::<LETTERS>()) else {
            return;
        };
        let number = |three: &[u8; LETTERS]| three.iter().fold(0, |number, &byte| Trigrams::next(number, byte));
        if self.literals.beginnings.bits().is_some_and(|bits| Trigrams::has(bits, number(first))) {
            for length in LETTERS..=letters.len().min(LETTERS + 1) {
                self.look_up(part_key(&letters[..length]) ^ BEGINNING, word.start);
            }
        }
        if self.literals.ends.bits().is_some_and(|bits| Trigrams::has(bits, number(last))) {
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
        let filter = self.selection.map_or(&*self.literals.filter, |selection| &*selection.filter);
        let (byte, bit) = filter_place(key, filter.len());
        if filter.get(byte).is_some_and(|bits| bits & bit != 0)
            && let Some((_, first)) = self.literals.head(key)
        {
            self.compare_from(first, at);
        }
    }

    /// Compares a literal, and those that are filed under the same key behind it, if one of them may be there.
    #[inline]
    fn compare_from(&mut self, first: usize, at: usize) {
        let literals = self.literals.all_filed();
        let mut next = first;
        while let Some(filed) = next.checked_sub(1).and_then(|number| literals.get(number)) {
            if Record::may_be(filed, self.text, at) {
                return self.compare_all(next, at);
            }
            next = Record::next(filed);
        }
    }

    /// Compares a literal, and those that are filed under the same key behind it. Most are told from the text by its first four
    /// letters or its last one, so that the rest of what is filed of them is not read.
    #[inline(never)]
    fn compare_all(&mut self, first: usize, at: usize) {
        let (literals, text, mut next) = (self.literals.all_filed(), self.text, first);
        while let Some(number) = next.checked_sub(1) {
            let Some(filed) = literals.get(number) else { return };
            next = Record::next(filed);
            if !Record::may_be(filed, text, at) {
                continue;
            }
            let (anchor, length, head, last) = Record::ends(filed);
            let Some(words) = at.checked_sub(anchor).and_then(|start| text.get(start..start + length)) else {
                continue;
            };
            let has_head = || words.first_chunk().is_none_or(|four| folded(*four) == head);
            let has_last = words.last().is_none_or(|byte| last == 0 || byte | 0x20 == last);
            if has_last && has_head() && self.is_wanted(number) {
                self.compare(number, &Record::read(filed), at - anchor);
            }
        }
    }

    /// Gives a literal if it stands at `start`.
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
            && (of.edges & IS_TOLD != 0 || words.eq_ignore_ascii_case(self.literals.text(of)))
        {
            (self.found)(number as u32, start..end);
        }
    }
}

/// Whether one of many bits is set.
fn has(bits: &[u64], number: usize) -> bool {
    bits.get(number / 64).is_some_and(|bits| bits >> (number % 64) & 1 != 0)
}
