//! Noun phrases without a parser: how far the words that name somebody reach to the left or right of a place.
//!
//! Leaves to `subject` the question which phrase is the subject. Invariant: a phrase never crosses a quotation
//! or the end of its sentence, and looks at no more than [`REACH`] items.

use super::frame::{ED, FUNCTION, Frame, GENITIVE, ING, Item, LY, NUMBER, PLURAL};
use super::words::Tags;
use std::ops::Range;

pub const REACH: usize = 60;

/// A word that is surely a finite or passive verb here: an auxiliary, a listed verb or cue, a lower-case word in -ed.
pub fn verb(frame: &Frame, i: usize) -> bool {
    let item = &frame.items[i];
    if !item.word() {
        return false;
    }
    if item.is(Tags::AUXILIARY.or(Tags::CLITIC)) {
        return true;
    }
    if item.capital && i > frame.sentence(i).start {
        return false;
    }
    if item.is(Tags::VERB) {
        return !adjective_place(frame, i);
    }
    if let Some(cue) = item.cue {
        if cue.forms.past && !(cue.noun && cue.forms.base) && !item.is(Tags::CUE_NOUN.or(Tags::ROLE)) {
            return !adjective_place(frame, i);
        }
        if cue.forms.third && !cue.noun && cue.strength >= 2 {
            return !adjective_place(frame, i);
        }
        if cue.forms.third || cue.forms.past {
            return follows_name(frame, i);
        }
    }
    if item.is(Tags::VERB_OR_NOUN) {
        return follows_name(frame, i);
    }
    // “he folds his arms”
    if item.flags & PLURAL != 0 && i > 0 && frame.items[i - 1].is(Tags::SUBJECT) && !item.capital {
        return !frame.items[i - 1].is(Tags::POSSESSIVE.or(Tags::THING));
    }
    item.flags & ED != 0 && !item.capital && !adjective_place(frame, i)
}

/// Directly after a word that starts a noun phrase, where a participle is an adjective ("the elected officials").
fn adjective_place(frame: &Frame, i: usize) -> bool {
    i > 0 && {
        let before = &frame.items[i - 1];
        before.is(Tags::DETERMINER.or(Tags::PREPOSITION).or(Tags::ARTICLE)) && !before.is(Tags::THING.or(Tags::CONTENT))
            || before.is(Tags::POSSESSIVE) && !before.is(Tags::RELATIVE)
            || before.flags & GENITIVE != 0 && before.word()
    }
}

fn follows_name(frame: &Frame, i: usize) -> bool {
    i > 0 && {
        let before = &frame.items[i - 1];
        before.name() && before.flags & GENITIVE == 0 || before.is(Tags::SUBJECT)
    }
}

/// A word that may stand inside a noun phrase.
pub fn nominal(frame: &Frame, i: usize) -> bool {
    let item = &frame.items[i];
    if !item.word() {
        return matches!(item.mark(), Some('&' | '/' | '@' | '#'));
    }
    if item.name() {
        return true;
    }
    if item.is(FUNCTION) && !item.is(Tags::OTHER) {
        return false;
    }
    if verb(frame, i) {
        return false;
    }
    if item.flags & LY != 0 && !item.is(Tags::ROLE) && !item.capital {
        return i > 0
            && (frame.items[i - 1].is(Tags::DETERMINER.or(Tags::POSSESSIVE))
                || frame.items[i - 1].flags & GENITIVE != 0
                || frame.items[i - 1].name());
    }
    // “of the minister’s thinking”: a noun
    let owned = i > 0
        && (frame.items[i - 1].flags & GENITIVE != 0
            || frame.items[i - 1].is(Tags::DETERMINER) && !frame.items[i - 1].is(Tags::CONTENT.or(Tags::OTHER)));
    if item.flags & ING != 0
        && !owned
        && !item.is(Tags::ROLE.or(Tags::CUE_NOUN))
        && item.cue.is_some_and(|c| c.strength >= 2)
    {
        return false;
    }
    true
}

