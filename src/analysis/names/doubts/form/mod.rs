//! The same letters in another dress: capitals, accents, hyphens and spaces, acronyms, heads of organisations, titles.
//!
//! The two forms are alike beyond doubt; the question is whether the difference is meant. The rarer way is reported, the later one
//! of equals. One file for each way to differ.

mod acronym;
mod head;
mod hyphen;
mod joint;
mod person;
mod phrase;
mod spelling;

use super::doubt::Doubt;
use crate::analysis::names::mentions::Draft;

/// Adds a doubt for each place that differs in dress from most others.
pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    spelling::spellings(draft, found);
    joint::joints(draft, found);
    joint::broken(draft, found);
    acronym::acronyms(draft, found);
    head::heads(draft, found);
    head::possessives(draft, found);
    hyphen::hyphens(draft, found);
    phrase::phrases(draft, found);
    person::givens(draft, found);
    person::courtesy(draft, found);
}
