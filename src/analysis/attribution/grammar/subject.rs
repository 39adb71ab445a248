//! The subject of each verb, from what stands before the verb.
//!
//! English puts the subject before the verb, but not always directly: “Moen, *the keeper*, said”, “Moen *rose and* said”,
//! “Moen left, *saying*”, “Moen *wants to* say”. What stands directly before the group of the verb tells which of these
//! it is. Where a verb has its subject from another verb, that one stands to its left and is known already.
//!
//! Invariant: looks back no further than the sentence and [`REACH`](super::chunk::REACH) items.

use super::Tags;
use super::clause::Clauses;
use super::item::Item;
use super::relative::{relative, without_relative};
use super::verb::{Subject, Verbs, Way};
use std::ops::Range;

/// Appositions seldom have more items.
const LONG_APPOSITION: usize = 40;

/// Reads the verbs of a paragraph and their subjects, from left to right.
pub fn verbs(clauses: Clauses) -> Verbs {
    let mut verbs = Verbs::new(clauses);
    for at in 0..verbs.items.len() {
        let subject = subject(&verbs, at);
        verbs.set_subject(at, subject);
    }
    verbs
}

/// The subject of the verb at `verb`, by the item before its group.
fn subject(verbs: &Verbs, verb: usize) -> Option<Subject> {
    let group = verbs.group(verb)?;
    let low = verbs.lowest(verb);
    let items = &verbs.items;
    if group.broken || verb == low {
        return None;
    }
    let skipped = group.start() < verb;
    if group.start() <= low || (skipped && items[group.start() - 1].quote().is_some()) {
        return month_as_name(verbs, group.start(), verb);
    }
    let before = group.start() - 1;
    let item = &items[before];
    // “Moen, author of “Tides,” put it”: the comma that ends the apposition stands inside the marks of a title.
    let apposed = item.comma_inside() && before > low + 1 && items[low..before - 1].iter().any(Item::comma);
    if apposed && let Some(found) = apposition(verbs, before, low).filter(|found| found.way == Way::Apposition) {
        return Some(found);
    }
    if item.is(Tags::CLITIC) {
        return Some(Subject::new(before..before + 1, Way::Plain));
    }
    let cue = items[verb].cue();
    let participle = cue.is_some_and(|cue| cue.forms.ing) || items[verb].is(Tags::PARTICIPLE_ENDING);
    if participle && !group.copula {
        return of_participle(verbs, verb, before, low);
    }
    // “that” after a verb opens a content clause: “it said that said documents”.
    let content = item.is(Tags::CONTENT) && before > low && verbs.verb(before - 1);
    if item.is(Tags::RELATIVE) && !item.is(Tags::POSSESSIVE) && !content {
        return Some(relative(verbs, before, low));
    }
    if item.is(Tags::INFINITIVE) && cue.is_none_or(|cue| cue.forms.base) {
        return of_infinitive(verbs, before, low);
    }
    let resumes = item.comma() && before > low && items[before - 1].quote().is_some() && !group.copula;
    if item.is(Tags::COORDINATOR) || resumes {
        return shared(verbs, before);
    }
    if item.sets_off() {
        return apposition(verbs, before, low);
    }
    if let Some(head) = without_relative(verbs, before, low) {
        return Some(Subject::new(head, Way::Plain));
    }
    // “began by saying”, “kept calling”: chained verbs have one subject.
    if verbs.verb(before) && !verbs.nominal(before) {
        return verbs.subject(before);
    }
    // “one of *them* said”
    let part = item.is(Tags::OBJECT)
        && before > low + 1
        && items[before - 1].is(Tags::OF)
        && items[before - 2].is(Tags::OTHER.or(Tags::DETERMINER));
    if part {
        return Some(Subject::new(before - 2..before + 1, Way::Plain));
    }
    directly_before(verbs, before, low)
}