/// The noun phrase that ends with item `end` (inclusive), not beyond `low`.
#[expect(clippy::if_same_then_else, reason = "each arm is a case of the grammar, though two do the same")]
pub fn ending_at(frame: &Frame, end: usize, low: usize) -> Option<Range<usize>> {
    let low = low.max((end + 1).saturating_sub(REACH));
    let items = &frame.items;
    if items[end].is(Tags::SUBJECT.or(Tags::THING)) && !items[end].name() {
        return Some(end..end + 1);
    }
    // “the first said”
    if items[end].is(Tags::ORDINAL) && end > low && items[end - 1].is(Tags::DETERMINER) {
        return Some(end - 1..end + 1);
    }
    let mut start = end + 1;
    let mut i = end as isize;
    while i >= low as isize {
        let at = i as usize;
        let item = &items[at];
        if item.quote().is_some() {
            break;
        }
        if nominal(frame, at) {
            start = at;
        } else if item.flags & LY != 0
            && start <= end
            && at > low
            && items[at - 1].is(Tags::DETERMINER.or(Tags::POSSESSIVE))
        {
            start = at;
        } else if item.is(Tags::DETERMINER.or(Tags::POSSESSIVE)) && !item.is(Tags::RELATIVE)
            || item.is(Tags::POSSESSIVE) && items.get(at + 1).is_some_and(|n| n.word()) && !item.is(Tags::RELATIVE)
        {
            if at + 1 < start && start > end {
                break;
            }
            start = at;
            // "the spokesman for the", "all of the"
            if at > low && items[at - 1].is(Tags::ATTACHING) && attaches(frame, at - 1, low) {
                i -= 2;
                continue;
            }
            if at > low && items[at - 1].is(Tags::DETERMINER) {
                i -= 1;
                continue;
            }
            break;
        } else if item.is(Tags::ATTACHING) && start <= end && attaches(frame, at, low) {
            i -= 1;
            continue;
        } else if item.is(Tags::JOINER) && start <= end && joins(frame, at, low, end) {
            i -= 1;
            continue;
        } else if item.mark() == Some(')') {
            match (low..at).rev().take(20).find(|&k| items[k].mark() == Some('(')) {
                Some(k) if k > low => {
                    i = k as isize - 1;
                    if start > end {
                        start = at.min(end);
                    }
                    continue;
                }
                _ => break,
            }
        } else {
            break;
        }
        i -= 1;
    }
    while start <= end
        && (items[start].is(Tags::PREPOSITION.or(Tags::JOINER))
            || items[start].mark().is_some_and(|c| c != '#' && c != '@'))
    {
        start += 1
    }
    (start <= end && (start..=end).any(|k| items[k].word())).then_some(start..end + 1)
}

/// A preposition belongs to the phrase on its left if a noun stands directly before it.
fn attaches(frame: &Frame, at: usize, low: usize) -> bool {
    at > low
        && (nominal(frame, at - 1) && frame.items[at - 1].word() && !frame.items[at - 1].is(Tags::TIME)
            || frame.items[at].is(Tags::OF) && frame.items[at - 1].is(Tags::OTHER.or(Tags::DETERMINER))
            || frame.items[at - 1].mark() == Some(')'))
}

/// "Kasich and Trump", "aides and advisers".
fn joins(frame: &Frame, at: usize, low: usize, end: usize) -> bool {
    at > low
        && at < end
        && frame.items[at - 1].word()
        && (nominal(frame, at - 1) || frame.items[at - 1].is(Tags::SUBJECT))
        && (frame.items[at - 1].name() == frame.items[at + 1].name()
            || frame.items[at - 1].is(Tags::ROLE) && frame.items[end].is(Tags::ROLE)
            || frame.items[at + 1].is(Tags::DETERMINER.or(Tags::POSSESSIVE)))
        && !(low..at).rev().take(6).any(|k| frame.items[k].is(Tags::PREPOSITION) && !frame.items[k].is(Tags::OF))
}

