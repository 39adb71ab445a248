//! Two words apart, with a hyphen, or as one: Wasserman Schultz, Wasserman-Schultz, WassermanSchultz.

use super::push;
use crate::analysis::names::{Doubt, mention::Draft, word::Case};
use crate::language::Marks;
use std::collections::BTreeMap;

/// One way to write two words.
struct Way<'d> {
    text: &'d str,
    /// A space, a hyphen, or `x` where there is none.
    gap: char,
    /// First and last words.
    at: Vec<(usize, usize)>,
}

/// The ways that make the same letters.
#[derive(Default)]
struct Ways<'d>(BTreeMap<String, Vec<Way<'d>>>);

impl<'d> Ways<'d> {
    fn file(&mut self, letters: String, text: &'d str, gap: char, at: (usize, usize)) {
        let room = self.0.entry(letters).or_default();
        match room.iter_mut().find(|way| way.gap == gap && (way.text == text || gap != 'x')) {
            Some(way) => way.at.push(at),
            None => room.push(Way { text, gap, at: vec![at] }),
        }
    }
}

/// Two words apart, with a hyphen, or as one: Wasserman Schultz, Wasserman-Schultz, WassermanSchultz.
pub fn joints(draft: &Draft, found: &mut Vec<Doubt>) {
    let mut ways = Ways::default();
    for i in 0..draft.words.len() {
        let word = &draft.words[i];
        if word.mute || word.titled || word.case == Case::Upper && word.fold.len() > 4 {
            continue;
        }
        if word.capital() && word.fold.len() >= 6 {
            ways.file(word.fold.replace('\'', ""), draft.written(i), 'x', (i, i));
        }
        let Some(next) = draft.words.get(i + 1) else { continue };
        if next.block != word.block || !next.capital() || next.mute || word.full_end != word.end {
            continue;
        }
        let gap = match &draft.text[next.gap.0..next.gap.1] {
            " " | "\u{a0}" => ' ',
            "-" | "‑" => '-',
            _ => continue,
        };
        let particle = draft.names.lexicon.particles.contains(&word.fold)
            && (word.capital() && !word.opens || !draft.names.lexicon.words.ordinary.contains(&word.fold));
        if !(word.capital() || particle) || word.fold.len() < 2 || next.fold.len() < 2 {
            continue;
        }
        ways.file(
            format!("{}{}", word.fold, next.fold).replace('\'', ""),
            &draft.text[word.start..next.end],
            gap,
            (i, i + 1),
        );
    }
    for room in ways.0.values_mut() {
        if room.len() < 2 || !room.iter().any(|w| w.gap != 'x') {
            continue;
        }
        if room.iter().filter(|w| w.gap == 'x').count() == room.len() {
            continue;
        }
        let pair = room.iter().find(|w| w.gap != 'x').map(|w| w.at[0]).unwrap_or((0, 0));
        let (a, b) = (&draft.words[pair.0].fold, &draft.words[pair.1].fold);
        let marks = |w: &str| draft.names.evidence.marks(w);
        if plain(marks(a)) && plain(marks(b)) && !room.iter().any(|w| w.gap == 'x') || peoples(draft, a, b) {
            continue;
        }
        // A handle without its mark: MartinOMalley.
        if marks(a).given() && room.iter().any(|w| w.gap == 'x' && w.text.chars().skip(1).any(char::is_uppercase)) {
            continue;
        }
        // A hyphen before a noun joins two names that are else apart: New York-based, Clinton-Kaine ticket.
        if follows_hyphen(draft, room.iter().filter(|w| w.gap == '-').flat_map(|w| &w.at))
            || given_pair(draft, a, b, room.iter().any(|w| w.gap == 'x'))
        {
            continue;
        }
        room.sort_by_key(|w| (std::cmp::Reverse(w.at.len()), w.at[0].0));
        let usual = &room[0];
        for way in &room[1..] {
            if way.gap == usual.gap || way.at.len() == usual.at.len() && way.at.len() >= 3 {
                continue;
            }
            for &(first, last) in &way.at {
                push(draft, found, first, last, usual.text.to_owned(), Some(usual.at[0]), "joint");
                if let Some(last) = found.last_mut().filter(|_| way.at.len() == usual.at.len()) {
                    last.margin = 0;
                }
            }
        }
    }
}

fn plain(marks: Marks) -> bool {
    marks.word() && !marks.common_surname() && !marks.given()
}

/// African American and African-American: a matter of style, left to the house.
fn peoples(draft: &Draft, a: &str, b: &str) -> bool {
    let words = &draft.names.lexicon.words;
    let people = |w: &str| words.peoples.iter().any(|end| w.ends_with(end.as_str())) && w.len() > 4;
    words.second.contains(b) || people(a) && people(b)
}

fn follows_hyphen<'w>(draft: &Draft, at: impl Iterator<Item = &'w (usize, usize)>) -> bool {
    at.into_iter().any(|&(first, last)| {
        let after = draft.text[draft.words[last].end..].chars().next();
        let before = draft.text[..draft.words[first].start].chars().next_back();
        matches!(after, Some('-' | '/' | '–')) || matches!(before, Some('-' | '/' | '–'))
    })
}

/// A given name and a surname with a hyphen between are two names of a ticket or a law: never the same as the full name.
fn given_pair(draft: &Draft, a: &str, b: &str, joined: bool) -> bool {
    let marks = draft.names.evidence.marks(a);
    !joined
        && marks.given()
        && !draft.names.lexicon.particles.contains(a)
        && draft.by_fold.get(b).is_some_and(|&f| draft.forms[f].bare > 0)
}

/// Ru bio beside Rubio: a blank inside a name.
pub fn broken(draft: &Draft, found: &mut Vec<Doubt>) {
    for i in 0..draft.words.len().saturating_sub(1) {
        let (word, next) = (&draft.words[i], &draft.words[i + 1]);
        let apart = word.block == next.block
            && word.capital()
            && !next.capital()
            && &draft.text[next.gap.0..next.gap.1] == " "
            && !word.mute;
        if !apart
            || word.fold.len() < 2
            || next.fold.len() < 2
            || draft.names.evidence.marks(&word.fold).word()
            || draft.names.lexicon.particles.contains(&word.fold)
        {
            continue;
        }
        if let Some(&id) = draft.by_fold.get(&format!("{}{}", word.fold, next.fold))
            && draft.forms[id].uses.len() >= 2
            && draft.by_fold.get(&word.fold).is_none_or(|&f| draft.forms[f].uses.len() <= 1)
        {
            let first = draft.forms[id].uses[0].word;
            push(
                draft,
                found,
                i,
                i + 1,
                crate::analysis::names::judge::spelling(draft, &draft.forms[id]).to_owned(),
                Some((first, first)),
                "blank inside",
            );
        }
    }
}
