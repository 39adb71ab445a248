//! Letters of an acronym in another order: NDC and DNC.

use crate::analysis::names::doubts::doubt::{Doubt, DoubtKind};
use crate::analysis::names::mentions::{Case, Draft, Form};
use std::collections::BTreeMap;

/// The maximum number of letters that differ when two neighbours are swapped or one letter has moved past two others.
const MOVED: usize = 3;

/// The maximum number of letters of an acronym that another one has by chance.
const SHORT: usize = 3;

/// The maximum number of times that a mistaken acronym is in a draft.
const SELDOM: usize = 2;

/// How often the other one must stand where lists do not settle which of the two is right.
const OFTEN: usize = 3;

/// Adds the places of acronyms that are another one with its letters swapped.
pub fn acronyms(draft: &Draft, found: &mut Vec<Doubt>) {
    let is_upper = |word: usize| draft.shape(word).case() == Case::Upper;
    let mut buckets: BTreeMap<Vec<char>, Vec<&Form>> = BTreeMap::new();
    for form in &draft.forms {
        if form.uses.iter().any(|of| is_upper(of.word())) && (3..=8).contains(&form.fold.chars().count()) {
            let mut letters: Vec<char> = form.fold.chars().collect();
            letters.sort_unstable();
            buckets.entry(letters).or_default().push(form);
        }
    }
    for bucket in buckets.values().filter(|bucket| bucket.len() > 1) {
        for wrong in bucket {
            let acronym = wrong.uses.iter().all(|of| is_upper(of.word()) && !draft.shape(of.word()).is_titled())
                && wrong.lower == 0;
            if !acronym || wrong.uses.len() > SELDOM {
                continue;
            }
            // “The”, with a capital at the opening of a sentence, is no acronym; and two that stand side by side are two.
            let all_upper = |form: &Form| form.lower == 0 && form.uses.iter().all(|of| is_upper(of.word()));
            let others = bucket.iter().filter(|other| {
                is_swapped(wrong.fold, other.fold)
                    && all_upper(other)
                    && !touch(draft, wrong, other)
                    && !touch(draft, other, wrong)
            });
            let Some(right) = others.max_by_key(|other| other.uses.len()) else { continue };
            if is_sure(wrong, right) {
                let (usual, first) = (right.fold.to_uppercase(), draft.word(right.uses[0].word()).span());
                let places = wrong.uses.iter().map(|of| draft.word(of.word()).span());
                found.extend(places.map(|place| Doubt::in_draft(DoubtKind::Acronym, place, &usual, first)));
            }
        }
    }
}

/// Whether `right` is the one that is meant: it stands more often, or the register has it and not the other.
///
/// Three letters are those of another acronym by chance, as of API and PIA, so that something else must tie the two.
fn is_sure(wrong: &Form, right: &Form) -> bool {
    let knows_wrong = wrong.is_in_register;
    let known = right.is_in_register && !knows_wrong;
    let short = wrong.fold.chars().count() <= SHORT;
    if short && !known && !wrong.shares_neighbour(right) {
        return false;
    }
    let often = right.uses.len() >= OFTEN;
    (known || right.uses.len() > wrong.uses.len()) && (!knows_wrong || often) && (!right.marks.word() || known || often)
}

/// Whether two words of the same letters differ by one swap of neighbours, or one letter that moved.
fn is_swapped(one: &str, other: &str) -> bool {
    one != other
        && one.chars().count() == other.chars().count()
        && one.chars().zip(other.chars()).filter(|(a, b)| a != b).count() <= MOVED
}

/// Whether one stands right before the other somewhere.
fn touch(draft: &Draft, one: &Form, other: &Form) -> bool {
    one.rights.iter().any(|&right| draft.forms[right].fold == other.fold)
}
