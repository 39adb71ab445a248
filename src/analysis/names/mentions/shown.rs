//! Signs around a name that show a person where no list has the name: “he” or “she” soon after it, another person beside it, the
//! label of a turn.

use super::join::Joiner;
use super::run::Run;
use super::uses::Use;
use super::word::{Case, Word};
use crate::language::{Marks, NameTags};

/// Words after a name in which “he” or “she” stands for it, as long as nobody else is named.
const NEAR: usize = 16;

/// Of a person whom a draft names so often, the surname stands alone at least once.
const OFTEN: usize = 3;

/// Whether lists have a word as neither an ordinary one nor the name of something other than people.
const fn is_nothing_else(marks: Marks) -> bool {
    !marks.word() && !marks.proper()
}

/// Turns of a conversation that one label opens in a draft.
const TURNS: usize = 4;

/// The fewest letters of a name that no list has: shorter ones are letters for something as often.
const SHORT: usize = 3;

impl Joiner<'_, '_> {
    /// Whether a run of two words that is in no list of given names is a person’s all the same: “Olaf Hansen”, by the surname, or what
    /// stands around it.
    pub(super) fn is_shown_in_full(&self, run: &Run, one: Marks, other: Marks) -> bool {
        let draft = self.draft;
        let may_be = |word: Word, marks: Marks| {
            let plain = word.case() == Case::Capital && (word.len() >= SHORT || marks.surname());
            plain
                && !draft.is(word, NameTags::HEAD.or(NameTags::CALENDAR))
                && (marks.surname() || is_nothing_else(marks))
        };
        let (first, last) = (draft.word(run.first), draft.word(run.last));
        if run.last != run.first + 1 || !is_nothing_else(one) || !may_be(first, one) || !may_be(last, other) {
            return false;
        }
        let is_surname = one.unknown() && other.surname() && is_nothing_else(other) && !self.is_firm(run);
        self.is_joined_to_person(run)
            || (!self.is_placed(run) && (is_surname || self.is_label(run) || self.is_pronoun(run)))
    }

    /// Whether the last word of a run never stands alone, however often the draft has it, as in the name of a firm.
    fn is_firm(&self, run: &Run) -> bool {
        let form = self.draft.form_with(self.draft.word(run.last));
        form.is_some_and(|form| form.uses.len() >= OFTEN && form.bare == 0 && form.titled == 0)
    }

    /// Whether “the” or “in” stands before a run, so that it names a thing or a place.
    fn is_placed(&self, run: &Run) -> bool {
        let draft = self.draft;
        let before = run.first.checked_sub(1).map(|before| draft.word(before));
        let before = before.filter(|_| !draft.shape(run.first).is_first() && draft.gap(run.first) == " ");
        before.is_some_and(|before| draft.is(before, NameTags::LOCATIVE.or(NameTags::DEFINITE)))
    }

    /// “Meng Sun watched the gate. She …”: whether “he” or “she” follows, and nobody else is named before it.
    pub(super) fn is_pronoun(&self, run: &Run) -> bool {
        let draft = self.draft;
        let after = (run.last + 1..draft.words.len()).take(NEAR);
        for at in after.take_while(|&at| !draft.shape(at).is_first()) {
            let word = draft.word(at);
            if draft.is_he_or_she(word) {
                return true;
            }
            let is_figure = || draft.written(at).starts_with(|c: char| c.is_ascii_digit()); // “Meng Sun (4Ge)”
            if word.capital() && !is_figure() && !draft.opener(at) {
                return false;
            }
        }
        false
    }

    /// “Olaf Rud and Kari Holm”: whether a person stands on the other side of “and”, by the given name.
    fn is_joined_to_person(&self, run: &Run) -> bool {
        let draft = self.draft;
        let person = |at: usize| {
            let (Some(given), Some(surname)) = (draft.words.get(at), draft.words.get(at + 1)) else { return false };
            let marks = draft.marks(surname);
            draft.joined(at)
                && draft.marks(given).given()
                && surname.case() == Case::Capital
                && (marks.surname() || marks.unknown())
                && !draft.register.place(draft.fold(given))
                && !draft.is(surname, NameTags::HEAD)
        };
        let joint = |at: usize| {
            let word = draft.words.get(at).filter(|_| draft.are_in_one_block(at, run.first));
            word.is_some_and(|word| draft.is(word, NameTags::JOINT) && draft.gap(at) == " " && draft.gap(at + 1) == " ")
        };
        let after = run.last + 3 < draft.words.len() && joint(run.last + 1) && person(run.last + 2);
        after || (run.first >= 3 && joint(run.first - 1) && person(run.first - 3))
    }

    /// “Ida Moen: How is it?”: whether a run opens its block and a colon follows.
    fn is_label(&self, run: &Run) -> bool {
        let draft = self.draft;
        draft.shape(run.first).is_first() && draft.text[draft.word(run.last).full_end()..].starts_with(": ")
    }

    /// “PETER: It is fine.”: whether a word alone is a given name that opens turns of a conversation; if no list has the name, it
    /// opens several of them.
    pub(super) fn is_label_of_turn(&self, run: &Run, marks: Marks) -> bool {
        if !self.is_label(run) {
            return false; // as of nearly all words
        }
        let form = self.draft.form_with(self.draft.word(run.first));
        let opens = |of: &&Use| self.is_label(&Run { first: of.word(), last: of.word(), title: None });
        form.is_some_and(|form| match marks.given() {
            true => form.uses.len() > 1,
            false => marks.unknown() && form.uses.iter().filter(opens).nth(TURNS - 1).is_some(),
        })
    }
}