/// The noun phrase that starts with item `start`, not beyond `high` (exclusive).
#[expect(clippy::if_same_then_else, reason = "each arm is a case of the grammar, though two do the same")]
pub fn starting_at(frame: &Frame, start: usize, high: usize) -> Option<Range<usize>> {
    let items = &frame.items;
    let high = high.min(start + REACH);
    let first = items.get(start).filter(|_| start < high)?;
    if !first.word() && first.mark() != Some('@') {
        return None;
    }
    if first.is(Tags::SUBJECT) && !first.name() && !first.is(Tags::POSSESSIVE) {
        return Some(start..start + 1);
    }
    let mut end = start;
    let mut i = start;
    while i < high {
        let item = &items[i];
        let open = item.is(Tags::DETERMINER.or(Tags::POSSESSIVE))
            && !item.is(Tags::RELATIVE)
            && (i == start || items[i - 1].is(Tags::PREPOSITION.or(Tags::DETERMINER)));
        if open
            || nominal(frame, i)
            || i == start && item.flags & ED != 0 && i + 1 < high && nominal(frame, i + 1)
            || item.flags & ED != 0 && item.word() && i > start && items[i - 1].is(Tags::DETERMINER)
        {
            end = i + 1;
        } else if item.is(Tags::ATTACHING)
            && end > start
            && i + 1 < high
            && (nominal(frame, i + 1) && !items[i + 1].is(Tags::TIME)
                || items[i + 1].is(Tags::DETERMINER.or(Tags::POSSESSIVE))
                || item.is(Tags::OF) && items[i + 1].is(Tags::OBJECT))
        {
        } else if item.is(Tags::JOINER) && end > start && i + 1 < high && items[i - 1].name() && items[i + 1].name() {
        } else if item.is(Tags::OBJECT) && i > start + 1 && items[i - 1].is(Tags::OF) {
            // “one of them”
            return Some(start..i + 1);
        } else if item.is(Tags::OTHER) && i == start
            || item.is(Tags::ORDINAL) && i == start + 1 && items[start].is(Tags::DETERMINER)
        {
            end = i + 1;
        } else if item.mark() == Some('(') {
            match (i..high.min(i + 12)).find(|&k| items[k].mark() == Some(')')) {
                Some(k) => {
                    i = k + 1;
                    continue;
                }
                None => break,
            }
        } else {
            break;
        }
        i += 1;
    }
    (end > start && (start..end).any(|k| !items[k].is(Tags::ARTICLE))).then_some(start..end)
}

/// Whether a phrase names a person, or several: by a pronoun, a role or a name that is none of an organisation.
pub fn person(frame: &Frame, phrase: &Range<usize>) -> bool {
    let items = &frame.items[phrase.clone()];
    let human = Tags::MALE.or(Tags::FEMALE).or(Tags::ROLE).or(Tags::HONORIFIC);
    items.iter().any(|i| i.is(human) || i.is(Tags::FIRST) && i.is(Tags::SUBJECT))
        || items.iter().any(|i| i.name() && !i.is(Tags::TIME.or(Tags::ORGANISATION)) && i.flags & NUMBER == 0)
}

/// Whether a phrase can name somebody who speaks at all: not a bare time.
pub fn speaks(frame: &Frame, phrase: &Range<usize>) -> bool {
    let items = &frame.items[phrase.clone()];
    items.iter().any(|i: &Item| {
        i.word()
            && !i.is(Tags::TIME)
            && i.flags & NUMBER == 0
            && (!i.is(FUNCTION)
                || i.is(Tags::SUBJECT.or(Tags::OTHER).or(Tags::THING).or(Tags::RELATIVE).or(Tags::ORDINAL)))
    }) || items.iter().any(|i| i.flags & NUMBER != 0) && items.len() > 1 && !items.iter().any(|i| i.is(Tags::TIME))
}
