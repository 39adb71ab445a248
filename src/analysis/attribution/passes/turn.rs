//! Turns of a dialogue: paragraphs that open with speech and answer each other, whose speakers readers count off.
//!
//! Invariant: looks at no more than [`AROUND`] paragraphs to each side.

use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::grammar::{REACH, Tags};
use crate::analysis::attribution::model::{Attribution, Form, How};

/// How many paragraphs to each side make the neighbourhood of a turn.
const AROUND: usize = 3;

/// Turns of a dialogue or a story seldom have more words; news quotes in longer paragraphs.
pub const SHORT_TURN: usize = 16;

/// The last quotation of a paragraph that opens or ends with speech, if it is one.
fn turn(draft: &Draft, block: usize) -> Option<usize> {
    let items = &draft.paragraphs.get(block)?.items;
    let edge = items.first()?.quote().is_some() || items.iter().rev().take(2).any(|item| item.quote().is_some());
    let number = items.iter().rev().take(REACH).find_map(Item::quote).filter(|_| edge)?;
    (draft.found[number].form == Form::Speech).then_some(number)
}

fn is_short_turn(draft: &Draft, block: usize) -> bool {
    let short = |number: usize| draft.found[number].words <= SHORT_TURN && draft.paragraphs[block].items.len() <= REACH;
    turn(draft, block).is_some_and(short)
}

/// Whether a paragraph that is nothing but a quotation is a turn: it answers a question, or most of its neighbours are
/// short turns too.
pub fn is_dialogue(draft: &Draft, block: usize) -> bool {
    let before = block.checked_sub(1).filter(|&before| turn(draft, before).is_some());
    let last = before
        .and_then(|before| draft.paragraphs[before].items.iter().rev().take(REACH).find(|item| item.quote().is_some()));
    if last.is_some_and(|last| last.is(Tags::ASKS)) {
        return true;
    }
    let mut around = (block.saturating_sub(AROUND)..block).chain(block + 1..=block + AROUND);
    is_short_turn(draft, block) && around.by_ref().filter(|&near| is_short_turn(draft, near)).count() >= AROUND
}

/// The speaker of the turn before the last, if the last is another’s.
pub fn alternate(draft: &Draft, block: usize) -> Option<Attribution> {
    let speaker = |back: usize| draft.found[turn(draft, block.checked_sub(back)?)?].attribution.as_ref();
    let (other, own) = (speaker(1)?, speaker(2)?);
    let words = |of: &Attribution| of.source.of(draft.input.text);
    // A turn is counted off from one that names its speaker. From two that were counted off, the count would be lost.
    let counted = |of: &Attribution| matches!(of.how, How::Alternate | How::Farther);
    let lost = counted(other) && counted(own);
    (words(other) != words(own) && !lost).then(|| own.carried_on(How::Alternate))
}
