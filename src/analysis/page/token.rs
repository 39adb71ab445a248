//! [`Token`]: words, numbers and marks, as byte ranges.

use super::vocabulary::{Numbering, Vocabulary, WordId};
use crate::language::{Language, next_name_word};
use crate::prose::Prose;
use crate::text::Span;
use unicode_normalization::char::is_combining_mark;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with the apostrophes, hyphens and full stops inside them: `Jae-in`, `don’t`, `U.S`.
    Word,
    /// Digits, with the points, commas and letters inside them: `1,012`, `3.5`, `10th`.
    Number,
    /// Any other single character that is not a space.
    Mark,
}

/// How the letters of a token are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// No character is a capital.
    Lower,
    /// A character is a capital, but not the first: `iPhone`.
    Inner,
    /// The first character is a capital.
    Capital,
    /// Every letter is a capital.
    Capitals,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        match word.starts_with(char::is_uppercase) {
            false if word.contains(char::is_uppercase) => Self::Inner,
            false => Self::Lower,
            true if letters.all(char::is_uppercase) => Self::Capitals,
            true => Self::Capital,
        }
    }

    /// Whether the first character is a capital.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Capitals)
    }
}

/// A word, number or mark. Small, because a book has a million of them; 4 GiB of prose is the limit.
#[derive(Clone, Copy, Debug)]
#[repr(Rust, packed(2))]
pub struct Token {
    /// First byte in the prose.
    pub start: u32,
    /// The number of its word in the vocabulary of the draft.
    pub word: WordId,
    /// From the lowest bit on: two bits for its kind, two for its letters, the others for its length in bytes.
    shape: u16,
}

const _: () = assert!(size_of::<Token>() <= 10, "a token is at most 10 bytes");

impl Token {
    const fn new(start: u32, word: WordId, length: u16, kind: TokenKind, letters: Letters) -> Self {
        Self { start, word, shape: length << 4 | (letters as u16) << 2 | kind as u16 }
    }

    /// What it is.
    #[must_use]
    #[inline]
    pub const fn kind(self) -> TokenKind {
        match self.shape & 3 {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            _ => TokenKind::Mark,
        }
    }

    /// How its letters are set.
    #[must_use]
    #[inline]
    pub const fn letters(self) -> Letters {
        match self.shape >> 2 & 3 {
            0 => Letters::Lower,
            1 => Letters::Inner,
            2 => Letters::Capital,
            _ => Letters::Capitals,
        }
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> u32 {
        self.start + self.length() as u32
    }

    /// Its length in bytes.
    #[must_use]
    #[inline]
    pub(crate) const fn length(self) -> u16 {
        self.shape >> 4
    }

    /// Its place.
    #[must_use]
    pub const fn span(self) -> Span<Prose> {
        Span::new(self.start as usize, self.end() as usize)
    }

    /// Whether its first character is a capital.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        self.letters().is_capital()
    }

    /// Whether one of its letters is a capital.
    #[must_use]
    pub fn has_capital(self) -> bool {
        self.letters() != Letters::Lower
    }

    /// Whether it is a word or a number.
    #[must_use]
    pub fn is_word(self) -> bool {
        self.kind() != TokenKind::Mark
    }
}

/// The tokens of all blocks, and their distinct words.
pub(super) fn tokens(prose: &Prose, language: &Language) -> (Vec<Token>, Vocabulary) {
    // English has a token for each five bytes. To grow would hold the tokens twice, and what is not written takes no memory.
    let tokens = Vec::with_capacity(prose.text.len() / 4);
    let mut cutter = Cutter { numbering: Numbering::new(language), tokens };
    for block in &prose.blocks {
        cutter.block(&prose.text[..block.span.end], block.span.start);
    }
    cutter.tokens.shrink_to_fit();
    (cutter.tokens, cutter.numbering.finish())
}

/// What a byte can be in a text, one bit for each.
mod class {
    pub const LOWER: u8 = 1;
    pub const UPPER: u8 = 2;
    pub const DIGIT: u8 = 4;
    pub const SPACE: u8 = 8;
    pub const JOINT: u8 = 16;
    /// Part of a character outside ASCII.
    pub const FOREIGN: u8 = 32;
    pub const INSIDE: u8 = LOWER | UPPER | DIGIT;
}

/// The class of every byte; other marks have none.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => class::LOWER,
            b'A'..=b'Z' => class::UPPER,
            b'0'..=b'9' => class::DIGIT,
            b' ' | b'\t'..=b'\r' => class::SPACE,
            b'\'' | b'-' | b'.' | b',' | b'&' | b'_' => class::JOINT,
            128.. => class::FOREIGN,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// Bytes of a token, less those of its last character. Only data is longer, such as a picture in letters, and becomes several.
const LONGEST: usize = (u16::MAX >> 4) as usize - 4;

