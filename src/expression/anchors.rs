//! [`Anchors`]: where a word has anchors of [`Literals`], so that whoever meets the word again need not look them up.

use super::keys::{BEGINNING, END, INSIDE, LETTERS, WORD_KEY, part_key, word_key};
use super::literals::Literals;

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
    /// The anchors of a word of ASCII letters, in the order in which the search comes upon them.
    pub fn anchors_in(&self, word: &str) -> Anchors {
        let (letters, mut anchors) = (word.as_bytes(), Anchors::default());
        let mut add = |key: u32, at: usize| {
            if let Some((slot, _)) = self.head(key) {
                anchors.add(slot, at);
            }
        };
        letters.windows(LETTERS).enumerate().for_each(|(at, three)| add(part_key(three) ^ INSIDE, at));
        add(letters.iter().fold(WORD_KEY, |key, byte| word_key(key, *byte)), 0);
        let lengths = LETTERS..=letters.len().min(LETTERS + 1);
        lengths.clone().for_each(|length| add(part_key(&letters[..length]) ^ BEGINNING, 0));
        lengths.for_each(|length| add(part_key(&letters[letters.len() - length..]) ^ END, letters.len()));
        anchors
    }
}
