//! [`Stray`]: a name that few drafts write so, beside one that many share.
//!
//! Between drafts there is no shared context: two people of one surname may each have an article. So only names are
//! compared that agree in all words but one, and that one must be a slip that two people are unlikely to differ by.

use super::archive::{Archive, Filed, Way, shouts};
use super::register::with_hole;
use super::slip::{Slip, slip};
use super::{NameKind, Names};
use crate::text::{Source, Span};
use std::collections::{BTreeMap, HashMap};

/// A name in one draft that others write otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The draft, by its place in the archive.
    pub draft: u32,
    /// Where the draft has it first.
    pub span: Span<Source>,
    /// As the draft writes it.
    pub text: String,
    /// As the others do.
    pub right: String,
    /// Where the others have it first, by draft.
    pub others: Vec<(u32, Span<Source>)>,
    /// Whether lists know the odd word too as a name: it may be somebody else.
    pub known: bool,
}

/// A name of more words is none, but a headline or a page of capitals; each of its words would be left out in turn.
const MOST_WORDS: usize = 24;

/// How rare a form must be beside how frequent a one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The least drafts that share the other form.
    pub shared: usize,
    /// How many of them there must be for each draft with the rare form.
    pub times: usize,
}

impl Bar {
    fn passed(self, rare: usize, shared: usize) -> bool {
        shared >= self.shared && rare > 0 && rare * self.times <= shared
    }
}

/// All strays of an archive, by draft and place.
#[must_use]
pub fn strays(archive: &Archive, names: &Names, bar: Bar) -> Vec<Stray> {
    let mut found = Vec::new();
    let counts: Vec<usize> = archive.names.iter().map(|name| name.drafts().len()).collect();
    // Names that agree in all words but one and in the first letter of that one.
    let mut rooms: HashMap<(NameKind, usize, String), Vec<usize>> = HashMap::new();
    let is_compared = |name: &Filed| (2..=MOST_WORDS).contains(&name.words.len());
    for (at, name) in archive.names.iter().enumerate().filter(|(_, name)| is_compared(name)) {
        for hole in 0..name.words.len() {
            let mut key = with_hole(&name.words, hole);
            key.extend(name.words[hole].chars().next());
            rooms.entry((name.kind, hole, key)).or_default().push(at);
        }
    }
    let mut nearest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((_, hole, _), room) in &rooms {
        for &right in room.iter().filter(|&&at| counts[at] >= bar.shared) {
            for &odd in room.iter().filter(|&&at| at != right && bar.passed(counts[at], counts[right])) {
                let better =
                    nearest.get(&odd).is_none_or(|&(other, _)| (counts[right], other) > (counts[other], right));
                if better && is_slip(names, &archive.names[odd], &archive.names[right], *hole) {
                    nearest.insert(odd, (right, *hole));
                }
            }
        }
    }
    for (odd, (right, hole)) in nearest {
        let (odd, right) = (&archive.names[odd], &archive.names[right]);
        let marks = names.evidence.marks(&odd.words[hole]);
        // Two people share a frequent surname sooner than they share a rare one and nearly a given name.
        let last = names.evidence.marks(odd.words.last().map_or("", String::as_str));
        let rare = hole + 1 < odd.words.len() && !last.common_surname();
        let known = !rare && (marks.surname() || marks.given() || marks.proper());
        for way in &odd.ways {
            push(way, right.usual(), right.firsts(), known, &mut found);
        }
    }
    for name in &archive.names {
        dressed(names, name, bar, &mut found);
    }
    found.sort_by_key(|stray| (stray.draft, stray.span));
    found
}

/// Each use of `odd` in a draft that has not the other form.
fn push(odd: &Way, right: &Way, others: BTreeMap<u32, Span<Source>>, known: bool, found: &mut Vec<Stray>) {
    let others: Vec<(u32, Span<Source>)> = others.into_iter().collect();
    for of in &odd.uses {
        if others.binary_search_by_key(&of.draft, |other| other.0).is_err() {
            found.push(Stray {
                draft: of.draft,
                span: of.first,
                text: odd.text.clone(),
                right: right.text.clone(),
                others: others.clone(),
                known,
            });
        }
    }
}

