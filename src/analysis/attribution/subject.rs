//! The subject of a verb: from the verb back over adverbs, auxiliaries, appositions and relative clauses.
//!
//! Leaves to `phrase` how far the subject reaches. Invariant: looks back no further than the sentence and
//! [`phrase::REACH`] items, so that a paragraph of any length costs linear time.

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

fn skippable(frame: &Frame, i: usize) -> bool {
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

fn seek(frame: &Frame, v: usize, low: usize, depth: u8) -> Option<Subject> {
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
    {
        if let Some(s) = apposition(frame, i, low).filter(|s| s.way == Way::Apposition) {
            return Some(s);
        }
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
    if found.start > low && verb(frame, found.start - 1)
        || found.start > low && items[found.start - 1].is(Tags::PREPOSITION)
    {
        if let Some(who) = (low..found.start)
            .rev()
            .take(12)
            .take_while(|&k| items[k].word())
            .find(|&k| items[k].is(Tags::PERSON_RELATIVE))
        {
            if who > low {
                if let Some(whole) =
                    ending_at(frame, if items[who - 1].comma() && who - 1 > low { who - 2 } else { who - 1 }, low)
                {
                    return Some(Subject { from: whole.start, phrase: whole, way: Way::Plain });
                }
            }
        }
    }
    speaks(frame, &found).then(|| Subject { from: found.start, phrase: found, way: Way::Plain })
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
        {
            if let Some(p) = starting_at(frame, open + 1, close) {
                return Some(Subject { from: p.start, phrase: p, way: Way::Adjacent });
            }
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
    }) {
        if let Some(s) = main(frame, p.start, low) {
            return Some(Subject { way: Way::Relative, ..s });
        }
    }
    Some(Subject { phrase: start..who + 1, way: Way::Relative, from: start })
}

/// "won the state and said": the subject that the coordinated verbs share.
fn shared(frame: &Frame, at: usize, low: usize) -> Option<Subject> {
    let from = clause_start(frame, at, low);
    first_subject(frame, from, at).or_else(|| main(frame, at, low)).map(|s| Subject { way: Way::Shared, from: at, ..s })
}

/// "S did X, saying": the subject of the main clause; "a sign saying": the noun before it.
fn controller(frame: &Frame, v: usize, before: usize, low: usize, depth: u8) -> Option<Subject> {
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
        let lonely = found.start == low
            || items[found.start - 1].is(Tags::PREPOSITION.or(Tags::COORDINATOR).or(Tags::SUBORDINATOR))
            || items[found.start - 1].comma();
        if lonely && (found.clone()).any(|k| items[k].is(Tags::CUE_NOUN.or(Tags::ROLE))) {
            return Some(Subject { from: found.start, phrase: found, way: Way::Reduced });
        }
    }
    let _ = depth;
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
