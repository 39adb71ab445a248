//! Surnames that name a source by themselves: “Malinowsky said” makes a person of “Gerda Malinowsky”, whom no list knows.

use super::form::Draft;
use super::run::{Run, Runs};
use super::speakers::Speakers;
use super::word::Case;
use crate::analysis::names::house::NameKind;
use crate::language::{Marks, WordSet};
use crate::text::Span;

/// The folded words that stand alone as the source of a quotation, or after a title.
pub fn heard<'a>(draft: &Draft<'a>, runs: &Runs, speakers: &Speakers) -> WordSet<&'a str> {
    let alone = runs.iter().filter(|run| run.first == run.last && draft.shape(run.first).case() == Case::Capital);
    let alone = alone.filter(|run| run.title.is_some() || is_source(draft, run.first, speakers));
    // “Holm-Brandt said”: a double surname.
    let double = runs.iter().filter(|run| is_double(draft, run));
    let double = double.filter(|run| {
        let span = Span::new(draft.word(run.first).start(), draft.word(run.last).end());
        run.title.is_some() || speakers.are(span)
    });
    alone.chain(double).map(|run| draft.fold(draft.word(run.last))).collect()
}

/// Whether a run is two words that a hyphen joins.
pub fn is_double(draft: &Draft, run: &Run) -> bool {
    run.last == run.first + 1 && draft.gap(run.last) == "-"
}

/// Whether a quotation is tied to just this word, or to it with its owner: “NASA’s Rhodes”.
pub fn is_source(draft: &Draft, at: usize, speakers: &Speakers) -> bool {
    let word = draft.word(at);
    // “says Burt, who was late”: the source goes on with what is said of him.
    let who = draft.words.get(at + 1).filter(|next| !next.is_first() && draft.is_who(*next));
    let goes_on = || who.is_some() && speakers.begin_at(word.start());
    let owner = at.checked_sub(1).map(|before| draft.word(before)).filter(|owner| owner.is_possessive());
    speakers.are(word.span())
        || goes_on()
        || owner.is_some_and(|owner| speakers.are(Span::new(owner.start(), word.end())))
}

/// Whether a word may be a surname although no given name stands before it: not an ordinary word, a place or a body.
pub fn may_be_surname(draft: &Draft, fold: &str, marks: Marks) -> bool {
    let is_body = || draft.register.find(fold).is_some_and(|name| name.kind == NameKind::Organisation);
    (marks.surname() || !(marks.word() || draft.register.place(fold))) && !is_body()
}
