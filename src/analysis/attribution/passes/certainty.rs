//! How clear it is that a quotation without a source needs one, so that a rule can be loud or soft.

use super::choice::LONG;
use crate::analysis::attribution::draft::{Draft, Place};
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::analysis::attribution::model::{Certainty, Form, Verdict};
use crate::analysis::attribution::reason::Reason;

/// In lower case, names and terms seldom have this many words.
const PHRASE: usize = 3;

/// The certainty for the quotation `number`; `names_speakers` is whether the draft names the speaker of some quotation.
pub fn of(draft: &Draft, number: usize, names_speakers: bool) -> Certainty {
    let found = &draft.found[number];
    let Some(&Place { block, item }) = draft.places[number].first() else { return Certainty::Slight };
    let paragraph = &draft.paragraphs[block];
    let whole = paragraph.items[item].is(Tags::WHOLE);
    let judges = found.reason == Some(Reason::SaidOfSomebody)
        && !whole
        && (found.words >= PHRASE || is_about_person(paragraph, item));
    if found.reason == Some(Reason::NoAgent) || judges {
        return Certainty::Likely;
    }
    if found.words < LONG || !whole {
        return Certainty::Slight;
    }
    let clear = names_speakers
        && found.verdict == Some(Verdict::Unsourced)
        && paragraph.items[item].is(Tags::CLOSED_INSIDE)
        && !paragraph.title_case
        && is_only_quotation(paragraph)
        && !follows_person(paragraph, item)
        && !follows_speech(draft, block)
        && !follows_person_before(draft, block);
    if clear { Certainty::Clear } else { Certainty::Likely }
}

/// Whether the draft names the speaker of some quotation. Copy that never does, such as a list of slogans, follows another
/// convention.
pub fn names_speakers(draft: &Draft) -> bool {
    draft.found.iter().any(|found| found.form == Form::Speech && found.attribution.is_some())
}

fn is_only_quotation(paragraph: &Paragraph) -> bool {
    paragraph.items.iter().filter(|item| item.quote().is_some()).take(2).count() == 1
}

/// Whether a person is the subject of a sentence before it in the paragraph: readers may take that person for the speaker.
fn follows_person(paragraph: &Paragraph, item: usize) -> bool {
    let before = paragraph.sentences.iter().take_while(|sentence| sentence.end <= item);
    before
        .filter_map(|sentence| paragraph.main_subject(sentence.start, sentence.end))
        .any(|subject| paragraph.is_person(&subject))
}

/// Whether the paragraph before ends with speech or leads in with a colon.
fn follows_speech(draft: &Draft, block: usize) -> bool {
    let Some(before) = block.checked_sub(1).map(|before| &draft.paragraphs[before]) else { return false };
    let Some(last) = before.sentences.last() else { return false };
    let quoted = before.slice(last).iter().any(|item| item.quote().is_some());
    let leads_in = before.items.last().is_some_and(|item| item.mark() == Some(':'));
    quoted || leads_in || !before.ties_in(last).is_empty()
}

/// Whether the paragraph before ends with a sentence about a person, where the quotation is a paragraph of its own: “The
/// keeper was pleased with the answer.”
fn follows_person_before(draft: &Draft, block: usize) -> bool {
    let Some(before) = block.checked_sub(1).map(|before| &draft.paragraphs[before]) else { return false };
    let Some(last) = before.sentences.last().filter(|_| draft.paragraphs[block].is_quotation) else { return false };
    before.main_subject(last.start, last.end).is_some_and(|subject| before.is_person(&subject))
}

/// Whether the words are said of a person, whom somebody judges so: “she was just some “tired old clerk””. Of a thing they
/// may be its name.
fn is_about_person(paragraph: &Paragraph, item: usize) -> bool {
    let start = paragraph.sentence(item).start;
    let copula = (start..item).rev().take(6).find(|&at| paragraph.items[at].is(Tags::COPULA));
    let subject = copula.and_then(|copula| paragraph.subject(copula));
    subject.is_some_and(|subject| {
        let words = paragraph.slice(&subject.phrase);
        let human = Tags::MALE.or(Tags::FEMALE).or(Tags::ROLE).or(Tags::HONORIFIC);
        words.iter().any(|word| word.is(human)) || words.iter().all(|word| word.name())
    })
}
