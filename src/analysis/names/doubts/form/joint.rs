//! Two words apart, with a hyphen, or as one: Wasserman Schultz, Wasserman-Schultz, WassermanSchultz.

use crate::analysis::names::doubts::doubt::{Certainty, Doubt, DoubtKind};
use crate::analysis::names::mentions::{Case, Draft, Word};
use crate::language::{Marks, NameTags, WordMap};
use crate::prose::Prose;
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How two words are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Space,
    Hyphen,
    Nothing,
}

/// One way to write two words.
struct Way<'d> {
    text: &'d str,
    join: Join,
    /// First and last words of each place, which are one where nothing joins them.
    at: Vec<(usize, usize)>,
}

/// The ways to write words that make the same letters.
#[derive(Default)]
struct Ways<'d>(BTreeMap<String, Vec<Way<'d>>>);

impl<'d> Ways<'d> {
    fn file(&mut self, letters: String, text: &'d str, join: Join, at: (usize, usize)) {
        let ways = self.0.entry(letters).or_default();
        match ways.iter_mut().find(|way| way.join == join && (way.text == text || join != Join::Nothing)) {
            Some(way) => way.at.push(at),
            None => ways.push(Way { text, join, at: vec![at] }),
        }
    }
}

/// Adds the rarer of several ways to join two words.
pub fn joints(draft: &Draft, found: &mut Vec<Doubt>) {
    for ways in ways(draft).0.values_mut() {
        let Some(&pair) = ways.iter().find(|way| way.join != Join::Nothing).map(|way| &way.at[0]) else { continue };
        if ways.len() < 2 || may_be_meant(draft, pair, ways) {
            continue;
        }
        let certainty = certainty(draft, pair, ways);
        ways.sort_by_key(|way| (Reverse(way.at.len()), way.at[0].0));
        let [usual, rarer @ ..] = ways.as_slice() else { continue };
        for way in rarer {
            let equal = way.at.len() == usual.at.len();
            // Three of each are two names, or a writer who does not care.
            if way.join == usual.join || (equal && way.at.len() >= 3) {
                continue;
            }
            for &place in &way.at {
                let doubt = Doubt::in_draft(DoubtKind::Joint, span(draft, place), usual.text, span(draft, usual.at[0]));
                let doubt = doubt.at_most(certainty);
                found.push(if equal { doubt.either_way() } else { doubt });
            }
        }
    }
}

fn span(draft: &Draft, (first, last): (usize, usize)) -> Span<Prose> {
    Span::new(draft.word(first).start(), draft.word(last).end())
}

/// Two words that are joined somehow, or one that may be two joined.
struct Joined {
    /// The hash of their letters.
    letters: u64,
    first: u32,
    join: Join,
}

impl Joined {
    fn at(&self) -> (usize, usize) {
        let first = self.first as usize;
        (first, first + usize::from(self.join != Join::Nothing))
    }
}

/// All words that may be two joined, and all pairs of words, by their letters; only those that have a pair among them and
/// more than one way.
fn ways<'d>(draft: &Draft<'d>) -> Ways<'d> {
    let mut spelled = Spelled::new(draft);
    let before = draft.capitals().filter_map(|at| at.checked_sub(1));
    let mut found: Vec<Joined> = before.filter_map(|at| pair(&mut spelled, at)).collect();
    let mut seen = Seen::default();
    found.iter().for_each(|pair| seen.add(pair.letters));
    let has_pairs = found.len();
    let may_be_two: Vec<bool> = (0..draft.forms.len()).map(|form| seen.may_have(spelled.of_form(form).sum)).collect();
    let capitals = draft.capitals().filter(|&at| draft.form_of(at).is_none_or(|form| may_be_two[form]));
    found.extend(capitals.filter_map(|at| word(&mut spelled, at)).filter(|word| seen.may_have(word.letters)));
    // Most drafts have one way only, and then no letters are compared.
    if found.len() == has_pairs && found.iter().all(|pair| pair.join == Join::Space) {
        return Ways::default();
    }
    let mut joins: WordMap<u64, [bool; 3]> = WordMap::default();
    for one in &found {
        joins.entry(one.letters).or_default()[one.join as usize] = true;
    }
    joins.retain(|_, joins| joins.iter().filter(|join| **join).count() > 1);
    let mut ways = Ways::default();
    for one in found.into_iter().filter(|one| joins.contains_key(&one.letters)) {
        let (join, at) = (one.join, one.at());
        let letters = draft.words_in(at.0..=at.1).map(|word| draft.fold(word)).collect::<String>();
        ways.file(letters.replace('\'', ""), span(draft, at).of(draft.text), join, at);
    }
    ways
}

