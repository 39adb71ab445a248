//! One form in several spellings: two capitals in front, accents, inner capitals, a short form in another case.

use crate::analysis::names::doubts::doubt::{Certainty, Doubt, DoubtKind};
use crate::analysis::names::doubts::meant::are_shown_together;
use crate::analysis::names::mentions::{Case, Draft, Form};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The longest word, in bytes, that may be an acronym in another case.
const SHORT: usize = 4;

/// A spelling with the words that have it.
struct Spelling<'d> {
    text: &'d str,
    /// How its first use is set.
    case: Case,
    at: Vec<usize>,
}

impl Spelling<'_> {
    fn is_plain(&self) -> bool {
        self.case == Case::Capital
    }
}

/// Adds spellings of a form that differ from the usual one: CLinton, Clintón.
pub fn spellings(draft: &Draft, found: &mut Vec<Doubt>) {
    for form in draft.forms.iter().filter(|form| form.uses.len() > 1 && !is_always_written_alike(draft, form)) {
        let spellings = spellings_of(draft, form);
        if spellings.len() < 2 {
            continue;
        }
        short_form(draft, form, &spellings, found);
        let Some(usual) = usual(draft, form, &spellings) else { continue };
        for spelling in spellings.iter().filter(|spelling| spelling.text != usual.text) {
            let Some(kind) = difference(draft, form, spelling, usual) else { continue };
            if (kind == DoubtKind::Capitals && are_two_people(draft, form, spelling, usual))
                || (kind == DoubtKind::Accent && have_two_surnames(form, spelling, usual))
                || are_shown_together(draft, &spelling.at, &usual.at, |&word| word)
            {
                continue;
            }
            // “Macbook”, “Pokemon”: a matter of style, except that nobody means two capitals in front.
            let sure = if spelling.case == Case::Double { Certainty::Sure } else { Certainty::Likely };
            let other = draft.word(usual.at[0]).span();
            let places = spelling.at.iter().map(|&word| draft.word(word).span());
            let either_way = kind == DoubtKind::Capitals && has_inner_capital(spelling.text) && spelling.is_plain();
            found.extend(places.map(|place| {
                let doubt = Doubt::in_draft(kind, place, usual.text, other).at_most(sure);
                if either_way { doubt.either_way() } else { doubt }
            }));
        }
    }
}

fn is_always_written_alike(draft: &Draft, form: &Form) -> bool {
    let mut texts = form.uses.iter().map(|of| draft.written(of.word()));
    let first = texts.next();
    texts.all(|text| Some(text) == first)
}

/// The spellings of a form, in order of their first use.
fn spellings_of<'d>(draft: &Draft<'d>, form: &Form) -> Vec<Spelling<'d>> {
    let mut spellings: Vec<Spelling> = Vec::new();
    for place in &form.uses {
        let text = draft.written(place.word());
        match spellings.iter_mut().find(|spelling| is_same(spelling.text, text)) {
            Some(spelling) => spelling.at.push(place.word()),
            None => spellings.push(Spelling { text, case: draft.shape(place.word()).case(), at: vec![place.word()] }),
        }
    }
    spellings
}

/// Whether two spellings look the same: an accent may be a letter of its own or part of one.
fn is_same(one: &str, other: &str) -> bool {
    one == other || (!one.is_ascii() && !other.is_ascii() && one.nfc().eq(other.nfc()))
}

/// The spelling that the others should have: the most frequent plain one, the first of equals.
fn usual<'s, 'd>(draft: &Draft, form: &Form, spellings: &'s [Spelling<'d>]) -> Option<&'s Spelling<'d>> {
    let plain = || spellings.iter().filter(|spelling| spelling.is_plain());
    let usual = plain().max_by_key(|spelling| (spelling.at.len(), Reverse(spelling.at[0])))?;
    // Nobody's hand slips to “LinuxCon”; many leave out such a capital.
    let meant = plain().filter(|spelling| has_inner_capital(spelling.text) && spelling.at.len() * 2 >= usual.at.len());
    if let Some(meant) = meant.max_by_key(|spelling| spelling.at.len()).filter(|meant| meant.at.len() > 1) {
        return Some(meant);
    }
    if !plain().all(|spelling| spelling.at.len() == usual.at.len()) {
        return Some(usual);
    }
    // One against one: the one without accent of a name that lists know is the likelier one, unless the register has the accent.
    let likelier = |text: &str| {
        let listed = text.is_ascii() && !form.marks.unknown() && !draft.register.written(usual.text);
        draft.register.written(text) || listed
    };
    plain().find(|spelling| likelier(spelling.text)).or(Some(usual))
}

