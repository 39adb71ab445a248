//! Conflicts: a surname that two people share; two courtesy titles, ages, parties or offices of one person.

use super::View;
use crate::analysis::Tags;
use crate::analysis::names::{Entity, Part, Place};
use crate::language::WordSet;
use crate::prose::Prose;
use crate::rule::Finding;
use crate::text::Span;
use std::collections::BTreeMap;

impl View<'_> {
    /// The first bare surname after two people with that surname were named in full.
    pub(super) fn which_of_two(&self, found: &mut Vec<Finding>) {
        let mut families: BTreeMap<&str, Vec<&Entity>> = BTreeMap::new();
        for person in self.people().filter(|person| person.is_introduced() && !person.given.is_empty()) {
            families.entry(&person.surname).or_default().push(person);
        }
        for people in families.values().filter(|people| people.len() > 1) {
            let bare = |place: &&Place| place.part == Part::Surname && place.title.is_none();
            let Some(first) =
                people.iter().flat_map(|&person| self.places(person)).filter(bare).min_by_key(|at| at.name)
            else {
                continue;
            };
            let Some(here) = self.paragraph(first) else { continue };
            // The last full name of each person before the surname, if a reader still remembers it.
            let mut named: Vec<(&Entity, &Place)> = Vec::new();
            for person in people {
                let before = |place: &&Place| place.part == Part::Full && place.name.end < first.name.start;
                let near = |place: &&Place| self.paragraph(place).is_some_and(|at| here - at <= self.rule.within);
                let last = person.places.iter().rfind(|place| before(place) && near(place));
                named.extend(last.map(|place| (*person, place)));
            }
            named.sort_by_key(|(_, place)| place.name);
            if let [.., one, other] = named.as_slice() {
                found.push(
                    Finding::at(first.name)
                        .with("match", self.article().slice(first.name))
                        .with("name", one.0.name.as_str())
                        .with("other", other.0.name.as_str())
                        .with("title", "")
                        .related_to(one.1.name, "one")
                        .related_to(other.1.name, "the other"),
                );
            }
        }
    }

    /// “Mr.” in one place and “Ms.” in another, for a surname that only one person has.
    pub(super) fn courtesy(&self, person: &Entity) -> Option<Finding> {
        let of = |titles: &WordSet<String>| -> Vec<&Place> {
            self.said(person, |place| self.title(place).filter(|title| titles.contains(title)).map(|_| place))
        };
        let (one, other) = (of(&self.rule.titles), of(&self.rule.against));
        let (rare, often) = if one.len() < other.len() { (one, other) } else { (other, one) };
        let (odd, usual) = (rare.first()?, often.first()?);
        if rare.len() > 1 || often.len() < 2 || self.namesakes(&person.surname) > 1 {
            return None;
        }
        let whole = |place: &Place| Some(Span::<Prose>::new(place.title?.start, place.name.end));
        let (odd, usual) = (whole(odd)?, whole(usual)?);
        let finding = self.finding(&[odd], person)?;
        Some(finding.with("other", self.article().slice(usual)).related_to(usual, "the other title"))
    }

    /// “Holm, 58,” in one place and “Holm, 61,” in another, for a surname that only one person has.
    pub(super) fn age(&self, person: &Entity) -> Option<Finding> {
        let given: Vec<(&str, Span<Prose>)> = self.said(person, |place| {
            let after = self.article().prose.text[place.name.end..].strip_prefix(", ")?;
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let tail = after[digits..].strip_prefix(", ");
            let is_age = (1..=2).contains(&digits) && tail.is_some_and(|tail| tail.starts_with(char::is_lowercase));
            let start = place.name.end + 2;
            is_age.then(|| (&after[..digits], Span::new(start, start + digits)))
        });
        let first = *given.first()?;
        let other = *given.iter().find(|(age, _)| *age != first.0)?;
        if self.namesakes(&person.surname) > 1 {
            return None;
        }
        let finding = self.finding(&[other.1], person)?;
        Some(finding.with("other", first.0).related_to(first.1, "another age here"))
    }

    /// “D-Ohio” in one place and “R-Ohio” in another.
    pub(super) fn party(&self, person: &Entity) -> Option<Finding> {
        let given: Vec<(&str, Span<Prose>)> = self.said(person, |place| {
            let rest = &self.article().prose.text[place.name.end..];
            let after = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(" ("))?;
            let start = place.name.end + 2;
            let party =
                self.rule.parties.iter().find(|party| {
                    after.strip_prefix(party.as_str()).is_some_and(|tail| tail.starts_with(['-', ')', '–']))
                });
            party.map(|party| (party.as_str(), Span::new(start, start + party.len())))
        });
        let first = *given.first()?;
        let other = *given.iter().find(|(party, _)| *party != first.0)?;
        let finding = self.finding(&[other.1], person)?;
        Some(finding.with("other", first.0).related_to(first.1, "another party here"))
    }

    /// “Mayor Holm” in one place and “Gov. Holm” in another, for a surname that only one person has.
    pub(super) fn role(&self, person: &Entity) -> Option<Finding> {
        let given: Vec<(usize, Span<Prose>)> =
            self.said(person, |place| self.office(place).or_else(|| self.office_after(place)));
        let first = *given.first()?;
        let other = *given.iter().find(|(office, _)| *office != first.0)?;
        if self.namesakes(&person.surname) > 1 {
            return None;
        }
        let finding = self.finding(&[other.1], person)?;
        Some(finding.with("other", self.article().slice(first.1)).related_to(first.1, "another office here"))
    }

    /// The office before a name, unless it is said to be of another time: “Gov. Holm”, but not “former Gov. Holm”.
    fn office(&self, place: &Place) -> Option<(usize, Span<Prose>)> {
        let title = place.title?;
        let before = &self.article().prose.text[..title.start];
        let word_before =
            before.trim_end_matches([' ', '-']).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let joined = before.ends_with([' ', '-']) && self.rule.earlier.contains(&word_before.to_lowercase());
        let office = self.named_office(self.article().slice(title)).filter(|_| !joined)?;
        Some((office, title))
    }

    /// The office after a name: “Ida Holm, the mayor of Lund”.
    fn office_after(&self, place: &Place) -> Option<(usize, Span<Prose>)> {
        /// The longest name of an office, in words.
        const WORDS: usize = 3;
        let start = place.name.end + 2;
        let after = self.article().prose.text[place.name.end..].strip_prefix(", ")?;
        let (article, rest) = after.split_once(' ')?;
        let tags = self.article().language.speech.tags(&article.to_lowercase());
        let office = start + article.len() + 1;
        let ends = rest.match_indices([' ', ',', '.', ';']).map(|(at, _)| at).take(WORDS);
        let named = |end: usize| Some((self.named_office(&rest[..end])?, Span::new(office, office + end)));
        // The longest that is one: “lieutenant governor”, not “lieutenant”.
        if tags.has(Tags::DETERMINER) { ends.filter_map(named).last() } else { None }
    }

    fn named_office(&self, title: &str) -> Option<usize> {
        let words = title.split_whitespace().map(|word| word.replace('.', "").to_lowercase());
        self.rule.offices.get(&words.collect::<Vec<String>>().join(" ")).copied()
    }
}
