//! One form, several spellings: two capitals in front, accents, inner capitals, a short form in another case.

use super::push;
use crate::analysis::names::{
    Doubt,
    mention::{Draft, Form},
    word::Case,
};

/// One form, several spellings: CLinton beside Clinton, Clintón beside Clinton.
pub fn spellings(draft: &Draft, found: &mut Vec<Doubt>) {
    for form in &draft.forms {
        let mut ways: Vec<(&str, Vec<usize>)> = Vec::new();
        for place in &form.uses {
            let text = draft.written(place.word);
            match ways.iter_mut().find(|(t, _)| *t == text) {
                Some((_, at)) => at.push(place.word),
                None => ways.push((text, vec![place.word])),
            }
        }
        if ways.len() < 2 {
            continue;
        }
        let plain = |t: &str| draft.words[ways.iter().find(|w| w.0 == t).map_or(0, |w| w.1[0])].case == Case::Capital;
        acronym_case(draft, form, &ways, found);
        let Some((usual, places)) =
            ways.iter().filter(|w| plain(w.0)).max_by_key(|w| (w.1.len(), std::cmp::Reverse(w.1[0])))
        else {
            continue;
        };
        // One against one: the plain form of a name that lists know is the likelier one, unless the register has the accent.
        let even = ways.iter().filter(|w| plain(w.0)).all(|w| w.1.len() == places.len());
        let (usual, places) = match ways.iter().find(|w| {
            even && plain(w.0)
                && (draft.names.register.written(w.0)
                    || w.0.is_ascii() && !form.marks.unknown() && !draft.names.register.written(usual))
        }) {
            Some((text, at)) => (text, at),
            None => (usual, places),
        };
        for (text, at) in &ways {
            let double = draft.words[at[0]].case == Case::Double;
            let accent = !text.is_ascii() || !usual.is_ascii();
            let accent = accent && accents(text) != accents(usual) && text.to_lowercase() != usual.to_lowercase();
            let inner = text.to_lowercase() == usual.to_lowercase()
                && draft.words[at[0]].case == Case::Capital
                && (places.len() > at.len()
                    || draft.names.register.written(usual) && !draft.names.register.written(text));
            if text == usual || !(double || inner || accent && draft.words[at[0]].case == Case::Capital) {
                continue;
            }
            if accent
                && !double
                && at.len() >= 2
                && places.len() >= 2
                && at.len() * 3 > places.len()
                && form.lefts.is_empty()
            {
                continue;
            }
            for &word in at {
                push(
                    draft,
                    found,
                    word,
                    word,
                    (*usual).to_owned(),
                    Some((places[0], places[0])),
                    if double || inner { "capitals" } else { "accent" },
                );
            }
        }
    }
}

/// Pac beside PAC, FOX beside Fox: a short form set once in another case than at least twice, before or after the same word.
fn acronym_case(draft: &Draft, form: &Form, ways: &[(&str, Vec<usize>)], found: &mut Vec<Doubt>) {
    let &[(a, ref at), (b, ref bt)] = ways else { return };
    let (rare, often, usual, at) = if at.len() == 1 && bt.len() >= 2 {
        (at[0], bt[0], b, bt)
    } else if bt.len() == 1 && at.len() >= 2 {
        (bt[0], at[0], a, at)
    } else {
        return;
    };
    let cases = (draft.words[rare].case, draft.words[often].case);
    let both = matches!(cases, (Case::Upper, Case::Capital) | (Case::Capital, Case::Upper));
    let side = |w: usize| form.uses.iter().find(|u| u.word == w).map(|u| (u.left, u.right));
    let Some((left, right)) = side(rare) else { return };
    let same =
        at.iter().filter_map(|&w| side(w)).any(|(l, r)| left.is_some() && l == left || right.is_some() && r == right);
    let shout = rare.checked_sub(1).is_some_and(|w| draft.words[w].case == Case::Upper)
        || draft.words.get(rare + 1).is_some_and(|w| w.case == Case::Upper);
    if both && same && !shout && form.fold.len() <= 4 && !draft.words[rare].titled && form.lower == 0 {
        push(draft, found, rare, rare, usual.to_owned(), Some((often, often)), "case");
    }
}

fn accents(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count()
}