/// How a spelling differs from the usual one; none where the difference may be meant.
fn difference(draft: &Draft, form: &Form, spelling: &Spelling, usual: &Spelling) -> Option<DoubtKind> {
    let same_letters = spelling.text.to_lowercase() == usual.text.to_lowercase();
    let written = |spelling: &Spelling| draft.register.written(spelling.text);
    let meant = usual.at.len() > 1 && has_inner_capital(usual.text) && !has_inner_capital(spelling.text);
    let more_often = meant || usual.at.len() > spelling.at.len() || (written(usual) && !written(spelling));
    if spelling.case == Case::Double || (same_letters && spelling.is_plain() && more_often) {
        return Some(DoubtKind::Capitals);
    }
    let has_accents = !spelling.text.is_ascii() || !usual.text.is_ascii();
    let accent = has_accents && accents(spelling.text) != accents(usual.text) && !same_letters;
    // Two people may differ by an accent: each stands more than once, and no given name before them says that they do not.
    let (here, there) = (spelling.at.len(), usual.at.len());
    let two_people = here >= 2 && there >= 2 && here * 3 > there && form.lefts.is_empty();
    (accent && spelling.is_plain() && !two_people).then_some(DoubtKind::Accent)
}

/// Whether a capital stands after a small letter, as in LinuxCon.
fn has_inner_capital(text: &str) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(one, next)| one.is_lowercase() && next.is_uppercase())
}

/// Whether each spelling is introduced with given names of its own: Caitlin FitzHugh, Scott Fitzhugh.
fn are_two_people(draft: &Draft, form: &Form, one: &Spelling, other: &Spelling) -> bool {
    let givens = |spelling: &Spelling| -> BTreeSet<usize> {
        let uses = form.uses.iter().filter(|of| spelling.at.contains(&of.word()));
        uses.filter_map(|of| of.left()).filter(|&left| draft.forms[left].marks.given()).collect()
    };
    let (ours, theirs) = (givens(one), givens(other));
    !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
}

/// Whether each spelling is a given name with surnames of its own: Zoë Loewenberg, Zoe Ervolino.
fn have_two_surnames(form: &Form, one: &Spelling, other: &Spelling) -> bool {
    let surnames = |spelling: &Spelling| -> BTreeSet<usize> {
        let uses = form.uses.iter().filter(|of| spelling.at.contains(&of.word()));
        uses.filter_map(|of| of.right()).collect()
    };
    let (ours, theirs) = (surnames(one), surnames(other));
    form.lefts.is_empty() && !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
}

/// Adds a short form that is set once in another case than at least twice elsewhere, before or after the same word: Pac and PAC,
/// FOX and Fox.
fn short_form(draft: &Draft, form: &Form, spellings: &[Spelling], found: &mut Vec<Doubt>) {
    let [one, other] = spellings else { return };
    let (rare, usual) = match (one.at.len(), other.at.len()) {
        (1, 2..) => (one, other),
        (2.., 1) => (other, one),
        _ => return,
    };
    let one_is_upper = matches!((rare.case, usual.case), (Case::Upper, Case::Capital) | (Case::Capital, Case::Upper));
    if !one_is_upper || form.fold.len() > SHORT || form.lower > 0 {
        return;
    }
    let company = |word: usize| form.uses.iter().find(|of| of.word() == word).map(|of| (of.left(), of.right()));
    let word = rare.at[0];
    let Some((left, right)) = company(word) else { return };
    let same_company = usual.at.iter().filter_map(|&word| company(word)).any(|(other_left, other_right)| {
        (left.is_some() && left == other_left) || (right.is_some() && right == other_right)
    });
    // Among words in capitals, capitals mean nothing.
    let is_upper = |word: usize| word < draft.words.len() && draft.shape(word).case() == Case::Upper;
    let shouts = word.checked_sub(1).is_some_and(is_upper) || is_upper(word + 1);
    if same_company && !shouts && !draft.shape(word).is_titled() {
        let other = draft.word(usual.at[0]).span();
        let doubt = Doubt::in_draft(DoubtKind::ShortForm, draft.word(word).span(), usual.text, other);
        found.push(doubt.at_most(Certainty::Likely));
    }
}

/// Number of letters with an accent, or otherwise outside ASCII.
fn accents(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count()
}
