//! [`Words`]: all words of a draft in two bytes each, since a book has a million of them.
//!
//! Nearly every word is one token, and the draft knows all about its tokens. So a word is a number of tokens, with a [`Shape`]; only a
//! word that is more or less than a token, such as “Trump” in “pro-Trump”, is kept whole.

use super::word::{MUTE, Shape, Word};
use crate::analysis::{Page, Token, Vocabulary};
use std::ops::RangeBounds;

/// The words of a draft, in order.
pub struct Words<'p> {
    tokens: &'p [Token],
    vocabulary: &'p Vocabulary,
    /// The number of the token of the first word of each [`GROUP`].
    groups: Vec<u32>,
    words: Vec<Step>,
    /// The words that are not one token, by their numbers, in order.
    kept: Vec<(u32, Word)>,
}

/// The number of words whose tokens are counted from the same one.
const GROUP: usize = 32;

/// A word, as the number of tokens from that of the first word of its group.
#[derive(Clone, Copy)]
struct Step {
    /// The number of tokens, or [`KEPT`] if the word is kept whole; with the bit [`FOLDS`] where the vocabulary has to be asked.
    tokens: u8,
    shape: Shape,
}

const KEPT: u8 = 0x7f;

/// Set where a word is not as names are compared: it has a possessive ending or accents.
const FOLDS: u8 = 0x80;

impl<'p> Words<'p> {
    pub(super) fn new(page: &'p Page) -> Self {
        let count = page.tokens.len();
        Self {
            tokens: &page.tokens,
            vocabulary: &page.vocabulary,
            groups: Vec::with_capacity(count / GROUP + 1),
            words: Vec::with_capacity(count),
            kept: Vec::new(),
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.words.len()
    }

    /// The word with this number, if there are so many.
    #[inline]
    pub fn get(&self, at: usize) -> Option<Word> {
        (at < self.len()).then(|| self.word(at))
    }

    /// The word with this number.
    #[inline]
    pub fn word(&self, at: usize) -> Word {
        let Step { tokens, shape } = self.words[at];
        if tokens & KEPT == KEPT {
            return Word { shape, ..self.kept(at) };
        }
        let token = self.tokens[self.groups[at / GROUP] as usize + (tokens & KEPT) as usize];
        let whole = Word { start: token.start, fold: token.word, length: token.length(), ending: 0, shape };
        if tokens & FOLDS == 0 {
            return whole;
        }
        let ending = self.vocabulary.ending(token.word);
        let length = whole.length - ending as u16;
        Word { fold: self.vocabulary.fold(token.word), length, ending: ending as u8, ..whole }
    }

    #[cold]
    fn kept(&self, at: usize) -> Word {
        self.kept[self.kept.partition_point(|(number, _)| (*number as usize) < at)].1
    }

    /// The shape of the word with this number, without a look at its token.
    #[inline]
    pub fn shape(&self, at: usize) -> Shape {
        self.words[at].shape
    }

    /// The words with these numbers, as far as there are so many.
    pub fn within(&self, numbers: impl RangeBounds<usize>) -> impl DoubleEndedIterator<Item = Word> + Clone {
        use std::ops::Bound::{Excluded, Included, Unbounded};
        let from = match numbers.start_bound() {
            Included(&at) => at,
            Excluded(&at) => at + 1,
            Unbounded => 0,
        };
        let to = match numbers.end_bound() {
            Included(&at) => at + 1,
            Excluded(&at) => at,
            Unbounded => self.len(),
        };
        (from..to.min(self.len())).map(|at| self.word(at))
    }

    /// The number of the first word that starts at byte `start` or later.
    pub fn first_from(&self, start: usize) -> usize {
        let group = self.groups.partition_point(|&token| (self.tokens[token as usize].start as usize) < start);
        let mut from = group.saturating_sub(1) * GROUP;
        // The first word of a group may be a later part of its token: “Prince” of “Port-au-Prince”.
        while from > 0 && self.word(from).start() >= start {
            from -= GROUP;
        }
        (from..self.len()).find(|&at| self.word(at).start() >= start).unwrap_or(self.len())
    }

    /// Adds a word that is in the token with this number, and all of it if `is_whole`.
    #[inline]
    pub(super) fn push(&mut self, word: Word, token: usize, is_whole: bool) {
        let at = self.words.len();
        if at.is_multiple_of(GROUP) {
            self.groups.push(token as u32);
        }
        let tokens = token - self.groups[at / GROUP] as usize;
        let is_near = is_whole && tokens < KEPT as usize;
        if !is_near {
            self.kept.push((at as u32, word));
        }
        let folds = word.ending > 0 || word.fold != { self.tokens[token].word };
        let tokens = if is_near { tokens as u8 } else { KEPT };
        self.words.push(Step { tokens: tokens | if folds { FOLDS } else { 0 }, shape: word.shape });
    }

    /// Adds these bits to the shape of a word.
    pub(super) fn mark(&mut self, at: usize, bits: u8) {
        self.words[at].shape.add(bits);
    }

    /// Adds these bits to the shapes of a word and all after it.
    pub(super) fn mark_from(&mut self, first: usize, bits: u8) {
        self.words[first..].iter_mut().for_each(|word| word.shape.add(bits));
    }

    /// Keeps a word and all after it from ever being judged.
    pub(super) fn silence_from(&mut self, first: usize) {
        self.mark_from(first, MUTE);
    }
}

#[cfg(test)]
mod tests {
    use super::super::cut::cut;
    use crate::analysis::Article;
    use crate::language::{Language, next_name_word};
    use crate::text::{Source, Span};

    #[test]
    fn every_word_is_found_again() {
        let marks = "! ".repeat(400);
        let names = "Ida Holm of Al-Kut spoke in Port-au-Prince. ".repeat(70);
        let text = format!("Holm’s pro-Moen plan {marks} was at Port-au-Prince, says O‘Brien in 2026. {names}");
        let (source, english) = (Source::new("a.txt", text), Language::english());
        let article = Article::new(&source, crate::format::read(&source), &english);
        let prose = article.prose.text.as_str();
        let words = cut(&article, &[Span::new(0, prose.len())], &english.names).words;
        let (mut expected, mut at) = (Vec::new(), 0);
        while let Some((from, to)) = next_name_word(prose, at) {
            expected.push(&prose[from..to]);
            at = to;
        }
        let found: Vec<&str> = words.within(..).map(|word| word.whole().of(prose)).collect();
        assert_eq!(found, expected);
        for (at, word) in words.within(..).enumerate() {
            assert_eq!(words.first_from(word.start()), at, "{}", word.whole().of(prose));
        }
        assert_eq!(words.first_from(prose.len()), words.len());
    }
}