/// Whether `odd` is `right` with a slip in the word at `hole`.
fn is_slip(names: &Names, odd: &Filed, right: &Filed, hole: usize) -> bool {
    let (w, r) = (odd.words[hole].as_str(), right.words[hole].as_str());
    let (lexicon, register) = (&names.lexicon, &names.register);
    let whole = |name: &Filed| name.words.join(" ");
    let alike = sound(w) == sound(r);
    if register.has(&whole(odd))
        || register.different(w, r)
        || register.different(&whole(odd), &whole(right))
        || lexicon.lookalike(w, r) && !alike
        || lexicon.plural(w, r) && odd.kind == NameKind::Person
        || w.bytes().chain(r.bytes()).any(|b| b.is_ascii_digit())
    {
        return false;
    }
    let (marks, theirs) = (names.evidence.marks(w), names.evidence.marks(r));
    let near = matches!(slip(w, r), Some(Slip::One | Slip::Shuffle)) && w.chars().count().min(r.chars().count()) >= 4;
    if odd.kind == NameKind::Organisation {
        let heads = matches!((lexicon.heads.get(w), lexicon.heads.get(r)), (Some(a), Some(b)) if a == b);
        let plural = lexicon.plural(w, r) && odd.words.len() > 2;
        return heads || near && (plural || marks.unknown() && !lexicon.derived(w, r, false));
    }
    if !near || lexicon.nickname(w, r) && !alike {
        return false;
    }
    let last = hole + 1 == odd.words.len();
    if !last && marks.given() && theirs.given() {
        let sexes = marks.man() && !marks.woman() && theirs.woman() && !theirs.man()
            || marks.woman() && !marks.man() && theirs.man() && !theirs.woman();
        return !sexes && alike;
    }
    !(last && marks.surname() && theirs.surname() && names.evidence.marks(&odd.words[0]).given()) || alike
}

/// The consonants, doubles and silent letters left out: what Mohamed and Mohammed, Sara and Sarah share.
fn sound(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\'')) {
        let c = if c == 'c' { 'k' } else { c };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// One name's ways that differ in hyphen, accent or capitals.
fn dressed(names: &Names, name: &Filed, bar: Bar, found: &mut Vec<Stray>) {
    let mut dresses: BTreeMap<String, Vec<&Way>> = BTreeMap::new();
    let one_word = name.words.len() == 1;
    for way in name.ways.iter().filter(|way| !(shouts(&way.text) || one_word && way.text.contains(['.', '-']))) {
        dresses.entry(dress(&way.text)).or_default().push(way);
    }
    if dresses.len() < 2 {
        return;
    }
    let drafts = |ways: &[&Way]| {
        let mut firsts: BTreeMap<u32, Span<Source>> = BTreeMap::new();
        for of in ways.iter().flat_map(|way| &way.uses) {
            firsts.entry(of.draft).or_insert(of.first);
        }
        firsts
    };
    let Some((usual, right)) =
        dresses.iter().max_by_key(|(dress, ways)| (drafts(ways).len(), std::cmp::Reverse(*dress)))
    else {
        return;
    };
    let shared = drafts(right);
    for (odd, ways) in dresses.iter().filter(|(dress, _)| *dress != usual) {
        let set = names.register.texts.get(&name.words.join(" "));
        let registered = set.is_some_and(|texts| texts.iter().any(|text| dress(text) == *odd));
        if !registered && bar.passed(drafts(ways).len(), shared.len()) {
            for way in ways {
                push(way, right[0], shared.clone(), true, found);
            }
        }
    }
}

/// A text without initials, its apostrophes straight.
fn dress(text: &str) -> String {
    let initials = |word: &str| word.split('.').all(|part| part.chars().count() <= 1);
    let whole = text.split_whitespace().filter(|word| !initials(word));
    whole.collect::<Vec<_>>().join(" ").replace(['’', '‘', 'ʼ'], "'")
}
