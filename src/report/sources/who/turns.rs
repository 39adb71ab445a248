//! Whom a source means that only what stands before it shows: “she” after “a port official said”, “the senator” after “Moen said”,
//! “the company” after “Elmsby Ferries said”.
//!
//! The sources of a draft are gone through in their order. One whom the draft has not named at that place takes the name of the
//! source right before it if nobody else has been named since.

use super::called::Holders;
use super::{Finder, Kind, Who};
use crate::analysis::names::{Entity, NameKind};
use crate::analysis::{Attributed, Tags, Token};
use crate::prose::Prose;
use crate::text::Span;
use std::collections::BTreeMap;

/// How many blocks before a description may name whom it means.
const BEFORE: usize = 2;

/// The most names before a description that are looked at, in a draft that is one paragraph.
const MOST_NAMES: usize = 500;

/// A source is quoted, or its speech reported.
pub struct Turn<'a> {
    /// The words that name the source.
    pub source: Span<Prose>,
    /// Who it is; nobody where that is open.
    pub who: Vec<Who>,
    /// The quotation; `None` for indirect speech.
    pub quote: Option<&'a Attributed>,
}

/// The source of the turn before.
struct Before {
    /// Where it stands.
    source: Span<Prose>,
    /// The words that say who it is, where a pronoun stands for them.
    words: Span<Prose>,
    /// Who it is, if it is one.
    who: Option<Who>,
}

impl Turn<'_> {
    /// The only source of a turn.
    fn one(&self) -> Option<&Who> {
        let [who] = self.who.as_slice() else { return None };
        Some(who)
    }
}