/// Whether a word may be one of two, or two.
fn counts(draft: &Draft, word: Word) -> bool {
    !(word.is_mute() || word.is_titled() || (word.case() == Case::Upper && draft.fold(word).len() > 4))
}

/// The word at `at`, if it may be two joined.
fn word(spelled: &mut Spelled, at: usize) -> Option<Joined> {
    let draft = spelled.draft;
    if !draft.shape(at).capital() {
        return None;
    }
    let word = draft.word(at);
    let fold = draft.fold(word);
    let may_be_two = fold.len() >= 6 && counts(draft, word);
    may_be_two.then(|| Joined { join: Join::Nothing, letters: spelled.of(at).sum, first: at as u32 })
}

/// The word at `at` with the next, if they are joined.
fn pair(spelled: &mut Spelled, at: usize) -> Option<Joined> {
    let draft = spelled.draft;
    if !draft.is_name_word(at + 1) || draft.shape(at + 1).is_first() {
        return None;
    }
    let (word, next) = (draft.word(at), draft.word(at + 1));
    // “de Niro”; but not “the Niro”.
    let is_particle = || draft.is(word, NameTags::PARTICLE) && !draft.is(word, NameTags::ORDINARY);
    if word.is_possessive() || !(word.capital() || is_particle()) || !counts(draft, word) {
        return None;
    }
    let join = match draft.gap(at + 1) {
        _ if next.follows_blank() => Join::Space,
        " " | "\u{a0}" => Join::Space,
        "-" | "‑" => Join::Hyphen,
        _ => return None,
    };
    let (fold, next_fold) = (draft.fold(word), draft.fold(next));
    let is_pair = fold.len() >= 2 && next_fold.len() >= 2;
    is_pair.then(|| Joined { join, letters: spelled.of(at).and(spelled.of(at + 1)).sum, first: at as u32 })
}

/// Numbers that were met, a few others among them.
struct Seen([u64; 64]);

impl Default for Seen {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Seen {
    /// The place and the bit of a number.
    const fn of(number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 58) as usize, 1 << (mixed >> 52 & 63))
    }

    fn add(&mut self, number: u64) {
        let (place, bit) = Self::of(number);
        self.0[place] |= bit;
    }

    /// Whether a number may have been met; `false` is sure.
    fn may_have(&self, number: u64) -> bool {
        let (place, bit) = Self::of(number);
        self.0[place] & bit != 0
    }
}

/// The letters of a word as a number, apostrophes left out, so that those of two words need not be read again.
#[derive(Clone, Copy)]
struct Letters {
    sum: u64,
    /// What the number of the letters before is multiplied by.
    power: u64,
}

impl Letters {
    fn of(fold: &str) -> Self {
        const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
        let letters = fold.bytes().filter(|&byte| byte != b'\'');
        letters.fold(Self { sum: 0, power: 1 }, |Self { sum, power }, letter| Self {
            sum: sum.wrapping_mul(BASE).wrapping_add(u64::from(letter)),
            power: power.wrapping_mul(BASE),
        })
    }

    fn and(self, next: Self) -> Self {
        Self {
            sum: self.sum.wrapping_mul(next.power).wrapping_add(next.sum),
            power: self.power.wrapping_mul(next.power),
        }
    }
}

/// The letters of the words of a draft; those of a form are read once.
struct Spelled<'p, 'd> {
    draft: &'p Draft<'d>,
    forms: Vec<Option<Letters>>,
}

impl<'p, 'd> Spelled<'p, 'd> {
    fn new(draft: &'p Draft<'d>) -> Self {
        Self { draft, forms: vec![None; draft.forms.len()] }
    }

    fn of(&mut self, at: usize) -> Letters {
        match self.draft.form_of(at) {
            Some(form) => self.of_form(form),
            None => Letters::of(self.draft.fold(self.draft.word(at))),
        }
    }

    fn of_form(&mut self, form: usize) -> Letters {
        *self.forms[form].get_or_insert_with(|| Letters::of(self.draft.forms[form].fold))
    }
}

/// How sure it is that two words are joined in two ways by mistake: of names of people and places, sure; of a product that is
/// made of ordinary words, as StackExchange is, a matter of style.
fn certainty(draft: &Draft, (first, second): (usize, usize), ways: &[Way]) -> Certainty {
    let marks = |word: usize| draft.marks(draft.word(word));
    let words = usize::from(is_ordinary(marks(first))) + usize::from(is_ordinary(marks(second)));
    let as_one = ways.iter().any(|way| way.join == Join::Nothing);
    match words {
        2 if as_one => Certainty::Hint,
        1 | 2 => Certainty::Likely,
        _ => Certainty::Sure,
    }
}

