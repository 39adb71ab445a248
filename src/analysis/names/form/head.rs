//! The head of an organisation's name: Federal Election Committee beside Federal Election Commission; St. Anselm's College beside St. Anselm College.

use super::push;
use crate::analysis::names::{Against, Doubt, mention::Draft, register::Register};
use std::collections::{BTreeMap, HashSet};

/// A room of more names than this is a list, not an article; in it nothing is compared.
const CROWD: usize = 200;

/// A capitalised head word with the words beside it, and the places where it stands just so.
struct Head<'d> {
    /// Which heads are mistaken for it.
    group: usize,
    head: &'d str,
    /// At most three words on each side, in order; links stand only between others.
    left: Vec<&'d str>,
    right: Vec<&'d str>,
    /// Numbers of the head words, ascending.
    at: Vec<usize>,
}

/// Federal Election Committee beside Federal Election Commission: all words alike but a head that is mistaken for another.
///
/// Names that agree share the words next to their heads, so only those of one room are compared.
pub fn heads(draft: &Draft, found: &mut Vec<Doubt>) {
    let mut rooms: BTreeMap<(usize, Vec<&str>), Vec<Head>> = BTreeMap::new();
    for i in 0..draft.words.len() {
        let word = &draft.words[i];
        if !word.capital() || word.mute {
            continue;
        }
        let Some(&group) = draft.names.lexicon.heads.get(&word.fold) else { continue };
        let (left, right) = (left_of(draft, i), right_of(draft, i));
        let room = rooms.entry((group, nearest(&draft.names.lexicon.words.connectors, &left, &right))).or_default();
        if let Some(one) = room.iter_mut().find(|one| one.head == word.fold && one.left == left && one.right == right) {
            one.at.push(i);
        } else if room.len() <= CROWD {
            room.push(Head { group, head: &word.fold, left, right, at: vec![i] });
        }
    }
    let mut doubts = Vec::new();
    for room in rooms.values().filter(|room| (2..=CROWD).contains(&room.len())) {
        for head in room {
            compare(draft, head, room, &mut doubts);
        }
    }
    doubts.sort_by_key(|doubt: &Doubt| doubt.start);
    found.append(&mut doubts);
}

/// The capitalised words and links before a head, in order.
fn left_of<'d>(draft: &'d Draft, i: usize) -> Vec<&'d str> {
    let links = &draft.names.lexicon.words.connectors;
    let mut left = Vec::new();
    let mut at = i;
    while at > 0
        && left.len() < 3
        && beside(draft, at - 1)
        && (draft.words[at - 1].capital() && !small_opener(draft, at - 1)
            || links.contains(draft.words[at - 1].fold.as_str()))
    {
        at -= 1;
        left.push(draft.words[at].fold.as_str());
    }
    while left.last().is_some_and(|w| links.contains(*w)) {
        left.pop();
    }
    left.reverse();
    left
}

/// Those after it.
fn right_of<'d>(draft: &'d Draft, i: usize) -> Vec<&'d str> {
    let links = &draft.names.lexicon.words.connectors;
    let mut right = Vec::new();
    let mut at = i;
    while right.len() < 3
        && beside(draft, at)
        && (draft.words[at + 1].capital() || links.contains(draft.words[at + 1].fold.as_str()))
    {
        at += 1;
        right.push(draft.words[at].fold.as_str());
    }
    while right.last().is_some_and(|w| links.contains(*w)) {
        right.pop();
    }
    right
}

/// What names that agree have in common: the words from the head to the next that is no link, before it or else after it.
fn nearest<'d>(links: &HashSet<String>, left: &[&'d str], right: &[&'d str]) -> Vec<&'d str> {
    let through = |words: &mut dyn Iterator<Item = &'d str>| {
        let mut key = Vec::new();
        for word in words {
            key.push(word);
            if !links.contains(word) {
                break;
            }
        }
        key
    };
    if left.is_empty() {
        let mut key = vec![""];
        key.extend(through(&mut right.iter().copied()));
        key
    } else {
        through(&mut left.iter().rev().copied())
    }
}

/// Reports the places of a head that is the rarer one in its company.
fn compare(draft: &Draft, head: &Head, room: &[Head], found: &mut Vec<Doubt>) {
    let same = |other: &&Head| other.group == head.group && context(head, other);
    let count = |alike: bool| {
        room.iter().filter(same).filter(|o| (o.head == head.head) == alike).map(|o| o.at.len()).sum::<usize>()
    };
    let Some(theirs) = room.iter().filter(same).filter(|o| o.head != head.head).min_by_key(|o| o.at[0]) else { return };
    let (alike, others) = (count(true), count(false));
    let register = &draft.names.register;
    if known(register, &phrase(head)) {
        return;
    }
    let (other_known, first) = (known(register, &phrase(theirs)), theirs.at[0]);
    let usual = &draft.words[first];
    for &word in &head.at {
        let even = alike == others;
        if alike > others || even && !other_known && word < first {
            continue;
        }
        push(draft, found, word, word, draft.text[usual.start..usual.end].to_owned(), Some((first, first)), "head");
        if let Some(last) = found.last_mut().filter(|_| even && !other_known) {
            last.margin = 0;
        }
    }
}

/// Do the words beside two heads agree? All that stands on one side must, and there must be something.
fn context(a: &Head, b: &Head) -> bool {
    let left = a.left.iter().rev().zip(b.left.iter().rev()).take_while(|(x, y)| x == y).count();
    let right = a.right.iter().zip(&b.right).take_while(|(x, y)| x == y).count();
    let (la, lb) = (a.left.len(), b.left.len());
    let agree_left = left == la.min(lb);
    let agree_right = right == a.right.len().min(b.right.len());
    left + right >= 1 && agree_left && agree_right && (left > 0 || la == lb)
}

fn phrase<'d>(head: &Head<'d>) -> Vec<&'d str> {
    head.left.iter().copied().chain([head.head]).chain(head.right.iter().copied()).collect()
}

fn known(register: &Register, words: &[&str]) -> bool {
    (0..words.len()).any(|from| (from + 2..=words.len()).any(|to| register.has(&words[from..to].join(" "))))
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
