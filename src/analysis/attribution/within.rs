//! The source in the quotation's own sentence: “Q,” S said; S said “Q”; S called it “Q”; “Q,” according to S; S: “Q”.
//!
//! Ties are tried in the order in which they bind: a cue right behind the quotation, right before it, the outermost
//! cue of the clause that holds it, a cue at the end of the sentence, then nouns and weak verbs.

use super::cue::{Shape, Tie, ties};
use super::frame::{ASKS, COMMA_INSIDE, Frame};
use super::label::{any_verb, colon, credit, label};
use super::noun::{noun_behind, noun_opening, noun_tie};
use super::phrase::{self, starting_at};
use super::subject::Way;
use super::words::Tags;
use super::{Attribution, Draft, How};
use std::ops::Range;

/// How many ties to each side of a quotation are weighed; a sentence of any length stays linear.
const WEIGHED: usize = 12;

/// A cue governs nothing that stands more items behind it.
const FAR: usize = 200;

pub fn attribute(draft: &mut Draft) {
    for b in 0..draft.frames.len() {
        let frame = &draft.frames[b];
        for range in frame.sentences.clone() {
            let quotes: Vec<usize> = range.clone().filter(|&i| frame.items[i].quote().is_some()).collect();
            if quotes.is_empty() {
                continue;
            }
            let all = ties(frame, range.clone());
            for &at in &quotes {
                let Some(number) = frame.items[at].quote() else { continue };
                if draft.found[number].attribution.is_some()
                    || matches!(draft.found[number].form, super::Form::Title | super::Form::Term)
                {
                    continue;
                }
                if let Some((how, source, cue)) = choose(frame, &range, at, &all, draft.input.text) {
                    let source = frame.span(source);
                    let cue = cue.map(|c| frame.span(c));
                    let said = &draft.input.text[source.start..source.end];
                    draft.found[number].reasons.push(match cue {
                        Some(c) => format!(
                            "same sentence: “{said}” with the cue “{}” ({})",
                            &draft.input.text[c.start..c.end],
                            how.name()
                        ),
                        None => format!("same sentence: “{said}” ({})", how.name()),
                    });
                    let mut found = Attribution::new(how, source, cue);
                    found.inner = inner(frame, at, &all, &found);
                    if let Some(inner) = found.inner {
                        let inner = &draft.input.text[inner.start..inner.end];
                        draft.found[number].reasons.push(format!("nested: “{said}” quotes “{inner}”"));
                    }
                    draft.found[number].attribution = Some(found);
                } else {
                    draft.found[number].reasons.push("same sentence: no cue".into());
                }
            }
        }
    }
}

/// The speaker whom the source of `outer` quotes: of the cues between the outer one and the quotation the nearest.
fn inner(frame: &Frame, at: usize, all: &[Tie], outer: &Attribution) -> Option<super::Span> {
    let cue = outer.cue.filter(|_| matches!(outer.how, How::Embedded | How::Before | How::According))?;
    let split = all.partition_point(|t| t.cue.start < at);
    // “Q,” S said, according to A
    let behind = all[split..].iter().take(2).find(|t| t.shape != Shape::According && t.strength == 3);
    let before = all[split.saturating_sub(WEIGHED)..split].iter().rev().find(|t| {
        t.strength >= 2 && matches!(t.way, Way::Plain | Way::Apposition | Way::Relative) && !closed(frame, t, at)
    });
    let found = if frame.items[at].span.end <= cue.start { behind } else { before }?;
    let (start, source) = (frame.items[found.cue.start].span.start, frame.span(found.source.clone()));
    // a pronoun is the outer source again as often as somebody else
    let named = frame.items[found.source.clone()].iter().any(|item| item.name() || item.is(Tags::ROLE));
    let between = named && frame.items[at].span.end <= cue.start || start >= cue.end && source.start >= cue.end;
    (between && !source.overlaps(outer.source)).then_some(source)
}

/// How, the source, the cue.
pub type Choice = (How, Range<usize>, Option<Range<usize>>);

