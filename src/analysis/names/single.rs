//! Single words near a name of the register: a place, a brand, a surname.

use super::Doubt;
use super::mention::Draft;
use super::miss::{pieces, push};
use super::register::Kind;
use super::slip::{Slip, slip};
use super::word::Case;

/// A word that nobody knows, one slip from a place, a brand or a surname of the register.
pub fn singles(draft: &Draft, found: &mut Vec<Doubt>) {
    let register = &draft.names.register;
    for form in &draft.forms {
        let len = form.fold.chars().count();
        if !form.marks.unknown()
            || len < 5
            || form.uses.len() > 2
            || form.lower > 0
            || register.knows(&form.fold)
            || form.firm == 0 && form.titled == 0
        {
            continue;
        }
        let mut right: Vec<(&str, usize)> = Vec::new();
        for key in crate::analysis::names::near::keys(&form.fold) {
            for (word, at) in register.single.get(&key).map_or(&[][..], |v| v) {
                if matches!(slip(&form.fold, word), Some(Slip::One | Slip::Shuffle))
                    && !right.iter().any(|r| r.0 == word)
                {
                    right.push((word, *at));
                }
            }
        }
        let &[(word, at)] = right.as_slice() else { continue };
        let name = &register.names[at];
        if draft.coined(&form.fold)
            || draft.names.lexicon.derived(&form.fold, word, true)
            || draft.names.lexicon.plural(&form.fold, word)
        {
            continue;
        }
        // A person is somebody else as soon as another given name stands before.
        if name.kind == Kind::Person
            && (!form.givens.is_empty() || !form.lefts.is_empty() || !form.rights.is_empty() || len < 6)
        {
            continue;
        }
        if name.kind != Kind::Person && (len < 6 || !form.givens.is_empty() || !form.rights.is_empty()) {
            continue;
        }
        let text = pieces(&name.text).last().cloned().unwrap_or_default();
        for place in &form.uses {
            let w = &draft.words[place.word];
            let text = if w.case == Case::Upper { text.to_uppercase() } else { text.clone() };
            push(draft, found, w.start, w.end, text, &name.text, "single word near the register");
        }
    }
}
