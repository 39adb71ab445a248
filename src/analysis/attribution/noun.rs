//! Noun cues: “S’s statement that …”, “in the words of S”.
//!
//! They tie little and only over a few words, so `within` asks for them last.

use super::cue::{Shape, Tie};
use super::frame::{Frame, GENITIVE};
use super::phrase::{self, ending_at, nominal, starting_at};
use super::subject::Way;
use super::words::Tags;
use std::ops::Range;

/// Few words stand between a noun of speech and its quotation, and more where a content clause opens right behind it.
const NEAR: usize = 7;
const CLAUSE: usize = 24;
const OPENS: usize = 6;

/// Noun cues: "S's statement that “Q”", "in a statement by S", "S's remark at the rally that it was “Q”".
pub fn noun_tie(frame: &Frame, range: Range<usize>, quote: usize) -> Option<Tie> {
    let items = &frame.items;
    let low = range.start.max(quote.saturating_sub(CLAUSE));
    for i in (low..quote).rev() {
        if items[i].mark().is_some_and(|c| !matches!(c, ',' | ':')) {
            return None;
        }
        let opens = |k: usize| items[k].is(Tags::CONTENT) && !phrase::verb(frame, k - 1);
        if !items[i].is(Tags::CUE_NOUN) || i + NEAR < quote && !(i + 1..i + OPENS).any(opens) {
            continue;
        }
        let tie = |source: Range<usize>| Some(tied(i, source.start, source));
        // possessive before
        for k in (range.start..i).rev().take(4) {
            let item = &items[k];
            if item.is(Tags::POSSESSIVE) && !item.is(Tags::RELATIVE) {
                return tie(k..k + 1);
            }
            if item.flags & GENITIVE != 0 && !item.is(Tags::CLITIC) {
                return tie(ending_at(frame, k, range.start)?);
            }
            if !nominal(frame, k) {
                break;
            }
        }
        // "of S", "from S", "by S" behind
        if items.get(i + 1).is_some_and(|p| p.is(Tags::AGENT.or(Tags::OF).or(Tags::ATTACHING)))
            && let Some(source) = starting_at(frame, i + 2, quote).filter(|p| items[p.start].name())
        {
            return tie(source);
        }
    }
    None
}

/// “Q,” in the words of S / “Q,” in S's view.
pub fn noun_behind(frame: &Frame, range: &Range<usize>, quote: usize) -> Option<Tie> {
    let items = &frame.items;
    let mut at = quote + 1;
    while at < range.end && (items[at].comma() || items[at].dash()) {
        at += 1
    }
    owned_noun(frame, range, at)
}

/// In the words of S, it was “Q” / In S’s view, it was “Q”.
pub fn noun_opening(frame: &Frame, range: &Range<usize>, quote: usize) -> Option<Tie> {
    let tie = owned_noun(frame, range, range.start)?;
    let end = tie.source.end.max(tie.cue.end);
    let near = end < quote && quote - end < 30 && frame.items[end].comma();
    (near && !(end..quote).any(|k| frame.items[k].mark() == Some(';'))).then_some(tie)
}

/// A preposition at `at`, a noun of speech, and whose it is: “in the words of S”, “in S’s view”.
fn owned_noun(frame: &Frame, range: &Range<usize>, at: usize) -> Option<Tie> {
    let items = &frame.items;
    if !items.get(at).is_some_and(|p| p.is(Tags::PREPOSITION)) {
        return None;
    }
    let noun =
        (at + 1..range.end.min(at + 8)).take_while(|&k| items[k].word()).find(|&k| items[k].is(Tags::CUE_NOUN))?;
    let tie = |source: Range<usize>| Some(tied(noun, at, source));
    if noun > at + 1 && (items[noun - 1].flags & GENITIVE != 0 || items[noun - 1].is(Tags::POSSESSIVE)) {
        return tie(ending_at(frame, noun - 1, at + 1).unwrap_or(noun - 1..noun));
    }
    if items.get(noun + 1).is_some_and(|p| p.is(Tags::OF)) {
        return tie(starting_at(frame, noun + 2, range.end)?);
    }
    None
}

/// The tie of a source to the noun at `cue`, a clause that begins at `from`.
fn tied(cue: usize, from: usize, source: Range<usize>) -> Tie {
    Tie {
        cue: cue..cue + 1,
        from,
        source,
        strength: 1,
        shape: Shape::Noun,
        way: Way::Plain,
        opens: false,
        aside: false,
    }
}
