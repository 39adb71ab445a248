//! [`Stray`]: a name that few drafts spell in one way and many in another.
//!
//! Two drafts share no context: two people of one surname may each have an article. So names are compared only if they agree in
//! all words but one, and that one must be a slip by which two people are unlikely to differ.

use super::{Archive, Filed, Way, shouts};
use crate::analysis::names::house::{NameKind, Names};
use crate::analysis::names::slip::is_slip;
use crate::language::{Marks, WordMap};
use crate::text::{Source, Span};
use foldhash::fast::FixedState;
use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};
use std::sync::Arc;

/// A name in one draft that other drafts spell differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The draft, by its place in the archive.
    pub draft: u32,
    /// Its first occurrence in the draft.
    pub span: Span<Source>,
    /// The spelling of the draft.
    pub text: String,
    /// The common spelling.
    pub right: String,
    /// The first occurrence of the common spelling in each of the other drafts.
    pub others: Arc<[(u32, Span<Source>)]>,
    /// Whether lists know the odd word as a name too, so that it may be somebody else.
    pub known: bool,
}

/// The maximum number of words in a compared name; more are a headline or a page of capitals.
const MOST_WORDS: usize = 24;

/// How much rarer than the other a form must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The minimum number of drafts with the common form.
    pub shared: usize,
    /// The minimum number of these for each draft with the rare form.
    pub times: usize,
}

impl Threshold {
    fn passed(self, rare: usize, shared: usize) -> bool {
        shared >= self.shared && rare > 0 && rare * self.times <= shared
    }
}

/// All strays of an archive, by draft and place.
#[must_use]
pub fn strays(archive: &Archive, names: &Names, threshold: Threshold) -> Vec<Stray> {
    let mut found = Vec::new();
    for (odd, (right, hole)) in nearest(archive, names, threshold) {
        let (odd, right) = (&archive.names[odd], &archive.names[right]);
        let known = may_be_somebody_else(names, odd, hole);
        for way in &odd.ways {
            push(way, right.usual(), right.firsts(), known, &mut found);
        }
    }
    for name in &archive.names {
        dressed(names, name, threshold, &mut found);
    }
    found.sort_by_key(|stray| (stray.draft, stray.span));
    found
}

/// The rare names that are a slip of a frequent one, each with the most frequent such name and the word in which they differ.
fn nearest(archive: &Archive, names: &Names, threshold: Threshold) -> BTreeMap<usize, (usize, usize)> {
    let counts: Vec<usize> = archive.names.iter().map(Filed::draft_count).collect();
    let compared = || archive.names.iter().enumerate().filter(|(_, name)| (2..=MOST_WORDS).contains(&name.words.len()));
    // Frequent names by what a slip of them shares with them. Most names are rare, and no other name is like them.
    let mut frequent: WordMap<u64, Vec<usize>> = WordMap::default();
    for (at, name) in compared().filter(|&(at, _)| counts[at] >= threshold.shared) {
        for hole in 0..name.words.len() {
            frequent.entry(shared(name, hole)).or_default().push(at);
        }
    }
    let mut nearest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (odd, name) in compared() {
        for hole in 0..name.words.len() {
            for &right in frequent.get(&shared(name, hole)).into_iter().flatten() {
                let other = &archive.names[right];
                if right == odd || !threshold.passed(counts[odd], counts[right]) || !agree(name, other, hole) {
                    continue;
                }
                let better = nearest.get(&odd).is_none_or(|&(last, _)| (counts[right], last) > (counts[last], right));
                if better && is_misspelled(names, name, other, hole) {
                    nearest.insert(odd, (right, hole));
                }
            }
        }
    }
    nearest
}

/// A hash of what names share that [`agree`] in all but the word at `hole`.
fn shared(name: &Filed, hole: usize) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    (name.kind, hole, name.words.len(), name.words[hole].chars().next()).hash(&mut hasher);
    name.words.iter().enumerate().filter(|(at, _)| *at != hole).for_each(|(_, word)| word.hash(&mut hasher));
    hasher.finish()
}

/// Whether two names agree in kind, in all words but the one at `hole`, and in the first letter of that one.
fn agree(one: &Filed, other: &Filed, hole: usize) -> bool {
    let same = |at: usize| one.words[at] == other.words[at];
    one.kind == other.kind
        && one.words.len() == other.words.len()
        && one.words[hole].chars().next() == other.words[hole].chars().next()
        && (0..one.words.len()).all(|at| at == hole || same(at))
}

