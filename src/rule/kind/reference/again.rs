//! Repetitions: the full name again, the title again.

use super::View;
use crate::analysis::names::{Entity, Part, Place};
use crate::prose::Prose;
use crate::rule::Finding;
use crate::text::Span;

impl View<'_> {
    /// The full name within a few paragraphs of an earlier full name.
    pub(super) fn full_again(&self, person: &Entity) -> Option<Finding> {
        if self.namesakes(&person.surname) > 1 {
            return None;
        }
        let mut last = None;
        let mut again: Vec<Span<Prose>> = Vec::new();
        for place in self.places(person).filter(|place| place.part == Part::Full) {
            let here = self.paragraph(place)?;
            if last.is_some_and(|last| here - last <= self.rule.within) && !self.stands_apart(place) {
                again.push(place.name);
            }
            last = Some(here);
        }
        self.finding(&again, person)
    }

    /// Whether a name opens a paragraph, where a section may begin, or is part of a longer name such as that of a prize.
    fn stands_apart(&self, place: &Place) -> bool {
        let article = self.article();
        let opens = article
            .prose
            .block_at(place.name.start)
            .is_none_or(|at| article.prose.blocks[at].span.start == place.name.start);
        let after = article.prose.text[place.name.end..].strip_prefix([' ', '-']).unwrap_or_default();
        opens || after.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    }

    /// The title again before the surname.
    pub(super) fn title_again(&self, person: &Entity) -> Option<Finding> {
        if self.namesakes(&person.surname) > 1 {
            return None;
        }
        let titled = self.places(person).filter_map(|place| {
            let title = self.title(place).filter(|title| self.rule.titles.contains(title))?;
            Some((title, Span::new(place.title?.start, place.name.end), place.part))
        });
        let mut known: Vec<String> = Vec::new();
        let mut again: Vec<Span<Prose>> = Vec::new();
        for (title, whole, part) in titled {
            if known.contains(&title) && part == Part::Surname {
                again.push(whole);
            }
            known.push(title);
        }
        self.finding(&again, person)
    }
}
