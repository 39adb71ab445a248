//! What stands before a surname: a given name that is wrong, or two courtesy titles for one person.

use crate::analysis::names::doubts::apart::are_relatives;
use crate::analysis::names::doubts::doubt::{Doubt, DoubtKind};
use crate::analysis::names::mentions::{Draft, Form};
use crate::language::NameTags;
use std::collections::BTreeMap;

/// The maximum number of given names before one surname; more are a family, or a list of relatives.
const FAMILY: usize = 3;

/// Adds given names that differ from the one that usually stands before the surname: Todd Cruz, where Ted Cruz is often here.
///
/// Families share surnames, so only a given name of the same initial and sex counts, seen once, before a surname that has one
/// other given name at least three times; twice, where the two sound alike (Catherine, Katherine); once, where the register has
/// that person.
pub fn givens(draft: &Draft, found: &mut Vec<Doubt>) {
    for surname in draft.forms.iter().filter(|surname| surname.lefts.len() > 1) {
        let people = people(draft, surname);
        if people.len() > FAMILY {
            continue;
        }
        for (&wrong, at) in &people {
            let others = people.iter().filter(|(right, _)| {
                **right != wrong && may_be_mistaken(draft, &draft.forms[**right], &draft.forms[wrong])
            });
            let Some((&right, places)) = others.max_by_key(|(_, at)| at.len()) else { continue };
            let (wrong, right) = (&draft.forms[wrong], &draft.forms[right]);
            let known = |given: &Form| draft.register.has(&format!("{} {}", given.fold, surname.fold));
            let always_given = wrong.uses.iter().all(|of| of.left().is_none() && of.right().is_some());
            let once = at.len() == 1 && (wrong.uses.len() == 1 || (known(right) && always_given));
            let ordinary = wrong.marks.word() && wrong.lower > 0;
            let alike = sounds_alike(draft, wrong, right);
            let sure = match places.len() {
                1 => known(right) && alike,
                2 => known(right) || alike,
                _ => true,
            };
            if once
                && !known(wrong)
                && !ordinary
                && sure
                && !are_relatives(draft, wrong, right)
                && !is_junior(draft, at[0] + 2)
            {
                let (place, other) = (draft.word(at[0]).span(), draft.word(places[0]).span());
                found.push(Doubt::in_draft(DoubtKind::GivenName, place, draft.usual_spelling(right), other));
            }
        }
    }
}

/// The given names before a surname, by form, each with its words.
fn people(draft: &Draft, surname: &Form) -> BTreeMap<usize, Vec<usize>> {
    let mut people: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in &surname.uses {
        if let (Some(left), Some(before)) = (place.left(), place.word().checked_sub(1))
            && draft.form_of(before) == Some(left)
            && draft.forms[left].marks.given()
        {
            people.entry(left).or_default().push(before);
        }
    }
    people
}

/// “Jr.” after a name makes a second person of it.
fn is_junior(draft: &Draft, word: usize) -> bool {
    draft.form_of(word).is_some() && draft.is(draft.word(word), NameTags::GENERATION)
}

/// Whether one may write one given name for the other: same initial, same sex, neither a nickname of the other.
fn may_be_mistaken(draft: &Draft, one: &Form, other: &Form) -> bool {
    let initial = one.fold.chars().next() == other.fold.chars().next();
    let sex = (one.marks.man() && other.marks.man()) || (one.marks.woman() && other.marks.woman());
    let nickname = draft.lexicon.nickname(one.fold, other.fold);
    // “Eric” and “Erica”: an ending that tells a woman from a man.
    let derived = draft.lexicon.derived(one.fold, other.fold, true);
    sex && !derived && ((initial && !nickname) || sounds_alike(draft, one, other))
}

/// Whether two given names are one to the ear: Catherine and Katherine, Geoffrey and Jeffrey.
fn sounds_alike(draft: &Draft, one: &Form, other: &Form) -> bool {
    let lexicon = draft.lexicon;
    one.fold.len().max(other.fold.len()) > 3 && lexicon.sound(one.fold) == lexicon.sound(other.fold)
}

/// Adds courtesy titles that stand once before a surname which else has the other: Mrs. Warren, Ms. Warren.
pub fn courtesy(draft: &Draft, found: &mut Vec<Doubt>) {
    if !draft.has_any(NameTags::COURTESY) {
        return;
    }
    for form in &draft.forms {
        let mut titles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for place in &form.uses {
            let Some(before) = place.word().checked_sub(1) else { continue };
            let title = draft.word(before);
            // “Mr. and Mrs. Khan” are a couple.
            let couple = || before.checked_sub(1).is_some_and(|word| draft.is(draft.word(word), NameTags::JOINT));
            let same_block = !draft.shape(place.word()).is_first();
            if draft.is(title, NameTags::COURTESY) && same_block && !couple() {
                titles.entry(draft.fold(title)).or_default().push(before);
            }
        }
        // Two women of one surname may differ in title.
        let women = || form.givens.iter().filter(|&&given| draft.forms[given].marks.woman()).count();
        if titles.len() != 2 || women() > 1 {
            continue;
        }
        let Some(usual) = titles.values().max_by_key(|at| at.len()).filter(|at| at.len() >= 2) else { continue };
        for at in titles.values().filter(|at| at.len() == 1) {
            let (place, other) = (draft.word(at[0]).span(), draft.word(usual[0]).span());
            found.push(Doubt::in_draft(DoubtKind::CourtesyTitle, place, draft.written(usual[0]), other));
        }
    }
}
