//! A body or an office of several words, one of which is another once: the Department of Boats and Dock, Attorny General.
//!
//! All other words must agree, and the one that differs must be near: a slip, the plural, a word of the same stem, or another
//! small word. Each name is filed once for each word left out, so the work is linear in the text.

use crate::analysis::names::doubts::doubt::{Certainty, Doubt, DoubtKind};
use crate::analysis::names::mentions::Draft;
use crate::analysis::names::slip::is_slip;
use crate::diagnostic::fnv;
use crate::language::NameTags;
use std::collections::BTreeMap;

/// The minimum and the maximum number of words in such a name, small ones counted.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=8;

/// The maximum number of names with one word left out that are compared.
const CROWD: usize = 40;

/// The minimum number of letters that two words of one stem share: Historic, Historical.
const STEM: usize = 5;

/// The maximum number of letters that follow the stem.
const ENDING: usize = 3;

/// The numbers of the words that stand in the place left out, by the word.
type Fillers<'d> = BTreeMap<&'d str, Vec<usize>>;

/// Adds the word of a name of several words that differs once from where the name stands again.
pub fn phrases(draft: &Draft, found: &mut Vec<Doubt>) {
    // For each name with one word left out the hash of the others, and the number of the word.
    let mut holes: Vec<(u64, usize)> = Vec::new();
    // The words up to here belong to a name before.
    let mut done = 0;
    for first in draft.capitals() {
        if first < done {
            continue;
        }
        let end = end_of_name(draft, first);
        if LENGTHS.contains(&(end - first)) {
            let offices = offices(draft, first, end);
            for hole in (first..end).filter(|&hole| offices.is_none_or(|last| hole <= last)) {
                // What is left out has a number that no word has.
                let word = |at: usize| if at == hole { u64::MAX } else { draft.word(at).fold.index() as u64 };
                holes.push((fnv((first..end).map(word)), hole));
            }
        }
        done = end;
    }
    holes.sort_unstable();
    for alike in holes.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
        let fillers = fillers(draft, alike);
        if fillers.len() > 1 {
            compare(draft, &fillers, found);
        }
    }
}

/// The words that stand in the place left out of names that agree in all others.
fn fillers<'d>(draft: &Draft<'d>, alike: &[(u64, usize)]) -> Fillers<'d> {
    let mut fillers = Fillers::new();
    for &(_, hole) in alike {
        if fillers.len() < CROWD {
            fillers.entry(draft.fold(draft.word(hole))).or_default().push(hole);
        }
    }
    fillers
}

/// One past the last word of the name that starts at `first`; `first` where none does.
fn end_of_name(draft: &Draft, first: usize) -> usize {
    let capital = |at: usize| {
        let word = draft.word(at);
        word.capital() && !word.is_mute() && !word.is_titled() && !word.is_listed()
    };
    if !capital(first) || draft.opener(first) {
        return first;
    }
    let mut end = first + 1;
    let mut at = first;
    while draft.joined(at) && end - first <= *LENGTHS.end() {
        at += 1;
        if capital(at) {
            end = at + 1;
        } else if !draft.is(draft.word(at), NameTags::CONNECTOR) {
            break;
        }
    }
    end
}

/// The last word of the office with which a name begins, if it is somebody’s: “Attorney *General* Ida Holm”.
fn offices(draft: &Draft, first: usize, end: usize) -> Option<usize> {
    (first..end).rev().find(|&at| draft.is(draft.word(at), NameTags::HONORIFIC))
}

/// Adds the rare words of `fillers` that are near the usual one.
fn compare(draft: &Draft, fillers: &Fillers, found: &mut Vec<Doubt>) {
    let Some((usual, places)) = fillers.iter().max_by_key(|(_, places)| places.len()) else { return };
    for (rare, at) in fillers.iter().filter(|(_, at)| at.len() == 1 && places.len() > 1) {
        let (wrong, first) = (at[0], places[0]);
        if !is_body(draft, wrong) || !is_near(draft, rare, usual) || are_both_right(draft, rare, usual) {
            continue;
        }
        let (place, other) = (draft.word(wrong).span(), draft.word(first).span());
        let doubt = Doubt::in_draft(DoubtKind::Head, place, draft.written(first), other);
        found.push(doubt.at_most(Certainty::Likely));
    }
}

/// Whether two words are known to be mistaken for each other, or are two spellings of one.
fn are_both_right(draft: &Draft, one: &str, other: &str) -> bool {
    draft.lexicon.lookalike(one, other) || draft.lexicon.words.spelled_alike(one, other)
}

/// Whether a word near `at` in its name says that the name is that of a body or an office.
fn is_body(draft: &Draft, at: usize) -> bool {
    let names = |at: usize| draft.is(draft.word(at), NameTags::HEAD.or(NameTags::HONORIFIC));
    let before = (0..*LENGTHS.end()).map_while(|back| at.checked_sub(back + 1)).take_while(|&at| draft.joined(at));
    let after = (at..at + *LENGTHS.end()).take_while(|&at| draft.joined(at)).map(|at| at + 1);
    before.into_iter().chain(after).any(names)
}

fn is_near(draft: &Draft, one: &str, other: &str) -> bool {
    let small = &draft.lexicon.words.links;
    if small.contains(one) || small.contains(other) {
        return small.contains(one) && small.contains(other);
    }
    if draft.lexicon.heads.contains_key(one) && draft.lexicon.heads.contains_key(other) {
        return false; // judged in `head`
    }
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let tails = one.chars().count().max(other.chars().count()) - shared;
    let ordinary = |word: &str| draft.evidence.marks(word).word();
    let stem = shared >= STEM && tails <= ENDING && ordinary(one) && ordinary(other);
    stem || draft.lexicon.plural(one, other) || (is_slip(one, other) && !(ordinary(one) && ordinary(other)))
}
