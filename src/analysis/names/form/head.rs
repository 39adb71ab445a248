//! The head of an organisation's name: Federal Election Committee beside Federal Election Commission; St. Anselm's College beside St. Anselm College.

use super::push;
use crate::analysis::names::{Against, Doubt, mention::Draft};
use std::collections::{BTreeMap, HashSet};

/// Federal Election Committee beside Federal Election Commission: all words alike but a head that is mistaken for another.
pub fn heads(draft: &Draft, found: &mut Vec<Doubt>) {
    // For each capitalised head word: its group, the word itself, and the words beside it.
    struct Head {
        word: usize,
        group: usize,
        left: Vec<String>,
        right: Vec<String>,
    }
    let links = &draft.names.lexicon.words.connectors;
    let mut all: Vec<Head> = Vec::new();
    for i in 0..draft.words.len() {
        let word = &draft.words[i];
        if !word.capital() || word.mute {
            continue;
        }
        let Some(&group) = draft.names.lexicon.heads.get(&word.fold) else { continue };
        let mut left = Vec::new();
        let mut at = i;
        while at > 0
            && left.len() < 3
            && beside(draft, at - 1)
            && (draft.words[at - 1].capital() && !small_opener(draft, at - 1) || links.contains(&draft.words[at - 1].fold))
        {
            at -= 1;
            left.insert(0, draft.words[at].fold.clone());
        }
        while left.first().is_some_and(|w| links.contains(w)) {
            left.remove(0);
        }
        let mut right = Vec::new();
        let mut at = i;
        while right.len() < 3 && beside(draft, at) && (draft.words[at + 1].capital() || links.contains(&draft.words[at + 1].fold))
        {
            at += 1;
            right.push(draft.words[at].fold.clone());
        }
        while right.last().is_some_and(|w| links.contains(w)) {
            right.pop();
        }
        all.push(Head { word: i, group, left, right });
    }
    let mut done = HashSet::new();
    for (at, head) in all.iter().enumerate() {
        let mine = &draft.words[head.word].fold;
        let same = |other: &Head| other.group == head.group && context(head, other);
        let alike = all.iter().filter(|o| same(o) && draft.words[o.word].fold == *mine).count();
        let others: Vec<&Head> = all.iter().filter(|o| same(o) && draft.words[o.word].fold != *mine).collect();
        if others.is_empty() || !done.insert(at) {
            continue;
        }
        let (full, theirs) = (phrase(head, mine), others[0]);
        let usual = &draft.words[theirs.word];
        let full_other = phrase(theirs, &usual.fold);
        let register = &draft.names.register;
        let (mine_known, other_known) = (known(register, &full), known(register, &full_other));
        if mine_known {
            continue;
        }
        let rarer = alike < others.len() || alike == others.len() && (other_known || head.word > theirs.word);
        if !rarer {
            continue;
        }
        push(
            draft,
            found,
            head.word,
            head.word,
            draft.text[usual.start..usual.end].to_owned(),
            Some((theirs.word, theirs.word)),
            "head",
        );
        if let Some(last) = found.last_mut().filter(|_| alike == others.len() && !other_known) {
            last.margin = 0;
        }
    }

    fn context(a: &Head, b: &Head) -> bool {
        let left = a.left.iter().rev().zip(b.left.iter().rev()).take_while(|(x, y)| x == y).count();
        let right = a.right.iter().zip(&b.right).take_while(|(x, y)| x == y).count();
        let (la, lb) = (a.left.len(), b.left.len());
        // All that stands on one side must agree, and there must be something.
        let agree_left = left == la.min(lb);
        let agree_right = right == a.right.len().min(b.right.len());
        left + right >= 1 && agree_left && agree_right && (left > 0 || la == lb)
    }
    fn phrase(head: &Head, word: &str) -> Vec<String> {
        head.left.iter().cloned().chain([word.to_owned()]).chain(head.right.iter().cloned()).collect()
    }
    fn known(register: &crate::analysis::names::register::Register, words: &[String]) -> bool {
        (0..words.len()).any(|from| (from + 2..=words.len()).any(|to| register.has(&words[from..to].join(" "))))
    }
}

/// A small word that opens a sentence: The, But, In.
fn small_opener(draft: &Draft, i: usize) -> bool {
    draft.words[i].fold.len() <= 4 && draft.opener(i)
}

fn beside(draft: &Draft, i: usize) -> bool {
    let (a, b) = (
        &draft.words[i],
        match draft.words.get(i + 1) {
            Some(b) => b,
            None => return false,
        },
    );
    a.block == b.block
        && !b.mute
        && matches!(&draft.text[b.gap.0..b.gap.1], " " | "\u{a0}" | " & ")
        && (a.full_end == a.end)
}

/// St. Anselm's College once beside St. Anselm College: a possessive that the name has not.
pub fn possessives(draft: &Draft, found: &mut Vec<Doubt>) {
    let mut ways: BTreeMap<(usize, usize), [Vec<usize>; 2]> = BTreeMap::new();
    for i in 0..draft.words.len().saturating_sub(1) {
        let (word, next) = (&draft.words[i], &draft.words[i + 1]);
        if let (Some(a), Some(b)) = (draft.form_of[i], draft.form_of[i + 1])
            && word.block == next.block
            && &draft.text[next.gap.0..next.gap.1] == " "
            && draft.names.lexicon.heads.contains_key(&next.fold)
        {
            ways.entry((a, b)).or_default()[usize::from(word.full_end > word.end)].push(i);
        }
    }
    for [plain, possessive] in ways.values() {
        if let ([first, _, ..], &[word]) = (plain.as_slice(), possessive.as_slice()) {
            let w = &draft.words[word];
            let other = (draft.words[*first].start, draft.words[*first].end);
            let usual = draft.written(*first).to_owned();
            found.push(Doubt {
                against: Against::Draft,
                start: w.start,
                end: w.full_end,
                suggest: Some(usual.clone()),
                other: Some(other),
                right: usual,
                reason: "possessive",
                margin: 100,
            });
        }
    }
}
