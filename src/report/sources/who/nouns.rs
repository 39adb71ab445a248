//! What a source without a name is, by the noun that stands for it.

use super::called::Holders;
use super::{Finder, Kind};
use crate::analysis::names::{Entity, NameKind};
use crate::analysis::{Tags, Token};

impl<'a> Finder<'a> {
    /// The one person or body of the draft that is called by a noun with “the”: “the chair”, “the council”. All words between must
    /// be said of it too, and whoever was it once is not.
    pub(super) fn called(&self, noun: &str, core: &[Token]) -> Option<&'a Entity> {
        let [article, between @ .., _] = core else { return None };
        let lower = |token: &Token| self.article.vocabulary.lower(token.word);
        if !self.article.language.names.words.definite.contains(lower(article)) {
            return None;
        }
        let lists = &self.article.language.article.sources;
        let is_past = between.iter().any(|token| lists.past.contains(lower(token)));
        let fits = |words: &[String]| {
            let has = |word: &str| words.iter().any(|of| of == word);
            let mut others = between.iter().map(lower).filter(|word| !lists.past.contains(*word));
            others.all(has) && words.iter().any(|word| lists.past.contains(word)) == is_past
        };
        // “A spokeswoman for the company” is not the company.
        let is_calling = !lists.bodies.contains(noun) && !lists.documents.contains(noun);
        match self.by_title().only(noun, is_calling, fits) {
            Holders::One(entity) => Some(entity),
            Holders::Nobody | Holders::Several => None,
        }
    }

    /// The person of a form of a name, or of a name that ends with it: “DJ Ida Moen”.
    pub(super) fn entity_of(&self, name: &str) -> Option<&'a Entity> {
        let called = self.by_title();
        let ends = || {
            let ends = name.match_indices(' ').map(|(space, _)| &name[space + 1..]).filter(|form| form.contains(' '));
            ends.filter_map(|form| called.of_form(form)).min()
        };
        called.of_form(name).or_else(ends).map(|at| &self.named.entities[at])
    }

    /// What a noun that no name stands for is.
    pub(super) fn kind_of(&self, head: &Token, lower: &str, core: &[Token]) -> Option<Kind> {
        let lists = &self.article.language.article.sources;
        if lists.documents.contains(lower) {
            Some(Kind::Document)
        } else if lists.bodies.contains(lower) {
            Some(Kind::Organisation)
        } else {
            self.is_people(head, lower, core).then_some(Kind::Unnamed)
        }
    }

    /// What “one of her letters” is: a letter.
    pub(super) fn kind_of_one(&self, tokens: &[Token], core: &[Token]) -> Option<Kind> {
        let of = tokens.get(core.len()).filter(|of| self.tags(of).has(Tags::OF))?;
        let is_few = core.iter().all(|token| self.tags(token).has(Tags::OTHER.or(Tags::NUMBER).or(Tags::DETERMINER)));
        let (rest, head) = self.core(&tokens[core.len() + 1..]).filter(|_| is_few && of.is_word())?;
        let lower = self.article.slice(head.span()).to_lowercase();
        let many = self.article.language.morphology.without_plural(&lower);
        self.kind_of(head, &lower, rest).or_else(|| self.kind_of(head, many, rest))
    }

    /// The person whose post goes on after “of” before the name: “Elmsby Secretary of State Ida Moen”.
    pub(super) fn after_post(&self, tokens: &[Token]) -> Option<&'a Entity> {
        let joint = tokens.iter().position(|token| self.tags(token).has(Tags::OF))?;
        let title = Tags::HONORIFIC.or(Tags::ROLE);
        let is_post = tokens[..joint].iter().all(|token| token.is_word() && token.is_capital())
            && tokens[..joint].last().is_some_and(|last| self.tags(last).has(title));
        let small = Tags::OF.or(Tags::PREPOSITION).or(Tags::DETERMINER).or(Tags::COORDINATOR);
        let rest = &tokens[joint + 1..];
        let end = rest.iter().position(|token| !token.is_word()).unwrap_or(rest.len());
        let is_open = |token: &Token| token.is_capital() || self.tags(token).has(small);
        let last = rest[..end].last().filter(|_| is_post && rest[..end].iter().all(is_open))?;
        let entity = self.entity_at(last.span()).filter(|entity| entity.kind == NameKind::Person)?;
        // “the Office of Mayor Ida Moen” is not hers to speak for.
        let at = self.places.partition_point(|(place, _)| place.start <= last.span().start).checked_sub(1)?;
        let name = self.places[at].0;
        let before = rest[..end].iter().rev().find(|token| token.span().end <= name.start);
        (before.is_some_and(|before| !self.tags(before).has(title)) && name.of(&self.article.prose.text).contains(' '))
            .then_some(entity)
    }

    /// Whether a noun means people: it says what somebody is, or it is a word for a crowd or for nobody in particular.
    fn is_people(&self, head: &Token, lower: &str, core: &[Token]) -> bool {
        let language = &self.article.language;
        let lists = &language.article.vague_sources;
        let has = |list: &[String]| list.binary_search_by(|word| word.as_str().cmp(lower)).is_ok();
        let is_role = language.speech.tags(lower).has(Tags::ROLE.or(Tags::HONORIFIC));
        let is_some = self.tags(head).has(Tags::OTHER) && core.len() == 1;
        is_some || is_role || has(&lists.groups) || has(&lists.unnamed) || self.is_crowd(lower) || self.is_agent(lower)
    }

    /// Whether the ending of a noun says that somebody does something for a living: “a glassmaker”.
    fn is_agent(&self, lower: &str) -> bool {
        let language = &self.article.language;
        let is_word = language.evidence.marks(lower).word() && !language.speech.tags(lower).has(Tags::FUNCTION);
        let endings = language.names.words.agents.iter().chain(&language.article.sources.agents);
        let ends = |ending: &String| lower.len() > ending.len() + 2 && lower.ends_with(ending.as_str());
        is_word && endings.into_iter().any(ends)
    }

    /// Whether a noun is one of those for people without a name, or stands for one of them.
    pub(super) fn is_crowd(&self, lower: &str) -> bool {
        let people = &self.article.language.article.sources.people;
        people.contains(lower)
            || people.iter().any(|many| self.article.language.morphology.without_plural(many) == lower)
    }
}
