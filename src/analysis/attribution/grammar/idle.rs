//! Cues that nobody does, although a noun phrase stands before them: “*Remember* to ask”, “data *advocates* hope”, “a poem *called*
//! “T””, “Moen, *named* as a “special adviser””.
//!
//! [`ties`](super::tie::ties) asks here before it takes the phrase for who speaks.

use super::Tags;
use super::cue::Cue;
use super::item::Item;
use super::verb::{Subject, Verbs, Way};
use std::ops::Range;

/// Whether the phrase that stands where a subject would does not do what the cue says.
pub fn does_nothing(verbs: &Verbs, cue: &Cue, found: &Subject, sentence: &Range<usize>) -> bool {
    modifies_noun(verbs, cue, found, sentence)
        || is_named(verbs, cue, found)
        || is_named_as(verbs, cue)
        || is_imperative(verbs, cue, found, sentence)
        || joins_nouns(verbs, cue)
        || is_noun(verbs, cue, found)
}

/// ““Q,” stressed *the fact that*”: a thing before a content clause is the object, and what stands before the verb its subject.
pub fn states_fact(verbs: &Verbs, source: &Range<usize>) -> bool {
    let content = verbs.items.get(source.end).is_some_and(|next| next.is(Tags::CONTENT));
    content && verbs.items[source.start].is(Tags::DETERMINER) && source.len() > 1 && !verbs.is_person(source)
}

/// “Moen, *named as* a “special adviser””: after a comma the participle without an object says what somebody else does.
fn is_named_as(verbs: &Verbs, cue: &Cue) -> bool {
    let comma = verbs.before(cue.items.start).is_some_and(Item::sets_off);
    let next = verbs.after(cue.items.end - 1);
    comma && cue.hit.names && cue.hit.forms.done && next.is_some_and(|next| next.is(Tags::AS))
}

/// “*Remember* to ask”, “*Ask* the crew to name”: what opens the sentence is a verb and not a subject.
fn is_imperative(verbs: &Verbs, cue: &Cue, found: &Subject, sentence: &Range<usize>) -> bool {
    let first = &verbs.items[found.phrase.start];
    let alone = found.phrase.len() == 1 && found.phrase.start == sentence.start;
    let plural = first.is(Tags::PLURAL_ENDING.or(Tags::ROLE).or(Tags::ORGANISATION));
    alone && first.is(Tags::OPENER) && cue.hit.forms.base && !cue.hit.forms.past && !plural
}

/// “Dr Moen, *project* grant for”, “data *advocates* often hope”: a word that is a noun as often, in a form that does not agree
/// with its subject or before another verb.
fn is_noun(verbs: &Verbs, cue: &Cue, found: &Subject) -> bool {
    let items = &verbs.items;
    let at = cue.items.start;
    let alone = cue.hit.noun && verbs.group(at).is_some_and(|group| group.start() == at);
    if !alone || !matches!(found.way, Way::Plain | Way::Apposition | Way::Adjacent) {
        return false;
    }
    let forms = cue.hit.forms;
    let subject = verbs.slice(&found.phrase);
    let last = subject.last().filter(|_| !subject.iter().any(|item| item.is(Tags::JOINER)));
    let plural = last.is_some_and(|last| last.is(Tags::PLURAL_ENDING) && !last.name());
    let person =
        verbs.is_person(&found.phrase) && last.is_some_and(|last| last.name() && !last.is(Tags::PLURAL_ENDING));
    // British English says “the council insist”.
    let body = Tags::ORGANISATION.or(Tags::ROLE).or(Tags::OTHER).or(Tags::PLURAL_ENDING);
    let thing =
        subject[0].is(Tags::DETERMINER) && subject.len() > 1 && last.is_some_and(|last| !last.is(body) && !last.name());
    let plain = forms.base && !forms.past && !forms.done;
    // “the harbour *bash* was”: a finite verb follows, whose subject it ends.
    let be_next = (plain || forms.third)
        && verbs.after(cue.items.end - 1).is_some_and(|next| next.is(Tags::COPULA))
        && !subject[0].is(Tags::SUBJECT.or(Tags::RELATIVE))
        && (found.from == 0 || !items[found.from - 1].is(Tags::RELATIVE.or(Tags::THING).or(Tags::CONTENT)));
    let next = (cue.items.end..items.len())
        .find(|&at| !items[at].word() || !items[at].is(Tags::ADVERB.or(Tags::ADVERB_ENDING)));
    let verb_next = || next.is_some_and(|next| verbs.verb(next) && !items[next].is(Tags::CONTENT));
    be_next || (plain && (person || thing)) || (forms.third && (plural || verb_next()))
}

/// “a *messaging* plan”: a participle between two nouns, where only a clear verb of speech would govern the second.
fn joins_nouns(verbs: &Verbs, cue: &Cue) -> bool {
    let at = cue.items.start;
    let noun = |item: &Item| item.word() && !item.capital && !item.is(Tags::FUNCTION.or(Tags::PLURAL_ENDING));
    let after = || verbs.after(cue.items.end - 1).is_some_and(noun);
    let before = || verbs.before(at).is_some_and(noun) && !verbs.verb(at - 1);
    cue.hit.forms.ing && cue.hit.strength < 3 && before() && after()
}

/// Whether the words after a naming verb are the name of what stands before it: “a poem called “T””, “Lund, once called
/// “Q””. Somebody who calls something so names it first, “called *the plan* “Q””, or is a person: “what Moen called “Q””.
fn is_named(verbs: &Verbs, cue: &Cue, found: &Subject) -> bool {
    let next = verbs.after(cue.items.end - 1);
    let opens = next.is_some_and(|next| next.quote().is_some() || next.is(Tags::ARTICLE));
    let quoted = next.is_some_and(|next| next.quote().is_some())
        || (opens && verbs.items.get(cue.items.end + 1).is_some_and(|item| item.quote().is_some()));
    // “in what his aides call “Q””: the pronoun before the subject is what is named.
    let object = found.from > 0 && verbs.items[found.from - 1].is(Tags::RELATIVE.or(Tags::THING));
    let somebody = object || (found.way != Way::Adjacent && verbs.is_person(&found.phrase));
    cue.hit.names && cue.hit.forms.done && quoted && !somebody && !matches!(found.way, Way::Shared | Way::Infinitive)
}

/// Whether the cue is a bare participle that describes the noun before it.
fn modifies_noun(verbs: &Verbs, cue: &Cue, found: &Subject, sentence: &Range<usize>) -> bool {
    let items = &verbs.items;
    let subject = &found.phrase;
    if !cue.hit.forms.done || found.way != Way::Plain || subject.start <= sentence.start {
        return false;
    }
    let before = &items[subject.start - 1];
    // “a movement called “Q””: a naming verb after an object.
    let named = cue.hit.names && (before.is(Tags::PREPOSITION) || verbs.verb(subject.start - 1));
    // “in nations worried about”: after the object of a preposition that is neither name nor pronoun.
    let object = cue.hit.strength <= 2
        && subject.start > sentence.start + 1
        && before.is(Tags::PREPOSITION)
        && !items[subject.end - 1].name()
        && !items[subject.start].is(Tags::SUBJECT);
    named || object
}
