//! One name in two spellings, or two names? The judgement over a pair of forms, and which of the two is wrong.
//!
//! The weights of the [facts](super::facts) that hold for a pair are summed; the sum must pass a bar. Some pairs no context can
//! make a finding; they are ruled out first.

use super::doubt::{Against, Doubt, DoubtKind};
use super::facts::Pair;
use super::near::pairs;
use crate::analysis::names::mentions::{Case, Draft, Form};
use crate::analysis::names::slip::{Slip, slip};

/// The bar that a sum of weights must pass: about one false alarm in 100,000 words.
const BAR: i32 = 50;

/// The most words between two relatives who are named together.
const NEAR: usize = 8;

/// The longest acronym, in letters.
const ACRONYM: usize = 6;

/// Adds a doubt for each place of a form that is another one in a wrong spelling.
pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    for (a, b, slip) in pairs(&draft.forms, draft.lexicon) {
        if ruled_out(draft, a, b) {
            continue;
        }
        let (ab, ba) = (Pair::new(draft, a, b, slip).weight(), Pair::new(draft, b, a, slip).weight());
        // On a tie the later form is under suspicion: the first mention is the introduction.
        let (wrong, right, sum, margin) = if ab > ba { (a, b, ab, ab - ba) } else { (b, a, ba, ba - ab) };
        if sum >= BAR {
            report(draft, wrong, right, margin, found);
        }
    }
}

/// Whether no context can make the pair a finding.
fn ruled_out(draft: &Draft, a: usize, b: usize) -> bool {
    let (one, other) = (&draft.forms[a], &draft.forms[b]);
    acronyms(draft, one, other)
        || neighbours(one, b)
        || neighbours(other, a)
        || opposite(one, other)
        || opposite(other, one)
        || (one.firm == 0 && one.marks.word() && other.firm == 0) // capitals that only open sentences
        || two_people(draft, one, other)
        || other_kind(draft, one, other)
        || other_kind(draft, other, one)
        || draft.register.different(&one.fold, &other.fold)
        || (one.calendar && other.calendar)
        || (one.honorific && other.honorific)
        || draft.lexicon.lookalike(&one.fold, &other.fold)
        || has_digit(one)
        || has_digit(other)
        || same_head(draft, one, other)
        || relatives(draft, one, other)
}

/// Whether one is an acronym and the other may be: letters in another order are judged in `form`.
fn acronyms(draft: &Draft, one: &Form, other: &Form) -> bool {
    let is_upper = |word: usize| draft.words[word].case == Case::Upper;
    let any_upper = |form: &Form| form.uses.iter().any(|of| is_upper(of.word));
    let acronym = |form: &Form| {
        form.fold.len() <= ACRONYM
            && form.uses.iter().all(|of| is_upper(of.word) && !draft.words[of.word].titled)
            && !form.uses.is_empty()
            && !form.marks.given()
    };
    (acronym(one) && (acronym(other) || any_upper(other))) || (acronym(other) && any_upper(one))
}

/// Whether the two stand side by side somewhere: nobody is called by both spellings at once.
fn neighbours(form: &Form, other: usize) -> bool {
    form.lefts.contains(&other) || form.rights.contains(&other)
}

fn has_digit(form: &Form) -> bool {
    form.fold.bytes().any(|byte| byte.is_ascii_digit())
}

/// “Sarah Lindqvist and her cousin Sara Lindqvist”: one surname, and a word between the two that says how they are related.
fn relatives(draft: &Draft, one: &Form, other: &Form) -> bool {
    let is_kin = |word: usize| draft.lexicon.words.kin.contains(&draft.words[word].fold);
    one.uses.iter().filter(|a| a.right.is_some()).any(|a| {
        let from = other.uses.partition_point(|b| b.word + NEAR < a.word);
        let near = other.uses[from..].iter().take_while(|b| b.word <= a.word + NEAR);
        near.filter(|b| a.right == b.right).any(|b| (a.word.min(b.word)..a.word.max(b.word)).any(is_kin))
    })
}

/// Whether the two are heads of bodies, such as *Institute* and *Institution*: those are judged by the whole name, in `form`.
fn same_head(draft: &Draft, one: &Form, other: &Form) -> bool {
    let heads = &draft.lexicon.heads;
    matches!((heads.get(&one.fold), heads.get(&other.fold)), (Some(a), Some(b)) if a == b)
}

/// Whether one is only seen as a given name and the other only as a surname.
fn opposite(one: &Form, other: &Form) -> bool {
    let given_only = one.lefts.is_empty() && !one.rights.is_empty() && one.titled == 0 && one.marks.given();
    given_only && !other.lefts.is_empty() && other.rights.is_empty()
}