/// Whether lists know the odd word as a name. A given name before a rare surname does not count: two people share a frequent
/// surname sooner than they share a rare one and nearly a given name.
fn may_be_somebody_else(names: &Names, odd: &Filed, hole: usize) -> bool {
    let evidence = &names.language.evidence;
    let surname = evidence.marks(odd.words.last().map_or("", String::as_str));
    let before_rare_surname = hole + 1 < odd.words.len() && !surname.common_surname();
    let marks = evidence.marks(&odd.words[hole]);
    !before_rare_surname && (marks.surname() || marks.given() || marks.proper())
}

/// Adds each use of `odd` in a draft that does not have the other form.
fn push(odd: &Way, right: &Way, others: BTreeMap<u32, Span<Source>>, known: bool, found: &mut Vec<Stray>) {
    // A common spelling is in so many drafts that all strays share one list.
    let others: Arc<[(u32, Span<Source>)]> = others.into_iter().collect();
    for of in &odd.uses {
        if others.binary_search_by_key(&of.draft, |other| other.0).is_err() {
            found.push(Stray {
                draft: of.draft,
                span: of.first,
                text: odd.text.clone(),
                right: right.text.clone(),
                others: Arc::clone(&others),
                known,
            });
        }
    }
}

/// Whether `odd` is `right` with a slip in the word at `hole`.
fn is_misspelled(names: &Names, odd: &Filed, right: &Filed, hole: usize) -> bool {
    let (written, other) = (odd.words[hole].as_str(), right.words[hole].as_str());
    let (lexicon, evidence, register) = (&names.language.names, &names.language.evidence, names.register());
    let whole = |name: &Filed| name.words.join(" ");
    let alike = lexicon.sound(written) == lexicon.sound(other);
    let plural = lexicon.plural(written, other);
    if register.has(&whole(odd))
        || register.different(written, other)
        || register.different(&whole(odd), &whole(right))
        || (lexicon.lookalike(written, other) && !alike)
        || (plural && odd.kind == NameKind::Person)
        || written.bytes().chain(other.bytes()).any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let (marks, theirs) = (evidence.marks(written), evidence.marks(other));
    let near = is_slip(written, other) && written.chars().count().min(other.chars().count()) >= 4;
    if odd.kind == NameKind::Organisation {
        let heads = lexicon.same_head(written, other);
        let lacks_plural = plural && odd.words.len() > 2;
        return heads || (near && (lacks_plural || (marks.unknown() && !lexicon.derived(written, other, false))));
    }
    if !near || (lexicon.nickname(written, other) && !alike) {
        return false;
    }
    let is_surname = hole + 1 == odd.words.len();
    if !is_surname && marks.given() && theirs.given() {
        return alike && !one_man_one_woman(marks, theirs);
    }
    // Two surnames that people have, after a given name, are two people unless they sound alike.
    let two_people = is_surname && marks.surname() && theirs.surname() && evidence.marks(&odd.words[0]).given();
    !two_people || alike
}

/// Whether only men have one given name and only women the other.
fn one_man_one_woman(one: Marks, other: Marks) -> bool {
    let (man, woman) = (|marks: Marks| marks.man() && !marks.woman(), |marks: Marks| marks.woman() && !marks.man());
    (man(one) && woman(other)) || (woman(one) && man(other))
}

/// Adds ways of writing one name that differ from the usual one in hyphen, accent or capitals only.
fn dressed(names: &Names, name: &Filed, threshold: Threshold, found: &mut Vec<Stray>) {
    if name.ways.len() < 2 {
        return;
    }
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
        let registered = names.register().texts(&name.words.join(" ")).iter().any(|text| dress(text) == *odd);
        if !registered && threshold.passed(drafts(ways).len(), shared.len()) {
            for way in ways {
                push(way, right[0], shared.clone(), true, found);
            }
        }
    }
}

/// A text without initials and with straight apostrophes.
fn dress(text: &str) -> String {
    let initials = |word: &str| word.split('.').all(|part| part.chars().count() <= 1);
    let whole = text.split_whitespace().filter(|word| !initials(word));
    whole.collect::<Vec<_>>().join(" ").replace(['’', '‘', 'ʼ'], "'")
}
