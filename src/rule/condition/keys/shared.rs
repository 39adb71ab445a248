//! `shared = ["bio", "body"]`: names that stand in two zones, such as an employer in the bio of somebody the body is about.

use super::names::places;
use crate::analysis::names::NameKind;
use crate::analysis::{Article, Zone};
use crate::language::Language;
use crate::prose::Prose;
use crate::rule::condition::bounds::{Bounds, blocks};
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::{self, Test};
use crate::rule::condition::trigger::Trigger;
use crate::rule::condition::written::{Patterns, texts, zone};
use crate::rule::{Draft, Values, ZoneSet};
use crate::table::Problem;
use crate::text::Span;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "shared"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        let span = value.span();
        let zones = texts(value)?;
        let [one, other] = zones.as_slice() else {
            return Err(Problem::new("expected two zones: [\"bio\", \"body\"]", span));
        };
        if one.get_ref() == other.get_ref() {
            return Err(Problem::new("expected two different zones", span));
        }
        Ok(vec![Arc::new(Shared(zone(one)?, zone(other)?))])
    }
}

/// Names that stand in both zones.
#[derive(Debug)]
struct Shared(ZoneSet, ZoneSet);

impl Test for Shared {
    fn finds_names(&self) -> bool {
        true
    }

    fn describe(&self) -> String {
        format!("a name in both {} and {}", self.0.describe(), self.1.describe())
    }

    fn look(&self, case: &Case, bounds: &Bounds) -> Look {
        let shared = shared(case.draft, self.0, self.1);
        bounds.sift(case, shared.into_iter())
    }
}

/// The bodies that are named both in a block of the zones `one` and in a block of the zones `other`, at their place in
/// `one`.
///
/// A body is an organisation of the names engine, or two or more capitalised words that stand in both zones and are not
/// a person: a bio and a disclaimer are short, so that words which both have are rarely a coincidence.
fn shared(draft: &Draft, one: ZoneSet, other: ZoneSet) -> Vec<Trigger> {
    let article = draft.article();
    if !in_draft(article, one) || !in_draft(article, other) {
        return Vec::new();
    }
    let entities = &draft.named().entities;
    let zone = |at: usize| article.prose.block_at(at).map(|block| article.zones[block]);
    let of = |zones: ZoneSet, at: usize| zone(at).is_some_and(|zone| zones.has(zone));
    let mut found: Vec<(Span<Prose>, Span<Prose>)> = Vec::new();
    let mut people: Vec<Span<Prose>> = Vec::new();
    for entity in entities {
        let spans = entity.places.iter().map(|place| place.name);
        if entity.kind == NameKind::Person {
            people.extend(spans);
        } else if entity.kind == NameKind::Organisation {
            let spans: Vec<Span<Prose>> = spans.collect();
            let first = |zones: ZoneSet| {
                let verbatim = || blocks(article, zones).find_map(|block| find(article, block, &entity.name));
                spans.iter().copied().find(|span| of(zones, span.start)).or_else(verbatim)
            };
            found.extend(first(one).zip(first(other)));
        }
    }
    if !other.has(Zone::Body) {
        runs(article, one, other, &people, &mut found);
    }
    found.sort();
    found.dedup_by(|later, first| later.0.overlaps(first.0));
    let trigger = |(span, also): (Span<Prose>, Span<Prose>)| {
        let words = article.slice(span);
        let values = Values::from([("name", words), ("match", words)]);
        Trigger { span, values, is_name: true, also: vec![also] }
    };
    found.into_iter().map(trigger).collect()
}

fn in_draft(article: &Article, zones: ZoneSet) -> bool {
    article.zones.iter().any(|&zone| zones.has(zone))
}

/// The first place in `block` with these words.
fn find(article: &Article, block: Span<Prose>, words: &str) -> Option<Span<Prose>> {
    let place = places(article.slice(block), words).next()?;
    Some(Span::new(block.start + place.start, block.start + place.end))
}

/// Adds runs of capitalised words in `one` that stand in `other` too.
fn runs(
    article: &Article,
    one: ZoneSet,
    other: ZoneSet,
    people: &[Span<Prose>],
    found: &mut Vec<(Span<Prose>, Span<Prose>)>,
) {
    for block in blocks(article, one) {
        let tokens = article.tokens_in(block);
        let mut from = 0;
        while from < tokens.len() {
            let capital = |index: usize| {
                let token = tokens.get(index)?.span();
                article.slice(token).starts_with(char::is_uppercase).then_some(token)
            };
            let mut to = from;
            while capital(to).is_some() && (to == from || tokens[to].span().start == tokens[to - 1].span().end + 1) {
                to += 1;
            }
            if to >= from + 2 {
                let span = Span::new(tokens[from].span().start, tokens[to - 1].span().end);
                let words = article.slice(span);
                // The first words of a bio are its subject.
                let is_person = span.start == block.start || people.iter().any(|person| person.overlaps(span));
                if let Some(place) =
                    blocks(article, other).find_map(|block| find(article, block, words)).filter(|_| !is_person)
                {
                    found.push((span, place));
                }
            }
            from = to.max(from + 1);
        }
    }
}
