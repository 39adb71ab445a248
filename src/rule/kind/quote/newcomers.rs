//! Speakers who are named by the surname alone and were not introduced.
//!
//! A capital does not make a person: firms and newspapers speak too, and the first word of a sentence has a capital.
//! Doubtful cases are not reported.

use super::finding::with_quote;
use crate::analysis::names::{Entity, NameKind, Named, Part, Status};
use crate::analysis::{Article, Attributed, Tags, Token};
use crate::language::Language;
use crate::language::{WordMap, WordSet};
use crate::prose::Prose;
use crate::rule::{Finding, RuleContext};
use crate::text::{Overlaps, Span};
use std::cell::OnceCell;

/// Reports each such speaker once, at the first quotation.
pub(super) fn newcomers(context: &RuleContext, quotes: &[&Attributed], found: &mut Vec<Finding>) {
    let article = context.article;
    let (first_places, places) = (OnceCell::new(), OnceCell::new());
    let mut reported: WordSet<&str> = WordSet::default();
    for quote in quotes {
        let Some(attribution) = quote.attribution.as_ref().filter(|of| of.person.is_none()) else { continue };
        let words = base(article, article.slice(attribution.source));
        let known = || {
            let introduced = first_places.get_or_init(|| introduced(article, quotes));
            introduced.get(words).is_some_and(|&at| at < attribution.source.start)
        };
        // In a line such as “Star Asked Actors” every word has a capital.
        let is_line = attribution.cue.is_some_and(|cue| {
            cue.start > attribution.source.start && article.slice(cue).starts_with(char::is_uppercase)
        });
        if is_name(words, &article.language)
            && !is_line
            && !reported.contains(words)
            && !known()
            && is_stranger(
                context,
                places.get_or_init(|| Places::new(context.draft.named())),
                attribution.source,
                words,
            )
        {
            reported.insert(words);
            let finding = Finding::at(attribution.source).with("speaker", words);
            found.push(with_quote(finding, article, quote));
        }
    }
}

/// Whether the words are one capitalised word that is neither an acronym nor a function word.
fn is_name(words: &str, language: &Language) -> bool {
    let tags = language.speech.tags(&words.to_lowercase());
    let grammar =
        Tags::SUBJECT.or(Tags::OTHER).or(Tags::THING).or(Tags::DETERMINER).or(Tags::CLITIC).or(Tags::ORGANISATION);
    words.starts_with(char::is_uppercase)
        && words.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
        && words.chars().filter(|c| c.is_uppercase()).count() * 2 < words.chars().count()
        && !tags.has(grammar.or(Tags::ROLE).or(Tags::TIME))
}

/// What a draft names, by the places of the names.
struct Places<'a> {
    doubts: Overlaps<Prose, ()>,
    /// The number of the entity that each place names.
    names: Overlaps<Prose, usize>,
    entities: &'a [Entity],
}

impl<'a> Places<'a> {
    fn new(named: &'a Named) -> Self {
        let entities = named.entities.iter().enumerate();
        let names = entities.flat_map(|(number, entity)| entity.places.iter().map(move |place| (place.name, number)));
        let doubts = named.doubts.iter().map(|doubt| (doubt.span, ()));
        Self { doubts: doubts.collect(), names: names.collect(), entities: &named.entities }
    }

    /// The first entity that is named in `source`.
    fn entity(&self, source: Span<Prose>) -> Option<&'a Entity> {
        self.names.with(source).map(|&(_, number)| number).min().map(|number| &self.entities[number])
    }
}

/// Whether it is a person's name, as far as names are known, that has not stood in full before.
fn is_stranger(context: &RuleContext, places: &Places, source: Span<Prose>, words: &str) -> bool {
    let article = context.article;
    if places.doubts.with(source).next().is_some() {
        return false; // a misspelling, which other rules report
    }
    if let Some(entity) = places.entity(source) {
        let full = |form: Part, at: usize| form == Part::Full && at < source.start;
        let known = entity.status != Status::Unknown; // in the register, so readers know it
        return entity.kind == NameKind::Person
            && !known
            && !entity.places.iter().any(|place| full(place.part, place.name.start));
    }
    let opens = article.sentence_at(source.start).is_some_and(|at| article.sentences[at].span().start == source.start);
    let lower = words.to_lowercase();
    !context.house.names().is_place(&lower) && article.language.evidence.is_surname(&lower, opens)
}