fn choose(frame: &Frame, range: &Range<usize>, at: usize, all: &[Tie], text: &str) -> Option<Choice> {
    let split = all.partition_point(|t| t.cue.start < at);
    let left = &all[split.saturating_sub(WEIGHED)..split];
    let right = &all[split..all.len().min(split + WEIGHED)];
    let long = super::words_of(&text[frame.items[at].span.start..frame.items[at].span.end])
        .nth(super::verdict::LONG - 1) // a block quotation may be as long as the draft, and stand in each of its blocks
        .is_some();
    let pick = |how: How, t: &Tie| Some((how, t.source.clone(), Some(t.cue.clone())));

    if let Some(c) = behind(frame, range, at, right) {
        // “Q,” S said, according to A: A is the outer source
        if let Some(t) =
            right.iter().take(4).find(|t| t.shape == Shape::According && frame.items[t.cue.start - 1].comma())
        {
            return pick(How::According, t);
        }
        return Some(c);
    }
    if let Some(c) = label(frame, range, at).or_else(|| credit(frame, range, at)) {
        return Some(c);
    }
    if let Some(t) = directly_before(frame, range, at, left) {
        return pick(How::Before, t);
    }
    // "They admire “Q”, a study concluded": the clause at the end is the outer one
    if let Some(t) = clause_end(frame, range, at, right).filter(|t| {
        t.strength == 3
            && (t.shape == Shape::Inverted || t.cue.end >= range.end || frame.items[t.cue.end].mark() == Some('.'))
    }) {
        return pick(How::ClauseEnd, t);
    }
    let embedded = embedded(frame, at, left);
    if let Some(t) = embedded.filter(|t| t.strength >= 2) {
        return pick(if t.shape == Shape::Passive { How::Passive } else { How::Embedded }, t);
    }
    if let Some(t) = clause_end(frame, range, at, right) {
        return pick(How::ClauseEnd, t);
    }
    if let Some(t) = right.iter().find(|t| t.shape == Shape::According) {
        return pick(How::According, t);
    }
    if let Some(t) = noun_behind(frame, range, at).or_else(|| noun_opening(frame, range, at)) {
        return pick(How::Noun, &t);
    }
    if let Some(c) = colon(frame, range, at) {
        return Some(c);
    }
    if let Some(t) = noun_tie(frame, range.clone(), at) {
        return Some((How::Noun, t.source, Some(t.cue)));
    }
    if let Some(t) = embedded.filter(|t| long || t.cue.end == at && phrase::person(frame, &t.source)) {
        return pick(How::Weak, t);
    }
    // “Q,” was all that S would say
    let leads = at == range.start && ends_with_comma(frame, at);
    right.first().filter(|t| leads && t.strength == 3 && t.shape == Shape::Active).and_then(|t| pick(How::Weak, t))
}

/// “Q,” S said / “Q,” said S / “Q,” according to S: nothing but the source between quotation and cue.
fn behind(frame: &Frame, range: &Range<usize>, at: usize, right: &[Tie]) -> Option<Choice> {
    let take = |how: How, t: &Tie| Some((how, t.source.clone(), Some(t.cue.clone())));
    let items = &frame.items;
    let mut first = at + 1;
    while first < range.end
        && (items[first].comma() || items[first].dash() || matches!(items[first].mark(), Some('-' | '.')))
    {
        first += 1
    }
    let separated = first > at + 1;
    let leads = at == range.start
        || at - range.start <= phrase::REACH
            && (range.start..at)
                .all(|k| items[k].quote().is_some() || items[k].mark().is_some() || items[k].is(Tags::COORDINATOR));
    for t in right.iter().take(3) {
        let start = t.from.min(t.cue.start);
        let adverbs_only = (first..start.max(first))
            .all(|k| items[k].word() && items[k].is(Tags::ADVERB.or(Tags::AS).or(Tags::TIME)) || items[k].comma());
        let phrase_only = leads
            && start > first
            && (first..start).all(|k| {
                items[k].word()
                    && (phrase::nominal(frame, k) || items[k].is(Tags::ATTACHING.or(Tags::DETERMINER).or(Tags::JOINER)))
            });
        let near = start <= first || adverbs_only && start <= first + 4 || phrase_only;
        if !near || start < at + 1 && t.way != Way::Plain {
            continue;
        }
        if start <= at {
            continue;
        }
        if matches!(t.way, Way::Controlled | Way::Shared | Way::Infinitive | Way::Reduced)
            && !(t.way == Way::Infinitive && leads)
        {
            continue;
        }
        if t.strength < 2 && !leads {
            continue;
        }
        match t.shape {
            Shape::According => return take(How::According, t),
            Shape::Inverted => return take(How::BehindInverted, t),
            Shape::Active if leads => return take(How::Behind, t),
            // in mid-sentence the clause must look like an aside: “Q,” S said. / , S said, / S told reporters
            Shape::Active if t.strength >= 2 && (separated || ends_with_comma(frame, at)) && aside(frame, range, t) => {
                return take(How::Behind, t);
            }
            _ => {}
        }
    }
    // “Q!” cheered S: the sentence goes on in lower case, or the quotation would have ended it
    let open = separated || items[at].flags & (COMMA_INSIDE | ASKS) != 0;
    if leads && open {
        return any_verb(frame, range, first);
    }
    None
}

