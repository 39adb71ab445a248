//! Joining mentions: which runs of words name the same person or body.
//!
//! Family-first names (Kim Jong Un, Xi Jinping) are known from the register; no list of names tells the order of a name.

use super::entity::{Entity, Part, Place};
use super::form::Draft;
use super::role::role;
use super::run::{Run, runs};
use super::speakers::Speakers;
use super::word::Case;
use crate::analysis::names::house::{Name, NameKind, Status};
use crate::analysis::names::slip::is_slip;
use crate::language::WordMap;
use crate::language::{Marks, NameTags};
use crate::prose::Prose;
use crate::text::Span;

/// The most people of one surname in one draft; a list with more is not an article.
const NAMESAKES: usize = 40;

/// The most words in a person's name, particles left out.
const LONGEST: usize = 4;

/// The people and organisations of a draft, in order of their first mention. `speakers` are the words that name the sources of
/// its quotations.
pub fn entities(draft: &Draft, speakers: &[Span<Prose>]) -> Vec<Entity> {
    // A credit below a quotation is in title case as a rule: “James Holm, Head of Physics”.
    let speakers = Speakers::new(speakers);
    let runs = runs(draft, |word| speakers.contain(word.span()));
    let mut joiner = Joiner {
        draft,
        speakers,
        entities: Vec::new(),
        surnames: WordMap::default(),
        givens: WordMap::default(),
        letters: WordMap::default(),
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
    speakers: Speakers,
    entities: Vec<Entity>,
    /// People by surname.
    surnames: WordMap<String, Family>,
    /// People by given name.
    givens: WordMap<String, Vec<usize>>,
    /// Organisations by name and by their letters.
    letters: WordMap<String, usize>,
}

/// The people of one surname.
#[derive(Default)]
struct Family {
    people: Vec<usize>,
    /// Who goes by which given name, in any of its spellings.
    called: WordMap<String, usize>,
    /// First bytes of their full names, ascending, and whose they are.
    introduced: Vec<(usize, usize)>,
}

impl Joiner<'_, '_> {
    /// The words of a run that are part of the name, initials and endings such as *Jr.* left out.
    fn folds(&self, run: &Run) -> Vec<&str> {
        let words = self.draft.words[run.first..=run.last].iter();
        let words = words.filter(|word| !self.draft.is(word, NameTags::GENERATION));
        let mut words: Vec<&str> = words.map(|word| self.draft.fold(word)).collect();
        let is_long = |fold: &&str| fold.chars().nth(1).is_some();
        if words.iter().any(is_long) {
            words.retain(is_long);
        }
        words
    }

    fn span(&self, (first, last): (usize, usize)) -> Span<Prose> {
        Span::new(self.draft.words[first].start(), self.draft.words[last].end())
    }

    fn place(&self, run: &Run, part: Part) -> Place {
        Place { name: self.span((run.first, run.last)), title: run.title.map(|title| self.span(title)), part }
    }

    /// Files a run that is a name in full; false where it is not.
    fn full(&mut self, run: &Run) -> bool {
        let folds = self.folds(run);
        let known = self.draft.register.find(&folds.join(" ")).filter(|name| name.wrong_for.is_none());
        match self.kind(run, &folds, known) {
            None => false,
            Some(NameKind::Organisation) => {
                self.organisation(run, known);
                true
            }
            Some(_) if folds.len() < 2 => false,
            Some(kind) => {
                let family_first = known.is_some_and(|name| name.family_first);
                let (given, surname) = match folds.as_slice() {
                    [surname, given @ ..] if family_first => (given.join(" "), *surname),
                    // Of “Anna Maria Feldkamp” the first name is what she is called by.
                    [given, .., surname] => ((*given).to_owned(), *surname),
                    _ => return false,
                };
                let surname = surname.to_owned();
                self.person(run, kind, (given, surname), Status::of(known));
                true
            }
        }
    }

    /// Files a full name: with a person of that surname whose given name agrees, else as somebody new.
    fn person(&mut self, run: &Run, kind: NameKind, (given, surname): (String, String), status: Status) {
        let place = self.place(run, Part::Full);
        let start = place.name.start;
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
            None if family.is_some_and(|family| family.people.len() >= NAMESAKES) => return,
            None => {
                let at = self.entities.len();
                self.givens.entry(given.clone()).or_default().push(at);
                self.entities.push(Entity {
                    kind,
                    name: place.name.of(self.draft.text).to_owned(),
                    title: role(self.draft, run),
                    status,
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
    }

    /// Whether two given names may be one person's: alike, one the initial or a nickname of the other, or one slip apart.
    fn same_given(&self, one: &str, other: &str) -> bool {
        let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
        one == other
            || initial(one, other)
            || initial(other, one)
            || self.draft.lexicon.nickname(one, other)
            || is_slip(one, other)
    }

    /// Whether a run names a person or an organisation; `None` where neither is sure.
    fn kind(&self, run: &Run, folds: &[&str], known: Option<&Name>) -> Option<NameKind> {
        match known {
            Some(name) => self.known_kind(run, folds, name),
            None => self.unknown_kind(run, folds),
        }
    }

    /// The kind of a run whose words are a name of the register.
    fn known_kind(&self, run: &Run, folds: &[&str], name: &Name) -> Option<NameKind> {
        let word = &self.draft.words[run.last];
        // “Christie”, when the register has a company “Christie's”.
        let shop = self.draft.lexicon.without_possessive(&name.text) != name.text && !word.is_possessive();
        // “a summer Fair”, when the register has a federation, FAIR.
        let letters = !name.text.chars().any(char::is_lowercase) && word.case != Case::Upper;
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
        let words: Vec<&str> = folds.iter().copied().filter(|fold| !lexicon.particles.contains(*fold)).collect();
        let &[first, .., last] = words.as_slice() else { return None };
        // “Brian May” is somebody, “Good Friday” is not.
        let (one, other) = (self.marks(first), self.marks(last));
        let named_after_a_month = one.given() && other.surname();
        if words.iter().any(|word| lexicon.calendar.contains(*word)) && !named_after_a_month {
            return None;
        }
        // “Asia-Pacific”, “Cruz-Rubio”: two names.
        if run.last == run.first + 1 && self.draft.gap(run.last) == "-" {
            return None;
        }
        if words.iter().any(|word| lexicon.heads.contains_key(*word)) {
            return (!self.is_tail_of_degree(run)).then_some(NameKind::Organisation);
        }
        let ordinary = |marks: Marks| marks.word() && !marks.surname() && !marks.given();
        let place = (register.place(first) && !one.given()) || (register.place(last) && !other.surname());
        // “Philippe Rival said”: who speaks may well be called by an ordinary word. “Hopi Hoekstra said”: or by what is the
        // name of something else too, as long as the surname is not.
        let is_surname = !other.word() && !other.proper();
        let is_speaker = !one.word() && (!one.proper() || is_surname) && self.is_speaker(run);
        let is_named_after = one.proper() && is_surname && !one.word() && (is_speaker || self.is_said_to_speak(run));
        if (place && !is_named_after) || (ordinary(other) && !is_speaker) || words.len() > LONGEST {
            return None;
        }
        let person = one.given()
            || (run.title.is_some() && !ordinary(one))
            || is_named_after
            || ((one.unknown() || one.surname()) && self.is_somebody(run));
        person.then_some(NameKind::Person)
    }

    /// What lists of names know about a folded word of the draft.
    fn marks(&self, fold: &str) -> Marks {
        self.draft.form(fold).map_or_else(|| self.draft.evidence.marks(fold), |form| form.marks)
    }

    /// Whether a quotation is tied to just this run, with a title before it or none.
    fn is_speaker(&self, run: &Run) -> bool {
        let first = run.title.map_or(run.first, |(first, _)| first);
        let (name, whole) = (self.span((run.first, run.last)), self.span((first, run.last)));
        self.speakers.are(name) || self.speakers.are(whole)
    }

    /// Whether what stands around a run shows that it is a person: who it is, or that it speaks.
    fn is_somebody(&self, run: &Run) -> bool {
        let span = self.span((run.first, run.last));
        self.is_said_to_speak(run) || self.speakers.contain(span) || role(self.draft, run).is_some()
    }

    /// Whether a verb of speech stands before a run, or a sign of a person after it.
    fn is_said_to_speak(&self, run: &Run) -> bool {
        let said = run.first.checked_sub(1).is_some_and(|before| {
            let word = &self.draft.words[before];
            let verb = self.draft.is(word, NameTags::CUE);
            verb && word.block() == self.draft.words[run.first].block() && self.draft.gap(run.first) == " "
        });
        said || self.speaks(run)
    }

    /// “a Master of Science in Global Affairs”: the subject of a degree, not a body.
    fn is_tail_of_degree(&self, run: &Run) -> bool {
        run.first > 1
            && self.draft.is(&self.draft.words[run.first - 1], NameTags::FIELD)
            && self.draft.words[run.first - 2].capital()
    }

    /// Whether what follows shows that a person was named: “, a fellow”, “, 43,”, “said”.
    fn speaks(&self, run: &Run) -> bool {
        let after = &self.draft.text[self.draft.words[run.last].full_end()..];
        let after = after.get(..after.len().min(12)).unwrap_or_else(|| after.get(..8).unwrap_or(""));
        self.draft.lexicon.words.signs.iter().any(|sign| after.starts_with(sign.as_str()))
    }

    /// Files the name of an organisation.
    fn organisation(&mut self, run: &Run, known: Option<&Name>) {
        let upper = self.draft.words[run.first..=run.last].iter().all(|word| word.case == Case::Upper);
        let part = if upper && run.first == run.last { Part::Letters } else { Part::Full };
        let place = self.place(run, part);
        let written = place.name.of(self.draft.text);
        let key = known.and_then(|name| name.canonical.as_deref()).unwrap_or(written).to_lowercase();
        let at = match self.letters.get(&key) {
            Some(&at) => at,
            None => {
                let at = self.entities.len();
                self.letters.insert(key, at);
                self.entities.push(Entity {
                    kind: NameKind::Organisation,
                    name: written.to_owned(),
                    title: None,
                    status: Status::of(known),
                    places: Vec::new(),
                    surname: String::new(),
                    given: String::new(),
                });
                at
            }
        };
        self.entities[at].places.push(place);
        // “Korean Central News Agency (KCNA)”: the letters are the same body from here on.
        let next = run.last + 1;
        if let Some(word) = self.draft.words.get(next)
            && word.case == Case::Upper
            && self.draft.gap(next).trim() == "("
        {
            self.letters.insert(self.draft.fold(word).to_owned(), at);
        }
    }

    /// Files a surname after a title: with somebody of that surname, else as somebody new.
    fn titled(&mut self, run: &Run) {
        let folds = self.folds(run);
        let &[surname] = folds.as_slice() else { return };
        let surname = surname.to_owned();
        // “Justice Department”: a body, not a judge.
        if self.draft.lexicon.heads.contains_key(&surname) {
            return;
        }
        // “President France” is not a name, unless somebody here is called France.
        if self.draft.register.place(&surname) && !self.surnames.contains_key(&surname) {
            return;
        }
        let place = self.place(run, Part::Surname);
        let at = match self.one_called(&surname, place.name.start) {
            Some(at) => at,
            None => {
                let at = self.entities.len();
                let family = self.surnames.entry(surname.clone()).or_default();
                family.people.push(at);
                family.introduced.push((place.name.start, at));
                self.entities.push(Entity {
                    kind: NameKind::Person,
                    name: place.name.of(self.draft.text).to_owned(),
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

    /// Files a word alone, where it is the surname, the given name or the letters of somebody named elsewhere.
    fn bare(&mut self, run: &Run) {
        let folds = self.folds(run);
        let &[fold] = folds.as_slice() else { return };
        let word = &self.draft.words[run.first];
        let (at, part) = if let Some(at) = self.one_called(fold, word.start()) {
            (at, Part::Surname)
        } else if let Some(&[at]) = self.givens.get(fold).map(Vec::as_slice) {
            (at, Part::Given)
        } else if let (Some(&at), Case::Upper) = (self.letters.get(fold), word.case) {
            (at, Part::Letters)
        } else {
            return;
        };
        let place = self.place(run, part);
        self.entities[at].places.push(place);
    }

    /// Files words of lines in title case, where a word counts only as the surname of somebody named elsewhere.
    fn headlines(&mut self) {
        let words = self.draft.words.iter().enumerate();
        for (index, word) in words.filter(|(_, word)| word.titled && word.capital() && !word.mute) {
            if let Some(at) = self.one_called(self.draft.fold(word), usize::MAX) {
                let run = Run { first: index, last: index, title: None };
                let place = self.place(&run, Part::Surname);
                self.entities[at].places.push(place);
            }
        }
    }
}
