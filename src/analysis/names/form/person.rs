//! What stands before a surname: a given name that is wrong, two courtesy titles for one person.

use super::push;
use crate::analysis::names::{Doubt, mention::Draft};
use std::collections::BTreeMap;

/// Another given name before the surname of somebody who is often here: Todd Cruz beside Ted Cruz.
///
/// Families share surnames, so only a given name of the same initial and sex counts, seen once, before a surname that has one
/// other given name at least twice and no third.
pub fn givens(draft: &Draft, found: &mut Vec<Doubt>) {
    for surname in &draft.forms {
        let mut people: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for place in &surname.uses {
            if let (Some(left), Some(before)) = (place.left, place.word.checked_sub(1))
                && draft.form_of[before] == Some(left)
                && draft.forms[left].marks.given()
            {
                people.entry(left).or_default().push(before);
            }
        }
        for (&wrong, at) in &people {
            let bad = &draft.forms[wrong];
            let Some((&right, places)) = people
                .iter()
                .filter(|(r, p)| **r != wrong && p.len() >= 2 && kin(draft, **r, wrong))
                .max_by_key(|(_, p)| p.len())
            else {
                continue;
            };
            let good = &draft.forms[right];
            let register = &draft.names.register;
            let full = format!("{} {}", bad.fold, surname.fold);
            let known = register.has(&format!("{} {}", good.fold, surname.fold));
            let alone = bad.uses.len() == 1 && at.len() == 1;
            if !alone
                || register.has(&full)
                || bad.marks.word() && bad.lower > 0
                || good.uses.len() < 2
                || !(known || places.len() >= 3)
            {
                continue;
            }
            // A list of relatives or a "Junior" after the name names a second person.
            if people.len() > 3
                || draft
                    .form_of
                    .get(at[0] + 2)
                    .copied()
                    .flatten()
                    .is_some_and(|f| draft.names.lexicon.words.generations.contains(&draft.forms[f].fold))
            {
                continue;
            }
            let usual = crate::analysis::names::judge::spelling(draft, good).to_owned();
            push(draft, found, at[0], at[0], usual, Some((places[0], places[0])), "given");
        }
    }
}

/// Given names that one may write for the other: same initial, same sex, no nickname of it.
fn kin(draft: &Draft, a: usize, b: usize) -> bool {
    let (x, y) = (&draft.forms[a], &draft.forms[b]);
    let initial = x.fold.chars().next() == y.fold.chars().next();
    let sex = x.marks.man() && y.marks.man() || x.marks.woman() && y.marks.woman();
    initial && sex && !draft.names.lexicon.nickname(&x.fold, &y.fold)
}

/// Mrs. Warren once beside Ms. Warren: one courtesy title for one person.
pub fn courtesy(draft: &Draft, found: &mut Vec<Doubt>) {
    let words = &draft.names.lexicon.words;
    for form in &draft.forms {
        let mut ways: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for place in &form.uses {
            let Some(before) = place.word.checked_sub(1).map(|w| &draft.words[w]) else { continue };
            // "Mr. and Mrs. Khan" are a couple.
            let couple = place.word.checked_sub(2).is_some_and(|w| words.joint.contains(&draft.words[w].fold));
            if !couple && words.courtesy.contains(&before.fold) && before.block == draft.words[place.word].block {
                ways.entry(before.fold.as_str()).or_default().push(place.word - 1);
            }
        }
        // Two women of one surname may differ.
        if ways.len() != 2 || form.givens.iter().filter(|&&g| draft.forms[g].marks.woman()).count() > 1 {
            continue;
        }
        let Some(usual) = ways.values().max_by_key(|at| at.len()) else { continue };
        for at in ways.values().filter(|at| at.len() == 1 && usual.len() >= 2) {
            push(
                draft,
                found,
                at[0],
                at[0],
                draft.written(usual[0]).to_owned(),
                Some((usual[0], usual[0])),
                "courtesy title",
            );
        }
    }
}
