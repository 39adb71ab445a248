//! One name in two spellings, or two names? The judgement over a pair of forms, and which of the two is wrong.
//!
//! The weights of the [facts](super::facts) that hold for a pair are summed; the sum must pass a bar. Pairs that no context can make
//! one name are left out first, see [`apart`](super::apart).

use super::apart::{are_rather_two, are_two};
use super::doubt::{Against, Certainty, Doubt, DoubtKind};
use super::facts::Pair;
use super::near::pairs;
use crate::analysis::names::mentions::{Case, Draft};
use std::collections::BTreeMap;

/// The bar that a sum of weights must pass: about one false alarm in 100,000 words.
const BAR: i32 = 50;

/// The bar for a pair that no ending explains; between the two bars a finding is a warning at most.
const LOW_BAR: i32 = -60;

/// The bar for a pair that stands in two kinds of company; above it a finding is a note.
const HIGH_BAR: i32 = 300;

/// The bar above which such a form may be a known word.
const HIGHEST_BAR: i32 = 400;

/// One form taken for another in a wrong spelling.
#[derive(Clone, Copy)]
struct Verdict {
    wrong: usize,
    right: usize,
    /// By how much the evidence favours `right`.
    margin: i32,
    certainty: Certainty,
}

/// Adds a doubt for each place of a form that is another one in a wrong spelling.
pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    let mut verdicts: Vec<Verdict> = Vec::new();
    for (a, b, slip) in pairs(draft) {
        if are_two(draft, a, b) {
            continue;
        }
        let (one, other) = (Pair::new(draft, a, b, slip), Pair::new(draft, b, a, slip));
        let (ab, ba) = (one.weight(), other.weight());
        // On a tie the later form is under suspicion: the first mention is the introduction.
        let (wrong, right, sum, margin) = if ab > ba { (a, b, ab, ab - ba) } else { (b, a, ba, ba - ab) };
        let pair = if wrong == a { one } else { other };
        let Some(certainty) = certainty(draft, &pair, (wrong, right), sum) else { continue };
        let margin = if pair.are_words() { 0 } else { margin };
        verdicts.push(Verdict { wrong, right, margin, certainty });
    }
    for verdict in among_several(draft, &verdicts) {
        report(draft, &verdict, found);
    }
}

/// How sure it is that `wrong` is `right`, as a sum of weights says; none where it is not.
fn certainty(draft: &Draft, pair: &Pair, (wrong, right): (usize, usize), sum: i32) -> Option<Certainty> {
    if are_rather_two(draft, wrong, right) {
        let is_slip = sum >= HIGH_BAR && !pair.differs_in_ending() && pair.is_unheard_of(sum >= HIGHEST_BAR);
        return is_slip.then_some(Certainty::Hint);
    }
    match sum {
        BAR.. => Some(pair.certainty()),
        LOW_BAR.. if !pair.differs_in_ending() => Some(pair.certainty().min(Certainty::Likely)),
        _ => None,
    }
}

/// The verdicts, each form compared with the most frequent one of its other spellings, and never with one that is itself under
/// suspicion.
fn among_several(draft: &Draft, verdicts: &[Verdict]) -> Vec<Verdict> {
    let uses = |form: usize| draft.forms[form].uses.len();
    let mut best: BTreeMap<usize, Verdict> = BTreeMap::new();
    for &verdict in verdicts {
        let held = best.entry(verdict.wrong).or_insert(verdict);
        if uses(verdict.right) > uses(held.right) {
            *held = verdict;
        }
    }
    let settled = |verdict: &Verdict| match best.get(&verdict.right) {
        None => Some(*verdict),
        Some(other) if other.right == verdict.wrong => None,
        Some(other) => {
            Some(Verdict { right: other.right, certainty: verdict.certainty.min(other.certainty), ..*verdict })
        }
    };
    best.values().filter_map(settled).collect()
}

/// Adds each place of the wrong form, with the nearest place of the right one before it.
fn report(draft: &Draft, verdict: &Verdict, found: &mut Vec<Doubt>) {
    let &Verdict { wrong, right, margin, certainty } = verdict;
    let right = &draft.forms[right];
    let usual = draft.usual_spelling(right);
    for place in &draft.forms[wrong].uses {
        let word = draft.word(place.word());
        let before = right.uses.partition_point(|of| of.word() < place.word());
        let other = right.uses.get(before.saturating_sub(1)).map(|of| draft.word(of.word()).span());
        let suggest = if word.case() == Case::Upper { usual.to_uppercase() } else { usual.to_owned() };
        found.push(Doubt {
            against: Against::Draft,
            kind: DoubtKind::Spelling,
            span: word.span(),
            suggest,
            other,
            right: usual.to_owned(),
            margin,
            certainty,
        });
    }
}
