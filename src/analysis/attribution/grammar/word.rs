//! What part a word plays, by its lists, its shape and its neighbours: is it a verb, and may it stand in a noun phrase?

use super::Tags;
use super::frame::Frame;

/// Whether the word is surely a finite or passive verb: an auxiliary, a listed verb or cue, a lower-case word in -ed.
pub fn is_verb(frame: &Frame, at: usize) -> bool {
    let item = &frame.items[at];
    if !item.word() {
        return false;
    }
    if item.is(Tags::AUXILIARY.or(Tags::CLITIC)) {
        return true;
    }
    // English capitalises names and not verbs, so a capital inside a sentence shows a name.
    if item.capital && at > frame.sentence(at).start {
        return false;
    }
    if item.is(Tags::VERB) {
        return !modifies(frame, at);
    }
    if let Some(cue) = item.cue() {
        if cue.forms.past && !(cue.noun && cue.forms.base) && !item.is(Tags::CUE_NOUN.or(Tags::ROLE)) {
            return !modifies(frame, at);
        }
        if cue.forms.third && !cue.noun && cue.strength >= 2 {
            return !modifies(frame, at);
        }
        // “claims”, “reports”: as often a plural noun, so only directly after a name or pronoun.
        if cue.forms.third || cue.forms.past {
            return follows_name(frame, at);
        }
    }
    if item.is(Tags::VERB_OR_NOUN) {
        return follows_name(frame, at);
    }
    // “he folds his arms”: no list has the verb, but after “he” a word in -s is a third person.
    let pronoun = at.checked_sub(1).map(|before| &frame.items[before]).filter(|before| before.is(Tags::SUBJECT));
    if let Some(pronoun) = pronoun
        && item.is(Tags::PLURAL_ENDING)
        && !item.capital
    {
        return !pronoun.is(Tags::POSSESSIVE.or(Tags::THING));
    }
    item.is(Tags::PAST_ENDING) && !item.capital && !modifies(frame, at)
}

/// Directly after a word that opens a noun phrase, where a participle is an adjective: “the elected officials”.
fn modifies(frame: &Frame, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &frame.items[before]) else { return false };
    let opens = before.is(Tags::DETERMINER.or(Tags::PREPOSITION).or(Tags::ARTICLE));
    (opens && !before.is(Tags::THING.or(Tags::CONTENT)))
        || (before.is(Tags::POSSESSIVE) && !before.is(Tags::RELATIVE))
        || (before.is(Tags::GENITIVE) && before.word())
}

fn follows_name(frame: &Frame, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &frame.items[before]);
    before.is_some_and(|before| (before.name() && !before.is(Tags::GENITIVE)) || before.is(Tags::SUBJECT))
}

/// Whether the word may stand inside a noun phrase, if it is known to be a `verb` or not.
pub fn is_nominal(frame: &Frame, at: usize, verb: bool) -> bool {
    let item = &frame.items[at];
    if !item.word() {
        return matches!(item.mark(), Some('&' | '/' | '@' | '#'));
    }
    if item.name() {
        return true;
    }
    if (item.is(Tags::FUNCTION) && !item.is(Tags::OTHER)) || verb {
        return false;
    }
    let before = at.checked_sub(1).map(|before| &frame.items[before]);
    // “a highly praised pilot”: an adverb stands in a phrase only after the word that opens it.
    if item.is(Tags::ADVERB_ENDING) && !item.is(Tags::ROLE) && !item.capital {
        return before.is_some_and(|before| {
            before.is(Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::GENITIVE)) || before.name()
        });
    }
    // “Moen saying”: a participle of speech is a verb, but “the minister’s thinking” is a noun.
    let owned = before.is_some_and(|before| {
        before.is(Tags::GENITIVE) || (before.is(Tags::DETERMINER) && !before.is(Tags::CONTENT.or(Tags::OTHER)))
    });
    let speaking = item.is(Tags::PARTICIPLE_ENDING)
        && item.cue().is_some_and(|cue| cue.strength >= 2)
        && !item.is(Tags::ROLE.or(Tags::CUE_NOUN));
    owned || !speaking
}
