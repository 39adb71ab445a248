//! Sourced, unsourced or unsure, and what kind of quotation one without a source is.
//!
//! A long quotation without a source is speech that nobody is named as saying. A short one is that too where it says
//! something of somebody ("he was just some “Q”"); before a noun it is a term, as a single word it is distance.
//! Unsure is what a neighbouring paragraph suggests, and what stands inside a sentence that no cue governs.

use super::frame::Frame;
use super::words::Tags;
use super::{Attribution, Draft, Form, How, Verdict, phrase, turn};

/// Below this many words a quotation without a source is a term, a title or distance as often as speech.
pub const LONG: usize = 6;

pub fn judge(draft: &mut Draft) {
    for number in 0..draft.found.len() {
        if matches!(draft.found[number].form, Form::Title | Form::Term) {
            continue;
        }
        let words = draft.found[number].words;
        let place = draft.places[number].first();
        let (form, verdict, reason) = match (&draft.found[number].attribution, place) {
            (Some(a), Some(p)) if far(a, &draft.frames[p.block]) => {
                (Form::Speech, Some(Verdict::Unsure), "the speaker is only near, not tied to these words")
            }
            (Some(_), _) => (Form::Speech, Some(Verdict::Sourced), ""),
            (None, Some(p)) if turn::alone(&draft.frames[p.block]) && turn::dialogue(draft, p.block) => {
                (Form::Speech, Some(Verdict::Unsure), "a turn of a dialogue in which nobody is named")
            }
            (None, Some(p)) if goes_on(&draft.frames[p.block], p.item) => {
                (Form::Speech, Some(Verdict::Unsure), "the sentence goes on, and no cue was found in it")
            }
            (None, Some(p)) if words >= LONG && embedded(&draft.frames[p.block], p.item) => {
                (Form::Speech, Some(Verdict::Unsure), "a long fragment inside a sentence that no cue governs")
            }
            (None, _) if words >= LONG => (Form::Speech, Some(Verdict::Unsourced), "nobody is named as saying this"),
            (None, Some(p)) => short(&draft.frames[p.block], p.item, words),
            (None, None) => (Form::Speech, Some(Verdict::Unsure), "the quotation stands outside every paragraph"),
        };
        let found = &mut draft.found[number];
        found.form = form;
        found.verdict = verdict;
        if !reason.is_empty() {
            found.reasons.push(reason.into())
        }
    }
}

/// The source is near the quotation and nothing ties them.
fn far(found: &Attribution, frame: &Frame) -> bool {
    match found.how {
        How::SpokenOf | How::Farther => true,
        How::NextSentence => {
            let from = frame.items.partition_point(|item| item.span.start < found.source.start);
            let to = frame.items.partition_point(|item| item.span.start < found.source.end);
            !phrase::person(frame, &(from..to))
        }
        _ => false,
    }
}

/// The quotation heads a sentence that goes on behind it with words of the writer.
fn goes_on(frame: &Frame, at: usize) -> bool {
    let range = frame.sentence(at);
    let open = frame.items[at].flags & super::frame::COMMA_INSIDE != 0;
    let marked = |next: &super::frame::Item| next.mark().is_some_and(|c| c != '.');
    at == range.start && at + 2 < range.end && (open || marked(&frame.items[at + 1]))
}

/// A few marked words without a source.
fn short(frame: &Frame, at: usize, words: usize) -> (Form, Option<Verdict>, &'static str) {
    let items = &frame.items;
    let range = frame.sentence(at);
    let before = at.checked_sub(1).filter(|_| at > range.start).map(|k| &items[k]);
    let behind = items.get(at + 1).filter(|_| at + 1 < range.end);
    let ends = items[at].flags & super::frame::ENDS != 0;
    let dubbed =
        |b: &super::frame::Item| b.is(Tags::DETERMINER) && at >= range.start + 2 && items[at - 2].is(Tags::HINT);
    if before.is_some_and(|b| b.is(Tags::HINT) || dubbed(b))
        || before.is_some_and(|b| b.is(Tags::AS)) && at >= range.start + 2 && items[at - 2].is(Tags::HINT)
    {
        return (Form::Term, None, "form: a term or name, by the word before it");
    }
    // “a Q plan”, but not “a Q playing at government”
    let noun = |n: &super::frame::Item| n.word() && !n.is(super::frame::FUNCTION) && n.flags & super::frame::ING == 0;
    if !ends && behind.is_some_and(noun) && before.is_some() {
        return (Form::Term, None, "form: a term, before the word that it qualifies");
    }
    // “was just some Q”, but not “was part of Q”
    let small = |k: &usize| items[*k].is(Tags::DETERMINER.or(Tags::ADVERB)) || items[*k].flags & super::frame::LY != 0;
    let says_of = (range.start..at).rev().take(5).find(|k| !small(k)).is_some_and(|k| items[k].is(Tags::COPULA));
    if says_of && words > 1 {
        return (Form::Speech, Some(Verdict::Unsourced), "words about somebody that nobody is named as saying");
    }
    if words == 1 {
        return (Form::Scare, None, "form: a single word at a distance");
    }
    let alone = items.len() <= super::phrase::REACH && items.iter().all(|i| i.quote().is_some() || i.mark().is_some());
    if at == range.start && ends && !alone {
        return (Form::Speech, Some(Verdict::Unsourced), "nobody is named as saying this");
    }
    (Form::Speech, Some(Verdict::Unsure), "a few marked words without a source")
}

/// The quotation stands inside a sentence of the writer, with words before it.
fn embedded(frame: &Frame, item: usize) -> bool {
    let range = frame.sentence(item);
    frame.items[range.start..item].iter().rev().take(super::phrase::REACH).any(|i| i.word())
}
