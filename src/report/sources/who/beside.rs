//! A name beside the words that say who somebody is: “the keeper, Ida Moen”, “Ida Moen, the keeper,”.

use super::Finder;
use crate::analysis::names::{Entity, NameKind};
use crate::analysis::{Tags, Token};
use crate::text::Span;

/// Bytes after “the keeper, ” among which the name of the keeper begins.
const APPOSITION: usize = 40;

/// Bytes of an age with its comma.
const AGE: usize = 5;

impl<'a> Finder<'a> {
    /// The person named after a role and a comma: “the keeper, Ida Moen”.
    pub(super) fn in_apposition(&self, core: &[Token]) -> Option<&'a Entity> {
        let last = core.last()?;
        let text = &self.article.prose.text;
        let is_role = core.iter().any(|token| self.tags(token).has(Tags::ROLE.or(Tags::HONORIFIC)));
        let end = last.span().end;
        if !is_role || !text[end..].starts_with(", ") {
            return None;
        }
        let next = self.places.partition_point(|(place, _)| place.start < end);
        let (place, at) = self.places.get(next)?;
        let between = text.get(end + 2..place.start)?;
        let near = between.len() <= APPOSITION
            && !between.contains([',', ';', '“', '"'])
            && between.split_whitespace().count() <= 3;
        // “Another lawmaker, Sen. Ida Moen”
        let tags = |word: &str| self.article.language.speech.tags(&word.trim_end_matches('.').to_lowercase());
        let ends = |word: &str| word.contains('.') && !tags(word).has(Tags::HONORIFIC);
        let near = near && !between.split_whitespace().any(ends);
        // “the average, although Moen”
        let clause = Tags::SUBORDINATOR.or(Tags::CONTRAST).or(Tags::COORDINATOR).or(Tags::CONTENT).or(Tags::RELATIVE);
        let speech = &self.article.language.speech;
        let near = near && !between.split_whitespace().any(|word| speech.tags(&word.to_lowercase()).has(clause));
        let entity = &self.named.entities[*at];
        (near && entity.kind == NameKind::Person).then_some(entity)
    }

    /// The person whose name follows words that say who somebody is: “a resident named Ida Moen”, “the skipper known as Bob”.
    pub(super) fn named_after(&self, tokens: &[Token]) -> Option<&'a Entity> {
        let end = tokens.last()?.span().end;
        let next = self.places.partition_point(|(place, _)| place.start < end);
        let (place, entity) = self.places.get(next)?;
        let between = self.article.prose.text.get(end..place.start)?;
        let entity = &self.named.entities[*entity];
        // “The mayor named Ida Moen”: a verb.
        let is_new =
            tokens.first().is_some_and(|first| self.tags(first).has(Tags::ARTICLE)) && !self.is_definite(tokens);
        let lists = &self.article.language.article.sources;
        let mut naming = lists.known.iter().chain(lists.naming.iter().filter(|_| is_new));
        (naming.any(|words| words == between) && entity.kind == NameKind::Person).then_some(entity)
    }

    /// The person whose name ends a phrase that a preposition would cut: “*Boats for Elmsby* organising director Ida Moen”.
    pub(super) fn at_end(&self, tokens: &[Token], core: &[Token]) -> Option<&'a Entity> {
        let [opens, ..] = core else { return None };
        let calls = Tags::ROLE.or(Tags::HONORIFIC);
        let last = tokens.last().filter(|_| core.len() < tokens.len() && opens.is_capital())?;
        let entity = self.entity_at(last.span()).filter(|entity| entity.kind == NameKind::Person)?;
        let at = self.places.partition_point(|(place, _)| place.start <= last.span().start).checked_sub(1)?;
        let name = self.places[at].0;
        let before = &tokens[..tokens.partition_point(|token| token.span().start < name.start)];
        // “a spokesman for director Ida Moen” is not she.
        let role = before.iter().rev().take_while(|token| token.is_word() && !token.is_capital());
        let joins = Tags::PREPOSITION.or(Tags::OF).or(Tags::ATTACHING).or(Tags::RELATIVE).or(Tags::COORDINATOR);
        let (mut words, mut joined) = (0, false);
        for token in role {
            joined |= self.tags(token).has(joins);
            words += 1;
        }
        let is_role = before.last().is_some_and(|noun| !noun.is_capital() && self.tags(noun).has(calls));
        let heads = core.iter().any(|token| self.tags(token).has(calls));
        (words > 0 && !joined && is_role && !heads && name.of(&self.article.prose.text).contains(' ')).then_some(entity)
    }

    /// The person of whom a source is said between commas: “Ida Moen, 41, *a keeper at the Elmsby lock*, said”.
    pub(super) fn said_of(&self, tokens: &[Token]) -> Option<&'a Entity> {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let text = &self.article.prose.text;
        let is_closed = text[last.span().end..].starts_with(',') && self.tags(first).has(Tags::DETERMINER);
        let before = &text[..first.span().start];
        let before = match is_closed {
            true => before.strip_suffix(", ")?,
            false => self.before_second_role(tokens)?,
        };
        let age = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let before = match (1..AGE).contains(&age) {
            true => before[..before.len() - age].strip_suffix(", ")?,
            false => before,
        };
        let at = self.places.partition_point(|(place, _)| place.start < before.len()).checked_sub(1)?;
        let (place, entity) = &self.places[at];
        let entity = &self.named.entities[*entity];
        (place.end == before.len() && entity.kind == NameKind::Person).then_some(entity)
    }

    /// What comes before the first of two roles of a source: “Ida Moen, *president and CEO of the board* said”.
    fn before_second_role(&self, tokens: &[Token]) -> Option<&'a str> {
        let text = &self.article.prose.text;
        let is_role = |token: &Token| self.tags(token).has(Tags::ROLE.or(Tags::HONORIFIC));
        let (_, head) = self.core(tokens).filter(|(_, head)| is_role(head))?;
        let first = tokens.first()?.span().start;
        let sentence = self.article.sentence_at(first).map(|index| self.article.sentences[index].span())?;
        let before = self.article.tokens_in(Span::new(sentence.start, first));
        let [rest @ .., role, joint] = before else { return None };
        let comma = rest.last().filter(|token| !token.is_word())?;
        let is_one = head.is_word() && is_role(role) && self.tags(joint).has(Tags::COORDINATOR);
        let from = comma.span().start;
        (is_one && text[from..].starts_with(", ")).then(|| &text[..from])
    }
}
