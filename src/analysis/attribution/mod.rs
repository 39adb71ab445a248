//! Who said it: for every quotation the words that name its source and the cue that ties them to it.
//!
//! A paragraph is read once for its grammar ([`grammar`]), then the [`passes`] look up what they need, in this order:
//!
//! ```text
//! tokens, quotations ─▶ Paragraph: frame ─▶ chunks ─▶ clauses ─▶ verbs ─▶ ties
//!                                                                          │
//! form ─▶ within (the sentence) ─▶ carry (its neighbours) ─▶ person ─▶ verdict
//! ```
//!
//! `docs/attribution.md` follows one sentence through these steps. Invariant: the same text gives the same answer, and
//! each step costs linear time.

mod block;
mod draft;
mod grammar;
mod model;
mod passes;
mod reason;

use super::{Page, Zone};
use draft::Draft;
use grammar::pieces::Input;
pub use model::{Attributed, Attribution, Certainty, Confidence, Form, How, Step, Verdict};
pub use reason::Reason;

/// Attributes every quotation that stands in no other, and every block quotation, in order.
pub(super) fn attributions(page: &Page) -> Vec<Attributed> {
    if page.prose.blocks.is_empty() {
        return Vec::new(); // without a look at the words of the grammar, which take long to read
    }
    let input = Input::new(page);
    if input.quotes.is_empty() {
        return Vec::new();
    }
    let mut draft = Draft::new(&input);
    passes::form::classify(&mut draft);
    passes::within::attribute(&mut draft);
    passes::carry::attribute(&mut draft);
    passes::person::resolve(&mut draft);
    passes::profile::attribute(&mut draft);
    passes::verdict::judge(&mut draft);
    draft.found
}

/// Who said what in the running text without quotation marks, in order: the words that name each source.
#[must_use]
pub fn reported(page: &Page) -> Vec<Attribution> {
    if page.prose.blocks.is_empty() || page.is_transcript {
        return Vec::new();
    }
    let input = Input::new(page);
    let mut draft = Draft::new(&input);
    passes::form::classify(&mut draft);
    passes::within::attribute(&mut draft);
    passes::carry::attribute(&mut draft);
    let is_read = |block: usize| matches!(page.zones[block], Zone::Body | Zone::Standfirst);
    let added = passes::reported::add(&mut draft, is_read);
    passes::person::resolve(&mut draft); // with the quotations, whose speakers pronouns may stand for
    let all = draft.found.into_iter().zip(added).filter(|(_, is_added)| *is_added);
    all.filter_map(|(found, _)| found.attribution).collect()
}

#[cfg(test)]
mod tests;
