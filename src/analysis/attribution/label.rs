//! Sources that a mark or a place ties to the quotation, and no word of speech: S: “Q”, “Q” — S, “Q,” by S, “Q,” S barked.
//!
//! Leaves to `within` in which order they are tried. Invariant: looks no further than the sentence and
//! [`phrase::REACH`] items.

use super::How;
use super::clause::main;
use super::frame::{ED, Frame, LY};
use super::phrase::{self, ending_at, speaks, starting_at};
use super::within::Choice;
use super::words::Tags;
use std::ops::Range;

/// “Q,” S barked / “Q,” barked S / “Q,” S held it up: any verb beside somebody right behind a whole quotation.
pub fn any_verb(frame: &Frame, range: &Range<usize>, first: usize) -> Option<Choice> {
    let items = &frame.items;
    let in_ed = |v: usize| {
        items[v].flags & ED != 0 && items[v].word() && !items[v].capital && items[v].cue.is_none_or(|c| c.forms.past)
    };
    if first + 1 < range.end && in_ed(first) {
        let source = starting_at(frame, first + 1, range.end.min(first + 24)).filter(|p| phrase::person(frame, p))?;
        let over =
            source.end == range.end || items[source.end].mark().is_some() || items[source.end].is(Tags::PREPOSITION);
        return over.then_some((How::BehindInverted, source, Some(first..first + 1)));
    }
    let source = starting_at(frame, first, range.end.min(first + 24)).filter(|p| speaks(frame, p))?;
    let v = (source.end..range.end.min(source.end + 3))
        .find(|&v| !items[v].is(Tags::ADVERB) && items[v].flags & LY == 0)?;
    let acts = phrase::person(frame, &source) && phrase::verb(frame, v) && !items[v].is(Tags::COPULA.or(Tags::CLITIC));
    (in_ed(v) || acts).then_some((How::Behind, source, Some(v..v + 1)))
}

/// S: “Q” / “Q”: S
pub fn colon(frame: &Frame, range: &Range<usize>, at: usize) -> Option<Choice> {
    let items = &frame.items;
    if at > range.start && items[at - 1].mark() == Some(':') && at - 1 > range.start {
        let found =
            main(frame, at - 1, range.start).map(|s| s.phrase).or_else(|| ending_at(frame, at - 2, range.start))?;
        if speaks(frame, &found) {
            return Some((How::Colon, found, Some(at - 1..at)));
        }
    }
    if items.get(at + 1).is_some_and(|c| c.mark() == Some(':') || c.dash()) && at + 2 < range.end {
        let found = starting_at(frame, at + 2, range.end)?;
        let name = phrase::person(frame, &found);
        // a name with what the person is; a headline that goes on after the colon
        let plain = (found.end..range.end).len() <= 16 && !(found.end..range.end).any(|k| phrase::verb(frame, k));
        let headline = at == 0 && range.end == items.len() && items[range.end - 1].mark() != Some('.');
        if speaks(frame, &found) && (found.end == range.end || name && (plain || headline)) {
            return Some((How::Signature, found, Some(at + 1..at + 2)));
        }
    }
    None
}

/// A label with a colon: "S: The plan is “Q”" at the start of a headline or transcript line, "Story - S: “Q”".
pub fn label(frame: &Frame, range: &Range<usize>, at: usize) -> Option<Choice> {
    let items = &frame.items;
    let colon = if at > range.start && items[at - 1].mark() == Some(':') {
        at - 1
    } else {
        (range.start..at.min(range.start + 10)).find(|&k| items[k].mark() == Some(':'))?
    };
    let last = colon.checked_sub(1).filter(|c| *c >= range.start)?;
    // Q: and A: of an interview
    if last == range.start && items[last].capital && items[last].span.end - items[last].span.start == 1 {
        return Some((How::Colon, last..colon, Some(colon..colon + 1)));
    }
    let found = ending_at(frame, last, range.start)?;
    let alone =
        found.start == range.start || items[found.start - 1].dash() || items[found.start - 1].mark() == Some('-');
    (alone && items[found.clone()].iter().any(|i| i.name()) && speaks(frame, &found))
        .then(|| (How::Colon, found, Some(colon..colon + 1)))
}

/// “Q,” by S: a headline or a work at the head of a line, with its author.
pub fn credit(frame: &Frame, range: &Range<usize>, at: usize) -> Option<Choice> {
    let items = &frame.items;
    let heads = at < range.start + 2 && (range.start..at).all(|k| items[k].dash() || items[k].mark() == Some('-'));
    let by = items.get(at + 1).filter(|item| heads && at + 2 < range.end && item.is(Tags::AGENT))?;
    let found = starting_at(frame, at + 2, range.end)?;
    (by.word() && items[found.start].name()).then(|| (How::Signature, found, Some(at + 1..at + 2)))
}
