//! Speech without quotation marks, which rules leave alone as they do words in marks: turns after the names of their speakers,
//! answers of an interview, and quotations over several paragraphs of which only the first opens.
//!
//! Nothing here says who speaks. In doubt a paragraph is the writer's.

mod answer;
mod open;
mod turn;

use super::quote::Quote;
use super::starts::TokenStarts;
use super::{Token, Vocabulary, holds};
use crate::language::{Language, WordSet};
use crate::prose::{BlockKind, InlineKind, Prose, Zone};
use crate::text::Span;

/// A draft as far as it is known when such speech is looked for.
pub(super) struct Draft<'a> {
    pub(super) prose: &'a Prose,
    pub(super) zones: &'a [Zone],
    pub(super) tokens: &'a [Token],
    pub(super) token_starts: &'a TokenStarts,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) language: &'a Language,
    pub(super) quotes: &'a [Quote],
    pub(super) stray_marks: &'a [Span<Prose>],
    /// Speech in marks and block quotations, in order.
    pub(super) marked: &'a [Span<Prose>],
}

/// All such speech, in no order.
pub(super) fn unmarked(draft: &Draft) -> Vec<Span<Prose>> {
    let mut spans = turn::turns(draft);
    spans.extend(answer::answers(draft));
    spans.extend(open::left_open(draft));
    spans
}

impl<'a> Draft<'a> {
    fn text(&self, block: usize) -> &'a str {
        self.span(block).of(&self.prose.text)
    }

    fn span(&self, block: usize) -> Span<Prose> {
        self.prose.blocks[block].span
    }

    /// A heading, or a bold line that is one.
    fn is_heading(&self, block: usize) -> bool {
        self.zones[block] == Zone::Subheading || matches!(self.prose.blocks[block].kind, BlockKind::Heading(_))
    }

    /// Whether a block is a paragraph of the article, and not what stands around it.
    fn is_running(&self, block: usize) -> bool {
        let is_text = matches!(self.prose.blocks[block].kind, BlockKind::Paragraph | BlockKind::Item);
        is_text && matches!(self.zones[block], Zone::Body | Zone::Standfirst)
    }

    fn tokens_in(&self, span: Span<Prose>) -> &'a [Token] {
        self.token_starts.within(self.tokens, span)
    }

    /// Whether a word of `span` outside quotation marks is on a list.
    fn has(&self, span: Span<Prose>, list: &WordSet<String>) -> bool {
        let is_one = |token: &&Token| list.contains(self.vocabulary.lower(token.word));
        self.tokens_in(span).iter().filter(is_one).any(|token| !holds(self.marked, token.start as usize))
    }

    /// Where the bold words or italics end with which a block begins.
    fn emphasised_to(&self, block: usize) -> Option<usize> {
        let start = self.span(block).start;
        let from = self.prose.inlines.partition_point(|inline| inline.span.start < start);
        let first = self.prose.inlines[from..].iter().take_while(|inline| inline.span.start == start);
        let set = first.filter(|inline| matches!(inline.kind, InlineKind::Strong | InlineKind::Emphasis));
        set.map(|inline| inline.span.end).max()
    }

    /// Whether all of a block is bold or in italics.
    fn is_emphasised(&self, block: usize) -> bool {
        self.emphasised_to(block).is_some_and(|end| end >= self.span(block).end)
    }
}

#[cfg(test)]
mod tests;
