//! The same letters in another dress: capitals, accents, hyphens and spaces, acronyms, heads of organisations, titles.
//!
//! Here both forms are near beyond doubt; what is judged is whether the difference is meant. The rarer way is reported, the
//! later one of equals. One file for each way to differ.

mod acronym;
mod head;
mod joint;
mod person;
mod spelling;

use crate::analysis::names::{Against, Doubt, mention::Draft};

pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    spelling::spellings(draft, found);
    joint::joints(draft, found);
    joint::broken(draft, found);
    acronym::acronyms(draft, found);
    head::heads(draft, found);
    head::possessives(draft, found);
    person::givens(draft, found);
    person::courtesy(draft, found);
}

fn push(
    draft: &Draft,
    found: &mut Vec<Doubt>,
    first: usize,
    last: usize,
    suggest: String,
    other: Option<(usize, usize)>,
    reason: &'static str,
) {
    let other = other.map(|(a, b)| (draft.words[a].start, draft.words[b].end));
    found.push(Doubt {
        against: Against::Draft,
        start: draft.words[first].start,
        end: draft.words[last].end,
        right: suggest.clone(),
        suggest: Some(suggest),
        other,
        margin: 100,
        reason,
    });
}
