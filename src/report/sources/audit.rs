//! [`Audit`]: the sources of any number of drafts, counted.
//!
//! An audit is made of the notes of one draft, and two audits merge into one. Merging is associative and commutative: whatever the
//! order and however the drafts are divided, the sum is the same.

use super::notes::{Group, Notes, Said, Unnamed};
use super::who::{Kind, Who};
use crate::report::words::flat;
use std::collections::{BTreeMap, BTreeSet};

/// How much a source, or a group of sources, has of the speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many quotations.
    pub quotations: usize,
    /// How many words they have.
    pub words: usize,
    /// In how many sentences without a quotation its speech is reported.
    pub indirect: usize,
    /// In how many drafts.
    pub drafts: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.quotations += other.quotations;
        self.words += other.words;
        self.indirect += other.indirect;
        self.drafts += other.drafts;
    }

    fn count(&mut self, said: &Said) {
        match said.words {
            Some(words) => {
                self.quotations += 1;
                self.words += words;
            }
            None => self.indirect += 1,
        }
    }
}

/// What makes two mentions one source: its kind and its name, and the draft where the words are not a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    kind: Kind,
    name: String,
    draft: Option<String>,
}

impl Key {
    fn of(who: &Who, filed: Option<&str>, path: &str) -> Self {
        let name = filed.map_or_else(|| flat(&who.name).to_lowercase(), str::to_owned);
        Self { kind: who.kind, name, draft: filed.is_none().then(|| path.into()) }
    }
}

/// A source with all that was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Its forms, with the number of drafts that use each.
    names: BTreeMap<String, usize>,
    /// Who drafts say that it is, with the number of drafts that say so.
    roles: BTreeMap<String, usize>,
    /// What the register counts it by.
    pub fields: BTreeMap<String, BTreeSet<String>>,
    /// Over all drafts.
    pub total: Tally,
    /// By author, section and month.
    pub groups: BTreeMap<(Group, Option<String>), Tally>,
    /// The first and the last day on which a draft has it.
    pub days: Option<(String, String)>,
}

impl Counted {
    /// The form that most drafts use; the first in the alphabet, where several do.
    #[must_use]
    pub fn name(&self) -> &str {
        most(&self.names).unwrap_or_default()
    }

    /// Who most drafts say that it is.
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        most(&self.roles)
    }

    /// Everything that drafts say that it is, with the number of drafts.
    pub fn roles(&self) -> impl Iterator<Item = (&str, usize)> {
        self.roles.iter().map(|(role, drafts)| (role.as_str(), *drafts))
    }

    fn merge(&mut self, other: Self) {
        for (names, of) in [(&mut self.names, other.names), (&mut self.roles, other.roles)] {
            of.into_iter().for_each(|(name, drafts)| *names.entry(name).or_default() += drafts);
        }
        for (field, values) in other.fields {
            self.fields.entry(field).or_default().extend(values);
        }
        self.total.add(other.total);
        other.groups.into_iter().for_each(|(group, tally)| self.groups.entry(group).or_default().add(tally));
        self.days = match (self.days.take(), other.days) {
            (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
            (one, other) => one.or(other),
        };
    }
}

fn most(counts: &BTreeMap<String, usize>) -> Option<&str> {
    // Of equals, `max_by_key` takes the last one.
    counts.iter().rev().max_by_key(|(_, drafts)| **drafts).map(|(name, _)| name.as_str())
}

/// The sources of drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// How many drafts.
    pub drafts: usize,
    /// Drafts by author, section and month.
    pub drafts_by: BTreeMap<(Group, Option<String>), usize>,
    /// Every source.
    pub sources: BTreeMap<Key, Counted>,
    /// Speech of pronouns that stand for nobody whom the draft names.
    pub open: Tally,
    /// Every place at which a source without a name is quoted.
    pub unnamed: BTreeSet<Unnamed>,
}

impl Audit {
    /// The audit of one draft.
    #[must_use]
    pub fn of(notes: Notes) -> Self {
        let mut audit = Self { drafts: 1, unnamed: notes.unnamed.into_iter().collect(), ..Self::default() };
        for said in &notes.said {
            let Some(who) = &said.who else {
                audit.open.count(said);
                continue;
            };
            let counted = audit.sources.entry(Key::of(who, said.filed.as_deref(), &notes.path)).or_default();
            counted.names.insert(who.name.clone(), 1);
            counted.roles.extend(who.role.clone().map(|role| (role, 1)));
            counted.total.count(said);
            for (field, values) in &said.fields {
                counted.fields.entry(field.clone()).or_default().extend(values.iter().cloned());
            }
        }
        for counted in audit.sources.values_mut() {
            counted.total.drafts = 1;
            counted.groups = notes.groups.iter().map(|group| (group.clone(), counted.total)).collect();
            counted.days = notes.day.clone().map(|day| (day.clone(), day));
        }
        audit.open.drafts = usize::from(audit.open != Tally::default());
        audit.drafts_by = notes.groups.into_iter().map(|group| (group, 1)).collect();
        audit
    }

