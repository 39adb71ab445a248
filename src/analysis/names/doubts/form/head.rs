//! The head of a body's name: Federal Election Committee and Federal Election Commission; St. Anselm's College and St. Anselm
//! College.

use crate::analysis::names::doubts::doubt::{Certainty, Doubt, DoubtKind};
use crate::analysis::names::house::Register;
use crate::analysis::names::mentions::Draft;
use crate::analysis::names::slip::looks_alike;
use crate::language::NameTags;
use crate::language::WordSet;
use std::collections::BTreeMap;

/// The maximum number of names of one bucket that are compared: more stand in a list, not in an article.
const CROWD: usize = 200;

/// The maximum number of words on each side of a head that are compared.
const REACH: usize = 3;

/// A capitalised head word with the words beside it, and the places where it stands just so.
struct Head<'d> {
    head: &'d str,
    /// The words on each side, in order; links stand only between others.
    left: Vec<&'d str>,
    right: Vec<&'d str>,
    /// Numbers of the head words, ascending.
    at: Vec<usize>,
}

impl<'d> Head<'d> {
    fn phrase(&self) -> Vec<&'d str> {
        self.left.iter().copied().chain([self.head]).chain(self.right.iter().copied()).collect()
    }

    /// How many words next to the two heads agree, on each side.
    fn shared(&self, other: &Self) -> (usize, usize) {
        let left = self.left.iter().rev().zip(other.left.iter().rev()).take_while(|(a, b)| a == b).count();
        let right = self.right.iter().zip(&other.right).take_while(|(a, b)| a == b).count();
        (left, right)
    }

    /// Whether the words beside two heads agree. All that stands on both must, and there must be something.
    fn agrees(&self, other: &Self) -> bool {
        let (left, right) = self.shared(other);
        let (ours, theirs) = (self.left.len(), other.left.len());
        left + right >= 1
            && left == ours.min(theirs)
            && right == self.right.len().min(other.right.len())
            && (left > 0 || ours == theirs)
    }
}

/// Adds heads that differ from those of names which agree in all other words: Federal Election Committee, Federal Election
/// Commission.
///
/// Names that agree share the words next to their heads, so only those of one bucket are compared.
pub fn heads(draft: &Draft, found: &mut Vec<Doubt>) {
    let mut buckets: BTreeMap<(usize, Vec<&str>), Vec<Head>> = BTreeMap::new();
    for at in draft.capitals().filter(|&at| !draft.shape(at).is_mute()) {
        let word = draft.word(at);
        // Heads of one group are mistaken for each other.
        if !draft.is(word, NameTags::HEAD) {
            continue;
        }
        let fold = draft.fold(word);
        let Some(&group) = draft.lexicon.heads.get(fold) else { continue };
        let (left, right) = (left_of(draft, at), right_of(draft, at));
        let key = (group, nearest(&draft.lexicon.words.connectors, &left, &right));
        let bucket = buckets.entry(key).or_default();
        let same = |one: &&mut Head| one.head == fold && one.left == left && one.right == right;
        if let Some(one) = bucket.iter_mut().find(same) {
            one.at.push(at);
        } else if bucket.len() <= CROWD {
            bucket.push(Head { head: fold, left, right, at: vec![at] });
        }
    }
    let mut doubts = Vec::new();
    for bucket in buckets.values().filter(|bucket| (2..=CROWD).contains(&bucket.len())) {
        for head in bucket {
            compare(draft, head, bucket, &mut doubts);
        }
    }
    doubts.sort_by_key(|doubt| doubt.span.start);
    found.append(&mut doubts);
}

/// The capitalised words and links before a head, in order.
fn left_of<'d>(draft: &Draft<'d>, head: usize) -> Vec<&'d str> {
    let links = &draft.lexicon.words.connectors;
    // A small word that opens a sentence is not part of the name: The, But, In.
    let small_opener = |at: usize| draft.fold(draft.word(at)).len() <= 4 && draft.opener(at);
    let mut left = Vec::new();
    let mut at = head;
    while at > 0 && left.len() < REACH && touches_next(draft, at - 1) {
        let word = draft.word(at - 1);
        let name_word = word.capital() && !small_opener(at - 1);
        if !name_word && !draft.is(word, NameTags::CONNECTOR) {
            break;
        }
        at -= 1;
        left.push(draft.fold(word));
    }
    while left.last().is_some_and(|word| links.contains(*word)) {
        left.pop();
    }
    left.reverse();
    left
}

/// The capitalised words and links after a head, in order.
fn right_of<'d>(draft: &Draft<'d>, head: usize) -> Vec<&'d str> {
    let links = &draft.lexicon.words.connectors;
    let mut right = Vec::new();
    let mut at = head;
    while right.len() < REACH && touches_next(draft, at) {
        let word = draft.word(at + 1);
        if !word.capital() && !draft.is(word, NameTags::CONNECTOR) {
            break;
        }
        at += 1;
        right.push(draft.fold(word));
    }
    while right.last().is_some_and(|word| links.contains(*word)) {
        right.pop();
    }
    right
}