/// The comma of American style stands inside the marks.
pub fn ends_with_comma(frame: &Frame, at: usize) -> bool {
    frame.items[at].flags & super::frame::COMMA_INSIDE != 0
}

/// After the cue nothing follows that the cue could govern: the end, a comma, a place or time, a recipient.
fn aside(frame: &Frame, range: &Range<usize>, t: &Tie) -> bool {
    let items = &frame.items;
    let Some(next) = items.get(t.cue.end).filter(|_| t.cue.end < range.end) else { return true };
    if next.quote().is_some() {
        return false;
    }
    next.mark().is_some_and(|c| c != ':')
        || next.is(Tags::PREPOSITION.or(Tags::TIME).or(Tags::ADVERB))
        || next.flags & super::frame::LY != 0
        || t.strength == 3 && next.is(Tags::SUBORDINATOR) && !next.is(Tags::CONTENT)
        || next.name()
        || next.is(Tags::OBJECT)
        || recipient(frame, t.cue.end, range.end)
}

/// "told the paper in Ohio.", "told reporters": a phrase behind the cue and no verb behind the phrase.
fn recipient(frame: &Frame, at: usize, high: usize) -> bool {
    starting_at(frame, at, high).is_some_and(|p| {
        p.end >= high
            || frame.items[p.end].mark().is_some_and(|c| c != ':')
            // “his rival hailed it as”: the cue governs something of its own
            || frame.items[p.end].is(Tags::PREPOSITION.or(Tags::TIME))
                && !(frame.items[p.end].is(Tags::AS) && frame.items.get(p.end + 1).is_some_and(|q| q.quote().is_some()))
    })
}

/// S said, “Q” / S told reporters in Ohio: “Q” / A reported that S said: “Q”, where A is the source
fn directly_before<'t>(frame: &Frame, range: &Range<usize>, at: usize, left: &'t [Tie]) -> Option<&'t Tie> {
    let items = &frame.items;
    let marked = at > range.start && (items[at - 1].comma() || items[at - 1].mark() == Some(':'));
    // a whole statement, introduced by comma or colon, belongs to the nearest cue
    if !marked || items[at].flags & super::frame::WHOLE == 0 {
        return None;
    }
    let nearest = left.iter().rev().take(3).find(|t| t.strength >= 2)?;
    if nearest.cue.end > at || at - nearest.cue.end > 24 || (nearest.cue.end..at).any(|k| items[k].quote().is_some()) {
        return None;
    }
    let mut best = nearest;
    for t in left.iter().rev().skip_while(|t| t.cue != nearest.cue).skip(1) {
        if best.opens || closed(frame, t, at) || (t.cue.end..at).any(|k| items[k].quote().is_some()) {
            break;
        }
        if t.strength == 3 && t.shape == Shape::Active && !matches!(best.way, Way::Shared | Way::Controlled) {
            best = t
        } else if t.opens {
            break;
        }
    }
    Some(best)
}

/// The outermost cue of the chain of clauses that holds the quotation.
fn embedded<'t>(frame: &Frame, at: usize, left: &'t [Tie]) -> Option<&'t Tie> {
    let mut best: Option<&Tie> = None;
    for (n, t) in left.iter().enumerate().rev() {
        if t.shape == Shape::Inverted && n + 1 < left.len() {
            break;
        }
        if best.is_some_and(|b| b.aside) && t.strength < 3 {
            if t.opens { break } else { continue }
        }
        if closed(frame, t, at) {
            if best.is_some() { break } else { continue }
        }
        let better = match best {
            None => true,
            Some(b) => t.strength >= b.strength || b.strength < 2,
        };
        if better {
            best = Some(t)
        }
        if t.opens && (t.strength >= 2 || n == 0) {
            // "because, according to S, they would call it “Q”": the words between the commas govern the clause
            if let Some(outer) = n.checked_sub(1).map(|k| &left[k]).filter(|o| o.strength == 3 && set_off(frame, o)) {
                best = Some(outer)
            }
            break;
        }
    }
    best
}

