//! One name in two spellings, or two names? The judgement over a pair of forms, and which of the two is wrong.
//!
//! The weights of the [facts](super::facts) that hold for a pair are summed; the sum must pass a bar. Pairs that no context can make
//! one name are left out first, see [`apart`](super::apart).

use super::apart::{are_rather_two, are_two};
use super::doubt::{Against, Certainty, Doubt, DoubtKind};
use super::facts::Pair;
use super::near::pairs;
use crate::analysis::names::mentions::{Case, Draft};

/// The bar that a sum of weights must pass: about one false alarm in 100,000 words.
const BAR: i32 = 50;

/// The bar for a pair that no ending explains; between the two bars a finding is a warning at most.
const LOW_BAR: i32 = -60;

/// The bar for a pair that stands in two kinds of company; above it a finding is a note.
const HIGH_BAR: i32 = 300;

/// The bar above which such a form may be a known word.
const HIGHEST_BAR: i32 = 400;

/// Adds a doubt for each place of a form that is another one in a wrong spelling.
pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    for (a, b, slip) in pairs(draft) {
        if are_two(draft, a, b) {
            continue;
        }
        let (one, other) = (Pair::new(draft, a, b, slip), Pair::new(draft, b, a, slip));
        let (ab, ba) = (one.weight(), other.weight());
        // On a tie the later form is under suspicion: the first mention is the introduction.
        let (wrong, right, sum, margin) = if ab > ba { (a, b, ab, ab - ba) } else { (b, a, ba, ba - ab) };
        let pair = if wrong == a { one } else { other };
        if are_rather_two(draft, a, b) {
            if sum >= HIGH_BAR && !pair.differs_in_ending() && pair.is_unheard_of(sum >= HIGHEST_BAR) {
                report(draft, wrong, right, (margin, Certainty::Hint), found);
            }
        } else if sum >= BAR {
            report(draft, wrong, right, (margin, pair.certainty()), found);
        } else if sum >= LOW_BAR && !pair.differs_in_ending() {
            report(draft, wrong, right, (margin, pair.certainty().min(Certainty::Likely)), found);
        }
    }
}

/// Adds each place of the wrong form, with the nearest place of the right one before it.
fn report(draft: &Draft, wrong: usize, right: usize, (margin, certainty): (i32, Certainty), found: &mut Vec<Doubt>) {
    let right = &draft.forms[right];
    let usual = draft.usual_spelling(right);
    for place in &draft.forms[wrong].uses {
        let word = &draft.words[place.word];
        let before = right.uses.partition_point(|of| of.word < place.word);
        let other = right.uses.get(before.saturating_sub(1)).map(|of| draft.words[of.word].span());
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
