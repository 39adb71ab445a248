//! Letters of an acronym swapped: NDC beside DNC.

use super::push;
use crate::analysis::names::{Doubt, mention::Draft, word::Case};
use std::collections::BTreeMap;

/// Letters of an acronym swapped: NDC beside DNC.
pub fn acronyms(draft: &Draft, found: &mut Vec<Doubt>) {
    let mut rooms: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
    for (id, form) in draft.forms.iter().enumerate() {
        let letters: Vec<char> = form.fold.chars().collect();
        let upper = form.uses.iter().any(|u| draft.words[u.word].case == Case::Upper);
        if !(3..=8).contains(&letters.len()) || !upper {
            continue;
        }
        let mut sorted = letters;
        sorted.sort_unstable();
        rooms.entry(sorted).or_default().push(id);
    }
    for room in rooms.values().filter(|r| r.len() > 1) {
        for &w in room {
            let bad = &draft.forms[w];
            if !bad.uses.iter().all(|u| draft.words[u.word].case == Case::Upper) || bad.lower > 0 || bad.uses.len() > 2
            {
                continue;
            }
            let Some(&r) = room
                .iter()
                .filter(|&&r| r != w && swapped(&bad.fold, &draft.forms[r].fold))
                .max_by_key(|&&r| draft.forms[r].uses.len())
            else {
                continue;
            };
            let good = &draft.forms[r];
            let register = &draft.names.register;
            let known = register.knows(&good.fold) && !register.knows(&bad.fold);
            if good.uses.len() <= bad.uses.len() && !known
                || register.knows(&bad.fold) && good.uses.len() < 3
                || good.marks.word() && !known && good.uses.len() < 3
            {
                continue;
            }
            let usual = good.fold.to_uppercase();
            for place in &bad.uses {
                push(
                    draft,
                    found,
                    place.word,
                    place.word,
                    usual.clone(),
                    Some((good.uses[0].word, good.uses[0].word)),
                    "acronym",
                );
            }
        }
    }
}

/// One swap of neighbours, or one letter moved.
fn swapped(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.len() == b.len() && a.iter().zip(&b).filter(|(x, y)| x != y).count() <= 3
}
