//! Joining mentions: which runs of words name the same person or body.
//!
//! Family-first names (Kim Jong Un, Xi Jinping) are known from the register; no list of names tells the order of a name.

use super::entity::{Entity, Part, Place};
use super::form::Draft;
use super::heard::{heard, is_double, is_source, may_be_surname};
use super::role::{description, is_slight, later};
use super::run::{Run, runs};
use super::speakers::Speakers;
use super::tail::without_bodies;
use super::word::Case;
use crate::analysis::names::house::{Name, NameKind, Roles, Status};
use crate::analysis::names::slip::is_slip;
use crate::language::{NameTags, WordMap, WordSet};
use crate::prose::Prose;
use crate::text::Span;

/// The maximum number of people of one surname in one draft; a list with more is not an article.
const NAMESAKES: usize = 40;

/// The people and organisations of a draft, in order of their first mention. `speakers` are the words that name the sources of
/// its quotations.
pub fn entities(draft: &Draft, speakers: &[Span<Prose>]) -> Vec<Entity> {
    // A credit below a quotation is in title case as a rule: “James Holm, Head of Physics”.
    let speakers = Speakers::new(speakers);
    let runs = runs(draft, |word| speakers.contain(word.span()));
    let heard = heard(draft, &runs, &speakers);
    let runs = without_bodies(draft, &runs, &heard, &speakers);
    let mut joiner = Joiner {
        draft,
        heard,
        speakers,
        entities: Vec::new(),
        surnames: WordMap::default(),
        givens: WordMap::default(),
        letters: WordMap::default(),
    };
    // Longer names come first: a word alone may be the surname of one of them. A long draft has many runs; none is copied.
    let mut is_filed = vec![false; runs.len()];
    let mut file = |is_longer: bool| {
        for (run, is_filed) in runs.iter().zip(&mut is_filed).filter(|(run, _)| (run.last > run.first) == is_longer) {
            *is_filed = joiner.full(&run);
        }
    };
    file(true);
    file(false);
    // A surname after a title names somebody even where no full name does.
    let by_title = |has_title: bool| {
        let left = runs.iter().zip(&is_filed).filter(|(_, is_filed)| !**is_filed).map(|(run, _)| run);
        [true, false].into_iter().flat_map(move |is_longer| {
            let left = left.clone().filter(move |run| run.title.is_some() == has_title);
            left.filter(move |run| (run.last > run.first) == is_longer)
        })
    };
    by_title(true).for_each(|run| joiner.titled(&run));
    by_title(false).for_each(|run| joiner.alone(&run));
    by_title(false).for_each(|run| joiner.bare(&run));
    joiner.headlines();
    let mut entities = joiner.entities;
    for entity in &mut entities {
        entity.places.sort_by_key(|place| place.name);
        entity.places.dedup_by_key(|place| place.name);
    }
    entities.sort_by_key(|entity| entity.places.first().map(|place| place.name));
    entities
}

pub(super) struct Joiner<'d, 'a> {
    pub draft: &'d Draft<'a>,
    pub speakers: Speakers,
    /// Surnames that name a source by themselves.
    pub heard: WordSet<&'a str>,
    entities: Vec<Entity>,
    /// People by surname.
    pub surnames: WordMap<String, Family>,
    /// People by given name.
    givens: WordMap<String, Vec<usize>>,
    /// Organisations by name and by their letters.
    letters: WordMap<String, usize>,
}

/// The people of one surname.
#[derive(Default)]
pub(super) struct Family {
    people: Vec<usize>,
    /// Who goes by which given name, in any of its spellings.
    called: WordMap<String, usize>,
    /// First bytes of their full names, ascending, and whose they are.
    introduced: Vec<(usize, usize)>,
}

impl Joiner<'_, '_> {
    /// The words of a run that are part of the name, initials and endings such as *Jr.* left out.
    fn folds(&self, run: &Run) -> Vec<&str> {
        let words = self.draft.words_in(run.first..=run.last);
        let words = words.filter(|word| !self.draft.is(*word, NameTags::GENERATION));
        let mut words: Vec<&str> = words.map(|word| self.draft.fold(word)).collect();
        let is_long = |fold: &&str| fold.chars().nth(1).is_some();
        if words.iter().any(is_long) {
            words.retain(is_long);
        }
        words
    }

