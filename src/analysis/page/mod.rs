//! [`Page`]: what stands on the page: tokens, sentences, zones, quotations, links. It says nothing of what they mean.

mod address;
mod link;
mod number;
mod quote;
mod sentence;
mod starts;
mod token;
mod transcript;
mod unmarked;
mod vocabulary;
mod zone;

pub(crate) use address::in_address;
pub use link::Link;
pub use quote::{Marks, Quote};
pub use sentence::Sentence;
pub use token::{Letters, Token, TokenKind};
pub use vocabulary::{Vocabulary, WordId};
pub(super) use zone::is_date_line;

use crate::expression::Known;
use crate::language::Language;
use crate::prose::{Inline, InlineKind, Prose, Zone};
use crate::text::{Source, Span};
use std::sync::Arc;

/// A draft, cut into its parts.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its words.
    pub prose: Prose,
    /// The language that it is written in.
    pub language: Arc<Language>,
    /// The zone of each block, in the order of `prose.blocks`.
    pub zones: Vec<Zone>,
    /// The dateline at the head of a body paragraph, its dash included.
    pub dateline: Option<Span<Prose>>,
    /// Words, numbers and marks, in order.
    pub tokens: Vec<Token>,
    /// The distinct words of the tokens.
    pub vocabulary: Vocabulary,
    /// Sentences, in order; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// Quotations, in order of their first mark; nested ones follow the one they stand in.
    pub quotes: Vec<Quote>,
    /// Quotation marks that open or close nothing.
    pub stray_marks: Vec<Span<Prose>>,
    /// Whether its paragraphs are turns of speakers, without quotation marks.
    pub is_transcript: bool,
    /// Links and addresses, in order; none overlaps another.
    pub links: Vec<Link>,
    token_starts: starts::TokenStarts,
    speech: Vec<Span<Prose>>,
    spoken: Vec<Span<Prose>>,
    code: Vec<Span<Prose>>,
    has_code_block: bool,
    /// The words of pictures.
    alternatives: Vec<Span<Prose>>,
    paragraph_numbers: Vec<Span<Prose>>,
}

impl Page {
    /// Cuts `prose`, which came from `source`, into its parts.
    #[must_use]
    pub fn new(source: &Source, prose: Prose, language: &Arc<Language>) -> Self {
        let words = &*language.article;
        let (tokens, vocabulary) = token::tokens(&prose, language);
        let sentences = sentence::sentences(&prose, &tokens, words);
        let token_starts = starts::TokenStarts::of(&tokens);
        let (zones, dateline) =
            zone::zones(&prose, source, (&tokens, &token_starts, &vocabulary), &sentences, language);
        let (quotes, stray_marks) = quote::quotes(&prose, &zones, language);
        let outermost = quotes.iter().filter(|quote| quote.depth == 0).map(|quote| quote.span);
        let quoted = prose.blocks.iter().zip(&zones).filter(|&(_, &zone)| zone == Zone::BlockQuote);
        let marked = merged(outermost.chain(quoted.map(|(block, _)| block.span)).collect());
        let unmarked = unmarked::unmarked(&unmarked::Draft {
            prose: &prose,
            zones: &zones,
            tokens: &tokens,
            token_starts: &token_starts,
            vocabulary: &vocabulary,
            language,
            quotes: &quotes,
            stray_marks: &stray_marks,
            marked: &marked,
        });
        let spoken = merged(quotes.iter().map(|quote| quote.words).chain(unmarked.iter().copied()).collect());
        let speech = merged(marked.into_iter().chain(unmarked).collect());
        let code = prose.inlines.iter().filter(|inline| inline.kind == InlineKind::Code).map(|inline| inline.span);
        let is_picture = |inline: &&Inline| matches!(inline.kind, InlineKind::Image(_)) && !inline.span.is_empty();
        let pictures = prose.inlines.iter().filter(is_picture).map(|inline| inline.span);
        Self {
            alternatives: merged(pictures.collect()),
            paragraph_numbers: number::paragraph_numbers(&prose, &zones),
            has_code_block: zones.contains(&Zone::Code),
            zones,
            dateline,
            tokens,
            vocabulary,
            sentences,
            quotes,
            stray_marks,
            is_transcript: transcript::is_transcript(&prose),
            links: link::links(&prose),
            token_starts,
            speech,
            spoken,
            code: merged(code.collect()),
            prose,
            language: Arc::clone(language),
        }
    }

    /// The words of `span`.
    #[must_use]
    pub fn slice(&self, span: Span<Prose>) -> &str {
        self.prose.slice(span)
    }

