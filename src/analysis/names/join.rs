//! Joining mentions: which runs of words name the same person or body.
//!
//! Family-first names (Kim Jong Un, Xi Jinping) are known from the register; no list of names tells the order of a name.

use super::NameKind;
use super::entity::{Entity, Form, Place, Status};
use super::mention::Draft;
use super::register::Name;
use super::role::{before, role};
use super::run::{Run, runs};
use super::slip::{Slip, slip};
use super::word::Case;
use std::collections::HashMap;

/// People of one surname that are told apart in one draft; a list of more is not an article.
const NAMESAKES: usize = 40;

/// The people and organisations of a draft, in order of their first mention.
pub fn entities(draft: &Draft) -> Vec<Entity> {
    let runs = runs(draft);
    let mut joiner = Joiner {
        draft,
        entities: Vec::new(),
        surnames: HashMap::new(),
        givens: HashMap::new(),
        letters: HashMap::new(),
    };
    // Longer names come first: a word alone may be the surname of one of them.
    let (longer, words): (Vec<Run>, Vec<Run>) = runs.iter().partition(|run| run.last > run.first);
    let single: Vec<Run> = longer.into_iter().chain(words).filter(|run| !joiner.full(run)).collect();
    // A surname after a title names somebody even where no full name does.
    let (titled, bare): (Vec<Run>, Vec<Run>) = single.into_iter().partition(|run| run.title.is_some());
    for run in &titled {
        joiner.titled(run);
    }
    for run in &bare {
        joiner.bare(run);
    }
    joiner.headlines();
    let mut entities = joiner.entities;
    for entity in &mut entities {
        entity.places.sort_by_key(|place| place.name);
        entity.places.dedup_by_key(|place| place.name);
    }
    entities.sort_by_key(|entity| entity.places.first().map(|place| place.name));
    entities
}

struct Joiner<'d, 'a> {
    draft: &'d Draft<'a>,
    entities: Vec<Entity>,
    surnames: HashMap<String, Family>,
    givens: HashMap<String, Vec<usize>>,
    letters: HashMap<String, usize>,
}

/// The people of one surname.
#[derive(Default)]
struct Family {
    people: Vec<usize>,
    /// Who goes by which given name, in any of its spellings.
    called: HashMap<String, usize>,
    /// First bytes of their full names, ascending, and whose they are.
    introduced: Vec<(usize, usize)>,
}

impl Joiner<'_, '_> {
    /// The words of a run that are part of the name, initials and endings left out.
    fn folds(&self, run: &Run) -> Vec<&str> {
        let generations = &self.draft.names.lexicon.words.generations;
        let words = self.draft.words[run.first..=run.last].iter().map(|word| word.fold.as_str());
        let words: Vec<&str> = words.filter(|fold| !generations.contains(*fold)).collect();
        let longer: Vec<&str> = words.iter().copied().filter(|fold| fold.chars().count() > 1).collect();
        if longer.is_empty() { words } else { longer }
    }

    fn bytes(&self, (first, last): (usize, usize)) -> (usize, usize) {
        (self.draft.words[first].start, self.draft.words[last].end)
    }

    fn place(&self, run: &Run, form: Form) -> Place {
        Place { name: self.bytes((run.first, run.last)), title: run.title.map(|title| self.bytes(title)), form }
    }

