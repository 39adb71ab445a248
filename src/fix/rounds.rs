//! [`apply`]: rounds of choosing fixes, making them and checking the draft again.

use super::declined::Declined;
use super::fixed::{Fixed, Refusal};
use super::pieces::Pieces;
use super::proposal::Proposal;
use super::structure;
use crate::diagnostic::FileReport;
use crate::format;
use crate::lint::Reading;
use crate::text::Edit;
use std::sync::Arc;

/// Rounds after which rules that still offer fixes are taken to undo each other. Most drafts need one round; a second
/// resolves what the fixes of the first uncovered.
pub const MOST_ROUNDS: usize = 10;

/// Makes the fixes of a draft that `wanted` accepts. What the draft or its sidecar allows is not offered. Each state of the
/// draft is read once.
///
/// Fixes are offered in order of their place, safe ones first, then by rule. A fix that touches words which another has
/// just changed waits for the next round, when the draft has been checked again. A declined fix is not offered again.
#[must_use]
pub fn apply(reading: &Reading, wanted: &mut dyn FnMut(&Proposal) -> bool) -> Fixed {
    let before = reading.report();
    let mut report = before.clone();
    let mut revised = None;
    let mut made = Vec::new();
    let mut inserted = 0;
    let mut declined = Declined::default();
    let text = before.source.text.as_str();
    let mut pieces = Pieces::of(text.len());
    for _ in 0..MOST_ROUNDS {
        let round = choose(&report, &mut declined, wanted);
        if round.edits.is_empty() {
            break;
        }
        let Some(source) = format::revise(&report.source, &round.edits) else { break };
        declined.rebase(&round.edits);
        pieces.make(&round.edits);
        let format = format::of(&source);
        inserted += round.edits.iter().map(|edit| format.paragraphs_inserted(edit)).sum::<usize>();
        let next = reading.revised(Arc::new(source));
        report = next.report();
        revised = Some(next);
        made.extend(round.rules);
    }
    let Some(revised) = revised else { return Fixed { made, edits: Vec::new(), refused: None, left: before } };
    let again = choose(&report, &mut declined, wanted);
    let refused = if again.edits.is_empty() {
        let (old, new) = (reading.article(), revised.article());
        let breaks_markup = || report.source.origin.is_none() && !structure::keeps_inlines(old, new, inserted);
        structure::refusal(old, new, inserted).or_else(|| breaks_markup().then_some(Refusal::Markup))
    } else {
        let mut rules = again.rules;
        rules.sort();
        rules.dedup();
        Some(Refusal::Endless(rules))
    };
    match refused {
        Some(refusal) => Fixed { made: Vec::new(), edits: Vec::new(), refused: Some(refusal), left: before },
        None => Fixed { made, edits: pieces.edits(text), refused: None, left: report },
    }
}

/// The fixes of one round.
#[derive(Default)]
struct Round {
    /// Their edits, sorted; none touches another.
    edits: Vec<Edit>,
    /// The rule of each fix.
    rules: Vec<String>,
}

/// Chooses the fixes of the next round; adds those that `wanted` turns down to
/// `declined`.
fn choose(report: &FileReport, declined: &mut Declined, wanted: &mut dyn FnMut(&Proposal) -> bool) -> Round {
    let source = report.source.as_ref();
    let proposals = report.diagnostics.iter().filter_map(|found| {
        let fix = found.fix.as_ref().filter(|fix| !fix.edits.is_empty())?;
        Some(Proposal { source, found, fix })
    });
    let mut proposals: Vec<Proposal> = proposals
        .filter(|proposal| !declined.has(proposal))
        .filter(|proposal| format::accepts(source, &proposal.fix.edits))
        .collect();
    proposals.sort_by(|one, other| one.order().cmp(&other.order()));
    let mut round = Round::default();
    for proposal in proposals {
        if proposal.clashes(&round.edits) {
            continue;
        }
        if !wanted(&proposal) {
            declined.insert(&proposal);
            continue;
        }
        for edit in &proposal.fix.edits {
            let at = round.edits.partition_point(|other| other.span < edit.span);
            round.edits.insert(at, edit.clone());
        }
        round.rules.push(proposal.found.rule.clone());
    }
    round
}
