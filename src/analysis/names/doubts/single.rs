//! Words that nobody knows, one slip from a place, a brand or a surname of the register: Zimbabue.

use super::doubt::{Doubt, DoubtKind};
use super::miss::pieces;
use crate::analysis::names::house::{Name, NameKind};
use crate::analysis::names::key::each_key;
use crate::analysis::names::mentions::{Case, Draft, Form};
use crate::analysis::names::slip::is_slip;
use crate::language::NameTags;

/// Adds words that nobody knows, one slip from a place, a brand or a surname of the register.
pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    for form in draft.forms.iter().filter(|form| !is_in_company(form) && is_strange(form)) {
        let Some((word, name)) = only_neighbour(draft, form) else { continue };
        let lexicon = draft.lexicon;
        if draft.coined(form.fold) || lexicon.derived(form.fold, word, true) || lexicon.plural(form.fold, word) {
            continue;
        }
        if name.kind == NameKind::Person && !form.lefts.is_empty() {
            continue;
        }
        let right = pieces(&name.text, lexicon).last().copied().unwrap_or_default();
        let is_slip = form.uses.iter().all(|of| is_called_for(draft, of.word(), name, right));
        if !is_slip {
            continue;
        }
        for place in &form.uses {
            let word = draft.word(place.word());
            let right = if word.case() == Case::Upper { right.to_uppercase() } else { right.to_owned() };
            found.push(Doubt::by_register(DoubtKind::SingleWord, word.span(), right, &name.text));
        }
    }
}

/// The minimum number of letters of a word that is not another word by chance.
const LONG: usize = 9;

/// Whether something besides its letters says that the word is `right`: it is long, or stands where that kind of name does. “In
/// Zimbabue” is about a country; “the Brunel girls” are not from Brunei.
fn is_called_for(draft: &Draft, at: usize, name: &Name, right: &str) -> bool {
    let (word, written) = (draft.word(at), draft.written(at));
    let inner = |text: &str| text.chars().skip(1).any(char::is_uppercase) && text.chars().any(char::is_lowercase);
    if (inner(written) != inner(right) && word.case() != Case::Upper) || (!written.is_ascii() && right.is_ascii()) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| draft.word(before)).filter(|_| !word.is_first());
    let is_long = || draft.fold(word).chars().count() >= LONG;
    match name.kind {
        NameKind::Place => {
            is_long() || word.is_possessive() || before.is_some_and(|before| draft.is(before, NameTags::LOCATIVE))
        }
        // A surname one slip away, however long, is somebody else's, unless the draft knows the person otherwise: Timochenko is
        // not Yulia Timoshenko.
        NameKind::Person => {
            let is_called = || name.words.first().is_some_and(|given| draft.form(given).is_some());
            before.is_some_and(|before| before.capital() && draft.is(before, NameTags::HONORIFIC)) || is_called()
        }
        _ => is_long(),
    }
}

/// Whether a form reads as a person where it is a place or a brand. A person is somebody else as soon as any other name stands beside.
fn is_in_company(form: &Form) -> bool {
    !form.givens.is_empty() || !form.rights.is_empty()
}

/// Whether a form is a name that neither lists nor the register know, and stands once or twice.
fn is_strange(form: &Form) -> bool {
    form.marks.unknown()
        && form.fold.chars().count() >= 6
        && form.uses.len() <= 2
        && form.lower == 0
        && (form.firm > 0 || form.titled > 0)
        && !form.is_in_register
}

/// The word of the register that is a single slip from the form, with its name; none where there are several.
fn only_neighbour<'d>(draft: &Draft<'d>, form: &Form) -> Option<(&'d str, &'d Name)> {
    let mut near: Option<(&str, &Name)> = None;
    let mut are_several = false;
    each_key(form.fold, draft.lexicon, |key| {
        for (word, name) in draft.register.singles(key).filter(|(word, _)| is_slip(form.fold, word)) {
            let (known, _) = *near.get_or_insert((word, name));
            are_several |= known != word;
        }
    });
    near.filter(|_| !are_several)
}