    /// Files a run that is a name in full; false where it is not.
    fn full(&mut self, run: &Run) -> bool {
        let folds = self.folds(run);
        let known = self.draft.names.register.find(&folds.join(" ")).filter(|name| name.wrong_for.is_none());
        let Some(kind) = self.kind(run, &folds, known) else { return false };
        if kind == NameKind::Organisation {
            self.organisation(run, known);
            return true;
        }
        if folds.len() < 2 {
            return false;
        }
        let family_first = known.is_some_and(|name| name.family_first);
        let (given, surname) =
            if family_first { (folds[1..].join(" "), folds[0]) } else { (folds[0].to_owned(), folds[folds.len() - 1]) };
        let surname = surname.to_owned();
        let place = self.place(run, Form::Full);
        let (start, end) = place.name;
        let family = self.surnames.get(&surname);
        let namesake = family.and_then(|family| {
            let alike = |&at: &usize| self.same_given(&self.entities[at].given, &given);
            family.called.get(&given).copied().or_else(|| family.people.iter().copied().find(alike))
        });
        let at = match namesake {
            Some(at) => {
                let title = role(self.draft, run);
                let entity = &mut self.entities[at];
                entity.title = entity.title.take().or(title);
                entity.places.push(place);
                at
            }
            None if family.is_some_and(|family| family.people.len() >= NAMESAKES) => return true,
            None => {
                let at = self.entities.len();
                self.givens.entry(given.clone()).or_default().push(at);
                self.entities.push(Entity {
                    kind,
                    name: self.draft.text[start..end].to_owned(),
                    title: role(self.draft, run),
                    status: status(known),
                    places: vec![place],
                    surname: surname.clone(),
                    given: given.clone(),
                });
                at
            }
        };
        let family = self.surnames.entry(surname).or_default();
        if namesake.is_none() {
            family.people.push(at);
        }
        family.called.insert(given, at);
        family.introduced.push((start, at));
        true
    }

    fn same_given(&self, one: &str, other: &str) -> bool {
        let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
        one == other
            || initial(one, other)
            || initial(other, one)
            || self.draft.names.lexicon.nickname(one, other)
            || matches!(slip(one, other), Some(Slip::One | Slip::Shuffle))
    }

    /// Whether a run names a person or an organisation; `None` where neither is sure.
    fn kind(&self, run: &Run, folds: &[&str], known: Option<&Name>) -> Option<NameKind> {
        let names = self.draft.names;
        if let Some(name) = known {
            // “Christie”, of whom the register has a house “Christie's”.
            let word = &self.draft.words[run.last];
            let house = ["'s", "’s"].iter().any(|end| name.text.ends_with(end)) && word.full_end == word.end;
            // “a summer Fair”, of which the register has a federation, FAIR.
            let letters = !name.text.chars().any(char::is_lowercase) && word.case != Case::Upper;
            if folds.len() == 1 && (house || letters || self.surnames.contains_key(folds[0])) {
                return None;
            }
            let sure = folds.len() > 1 || name.kind == NameKind::Organisation;
            return (sure && matches!(name.kind, NameKind::Person | NameKind::Organisation)).then_some(name.kind);
        }
        let words: Vec<&str> = folds.iter().copied().filter(|fold| !names.lexicon.particles.contains(*fold)).collect();
        let &[first, .., last] = words.as_slice() else { return None };
        if words.iter().any(|word| names.lexicon.calendar.contains(*word)) {
            return None;
        }
        // “Asia-Pacific”, “Cruz-Rubio”: two names.
        let second = &self.draft.words[run.first + 1];
        if run.last == run.first + 1 && &self.draft.text[second.gap.0..second.gap.1] == "-" {
            return None;
        }
        if words.iter().any(|word| names.lexicon.heads.contains_key(*word)) {
            // “a Master of Science in Global Affairs”: the tail of a longer name.
            if run.first > 1
                && names.lexicon.words.fields.contains(&self.draft.words[run.first - 1].fold)
                && self.draft.words[run.first - 2].capital()
            {
                return None;
            }
            return Some(NameKind::Organisation);
        }
        let (one, other) = (names.evidence.marks(first), names.evidence.marks(last));
        let ordinary = |marks: crate::language::Marks| marks.word() && !marks.surname() && !marks.given();
        if names.register.place(first) && !one.given()
            || ordinary(other)
            || names.register.place(last) && !other.surname()
            || words.len() > 4
        {
            return None;
        }
        let person = one.given()
            || run.title.is_some() && !ordinary(one)
            || one.unknown() && (self.speaks(run) || before(self.draft, run).is_some());
        person.then_some(NameKind::Person)
    }

    /// Whether what follows says that a person was named: “, a fellow”, “, 43,”, “said”.
    fn speaks(&self, run: &Run) -> bool {
        let after = &self.draft.text[self.draft.words[run.last].full_end..];
        let after = after.get(..after.len().min(12)).unwrap_or_else(|| after.get(..8).unwrap_or(""));
        self.draft.names.lexicon.words.signs.iter().any(|sign| after.starts_with(sign.as_str()))
    }

