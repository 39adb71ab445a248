//! How far the cue of a tie reaches: what ends its clause before a quotation stands in it.

use super::choice::Around;
use crate::analysis::attribution::grammar::tie::{Shape, Tie};
use crate::analysis::attribution::grammar::verb::Way;
use crate::analysis::attribution::grammar::{Paragraph, Tags};

/// A cue governs nothing that stands more items after it.
const FAR: usize = 200;

/// Whether something between the cue and the quotation ends the reach of the cue.
pub fn is_closed(around: &Around, tie: &Tie) -> bool {
    let Around { paragraph, at, .. } = *around;
    if at > tie.cue.end + FAR {
        return true;
    }
    let semicolon = (tie.cue.end..at).any(|between| paragraph.items[between].mark() == Some(';'));
    semicolon
        || leaves_brackets(around, tie)
        || in_introduction(around, tie)
        || relative_is_over(around, tie)
        || (tie.shape != Shape::Passive && is_spent(around, tie))
}

/// “(Moen praises the lock), and then “Q””: the brackets that hold the cue close before the quotation.
fn leaves_brackets(around: &Around, tie: &Tie) -> bool {
    let mut open = 0_usize;
    around.paragraph.items[tie.cue.end.min(around.at)..around.at].iter().any(|item| match item.mark() {
        Some('(') => {
            open += 1;
            false
        }
        Some(')') => {
            let leaves = open == 0;
            open = open.saturating_sub(1);
            leaves
        }
        _ => false,
    })
}

/// “When she called for calm, the mayor was “Q””: a cue in the introduction does not govern the main clause, unless the
/// introduction is an attribution itself, as in “As Moen said, …”.
fn in_introduction(around: &Around, tie: &Tie) -> bool {
    let start = around.sentence.start;
    let body = around.paragraph.body_before(start, around.at);
    let attributes = (tie.strength == 3 || tie.shape == Shape::Passive) && around.paragraph.items[start].is(Tags::AS);
    tie.shape != Shape::According && tie.cue.start < body && body > start && !attributes
}

/// “S, who said so, called it “Q””: the relative clause of the cue is over where a comma is followed by the verb of the
/// main clause.
fn relative_is_over(around: &Around, tie: &Tie) -> bool {
    let Around { paragraph, at, .. } = *around;
    let items = &paragraph.items;
    let inside = tie.way == Way::Relative || (tie.from > 0 && items[tie.from - 1].surely_relative());
    let main_verb = |comma: usize| {
        paragraph.verb(comma + 1) || (items[comma + 1].is(Tags::ADVERB_ENDING) && paragraph.verb(comma + 2))
    };
    inside
        && (tie.cue.end..at.saturating_sub(1))
            .any(|comma| (items[comma].comma() || items[comma].comma_inside()) && main_verb(comma))
}

/// “Q,” S said on “R”: the cue is spent on Q, unless R follows a comma, a colon or another quotation.
fn is_spent(around: &Around, tie: &Tie) -> bool {
    let Around { paragraph, at, .. } = *around;
    let items = &paragraph.items;
    let low = around.sentence.start;
    let mut start = tie.start();
    while start > low && (items[start - 1].comma() || items[start - 1].is(Tags::ADVERB)) {
        start -= 1;
    }
    let Some(before) = at.checked_sub(1).map(|before| &items[before]) else { return false };
    // “on her “R””, “the film “R””: words that point at a title or a term.
    let pointer =
        Tags::PREPOSITION.or(Tags::DETERMINER).or(Tags::POSSESSIVE).or(Tags::WORK).or(Tags::NETWORK).or(Tags::HINT);
    let follows_quote = start > low && items[start - 1].quote().is_some() && tie.has_own_subject();
    let led = before.comma() || before.mark() == Some(':') || before.quote().is_some();
    let points = before.is(pointer) || (before.word() && before.is(Tags::GENITIVE));
    follows_quote && !led && points && is_aside(around, tie)
}

/// “, S said,” or “, according to S,”: set off by commas on both sides. “According to S,” needs one.
pub fn is_set_off(paragraph: &Paragraph, tie: &Tie) -> bool {
    let start = tie.start();
    let before = start > 0 && paragraph.items[start - 1].comma();
    let opening = tie.shape == Shape::According && start == paragraph.sentence(start).start;
    (before || opening) && paragraph.items.get(tie.end()).is_some_and(|item| item.comma())
}

/// Whether nothing follows the cue that it could govern: the sentence ends, or a comma, a place, a time or a recipient
/// comes next.
pub fn is_aside(around: &Around, tie: &Tie) -> bool {
    let items = &around.paragraph.items;
    let Some(next) = items.get(tie.cue.end).filter(|_| tie.cue.end < around.sentence.end) else { return true };
    if next.quote().is_some() {
        return false;
    }
    next.mark().is_some_and(|mark| mark != ':')
        || next.is(Tags::PREPOSITION.or(Tags::TIME).or(Tags::ADVERB).or(Tags::ADVERB_ENDING).or(Tags::OBJECT))
        || (tie.strength == 3 && next.subordinates())
        || next.name()
        || is_recipient(around, tie.cue.end)
}

/// “told the paper in Ohio.”, “told reporters”: a phrase after the cue, and no verb after the phrase.
fn is_recipient(around: &Around, at: usize) -> bool {
    let items = &around.paragraph.items;
    let Some(phrase) = around.paragraph.phrase_from(at, around.sentence.end) else { return false };
    let Some(next) = items.get(phrase.end).filter(|_| phrase.end < around.sentence.end) else { return true };
    // “his rival hailed it as “Q””: the cue governs another quotation.
    let named = next.is(Tags::AS) && items.get(phrase.end + 1).is_some_and(|item| item.quote().is_some());
    next.mark().is_some_and(|mark| mark != ':') || (next.is(Tags::PREPOSITION.or(Tags::TIME)) && !named)
}
