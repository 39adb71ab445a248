//! Sourced, unsourced or unsure, and what kind of quotation one without a source is.
//!
//! A long quotation without a source is speech that nobody is named as saying. A short one is that too where it describes
//! somebody (“he was just some “Q””); before a noun it is a term, and as a single word it shows distance. Unsure is what a
//! neighbouring paragraph suggests, and what stands inside a sentence that no cue governs.

use super::choice::{Around, LONG};
use super::form::has_title_capitals;
use super::naming::{hides_agent, is_name_in_use};
use super::{certainty, turn};
use crate::analysis::attribution::draft::{Draft, Place};
use crate::analysis::attribution::grammar::item::{Item, Kind};
use crate::analysis::attribution::grammar::{Paragraph, REACH, Tags};
use crate::analysis::attribution::model::{Attribution, Form, How, Verdict};
use crate::analysis::attribution::reason::Reason;

/// The fewest words of a headline: a few names in a row have capitals too.
const HEADLINE: usize = 4;

type Judgement = (Form, Option<Verdict>, Option<Reason>);

/// Gives every quotation its form and its verdict.
pub fn judge(draft: &mut Draft) {
    let habit = certainty::habit(draft);
    for number in 0..draft.found.len() {
        if matches!(draft.found[number].form, Form::Title | Form::Term) {
            continue;
        }
        let general = habit.doubts_source(draft, number);
        let judged = if general { (Form::Term, None, Some(Reason::InGeneral)) } else { judgement(draft, number) };
        let found = &mut draft.found[number];
        (found.form, found.verdict, found.reason) = judged;
        let imagined = habit.is_personal && matches!(found.reason, Some(Reason::Nobody | Reason::SaidOfSomebody));
        if imagined {
            (found.verdict, found.reason) = (Some(Verdict::Unsure), Some(Reason::FirstPerson));
        }
        if general {
            found.attribution = None;
        }
        draft.found[number].certainty = certainty::of(draft, number, habit);
    }
    for found in &mut draft.found {
        let Some(block) = draft.input.block_quote(found.span) else { continue };
        found.form = Form::Block;
        if block.pulled && found.attribution.is_none() {
            (found.verdict, found.reason) = (None, Some(Reason::PulledOut));
        } else {
            found.verdict.get_or_insert(Verdict::Unsure);
        }
    }
}

fn judgement(draft: &Draft, number: usize) -> Judgement {
    let speech = |verdict, reason| (Form::Speech, Some(verdict), Some(reason));
    let found = &draft.found[number];
    let long = found.words >= LONG;
    let Some(&Place { block, item }) = draft.places[number].first() else {
        return match &found.attribution {
            Some(_) => (Form::Speech, Some(Verdict::Sourced), None),
            None if long => speech(Verdict::Unsourced, Reason::Nobody),
            None => speech(Verdict::Unsure, Reason::OutsideText),
        };
    };
    let paragraph = &draft.paragraphs[block];
    if let Some(attribution) = &found.attribution {
        let near = is_only_near(attribution, paragraph);
        return if near {
            speech(Verdict::Unsure, Reason::OnlyNear)
        } else {
            (Form::Speech, Some(Verdict::Sourced), None)
        };
    }
    let around = Around::new(paragraph, item);
    // Nobody speaks in the capitals of a headline. “No! No! No! No!” and shouts in capitals are speech.
    let text = found.span.of(draft.input.text);
    let may_be_headline = || {
        let words = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        !words.contains(['.', '!', '?']) && words.contains(char::is_lowercase)
    };
    if found.words >= HEADLINE
        && !paragraph.title_case
        && has_title_capitals(text, draft.input.words)
        && may_be_headline()
    {
        return (Form::Title, None, Some(Reason::Capitals));
    }
    if draft.input.is_heading(block) {
        return speech(Verdict::Unsure, Reason::Heading);
    }
    if hides_agent(&around, found.words) {
        return speech(Verdict::Unsourced, Reason::NoAgent);
    }
    if paragraph.is_quotation && turn::is_dialogue(draft, block) {
        speech(Verdict::Unsure, Reason::NamelessTurn)
    } else if sentence_goes_on(&around, long) {
        speech(Verdict::Unsure, Reason::SentenceGoesOn)
    } else if long && is_fragment(&around) {
        speech(Verdict::Unsure, Reason::LongFragment)
    } else if long && draft.is_story {
        speech(Verdict::Unsure, Reason::Story)
    } else if long && item == 0 && is_led_in(draft, block) {
        speech(Verdict::Unsure, Reason::OnlyNear)
    } else if paragraph.is_quotation && certainty::opens_draft(draft, block) {
        speech(Verdict::Unsure, Reason::OpensDraft)
    } else if long {
        speech(Verdict::Unsourced, Reason::Nobody)
    } else {
        short(&around, found.words)
    }
}

