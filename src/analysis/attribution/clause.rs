//! The subject that a verb shares with another clause: coordinated verbs, participles, the main clause of a sentence.
//!
//! Leaves to `subject` the words right before the verb. Invariant: looks no further than the sentence and
//! [`phrase::REACH`] items.

use super::frame::{Frame, LY};
use super::phrase::{self, ending_at, nominal, speaks, starting_at, verb};
use super::subject::{Subject, Way, seek, skippable};
use super::words::Tags;

/// "won the state and said": the subject that the coordinated verbs share.
pub fn shared(frame: &Frame, at: usize, low: usize) -> Option<Subject> {
    let from = clause_start(frame, at, low);
    first_subject(frame, from, at).or_else(|| main(frame, at, low)).map(|s| Subject { way: Way::Shared, from: at, ..s })
}

/// "S did X, saying": the subject of the main clause; "a sign saying": the noun before it.
pub fn controller(frame: &Frame, v: usize, before: usize, low: usize, depth: u8) -> Option<Subject> {
    let items = &frame.items;
    let item = &items[before];
    // "is quoted as saying", "can be heard asking": the subject of the verb before
    let passive = item.is(Tags::AS) && before > low && items[before - 1].cue.is_some_and(|c| c.forms.done);
    if passive || item.word() && !item.is(Tags::AUXILIARY) && verb(frame, before) {
        return seek(frame, if passive { before - 1 } else { before }, low, depth + 1);
    }
    if !item.comma()
        && !item.is(Tags::PREPOSITION.or(Tags::SUBORDINATOR).or(Tags::COORDINATOR))
        && item.quote().is_none()
        && nominal(frame, before)
    {
        let found = ending_at(frame, before, low)?;
        let with = (low..found.start)
            .rev()
            .take(6)
            .take_while(|&k| {
                items[k].word()
                    && (nominal(frame, k) || items[k].is(Tags::JOINER.or(Tags::DETERMINER).or(Tags::PREPOSITION)))
            })
            .find(|&k| items[k].is(Tags::PREPOSITION) && !items[k].is(Tags::OF));
        if let Some(w) =
            with.filter(|&w| w + 1 < found.start && (w == low || items[w - 1].comma() || items[w - 1].dash()))
        {
            return Some(Subject { from: w, phrase: w + 1..found.end, way: Way::Apposition });
        }
        if found.start > low
            && items[found.start - 1].is(Tags::PREPOSITION)
            && !items[found.start - 1].is(Tags::OF)
            && (found.start < low + 2 || items[found.start - 2].comma() || items[found.start - 2].dash())
        {
            return Some(Subject { from: found.start - 1, phrase: found, way: Way::Apposition });
        }
        // "she released a statement saying": she is the source, not the statement
        if found.start > low
            && verb(frame, found.start - 1)
            && let Some(s) = seek(frame, found.start - 1, low, depth + 1)
        {
            return Some(Subject { way: Way::Controlled, from: before, ..s });
        }
        let lonely = found.start == low
            || items[found.start - 1].is(Tags::PREPOSITION.or(Tags::COORDINATOR).or(Tags::SUBORDINATOR))
            || items[found.start - 1].comma();
        if lonely && (found.clone()).any(|k| items[k].is(Tags::CUE_NOUN.or(Tags::ROLE))) {
            return Some(Subject { from: found.start, phrase: found, way: Way::Reduced });
        }
    }
    let from = clause_start(frame, before, low);
    first_subject(frame, from, v).or_else(|| forward(frame, v)).or_else(|| main(frame, v, low)).map(|s| Subject {
        way: Way::Controlled,
        from: before,
        ..s
    })
}

/// "After denouncing it, S …": the participle stands before its subject.
pub fn forward(frame: &Frame, v: usize) -> Option<Subject> {
    let range = frame.sentence(v);
    let comma = (v..range.end.min(v + 40)).find(|&k| {
        frame.items[k].comma()
            || frame.items[k].quote().is_some() && frame.items[k].flags & super::frame::COMMA_INSIDE != 0
    })?;
    let start =
        (comma + 1..range.end.min(comma + 4)).find(|&k| frame.items[k].word() && !frame.items[k].is(Tags::ADVERB))?;
    starting_at(frame, start, range.end).filter(|p| speaks(frame, p)).map(|p| Subject {
        from: v,
        phrase: p,
        way: Way::Controlled,
    })
}

/// Where the clause that holds `at` begins: the nearest place behind a mark or "but" where a subject and its verb stand.
fn clause_start(frame: &Frame, at: usize, low: usize) -> usize {
    let items = &frame.items;
    for k in (low + 1..at).rev().take(phrase::REACH) {
        let b = &items[k - 1];
        if b.mark() == Some(';') {
            return k;
        }
        let broken = b.comma()
            || b.dash()
            || b.mark() == Some('-')
            || b.quote().is_some()
            || b.is(Tags::CONTRAST.or(Tags::COORDINATOR))
                && k > low + 1
                && (items[k - 2].comma() || items[k - 2].dash());
        let broken = broken
            || b.is(Tags::SUBORDINATOR) && !b.is(Tags::CONTENT.or(Tags::RELATIVE))
            || b.is(Tags::RELATIVE)
                && !b.is(Tags::PERSON_RELATIVE)
                && k > low + 1
                && items[k - 2].is(Tags::PREPOSITION);
        if !broken || items[k].is(Tags::RELATIVE) && !items[k].is(Tags::CONTENT) {
            continue;
        }
        let mut start = k;
        while start + 1 < at && items[start].is(Tags::ADVERB) && !items[start].name() {
            start += 1
        }
        if let Some(p) = starting_at(frame, start, at) {
            let v = next_verbal(frame, p.end, at);
            if p.end < at
                && v < at
                && speaks(frame, &p)
                && (verb(frame, v) || items[v].cue.is_some_and(|c| c.forms.past))
                && !items[v].is(Tags::COORDINATOR)
            {
                return start;
            }
        }
    }
    low
}

