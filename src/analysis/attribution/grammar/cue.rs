//! [`Cue`]: a word of speech in a sentence, unless it is a noun there.
//!
//! “Claim”, “report”, “state” are nouns as often as verbs. What stands before the word tells in most cases: after “the”
//! or “his” it is a noun, after “she” a verb. After a plain noun it is a verb only if it governs what follows: “officials
//! claim *that* …”, but “the officials’ claim on the land”.

use super::frame::Frame;
use super::item::Item;
use super::word::is_verb;
use super::{CueHit, Tags};
use std::ops::Range;

/// A word of speech that may be a verb, and its place.
pub struct Cue {
    /// Its items; several for “puts it”.
    pub items: Range<usize>,
    /// What the list has on it.
    pub hit: CueHit,
}

/// The cue that starts with `item`, if it is a verb there.
pub fn cue(frame: &Frame, item: usize, sentence: &Range<usize>) -> Option<Cue> {
    let items = &frame.items;
    let word = &items[item];
    let hit = word.cue()?;
    let cue = Cue { items: item..item + hit.words as usize, hit };
    if cue.items.end > sentence.end {
        return None;
    }
    let before = frame.before(item);
    let after_quote = before.is_some_and(|before| before.quote().is_some());
    // A verb with a capital inside a sentence is part of a name, unless everything has capitals.
    if word.capital && before.is_some() && !frame.title_case && !after_quote {
        return None;
    }
    if follows_opener(frame, &cue) || (hit.noun && !reads_as_verb(frame, &cue, sentence)) {
        return None;
    }
    Some(cue)
}

/// Directly after a word that opens a noun phrase, where it is a noun: “his claims”, “the report”, “in answer”.
fn follows_opener(frame: &Frame, cue: &Cue) -> bool {
    let Some(before) = frame.before(cue.items.start) else { return false };
    let word = &frame.items[cue.items.start];
    let forms = cue.hit.forms;
    let opens = (before.is(Tags::DETERMINER) && !before.is(Tags::THING.or(Tags::CONTENT)))
        || before.is(Tags::ARTICLE)
        || (before.is(Tags::POSSESSIVE) && !before.is(Tags::RELATIVE))
        || (before.word() && before.is(Tags::GENITIVE) && !before.is(Tags::CLITIC))
        || (before.is(Tags::PREPOSITION) && !before.is(Tags::INFINITIVE) && !forms.ing);
    let noun_like =
        word.is(Tags::CUE_NOUN.or(Tags::ROLE).or(Tags::HONORIFIC)) || (forms.base && !forms.past && cue.hit.words == 1);
    // “the Times’ said”: a verb that cannot be a noun. “another said”: a determiner that is a subject.
    let verb_after_genitive = forms.past && !noun_like && before.is(Tags::GENITIVE);
    // “some say”, “the two write”: a plain form that is never a noun has them for its subject.
    let plain = forms.base && !forms.past && !cue.hit.noun && cue.hit.strength == 3;
    let third = forms.third && !cue.hit.noun && cue.hit.strength == 3;
    let verb_after_other = before.is(Tags::OTHER) && ((forms.past && !forms.base) || third || plain);
    // “as put by Moen”: a participle with its agent.
    let next = frame.items.get(cue.items.end);
    let with_agent = before.is(Tags::AS) && forms.done && next.is_some_and(|next| next.is(Tags::AGENT));
    // “remembers her saying”, “with another saying”: a pronoun that is the subject of a participle.
    let second = cue.items.start.checked_sub(2).and_then(|second| frame.items.get(second)).filter(|_| forms.ing);
    let subject = second.is_some_and(|second| {
        (second.is(Tags::PERCEIVES) && before.is(Tags::FEMALE))
            || (second.is(Tags::PREPOSITION) && before.is(Tags::OTHER))
    });
    opens && !subject && !verb_after_genitive && !verb_after_other && !with_agent
}

