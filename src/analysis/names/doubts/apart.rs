//! Pairs that are two names, or no names, whatever stands around them: Iran and Iraq, Science and Sciences, Arabica and Arabic.

use super::meant::{are_shown_together, is_plural_of_letters};
use crate::analysis::names::mentions::{Case, Draft, Form};
use crate::analysis::names::slip::{Slip, slip};
use crate::language::NameTags;

/// The maximum number of words between two relatives who are named together.
const NEAR: usize = 8;

/// The longest acronym, in letters.
const ACRONYM: usize = 6;

/// The maximum number of letters that are an acronym even where they are somebody's name as well.
const LETTERS: usize = 4;

/// The minimum number of letters of an ordinary word that is one slip from another by more than chance.
const LONG: usize = 4;

/// Whether no context can make the pair a finding.
pub fn are_two(draft: &Draft, a: usize, b: usize) -> bool {
    let (one, other) = (&draft.forms[a], &draft.forms[b]);
    acronyms(draft, one, other)
        || neighbours(one, b)
        || neighbours(other, a)
        || opposite(draft, one, other)
        || opposite(draft, other, one)
        || (one.firm == 0 && one.marks.word() && other.firm == 0) // capitals that only open sentences
        || draft.register.different(one.fold, other.fold)
        || (one.calendar && other.calendar)
        || (one.honorific && other.honorific)
        || draft.lexicon.lookalike(one.fold, other.fold)
        || has_digit(one)
        || has_digit(other)
        || draft.lexicon.same_head(one.fold, other.fold) // judged by the whole name, in `form`
        || are_words(draft, one, other)
        || are_words(draft, other, one)
        || made_of(draft, one, other)
        || is_adjective(draft, one, other)
        || is_adjective(draft, other, one)
        || is_plural_of_letters(draft, one)
        || is_plural_of_letters(draft, other)
        || draft.lexicon.words.spelled_alike(one.fold, other.fold)
        || are_shown_together(draft, &one.uses, &other.uses, |of| of.word())
        || inner_capitals(draft, one) != inner_capitals(draft, other)
        || are_letters(draft, one)
        || are_letters(draft, other)
        || two_given_names(draft, one, other)
        || are_relatives(draft, one, other)
        || are_listed_together(draft, one, other)
}

/// Whether one list has both: “Lagos, Oyo, Osun, Ondo and Ogun”.
fn are_listed_together(draft: &Draft, one: &Form, other: &Form) -> bool {
    let links = &draft.lexicon.words.connectors;
    let name = |at: usize| draft.shape(at).capital() || links.contains(draft.fold(draft.word(at)));
    let in_list = |from: usize, to: usize| {
        (from + 1..=to).all(|at| name(at) && matches!(draft.gap(at), ", " | " "))
            && (from + 1..=to).any(|at| draft.gap(at) == ", ")
    };
    one.uses.iter().any(|a| {
        let from = other.uses.partition_point(|b| b.word() + NEAR < a.word());
        let near = other.uses[from..].iter().take_while(|b| b.word() <= a.word() + NEAR);
        near.filter(|b| draft.are_in_one_block(a.word(), b.word()))
            .any(|b| in_list(a.word().min(b.word()), a.word().max(b.word())))
    })
}

/// Whether the two are rather two people, or two things, so that only strong evidence makes one name of them.
pub fn are_rather_two(draft: &Draft, a: usize, b: usize) -> bool {
    let (one, other) = (&draft.forms[a], &draft.forms[b]);
    two_people(draft, one, other) || other_kind(draft, one, other) || other_kind(draft, other, one)
}

/// Whether one is an acronym and the other may be: letters in another order are judged in `form`.
fn acronyms(draft: &Draft, one: &Form, other: &Form) -> bool {
    let any_upper = |form: &Form| form.uses.iter().any(|of| draft.shape(of.word()).case() == Case::Upper);
    (may_be_acronym(draft, one) && any_upper(other)) || (may_be_acronym(draft, other) && any_upper(one))
}

/// Whether a form has few letters and always stands in capitals.
fn may_be_acronym(draft: &Draft, form: &Form) -> bool {
    let is_upper = |word: usize| draft.shape(word).case() == Case::Upper && !draft.shape(word).is_titled();
    form.fold.len() <= ACRONYM
        && form.uses.iter().all(|of| is_upper(of.word()))
        && !form.uses.is_empty()
        && !form.marks.given()
}

/// Whether a form is an acronym and never a slip of a word: “ETH” and “The”, “IBM” and “I’m”.
pub fn is_acronym(draft: &Draft, form: &Form) -> bool {
    may_be_acronym(draft, form) && (form.fold.len() <= LETTERS || !form.marks.surname())
}

/// Whether the two stand side by side somewhere: nobody is called by both spellings at once.
fn neighbours(form: &Form, other: usize) -> bool {
    form.lefts.contains(other) || form.rights.contains(other)
}

fn has_digit(form: &Form) -> bool {
    form.fold.bytes().any(|byte| byte.is_ascii_digit())
}

