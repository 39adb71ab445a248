//! What is between two words of a draft, and whether they may belong to one name.

use super::form::Draft;
use super::word::Word;
use crate::language::NameTags;
use crate::prose::Prose;
use crate::text::Span;

impl<'a> Draft<'a> {
    /// The text between a word and the one before it; from the start of its block where it is the first.
    pub fn gap(&self, word: usize) -> &'a str {
        let shape = self.shape(word);
        if shape.follows_blank() {
            return " "; // as between most words
        }
        let (before, word) = (word.checked_sub(1), self.word(word));
        let start = match before {
            Some(before) if !shape.is_first() => self.word(before).full_end(),
            _ => self.block_of(word).start,
        };
        &self.text[start..word.start()]
    }

    /// The block that a word is in.
    fn block_of(&self, word: Word) -> Span<Prose> {
        let next = self.blocks.partition_point(|block| block.start <= word.start());
        self.blocks[next.saturating_sub(1)]
    }

    /// Whether two words are in one block. They must be near each other: every word between them is looked at.
    pub fn are_in_one_block(&self, one: usize, other: usize) -> bool {
        !(one.min(other) + 1..=one.max(other)).any(|at| self.shape(at).is_first())
    }

    /// Whether a word and the next are in one run.
    pub fn joined(&self, word: usize) -> bool {
        if word + 1 >= self.words.len() {
            return false;
        }
        let next = self.shape(word + 1);
        if next.is_first() || next.is_mute() {
            return false;
        }
        let one = self.word(word);
        if one.is_possessive() || next.follows_blank() {
            return !one.is_possessive();
        }
        let next = self.word(word + 1);
        let gap = &self.text.as_bytes()[one.full_end()..next.start()];
        // A full stop does not end a run after an initial or an abbreviation: “J. Feldkamp”, “Gov. Brown”.
        let takes_stop = || {
            (one.len() == 1 && self.is_initial(word))
                || (self.fold(one).len() <= 4 && self.is(one, NameTags::HONORIFIC))
                || self.is(one, NameTags::ABBREVIATED)
        };
        match gap {
            b" " | b"-" | b"  " | b"\xc2\xa0" => true,
            b"." | b". " | b".\xc2\xa0" => takes_stop(),
            _ => false,
        }
    }

    /// Whether a letter may be somebody's initial. A figure is not, and neither is the last letter of a joined word, as in “the
    /// Stop-and-B. Emma Holm”; that of “J.-P. Holm” is.
    fn is_initial(&self, word: usize) -> bool {
        let before = self.text[..self.word(word).start()].strip_suffix('-');
        self.written(word).starts_with(char::is_alphabetic)
            && !before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
    }
}
