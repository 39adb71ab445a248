//! What kind of quotation it is by its looks: speech, the title of a work, a term.
//!
//! Leaves to `verdict` what a missing source makes of it. Invariant: reads only the quotation's own words and the
//! few words around it.

use super::frame::{Frame, GENITIVE};
use super::words::{Tags, Words};
use super::{Draft, Form, LONG_TITLE};

pub fn classify(draft: &mut Draft, lexicon: &Words) {
    for number in 0..draft.found.len() {
        let Some(place) = draft.places[number].first() else { continue };
        let frame = &draft.frames[place.block];
        let quote = draft.input.quotes[number];
        let text = &draft.input.text[quote.start..quote.end];
        let (form, reason) = form(frame, place.item, text, draft.found[number].words, lexicon);
        draft.found[number].form = form;
        if let Some(reason) = reason {
            draft.found[number].reasons.push(reason.into())
        }
    }
}

fn form(frame: &Frame, at: usize, text: &str, words: usize, lexicon: &Words) -> (Form, Option<&'static str>) {
    let items = &frame.items;
    let range = frame.sentence(at);
    let before = at.checked_sub(1).filter(|_| at > range.start).map(|k| &items[k]);
    let behind = items.get(at + 1).filter(|_| at + 1 < range.end);
    if words <= LONG_TITLE && capitals(text, lexicon) {
        if let Some(b) = before {
            if b.is(Tags::WORK.or(Tags::NETWORK)) {
                return (Form::Title, Some("form: title of a work, by the word before it"));
            }
            if b.flags & GENITIVE != 0 && b.name() && words > 0 {
                return (Form::Title, Some("form: title of a work, by the owner before it"));
            }
            // "entitled, “T”"
            if b.comma() && at >= range.start + 2 && items[at - 2].is(Tags::WORK) && words > 2 {
                return (Form::Title, Some("form: title of a work, by the word before it"));
            }
            // "the TV show and hosts of “T”", "author of “T”"
            if b.is(Tags::PREPOSITION) && (range.start..at - 1).rev().take(4).any(|k| items[k].is(Tags::WORK)) {
                return (Form::Title, Some("form: title of a work, by the word before it"));
            }
        }
        if behind.is_some_and(|n| n.is(Tags::WORK) && !n.capital) && before.is_some() {
            return (Form::Title, Some("form: title of a work, by the word behind it"));
        }
        if before.is_some_and(|b| b.is(Tags::PREPOSITION) && !b.is(Tags::AS.or(Tags::AGENT).or(Tags::INFINITIVE)))
            && words > 1
            && !frame.title_case
        {
            return (Form::Title, Some("form: title of a work, capitalised behind a preposition"));
        }
    }
    (Form::Speech, None)
}

/// Every word but the small ones has a capital.
fn capitals(text: &str, lexicon: &Words) -> bool {
    let mut any = false;
    for word in text
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
    {
        let first = word.chars().next().unwrap_or(' ');
        if first.is_uppercase() || first.is_numeric() {
            any = true;
            continue;
        }
        if !lexicon
            .tags(&word.to_lowercase())
            .has(Tags::PREPOSITION.or(Tags::DETERMINER).or(Tags::JOINER).or(Tags::COORDINATOR))
        {
            return false;
        }
    }
    any
}