    /// The zone that byte `at` lies in; `None` between blocks.
    #[must_use]
    pub fn zone_at(&self, at: usize) -> Option<Zone> {
        if self.dateline.is_some_and(|dateline| dateline.holds(at)) {
            return Some(Zone::Dateline);
        }
        self.prose.block_at(at).map(|block| self.zones[block])
    }

    /// Whether some block is of `zone`.
    #[must_use]
    pub fn has_zone(&self, zone: Zone) -> bool {
        (zone == Zone::Dateline && self.dateline.is_some()) || self.zones.contains(&zone)
    }

    /// The first block of `zone`.
    #[must_use]
    pub fn first(&self, zone: Zone) -> Option<Span<Prose>> {
        self.zones.iter().position(|&of| of == zone).map(|block| self.prose.blocks[block].span)
    }

    /// Whether byte `at` lies in a quotation of any form, in a block quotation, or in speech without marks, such as a turn of
    /// an interview.
    #[must_use]
    pub fn in_speech(&self, at: usize) -> bool {
        holds(&self.speech, at)
    }

    /// Whether `span` touches the words within quotation marks, or speech without marks, which are a speaker's.
    #[must_use]
    pub fn is_spoken(&self, span: Span<Prose>) -> bool {
        let index = self.spoken.partition_point(|words| words.end <= span.start);
        self.spoken.get(index).is_some_and(|words| words.overlaps(span))
    }

    /// Whether byte `at` lies in the alternative text of a picture.
    #[must_use]
    pub fn in_alternative_text(&self, at: usize) -> bool {
        holds(&self.alternatives, at)
    }

    /// Whether byte `at` lies in the number of a paragraph, which is no part of its text.
    #[must_use]
    pub fn in_paragraph_number(&self, at: usize) -> bool {
        holds(&self.paragraph_numbers, at)
    }

    /// Whether byte `at` lies in code within a sentence, or in a block of code.
    #[must_use]
    pub fn in_code(&self, at: usize) -> bool {
        holds(&self.code, at) || self.has_code_block && self.zone_at(at) == Some(Zone::Code)
    }

    /// Whether byte `at` lies in code within a sentence.
    #[must_use]
    pub(crate) fn in_inline_code(&self, at: usize) -> bool {
        holds(&self.code, at)
    }

    /// Whether some sentence has code in it.
    pub(super) fn has_inline_code(&self) -> bool {
        !self.code.is_empty()
    }

    /// Whether a block starts at byte `at` with a speaker in capitals and a colon: a turn of a transcript, “HOLM: No.”
    #[must_use]
    pub fn opens_turn(&self, at: usize) -> bool {
        let opens = self.prose.block_at(at).is_some_and(|block| self.prose.blocks[block].span.start == at);
        let first = self.first_token_from(at);
        let word = |index: usize| self.tokens.get(index).map_or("", |token| self.slice(token.span()));
        opens && word(first).chars().all(char::is_uppercase) && word(first + 1) == ":"
    }

    /// Index of the sentence that holds byte `at`.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span().start <= at).checked_sub(1)?;
        (at < self.sentences[index].span().end).then_some(index)
    }

    /// The tokens that lie in `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span<Prose>) -> &[Token] {
        self.token_starts.within(&self.tokens, span)
    }

    /// The number of the first token that starts at byte `at` or later.
    pub(crate) fn first_token_from(&self, at: usize) -> usize {
        self.token_starts.first_from(&self.tokens, at)
    }

    /// The words of `span`, counted from its start, of which it is known where the scan looks for built-in literals.
    pub fn anchored(&self, span: Span<Prose>) -> impl Iterator<Item = Known<'_>> {
        let of = |token: &Token| self.vocabulary.facts(token.word).anchors.known();
        starts::Placed::new(self.tokens_in(span), span, of)
    }

    /// How many numbers may begin in `span`, in figures or in words; none is known if the page has figures outside ASCII.
    pub fn numbers_in(&self, span: Span<Prose>) -> usize {
        self.tokens_in(span).iter().map(|token| usize::from(self.vocabulary.facts(token.word).numbers)).sum()
    }

    /// How many words stand in `span`.
    #[must_use]
    pub fn words_in(&self, span: Span<Prose>) -> usize {
        self.tokens_in(span).iter().filter(|token| token.is_word()).count()
    }
}

/// Sorted spans without overlaps.
fn merged(mut spans: Vec<Span<Prose>>) -> Vec<Span<Prose>> {
    spans.sort_unstable();
    let mut out: Vec<Span<Prose>> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

fn holds(spans: &[Span<Prose>], at: usize) -> bool {
    let index = spans.partition_point(|span| span.start <= at);
    index > 0 && at < spans[index - 1].end
}