/// Whether one is a place, an ordinary word or part of a longer name, and the other a name in other company: Saudi and Nouha
/// Saoudi; Board and James Bovard; Famed and Famer. A shared neighbour on either side makes that doubtful.
fn other_kind(draft: &Draft, form: &Form, other: &Form) -> bool {
    let shared = !form.lefts.is_disjoint(&other.lefts) || !form.rights.is_disjoint(&other.rights);
    !shared
        && (named_elsewhere(draft, form, other)
            || in_other_positions(draft, form, other)
            || draft.lexicon.nickname(&form.fold, &other.fold))
}

/// Whether a place or an ordinary word stands by itself and the other form is somebody.
fn named_elsewhere(draft: &Draft, form: &Form, other: &Form) -> bool {
    let place = draft.register.place(&form.fold);
    let ordinary = form.marks.word() && !form.marks.common_surname() && !form.marks.given() && !place;
    let introduced = !other.givens.is_empty();
    let in_company = !other.lefts.is_empty() || !other.rights.is_empty();
    let a_place_and_a_name = place && in_company && (introduced || !other.marks.unknown());
    let a_word_in_a_name = form.marks.word() && form.givens.is_empty() && form.bare == 0 && introduced;
    let a_word_and_a_person = ordinary && introduced && form.givens.is_empty() && !draft.register.knows(&form.fold);
    let a_word_and_a_given_name =
        form.marks.word() && !other.marks.unknown() && other.lefts.is_empty() && !other.rights.is_empty();
    // “Paris” once and “Pariss Holm” once: a strange given name before somebody's surname.
    let each_once = form.uses.len() == 1
        && other.uses.len() == 1
        && (form.marks.word() || place)
        && form.firm > 0
        && other.firm > 0
        && other.marks.unknown()
        && other.givens.is_empty()
        && !other.rights.is_empty();
    a_place_and_a_name
        || a_word_in_a_name
        || a_word_and_a_person
        || a_word_and_a_given_name
        || each_once
        || (ordinary && form.firm == 0)
}

/// Whether the two stand in different positions of names: in the middle and at an end, at the end and at the front, as given
/// names of two people, or in a list, where neighbours are strangers.
fn in_other_positions(draft: &Draft, form: &Form, other: &Form) -> bool {
    let middle = is_interior(form) && !is_interior(other);
    let end_and_front = form.bare == 0
        && !form.lefts.is_empty()
        && other.lefts.is_empty()
        && !other.rights.is_empty()
        && other.bare == 0;
    let two_given_names = form.marks.given()
        && other.marks.given()
        && form.givens.is_empty()
        && other.givens.is_empty()
        && !form.rights.is_empty()
        && !other.rights.is_empty();
    middle || end_and_front || two_given_names || (is_listed(draft, form) && is_listed(draft, other))
}

/// Whether the form always stands inside a longer name, as *Jong* does in *Kim Jong Un*.
fn is_interior(form: &Form) -> bool {
    form.uses.iter().all(|of| of.left.is_some() && of.right.is_some())
}

/// Whether all uses stand in a list of names.
fn is_listed(draft: &Draft, form: &Form) -> bool {
    form.uses.iter().all(|of| draft.words[of.word].listed)
}

/// Whether both are surnames and introduced with given names, of which none is shared or nearly so.
fn two_people(draft: &Draft, one: &Form, other: &Form) -> bool {
    let alike = |a: &usize, b: &usize| {
        let (a, b) = (&draft.forms[*a].fold, &draft.forms[*b].fold);
        a == b || draft.lexicon.nickname(a, b) || slip(a, b) == Some(Slip::One)
    };
    one.marks.surname()
        && other.marks.surname()
        && !one.givens.is_empty()
        && !other.givens.is_empty()
        && !one.givens.iter().any(|a| other.givens.iter().any(|b| alike(a, b)))
}

/// Adds each place of the wrong form, with the nearest place of the right one before it.
fn report(draft: &Draft, wrong: usize, right: usize, margin: i32, found: &mut Vec<Doubt>) {
    let right = &draft.forms[right];
    let usual = draft.usual_spelling(right);
    for place in &draft.forms[wrong].uses {
        let word = &draft.words[place.word];
        let before = right.uses.partition_point(|of| of.word < place.word);
        let other = right.uses.get(before.saturating_sub(1)).map(|of| draft.words[of.word].span());
        let suggest = if word.case == Case::Upper { usual.to_uppercase() } else { usual.to_owned() };
        found.push(Doubt {
            against: Against::Draft,
            kind: DoubtKind::Spelling,
            span: word.span(),
            suggest,
            other,
            right: usual.to_owned(),
            margin,
        });
    }
}
