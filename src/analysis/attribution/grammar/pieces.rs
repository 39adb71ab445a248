//! [`Input`]: what the grammar of attribution reads: words, quotations and blocks.
//!
//! “Sen.”, “$5” and “--” are one piece each, because a full stop that does not end a sentence is not a mark.

use super::super::block::{BlockQuote, block_quotes};
use super::item::Span;
use crate::analysis::{Page, Quote, Token, Vocabulary, WordId};
use crate::language::{Language, SpeechWords};

/// The text and the places of its parts, each in order.
pub struct Input<'a> {
    /// The prose.
    pub text: &'a str,
    /// Paragraphs.
    pub blocks: Vec<Span>,
    page: &'a Page,
    /// The distinct words of the draft.
    pub vocabulary: &'a Vocabulary,
    /// Quotations that stand in no other, and block quotations.
    pub quotes: Vec<Span>,
    /// Block quotations alone, in order.
    pub block_quotes: Vec<BlockQuote>,
    /// The words that the grammar goes by.
    pub words: &'a SpeechWords,
    /// The language of the draft.
    pub language: &'a Language,
    /// For each word of the vocabulary, whether it has a capital after another word.
    capital_inside: Vec<bool>,
}

/// A token, or two that the grammar sees as one word.
#[derive(Clone, Copy)]
pub struct Piece {
    /// Its place.
    pub span: Span,
    /// Its word; `None` for two tokens joined.
    pub word: Option<WordId>,
}

impl<'a> Input<'a> {
    /// The input of the grammar for a draft.
    pub fn new(page: &'a Page) -> Self {
        let (prose, language) = (&page.prose, &*page.language);
        let block_quotes = block_quotes(page);
        Self {
            text: &prose.text,
            blocks: prose.blocks.iter().map(|block| block.span).collect(),
            page,
            quotes: outermost(&block_quotes, &page.quotes),
            block_quotes,
            vocabulary: &page.vocabulary,
            words: &language.speech,
            language,
            capital_inside: capital_inside(page),
        }
    }

    /// The words and marks in `span`, joined where the grammar of attribution sees one word.
    pub fn pieces(&self, span: Span) -> Vec<Piece> {
        pieces(self.page, self.page.tokens_in(span))
    }

    /// Whether a word is an ordinary one that has a capital only where it opens a sentence.
    pub fn opens_only(&self, word: WordId) -> bool {
        let marks = self.vocabulary.facts(word).marks;
        marks.word() && !marks.given() && !marks.common_surname() && !self.capital_inside[word.index()]
    }

    /// The block quotation at `span`, if one stands there.
    pub fn block_quote(&self, span: Span) -> Option<&BlockQuote> {
        let index = self.block_quotes.binary_search_by(|block| block.span.cmp(&span)).ok()?;
        Some(&self.block_quotes[index])
    }
}

/// For each word of the vocabulary, whether it has a capital after another word.
fn capital_inside(page: &Page) -> Vec<bool> {
    let mut inside = vec![false; page.vocabulary.len()];
    for (before, token) in page.tokens.iter().zip(page.tokens.iter().skip(1)) {
        let after_word = before.is_word() && page.prose.text[before.end as usize..token.start as usize] == *" ";
        inside[token.word.index()] |= after_word && token.is_capital();
    }
    inside
}

/// Tokens, joined where the grammar of attribution sees one word.
///
/// The dateline is left out: it belongs to no sentence, and its place is not a subject.
fn pieces(page: &Page, tokens: &[Token]) -> Vec<Piece> {
    let (text, language) = (&*page.prose.text, &*page.language);
    let mut out: Vec<Piece> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let mut span = token.span();
        if page.dateline.is_some_and(|dateline| dateline.holds(span.start)) {
            at += 1;
            continue;
        }
        let next = tokens.get(at + 1).filter(|next| next.start == token.end);
        let joined = next.filter(|next| match next.span().of(text) {
            "." => token.is_word() && language.article.abbreviated(span.of(text)).is_some(),
            "-" => span.of(text) == "-",
            // “the Democrats’ plan”: a possessive. Where the mark ends a quotation, the quotation covers it.
            "’" | "'" => {
                language.morphology.takes_possessive_mark(span.of(text)) && text[next.end as usize..].starts_with(' ')
            }
            _ => next.is_word() && span.of(text) == "$",
        });
        let token_word = if joined.is_some() { None } else { Some(tokens[at].word) };
        if let Some(next) = joined {
            span = Span::new(span.start, next.end as usize);
            at += 1;
        }
        out.push(Piece { span, word: token_word });
        at += 1;
    }
    out
}

/// Quotations that stand in no other and in no block quotation, and block quotations, in order.
fn outermost(block_quotes: &[BlockQuote], quotes: &[Quote]) -> Vec<Span> {
    let in_block = |span: Span| {
        let index = block_quotes.partition_point(|block| block.span.end <= span.start);
        block_quotes.get(index).is_some_and(|block| block.span.overlaps(span))
    };
    let mut out: Vec<Span> = block_quotes.iter().map(|block| block.span).collect();
    out.extend(quotes.iter().filter(|quote| quote.depth == 0).map(|quote| quote.span).filter(|&span| !in_block(span)));
    out.sort_unstable();
    out
}
