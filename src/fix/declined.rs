//! [`Declined`]: the fixes that the caller has turned down.

use super::proposal::Proposal;
use crate::text::{Edit, Span};
use std::collections::HashSet;

/// Declined fixes, keyed by their rule and their current position.
#[derive(Default)]
pub(super) struct Declined(HashSet<(String, Vec<Edit>)>);

impl Declined {
    pub(super) fn has(&self, proposal: &Proposal) -> bool {
        // Most runs ask nobody, so most of them build no key here.
        !self.0.is_empty() && self.0.contains(&key(proposal))
    }

    pub(super) fn insert(&mut self, proposal: &Proposal) {
        self.0.insert(key(proposal));
    }

    /// Moves the positions to where they are after the edits `made`, which are sorted and touch none of them.
    pub(super) fn rebase(&mut self, made: &[Edit]) {
        let mut totals = vec![(0, 0)]; // bytes removed and added before each edit
        for edit in made {
            let (removed, added) = totals[totals.len() - 1];
            totals.push((removed + edit.span.len(), added + edit.text.len()));
        }
        let moved = |mut edit: Edit| {
            let (removed, added) = totals[made.partition_point(|other| other.span.end <= edit.span.start)];
            let shift = |at: usize| (at + added).saturating_sub(removed);
            edit.span = Span::new(shift(edit.span.start), shift(edit.span.end));
            edit
        };
        let all = std::mem::take(&mut self.0).into_iter();
        self.0 = all.map(|(rule, edits)| (rule, edits.into_iter().map(moved).collect())).collect();
    }
}

fn key(proposal: &Proposal) -> (String, Vec<Edit>) {
    (proposal.found.rule.clone(), proposal.fix.edits.clone())
}
