//! Turns of a dialogue: paragraphs that open with speech and answer each other, whose speakers readers count off.
//!
//! Leaves to `carry` when a paragraph goes on with one speaker instead. Invariant: looks at no more than [`AROUND`]
//! paragraphs to each side.

use super::frame::{Frame, QUESTION};
use super::phrase::REACH;
use super::{Attribution, Draft, Form, How};

/// How many paragraphs to each side make the neighbourhood of a turn.
const AROUND: usize = 3;

/// A turn of a dialogue has seldom more words; news quotes in longer paragraphs.
const SHORT_TURN: usize = 16;

/// A paragraph that is nothing but a quotation.
pub fn alone(frame: &Frame) -> bool {
    // Asked of each of its quotations, so a paragraph of very many is not walked.
    frame.items.len() <= REACH && frame.items.iter().all(|item| item.quote().is_some() || item.mark().is_some())
}

/// The last quotation of a paragraph that opens or ends with speech, if it is one.
fn turn(draft: &Draft, b: usize) -> Option<usize> {
    let items = &draft.frames.get(b)?.items;
    let edge = items.first()?.quote().is_some() || items.iter().rev().take(2).any(|item| item.quote().is_some());
    let number = items.iter().rev().take(REACH).find_map(super::frame::Item::quote).filter(|_| edge)?;
    (draft.found[number].form == Form::Speech).then_some(number)
}

fn short_turn(draft: &Draft, b: usize) -> bool {
    turn(draft, b).is_some_and(|number| draft.found[number].words <= SHORT_TURN && draft.frames[b].items.len() <= REACH)
}

/// Whether paragraph `b`, nothing but a quotation, is a turn: it answers a question, or most of its neighbours are
/// short turns too.
pub fn dialogue(draft: &Draft, b: usize) -> bool {
    let asked = b.checked_sub(1).and_then(|before| {
        turn(draft, before)?;
        draft.frames[before].items.iter().rev().take(REACH).find(|item| item.quote().is_some())
    });
    if asked.is_some_and(|last| last.flags & QUESTION != 0) {
        return true;
    }
    let around = (b.saturating_sub(AROUND)..b).chain(b + 1..=b + AROUND);
    short_turn(draft, b) && around.filter(|&near| short_turn(draft, near)).count() >= AROUND
}

/// The speaker of the turn before the last, if the last is another's.
pub fn alternate(draft: &Draft, b: usize) -> Option<Attribution> {
    let speaker = |back: usize| draft.found[turn(draft, b.checked_sub(back)?)?].attribution.as_ref();
    let (other, own) = (speaker(1)?, speaker(2)?);
    let words = |of: &Attribution| &draft.input.text[of.source.start..of.source.end];
    // each turn that is counted off rests on one that is told, or the count is lost
    let counted = |of: &Attribution| matches!(of.how, How::Alternate | How::Farther);
    (words(other) != words(own) && !(counted(other) && counted(own)))
        .then(|| Attribution { how: How::Alternate, ..own.clone() })
}
