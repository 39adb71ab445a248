//! [`Foreign`]: the parts of a draft that are not in English. Rules for English are silent there.

use crate::analysis::{Article, Token};
use crate::language::{MostForeign, WordCounts};
use crate::prose::{Block, BlockKind, Prose};
use crate::text::Span;

/// The parts of a draft that are in another language.
pub(super) struct Foreign {
    /// The parts, in order, each with the language.
    pub(super) passages: Vec<(Span<Prose>, String)>,
    /// Whether the draft as a whole is in another language.
    pub(super) is_whole: bool,
}

impl Foreign {
    /// Neighbouring blocks in one language are one part; so is the whole of a draft that is mostly in one.
    pub(super) fn of(article: &Article) -> Self {
        let language = &article.language;
        // A listing is not prose, so its words say nothing about the language.
        let blocks = || article.prose.blocks.iter().filter(|block| block.kind != BlockKind::Code);
        let words = |block: &Block| article.tokens_in(block.span).iter().filter(|token| token.is_word());
        let facts = |token: &Token| article.vocabulary.facts(token.word);
        let none = || Self { passages: Vec::new(), is_whole: false };
        if !language.foreign.may_be_foreign(article.vocabulary.all_facts()) {
            return none();
        }
        let mut most = MostForeign::default();
        let may_be_foreign = blocks().map(|block| {
            let mut here = MostForeign::default();
            words(block).for_each(|token| here.add(facts(token), token.span().len()));
            most.add_text(here);
            here.may_be_foreign()
        });
        let may_be_foreign: Vec<bool> = may_be_foreign.collect();
        // Where the draft as a whole cannot be in another language, only the blocks that can be are counted.
        let counts_all = most.may_be_foreign();
        if !counts_all && !may_be_foreign.contains(&true) {
            return none();
        }
        let mut counter = language.foreign.counter();
        let mut total = WordCounts::default();
        let mut passages: Vec<(Span<Prose>, String)> = Vec::new();
        let mut is_open = false;
        for (block, may_be_foreign) in blocks().zip(may_be_foreign) {
            for token in words(block).filter(|_| counts_all || may_be_foreign) {
                let (lower, facts) = (article.vocabulary.lower(token.word), facts(token));
                let particles = &language.article.name_particles;
                match facts.is_alphabetic {
                    true => counter.word(lower, facts.languages, token.is_capital(), || particles.contains(lower)),
                    false => counter.text(article.slice(token.span()), particles),
                }
            }
            let language = counter.take(&mut total);
            match (passages.last_mut(), language) {
                (Some((span, last)), Some(language)) if is_open && last == language => {
                    *span = Span::new(span.start, block.span.end);
                }
                (_, Some(language)) => passages.push((block.span, language.to_owned())),
                (_, None) => {}
            }
            is_open = language.is_some();
        }
        match language.foreign.foreign_language(&total).filter(|_| counts_all) {
            Some(language) => {
                let whole = Span::new(0, article.prose.text.len());
                Self { passages: vec![(whole, language.to_owned())], is_whole: true }
            }
            None => Self { passages, is_whole: false },
        }
    }

    /// The language of the words at `span`, if it is not English.
    pub(super) fn language_at(&self, span: Span<Prose>) -> Option<&str> {
        let held = self.passages.iter().find(|(passage, _)| passage.start <= span.start && span.start < passage.end);
        held.map(|(_, language)| language.as_str())
    }
}
