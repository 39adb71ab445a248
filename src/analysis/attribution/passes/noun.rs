//! Nouns of speech: “S’s statement that “Q””, “in the words of S”.
//!
//! They tie little and only over a few words, so `within` asks for them late.

use super::choice::Around;
use crate::analysis::attribution::grammar::tie::{Shape, Tie};
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use std::ops::Range;

/// Items between a noun of speech and its quotation.
const NEAR: usize = 7;

/// The same, where a content clause opens directly after the noun.
const NEAR_CLAUSE: usize = 24;

/// Items after the noun among which a content clause opens.
const CLAUSE_OPENS: usize = 6;

/// Items between an introduction with a noun of speech and the quotation.
const INTRODUCED: usize = 30;

/// S’s statement that “Q” / in a statement by S / S’s remark at the rally that it was “Q”
pub fn noun_before(around: &Around) -> Option<Tie> {
    let paragraph = around.paragraph;
    let items = &paragraph.items;
    let opens = |at: usize| items[at].is(Tags::CONTENT) && !paragraph.verb(at - 1);
    let low = around.sentence.start.max(around.at.saturating_sub(NEAR_CLAUSE));
    for noun in (low..around.at).rev() {
        if items[noun].mark().is_some_and(|mark| !matches!(mark, ',' | ':')) {
            return None;
        }
        let near = noun + NEAR >= around.at || (noun + 1..noun + CLAUSE_OPENS).any(opens);
        if !items[noun].is(Tags::CUE_NOUN) || !near {
            continue;
        }
        // “a statement by S”, “remarks from S”
        let joins = items[noun + 1].is(Tags::AGENT.or(Tags::OF).or(Tags::ATTACHING));
        // “in the words of the keeper: “Q””: directly before the colon it need not be a name.
        let leads = |owner: &Range<usize>| items[noun + 1].is(Tags::OF) && owner.end + 1 == around.at;
        let after = || {
            let owner = paragraph.phrase_from(noun + 2, around.at)?;
            (joins && (items[owner.start].name() || leads(&owner))).then_some(owner)
        };
        if let Some(owner) = owner_before(around, noun).or_else(after) {
            return Some(tie(noun, owner.start, owner));
        }
        if let Some(owner) = ends_with_words(around, noun) {
            return Some(tie(noun, noun, owner));
        }
    }
    None
}

/// “Moen closed with the message “Q””: who does something with the words that follow.
fn ends_with_words(around: &Around, noun: usize) -> Option<Range<usize>> {
    let paragraph = around.paragraph;
    let items = &paragraph.items;
    let with = noun.checked_sub(2).filter(|&with| with > around.sentence.start)?;
    // “She ran on the slogan “Q””: whoever uses a slogan need not say it here.
    let whole = noun + 1 == around.at && items[around.at].is(Tags::WHOLE) && !items[noun].is(Tags::HINT);
    if !whole
        || !items[noun - 1].is(Tags::DETERMINER)
        || !items[with].is(Tags::PREPOSITION)
        || !paragraph.verb(with - 1)
    {
        return None;
    }
    let subject = paragraph.subject(with - 1)?;
    paragraph.is_person(&subject.phrase).then(|| subject.phrase.clone())
}

/// Whose it is, by a possessive or a genitive before the noun.
fn owner_before(around: &Around, noun: usize) -> Option<Range<usize>> {
    let paragraph = around.paragraph;
    let start = around.sentence.start;
    for at in (start..noun).rev().take(4) {
        let item = &paragraph.items[at];
        if item.is(Tags::POSSESSIVE) && !item.is(Tags::RELATIVE) {
            return Some(at..at + 1);
        }
        if item.is(Tags::GENITIVE) && !item.is(Tags::CLITIC) {
            return paragraph.phrase_to(at, start);
        }
        // “my very first question”
        if !paragraph.nominal(at) && !item.is(Tags::ORDINAL.or(Tags::ADVERB)) {
            break;
        }
    }
    None
}

/// “Q,” in the words of S / “Q,” in S’s view / “Q” from top to bottom, in S’s view
pub fn noun_after(around: &Around) -> Option<Tie> {
    let items = &around.paragraph.items;
    let end = around.sentence.end;
    let first = (around.at + 1..end).find(|&at| !items[at].comma() && !items[at].dash()).unwrap_or(end);
    let closes = |tie: &Tie| tie.end() + 1 >= end;
    let set_off = |at: usize| items[at - 1].comma().then(|| owned_noun(around.paragraph, at, end)).flatten();
    owned_noun(around.paragraph, first, end)
        .or_else(|| (first + 1..end.min(first + NEAR_CLAUSE)).find_map(|at| set_off(at).filter(closes)))
}

/// In the words of S, it was “Q” / In S’s view, it was “Q”
pub fn noun_opening(around: &Around) -> Option<Tie> {
    let items = &around.paragraph.items;
    let tie = owned_noun(around.paragraph, around.sentence.start, around.sentence.end)?;
    let end = tie.end();
    let near = end < around.at && around.at - end < INTRODUCED && items[end].comma();
    (near && !items[end..around.at].iter().any(|item| item.mark() == Some(';'))).then_some(tie)
}

/// A preposition at `at`, a noun of speech, and whose it is: “in the words of S”, “in S’s view”.
fn owned_noun(paragraph: &Paragraph, at: usize, high: usize) -> Option<Tie> {
    let items = &paragraph.items;
    if !items.get(at)?.is(Tags::PREPOSITION) {
        return None;
    }
    let noun = (at + 1..high.min(at + 8)).take_while(|&near| items[near].word());
    let noun = noun.into_iter().find(|&near| items[near].is(Tags::CUE_NOUN))?;
    if noun > at + 1 && items[noun - 1].is(Tags::GENITIVE.or(Tags::POSSESSIVE)) {
        let owner = paragraph.phrase_to(noun - 1, at + 1).unwrap_or(noun - 1..noun);
        return Some(tie(noun, at, owner));
    }
    let of = items.get(noun + 1).is_some_and(|next| next.is(Tags::OF));
    let owner = paragraph.phrase_from(noun + 2, high).filter(|_| of)?;
    Some(tie(noun, at, owner))
}

fn tie(noun: usize, from: usize, source: Range<usize>) -> Tie {
    Tie::fixed(Shape::Noun, noun..noun + 1, source, from, 1)
}