/// ", S said," / ", according to S,": set off by commas on both sides; "According to S," by one.
fn set_off(frame: &Frame, t: &Tie) -> bool {
    let start = t.from.min(t.cue.start);
    let end = t.cue.end.max(t.source.end);
    let before = start > 0 && frame.items[start - 1].comma();
    let opening = t.shape == Shape::According && start == frame.sentence(start).start;
    (before || opening) && frame.items.get(end).is_some_and(|c| c.comma())
}

/// Something between cue and quotation ends the cue's reach.
fn closed(frame: &Frame, t: &Tie, at: usize) -> bool {
    let items = &frame.items;
    let range = frame.sentence(at);
    if at > t.cue.end + FAR {
        return true;
    }
    let body = super::clause::opening(frame, range.start, at);
    (t.cue.end..at).any(|k| items[k].mark() == Some(';'))
        // a cue in the introduction says nothing of the main clause
        || t.shape != Shape::According && t.cue.start < body && body <= at && body > range.start && !(t.strength == 3 && frame.items[range.start].is(Tags::AS))
        // "S, who said so, called it “Q”": the relative clause is over
        || relative_over(frame, t, at)
        // “Q,” S said on “R”: the cue belongs to the quotation in front of it
        || t.shape != Shape::Passive && behind_quote(frame, t, at)
}

/// The cue stands in a relative clause that a comma and the verb of the main clause have ended.
fn relative_over(frame: &Frame, t: &Tie, at: usize) -> bool {
    let items = &frame.items;
    let inside = t.way == Way::Relative
        || t.from > 0 && items[t.from - 1].is(Tags::RELATIVE) && !items[t.from - 1].is(Tags::CONTENT);
    inside
        && (t.cue.end..at).any(|k| {
            (items[k].comma() || items[k].flags & super::frame::COMMA_INSIDE != 0)
                && k + 1 < at
                && (phrase::verb(frame, k + 1)
                    || items[k + 1].flags & super::frame::LY != 0 && phrase::verb(frame, k + 2))
        })
}

/// “Q,” S said on “R” / said S on “R”: spent on Q, unless R follows a comma or colon.
fn behind_quote(frame: &Frame, t: &Tie, at: usize) -> bool {
    let items = &frame.items;
    let start = t.from.min(t.cue.start);
    let mut k = start;
    let low = frame.sentence(at).start;
    while k > low && (items[k - 1].comma() || items[k - 1].is(Tags::ADVERB)) {
        k -= 1
    }
    let spent =
        k > low && items[k - 1].quote().is_some() && matches!(t.way, Way::Plain | Way::Apposition | Way::Adjacent);
    let led = at > 0 && (items[at - 1].comma() || items[at - 1].mark() == Some(':') || items[at - 1].quote().is_some());
    spent
        && !led
        && aside(frame, &frame.sentence(at), t)
        && items[at - 1].is(Tags::PREPOSITION
            .or(Tags::DETERMINER)
            .or(Tags::POSSESSIVE)
            .or(Tags::WORK)
            .or(Tags::NETWORK)
            .or(Tags::HINT))
            | (items[at - 1].word() && items[at - 1].flags & super::frame::GENITIVE != 0)
}

/// The “Q” plan will fail, S said.
fn clause_end<'t>(frame: &Frame, range: &Range<usize>, at: usize, right: &'t [Tie]) -> Option<&'t Tie> {
    let items = &frame.items;
    right.iter().rev().find(|t| {
        let start = t.from.min(t.cue.start);
        t.shape != Shape::According
            && t.strength >= 2
            && matches!(t.way, Way::Plain | Way::Apposition | Way::Adjacent)
            && start > at + 1
            && (items[start - 1].comma()
                || items[start - 1].dash()
                || items[start - 1].quote().is_some_and(|_| ends_with_comma(frame, start - 1)))
            && (t.shape == Shape::Inverted || aside(frame, range, t))
            && (t.shape == Shape::Inverted
                || t.cue.end >= range.end
                || items[t.cue.end].mark().is_some()
                || t.strength == 3)
    })
}