/// “Sarah Lindqvist and her cousin Sara Lindqvist”: one surname, and a word between the two that says how they are related.
pub fn are_relatives(draft: &Draft, one: &Form, other: &Form) -> bool {
    let is_kin = |word: usize| draft.is(draft.word(word), NameTags::KIN);
    one.uses.iter().filter(|a| a.right().is_some()).any(|a| {
        let from = other.uses.partition_point(|b| b.word() + NEAR < a.word());
        let near = other.uses[from..].iter().take_while(|b| b.word() <= a.word() + NEAR);
        near.filter(|b| a.right() == b.right()).any(|b| (a.word().min(b.word())..a.word().max(b.word())).any(is_kin))
    })
}

/// Whether one is only seen as a given name and the other only as a surname.
fn opposite(draft: &Draft, one: &Form, other: &Form) -> bool {
    let before_surname = || !one.rights.is_empty() || one.uses.iter().all(|of| is_inverted(draft, of.word()));
    let given_only = one.marks.given() && one.lefts.is_empty() && one.titled == 0 && before_surname();
    given_only && !other.lefts.is_empty() && other.rights.is_empty()
}

/// Whether the word follows a surname that opens its paragraph, as in a bibliography: “Moen, Ida. “The tides.””
fn is_inverted(draft: &Draft, word: usize) -> bool {
    let opens = |before: usize| draft.shape(before).is_first() || draft.shape(word).is_first();
    let surname = word.checked_sub(1).filter(|&before| draft.shape(before).capital() && opens(before));
    surname.is_some_and(|_| draft.gap(word) == ", ")
}

/// Whether one is a place, an ordinary word or part of a longer name, and the other a name in other company: Saudi and Nouha
/// Saoudi; Board and James Bovard; Famed and Famer. A shared neighbour on either side makes that doubtful.
fn other_kind(draft: &Draft, form: &Form, other: &Form) -> bool {
    !form.shares_neighbour(other)
        && (named_elsewhere(draft, form, other)
            || in_other_positions(draft, form, other)
            || draft.lexicon.nickname(form.fold, other.fold))
}

/// Whether a place or an ordinary word stands by itself and the other form is somebody.
fn named_elsewhere(draft: &Draft, form: &Form, other: &Form) -> bool {
    let place = draft.register.place(form.fold);
    let ordinary = form.marks.word() && !form.marks.common_surname() && !form.marks.given() && !place;
    let introduced = !other.givens.is_empty();
    let in_company = !other.lefts.is_empty() || !other.rights.is_empty();
    let a_place_and_a_name = place && in_company && (introduced || !other.marks.unknown());
    let a_word_in_a_name = form.marks.word() && form.givens.is_empty() && form.bare == 0 && introduced;
    let a_word_and_a_person = ordinary && introduced && form.givens.is_empty() && !form.is_in_register;
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
    form.uses.iter().all(|of| of.left().is_some() && of.right().is_some())
}

/// Whether all uses stand in a list of names.
fn is_listed(draft: &Draft, form: &Form) -> bool {
    form.uses.iter().all(|of| draft.shape(of.word()).is_listed())
}

/// Whether both are surnames and introduced with given names, of which none is shared or nearly so.
fn two_people(draft: &Draft, one: &Form, other: &Form) -> bool {
    let alike = |a: &usize, b: &usize| {
        let (a, b) = (draft.forms[*a].fold, draft.forms[*b].fold);
        a == b || draft.lexicon.nickname(a, b) || slip(a, b) == Some(Slip::One)
    };
    one.marks.surname()
        && other.marks.surname()
        && !one.givens.is_empty()
        && !other.givens.is_empty()
        && !one.givens.iter().any(|a| other.givens.iter().any(|b| alike(a, b)))
}

/// Whether `form` is an ordinary word that only has a capital here, and the other is one too: Officer and Office, Olé and One. A
/// word before or after both makes that doubtful.
fn are_words(draft: &Draft, form: &Form, other: &Form) -> bool {
    let ordinary = |form: &Form| form.marks.word() && !form.marks.given() && !form.marks.common_surname();
    let short = form.fold.chars().count().min(other.fold.chars().count()) < LONG;
    // “I’m”, “Let’s”: short for two words.
    draft.evidence.is_contraction(form.fold)
        || is_abbreviated(draft, form)
        || (short && (ordinary(form) || ordinary(other)) && !form.shares_neighbour(other))
        || (ordinary(form) && ordinary(other) && draft.lexicon.plural(form.fold, other.fold))
}

/// The maximum number of letters of an abbreviation.
const ABBREVIATION: usize = 5;

/// Whether a full stop that ends no sentence always follows: “R-Neb., spoke”, “Co. of”.
fn is_abbreviated(draft: &Draft, form: &Form) -> bool {
    let stopped = |word: usize| {
        let after = draft.text[draft.word(word).full_end()..].strip_prefix('.');
        after.is_some_and(|after| {
            let after = after.strip_prefix(' ').unwrap_or(after);
            after.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | ')' | ';' | ':'))
        })
    };
    form.fold.chars().count() <= ABBREVIATION && form.uses.iter().all(|of| stopped(of.word()))
}

