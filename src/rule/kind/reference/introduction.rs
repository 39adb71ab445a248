//! Introductions: a full name at first mention, then the surname.

use super::View;
use crate::analysis::names::{Entity, NameKind, Part, Status};
use crate::analysis::{Article, Tags, Token};
use crate::language::{WordSet, fold};
use crate::prose::Prose;
use crate::rule::Finding;
use crate::text::Span;

impl View<'_> {
    pub(super) fn first_reference(&self, person: &Entity) -> Option<Finding> {
        if person.is_introduced() || person.places.len() < self.rule.min {
            return None;
        }
        let article = self.article();
        // “President Bola Ahmed Holm”: a full name, though the sheet may not have read it as one.
        if self.given_in_full.get_or_init(|| given_in_full(article)).contains(&person.surname) {
            return None;
        }
        let titled = person.places.iter().find_map(|place| {
            let title = place.title?;
            let whole = Span::new(title.start, place.name.end);
            let is_wanted = self.rule.titles.contains(&self.title(place)?);
            (is_wanted && self.context.scope.allows(article, whole)).then_some((title, whole))
        });
        let (title, whole) = titled?;
        Some(
            Finding::at(whole)
                .with("match", article.slice(whole))
                .with("name", person.name.as_str())
                .with("title", article.slice(title)),
        )
    }

    /// The given name alone, unless the draft goes by given names.
    pub(super) fn given_name(&self, person: &Entity) -> Option<Finding> {
        let (full, given) = self.by_given_name(person).filter(|_| !self.goes_by_given_names)?;
        Some(self.finding(&given, person)?.related_to(full, "introduced here"))
    }

    /// Where somebody is introduced, and the places after that where the given name alone is the subject of a sentence.
    fn by_given_name(&self, person: &Entity) -> Option<(Span<Prose>, Vec<Span<Prose>>)> {
        let article = self.article();
        // A name that is a line of its own heads a biography or signs a text, and what follows is in its bearer's voice.
        let full =
            person.places.iter().find(|place| place.part == Part::Full && !is_whole_block(article, place.name))?;
        let mut places = person.places.iter().filter(|place| place.part == Part::Given).map(|place| place.name);
        let first = places.find(|place| place.start > full.name.end)?;
        // Somebody whom the register knows may be known by the one name: Hillary, Bernie.
        if self.namesakes(&person.surname) > 1 || person.status != Status::Unknown {
            return None;
        }
        // “Li Jifang”: the surname comes first, unless the two may well stand in the other order. “Page View” is not a person.
        let evidence = &article.language.evidence;
        let (one, last) = (evidence.marks(&person.given), evidence.marks(&person.surname));
        if !one.given() || (one.word() && (last.word() || !last.surname())) || (one.surname() && last.unknown()) {
            return None;
        }
        let given: Vec<Span<Prose>> = std::iter::once(first)
            .chain(places.filter(|place| place.start > full.name.end))
            .filter(|&place| self.context.scope.allows(article, place) && is_subject(article, place))
            .collect();
        Some((full.name, given))
    }

    /// Whether two people or more are called by their given names.
    pub(super) fn goes_by_given_names(&self) -> bool {
        let called = self.people().filter_map(|person| self.by_given_name(person)).filter(|(_, at)| !at.is_empty());
        called.count() >= 2
    }

    /// “Jong Un said” of Kim Jong Un, “Jinping Xi” of Xi Jinping.
    pub(super) fn name_order(&self, found: &mut Vec<Finding>) {
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
        };
        for person in self.people() {
            let Some(surname) = person.name.split_whitespace().next() else { continue };
            // Only the register says that a name begins with the surname.
            if person.status == Status::Unknown || surname.to_lowercase() != person.surname {
                continue;
            }
            let given = words(&person.given);
            let turned: Vec<String> = given.iter().cloned().chain([person.surname.clone()]).collect();
            let wrong = |other: &&Entity| {
                let theirs = words(&other.name);
                other.kind == NameKind::Person && (theirs == given || theirs == turned)
            };
            let others = self.named.entities.iter().filter(wrong).flat_map(|other| &other.places);
            let alone = person.places.iter().filter(|place| place.part == Part::Given);
            let mut places: Vec<Span<Prose>> = alone
                .chain(others)
                .map(|place| place.name)
                .filter(|&place| self.context.scope.allows(self.article(), place))
                .collect();
            places.sort();
            found.extend(self.finding(&places, person).map(|finding| finding.with("other", surname)));
        }
    }
}

/// The folded words, with a capital in the draft, before which a word with a capital that is not a title stands inside a sentence.
fn given_in_full(article: &Article) -> WordSet<String> {
    let names = &article.language.names;
    let capital = |token: &Token| token.is_word() && article.slice(token.span()).starts_with(char::is_uppercase);
    let gap = |one: &Token, next: &Token| article.slice(Span::new(one.end() as usize, next.start as usize));
    let in_full = article.tokens.windows(3).filter(|of| {
        matches!(of, [before, given, last] if capital(last) && capital(given) && before.is_word()
            && gap(before, given) == " " && gap(given, last) == " "
            && !names.role(&article.slice(given.span()).to_lowercase()))
    });
    in_full.map(|of| fold(article.slice(of[2].span()))).collect()
}

/// Whether a block consists of this name.
fn is_whole_block(article: &Article, name: Span<Prose>) -> bool {
    article.prose.block_at(name.start).is_some_and(|at| article.prose.blocks[at].span == name)
}

/// Whether a name opens its sentence and a word in lower case follows, as after a subject; after a salutation or in a
/// list it does not.
fn is_subject(article: &Article, name: Span<Prose>) -> bool {
    let opens = article.sentence_at(name.start).is_some_and(|at| article.sentences[at].span().start == name.start);
    let after = article.prose.text[name.end..].strip_prefix(' ').unwrap_or_default();
    let joins = after.split_once(' ').is_some_and(|(word, _)| article.language.speech.tags(word).has(Tags::JOINER));
    opens && after.starts_with(char::is_lowercase) && !joins
}
