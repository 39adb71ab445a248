//! Words, quotations and blocks in the shape that the engine reads them.
//!
//! The engine wants “Sen.”, “$5” and “--” as one piece each, for a full stop that ends no sentence is no mark.

use super::Span;
use crate::analysis::{Lexicon, Quote, Token, Zone};
use crate::prose::Prose;

/// Tokens, joined where the grammar of attribution sees one word.
pub(super) fn pieces(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut span = tokens[at].span();
        let word = span.of(text);
        let next = tokens.get(at + 1).map(|token| token.span()).filter(|next| next.start == span.end);
        let joined = next.filter(|next| match next.of(text) {
            "." => tokens[at].is_word() && takes_stop(word, lexicon),
            "-" => word == "-",
            // “the Democrats’ plan”: a possessive, not the end of a quotation, or the engine is told so
            "’" | "'" => word.ends_with('s') && text[next.end..].starts_with(' '),
            _ => word == "$" && tokens[at + 1].is_word(),
        });
        if let Some(next) = joined {
            span = Span::new(span.start, next.end);
            at += 1;
        }
        out.push(span);
        at += 1;
    }
    out
}

/// Whether a full stop right behind `word` belongs to it.
fn takes_stop(word: &str, lexicon: &Lexicon) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    initial
        || word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
        || lexicon.soft_abbreviations.contains(word)
        || lexicon.abbreviations.contains(word.to_lowercase().as_str())
}

/// Block quotations: runs of blocks of that zone, without the line that credits them after a dash.
pub(super) fn block_quotations(prose: &Prose, zones: &[Zone]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut before = false;
    for (block, &zone) in prose.blocks.iter().zip(zones) {
        let credit = before && block.span.of(&prose.text).starts_with(['—', '–', '―', '-']);
        let quoted = zone == Zone::BlockQuote && !credit;
        match out.last_mut().filter(|_| before && quoted) {
            Some(last) => *last = Span::new(last.start, block.span.end),
            None if quoted => out.push(block.span),
            None => {}
        }
        before = quoted;
    }
    out
}

/// Quotations that stand in no other and in no block quotation, and block quotations, in order.
pub(super) fn outermost(set: &[Span], quotes: &[Quote]) -> Vec<Span> {
    let in_block = |span: Span| {
        let index = set.partition_point(|block| block.end <= span.start);
        set.get(index).is_some_and(|block| block.overlaps(span))
    };
    let mut out: Vec<Span> = set.to_vec();
    out.extend(quotes.iter().filter(|quote| quote.depth == 0).map(|quote| quote.span).filter(|&span| !in_block(span)));
    out.sort_unstable();
    out
}
