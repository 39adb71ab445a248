//! [`Sentence`]: where sentences end, in the presence of abbreviations, initials and quotations.

use super::token::{Token, TokenKind};
use crate::language::{Abbreviated, ArticleWords};
use crate::prose::Prose;
use crate::text::Span;

/// A sentence; it never crosses a block. Small, as a [`Token`] is.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    start: u32,
    end: u32,
    block: u32,
}

impl Sentence {
    /// Its words, from the first character to the last mark.
    #[must_use]
    pub const fn span(&self) -> Span<Prose> {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Index of its block.
    #[must_use]
    pub const fn block(&self) -> usize {
        self.block as usize
    }
}

/// The sentences of all blocks. Only the marks that end some are looked at, since a stop inside a word ends none.
pub(super) fn sentences(prose: &Prose, tokens: &[Token], lexicon: &ArticleWords) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(prose.text.len() / 120);
    let mut marks = tokens.iter().filter(|token| token.kind() == TokenKind::Mark).peekable();
    for (block, of) in prose.blocks.iter().enumerate() {
        let text = of.span.of(&prose.text);
        let mut start = 0;
        let within = std::iter::from_fn(|| marks.next_if(|mark| (mark.start as usize) < of.span.end));
        let ends = within.map(|mark| mark.start as usize - of.span.start);
        // A line of code ends what stands in it.
        let lines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        for at in merged(ends, lines) {
            let Some(c) = text[at..].chars().next().filter(|&c| is_end(c) && at >= start) else { continue };
            let Some(next) = break_after(text, start, at, c, lexicon) else { continue };
            push(&mut sentences, of.span.start, text, start..next, block);
            start = next;
        }
        push(&mut sentences, of.span.start, text, start..text.len(), block);
    }
    sentences
}

/// Both in order.
fn merged(one: impl Iterator<Item = usize>, other: Vec<usize>) -> impl Iterator<Item = usize> {
    let (mut one, mut other) = (one.peekable(), other.into_iter().peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(a), Some(b)) if b < a => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

fn push(sentences: &mut Vec<Sentence>, base: usize, text: &str, range: std::ops::Range<usize>, block: usize) {
    let words = &text[range.clone()];
    let start = base + range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if end > start {
        sentences.push(Sentence { start: start as u32, end: end as u32, block: block as u32 });
    }
}

const fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '\n')
}

/// Marks that may follow the end of a sentence and still belong to it.
const fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '›' | '.' | '!' | '?' | '…')
}

/// The maximum number of bytes of closing marks after the end of a sentence, so that a run of marks stays linear.
const CLOSERS: usize = 64;

/// Where the next sentence starts, if the mark `c` at `at` ends one that began at `start`.
fn break_after(text: &str, start: usize, at: usize, c: char, lexicon: &ArticleWords) -> Option<usize> {
    let after = at + c.len_utf8();
    if matches!(c, '。' | '！' | '？' | '\n') {
        return Some(after);
    }
    let rest = &text[after..text.floor_char_boundary(after + CLOSERS)];
    let close = after + rest.len() - rest.trim_start_matches(is_closer).len();
    let tail = &text[close..];
    if !tail.starts_with(char::is_whitespace) {
        return None;
    }
    let next = close + (tail.len() - tail.trim_start().len());
    let opens = text[next..].trim_start_matches(['“', '‘', '"', '\'', '(', '[', '«', '—', '–']);
    let first = opens.chars().next()?;
    let upper = first.is_uppercase() || first.is_numeric() || !(first.is_lowercase() || first.is_ascii());
    if !upper {
        return None;
    }
    if c == '.' && close == after && is_abbreviation(&text[start..at], opens, lexicon) {
        return None;
    }
    Some(next)
}

/// Whether the full stop after `before` belongs to an abbreviation or initial and `next` goes on with the sentence.
fn is_abbreviation(before: &str, next: &str, lexicon: &ArticleWords) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '—' | '[')).next().unwrap_or("");
    let following = next.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').next().unwrap_or("");
    let opens_sentence = || lexicon.sentence_openers.contains(following);
    match lexicon.abbreviated(word) {
        None => false,
        Some(Abbreviated::Title) => true,
        // A person's initial, unless a new sentence begins: “Vitamin C. It helps.” A further initial may look like a word
        // that opens one: “J. A. Smith”.
        Some(Abbreviated::Initial) => following.chars().count() == 1 || !opens_sentence(),
        // “The U.S. The” ends a sentence, “U.S. President” does not.
        Some(Abbreviated::Initials | Abbreviated::Short) => !opens_sentence(),
    }
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::text::Source;

    fn split(text: &str) -> Vec<String> {
        let prose = read(&Source::new("a.txt", text));
        let english = crate::language::Language::english();
        let (tokens, _) = crate::analysis::page::token::tokens(&prose, &english);
        super::sentences(&prose, &tokens, &english.article).iter().map(|s| prose.slice(s.span()).to_owned()).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(split("Gen. J. R. Ives met Dr. Ma in the U.S. Senate. He left.").len(), 2);
        assert_eq!(split("They live in the U.S. The rest is gone.").len(), 2);
        assert_eq!(split("She lives in Main St. The street is long. St. Olave was full.").len(), 3);
        assert_eq!(split("Take vitamin C. It helps. J. A. Smith said so.").len(), 3);
        assert_eq!(split("It costs 3.50 a piece at 8 a.m. on Jan. 5. Why?").len(), 2);
    }

    #[test]
    fn quotations_end_sentences_and_questions_go_on() {
        assert_eq!(split("“Go.” She went.").len(), 2);
        assert_eq!(split("“Why go?” she asked.").len(), 1);
        assert_eq!(split("He said “go.” (Nobody did.) They stayed.").len(), 3);
    }
}
