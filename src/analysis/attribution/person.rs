//! Who a source is: the full name behind "Pak", "Mr. Trump" or "she", where one candidate fits.
//!
//! Leaves to the names engine what is misspelt or unknown. Invariant: a name is only ever one that stands in full
//! in the draft before or behind the mention; with two candidates there is none.

use super::frame::{FUNCTION, Frame, GENITIVE, Item, STOP};
use super::words::Tags;
use super::{Draft, Span};
use std::collections::HashMap;
use std::ops::Range;

/// A mention of a person by name, in text order.
struct Mention {
    start: usize,
    person: usize,
}

pub fn resolve(draft: &mut Draft) {
    let text = draft.input.text;
    let mut people: Vec<String> = Vec::new();
    let mut family: HashMap<&str, Vec<usize>> = HashMap::new();
    for frame in &draft.frames {
        for run in runs(frame).filter(|r| r.len() > 1) {
            let name = spell(text, frame, run.clone());
            let last = bare(text, &frame.items[run.end - 1]);
            let known = family.entry(last).or_default();
            if known.iter().any(|&p| people[p] == name) {
                continue;
            }
            known.push(people.len());
            people.push(name);
        }
    }
    let mut mentions: Vec<Mention> = Vec::new();
    for frame in &draft.frames {
        for run in runs(frame) {
            let last = bare(text, &frame.items[run.end - 1]);
            let Some(known) = family.get(last) else { continue };
            let name = spell(text, frame, run.clone());
            let person = if run.len() > 1 {
                known.iter().copied().find(|&p| people[p] == name)
            } else if known.len() == 1 {
                Some(known[0])
            } else {
                None
            };
            if let Some(person) = person {
                mentions.push(Mention { start: frame.items[run.start].span.start, person })
            }
        }
    }
    let mut before: Option<(usize, usize)> = None; // the last speaker by name: place and person
    for number in 0..draft.found.len() {
        let Some(source) = draft.found[number].attribution.as_ref().map(|a| a.source) else { continue };
        let first = mentions.partition_point(|m| m.start < source.start);
        let inside: Vec<usize> =
            mentions[first..].iter().take_while(|m| m.start < source.end).map(|m| m.person).collect();
        // “the keeper, Ida Moen, wrote”: the name is beside the source
        let beside = mentions.get(mentions.partition_point(|m| m.start < source.end));
        let beside = beside.filter(|m| m.start == source.end + 2 && text[source.end..].starts_with(", "));
        let named = inside.first().copied().or(beside.map(|m| m.person));
        let mut candidates = 1;
        let person = match named.as_ref() {
            Some(&p) => Some(p),
            None if pronoun(draft, number, source) => {
                // the speaker before, if nobody else is named since; else the one person named just before
                let since = |from: usize| {
                    mentions[mentions.partition_point(|m| m.start < from).min(first)..first].iter().map(|m| m.person)
                };
                match before {
                    Some((place, p)) if source.start.abs_diff(place) < NEAR && since(place).all(|q| q == p) => Some(p),
                    _ => {
                        let mut near = since(source.start.saturating_sub(NEAR)).collect::<Vec<_>>();
                        near.sort_unstable();
                        near.dedup();
                        candidates = near.len();
                        if near.len() == 1 { Some(near[0]) } else { None }
                    }
                }
            }
            None => None,
        };
        if let Some(p) = person {
            before = Some((source.start, p));
        }
        if let Some(a) = &mut draft.found[number].attribution {
            a.person = person.map(|p| people[p].clone());
            a.candidates = candidates;
        }
    }
}

/// How far back, in bytes, a pronoun looks for the name it stands for.
const NEAR: usize = 900;

fn pronoun(draft: &Draft, number: usize, source: Span) -> bool {
    draft.places[number].iter().any(|p| {
        let items = &draft.frames[p.block].items;
        let i = items.partition_point(|i| i.span.start < source.start);
        items.get(i).is_some_and(|i| i.span == source && i.is(Tags::MALE.or(Tags::FEMALE)))
    })
}

/// Runs of capitalised words that can name a person, without titles and roles in front.
fn runs(frame: &Frame) -> impl Iterator<Item = Range<usize>> + '_ {
    let items = &frame.items;
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < items.len() {
            if !part(&items[at]) || frame.title_case {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < items.len()
                && items[end - 1].flags & GENITIVE == 0
                && (part(&items[end]) || items[end].is(Tags::PARTICLE) && items.get(end + 1).is_some_and(part))
            {
                end += 1
            }
            let run = at..end;
            at = end;
            let title = run.clone().rev().skip(1).find(|&k| items[k].is(Tags::HONORIFIC.or(Tags::ROLE)));
            let start = title.map_or(run.start, |t| t + 1);
            let article = title.is_none() && run.start > 0 && items[run.start - 1].is(Tags::DETERMINER);
            let place = items[start..run.end].iter().any(|i| {
                i.is(Tags::ORGANISATION.or(Tags::TIME).or(Tags::ROLE))
                    || i.flags & STOP != 0 && i.span.end - i.span.start > 2
            });
            if !article && !place && run.end - start <= 4 {
                return Some(start..run.end);
            }
        }
        None
    })
}

fn part(item: &Item) -> bool {
    item.word() && item.capital && !item.is(FUNCTION)
}

fn bare<'t>(text: &'t str, item: &Item) -> &'t str {
    text[item.span.start..item.span.end].trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’'])
}

fn spell(text: &str, frame: &Frame, run: Range<usize>) -> String {
    run.map(|k| bare(text, &frame.items[k])).collect::<Vec<_>>().join(" ")
}