/// Whether a word that is a noun as often is a verb here.
fn reads_as_verb(frame: &Frame, cue: &Cue, sentence: &Range<usize>) -> bool {
    let forms = cue.hit.forms;
    if !(forms.base || forms.third) || (cue.hit.words > 1 && forms.past) {
        return true;
    }
    let items = &frame.items;
    // The word before it, adverbs apart: “she *often* claims”.
    let mut start = cue.items.start;
    while start > sentence.start
        && items[start - 1].word()
        && !items[start - 1].name()
        && items[start - 1].is(Tags::ADVERB.or(Tags::ADVERB_ENDING))
    {
        start -= 1;
    }
    if start == sentence.start {
        return false;
    }
    let before = &items[start - 1];
    if before.is(Tags::SUBJECT.or(Tags::RELATIVE).or(Tags::CLITIC)) && !before.is(Tags::POSSESSIVE) {
        // “answered that tweet”: a singular noun after “that”, of which a verb would have -s.
        let points = before.is(Tags::CONTENT) && forms.base && !forms.past && start >= sentence.start + 2;
        return !points || (items[start - 2].word() && !items[start - 2].is(Tags::FUNCTION));
    }
    if is_object_named(frame, cue, sentence) {
        return false;
    }
    // “uttering charges”, “uttered charges”: after a verb stands its object.
    let governed = is_participle(before) || (before.is(Tags::PAST_ENDING) && is_verb(frame, start - 1));
    let plural = before.is(Tags::PLURAL_ENDING);
    // “with special mentions”: one thing after a preposition has an article, so the word before is an adjective.
    let adjective = !plural && start >= sentence.start + 2 && items[start - 2].is(Tags::PREPOSITION);
    let plain = before.word() && !before.is(Tags::FUNCTION) && !governed && !adjective;
    let governs = governs(frame, cue.items.end, sentence.end);
    // “Q,” officials claim.
    let ends = items
        .get(cue.items.end)
        .is_none_or(|next| matches!(next.mark(), Some('.' | ',')) || next.is(Tags::PREPOSITION));
    if items[sentence.start].quote().is_some() && (forms.third || forms.past || plural) && plain && ends {
        return true;
    }
    // The base form has no -s, so its subject is plural, or an auxiliary or “to” stands before it.
    if forms.base && !forms.past {
        return before.is(Tags::INFINITIVE.or(Tags::OTHER))
            || (before.is(Tags::AUXILIARY) && !before.is(Tags::COPULA))
            || before.comma()
            || (before.is(Tags::COORDINATOR) && cue.hit.strength == 3)
            || (plain && plural && governs);
    }
    if before.name() && !before.is(Tags::GENITIVE) {
        return governs || cue.hit.strength == 3;
    }
    let set_off = before.quote().is_some() || before.comma() || before.dash() || before.mark() == Some(')');
    if set_off || before.is(Tags::COORDINATOR) {
        return governs || cue.items.end >= sentence.end;
    }
    plain && governs
}

/// Whether a word is a participle that could have an object: “making claims”, but not “the meeting”.
fn is_participle(item: &Item) -> bool {
    item.is(Tags::PARTICIPLE_ENDING) && !item.capital && !item.is(Tags::CUE_NOUN.or(Tags::ROLE))
}

/// A phrase that is given a name seldom has more items.
const LONG_OBJECT: usize = 8;

/// Whether the word ends the phrase to which a verb gives the words after it: “called the venture “Q””.
fn is_object_named(frame: &Frame, cue: &Cue, sentence: &Range<usize>) -> bool {
    let items = &frame.items;
    let named = items.get(cue.items.end).is_some_and(|next| next.quote().is_some());
    let low = sentence.start.max(cue.items.start.saturating_sub(LONG_OBJECT));
    let inside = |at: &usize| items[*at].word() && !items[*at].is(Tags::SUBJECT.or(Tags::CONTENT).or(Tags::AUXILIARY));
    let mut before = (low..cue.items.start).rev().take_while(inside);
    named && before.any(|at| items[at].cue().is_some_and(|cue| cue.names && (cue.forms.past || cue.forms.ing)))
}

/// Whether what a verb of speech governs stands at `at`: a quotation, “that”, a name, a pronoun, a noun phrase, a comma.
fn governs(frame: &Frame, at: usize, high: usize) -> bool {
    let object =
        Tags::CONTENT.or(Tags::SUBJECT).or(Tags::OBJECT).or(Tags::DETERMINER).or(Tags::POSSESSIVE).or(Tags::INFINITIVE);
    frame.items.get(at).filter(|_| at < high).is_some_and(|next| {
        next.quote().is_some() || next.comma() || next.mark() == Some(':') || next.is(object) || next.name()
    })
}