/// Steps over what may stand between subject and verb: adverbs, "on Tuesday".
fn next_verbal(frame: &Frame, mut i: usize, high: usize) -> usize {
    let items = &frame.items;
    while i + 1 < high {
        let timed = items[i].is(Tags::PREPOSITION) && items[i + 1].is(Tags::TIME);
        if timed || skippable(frame, i) && !items[i].is(Tags::AUXILIARY) { i += 1 } else { break }
    }
    i
}

/// The first noun phrase from `from` on that a finite verb follows, before `to`.
pub fn first_subject(frame: &Frame, from: usize, to: usize) -> Option<Subject> {
    let items = &frame.items;
    let mut i = opening(frame, from, to);
    let to = to.min(from + 2 * phrase::REACH);
    while i < to {
        let item = &items[i];
        let can = item.name()
            || item.is(Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::SUBJECT).or(Tags::OTHER))
                && !item.is(Tags::RELATIVE)
            || item.is(Tags::CLITIC)
            || item.word() && nominal(frame, i);
        if !can {
            i += 1;
            continue;
        }
        if item.is(Tags::CLITIC) {
            return Some(Subject { phrase: i..i + 1, way: Way::Plain, from: i });
        }
        if let Some(found) = starting_at(frame, i, to) {
            let behind_preposition = i > from && items[i - 1].is(Tags::PREPOSITION);
            let mut k = found.end;
            // step over an apposition or a relative clause: the verb comes after its comma
            if items.get(k).is_some_and(|c| c.comma() || c.dash()) {
                let opens = items.get(k + 1).is_some_and(|f| {
                    f.is(Tags::RELATIVE.or(Tags::DETERMINER).or(Tags::ROLE).or(Tags::PREPOSITION))
                        || f.flags != 0
                        || f.name()
                });
                if opens && !behind_preposition && speaks(frame, &found) {
                    return Some(Subject { phrase: found.clone(), way: Way::Plain, from: i });
                }
            }
            if items.get(k).is_some_and(|p| p.mark() == Some('(')) {
                k = (k..to.min(k + 12)).find(|&n| items[n].mark() == Some(')')).map_or(k, |n| n + 1)
            }
            k = next_verbal(frame, k, to);
            if k <= to
                && !behind_preposition
                && speaks(frame, &found)
                && k < items.len()
                && (verb(frame, k) || items[k].is(Tags::RELATIVE) || items[k].cue.is_some())
            {
                return Some(Subject { phrase: found, way: Way::Plain, from: i });
            }
            // "The president left no doubt": where another phrase starts without a mark, the last word was a verb
            if found.len() > 1
                && !behind_preposition
                && speaks(frame, &found)
                && items.get(k).is_some_and(|n| {
                    n.is(Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::OBJECT)) && !n.is(Tags::CONTENT)
                })
            {
                return Some(Subject { phrase: found.start..found.end - 1, way: Way::Plain, from: i });
            }
            i = found.end.max(i + 1);
        } else {
            i += 1
        }
    }
    None
}

/// The subject of the sentence, with whatever looks most like one.
pub fn main(frame: &Frame, to: usize, low: usize) -> Option<Subject> {
    first_subject(frame, low, to).or_else(|| {
        let from = opening(frame, low, to);
        (from..to.min(from + 8))
            .find_map(|i| {
                (frame.items[i].name() || frame.items[i].is(Tags::DETERMINER.or(Tags::SUBJECT).or(Tags::POSSESSIVE)))
                    .then(|| starting_at(frame, i, to))
                    .flatten()
            })
            .filter(|p| speaks(frame, p))
            .map(|p| Subject { from: p.start, phrase: p, way: Way::Plain })
    })
}

/// Steps over an introduction: "In Ohio on Monday, …", "After he won, …", "Asked about it, …".
pub fn opening(frame: &Frame, from: usize, to: usize) -> usize {
    let items = &frame.items;
    let Some(first) = items.get(from) else { return from };
    let introduces = first.is(Tags::PREPOSITION.or(Tags::SUBORDINATOR).or(Tags::ADVERB))
        || first.flags & super::frame::ING != 0
        || first.flags & super::frame::ED != 0 && !first.name()
        || first.flags & (super::frame::ING | super::frame::ED) != 0 && first.cue.is_some()
        || first.flags & LY != 0
        || first.cue.is_some_and(|c| c.forms.ing || c.forms.done);
    if !introduces {
        return from;
    }
    let adverb = first.is(Tags::ADVERB) && !first.is(Tags::SUBORDINATOR);
    if adverb && items.get(from + 1).is_some_and(|n| !n.comma() && !n.is(Tags::PREPOSITION.or(Tags::SUBORDINATOR))) {
        return from;
    }
    for k in from + 1..to.min(from + 40) {
        if items[k].comma() && k + 1 < to {
            let next = &items[k + 1];
            if next.name()
                || next.is(Tags::SUBJECT.or(Tags::DETERMINER).or(Tags::POSSESSIVE).or(Tags::OTHER))
                    && !next.is(Tags::RELATIVE)
                || next.is(Tags::CLITIC)
                || next.word() && nominal(frame, k + 1)
                || next.is(Tags::PREPOSITION) && (k + 2..to.min(k + 7)).any(|n| items[n].is(Tags::SUBJECT))
                || items.get(k + 2).is_some_and(|n| n.flags & super::frame::NUMBER != 0)
            {
                return k + 1;
            }
        }
    }
    from
}