    pub fn span(&self, (first, last): (usize, usize)) -> Span<Prose> {
        Span::new(self.draft.word(first).start(), self.draft.word(last).end())
    }

    fn place(&self, run: &Run, part: Part) -> Place {
        Place { name: self.span((run.first, run.last)), title: run.title.map(|title| self.span(title)), part }
    }

    /// Files a run that is a name in full; false where it is not.
    fn full(&mut self, run: &Run) -> bool {
        let known = |whole: &str| self.draft.register.find(whole).filter(|name| name.wrong_for.is_none());
        // Of one word, only what the register has is a name in full.
        let is_whole = || self.draft.roles(run.first).has(Roles::WHOLE);
        if run.first == run.last && !(is_whole() && known(self.draft.fold(self.draft.word(run.first))).is_some()) {
            return false;
        }
        let folds = self.folds(run);
        let known = known(&folds.join(" "));
        match self.kind(run, &folds, known) {
            None => false,
            Some(NameKind::Organisation) => {
                self.organisation(run, known);
                true
            }
            Some(kind) => {
                // “J.J. Holm”: what she is called by is an initial.
                let initial = self.draft.fold(self.draft.word(run.first));
                let family_first = known.is_some_and(|name| name.family_first);
                let (given, surname) = match folds.as_slice() {
                    [surname, given @ ..] if family_first => (given.join(" "), *surname),
                    // Of “Anna Maria Feldkamp” the first name is what she is called by.
                    [given, .., surname] => ((*given).to_owned(), *surname),
                    [surname] if run.first < run.last => (initial.to_owned(), *surname),
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
                let entity = &mut self.entities[at];
                let known = entity.title.take();
                let fuller = known.as_ref().is_some_and(|title| is_slight(self.draft, title));
                let fuller = if fuller { later(self.draft, run) } else { None };
                entity.title = fuller.or(known).or_else(|| description(self.draft, run));
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
                    title: description(self.draft, run),
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

    /// Files the name of an organisation.
    fn organisation(&mut self, run: &Run, known: Option<&Name>) {
        let upper = self.draft.words_in(run.first..=run.last).all(|word| word.case() == Case::Upper);
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
            && word.case() == Case::Upper
            && self.draft.gap(next).trim() == "("
        {
            self.letters.insert(self.draft.fold(word).to_owned(), at);
        }
    }

    /// The word by which a run that is a single word or a double surname is filed.
    fn surname(&self, run: &Run) -> Option<&str> {
        self.only_fold(run).or_else(|| match self.folds(run).as_slice() {
            [_, last] if is_double(self.draft, run) => Some(*last),
            _ => None,
        })
    }

    /// The word of a run that is part of the name, if there is only one.
    fn only_fold(&self, run: &Run) -> Option<&str> {
        let word = self.draft.word(run.first);
        if run.first == run.last {
            return (!self.draft.is(word, NameTags::GENERATION)).then(|| self.draft.fold(word));
        }
        if let &[one] = self.folds(run).as_slice() { Some(one) } else { None }
    }

    /// Files a surname after a title: with somebody of that surname, else as somebody new.
    fn titled(&mut self, run: &Run) {
        let Some(surname) = self.surname(run) else { return };
        let surname = surname.to_owned();
        // “Justice Department”: a body, not a judge.
        if self.draft.lexicon.heads.contains_key(&surname) {
            return;
        }
        // “President France”, “General Assembly”: not a name, unless somebody here is called France.
        let is_other = self.draft.register.place(&surname) || self.draft.is_ordinary(self.draft.word(run.last));
        if is_other && !self.surnames.contains_key(&surname) {
            return;
        }
        let place = self.place(run, Part::Surname);
        let at = self.one_called(&surname, place.name.start).unwrap_or_else(|| self.stranger(run, surname));
        self.entities[at].places.push(place);
    }

    /// Files somebody of whom the draft gives only one name, without a place.
    fn stranger(&mut self, run: &Run, surname: String) -> usize {
        let at = self.entities.len();
        let place = self.place(run, Part::Surname);
        let family = self.surnames.entry(surname.clone()).or_default();
        family.people.push(at);
        family.introduced.push((place.name.start, at));
        self.entities.push(Entity {
            kind: NameKind::Person,
            name: place.name.of(self.draft.text).to_owned(),
            title: description(self.draft, run),
            status: Status::Unknown,
            places: Vec::new(),
            surname,
            given: String::new(),
        });
        at
    }

    /// Files a word alone that is the source of a quotation and a name that people have, where no other words name its person.
    fn alone(&mut self, run: &Run) {
        let Some(fold) = self.only_fold(run) else { return };
        let word = self.draft.word(run.first);
        let marks = self.marks(run, fold);
        let is_known = || self.surnames.contains_key(fold) || self.givens.contains_key(fold);
        // “UiPath said”: a product or a firm.
        let has_inner_capitals = || self.draft.written(run.first).chars().skip(1).any(char::is_uppercase);
        // Boyd, a surname of many and a town; not Washington, which speaks for a government.
        // A name that no list has: “Shabab said that he …”.
        let is_meant = || marks.unknown() && self.is_pronoun(run);
        let is_name = || marks.given() || marks.common_surname() || (marks.surname() && !marks.proper()) || is_meant();
        let is_label = self.is_label_of_turn(run, marks);
        let is_other = NameTags::CALENDAR.or(NameTags::HEAD).or(NameTags::HONORIFIC);
        let is_shown = || self.is_shown_alone(run) && !self.draft.is_ordinary(word);
        let is_source = || is_source(self.draft, run.first, &self.speakers) || self.is_said_by(run);
        // What is cheap to ask comes first.
        if (is_label || word.case() == Case::Capital)
            && !self.draft.is(word, is_other)
            && (is_label || (is_source() && is_name()) || is_shown())
            && !is_known()
            && !has_inner_capitals()
            && !self.draft.register.place(fold)
            && may_be_surname(self.draft, fold, marks)
        {
            let surname = fold.to_owned();
            self.stranger(run, surname);
        }
    }

    /// The person of this surname who was named in full last before byte `at`, else the first one.
    fn one_called(&self, surname: &str, at: usize) -> Option<usize> {
        let family = self.surnames.get(surname)?;
        let before = family.introduced.partition_point(|&(start, _)| start < at);
        family.introduced.get(before.saturating_sub(1)).map(|&(_, of)| of)
    }

    /// Files a word alone, where it is the surname, the given name or the letters of somebody named elsewhere.
    fn bare(&mut self, run: &Run) {
        let Some(fold) = self.surname(run) else { return };
        let word = self.draft.word(run.first);
        let (at, part) = if let Some(at) = self.one_called(fold, word.start()) {
            // “Asia-Holm” is not the surname of Anna Holm.
            let written = self.span((run.first, run.last)).of(self.draft.text);
            if run.first < run.last && !self.entities[at].name.ends_with(written) {
                return;
            }
            (at, Part::Surname)
        } else if run.first < run.last {
            return;
        } else if let Some(&[at]) = self.givens.get(fold).map(Vec::as_slice) {
            (at, Part::Given)
        } else if let (Some(&at), Case::Upper) = (self.letters.get(fold), word.case()) {
            (at, Part::Letters)
        } else {
            return;
        };
        let place = self.place(run, part);
        let entity = &mut self.entities[at];
        let is_open = entity.title.as_ref().is_none_or(|title| is_slight(self.draft, title));
        if is_open && entity.kind == NameKind::Person {
            entity.title = later(self.draft, run).or(entity.title.take());
        }
        entity.places.push(place);
    }

    /// Files words of lines in title case, where a word counts only as the surname of somebody named elsewhere.
    fn headlines(&mut self) {
        let draft = self.draft;
        let is_in_title = |&at: &usize| draft.shape(at).is_titled() && !draft.shape(at).is_mute();
        for index in draft.capitals().filter(is_in_title) {
            if let Some(at) = self.one_called(draft.fold(draft.word(index)), usize::MAX) {
                let run = Run { first: index, last: index, title: None };
                let place = self.place(&run, Part::Surname);
                self.entities[at].places.push(place);
            }
        }
    }
}