/// “Jun wrote”: a name that is also a month is skipped as a time, but with nothing else before the verb it is the subject.
fn month_as_name(verbs: &Verbs, at: usize, verb: usize) -> Option<Subject> {
    let date = verbs.items[at + 1..verb].iter().any(|item| item.is(Tags::TIME.or(Tags::NUMBER)));
    let item = &verbs.items[at];
    (at < verb && item.capital && item.is(Tags::TIME) && !date).then(|| Subject::new(at..at + 1, Way::Plain))
}

/// The noun phrase that ends directly before the verb.
fn directly_before(verbs: &Verbs, before: usize, low: usize) -> Option<Subject> {
    let items = &verbs.items;
    let found = verbs.phrase_to(before, low)?;
    // “the man who won the state said”: the phrase is the object of a relative clause, whose head is the subject.
    let object = found.start > low && (verbs.verb(found.start - 1) || items[found.start - 1].is(Tags::PREPOSITION));
    let who = (low..found.start).rev().take(12).take_while(|&at| object && items[at].word());
    let who = who.into_iter().find(|&at| items[at].is(Tags::PERSON_RELATIVE)).filter(|&who| who > low);
    let head = who.and_then(|who| {
        let last = if items[who - 1].comma() && who - 1 > low { who - 2 } else { who - 1 };
        verbs.phrase_to(last, low)
    });
    if let Some(head) = head {
        return Some(Subject::new(head, Way::Plain));
    }
    if let Some(renamed) = renamed_without_comma(verbs, &found, low) {
        return Some(renamed);
    }
    verbs.can_speak(&found).then(|| Subject::new(found, Way::Plain))
}

/// “Moen, from the harbour office said”: no comma closes what is added to the name that opens the sentence.
fn renamed_without_comma(verbs: &Verbs, last: &Range<usize>, low: usize) -> Option<Subject> {
    let items = &verbs.items;
    let comma = last.start.checked_sub(2).filter(|&comma| comma > low && items[comma].comma())?;
    let added =
        items[comma + 1].is(Tags::PREPOSITION) && !items[comma + 1].is(Tags::SUBORDINATOR.or(Tags::COORDINATOR));
    let name = verbs.phrase_to(comma - 1, low).filter(|_| added)?;
    let opens = name.start == verbs.sentence(comma).start;
    (opens && verbs.is_person(&name)).then(|| Subject::new(name, Way::Apposition))
}

/// “won the state and said”: the subject that coordinated verbs share.
fn shared(verbs: &Verbs, at: usize) -> Option<Subject> {
    let start = verbs.sentence(at).start;
    // “at the mention of it she laughed and admitted”: two verbs in a row.
    let first = at.checked_sub(1).filter(|&first| first > start && verbs.verb(first));
    let direct = first.and_then(|first| verbs.subject(first)).filter(|subject| subject.way == Way::Plain);
    if let Some(direct) = direct {
        return Some(Subject { phrase: direct.phrase, way: Way::Shared, from: at });
    }
    let phrase = verbs.first_subject(verbs.clause_start(at), at).or_else(|| verbs.main_subject(start, at))?;
    // “it is *Moen who* keeps the lock and says”, “you find *somebody who* knows and says”: “it” and “you” say nothing.
    let nobody = phrase.len() == 1 && verbs.items[phrase.start].is(Tags::THING);
    let who = |at: &usize| verbs.items[*at].is(Tags::PERSON_RELATIVE) && verbs.items[*at].is(Tags::SUBJECT);
    let who = (phrase.end..at).rev().find(who).filter(|&who| nobody && verbs.verb(who + 1));
    if let Some(found) = who.and_then(|who| verbs.subject(who + 1)) {
        return Some(Subject { way: Way::Relative, ..found });
    }
    Some(Subject { phrase, way: Way::Shared, from: at })
}

