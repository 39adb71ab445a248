//! A person named right after a body or a post, without a comma: “the Harbour Association Imran Holm”, “Technical Lead Todd Brandt”.

use super::form::Draft;
use super::run::{Run, Runs};
use super::speakers::Speakers;
use super::word::Word;
use crate::language::{NameTags, WordSet};
use crate::text::Span;

/// The maximum number of words of such a name.
const LONGEST: usize = 4;

/// The runs, each cut where a person's name begins after a body or a post. `heard` are the surnames that name a source alone.
pub fn without_bodies(draft: &Draft, runs: &Runs, heard: &WordSet<&str>, speakers: &Speakers) -> Runs {
    let mut cut = Runs::default();
    for run in runs.iter() {
        let Some(given) = (run.first + 1..run.last).find(|&at| begins_name(draft, &run, at, heard, speakers)) else {
            cut.push(run);
            continue;
        };
        let body = Run { last: given - 1, ..run };
        let is_head = |at: usize| draft.is(draft.word(at), NameTags::HEAD);
        let is_post = is_role(draft, draft.word(given - 1));
        let title = is_post.then_some((run.title.map_or(run.first, |(first, _)| first), given - 1));
        if !is_post && (body.first..=body.last).any(is_head) {
            cut.push(body);
        }
        cut.push(Run { first: given, last: run.last, title });
    }
    cut
}

/// Whether the words from `at` on are a person's name, after a body, a post, or ordinary words where something else shows a person.
fn begins_name(draft: &Draft, run: &Run, at: usize, heard: &WordSet<&str>, speakers: &Speakers) -> bool {
    let (given, last) = (draft.word(at), draft.word(run.last));
    let is_place = |word: Word| draft.register.place(draft.fold(word));
    let is_shown = || {
        let span = Span::new(given.start(), last.end());
        heard.contains(draft.fold(last)) || speakers.contain(span)
    };
    // A given name that lists do not have is one where a quotation has it for a source.
    let marks = draft.marks(given);
    let is_given = marks.given() || (!marks.word() && !marks.proper() && is_shown());
    if !is_given || is_place(given) || is_role(draft, given) || draft.gap(at) != " " {
        return false;
    }
    let surname = draft.marks(last);
    let is_surname = (surname.surname() || surname.unknown()) && !(is_place(last) && surname.proper());
    let is_name = |word: Word| {
        let other = NameTags::HEAD.or(NameTags::CALENDAR).or(NameTags::HONORIFIC).or(NameTags::LINK);
        !draft.is(word, other) && !draft.is_ordinary(word)
    };
    if run.last - at >= LONGEST || !is_surname || !draft.words_in(at..=run.last).all(is_name) {
        return false;
    }
    let before = draft.word(at - 1);
    let after_body = draft.is(before, NameTags::HEAD) || is_role(draft, before);
    before.capital()
        && !is_known(draft, run)
        && (after_body || (run.title.is_none() && draft.is_ordinary(before) && is_shown()))
}

fn is_role(draft: &Draft, word: Word) -> bool {
    draft.is(word, NameTags::ROLE)
}

/// Whether the whole run is a name of the register.
fn is_known(draft: &Draft, run: &Run) -> bool {
    let words = draft.words_in(run.first..=run.last).filter(|word| !draft.is_letter(*word));
    let words: Vec<&str> = words.map(|word| draft.fold(word)).collect();
    draft.register.has(&words.join(" "))
}