/// The words without a possessive ending.
fn base<'a>(article: &Article, words: &'a str) -> &'a str {
    article.language.morphology.without_genitive(words)
}

/// The words that name the sources of quotations.
struct Wanted<'a> {
    article: &'a Article,
    words: WordSet<&'a str>,
    /// A bit for each way in which one of them begins.
    begin: u64,
}

impl<'a> Wanted<'a> {
    fn new(article: &'a Article, quotes: &[&Attributed]) -> Self {
        let sources = quotes.iter().filter_map(|quote| quote.attribution.as_ref()).filter(|of| of.person.is_none());
        let words: WordSet<&str> = sources.map(|of| base(article, article.slice(of.source))).collect();
        // After a single letter the ending of a genitive may follow.
        let begin = words.iter().fold(0, |all, word| all | if word.len() < 2 { u64::MAX } else { beginning(word) });
        Self { article, words, begin }
    }

    /// Whether a token may be one of them, by its first letters. Most are not.
    fn may_be(&self, token: &Token) -> bool {
        self.begin & beginning(self.article.slice(token.span())) != 0
    }

    /// Whether a token is one of them.
    fn is(&self, token: &Token) -> bool {
        self.may_be(token) && self.words.contains(base(self.article, self.article.slice(token.span())))
    }
}

/// The bit for the first two bytes of a word.
fn beginning(word: &str) -> u64 {
    let [first, second, ..] = word.as_bytes() else { return u64::MAX };
    1 << (first.wrapping_mul(31).wrapping_add(*second) % 64)
}

/// For the words that name the sources of quotations the first place where one with a capital follows or precedes another (a
/// given name, a title) or follows a role: “her husband, Carl”.
fn introduced<'a>(article: &'a Article, quotes: &[&Attributed]) -> WordMap<&'a str, usize> {
    let mut first = WordMap::default();
    let bare = |token: &Token| base(article, article.slice(token.span()));
    let wanted = Wanted::new(article, quotes);
    for tokens in article.prose.blocks.iter().map(|block| article.tokens_in(block.span)) {
        for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_capital()) {
            let near = &tokens[index.saturating_sub(BETWEEN)..index];
            if !wanted.may_be(token) && !near.iter().any(|before| before.is_capital() && wanted.may_be(before)) {
                continue;
            }
            // Between the words there may be the stop of an initial, or the marks of a nickname: J.J. Holm, Anna “Tig” Holm.
            let is_between = |token: &Token| matches!(article.slice(token.span()), "." | "“" | "”" | "\"" | ",");
            let Some(before) = near.iter().rfind(|before| !is_between(before)) else { continue };
            let (names_source, follows_source) = (wanted.is(token), before.is_capital() && wanted.is(before));
            if !names_source && !follows_source {
                continue;
            }
            let is_role = || article.vocabulary.tags(before.word).has(Tags::ROLE);
            let stands_beside = || before.is_capital() || is_role() || is_described(article, &tokens[index + 1..]);
            if names_source && stands_beside() {
                first.entry(bare(token)).or_insert(token.start as usize);
            }
            if follows_source {
                first.entry(bare(before)).or_insert(token.start as usize);
            }
        }
    }
    first
}

/// Whether a description follows: “Holm, the captain of the ferry”.
fn is_described(article: &Article, after: &[Token]) -> bool {
    let [comma, next, ..] = after else { return false };
    let determines = article.vocabulary.tags(next.word).has(Tags::DETERMINER.or(Tags::ARTICLE));
    determines && !next.is_capital() && article.slice(comma.span()) == ","
}

/// The maximum number of punctuation marks between the parts of a name.
const BETWEEN: usize = 3;
