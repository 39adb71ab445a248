//! [`Token`]: words, numbers and marks, as byte ranges.

use super::vocabulary::{Numbering, Vocabulary, WordId};
use crate::language::Language;
use crate::prose::Prose;
use crate::text::Span;

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
    /// The first character is not a capital.
    Lower,
    /// The first character is a capital.
    Capital,
    /// Every letter is a capital.
    Capitals,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        match word.starts_with(char::is_uppercase) {
            false => Self::Lower,
            true if letters.all(char::is_uppercase) => Self::Capitals,
            true => Self::Capital,
        }
    }
}

/// A word, number or mark. Small, because a book has a million of them; 4 GiB of prose is the limit.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the prose.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The number of its word in the vocabulary of the draft.
    pub word: WordId,
    /// What it is.
    pub kind: TokenKind,
    /// How its letters are set.
    pub letters: Letters,
}

const _: () = assert!(size_of::<Token>() <= 16, "a token is at most 16 bytes");

impl Token {
    /// Its place.
    #[must_use]
    pub fn span(self) -> Span<Prose> {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Whether its first character is a capital.
    #[must_use]
    pub fn is_capital(self) -> bool {
        self.letters != Letters::Lower
    }

    /// Whether it is a word or a number.
    #[must_use]
    pub fn is_word(self) -> bool {
        self.kind != TokenKind::Mark
    }
}

/// The tokens of all blocks, and their distinct words.
pub(super) fn tokens(prose: &Prose, language: &Language) -> (Vec<Token>, Vocabulary) {
    let mut tokens = Vec::with_capacity(prose.text.len() / 5);
    let mut numbering = Numbering::default();
    for block in &prose.blocks {
        push_tokens(&prose.text, block.span, &mut numbering, &mut tokens);
    }
    (tokens, numbering.finish(language))
}

fn push_tokens(text: &str, span: Span<Prose>, numbering: &mut Numbering, tokens: &mut Vec<Token>) {
    let block = span.of(text);
    let mut chars = block.char_indices().peekable();
    while let Some((at, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = at + first.len_utf8();
        let kind = match first {
            c if c.is_numeric() => TokenKind::Number,
            c if is_letter(c) => TokenKind::Word,
            _ => TokenKind::Mark,
        };
        if kind != TokenKind::Mark {
            while let Some(&(next, c)) = chars.peek() {
                let inside = is_letter(c) || c.is_numeric() || (joins(c) && starts_word(&block[next + c.len_utf8()..]));
                if !inside {
                    break;
                }
                end = next + c.len_utf8();
                chars.next();
            }
        }
        let word = &block[at..end];
        tokens.push(Token {
            start: (span.start + at) as u32,
            end: (span.start + end) as u32,
            word: numbering.number(word),
            kind,
            letters: Letters::of(word),
        });
    }
}

/// Letters and the marks that combine with them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')
}

/// Characters that hold a word together when a letter follows.
const fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '‐' | '\u{2011}' | '.' | ',' | '&' | '_')
}

fn starts_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| c.is_alphanumeric())
}
