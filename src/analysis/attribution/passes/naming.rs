//! What things are called: by whom nobody says, in a passive (“the plan was called “Q” on Monday”), and by people in general
//! (“they call it the “Q””).

use super::choice::Around;
use crate::analysis::attribution::grammar::Tags;
use crate::analysis::attribution::grammar::item::Item;

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
    let verb = (low..around.at).rev().find(|&at| items[at].cue().is_some() || !items[at].is(between));
    let Some((verb, cue)) = verb.and_then(|verb| items[verb].cue().map(|cue| (verb, cue))) else { return false };
    let passive = cue.forms.done && cue.strength >= 2 && around.paragraph.group(verb).is_some_and(|group| group.copula);
    if !passive {
        return false;
    }
    // “he was asked “Q?””, “crews were urged to “Q””: who asks is as good as named, since there is somebody who answers.
    if items[verb].is(Tags::DIRECTS) {
        return false;
    }
    let of_person =
        || around.paragraph.subject(verb).is_some_and(|subject| around.paragraph.is_person(&subject.phrase));
    // “is sometimes referred to as “Q””: what people usually call a thing is its name.
    let habit = items[low..verb].iter().any(|item| item.is(Tags::HABIT));
    let judges = !habit && (!cue.names || (words > 1 && !items[around.at].is(Tags::WHOLE)));
    judges || of_person()
}

/// A name in use seldom has more words.
const NAME: usize = 2;

/// Whether the words are what people in general call a thing: “they call it the “wall plan””.
pub fn is_name_in_use(around: &Around, words: usize) -> bool {
    let items = &around.paragraph.items;
    if words > NAME || items[around.at].is(Tags::WHOLE) {
        return false;
    }
    let mut before = items[around.sentence.start..around.at].iter().rev().skip_while(|item| item.is(Tags::DETERMINER));
    let mut next = before.next();
    let is_object = |item: &Item| item.cue().is_none() && item.is(Tags::THING.or(Tags::OTHER));
    if next.is_some_and(is_object) {
        next = before.next();
    }
    let names = next.and_then(|verb| verb.cue()).is_some_and(|cue| cue.names && !cue.forms.past && !cue.forms.ing);
    let in_general = |item: &Item| item.is(Tags::SUBJECT) && !item.is(Tags::MALE.or(Tags::FEMALE).or(Tags::THING));
    names && before.next().is_some_and(in_general)
}
