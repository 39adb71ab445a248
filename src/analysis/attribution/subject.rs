//! The subject of a verb: from the verb back over adverbs, auxiliaries, appositions and relative clauses.
//!
//! Leaves to `phrase` how far the subject reaches. Invariant: looks back no further than the sentence and
//! [`phrase::REACH`] items, so that a paragraph of any length costs linear time.

use super::clause::{controller, first_subject, main, shared};
use super::frame::{Frame, GENITIVE, LY};
use super::phrase::{self, ending_at, nominal, speaks, starting_at, verb};
use super::words::Tags;
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    Plain,
    Apposition,
    /* the words before a lone comma */ Adjacent,
    Relative,
    Shared,
    Controlled,
    Infinitive,
    Reduced,
}

#[derive(Clone, Debug)]
pub struct Subject {
    pub phrase: Range<usize>,
    pub way: Way,
    /* first item that belongs to subject and verb together */ pub from: usize,
}

pub fn skippable(frame: &Frame, i: usize) -> bool {
    let item = &frame.items[i];
    item.word()
        && !item.name()
        && (item.is(Tags::ADVERB.or(Tags::AUXILIARY).or(Tags::NEGATION)) && !item.is(Tags::CLITIC)
            || item.flags & LY != 0 && !item.is(Tags::ROLE))
        || item.word() && item.is(Tags::TIME) && item.flags & GENITIVE == 0
}

/// The subject of the verb at `v`; `low` is the first item that may belong to it.
pub fn subject(frame: &Frame, v: usize, low: usize) -> Option<Subject> {
    seek(frame, v, low, 0)
}

pub fn seek(frame: &Frame, v: usize, low: usize, depth: u8) -> Option<Subject> {
    let items = &frame.items;
    let low = low.max(v.saturating_sub(phrase::REACH));
    if depth > 3 || v <= low {
        return None;
    }
    let mut i = v - 1;
    let mut copula = false;
    let mut timed = false;
    loop {
        if skippable(frame, i) {
            copula |= items[i].is(Tags::COPULA);
            timed = items[i].is(Tags::TIME);
        } else if timed
            && items[i].is(Tags::PREPOSITION.or(Tags::DETERMINER))
            && items[i + 1].is(Tags::TIME.or(Tags::DETERMINER))
        {
        } else if items[i].mark() == Some(')') {
            match (low..i).rev().take(20).find(|&k| items[k].mark() == Some('(')) {
                Some(k) => i = k,
                None => return None,
            }
        } else {
            break;
        }
        if i <= low || items[i - 1].quote().is_some() {
            // a name that is also a month: "Jun wrote"
            return (items[i].capital && items[i].is(Tags::TIME) && !timed_only(frame, i, v)).then(|| Subject {
                phrase: i..i + 1,
                way: Way::Plain,
                from: i,
            });
        }
        i -= 1;
    }
    let item = &items[i];
    // "S, author of “T,” put it": the comma stands inside the marks of a title
    if item.quote().is_some()
        && item.flags & super::frame::COMMA_INSIDE != 0
        && i > low + 1
        && items[i - 1].is(Tags::PREPOSITION)
        && let Some(s) = apposition(frame, i, low).filter(|s| s.way == Way::Apposition)
    {
        return Some(s);
    }
    let ing = items[v].cue.is_some_and(|c| c.forms.ing) || items[v].flags & super::frame::ING != 0;
    if item.is(Tags::CLITIC) {
        return Some(Subject { phrase: i..i + 1, way: Way::Plain, from: i });
    }
    if ing && !copula {
        return controller(frame, v, i, low, depth);
    }
    if item.is(Tags::RELATIVE)
        && !item.is(Tags::POSSESSIVE)
        && !(item.is(Tags::CONTENT) && i > low && verb(frame, i - 1))
    {
        return relative(frame, i, low);
    }
    if item.is(Tags::INFINITIVE) && items[v].cue.is_none_or(|c| c.forms.base) {
        // "wants to say", "used the speech to call"
        let governor = (low..i).rev().take(14).find(|&k| verb(frame, k) || items[k].cue.is_some_and(|c| c.forms.ing));
        let found = governor.and_then(|g| seek(frame, g, low, depth + 1)).or_else(|| main(frame, i, low));
        return found.map(|s| Subject { way: Way::Infinitive, ..s });
    }
    if item.is(Tags::COORDINATOR) || item.comma() && i > low && items[i - 1].quote().is_some() && !copula {
        return shared(frame, i, low);
    }
    if item.comma() || item.dash() || item.mark() == Some('-') {
        return apposition(frame, i, low);
    }
    if verb(frame, i) && !nominal(frame, i) {
        // chained verbs: "began by saying", "kept calling"
        return seek(frame, i, low, depth + 1);
    }
    let found = ending_at(frame, i, low)?;
    // "the man who won the state said": a verb before the phrase, and "who" before the verb
    if found.start > low
        && (verb(frame, found.start - 1) || items[found.start - 1].is(Tags::PREPOSITION))
        && let Some(who) = (low..found.start)
            .rev()
            .take(12)
            .take_while(|&k| items[k].word())
            .find(|&k| items[k].is(Tags::PERSON_RELATIVE))
        && who > low
        && let Some(whole) =
            ending_at(frame, if items[who - 1].comma() && who - 1 > low { who - 2 } else { who - 1 }, low)
    {
        return Some(Subject { from: whole.start, phrase: whole, way: Way::Plain });
    }
    speaks(frame, &found).then_some(Subject { from: found.start, phrase: found, way: Way::Plain })
}