/// “wants to say”, “used the speech to call”: the subject of the verb that governs the infinitive.
fn of_infinitive(verbs: &Verbs, to: usize, low: usize) -> Option<Subject> {
    // “it is easy for *me* to say”
    let for_somebody =
        to > low + 1 && verbs.items[to - 1].is(Tags::OBJECT) && verbs.items[to - 2].is(Tags::PREPOSITION);
    if for_somebody && !verbs.items[to - 2].is(Tags::OF.or(Tags::INFINITIVE)) {
        return Some(Subject::new(to - 1..to, Way::Directed));
    }
    // “…, drawing on her years there to say”: a participle after a comma has the subject of the main clause.
    let participle = |at: usize| {
        let item = &verbs.items[at];
        item.is(Tags::PARTICIPLE_ENDING)
            && !item.is(Tags::DIRECTS)
            && at > low
            && verbs.items[at - 1].comma()
            && !verbs.verb(at)
    };
    let governs = |at: &usize| {
        let item = &verbs.items[*at];
        verbs.verb(*at) || item.is(Tags::DIRECTS) || item.cue().is_some_and(|cue| cue.forms.ing) || participle(*at)
    };
    let governor = (low..to).rev().take(14).find(governs);
    if let Some(at) = governor.filter(|&at| participle(at) && verbs.items[at].cue().is_none()) {
        return of_participle(verbs, at, at - 1, low);
    }
    // “prompted Moen to say”: the object of the first verb is the subject of the second.
    let object = governor.filter(|&governor| verbs.items[governor].is(Tags::DIRECTS)).and_then(|governor| {
        let object = verbs.phrase_from(governor + 1, to)?;
        let inside = |at: usize| verbs.items[at].word() && !verbs.verb(at);
        if !(object.end..to).all(inside) {
            return None;
        }
        let pronoun = verbs.items[governor + 1].is(Tags::OBJECT.or(Tags::FEMALE));
        (pronoun || verbs.can_speak(&object)).then_some(object)
    });
    if let Some(phrase) = object {
        return Some(Subject::new(phrase, Way::Directed));
    }
    let found = governor.and_then(|governor| verbs.subject(governor));
    // “it is tempting to say”: nobody in particular says it.
    let impersonal = |subject: &Subject| subject.phrase.len() == 1 && verbs.items[subject.phrase.start].is(Tags::THING);
    if governor.is_some_and(|governor| verbs.items[governor].is(Tags::COPULA)) && found.as_ref().is_some_and(impersonal)
    {
        return None;
    }
    let main = || Some(Subject::new(verbs.main_subject(verbs.sentence(to).start, to)?, Way::Infinitive));
    found.map(|subject| Subject { way: Way::Infinitive, ..subject }).or_else(main)
}

/// “Moen did X, saying”: the subject of the clause; “a sign saying”: the noun before it.
fn of_participle(verbs: &Verbs, verb: usize, before: usize, low: usize) -> Option<Subject> {
    let items = &verbs.items;
    let item = &items[before];
    // “is quoted as saying”, “can be heard asking”: the subject of the verb before.
    let quoted = item.is(Tags::AS) && before > low && items[before - 1].cue().is_some_and(|cue| cue.forms.done);
    if quoted {
        return verbs.subject(before - 1);
    }
    if item.word() && !item.is(Tags::AUXILIARY) && verbs.verb(before) {
        return verbs.subject(before);
    }
    if let Some(found) = of_pronoun_before(verbs, before, low) {
        return Some(found);
    }
    let joins = Tags::PREPOSITION.or(Tags::SUBORDINATOR).or(Tags::COORDINATOR);
    if !item.comma() && !item.is(joins) && item.quote().is_none() && verbs.nominal(before) {
        let noun = verbs.phrase_to(before, low)?;
        if let Some(found) = of_noun_before(verbs, noun, before, low) {
            return Some(found);
        }
    }
    let start = verbs.sentence(verb).start;
    let controlled = verbs.first_subject(verbs.clause_start(before), verb);
    let controlled = controlled
        .or_else(|| ahead(verbs, verb).map(|subject| subject.phrase))
        .or_else(|| verbs.main_subject(start, verb))?;
    Some(Subject { phrase: controlled, way: Way::Controlled, from: before })
}

