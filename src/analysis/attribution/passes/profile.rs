//! The one voice of a profile: where all that is said in a draft is said by one person, a quotation that is a paragraph of its own
//! is likely theirs too.

use super::choice::LONG;
use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::analysis::attribution::model::{Attributed, Attribution, Form, How};

/// Attributed quotations after which a draft has a voice.
const VOICE: usize = 2;

/// Gives the only speaker of the draft the quotations that nobody is named for.
pub fn attribute(draft: &mut Draft) {
    if draft.is_story {
        return;
    }
    let Some(person) = only_voice(draft).map(str::to_owned) else { return };
    let is_theirs = |attribution: &&Attribution| attribution.person.as_deref() == Some(&person);
    let all = draft.found.iter().filter_map(|found| found.attribution.as_ref());
    // A paragraph gets the last attribution to that person; one before the first attribution gets the first.
    let Some(mut voice) = all.clone().find(is_theirs).cloned() else { return };
    for number in 0..draft.found.len() {
        let found = &draft.found[number];
        if let Some(attribution) = &found.attribution {
            if is_theirs(&attribution) {
                voice = attribution.clone();
            }
        } else if found.form == Form::Speech && found.words >= LONG && is_paragraph(draft, number, &person) {
            let voice = voice.clone().carried_on(How::Farther);
            draft.found[number].attribution = Some(Attribution { inner: None, ..voice });
        }
    }
}

/// The full name of the person who says everything in the draft.
fn only_voice<'d>(draft: &'d Draft) -> Option<&'d str> {
    let mut voice: Option<&str> = None;
    let mut count = 0;
    let long = |found: &&Attributed| found.form == Form::Speech && found.words >= LONG;
    for attribution in draft.found.iter().filter(long).filter_map(|found| found.attribution.as_ref()) {
        match (attribution.person.as_deref(), voice) {
            (Some(person), None) => voice = Some(person),
            (Some(person), Some(voice)) if person == voice => {}
            _ => return None,
        }
        count += 1;
    }
    voice.filter(|_| count >= VOICE)
}

/// Whether it is a whole statement and a paragraph of its own, and the one before does not end with a sentence about another
/// person: “Ole Rud leads the crew.”
fn is_paragraph(draft: &Draft, number: usize, person: &str) -> bool {
    let another = |paragraph: &Paragraph| {
        let subject = paragraph.sentences.last().and_then(|last| paragraph.main_subject(last.start, last.end));
        let named =
            subject.filter(|subject| paragraph.slice(subject).iter().any(Item::name) && paragraph.is_person(subject));
        let is_theirs = |item: &Item| {
            let word = draft.input.language.morphology.without_genitive(item.span().of(draft.input.text));
            person.split(' ').any(|name| name == word)
        };
        let title = Tags::HONORIFIC.or(Tags::ROLE);
        named.is_some_and(|named| {
            paragraph.slice(&named).iter().any(|item| item.name() && !item.is(title) && !is_theirs(item))
        })
    };
    draft.places[number].first().is_some_and(|place| {
        let paragraph = &draft.paragraphs[place.block];
        let before = place.block.checked_sub(1).and_then(|before| draft.paragraphs.get(before));
        paragraph.is_quotation && paragraph.items[place.item].is(Tags::WHOLE) && !before.is_some_and(another)
    })
}
