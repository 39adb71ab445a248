//! [`Anchors`]: where a word has anchors of [`Literals`], so that whoever meets the word again need not look them up.

use super::keys::{BEGINNING, END, INSIDE, LETTERS, WORD_KEY, is_word, part_key, word_key};
use super::literals::{Literals, SIGNED};
use super::trigrams::Trigrams;

/// The largest number of anchors of a word that are kept; hardly any has more.
const MOST: usize = 4;

/// The anchors of a word of ASCII letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchors {
    of: [Anchor; MOST],
    count: u8,
}

/// A key under which literals are filed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchor {
    /// The place of the key among the heads.
    pub slot: u16,
    /// Where the word has it, counted from its start.
    pub at: u8,
}

/// The count of a word that has too many, or of which they are not known.
const UNKNOWN: u8 = u8::MAX;

impl Anchors {
    /// Those of a word that has to be read each time.
    pub const UNKNOWN: Self = Self { of: [Anchor { slot: 0, at: 0 }; MOST], count: UNKNOWN };

    /// The anchors; `None` where they are not known.
    pub fn known(&self) -> Option<&[Anchor]> {
        self.of.get(..self.count.into())
    }

    fn add(&mut self, slot: usize, at: usize) {
        let anchor = u16::try_from(slot).ok().zip(u8::try_from(at).ok()).map(|(slot, at)| Anchor { slot, at });
        match (self.of.get_mut(usize::from(self.count)), anchor) {
            (Some(place), Some(anchor)) => {
                *place = anchor;
                self.count += 1;
            }
            _ => self.count = UNKNOWN,
        }
    }
}

impl Literals<'_> {
    /// Whether a literal may have its anchor in a token in lower case. Where none has in any token of a text, and none
    /// [has it across tokens](Self::are_across), the text has no literal.
    pub fn may_be_in(&self, token: &str) -> bool {
        let letters = token.as_bytes();
        let is_filed = |key: u32| self.head(key).is_some();
        let is_sign = |byte: &u8| self.classes.get(usize::from(*byte)).is_none_or(|class| class & SIGNED != 0);
        let is_run_filed = |run: &[u8]| {
            let mut lengths = LETTERS..=run.len().min(LETTERS + 1);
            is_filed(run.iter().fold(WORD_KEY, |key, byte| word_key(key, *byte)))
                || lengths.any(|length| {
                    is_filed(part_key(&run[..length]) ^ BEGINNING)
                        || is_filed(part_key(&run[run.len() - length..]) ^ END)
                })
        };
        // An underscore joins what are several tokens.
        letters.iter().any(|byte| *byte == b'_' || is_sign(byte))
            || token.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
            || letters.windows(LETTERS).any(|three| is_filed(part_key(three) ^ INSIDE))
            || letters.split(|byte| !is_word(*byte)).any(is_run_filed)
    }

    /// Whether some literal has no anchor, or three letters with a blank or a mark among them.
    pub fn are_across(&self) -> bool {
        let is_across = |number: usize| {
            let of = self.record(number)?;
            let three = self.text(&of).get(of.anchor..of.anchor + LETTERS)?;
            Some(of.key == part_key(three) ^ INSIDE && !three.iter().all(|byte| is_word(*byte)))
        };
        !self.others.is_empty() || (0..self.count()).any(|number| is_across(number) == Some(true))
    }

    /// The anchors of a word of ASCII letters, in the order in which the search comes upon them.
    pub fn anchors_in(&self, word: &str) -> Anchors {
        let (letters, mut anchors) = (word.as_bytes(), Anchors::default());
        let mut add = |key: u32, at: usize| {
            if let Some((slot, _)) = self.head(key) {
                anchors.add(slot, at);
            }
        };
        // Few places have three letters under which something is filed.
        let number = |three: &[u8]| three.iter().fold(0, |number, &byte| Trigrams::next(number, byte));
        let may_be = |set: &Trigrams, three: Option<&[u8; LETTERS]>| {
            set.bits().zip(three).is_some_and(|(bits, three)| Trigrams::has(bits, number(three)))
        };
        if let Some(bits) = self.insides.bits() {
            let mut at_letters = number(&letters[..letters.len().min(LETTERS - 1)]);
            for (at, &last) in letters.iter().skip(LETTERS - 1).enumerate() {
                at_letters = Trigrams::next(at_letters, last);
                if Trigrams::has(bits, at_letters) {
                    add(part_key(&letters[at..at + LETTERS]) ^ INSIDE, at);
                }
            }
        }
        add(letters.iter().fold(WORD_KEY, |key, byte| word_key(key, *byte)), 0);
        let lengths = LETTERS..=letters.len().min(LETTERS + 1);
        if may_be(&self.beginnings, letters.first_chunk()) {
            lengths.clone().for_each(|length| add(part_key(&letters[..length]) ^ BEGINNING, 0));
        }
        if may_be(&self.ends, letters.last_chunk()) {
            lengths.for_each(|length| add(part_key(&letters[letters.len() - length..]) ^ END, letters.len()));
        }
        anchors
    }
}