/// Whether the paragraph before ends with a colon: readers take its subject for the speaker.
fn is_led_in(draft: &Draft, block: usize) -> bool {
    block.checked_sub(1).is_some_and(|before| draft.paragraphs.ending(before) == Some(Kind::Mark(':')))
}

/// Whether the source is near the quotation and nothing ties them.
fn is_only_near(found: &Attribution, paragraph: &Paragraph) -> bool {
    match found.how {
        How::SpokenOf | How::Farther | How::Gesture => true,
        How::NextSentence => !paragraph.is_person(&paragraph.items_in(found.source)),
        _ => false,
    }
}

/// Whether the quotation opens a sentence that goes on with words of the writer.
fn sentence_goes_on(around: &Around, long: bool) -> bool {
    let next = &around.paragraph.items.get(around.at + 1);
    let marked = next.is_some_and(|next| next.mark().is_some_and(|mark| mark != '.'));
    // “Q” sounds good in the north.
    let subject = long && next.is_some_and(|next| next.word() && !next.capital);
    around.opens() && around.at + 2 < around.sentence.end && (around.comma_inside() || marked || subject)
}

/// Whether the quotation stands inside a sentence of the writer, with words before it.
fn is_fragment(around: &Around) -> bool {
    let before = &around.paragraph.items[around.sentence.start..around.at];
    before.iter().rev().take(REACH).any(Item::word)
}

/// A few marked words without a source.
fn short(around: &Around, words: usize) -> Judgement {
    let items = &around.paragraph.items;
    let start = around.sentence.start;
    let before = around.before();
    let second = (around.at >= start + 2).then(|| &items[around.at - 2]);
    let closed = items[around.at].is(Tags::CLOSED_INSIDE);
    // “the so-called “Q””, “dubbed the “Q””, “known as “Q””, “they call it “Q””
    let hints = |item: &Item| item.is(Tags::HINT);
    let small = before.is_some_and(|before| before.is(Tags::DETERMINER.or(Tags::AS)));
    if is_name_in_use(around, words) || before.is_some_and(hints) || (small && second.is_some_and(hints)) {
        return (Form::Term, None, Some(Reason::HintBefore));
    }
    // “The term often used is “Q””, “there is “Q””
    let first = &items[start..around.at];
    let near = first.iter().rev().take(6);
    let is_last = before.is_some_and(|before| before.is(Tags::COPULA));
    if is_last && (near.clone().any(hints) || first.iter().rev().nth(1).is_some_and(|item| item.is(Tags::EXISTENTIAL)))
    {
        return (Form::Term, None, Some(Reason::HintBefore));
    }
    // “a “Q” plan”, but not “a “Q” playing at government”
    let noun = |next: &Item| next.word() && !next.is(Tags::FUNCTION.or(Tags::PARTICIPLE_ENDING));
    if !closed && before.is_some() && around.paragraph.after(around.at).is_some_and(noun) {
        return (Form::Term, None, Some(Reason::QualifiesNoun));
    }
    // “was just some “Q””, but not “was part of “Q””
    let meaningful = |item: &&Item| !item.is(Tags::DETERMINER.or(Tags::ADVERB).or(Tags::ADVERB_ENDING));
    let governor = (start..around.at).rev().take(5).find(|&at| meaningful(&&items[at]));
    // “is “highly recommended” by the council”: the words are done by somebody who is named.
    let by_somebody = around.paragraph.after(around.at).is_some_and(|next| next.is(Tags::AGENT));
    // “What is “Q”?”, “if we claim to be “Q””: nobody says so of anybody.
    let asks = items[around.sentence.end - 1].mark() == Some('?') || items[around.at].is(Tags::ASKS);
    let is_finite = |be: usize| items[be].is(Tags::COPULA) && (be == start || !items[be - 1].is(Tags::INFINITIVE));
    if words > 1 && !by_somebody && !asks && governor.is_some_and(is_finite) {
        return (Form::Speech, Some(Verdict::Unsourced), Some(Reason::SaidOfSomebody));
    }
    if words == 1 {
        return (Form::Scare, None, Some(Reason::SingleWord));
    }
    if around.opens() && closed && !around.paragraph.is_quotation {
        return (Form::Speech, Some(Verdict::Unsourced), Some(Reason::Nobody));
    }
    (Form::Speech, Some(Verdict::Unsure), Some(Reason::FewWords))
}