    fn organisation(&mut self, run: &Run, known: Option<&Name>) {
        let text = known.and_then(|name| name.canonical.as_deref());
        let place = self.place(run, Form::Full);
        let (start, end) = place.name;
        let written = &self.draft.text[start..end];
        let key = text.unwrap_or(written).to_lowercase();
        let upper = self.draft.words[run.first..=run.last].iter().all(|word| word.case == Case::Upper);
        let form = if upper && run.first == run.last { Form::Letters } else { Form::Full };
        let place = Place { form, ..place };
        let at = match self.letters.get(&key) {
            Some(&at) => at,
            None => {
                let at = self.entities.len();
                self.letters.insert(key, at);
                self.entities.push(Entity {
                    kind: NameKind::Organisation,
                    name: written.to_owned(),
                    title: None,
                    status: status(known),
                    places: Vec::new(),
                    surname: String::new(),
                    given: String::new(),
                });
                at
            }
        };
        self.entities[at].places.push(place);
        // “Korean Central News Agency (KCNA)”: the letters are the same body from here on.
        if let Some(next) = self.draft.words.get(run.last + 1)
            && next.case == Case::Upper
            && self.draft.text[next.gap.0..next.gap.1].trim() == "("
        {
            self.letters.insert(next.fold.clone(), at);
        }
    }

    fn titled(&mut self, run: &Run) {
        let folds = self.folds(run);
        let &[surname] = folds.as_slice() else { return };
        let surname = surname.to_owned();
        // “Justice Department”: a body, not a judge.
        if self.draft.names.lexicon.heads.contains_key(&surname) {
            return;
        }
        if self.draft.names.register.place(&surname) && !self.surnames.contains_key(&surname) {
            return;
        }
        let place = self.place(run, Form::Surname);
        let at = match self.one_called(&surname, place.name.0) {
            Some(at) => at,
            None => {
                let at = self.entities.len();
                let (start, end) = place.name;
                let family = self.surnames.entry(surname.clone()).or_default();
                family.people.push(at);
                family.introduced.push((start, at));
                self.entities.push(Entity {
                    kind: NameKind::Person,
                    name: self.draft.text[start..end].to_owned(),
                    title: role(self.draft, run),
                    status: Status::Unknown,
                    places: Vec::new(),
                    surname,
                    given: String::new(),
                });
                at
            }
        };
        self.entities[at].places.push(place);
    }

    /// The person of this surname who was named in full last before byte `at`, else the first one.
    fn one_called(&self, surname: &str, at: usize) -> Option<usize> {
        let family = self.surnames.get(surname)?;
        let before = family.introduced.partition_point(|&(start, _)| start < at);
        family.introduced.get(before.saturating_sub(1)).map(|&(_, of)| of)
    }

    fn bare(&mut self, run: &Run) {
        let folds = self.folds(run);
        let &[fold] = folds.as_slice() else { return };
        let fold = fold.to_owned();
        let word = &self.draft.words[run.first];
        let (start, upper) = (word.start, word.case == Case::Upper);
        let (at, form) = if let Some(at) = self.one_called(&fold, start) {
            (at, Form::Surname)
        } else if let Some(&[at]) = self.givens.get(&fold).map(Vec::as_slice) {
            (at, Form::Given)
        } else if let (Some(&at), true) = (self.letters.get(&fold), upper) {
            (at, Form::Letters)
        } else {
            return;
        };
        let place = self.place(run, form);
        self.entities[at].places.push(place);
    }

    /// In lines in title case a word counts only as the surname of somebody named elsewhere.
    fn headlines(&mut self) {
        for (index, word) in
            self.draft.words.iter().enumerate().filter(|(_, word)| word.titled && word.capital() && !word.mute)
        {
            if let Some(at) = self.one_called(&word.fold, usize::MAX) {
                let run = Run { first: index, last: index, title: None };
                let place = self.place(&run, Form::Surname);
                self.entities[at].places.push(place);
            }
        }
    }
}

/// What the register says of a name that it has, or has not.
pub fn status(known: Option<&Name>) -> Status {
    match known {
        Some(name) if name.verified => Status::Verified,
        Some(_) => Status::Known,
        None => Status::Unknown,
    }
}
