//! [`Proposal`]: a fix that is offered to the caller.

use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::text::{Edit, Source};

/// A fix that could be made.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// The draft as it is now, earlier fixes included.
    pub source: &'a Source,
    /// The finding that the fix resolves.
    pub found: &'a Diagnostic,
    /// The fix.
    pub fix: &'a Fix,
}

impl<'a> Proposal<'a> {
    /// Sort key: by place, then safe fixes first, then by rule.
    pub(super) fn order(&self) -> (usize, Safety, &'a str) {
        (self.fix.edits[0].span.start, self.fix.safety, &self.found.rule)
    }

    /// Whether the fix touches one of `taken`, which are sorted and do not overlap.
    pub(super) fn clashes(&self, taken: &[Edit]) -> bool {
        self.fix.edits.iter().any(|edit| touches(edit, taken))
    }
}

/// Edits that only meet at their ends touch too: each was judged with the old words of the other next to it.
fn touches(edit: &Edit, taken: &[Edit]) -> bool {
    let at = taken.partition_point(|other| other.span.end < edit.span.start);
    taken.get(at).is_some_and(|other| other.span.start <= edit.span.end)
}
