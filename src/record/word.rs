//! [`Word`]: a word of speech as it is compared, whether it was printed or recorded.
//!
//! Case, marks and hyphens are gone, contractions are written out, numbers are amounts. Each word keeps its place, so
//! that a difference can be shown at the very word.

use crate::prose::Prose;
use crate::text::Span;
use std::ops::Range;

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Lower case, in full; an amount in figures.
    pub form: String,
    /// Where it is written. The words of a contraction share a place.
    pub span: Span<Prose>,
    /// What stands between it and the next word.
    pub after: Break,
    /// The brackets that it stands in.
    pub aside: Aside,
    /// Whether no reader misses it.
    pub filler: bool,
    /// Whether it was written as part of a contraction, or as an ending whose word is not certain.
    pub contracted: bool,
    /// What kind of number it is.
    pub number: Number,
    /// Whether a letter of it stands in brackets.
    pub marked: bool,
    /// Whether it begins with a capital that does not come from the start of a sentence.
    pub name: bool,
}

/// What stands after a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Nothing.
    #[default]
    None,
    /// A comma.
    Comma,
    /// The end of a sentence.
    Stop,
    /// A dash: the speaker may have started anew.
    Dash,
    /// Three dots.
    Ellipsis,
}

/// The brackets around a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Aside {
    /// None.
    #[default]
    None,
    /// Square ones: somebody else's words, with the number of the pair.
    Square(usize),
    /// Round ones.
    Round,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Number {
    /// It is not one.
    #[default]
    No,
    /// “four”.
    Spelled,
    /// “4”.
    Figures,
}

/// Calls `each` with every written word of `text`: letters and digits, with the apostrophes, points and commas inside.
pub(super) fn pieces(text: &str, mut each: impl FnMut(Range<usize>)) {
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let apostrophe = is_apostrophe(first) && chars.peek().is_some_and(|&(_, next)| next.is_alphabetic());
        let follows_word = before(text, start).is_some_and(char::is_alphanumeric);
        if !first.is_alphanumeric() && (!apostrophe || follows_word) {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        // Letters since the start or the last point: “U.S.” is one word, “go.Then” is two.
        let mut letters = 1;
        while let Some(&(at, c)) = chars.peek() {
            let next = text[at + c.len_utf8()..].chars().next();
            let inside = if c.is_alphanumeric() {
                letters += 1;
                true
            } else if is_apostrophe(c) {
                last.is_alphanumeric() && next.is_some_and(char::is_alphabetic)
            } else if c == ',' || c == '.' {
                let figures = last.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
                let after_next = text[at + c.len_utf8()..].chars().nth(1);
                let initials = c == '.'
                    && letters == 1
                    && last.is_alphabetic()
                    && next.is_some_and(char::is_alphabetic)
                    && !after_next.is_some_and(char::is_alphanumeric);
                if initials {
                    letters = 0;
                }
                figures || initials
            } else {
                false
            };
            if !inside {
                break;
            }
            chars.next();
            end = at + c.len_utf8();
            last = c;
        }
        each(start..end);
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// Adds to `lower` the written word `piece` in lower case with straight apostrophes, without points and commas.
pub(super) fn fold(piece: &str, lower: &mut String) {
    if piece.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        lower.extend(piece.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    let figures = piece.starts_with(|c: char| c.is_ascii_digit());
    for c in piece.chars() {
        match c {
            _ if is_apostrophe(c) => lower.push('\''),
            ',' => {}
            '.' if !figures => {}
            c => lower.extend(c.to_lowercase()),
        }
    }
}