/// A pronoun directly before a participle that is its subject: “she remembers *her* saying”, “…, with *another* saying”.
fn of_pronoun_before(verbs: &Verbs, before: usize, low: usize) -> Option<Subject> {
    let items = &verbs.items;
    let item = &items[before];
    let object = item.is(Tags::OBJECT) || (item.is(Tags::FEMALE) && item.is(Tags::POSSESSIVE));
    if object && before > low && items[before - 1].is(Tags::PERCEIVES) {
        return Some(Subject::new(before..before + 1, Way::Directed));
    }
    let with = before > low + 1 && items[before - 1].is(Tags::PREPOSITION) && items[before - 2].sets_off();
    (with && item.is(Tags::OTHER)).then(|| Subject {
        phrase: before..before + 1,
        way: Way::Apposition,
        from: before - 1,
    })
}

/// The noun phrase directly before a participle: is it the subject?
fn of_noun_before(verbs: &Verbs, noun: Range<usize>, before: usize, low: usize) -> Option<Subject> {
    let items = &verbs.items;
    let set_off = |at: usize| at == low || items[at - 1].comma() || items[at - 1].dash();
    let real_preposition = |at: usize| items[at].is(Tags::PREPOSITION) && !items[at].is(Tags::OF);
    // “…, with the mayor and his aides calling it”: “with” gives a participle its own subject.
    let in_phrase = |at: usize| {
        items[at].word() && (verbs.nominal(at) || items[at].is(Tags::JOINER.or(Tags::DETERMINER).or(Tags::PREPOSITION)))
    };
    let with = (low..noun.start).rev().take(6).take_while(|&at| in_phrase(at)).find(|&at| real_preposition(at));
    if let Some(with) = with.filter(|&with| with + 1 < noun.start && set_off(with)) {
        return Some(Subject { phrase: with + 1..noun.end, way: Way::Apposition, from: with });
    }
    let goal = noun.start > low && items[noun.start - 1].is(Tags::INFINITIVE); // “a letter, of May, to the firm requesting”
    if !goal
        && noun.start > low
        && real_preposition(noun.start - 1)
        && (noun.start < low + 2 || set_off(noun.start - 1))
    {
        return Some(Subject { from: noun.start - 1, phrase: noun, way: Way::Apposition });
    }
    let governor = noun.start.checked_sub(1).filter(|&verb| verb >= low && verbs.verb(verb));
    // “she remembers *Moen* saying”: what she saw and heard is what another said.
    if governor.is_some_and(|governor| items[governor].is(Tags::PERCEIVES)) && verbs.can_speak(&noun) {
        return Some(Subject::new(noun, Way::Directed));
    }
    // “she released a statement saying”: she is the source and not the statement.
    if let Some(sender) = governor.and_then(|governor| verbs.subject(governor)) {
        return Some(Subject { phrase: sender.phrase, way: Way::Controlled, from: before });
    }
    let joins = Tags::PREPOSITION.or(Tags::COORDINATOR).or(Tags::SUBORDINATOR);
    let lonely = noun.start == low || items[noun.start - 1].is(joins) || items[noun.start - 1].sets_off();
    let speaks = verbs.slice(&noun).iter().any(|item| item.is(Tags::CUE_NOUN.or(Tags::ROLE)));
    // “both signed it – Moen saying …, and Rud calling it …”: after a dash each has a participle of their own.
    let dashed = || (low..noun.start).any(|at| items[at].any_dash());
    let absolute = verbs.slice(&noun).iter().all(Item::name) && noun.start > low && dashed();
    let way = if absolute { Way::Apposition } else { Way::Reduced };
    (lonely && (speaks || absolute)).then(|| Subject::new(noun, way))
}

/// “After denouncing it, Moen …”: a participle in an introduction has the subject of the clause that follows.
pub fn ahead(clauses: &Clauses, verb: usize) -> Option<Subject> {
    let items = &clauses.items;
    let end = clauses.sentence(verb).end;
    let comma = (verb..end.min(verb + 40)).find(|&at| items[at].comma() || items[at].comma_inside())?;
    let start = (comma + 1..end.min(comma + 4)).find(|&at| items[at].word() && !items[at].is(Tags::ADVERB))?;
    let phrase = clauses.phrase_from(start, end).filter(|phrase| clauses.can_speak(phrase))?;
    Some(Subject { phrase, way: Way::Controlled, from: verb })
}