/// Whether one is made of the other by an ending and neither is a person: Arabica and Arabic, Wikipedian and Wikipedia, Americano
/// and Americans. A plural may be a slip all the same: Arkansa, Arkansas.
fn made_of(draft: &Draft, one: &Form, other: &Form) -> bool {
    let somebody = |form: &Form| !form.givens.is_empty() || form.titled > 0;
    let (short, long) = if one.fold.len() < other.fold.len() { (one, other) } else { (other, one) };
    // Of names of things only: “Clintonn” is a slip, though *n* makes an adjective of many a place.
    let thing = |form: &Form| form.marks.proper() || form.marks.word() || draft.register.place(form.fold);
    let of_a_thing = thing(short) || (thing(long) && short.fold.len() == long.fold.len());
    let doubled = long.fold.chars().rev().nth(1) == long.fold.chars().last();
    let known = !doubled && of_a_thing && !short.marks.surname();
    let both_known = !one.marks.unknown() && !other.marks.unknown();
    draft.lexicon.derived(one.fold, other.fold, known || both_known)
        && !draft.lexicon.plural(one.fold, other.fold)
        && !somebody(one)
        && !somebody(other)
}

/// Whether `form` is the adjective of a place or another thing, or its people: Kashmiri and Kashmir, Indic and India; or the other
/// form is another adjective of it: Islami and Islamic. Words before it make nobody of it, unless a given name stands before both.
fn is_adjective(draft: &Draft, form: &Form, other: &Form) -> bool {
    let is_given = |given: &usize| draft.forms[*given].marks.given();
    let is_somebody = other.titled > 0 || form.titled > 0 || form.givens.shared(&other.givens).any(is_given);
    let is_thing = |fold: &str| draft.register.place(fold) || draft.evidence.marks(fold).proper();
    let lexicon = draft.lexicon;
    let of_the_other =
        || (is_thing(other.fold) || is_somewhere(draft, other)) && lexicon.is_adjective_of(form.fold, other.fold);
    let of_one_thing = || {
        let mut bases = lexicon.bases(form.fold).filter(|base| lexicon.is_adjective_of(other.fold, base));
        bases.any(|base| is_thing(&base))
    };
    !is_somebody && (of_the_other() || of_one_thing())
}

/// Whether a form always stands alone, and somewhere as a place does: “in Konkan”.
fn is_somewhere(draft: &Draft, form: &Form) -> bool {
    let in_it = |word: usize| {
        word > 0
            && draft.gap(word) == " "
            && !draft.shape(word).is_first()
            && draft.is(draft.word(word - 1), NameTags::LOCATIVE)
    };
    form.lefts.is_empty() && form.uses.iter().any(|of| in_it(of.word()))
}

/// Whether the form is always written as SpaceX is, with a capital after a small letter that no particle explains.
fn inner_capitals(draft: &Draft, form: &Form) -> bool {
    let camel = |word: usize| {
        let letters: Vec<char> = draft.written(word).chars().collect();
        let turn = letters.windows(2).position(|pair| pair[0].is_lowercase() && pair[1].is_uppercase());
        turn.is_some_and(|turn| {
            let prefix: String = letters[..=turn].iter().flat_map(|letter| letter.to_lowercase()).collect();
            let lists = &draft.lexicon;
            let of_person = lists.words.prefixes.contains(&prefix) || lists.particles.contains(&prefix);
            // “MacArthur”, but “MacOS”
            !of_person || letters[turn + 1..].iter().all(|letter| letter.is_uppercase())
        })
    };
    form.uses.iter().all(|of| camel(of.word()))
}

/// Whether the form is always an acronym with some of its letters small: “PyPA” and “PyPI” are two bodies.
fn are_letters(draft: &Draft, form: &Form) -> bool {
    let is_letters = |word: usize| {
        let written = draft.written(word);
        let large = written.chars().filter(|c| c.is_uppercase()).count();
        let small = written.chars().filter(|c| c.is_lowercase()).count();
        small > 0 && large > small
    };
    form.fold.len() <= ACRONYM && form.uses.iter().all(|of| is_letters(of.word()))
}

/// Whether each always stands before words of its own, and one of them is a given name: Alastair Hume and Alistair Braid. A word
/// after both, or one a slip away, makes one name of them.
fn two_given_names(draft: &Draft, one: &Form, other: &Form) -> bool {
    let always_before = |form: &Form| !form.uses.is_empty() && form.uses.iter().all(|of| of.right().is_some());
    // “Rohitt Vashishta”, “Rohit Dwivedula”, then “Rohit”: nothing stands before a given name.
    let sometimes_before = |form: &Form| form.lefts.is_empty() && !form.rights.is_empty();
    let before = |form: &Form| always_before(form) || sometimes_before(form);
    let is_given = one.marks.given() || other.marks.given() || (one.lefts.is_empty() && other.lefts.is_empty());
    let near = |a: usize, b: usize| a == b || slip(draft.forms[a].fold, draft.forms[b].fold).is_some();
    is_given && before(one) && before(other) && !one.rights.iter().any(|&a| other.rights.iter().any(|&b| near(a, b)))
}
