//! Passives that hide who speaks: “the plan was called “Q” on Monday”.

use super::choice::Around;
use crate::analysis::attribution::grammar::Tags;

/// A passive verb of judgement or naming stands no more items before the words that it gives.
const NEAR_PASSIVE: usize = 8;

/// Whether the words are what somebody or something was called, described or dismissed as, and nobody is named who did so.
///
/// A thing that is called by a name has one: “the street was called “Elm Row””. Of a person, or of words in lower case, it
/// is a judgement, and somebody judged.
pub fn hides_agent(around: &Around, words: usize) -> bool {
    let items = &around.paragraph.items;
    let low = around.sentence.start.max(around.at.saturating_sub(NEAR_PASSIVE));
    let between = Tags::AS.or(Tags::DETERMINER).or(Tags::ADVERB).or(Tags::TIME).or(Tags::PREPOSITION).or(Tags::NUMBER);
    let verb = (low..around.at).rev().find(|&at| items[at].cue.is_some() || !items[at].is(between));
    let Some((verb, cue)) = verb.and_then(|verb| items[verb].cue.map(|cue| (verb, cue))) else { return false };
    let passive = cue.forms.done && cue.strength >= 2 && around.paragraph.group(verb).is_some_and(|group| group.copula);
    if !passive {
        return false;
    }
    let of_person =
        || around.paragraph.subject(verb).is_some_and(|subject| around.paragraph.is_person(&subject.phrase));
    // “is sometimes referred to as “Q””: what people usually call a thing is its name.
    let habit = items[low..verb].iter().any(|item| item.is(Tags::HABIT));
    let judges = !habit && (!cue.names || (words > 1 && !items[around.at].is(Tags::WHOLE)));
    judges || of_person()
}
