//! Whether a run of words names a person or an organisation.

use super::heard::{is_double, may_be_surname};
use super::join::Joiner;
use super::role::{before, role};
use super::run::Run;
use super::word::Case;
use crate::analysis::names::house::{Name, NameKind};
use crate::language::{Marks, NameTags};

/// The maximum number of words in a person's name, particles left out.
const LONGEST: usize = 4;

impl Joiner<'_, '_> {
    /// Whether a run names a person or an organisation; `None` where neither is sure.
    pub(super) fn kind(&self, run: &Run, folds: &[&str], known: Option<&Name>) -> Option<NameKind> {
        match known {
            Some(name) => self.known_kind(run, folds, name),
            None => self.unknown_kind(run, folds),
        }
    }

    /// The kind of a run whose words are a name of the register.
    fn known_kind(&self, run: &Run, folds: &[&str], name: &Name) -> Option<NameKind> {
        let word = self.draft.word(run.last);
        // “Christie”, when the register has a company “Christie's”.
        let shop = self.draft.lexicon.without_possessive(&name.text) != name.text && !word.is_possessive();
        // “a summer Fair”, when the register has a federation, FAIR.
        let letters = !name.text.chars().any(char::is_lowercase) && word.case() != Case::Upper;
        if folds.len() == 1 && (shop || letters || self.surnames.contains_key(folds[0])) {
            return None;
        }
        // One word may be anybody's surname; only bodies are known by one.
        let sure = folds.len() > 1 || name.kind == NameKind::Organisation;
        (sure && matches!(name.kind, NameKind::Person | NameKind::Organisation)).then_some(name.kind)
    }

    /// The kind of a run that the register does not have.
    fn unknown_kind(&self, run: &Run, folds: &[&str]) -> Option<NameKind> {
        let (lexicon, register) = (self.draft.lexicon, self.draft.register);
        if let [surname] = folds {
            return self.is_initialled(run, surname).then_some(NameKind::Person);
        }
        // “Ben Bain”, “Al Franken”: a particle in other names, but the given name here.
        // “Debeshee Das”: a surname.
        let is_last = |at: usize| {
            let last = self.draft.word(run.last);
            at > 0
                && at + 1 == folds.len()
                && last.case() == Case::Capital
                && !self.draft.is(last, NameTags::ABBREVIATED)
        };
        let is_given = |at: usize, fold: &str| (at == 0 && self.marks(run, fold).given()) || is_last(at);
        let words = folds.iter().copied().enumerate();
        let words = words.filter(|&(at, fold)| is_given(at, fold) || !lexicon.particles.contains(fold));
        let words: Vec<&str> = words.map(|(_, fold)| fold).collect();
        let &[first, .., last] = words.as_slice() else { return None };
        // “Brian May” is somebody, “Good Friday” is not.
        let (one, other) = (self.marks(run, first), self.marks(run, last));
        let named_after_a_month = one.given() && (other.surname() || (other.unknown() && self.is_speaker(run)));
        if words.iter().any(|word| lexicon.calendar.contains(*word)) && !named_after_a_month {
            return None;
        }
        // “Asia-Pacific”, “Cruz-Rubio”: two names.
        if is_double(self.draft, run) {
            return None;
        }
        if words.iter().any(|word| lexicon.heads.contains_key(*word)) {
            return (!self.is_tail_of_degree(run)).then_some(NameKind::Organisation);
        }
        // “the San Francisco Bay Area”: where, not who.
        if folds.len() > 2 && self.begins_with_place(folds) {
            return None;
        }
        let ordinary = |marks: Marks| marks.word() && !marks.surname() && !marks.given();
        let place = (register.place(first) && !one.given()) || (register.place(last) && !other.surname());
        // “Philippe Rival said”: who speaks may well be called by an ordinary word. “Hopi Hoekstra said”: or by what is the
        // name of something else too, as long as the surname is not.
        let is_surname = !other.word() && !other.proper();
        let is_speaker = !one.word() && (!one.proper() || is_surname) && self.is_speaker(run);
        // “President Bola Holm”, later “President Holm”: the title makes a given name of whatever stands between.
        let is_heard = self.heard.contains(last)
            && (one.given() || run.title.is_some() || !ordinary(one))
            && (one.given() || may_be_surname(self.draft, last, other));
        let is_named_after = one.proper()
            && is_surname
            && !one.word()
            && (is_speaker || is_heard || self.is_said_to_speak(run) || self.ends_source(run));
        // “Bay Holm said”: so may somebody whose given name is a word, as long as the surname is nothing else.
        let is_called_by_word = one.word() && is_surname && other.surname() && self.is_speaker(run);
        if (place && !is_named_after && !is_called_by_word)
            || (ordinary(other) && !is_speaker && !is_heard)
            || words.len() > LONGEST
        {
            return None;
        }
        let person = one.given()
            || (run.title.is_some() && !ordinary(one))
            || is_named_after
            || is_called_by_word
            || is_heard
            || (folds.len() == 2 && self.is_shown_in_full(run, one, other))
            || ((one.unknown() || one.surname()) && self.is_somebody(run));
        person.then_some(NameKind::Person)
    }

