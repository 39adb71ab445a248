//! The words of a draft with what stands around them: the smallest facts that the names engine reasons with.
//!
//! A word is a run of letters and digits with apostrophes inside. A hyphen ends it, so that `pro-Trump` gives `Trump` and
//! `Holtz-Eakin` gives two words. A possessive `'s` is not part of the word.

use crate::analysis::WordId;
use crate::prose::Prose;
use crate::text::Span;
use std::ops::Deref;

/// How the letters of a word are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No capital first.
    Lower,
    /// A capital first, and no pattern that names do not have: Trump, McCain, O'Malley, WikiLeaks.
    Capital,
    /// All capitals, two or more.
    Upper,
    /// Two capitals, then lower case: CLinton.
    Double,
}

impl Case {
    /// How the letters of `word` are set.
    pub fn of(word: &str) -> Self {
        // Most capitals stand before a small letter.
        if let [first, second, ..] = word.as_bytes()
            && first.is_ascii_uppercase()
            && second.is_ascii_lowercase()
        {
            return Self::Capital;
        }
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        if !letters.next().is_some_and(char::is_uppercase) {
            return Self::Lower;
        }
        let rest = letters.clone();
        if rest.clone().next().is_some() && rest.clone().all(char::is_uppercase) {
            return Self::Upper;
        }
        if rest.clone().count() > 2
            && letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase)
            && word.chars().all(char::is_alphabetic)
        {
            return Self::Double;
        }
        Self::Capital
    }
}

/// A word with its neighbourhood.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub(super) start: u32,
    /// The word in lower case, with straight apostrophes, without accents and without a possessive ending.
    pub fold: WordId,
    /// Bytes without the possessive ending.
    pub(super) length: u16,
    /// Bytes of its possessive ending.
    pub(super) ending: u8,
    pub(super) shape: Shape,
}

/// The case of a word, and what its place says of it: two bits, and the bits below.
#[derive(Debug, Clone, Copy)]
pub struct Shape(u8);

pub(super) const OPENS: u8 = 1 << 2;
pub(super) const TITLED: u8 = 1 << 3;
pub(super) const LISTED: u8 = 1 << 4;
pub(super) const MUTE: u8 = 1 << 5;
pub(super) const AFTER_BLANK: u8 = 1 << 6;
pub(super) const FIRST: u8 = 1 << 7;

impl Shape {
    /// A shape with this case and these bits.
    pub(super) const fn new(case: Case, bits: u8) -> Self {
        Self(case as u8 | bits)
    }

    pub(super) const fn add(&mut self, bits: u8) {
        self.0 |= bits;
    }

    const fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    /// How its letters are set.
    pub const fn case(self) -> Case {
        match self.0 & 3 {
            0 => Case::Lower,
            1 => Case::Capital,
            2 => Case::Upper,
            _ => Case::Double,
        }
    }

    /// Whether it begins with a capital.
    pub const fn capital(self) -> bool {
        self.0 & 3 != Case::Lower as u8
    }

    /// Whether a sentence, or what may be one, begins with it, so that a capital means little.
    pub const fn opens(self) -> bool {
        self.has(OPENS)
    }

    /// Whether it is the first of its block, so that the word before it stands in another.
    pub const fn is_first(self) -> bool {
        self.has(FIRST)
    }

    /// Whether it stands in the block of the word before it, with nothing but a blank between.
    pub const fn follows_blank(self) -> bool {
        self.has(AFTER_BLANK)
    }

    /// Whether it stands in a title-case or all-caps block, where a capital means nothing.
    pub const fn is_titled(self) -> bool {
        self.has(TITLED)
    }

    /// Whether it stands in a long block of which most words are capitalised: a list of names.
    pub const fn is_listed(self) -> bool {
        self.has(LISTED)
    }

    /// Whether it is never judged: part of a handle, hashtag or address, or marked [sic].
    pub const fn is_mute(self) -> bool {
        self.has(MUTE)
    }
}

impl Deref for Word {
    type Target = Shape;

    fn deref(&self) -> &Shape {
        &self.shape
    }
}

impl Word {
    /// Its first byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past its last byte, without a possessive ending.
    pub const fn end(self) -> usize {
        self.start as usize + self.length as usize
    }

    /// One past its last byte, with a possessive ending.
    pub const fn full_end(self) -> usize {
        self.end() + self.ending as usize
    }

    /// Its place, without a possessive ending.
    pub const fn span(self) -> Span<Prose> {
        Span::new(self.start(), self.end())
    }

    /// Its place, with a possessive ending.
    pub const fn whole(self) -> Span<Prose> {
        Span::new(self.start(), self.full_end())
    }

    /// Whether a possessive ending follows.
    pub const fn is_possessive(self) -> bool {
        self.ending > 0
    }

    pub const fn len(self) -> usize {
        self.length as usize
    }
}
