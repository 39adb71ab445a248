//! Relative clauses: “*Moen, who* said”, and without a pronoun “*a pilot* I spoke to said”.

use super::Tags;
use super::verb::{Subject, Verbs, Way};
use std::ops::Range;

/// “Trump, who said”: the antecedent and the pronoun together.
pub fn relative(verbs: &Verbs, who: usize, low: usize) -> Subject {
    let items = &verbs.items;
    let last = (low..who).rev().find(|&at| !items[at].comma() && !items[at].dash());
    let antecedent = last.and_then(|last| verbs.phrase_to(last, low));
    // “it’s *interesting* who says”: an adjective after a form of “be” is nobody.
    let state = |phrase: &Range<usize>| {
        let before = phrase.start.checked_sub(1).filter(|_| phrase.len() == 1 && !items[phrase.start].capital);
        before.is_some_and(|before| items[before].is(Tags::COPULA.or(Tags::CLITIC)))
    };
    let antecedent = antecedent.filter(|phrase| !items[who].is(Tags::PERSON_RELATIVE) || !state(phrase));
    let antecedent =
        antecedent.map(|phrase| if items[who].is(Tags::PERSON_RELATIVE) { person_in(verbs, phrase) } else { phrase });
    // “you find *somebody* who knows”: such a word opens a phrase.
    let alone = |phrase: Range<usize>| {
        let last = phrase.end - 1;
        let opens = items[last].is(Tags::OTHER) && !items[last].is(Tags::DETERMINER);
        if opens && !items[last.max(phrase.start + 1) - 1].is(Tags::FUNCTION) { last..phrase.end } else { phrase }
    };
    let antecedent = antecedent.map(alone);
    let start = antecedent.as_ref().map_or(who, |phrase| phrase.start);
    // “she retweeted a message that read”: she is the source and not the message.
    let message = antecedent.filter(|phrase| {
        !items[who].is(Tags::PERSON_RELATIVE)
            && phrase.start > low
            && verbs.slice(phrase).iter().any(|item| item.is(Tags::CUE_NOUN))
            && verbs.verb(phrase.start - 1)
    });
    let sender = message.and_then(|phrase| verbs.main_subject(verbs.sentence(who).start, phrase.start));
    sender.map_or_else(
        || Subject { phrase: start..who + 1, way: Way::Relative, from: start },
        |sender| Subject::new(sender, Way::Relative),
    )
}

/// “help from *Ole Rud*, who”: of a thing and a person, who says something is the person.
fn person_in(verbs: &Verbs, phrase: Range<usize>) -> Range<usize> {
    let preposition = phrase.clone().rev().find(|&at| verbs.items[at].is(Tags::PREPOSITION));
    let Some(preposition) = preposition else { return phrase };
    let (thing, somebody) = (phrase.start..preposition, preposition + 1..phrase.end);
    let tells = !thing.is_empty() && !somebody.is_empty() && !verbs.is_person(&thing) && verbs.is_person(&somebody);
    if tells { somebody } else { phrase }
}

/// “*a pilot* I spoke to said”, “*the crew* we met said”: a relative clause without a pronoun, whose head is the subject.
pub fn without_relative(verbs: &Verbs, before: usize, low: usize) -> Option<Range<usize>> {
    let items = &verbs.items;
    let inner = if items[before].is(Tags::PREPOSITION) { before.checked_sub(1)? } else { before };
    if inner <= low || !(verbs.verb(inner) || items[inner].cue().is_some()) || verbs.nominal(inner) {
        return None;
    }
    let subject = verbs.subject(inner).filter(|subject| subject.way == Way::Plain && subject.phrase.len() == 1)?;
    let who = subject.phrase.start;
    let pronoun = items[who].is(Tags::SUBJECT) && !items[who].is(Tags::THING.or(Tags::CLITIC));
    let noun = who > low && items[who - 1].word() && verbs.nominal(who - 1);
    let head = verbs.phrase_to(who.checked_sub(1)?, low).filter(|_| pronoun && noun)?;
    // “the things I saw said little”: without “to” only people speak.
    let met = inner < before || verbs.is_person(&head);
    (met && verbs.can_speak(&head)).then_some(head)
}
