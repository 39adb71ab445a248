//! A capital that is missing after a hyphen: Smith-jones and Smith-Jones.

use crate::analysis::names::doubts::doubt::{Certainty, Doubt, DoubtKind};
use crate::analysis::names::mentions::{Case, Draft};
use std::collections::HashMap;

/// The words that a hyphen joins, by how the second begins.
#[derive(Default)]
struct Pair {
    capital: Vec<usize>,
    lower: Vec<usize>,
}

/// Adds double names whose second part is in lower case once, and elsewhere has a capital.
pub fn hyphens(draft: &Draft, found: &mut Vec<Doubt>) {
    let mut pairs: HashMap<(&str, &str), Pair> = HashMap::new();
    for at in draft.capitals().map(|before| before + 1).filter(|&at| at < draft.words.len()) {
        let (first, second) = (draft.shape(at - 1), draft.shape(at));
        if second.follows_blank()
            || first.case() != Case::Capital
            || first.is_mute()
            || second.is_mute()
            || second.is_titled()
        {
            continue;
        }
        if second.is_first() || !matches!(draft.gap(at), "-" | "‑") {
            continue;
        }
        let pair = pairs.entry((draft.fold(draft.word(at - 1)), draft.fold(draft.word(at)))).or_default();
        if second.capital() { &mut pair.capital } else { &mut pair.lower }.push(at);
    }
    let mut doubts: Vec<Doubt> = Vec::new();
    for ((_, second), pair) in pairs {
        // “French-born”, “Post-war”: an ordinary word has its capital in a title. “Jae-in”: some write a syllable so.
        let marks = draft.evidence.marks(second);
        let is_word = marks.word() && !marks.common_surname();
        let ([usual, ..], [wrong]) = (pair.capital.as_slice(), pair.lower.as_slice()) else { continue };
        if is_word || draft.lexicon.words.syllables.contains(second) {
            continue;
        }
        let other = draft.word(*usual).span();
        let doubt = Doubt::in_draft(DoubtKind::Capitals, draft.word(*wrong).span(), draft.written(*usual), other);
        let certainty = if pair.capital.len() > 1 { Certainty::Sure } else { Certainty::Likely };
        doubts.push(doubt.at_most(certainty));
    }
    doubts.sort_by_key(|doubt| doubt.span);
    found.append(&mut doubts);
}