/// “Moen, a senator from Ohio, said”: the phrase before the earliest comma that opens an apposition.
fn apposition(verbs: &Verbs, comma: usize, low: usize) -> Option<Subject> {
    let items = &verbs.items;
    let mut close = comma;
    let mut best: Option<Range<usize>> = None;
    // Appositions follow each other: “Moen, the keeper, who came from Lund, said”. Walk over them to the left.
    for _ in 0..5 {
        let open = (low..close).rev().take(LONG_APPOSITION).find(|&at| items[at].sets_off());
        let Some(open) = open.filter(|&open| open > low && open + 1 < close) else { break };
        let first = &items[open + 1];
        let clause = Tags::SUBORDINATOR.or(Tags::COORDINATOR).or(Tags::CONTRAST);
        let words = first.word() || first.quote().is_some();
        if !words || (best.is_some() && first.is(clause)) {
            break;
        }
        // “Moen, who saw Lund, Elmsby, and Rudby, said”: the end of a list renames nothing.
        let listed = |at: usize| items[at].sets_off() && items.get(at + 1).is_some_and(Item::name);
        if first.is(Tags::COORDINATOR) && (low..open).rev().take(3).any(listed) {
            close = open;
            continue;
        }
        // “Moen, who, after a quarrel, said”
        if first.surely_relative() && open + 2 == close {
            return Some(relative(verbs, open + 1, low));
        }
        // “in the primary, Gov. Moen (R-Ohio), said”: the words between the commas are the name.
        let titled = best.is_none()
            && first.is(Tags::HONORIFIC)
            && (open + 1..close).all(|at| verbs.nominal(at) || matches!(items[at].mark(), Some('(' | ')')));
        if let Some(name) = titled.then(|| verbs.phrase_from(open + 1, close)).flatten() {
            return Some(Subject::new(name, Way::Adjacent));
        }
        match verbs.phrase_to(open - 1, low) {
            Some(found) if may_be_renamed(verbs, &found, low) => best = Some(found),
            Some(found) if best.is_some() && (found.start == low || !items[found.start - 1].is(Tags::RELATIVE)) => {
                break;
            }
            None if best.is_some() => break,
            _ => {}
        }
        close = open;
    }
    best.map(|found| Subject::new(found, Way::Apposition)).or_else(|| beside_comma(verbs, comma, low))
}

/// Whether an apposition can follow a phrase: it names somebody and is not the object of a preposition.
fn may_be_renamed(verbs: &Verbs, phrase: &Range<usize>, low: usize) -> bool {
    let items = &verbs.items;
    let first = &items[phrase.start];
    let names = |item: &Item| (item.name() && !item.is(Tags::TIME)) || item.is(Tags::ROLE);
    let somebody = first.is(Tags::SUBJECT.or(Tags::DETERMINER)) || verbs.slice(phrase).iter().any(names);
    let before = (phrase.start > low).then(|| &items[phrase.start - 1]);
    let object = before.is_some_and(|before| before.is(Tags::PREPOSITION) && !before.is(Tags::SUBORDINATOR));
    somebody && !object && verbs.can_speak(phrase)
}

/// “In Ohio on Monday, he, said”: no apposition fits, so the words before the comma, or the subject of the clause.
fn beside_comma(verbs: &Verbs, comma: usize, low: usize) -> Option<Subject> {
    let near = verbs.phrase_to(comma.checked_sub(1)?, low).filter(|phrase| verbs.can_speak(phrase));
    let object = |phrase: &Range<usize>| phrase.start > low && verbs.items[phrase.start - 1].is(Tags::PREPOSITION);
    let phrase = match near {
        Some(phrase) if !object(&phrase) => phrase,
        near => verbs.first_subject(verbs.sentence(comma).start, comma).or(near)?,
    };
    Some(Subject::new(phrase, Way::Adjacent))
}
