//! A source with a capital that is not among the names of the draft.

use super::{Finder, Kind, Who};
use crate::analysis::names::NameKind;
use crate::analysis::{Tags, Token};
use crate::text::Span;

impl Finder<'_> {
    /// A capitalised source that is not among the names of the draft.
    pub(super) fn unlisted(&self, core: &[Token], head: &str) -> Option<Who> {
        let strip = Tags::DETERMINER.or(Tags::HONORIFIC);
        let name =
            core.iter().skip_while(|token| !token.is_word() || self.tags(token).has(strip) || !token.is_capital());
        let name: Vec<&Token> = name.collect();
        let span = match (name.first(), name.last()) {
            (Some(first), Some(last)) => Span::new(first.span().start, last.span().end),
            _ => return None,
        };
        let text = String::from(self.article.language.morphology.without_possessive(self.article.slice(span)));
        let lists = &self.article.language;
        let speaks_as_one = Tags::ORGANISATION.or(Tags::OUTLET).or(Tags::NETWORK).or(Tags::WORK);
        let is_body = lists.article.sources.bodies.contains(head)
            || lists.speech.tags(head).has(speaks_as_one)
            || (text.chars().count() > 1 && text.chars().all(|c| c.is_uppercase() || c == '.'));
        // “on Tuesday”, “R-N.C.”
        if name.len() == 1 && (text.contains('.') || self.tags(name[0]).has(Tags::TIME)) {
            return None;
        }
        let may_be_person = self.may_be_person(core, &name);
        let (kind, full) = match self.names.filed(&text) {
            Some((NameKind::Person, full)) => (Kind::Named, full.into()),
            // “Sanders” is a firm too.
            Some((_, full)) if !(may_be_person && name.len() == 1) => (Kind::Organisation, full.into()),
            // “the Post” is a paper, and “the post” is not.
            _ if lists.article.sources.documents.contains(head) && !lists.speech.tags(head).has(Tags::OUTLET) => {
                (Kind::Document, text)
            }
            _ if is_body => (Kind::Organisation, text),
            _ if may_be_person => (Kind::Named, text),
            // “Russians say”: people of whom nobody is named.
            _ if name.last().is_some_and(|last| self.is_plural(last)) => {
                return Some(Who::of_words(Kind::Unnamed, text));
            }
            _ => (Kind::Organisation, text),
        };
        Some(Who { kind, name: full, role: None, has_name: true })
    }

    /// Whether a name that no list has can be that of a person: a title stands before it, or its words are names that people have.
    fn may_be_person(&self, core: &[Token], name: &[&Token]) -> bool {
        let has_title = core.iter().any(|token| self.tags(token).has(Tags::HONORIFIC));
        let words: Vec<&str> = name.iter().map(|token| self.article.slice(token.span())).collect();
        let marks = |token: &Token| self.article.vocabulary.facts(token.word).marks;
        let is_place = |token: &Token| self.names.is_place(self.article.vocabulary.lower(token.word));
        // “CivicLens”, “the Elmsbyan”
        let is_thing = |token: &Token| {
            let word = self.article.slice(token.span());
            let small = &self.article.language.names.words.prefixes;
            let inner = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase());
            let is_inner = inner.is_some_and(|(at, _)| {
                let start = word[..at].trim_end_matches(['\'', '’', '-']).to_lowercase();
                !small.contains(&start)
                    && !self.article.language.names.words.particles.contains(&start)
                    && !word[..at].ends_with('-')
            });
            let definite = &self.article.language.names.words.definite;
            let is_definite =
                core.first().is_some_and(|first| definite.contains(self.article.vocabulary.lower(first.word)));
            is_inner || is_definite
        };
        let is_surname = |token: &Token| marks(token).unknown() || (marks(token).surname() && !is_place(token));
        match name {
            [one] => {
                has_title
                    || self.names.is_surname(words[0])
                    || (is_surname(one) && !marks(one).word() && !self.is_plural(one) && !is_thing(one))
            }
            [first, .., last] => {
                let is_two_names = !marks(first).word() && is_surname(last) && !marks(last).word();
                has_title || is_two_names || self.article.language.is_person(&words)
            }
            [] => false,
        }
    }

    fn is_plural(&self, token: &Token) -> bool {
        self.tags(token).has(Tags::PLURAL_ENDING) && !self.article.vocabulary.facts(token.word).marks.surname()
    }
}