/// Whether the writer may mean both ways, given two words that are joined somehow.
fn may_be_meant(draft: &Draft, pair: (usize, usize), ways: &[Way]) -> bool {
    let (first, second) = (draft.fold(draft.word(pair.0)), draft.fold(draft.word(pair.1)));
    let marks = |word: &str| draft.evidence.marks(word);
    let as_one = ways.iter().any(|way| way.join == Join::Nothing);
    // “Health Care” and “Health-Care Reform”: ordinary words join before a noun.
    let ordinary = is_ordinary(marks(first)) && is_ordinary(marks(second)) && !as_one;
    // A handle without its mark: MartinOMalley.
    let handle = marks(first).given()
        && ways.iter().any(|way| way.join == Join::Nothing && way.text.chars().skip(1).any(char::is_uppercase));
    // A hyphen before a noun joins two names that are otherwise apart: New York-based, Clinton-Kaine ticket.
    let hyphens = ways.iter().filter(|way| way.join == Join::Hyphen).flat_map(|way| &way.at);
    ordinary
        || is_style(draft, first, second)
        || handle
        || touches_hyphen(draft, hyphens)
        || (!as_one && is_ticket(draft, first, second))
}

fn is_ordinary(marks: Marks) -> bool {
    marks.word() && !marks.common_surname() && !marks.given()
}

/// “African American” and “African-American”: a matter of house style.
fn is_style(draft: &Draft, first: &str, second: &str) -> bool {
    let words = &draft.lexicon.words;
    let people = |word: &str| words.peoples.iter().any(|end| word.ends_with(end.as_str())) && word.len() > 4;
    words.second.contains(second) || (people(first) && people(second))
}

fn touches_hyphen<'w>(draft: &Draft, at: impl Iterator<Item = &'w (usize, usize)>) -> bool {
    let is_hyphen = |c: Option<char>| matches!(c, Some('-' | '/' | '–'));
    at.into_iter().any(|&place| {
        let span = span(draft, place);
        is_hyphen(draft.text[span.end..].chars().next()) || is_hyphen(draft.text[..span.start].chars().next_back())
    })
}

/// A given name and a surname with a hyphen between are two names of a ticket or a law, and never the same as the full name.
fn is_ticket(draft: &Draft, first: &str, second: &str) -> bool {
    draft.evidence.marks(first).given()
        && !draft.lexicon.particles.contains(first)
        && draft.form(second).is_some_and(|form| form.bare > 0)
}

/// The lengths of the forms that stand more than once, one bit for each, by their first letter.
struct Often([u64; 32]);

impl Often {
    fn of(draft: &Draft) -> Self {
        let mut lengths = [0; 32];
        for form in draft.forms.iter().filter(|form| form.uses.len() >= 2) {
            lengths[Self::place(form.fold)] |= Self::bit(form.fold.len());
        }
        Self(lengths)
    }

    fn place(fold: &str) -> usize {
        usize::from(fold.bytes().next().unwrap_or_default() & 31)
    }

    fn bit(length: usize) -> u64 {
        1 << length.min(63)
    }

    /// Whether such a form may be made of these two words; `false` is sure.
    fn may_have(&self, head: &str, tail: &str) -> bool {
        self.0[Self::place(head)] & Self::bit(head.len() + tail.len()) != 0
    }
}

/// Adds names with a blank inside that stand without it elsewhere: Ru bio.
pub fn broken(draft: &Draft, found: &mut Vec<Doubt>) {
    let often = Often::of(draft);
    for at in draft.capitals().map(|before| before + 1).filter(|&at| at < draft.words.len()) {
        let next = draft.shape(at);
        if next.capital() || draft.shape(at - 1).is_mute() || !next.follows_blank() {
            continue;
        }
        let word = draft.word(at - 1);
        if draft.marks(word).word() || draft.is(word, NameTags::PARTICLE) {
            continue;
        }
        let (head, tail) = (draft.fold(word), draft.fold(draft.word(at)));
        if head.len() < 2 || tail.len() < 2 || !often.may_have(head, tail) {
            continue;
        }
        let seldom = draft.form_of(at - 1).is_none_or(|form| draft.forms[form].uses.len() <= 1);
        if seldom
            && let Some(whole) = draft.form(&[head, tail].concat())
            && whole.uses.len() >= 2
        {
            let other = draft.word(whole.uses[0].word()).span();
            let place = span(draft, (at - 1, at));
            found.push(Doubt::in_draft(DoubtKind::Blank, place, draft.usual_spelling(whole), other));
        }
    }
}