impl Finder<'_> {
    /// Says of turns, which stand in the order of the text, whom those mean that are open by themselves.
    pub fn settle(&self, turns: &mut [Turn]) {
        // The source before, and whom each description means.
        let mut before: Option<Before> = None;
        let mut meant: BTreeMap<(Kind, String), Option<Who>> = BTreeMap::new();
        for turn in &mut *turns {
            if before.as_ref().is_none_or(|before| before.source != turn.source) {
                if let Some(who) = self.meant(turn, before.as_ref()) {
                    if let Some(description) = turn.one().map(|of| self.key_of(turn.source, of)) {
                        let one = meant.entry(description).or_insert_with(|| Some(who.clone()));
                        *one = one.take().filter(|one| one.name == who.name);
                    }
                    turn.who = vec![who];
                }
                // “She” goes on for “a port official”.
                let went_on =
                    before.as_ref().filter(|before| turn.one().is_some() && before.who.as_ref() == turn.one());
                let words = went_on.map_or(turn.source, |before| before.words);
                before = Some(Before { source: turn.source, words, who: turn.one().cloned() });
            } else if let Some(Before { who: Some(who), .. }) = &before {
                turn.who = vec![who.clone()];
            }
        }
        // “The senator” is everywhere whom it means anywhere.
        for turn in turns {
            let description = turn.one().map(|of| self.key_of(turn.source, of));
            if let Some(Some(who)) = description.and_then(|of| meant.get(&of)) {
                turn.who = vec![who.clone()];
            }
        }
    }

    /// By what a description is the same as another: “the social media company” is “the company”.
    fn key_of(&self, source: Span<Prose>, who: &Who) -> (Kind, String) {
        let lists = &self.article.language.article.sources;
        let noun = self.core(self.article.tokens_in(source)).filter(|(core, _)| self.is_definite(core));
        let noun = noun
            .map(|(_, head)| self.article.vocabulary.lower(head.word))
            .filter(|noun| lists.plain.contains(*noun) || lists.press.contains(*noun));
        let is_body = who.kind == Kind::Organisation && !who.has_name;
        (who.kind, noun.filter(|_| is_body).map_or_else(|| who.name.to_lowercase(), str::to_owned))
    }

    /// Whom a turn means that is open.
    fn meant(&self, turn: &Turn, before: Option<&Before>) -> Option<Who> {
        let tokens = self.article.tokens_in(turn.source);
        match turn.one() {
            None if turn.who.is_empty() => self.of_pronoun(tokens, before?),
            Some(who) if who.kind == Kind::Unnamed && !who.has_name => self.of_description(tokens, before),
            Some(who) if who.kind == Kind::Organisation && !who.has_name => self.of_plain_noun(tokens, before?),
            _ => None,
        }
    }

    /// “She”, where the source before has no name: “a port official said”.
    fn of_pronoun(&self, tokens: &[Token], Before { source, words, who }: &Before) -> Option<Who> {
        let ([pronoun], Some(who)) = (tokens, who) else { return None };
        let tags = self.tags(pronoun);
        let at = pronoun.span();
        // ““We wait for May,” which is late. “We rest”, she said”: what goes on about the words is not who says them.
        if tags.has(Tags::RELATIVE) && !tags.has(Tags::PERSON_RELATIVE) && self.blocks_between(*source, at) == 0 {
            return Some(who.clone());
        }
        if !tags.has(Tags::SUBJECT.or(Tags::THING)) || tags.has(Tags::FIRST.or(Tags::RELATIVE)) {
            return None;
        }
        let (is_he, is_she) = (tags.has(Tags::MALE), tags.has(Tags::FEMALE));
        let is_body = matches!(who.kind, Kind::Organisation | Kind::Document);
        let fits = match who.kind {
            // Whom the draft names, attribution has gone through.
            Kind::Named => (is_he || is_she) && self.entity_at(*words).is_none(),
            Kind::Unnamed if is_he || is_she => self.is_single(*words) && self.may_be(*words, is_he),
            Kind::Unnamed => !tags.has(Tags::THING) && !self.is_single(*words),
            Kind::Organisation | Kind::Document => !is_he && !is_she,
        };
        let other = |entity: &Entity| (entity.kind != NameKind::Person) == is_body;
        let is_near =
            if is_body { self.blocks_between(*source, at) == 0 } else { self.blocks_between(*source, at) <= 1 };
        (fits && is_near && self.named_between(source.end, at.start).all(|entity| !other(entity))).then(|| who.clone())
    }

    /// “The Elmsby senator”: the one senator of the draft, or else whoever spoke last or is told of.
    fn of_description(&self, tokens: &[Token], before: Option<&Before>) -> Option<Who> {
        let (core, head) = self.core(tokens)?;
        let noun = self.article.vocabulary.lower(head.word);
        let lists = &self.article.language.article.sources;
        if !self.is_definite(core) {
            return None;
        }
        if !lists.standing.contains(noun) {
            return self.of_former(core, head, before?);
        }
        let is_past = |words: &str| words.split([' ', '-']).any(|word| lists.past.contains(&word.to_lowercase()));
        let was = core.iter().any(|token| lists.past.contains(self.article.vocabulary.lower(token.word)));
        let fits = |title: &str| self.is_office(title, noun) && is_past(title) == was && !self.contradicts(title, core);
        let start = tokens.first()?.span().start;
        let nouns = lists.offices.iter().filter(|of| of.contains(noun)).flatten().map(String::as_str);
        let holders = self.by_title().holders(nouns.chain([noun]), start, fits);
        if let Holders::One(one) = holders {
            return Some(self.entity(one));
        }
        let block = self.article.prose.block_at(start)?;
        let from = self.article.prose.blocks[block.saturating_sub(BEFORE)].span.start;
        let from = from.max(self.names_before(start, MOST_NAMES));
        let near = |from: usize| only(self.named_between(from, start).filter(|entity| entity.kind == NameKind::Person));
        if matches!(holders, Holders::Several) {
            let holds = |of: &&Entity| of.title.as_deref().is_some_and(|title| fits(self.head_of(title)));
            let near = self.named_between(from, start).filter(|of| of.kind == NameKind::Person && holds(of));
            return only(near).map(|entity| self.entity(entity));
        }
        // A title stands before the name at the first mention: “the senator” is nobody who has none.
        let is_titled = lists.offices.iter().any(|office| {
            office.contains(noun)
                && office.iter().any(|word| self.article.language.speech.tags(word).has(Tags::HONORIFIC))
        });
        if was || is_titled && core.len() < 3 {
            return None;
        }
        // Nobody’s title says so: whoever spoke last, or the only one whom the paragraphs before name.
        let last = before.filter(|before| before.source.start >= from).and_then(|Before { source, who, .. }| {
            let nobody_else = self
                .named_between(source.end, start)
                .all(|of| of.kind != NameKind::Person || who.as_ref().is_some_and(|who| who.name == of.name));
            who.clone().filter(|who| who.kind == Kind::Named && nobody_else)
        });
        let last = last.or_else(|| near(from).map(|entity| self.entity(entity)))?;
        // “The campaign spokesman said. The candidate”
        let may_be = |role: &str| {
            let words = role.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase);
            let office = |word: &String| lists.offices.iter().any(|office| office.contains(word));
            words.into_iter().any(|word| lists.standing.contains(&word) || office(&word))
        };
        let fits = |role: &str| may_be(role) && !self.contradicts(role, core);
        last.role.as_deref().is_none_or(fits).then_some(last)
    }

    /// “The former aide”: whoever spoke right before, if nobody else has been named since and nothing says that it is another.
    fn of_former(&self, core: &[Token], head: &Token, Before { source, who, .. }: &Before) -> Option<Who> {
        let lists = &self.article.language.article.sources;
        let lower = |token: &Token| self.article.vocabulary.lower(token.word);
        let was = core.iter().any(|token| lists.past.contains(lower(token)));
        let is_one = self.tags(head).has(Tags::ROLE) && !self.tags(head).has(Tags::PLURAL_ENDING);
        let who = who.as_ref().filter(|who| was && is_one && who.kind == Kind::Named)?;
        let at = core.first()?.span();
        let nobody_else =
            self.named_between(source.end, at.start).all(|of| of.kind != NameKind::Person || of.name == who.name);
        (nobody_else && self.blocks_between(*source, at) == 0).then(|| who.clone())
    }

    /// “The company”: the body that spoke last.
    fn of_plain_noun(&self, tokens: &[Token], Before { source, who, .. }: &Before) -> Option<Who> {
        let (core, head) = self.core(tokens)?;
        let noun = self.article.vocabulary.lower(head.word);
        let who = who.as_ref().filter(|who| who.kind == Kind::Organisation && who.has_name)?;
        let lists = &self.article.language.article.sources;
        let is_press = lists.press.contains(noun);
        if !self.is_definite(core) || !(is_press || lists.plain.contains(noun)) {
            return None;
        }
        let is_outlet = |word: &str| self.article.language.speech.tags(&word.to_lowercase()).has(Tags::OUTLET);
        let at = head.span();
        let nobody_else =
            self.named_between(source.end, at.start).all(|of| of.kind == NameKind::Person || of.name == who.name);
        let fits = who.name.split(' ').any(is_outlet) == is_press;
        (fits && nobody_else && self.blocks_between(*source, at) <= 1).then(|| who.clone())
    }

    /// Whether a title has a noun, or another word for the same office.
    fn is_office(&self, title: &str, noun: &str) -> bool {
        let offices = &self.article.language.article.sources.offices;
        let mut words = title.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase);
        words.any(|word| word == noun || offices.iter().any(|of| of.contains(noun) && of.contains(&word)))
    }

    /// Whether a title names another party or place than a description: “the Elmsby senator” is not “Holmby Sen. Moen”.
    fn contradicts(&self, title: &str, core: &[Token]) -> bool {
        let parties = &self.article.language.article.sources.parties;
        let words = || title.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let said = |token: &&Token| token.is_word();
        let said = || core.iter().filter(said).map(|token| self.article.vocabulary.lower(token.word));
        let party = |word: &str| parties.iter().position(|party| party.contains(word));
        let (of_title, of_core) = (words().find_map(|word| party(&word)), said().find_map(party));
        let is_place = |word: &str| self.names.is_place(word);
        let other_place = || {
            words().any(|word| is_place(&word))
                && said().any(is_place)
                && !words().any(|word| said().any(|of| of == word))
        };
        matches!((of_title, of_core), (Some(one), Some(other)) if one != other) || other_place()
    }

    /// Whether a phrase begins with “the”.
    pub(super) fn is_definite(&self, core: &[Token]) -> bool {
        let definite = &self.article.language.names.words.definite;
        core.first().is_some_and(|first| definite.contains(self.article.vocabulary.lower(first.word)))
    }

    /// Whether a source without a name is one of its kind.
    fn is_single(&self, source: Span<Prose>) -> bool {
        let Some((core, head)) = self.core(self.article.tokens_in(source)) else { return false };
        let noun = self.article.vocabulary.lower(head.word);
        let opens = core.first().is_some_and(|first| self.tags(first).has(Tags::ARTICLE));
        let is_many =
            self.tags(head).has(Tags::PLURAL_ENDING) || self.article.language.article.sources.people.contains(noun);
        opens && !is_many
    }

    /// Whether “he”, or else “she”, can be a source without a name: “the spokeswoman” is not “he”.
    fn may_be(&self, source: Span<Prose>, is_he: bool) -> bool {
        let Some((_, head)) = self.core(self.article.tokens_in(source)) else { return true };
        let lists = &self.article.language.article.sources;
        let noun = self.article.vocabulary.lower(head.word);
        let ends = |endings: &[String]| endings.iter().any(|ending| noun.ends_with(ending.as_str()));
        let is_woman = ends(&lists.women);
        if is_he { !is_woman } else { is_woman || !ends(&lists.men) }
    }

    /// How many blocks lie between two places.
    fn blocks_between(&self, one: Span<Prose>, other: Span<Prose>) -> usize {
        let block = |at: usize| self.article.prose.block_at(at).unwrap_or(usize::MAX);
        block(other.start).abs_diff(block(one.start))
    }

    /// Where the last `count` names before byte `to` begin.
    fn names_before(&self, to: usize, count: usize) -> usize {
        let last = self.places.partition_point(|(place, _)| place.start < to);
        self.places.get(last.saturating_sub(count)).map_or(to, |(place, _)| place.start)
    }

    /// The people and bodies named from byte `from` up to byte `to`.
    fn named_between(&self, from: usize, to: usize) -> impl Iterator<Item = &Entity> {
        let first = self.places.partition_point(|(place, _)| place.start < from);
        let last = self.places.partition_point(|(place, _)| place.start < to);
        let quotes = &self.article.attributions;
        // Whom speech names, its speaker has named.
        let is_said = move |at: usize| {
            let next = quotes.partition_point(|quote| quote.span.start <= at);
            next.checked_sub(1).is_some_and(|last| at < quotes[last].span.end)
        };
        let told = self.places[first.min(last)..last].iter().filter(move |(place, _)| !is_said(place.start));
        told.map(|(_, at)| &self.named.entities[*at])
    }
}

/// The only one of several mentions.
fn only<'a>(mut all: impl Iterator<Item = &'a Entity>) -> Option<&'a Entity> {
    let first = all.next()?;
    all.all(|other| std::ptr::eq(other, first)).then_some(first)
}