/// What names that agree have in common: the words from the head to the next that is not a link, before it or else after it.
fn nearest<'d>(links: &WordSet<String>, left: &[&'d str], right: &[&'d str]) -> Vec<&'d str> {
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

/// Adds the places of a head that is the rarer one in its company.
fn compare(draft: &Draft, head: &Head, bucket: &[Head], found: &mut Vec<Doubt>) {
    let company = || bucket.iter().filter(|other| head.agrees(other));
    let places = |same_head: bool| -> usize {
        company().filter(|other| (other.head == head.head) == same_head).map(|other| other.at.len()).sum()
    };
    let Some(theirs) = company().filter(|other| other.head != head.head).min_by_key(|other| other.at[0]) else {
        return;
    };
    if known(draft.register, &head.phrase()) || draft.lexicon.words.spelled_alike(head.head, theirs.head) {
        return;
    }
    let (alike, others) = (places(true), places(false));
    let Some(certainty) = certainty(draft, head, theirs) else { return };
    // Where both stand equally often, the register decides, else the first mention, which is the introduction.
    let undecided = alike == others && !known(draft.register, &theirs.phrase());
    let first = theirs.at[0];
    for &word in &head.at {
        if alike > others || (undecided && word < first) {
            continue;
        }
        let (place, other) = (draft.word(word).span(), draft.word(first).span());
        let doubt = Doubt::in_draft(DoubtKind::Head, place, draft.written(first), other);
        let doubt = doubt.at_most(certainty);
        found.push(if undecided { doubt.either_way() } else { doubt });
    }
}

/// How sure it is that two heads in one company name one body; none where they name two things.
fn certainty(draft: &Draft, one: &Head, other: &Head) -> Option<Certainty> {
    let links = &draft.lexicon.words.connectors;
    let (left, right) = one.shared(other);
    let shared = one.left.iter().rev().take(left).chain(one.right.iter().take(right));
    let shared = shared.filter(|word| !links.contains(**word)).count();
    let known = known(draft.register, &one.phrase()) || known(draft.register, &other.phrase());
    // “the Tie Clubs”, “a Tie Club member”: before another noun, a word of many stands in the singular.
    if draft.lexicon.plural(one.head, other.head) {
        let same_end = right > 0 && one.right.len() == other.right.len();
        return (shared >= 2 && same_end).then_some(if known { Certainty::Sure } else { Certainty::Likely });
    }
    // A university may have a college of its name.
    if !looks_alike(one.head, other.head) {
        return Some(if shared > 2 { Certainty::Likely } else { Certainty::Hint });
    }
    Some(match shared {
        _ if known => Certainty::Sure,
        0 | 1 => Certainty::Hint,
        2 => Certainty::Likely,
        _ => Certainty::Sure,
    })
}

/// Whether two or more of the words, side by side, are a name of the register.
fn known(register: &Register, words: &[&str]) -> bool {
    (0..words.len()).any(|from| (from + 2..=words.len()).any(|to| register.has(&words[from..to].join(" "))))
}

/// Whether a word and the next may belong to one name.
fn touches_next(draft: &Draft, word: usize) -> bool {
    let (Some(one), Some(next)) = (draft.words.get(word), draft.words.get(word + 1)) else { return false };
    !next.is_first() && !next.is_mute() && !one.is_possessive() && matches!(draft.gap(word + 1), " " | "\u{a0}" | " & ")
}

/// Adds a possessive that stands once in a name which is written without it more often: St. Anselm's College, St. Anselm College.
pub fn possessives(draft: &Draft, found: &mut Vec<Doubt>) {
    let mut ways: BTreeMap<(usize, usize), [Vec<usize>; 2]> = BTreeMap::new();
    for at in draft.capitals().filter(|&at| at > 0) {
        if draft.shape(at).follows_blank()
            && draft.shape(at - 1).capital()
            && draft.is(draft.word(at), NameTags::HEAD)
            && let (Some(a), Some(b)) = (draft.form_of(at - 1), draft.form_of(at))
            && !owns(draft, a)
        {
            ways.entry((a, b)).or_default()[usize::from(draft.word(at - 1).is_possessive())].push(at - 1);
        }
    }
    for [plain, possessive] in ways.values() {
        if let ([first, _, ..], &[word]) = (plain.as_slice(), possessive.as_slice()) {
            let (place, other) = (draft.word(word).whole(), draft.word(*first).span());
            found.push(Doubt::in_draft(DoubtKind::Possessive, place, draft.written(*first), other));
        }
    }
}

/// Whether a word before a head may own the body rather than be part of its name: “the Provost’s Board”, “Marlowe’s Department”.
fn owns(draft: &Draft, form: usize) -> bool {
    let form = &draft.forms[form];
    form.bare > 0 || form.marks.word() || draft.lexicon.role(form.fold) || draft.register.place(form.fold)
}