/// More than one word between the month and the verb, or a number behind it: a date after all.
fn timed_only(frame: &Frame, i: usize, v: usize) -> bool {
    v > i + 1 && (i + 1..v).any(|k| frame.items[k].is(Tags::TIME) || frame.items[k].flags & super::frame::NUMBER != 0)
}

/// "S, a senator from Ohio, said": the phrase before the earliest comma that opens an apposition.
fn apposition(frame: &Frame, comma: usize, low: usize) -> Option<Subject> {
    let items = &frame.items;
    let mut close = comma;
    let mut best: Option<Range<usize>> = None;
    for _ in 0..5 {
        let Some(open) =
            (low..close).rev().take(40).find(|&k| items[k].comma() || items[k].dash() || items[k].mark() == Some('-'))
        else {
            break;
        };
        if open == low || open + 1 >= close {
            break;
        }
        let first = &items[open + 1];
        let inner = first.is(Tags::DETERMINER
            .or(Tags::RELATIVE)
            .or(Tags::PREPOSITION)
            .or(Tags::ROLE)
            .or(Tags::POSSESSIVE)
            .or(Tags::HONORIFIC)
            .or(Tags::ADVERB)
            .or(Tags::SUBORDINATOR)
            .or(Tags::AUXILIARY)
            .or(Tags::COORDINATOR))
            || first.name()
            || first.flags != 0
            || first.word() && !verb(frame, open + 1)
            || first.cue.is_some()
            || verb(frame, open + 1)
            || first.quote().is_some();
        if !inner || best.is_some() && first.is(Tags::SUBORDINATOR.or(Tags::COORDINATOR).or(Tags::CONTRAST)) {
            break;
        }
        // "in the primary, Gov. S (R-Ohio), said": the words between the commas are the name
        if best.is_none()
            && first.is(Tags::HONORIFIC)
            && (open + 1..close).all(|k| nominal(frame, k) || matches!(items[k].mark(), Some('(' | ')')))
            && let Some(p) = starting_at(frame, open + 1, close)
        {
            return Some(Subject { from: p.start, phrase: p, way: Way::Adjacent });
        }
        if let Some(found) = ending_at(frame, open - 1, low) {
            let bare = found.start == low
                || !items[found.start - 1].is(Tags::PREPOSITION)
                || items[found.start - 1].is(Tags::SUBORDINATOR);
            let subject_like = items[found.start].is(Tags::SUBJECT)
                || (found.clone()).any(|k| items[k].name() && !items[k].is(Tags::TIME) || items[k].is(Tags::ROLE))
                || items[found.start].is(Tags::DETERMINER);
            if subject_like && speaks(frame, &found) && bare {
                best = Some(found.start..found.end)
            } else if best.is_some() && !(found.start > low && items[found.start - 1].is(Tags::RELATIVE)) {
                break;
            }
        } else if best.is_some() {
            break;
        }
        close = open;
    }
    if let Some(found) = best {
        return Some(Subject { from: found.start, phrase: found, way: Way::Apposition });
    }
    // "In Ohio on Monday, he, …" did not fit: the words before the comma
    let near = ending_at(frame, comma.checked_sub(1)?, low).filter(|p| speaks(frame, p));
    match near {
        Some(p) if p.start == low || !items[p.start - 1].is(Tags::PREPOSITION) => {
            Some(Subject { from: p.start, phrase: p, way: Way::Adjacent })
        }
        near => first_subject(frame, low, comma)
            .map(|s| Subject { way: Way::Adjacent, ..s })
            .or(near.map(|p| Subject { from: p.start, phrase: p, way: Way::Adjacent })),
    }
}

/// "Trump, who said": antecedent and pronoun together.
fn relative(frame: &Frame, who: usize, low: usize) -> Option<Subject> {
    let before = (low..who).rev().find(|&k| !frame.items[k].comma() && !frame.items[k].dash());
    let antecedent = before.and_then(|b| ending_at(frame, b, low));
    let start = antecedent.as_ref().map_or(who, |p| p.start);
    // "she retweeted a message that read": she is the source
    if let Some(p) = antecedent.filter(|p| {
        !frame.items[who].is(Tags::PERSON_RELATIVE)
            && p.start > low
            && frame.items[p.clone()].iter().any(|i| i.is(Tags::CUE_NOUN))
            && verb(frame, p.start - 1)
    }) && let Some(s) = main(frame, p.start, low)
    {
        return Some(Subject { way: Way::Relative, ..s });
    }
    Some(Subject { phrase: start..who + 1, way: Way::Relative, from: start })
}
