//! Turns: paragraphs that begin with who speaks, “AH: It will hold.”, and those that go on without a label.

use super::super::transcript::label;
use super::super::{Token, WordId};
use super::Draft;
use crate::language::{Tags, WordMap};
use crate::prose::{BlockKind, Prose, Zone};
use crate::text::Span;

/// As many turns are an exchange, of two speakers at least, one of whom speaks twice.
const LEAST_TURNS: usize = 3;

/// The most letters of initials: “SKK”.
const LONGEST_INITIALS: usize = 4;

/// Where turns are at least one in so many paragraphs, a paragraph without a label goes on with the turn before it.
const DENSE: usize = 5;

pub(super) fn turns(draft: &Draft) -> Vec<Span<Prose>> {
    let count = draft.prose.blocks.len();
    let mut surnames = None;
    let labels: Vec<Option<&str>> = (0..count).map(|block| speaker(draft, block, &mut surnames)).collect();
    if !are_exchange(draft, &labels) {
        return Vec::new();
    }
    let turns = labels.iter().flatten().count();
    let running = (0..count).filter(|&block| draft.is_running(block)).count();
    let go_on = turns * DENSE >= running;
    // Whether another turn comes before the next heading.
    let mut followed = vec![false; count];
    for block in (1..count).rev() {
        followed[block - 1] = labels[block].is_some() || (!draft.is_heading(block) && followed[block]);
    }
    let mut spans = Vec::new();
    let mut speaks = false;
    for (block, label) in labels.iter().enumerate() {
        let span = draft.span(block);
        if let Some(label) = label {
            spans.push(Span::new((span.start + label.len() + 1).min(span.end), span.end));
            speaks = go_on;
        } else if draft.is_heading(block) {
            speaks = false;
        } else if speaks && draft.is_running(block) && !draft.is_emphasised(block) {
            // After the last turn the writer may speak again.
            speaks = followed[block] || draft.has(span, &draft.language.talk.speaker);
            if speaks {
                spans.push(span);
            }
        }
    }
    spans
}

/// The label of a block, if it may be somebody's name.
fn speaker<'a>(draft: &Draft<'a>, block: usize, surnames: &mut Option<Surnames>) -> Option<&'a str> {
    let is_text = matches!(draft.prose.blocks[block].kind, BlockKind::Paragraph | BlockKind::Item);
    let label = label(draft.text(block)).filter(|_| is_text && draft.zones[block] != Zone::Code)?;
    let start = draft.span(block).start;
    let tokens = draft.tokens_in(Span::new(start, start + label.len()));
    let words = || tokens.iter().filter(|token| token.is_word());
    let capitals = label.chars().all(char::is_uppercase) && label.chars().count() <= LONGEST_INITIALS;
    // “Note:” and “Opening hours:” are words that name nobody; “Berg:” is one too, unless the draft has “Carl Berg”.
    let named = words().any(|token| {
        let facts = draft.vocabulary.facts(token.word);
        !facts.marks.word() || facts.tags.has(Tags::ROLE.or(Tags::HONORIFIC))
    });
    let named = named
        || words().next_back().is_some_and(|last| surnames.get_or_insert_with(|| Surnames::of(draft)).has(last.word));
    (capitals || named).then_some(label)
}

/// Words that the draft has after a given name.
struct Surnames(Vec<WordId>);

impl Surnames {
    fn of(draft: &Draft) -> Self {
        let is_given = |token: &Token| token.has_capital() && draft.vocabulary.facts(token.word).marks.given();
        let pairs = draft.tokens.windows(2).filter(|pair| is_given(&pair[0]) && pair[1].is_word());
        let mut words: Vec<WordId> = pairs.filter(|pair| pair[1].has_capital()).map(|pair| pair[1].word).collect();
        words.sort_unstable();
        Self(words)
    }

    fn has(&self, word: WordId) -> bool {
        self.0.binary_search(&word).is_ok()
    }
}

/// Whether labelled paragraphs are people who talk to each other: labels come again, and many turns have “I” or “you”, or ask.
fn are_exchange(draft: &Draft, labels: &[Option<&str>]) -> bool {
    let mut counts: WordMap<&str, usize> = WordMap::default();
    for label in labels.iter().flatten() {
        *counts.entry(*label).or_default() += 1;
    }
    let turns = counts.values().sum::<usize>();
    if turns < LEAST_TURNS || counts.len() < 2 || counts.values().all(|&count| count < 2) {
        return false;
    }
    let talk = &*draft.language.talk;
    let talks = |block: usize| {
        let span = draft.span(block);
        draft.text(block).ends_with('?') || draft.has(span, &talk.speaker) || draft.has(span, &talk.hearer)
    };
    let talking = labels.iter().enumerate().filter(|&(block, label)| label.is_some() && talks(block)).count();
    talking * 5 >= turns * 2
}
