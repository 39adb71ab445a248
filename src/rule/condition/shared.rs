//! Names that stand in two zones of a draft, such as an employer in the bio of whom the body speaks.

use super::Trigger;
use super::clause::has;
use crate::analysis::names::NameKind;
use crate::analysis::{Article, Zone};
use crate::prose::Prose;
use crate::rule::Draft;
use crate::text::Span;

/// The bodies that are named in a block of the zones `one` and in a block of the zones `other`, at their place in `one`.
///
/// A body is an organisation of the names engine, or two capitalised words and more that both zones have and that are
/// no person: a bio and a disclaimer are short, and what both name so is rarely a chance.
pub(super) fn shared(draft: &Draft, one: u32, other: u32) -> Vec<Trigger> {
    let article = draft.article();
    if !in_draft(article, one) || !in_draft(article, other) {
        return Vec::new();
    }
    let entities = &draft.named().entities;
    let zone = |at: usize| article.prose.block_at(at).map(|block| article.zones[block]);
    let of = |zones: u32, at: usize| zone(at).is_some_and(|zone| has(zones, zone));
    let mut found: Vec<(Span<Prose>, Span<Prose>)> = Vec::new();
    let mut people: Vec<Span<Prose>> = Vec::new();
    for entity in entities {
        let spans = entity.places.iter().map(|place| place.name);
        if entity.kind == NameKind::Person {
            people.extend(spans);
        } else if entity.kind == NameKind::Organisation {
            let spans: Vec<Span<Prose>> = spans.collect();
            let first = |zones: u32| {
                let verbatim = || blocks(article, zones).find_map(|block| find(article, block, &entity.name));
                spans.iter().copied().find(|span| of(zones, span.start)).or_else(verbatim)
            };
            found.extend(first(one).zip(first(other)));
        }
    }
    if !has(other, Zone::Body) {
        runs(article, one, other, &people, &mut found);
    }
    found.sort();
    found.dedup_by(|later, first| later.0.overlaps(first.0));
    let trigger = |(span, also): (Span<Prose>, Span<Prose>)| {
        let words = article.slice(span).to_owned();
        let values = vec![("name".to_owned(), words.clone()), ("match".to_owned(), words)];
        Trigger { span, values, is_name: true, also: vec![also] }
    };
    found.into_iter().map(trigger).collect()
}

fn in_draft(article: &Article, zones: u32) -> bool {
    article.zones.iter().any(|&zone| has(zones, zone))
}

fn blocks(article: &Article, zones: u32) -> impl Iterator<Item = Span<Prose>> + '_ {
    let blocks = article.prose.blocks.iter().zip(&article.zones);
    blocks.filter(move |&(_, &zone)| has(zones, zone)).map(|(block, _)| block.span)
}

/// The first place in `block` with these words.
fn find(article: &Article, block: Span<Prose>, words: &str) -> Option<Span<Prose>> {
    let at = article.slice(block).find(words)? + block.start;
    Some(Span::new(at, at + words.len()))
}

/// Adds runs of capitalised words in `one` that stand in `other` too.
fn runs(article: &Article, one: u32, other: u32, people: &[Span<Prose>], found: &mut Vec<(Span<Prose>, Span<Prose>)>) {
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