    /// What lists of names know about a folded word of a run.
    pub(super) fn marks(&self, run: &Run, fold: &str) -> Marks {
        let word = self.draft.words_in(run.first..=run.last).find(|word| self.draft.fold(*word) == fold);
        word.map_or_else(|| self.draft.evidence.marks(fold), |word| self.draft.marks(word))
    }

    /// Whether a quotation is tied to just this run, with a title before it or none.
    fn is_speaker(&self, run: &Run) -> bool {
        let first = run.title.map_or(run.first, |(first, _)| first);
        let (name, whole) = (self.span((run.first, run.last)), self.span((first, run.last)));
        self.speakers.are(name) || self.speakers.are(whole)
    }

    /// Whether the words that name a source of a quotation end with this run.
    fn ends_source(&self, run: &Run) -> bool {
        self.speakers.end_with(self.span((run.first, run.last)))
    }

    /// Whether what stands around a run shows that it is a person: who it is, or that it speaks.
    fn is_somebody(&self, run: &Run) -> bool {
        let span = self.span((run.first, run.last));
        self.is_said_to_speak(run) || self.speakers.contain(span) || role(self.draft, run).is_some()
    }

    /// Whether what stands around a name alone shows that it is a person's: “said organizer Emet”, “her friend, Aisha, 14, said”.
    pub(super) fn is_shown_alone(&self, run: &Run) -> bool {
        let draft = self.draft;
        let span = self.span((run.first, run.last));
        let is_quoted = || self.speakers.contain(span) || self.is_said_to_speak(run);
        let has_role = || before(draft, run).is_some();
        let says_after_age = || {
            let after = draft.text[draft.word(run.last).full_end()..].strip_prefix(", ").unwrap_or_default();
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let verb = NameTags::CUE.or(NameTags::VERB);
            (1..=2).contains(&digits)
                && after[digits..].starts_with(", ")
                && draft.words.get(run.last + 2).is_some_and(|next| is_quoted() || draft.is(next, verb))
        };
        (has_role() && is_quoted()) || says_after_age()
    }

    /// “J.J. Holm said”: initials, a surname, and something that shows a person.
    fn is_initialled(&self, run: &Run, surname: &str) -> bool {
        let (first, last) = (self.draft.word(run.first), self.draft.word(run.last));
        let is_initial =
            run.first < run.last && self.draft.is_letter(first) && self.draft.text[first.full_end()..].starts_with('.');
        let letters: String = self.draft.words_in(run.first..run.last).map(|word| self.draft.fold(word)).collect();
        is_initial
            && !self.draft.lexicon.words.lettered.contains(&letters)
            && last.case() == Case::Capital
            && !self.draft.is(last, NameTags::HEAD.or(NameTags::CALENDAR))
            && !self.draft.is_ordinary(last)
            && may_be_surname(self.draft, surname, self.marks(run, surname))
            && self.is_somebody(run)
    }

    /// Whether the first two words of a longer run are a place of the register.
    fn begins_with_place(&self, folds: &[&str]) -> bool {
        let two = folds[..2].join(" ");
        self.draft.register.find(&two).is_some_and(|name| name.kind == NameKind::Place)
    }

    /// Whether a verb of speech stands before a run, or a sign of a person after it.
    fn is_said_to_speak(&self, run: &Run) -> bool {
        let said = run.first.checked_sub(1).is_some_and(|before| {
            let word = self.draft.word(before);
            let verb = self.draft.is(word, NameTags::CUE);
            verb && !self.draft.shape(run.first).is_first() && self.draft.gap(run.first) == " "
        });
        said || self.speaks(run)
    }

    /// ““…,” says Holm”, also inside a passage that is quoted as a whole: whether closing marks and a verb of speech stand before a
    /// run.
    pub(super) fn is_said_by(&self, run: &Run) -> bool {
        let draft = self.draft;
        let verb = run.first.checked_sub(1).map(|before| draft.word(before));
        let verb = verb.filter(|verb| draft.is(*verb, NameTags::CUE) && draft.gap(run.first) == " ");
        verb.is_some_and(|verb| draft.text[..verb.start()].trim_end().ends_with(['”', '"', '’', '»']))
    }

    /// “a Master of Science in Global Affairs”: the subject of a degree, not a body.
    fn is_tail_of_degree(&self, run: &Run) -> bool {
        run.first > 1
            && self.draft.is(self.draft.word(run.first - 1), NameTags::FIELD)
            && self.draft.shape(run.first - 2).capital()
    }

    /// Whether what follows shows that a person was named: “, a fellow”, “, 43,”, “said”.
    fn speaks(&self, run: &Run) -> bool {
        let after = &self.draft.text[self.draft.word(run.last).full_end()..];
        let after = after.get(..after.len().min(12)).unwrap_or_else(|| after.get(..8).unwrap_or(""));
        self.draft.lexicon.words.signs.iter().any(|sign| after.starts_with(sign.as_str()))
    }
}