/// Cuts text into tokens, by a table of bytes; only characters outside ASCII are decoded.
struct Cutter<'l> {
    numbering: Numbering<'l>,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    /// Adds the tokens of the block that starts at byte `at` and ends with `text`.
    fn block(&mut self, text: &str, mut at: usize) {
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            let class = CLASSES[byte as usize];
            if class & class::SPACE != 0 {
                at += 1;
            } else if class & class::INSIDE != 0 {
                let kind = if class == class::DIGIT { TokenKind::Number } else { TokenKind::Word };
                at = self.word(text, at, kind);
            } else if class & class::FOREIGN == 0 {
                self.push(&text[at..=at], at, TokenKind::Mark, Letters::Lower);
                at += 1;
            } else {
                at = self.foreign(text, at);
            }
        }
    }

    /// Adds the token that starts with a character outside ASCII, if it is not a space; returns where it ends.
    fn foreign(&mut self, text: &str, at: usize) -> usize {
        let Some(first) = text[at..].chars().next() else { return text.len() };
        let end = at + first.len_utf8();
        if first.is_whitespace() || is_invisible(first) {
            return end;
        }
        if first.is_numeric() {
            return self.word(text, at, TokenKind::Number);
        }
        if is_letter(first) {
            return self.word(text, at, TokenKind::Word);
        }
        self.push(&text[at..end], at, TokenKind::Mark, Letters::of(&text[at..end]));
        end
    }

    /// Adds the word or number that starts at byte `start`; returns where it ends.
    fn word(&mut self, text: &str, start: usize, kind: TokenKind) -> usize {
        let bytes = text.as_bytes();
        let (mut end, mut seen) = (start, 0);
        while end < start + LONGEST {
            let class = bytes.get(end).map_or(0, |&byte| CLASSES[byte as usize]);
            if class & class::INSIDE != 0 {
                seen |= class;
                end += 1;
            } else if class & class::JOINT != 0 && starts_word(text, end + 1) {
                end += 1;
            } else if class & class::FOREIGN != 0 {
                let Some(c) = text[end..].chars().next() else { break };
                if is_letter(c) || c.is_numeric() {
                    seen |= class::FOREIGN;
                } else if !joins(c) || !starts_word(text, end + c.len_utf8()) {
                    break;
                }
                end += c.len_utf8();
            } else {
                break;
            }
        }
        let word = &text[start..end];
        let letters = if seen & class::FOREIGN != 0 {
            Letters::of(word)
        } else if seen & class::UPPER == 0 {
            Letters::Lower
        } else if !word.as_bytes()[0].is_ascii_uppercase() {
            Letters::Inner
        } else if seen & class::LOWER != 0 {
            Letters::Capital
        } else {
            Letters::Capitals
        };
        self.push(word, start, kind, letters);
        // Data that goes on is no word of a name, and would be read to its end for each of its tokens.
        if end < start + LONGEST && bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
            self.join(text, start, end);
        }
        end
    }

    fn push(&mut self, word: &str, start: usize, kind: TokenKind, letters: Letters) {
        let id = self.numbering.number(word);
        self.tokens.push(Token::new(start as u32, id, word.len() as u16, kind, letters));
    }

    /// Notes the word of a name that goes on after the token that ends at byte `end`, if one does.
    fn join(&mut self, text: &str, start: usize, end: usize) {
        let next = text[end..].chars().next();
        if !next.is_some_and(|c| c == '‘' || is_combining_mark(c)) {
            return;
        }
        let mut at = start;
        while let Some((from, to)) = next_name_word(text, at).filter(|&(from, _)| from < end) {
            if to > end {
                self.numbering.join(from, &text[from..to]);
            }
            at = to;
        }
    }
}

/// Letters and the marks that combine with them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')
}

/// Marks without a width, which word processors and pages leave between words: a break that nobody sees, a byte-order mark, the
/// direction of writing.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Characters outside ASCII that hold a word together when a letter follows; the class [`class::JOINT`] has the others.
const fn joins(c: char) -> bool {
    matches!(c, '’' | '‐' | '\u{2011}')
}

fn starts_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[at..].chars().next().is_some_and(char::is_alphanumeric),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, TokenKind, Letters)> {
        let prose = crate::format::read(&crate::text::Source::new("a.txt", text));
        let (tokens, _) = tokens(&prose, &Language::english());
        tokens.iter().map(|token| (prose.slice(token.span()).to_owned(), token.kind(), token.letters())).collect()
    }

    #[test]
    fn words_hold_together_and_marks_stand_alone() {
        let words: Vec<String> =
            cut("Jae-in’s U.S. plan, 1,012 (10th) naïve–Zoë … O‘Brien’").into_iter().map(|(word, ..)| word).collect();
        let wanted = "Jae-in’s|U.S|.|plan|,|1,012|(|10th|)|naïve|–|Zoë|…|O|‘|Brien|’";
        assert_eq!(words.join("|"), wanted);
    }

    #[test]
    fn data_becomes_several_tokens() {
        let data = "é".repeat(100_000);
        let lengths: Vec<usize> = cut(&data).iter().map(|(word, ..)| word.len()).collect();
        assert!(lengths.len() > 1 && lengths.iter().sum::<usize>() == data.len(), "{lengths:?}");
    }

    #[test]
    fn data_with_combining_marks_is_read_once() {
        let data = "e\u{301}\u{301}".repeat(20_000);
        let prose = crate::format::read(&crate::text::Source::new("a.txt", data.as_str()));
        let (_, vocabulary) = tokens(&prose, &Language::english());
        let letters: usize = vocabulary.words().map(str::len).sum();
        assert!(letters <= data.len(), "{letters} bytes for {}", data.len());
    }

    #[test]
    fn letters_tell_capitals() {
        for (word, kind, letters) in [
            ("harbour", TokenKind::Word, Letters::Lower),
            ("Élan", TokenKind::Word, Letters::Capital),
            ("NATO", TokenKind::Word, Letters::Capitals),
            ("ÅR", TokenKind::Word, Letters::Capitals),
            ("10TH", TokenKind::Number, Letters::Inner),
            ("iPhone", TokenKind::Word, Letters::Inner),
            ("McCain", TokenKind::Word, Letters::Capital),
        ] {
            assert_eq!(cut(word), [(word.to_owned(), kind, letters)]);
        }
    }
}