    /// This audit and another one, of other drafts.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.drafts += other.drafts;
        other.drafts_by.into_iter().for_each(|(group, drafts)| *self.drafts_by.entry(group).or_default() += drafts);
        for (key, counted) in other.sources {
            self.sources.entry(key).or_default().merge(counted);
        }
        self.open.add(other.open);
        self.unnamed.extend(other.unnamed);
        self
    }

    /// The sources of a kind; who has most words first.
    #[must_use]
    pub fn ranked(&self, kind: Kind) -> Vec<&Counted> {
        let mut ranked: Vec<(&Key, &Counted)> = self.sources.iter().filter(|(key, _)| key.kind == kind).collect();
        let rank = |of: &Counted| (of.total.words, of.total.quotations, of.total.indirect);
        ranked.sort_by(|(one, a), (other, b)| rank(b).cmp(&rank(a)).then_with(|| one.cmp(other)));
        ranked.into_iter().map(|(_, counted)| counted).collect()
    }

    /// Each kind with the number of its sources.
    #[must_use]
    pub fn kinds(&self) -> [(Kind, usize); 4] {
        Kind::ALL.map(|kind| (kind, self.sources.keys().filter(|key| key.kind == kind).count()))
    }

    /// The kind and the count of each source.
    pub fn of_kinds(&self) -> impl Iterator<Item = (Kind, &Counted)> {
        self.sources.iter().map(|(key, counted)| (key.kind, counted))
    }

    /// Sources without a name, by month and place; those of no known month last.
    #[must_use]
    pub fn unnamed_by_month(&self) -> Vec<&Unnamed> {
        let mut all: Vec<&Unnamed> = self.unnamed.iter().collect();
        all.sort_by(|one, other| (one.month.is_none(), &one.month).cmp(&(other.month.is_none(), &other.month)));
        all
    }

    /// The fields that the register has for any source.
    #[must_use]
    pub fn fields(&self) -> BTreeSet<&str> {
        self.sources.values().flat_map(|counted| counted.fields.keys()).map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(number: usize) -> Notes {
        let who = |kind, name: &str, has_name| Who {
            kind,
            name: name.into(),
            role: number.is_multiple_of(2).then(|| "keeper".into()),
            has_name,
        };
        let said = |who: Who, words| Said {
            filed: who.has_name.then(|| who.name.to_lowercase()),
            who: Some(who),
            fields: BTreeMap::from([("region".into(), vec![format!("{}", number % 3)])]),
            words,
        };
        Notes {
            path: format!("{number}.md"),
            day: (!number.is_multiple_of(4)).then(|| format!("2026-0{}-01", number % 7 + 1)),
            groups: vec![(
                Group::Author,
                (!number.is_multiple_of(3)).then(|| ["Ida Moen", "Per Rud"][number % 2].into()),
            )],
            said: vec![
                said(who(Kind::Named, ["Anna Holm", "ANNA HOLM"][number % 2], true), Some(number + 1)),
                said(who(Kind::Named, "Anna Holm", true), None),
                said(who(Kind::Organisation, "the council", false), Some(2)),
                Said { who: None, filed: None, fields: BTreeMap::new(), words: Some(3) },
            ],
            unnamed: Vec::new(),
        }
    }

    #[test]
    fn however_drafts_are_divided_the_sum_is_the_same() {
        let one_by_one = (0..30).map(|number| Audit::of(notes(number))).fold(Audit::default(), Audit::merge);
        for parts in 1..7 {
            // Draft 0 goes into the last part, and the parts are merged from right to left.
            let mut sums = vec![Audit::default(); parts];
            for number in (0..30).rev() {
                let at = parts - 1 - (number * 7) % parts;
                sums[at] = std::mem::take(&mut sums[at]).merge(Audit::of(notes(number)));
            }
            let sum = sums.into_iter().rev().fold(Audit::default(), |sum, part| part.merge(sum));
            assert_eq!(sum, one_by_one, "{parts} parts");
        }
    }

    #[test]
    fn forms_of_a_name_are_one_source_and_bodies_without_a_name_are_not() {
        let audit = Audit::of(notes(0)).merge(Audit::of(notes(1)));
        let [holm] = audit.ranked(Kind::Named)[..] else { panic!("{audit:?}") };
        assert_eq!((holm.name(), holm.role()), ("Anna Holm", Some("keeper")));
        assert_eq!(holm.total, Tally { quotations: 2, words: 3, indirect: 2, drafts: 2 });
        assert_eq!(holm.days, Some(("2026-02-01".into(), "2026-02-01".into())));
        assert_eq!(audit.ranked(Kind::Organisation).len(), 2);
        assert_eq!(audit.open, Tally { quotations: 2, words: 6, indirect: 0, drafts: 2 });
    }
}
