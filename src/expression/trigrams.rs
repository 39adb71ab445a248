//! [`Trigrams`]: a bit for every three letters, so that most places of a text are done with at the price of one look.

use std::borrow::Cow;

/// Sets of three letters, as bytes that can be laid out. Case does not matter; a few other bytes look like letters.
pub struct Trigrams<'a>(Cow<'a, [u8]>);

/// The number of bits of one byte of text.
const BITS: u32 = 5;

/// The bytes of a set: a bit for each three times five bits.
const LENGTH: usize = 1 << (3 * BITS - 3);

impl<'a> Trigrams<'a> {
    /// A set of these, each of three bytes or more, of which the first three count.
    pub fn of<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Trigrams<'static> {
        let mut bits = Vec::new();
        for text in texts {
            bits.resize(LENGTH, 0);
            let number = text.iter().take(3).fold(0, |number, &byte| Self::next(number, byte));
            bits[number >> 3] |= 1 << (number & 7);
        }
        Trigrams(Cow::Owned(bits))
    }

    /// The bytes of a set that is laid out.
    pub const fn read(bytes: &'a [u8]) -> Self {
        Self(Cow::Borrowed(bytes))
    }

    /// The same as bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bits, for a pass over a text; `None` if the set is empty.
    pub fn bits(&self) -> Option<&[u8; LENGTH]> {
        self.0.first_chunk()
    }

    /// The number of three bytes of which the last is `byte` and the number before was that of the three before.
    pub const fn next(number: usize, byte: u8) -> usize {
        (number << BITS | (byte & 31) as usize) & (LENGTH * 8 - 1)
    }

    /// Whether the set has the three letters of a number.
    pub const fn has(bits: &[u8; LENGTH], number: usize) -> bool {
        bits[number >> 3 & (LENGTH - 1)] >> (number & 7) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_letters_in_any_case() {
        let set = Trigrams::of(["abcd", "XYZ"].into_iter().map(str::as_bytes));
        let has = |text: &str| {
            let number = text.bytes().fold(0, Trigrams::next);
            set.bits().is_some_and(|bits| Trigrams::has(bits, number))
        };
        assert_eq!(["abc", "zabc", "xyZ", "bcd", "cba"].map(has), [true, true, true, false, false]);
        assert!(Trigrams::of(std::iter::empty()).bits().is_none());
    }
}
