//! [`Clauses`]: noun phrases that a finite verb follows, and where the main clause of a sentence begins.
//!
//! A sentence has a clause for each subject with its verb: in “In Lund, *Moen won* and said *the lock was* shut” there are
//! two, and “won” and “said” share a subject because no phrase stands between “and” and “said”. Whoever needs the subject
//! of a verb that has none directly before it (a coordinated verb, a participle) looks it up here.
//!
//! Invariant: clauses are in text order, and found in one walk from left to right.

use super::Tags;
use super::chunk::Chunks;
use super::item::Item;
use std::num::NonZeroU32;
use std::ops::{Deref, Range};

/// A subject and the verb after it. Small, as an [`Item`] is.
#[derive(Clone, Copy, Debug)]
struct Clause {
    start: u32,
    /// One past the words that name the subject; none for the words after a semicolon, which may have it anywhere.
    subject_end: Option<NonZeroU32>,
    verb: u32,
    /// Whether a mark or a conjunction stands before it, so that words on its left belong to another clause.
    opens: bool,
    /// Whether the verb itself stands there, and not only a sign of it.
    finite: bool,
    /// Whether a preposition that is also a conjunction stands before it: “after *he won*”.
    subordinate: bool,
}

impl Clause {
    /// A clause with its verb, which opens and is no part of another.
    fn new(start: usize, verb: usize) -> Self {
        let (start, verb) = (start as u32, verb as u32);
        Self { start, subject_end: None, verb, opens: true, finite: true, subordinate: false }
    }

    /// The same with the subject that ends before `end`.
    fn with_subject(self, end: usize) -> Self {
        Self { subject_end: NonZeroU32::new(end as u32), ..self }
    }

    /// Where it begins: with its subject, if it has one.
    const fn start(&self) -> usize {
        self.start as usize
    }

    /// The words that name the subject.
    fn subject(&self) -> Option<Range<usize>> {
        self.subject_end.map(|end| self.start()..end.get() as usize)
    }

    /// The verb, or the item that shows that one follows: a comma before an apposition, a relative pronoun.
    const fn verb(&self) -> usize {
        self.verb as usize
    }
}

/// A paragraph whose clauses are known.
pub struct Clauses {
    chunks: Chunks,
    clauses: Vec<Clause>,
    /// Where the main clause of each sentence begins.
    bodies: Vec<usize>,
}

impl Deref for Clauses {
    type Target = Chunks;

    fn deref(&self) -> &Chunks {
        &self.chunks
    }
}

/// Introductions seldom have more items.
const LONG_INTRODUCTION: usize = 40;

impl Clauses {
    /// Finds the clauses of every sentence.
    pub fn new(chunks: Chunks) -> Self {
        let mut clauses = Vec::new();
        for sentence in &chunks.sentences {
            cut(&chunks, sentence.clone(), &mut clauses);
        }
        let bodies = chunks.sentences.iter().map(|sentence| body(&chunks, sentence)).collect();
        Self { chunks, clauses, bodies }
    }

    /// Where the main clause begins of the sentence that starts with `start`, after an introduction that ends before `to`.
    pub fn body_before(&self, start: usize, to: usize) -> usize {
        let body = self.bodies[self.sentence_number(start)];
        if body < to { body } else { start }
    }

    /// The subject of the first clause at or after `from` whose verb stands no later than `to`.
    pub fn first_subject(&self, from: usize, to: usize) -> Option<Range<usize>> {
        if from >= to {
            return None;
        }
        let start = self.sentence(from).start;
        let from = if from == start { self.body_before(start, to) } else { from };
        let first = self.clauses.partition_point(|clause| clause.start() < from);
        self.clauses[first..]
            .iter()
            .take_while(|clause| clause.start() < to)
            .filter(|clause| clause.verb() <= to && (!clause.subordinate || clause.start() == from))
            .find_map(|clause| clause.subject().filter(|subject| subject.end <= to))
    }

    /// The subject of the main clause of the sentence that starts with `start`, before `to`; else of whatever looks most
    /// like one.
    pub fn main_subject(&self, start: usize, to: usize) -> Option<Range<usize>> {
        let opens = |at: &usize| {
            let item = &self.items[*at];
            item.name() || item.is(Tags::DETERMINER.or(Tags::SUBJECT).or(Tags::POSSESSIVE))
        };
        self.first_subject(start, to).or_else(|| {
            let from = self.body_before(start, to);
            let first = (from..to.min(from + 8)).filter(opens).find_map(|at| self.phrase_from(at, to));
            first.filter(|phrase| self.can_speak(phrase))
        })
    }

    /// The subject of the clause that a conjunction joins to the main clause and that is the last before `to`: “the wind fell,
    /// but *the keeper* was blunt”.
    pub fn joined_subject(&self, start: usize, to: usize) -> Option<Range<usize>> {
        let after = self.clauses.partition_point(|clause| clause.start() < to);
        let joined = |clause: &&Clause| {
            let before = &self.items[clause.start() - 1];
            clause.finite && clause.verb() < to && before.is(Tags::COORDINATOR) && clause.start() > start + 1
        };
        let clauses = self.clauses[..after].iter().rev().take_while(|clause| clause.start() > start);
        clauses.take(2).find(joined).and_then(|clause| clause.subject())
    }

    /// Where the clause begins that holds `item`: at the nearest clause before it that is set off and has its verb.
    pub fn clause_start(&self, item: usize) -> usize {
        let sentence = self.sentence(item);
        let after = self.clauses.partition_point(|clause| clause.start() < item);
        let own = |clause: &&Clause| clause.opens && clause.finite && clause.verb() < item;
        let nearest =
            self.clauses[..after].iter().rev().take_while(|clause| clause.start() >= sentence.start).find(own);
        nearest.map_or(sentence.start, |clause| clause.start())
    }
}

/// Cuts a sentence into clauses.
fn cut(chunks: &Chunks, sentence: Range<usize>, clauses: &mut Vec<Clause>) {
    let mut at = sentence.start;
    while at < sentence.end {
        let item = &chunks.items[at];
        if item.mark() == Some(';') {
            let start = at + 1;
            clauses.push(Clause::new(start, start));
        }
        if !may_be_subject(chunks, at) {
            at += 1;
            continue;
        }
        // “he’d” is subject and verb in one word.
        let phrase = if item.is(Tags::CLITIC) { Some(at..at + 1) } else { chunks.phrase_from(at, sentence.end) };
        let Some(phrase) = phrase else {
            at += 1;
            continue;
        };
        at = phrase.end.max(at + 1);
        clauses.extend(clause(chunks, phrase, &sentence));
    }
}

fn may_be_subject(chunks: &Chunks, at: usize) -> bool {
    let item = &chunks.items[at];
    let opens = Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::SUBJECT).or(Tags::OTHER);
    item.name()
        || (item.is(opens) && !item.is(Tags::RELATIVE))
        || item.is(Tags::CLITIC)
        || (item.word() && chunks.nominal(at))
}

/// The clause whose subject is `phrase`, if a verb follows it.
fn clause(chunks: &Chunks, phrase: Range<usize>, sentence: &Range<usize>) -> Option<Clause> {
    let items = &chunks.items;
    let start = phrase.start;
    let opens = opens(chunks, start, sentence.start);
    if items[start].is(Tags::CLITIC) {
        return Some(Clause { opens, ..Clause::new(start, start).with_subject(phrase.end) });
    }
    let after_preposition = start > sentence.start && items[start - 1].is(Tags::PREPOSITION);
    // The object of a preposition is not a subject, unless the preposition is a conjunction here: “after he won”.
    let subordinate = after_preposition && items[start - 1].subordinates();
    if after_preposition && !subordinate {
        return None;
    }
    let made = |subject: Range<usize>, verb: usize, finite: bool| {
        Some(Clause { opens, finite, subordinate, ..Clause::new(start, verb).with_subject(subject.end) })
    };
    if !chunks.can_speak(&phrase) {
        return None;
    }
    // “Moen *herself*, who was away, said”
    let reflexive = |item: &Item| item.is(Tags::OBJECT) && item.is(Tags::ADVERB);
    let mut verb = phrase.end + usize::from(items.get(phrase.end).is_some_and(reflexive));
    let next = items.get(verb);
    // “Moen, a pilot since May, said”: the verb comes after the comma that ends the apposition or relative clause.
    if next.is_some_and(|next| next.comma() || next.dash())
        && items.get(verb + 1).is_some_and(|first| {
            // “Moen, also 40, said”
            let aged = first.is(Tags::ADVERB) && items.get(verb + 2).is_some_and(|second| second.is(Tags::NUMBER));
            first.is(Tags::RELATIVE.or(Tags::DETERMINER).or(Tags::ROLE).or(Tags::PREPOSITION))
                || first.is(Tags::SHAPES)
                || first.name()
                || aged
        })
    {
        return made(phrase, verb, false);
    }
    if next.is_some_and(|next| next.mark() == Some('(')) {
        let close = (verb..sentence.end.min(verb + 12)).find(|&close| items[close].mark() == Some(')'));
        verb = close.map_or(verb, |close| close + 1);
    }
    verb = skip_to_verb(chunks, verb, sentence.end);
    if let Some(found) = items.get(verb) {
        let past = found.cue().is_some_and(|cue| cue.forms.past);
        let finite = verb < sentence.end && (chunks.verb(verb) || past) && !found.is(Tags::COORDINATOR);
        if chunks.verb(verb) || found.is(Tags::RELATIVE) || found.cue().is_some() {
            return made(phrase, verb, finite);
        }
        // “The president left no doubt”: where another phrase starts without a mark, the last word was a verb.
        let object = found.is(Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::OBJECT)) && !found.is(Tags::CONTENT);
        if phrase.len() > 1 && object {
            return made(start..phrase.end - 1, phrase.end - 1, false);
        }
    }
    None
}

/// Steps over what may stand between subject and verb: adverbs, “on Tuesday”.
fn skip_to_verb(chunks: &Chunks, from: usize, high: usize) -> usize {
    let items = &chunks.items;
    let mut at = from;
    while at + 1 < high {
        let timed = items[at].is(Tags::PREPOSITION) && items[at + 1].is(Tags::TIME);
        if !timed && (!skippable(&items[at]) || items[at].is(Tags::AUXILIARY)) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a word may stand between a subject and its verb: an adverb, an auxiliary, a negation, a time.
pub fn skippable(item: &Item) -> bool {
    let small = item.is(Tags::ADVERB.or(Tags::AUXILIARY).or(Tags::NEGATION)) && !item.is(Tags::CLITIC);
    let manner = item.is(Tags::ADVERB_ENDING) && !item.is(Tags::ROLE);
    item.word() && ((!item.name() && (small || manner)) || (item.is(Tags::TIME) && !item.is(Tags::GENITIVE)))
}

/// Whether something stands before `start`, adverbs apart, that ends the clause before: a mark, a quotation, “but” after
/// a mark, a subordinating conjunction, “in which”.
fn opens(chunks: &Chunks, start: usize, low: usize) -> bool {
    let items = &chunks.items;
    let mut first = start;
    while first > low && items[first - 1].is(Tags::ADVERB) && !items[first - 1].name() && !boundary(chunks, first, low)
    {
        first -= 1;
    }
    first > low && boundary(chunks, first, low) && !items[first].surely_relative()
}

fn boundary(chunks: &Chunks, at: usize, low: usize) -> bool {
    let items = &chunks.items;
    let before = &items[at - 1];
    let second = (at > low + 1).then(|| &items[at - 2]);
    let joined = before.is(Tags::CONTRAST.or(Tags::COORDINATOR));
    before.sets_off()
        || before.quote().is_some()
        || (joined && second.is_some_and(|second| second.comma() || second.dash() || second.comma_inside()))
        || (before.is(Tags::SUBORDINATOR) && !before.is(Tags::CONTENT.or(Tags::RELATIVE)))
        || (before.is(Tags::RELATIVE)
            && !before.is(Tags::PERSON_RELATIVE)
            && second.is_some_and(|second| second.is(Tags::PREPOSITION)))
}

/// Where the main clause of a sentence begins, after an introduction: “In Lund on Monday, *Moen* …”, “After she won,
/// *Moen* …”, “Asked about it, *Moen* …”.
fn body(chunks: &Chunks, sentence: &Range<usize>) -> usize {
    let items = &chunks.items;
    let first = &items[sentence.start];
    let participle = (first.is(Tags::PAST_ENDING) && !first.name())
        || (first.is(Tags::PAST_ENDING) && first.cue().is_some())
        // “Alarmed by the storm, Moen said”: at the start of a sentence a capital shows no name.
        || (first.is(Tags::PAST_ENDING) && items.get(sentence.start + 1).is_some_and(|next| next.is(Tags::PREPOSITION)))
        || first.cue().is_some_and(|cue| cue.forms.ing || cue.forms.done);
    let introduces = participle
        || first.is(Tags::PREPOSITION.or(Tags::SUBORDINATOR).or(Tags::ADVERB))
        || first.is(Tags::PARTICIPLE_ENDING.or(Tags::ADVERB_ENDING));
    let adverb = first.is(Tags::ADVERB) && !first.is(Tags::SUBORDINATOR);
    // “Later he said”, “However, he said”, “Just after noon, he said”.
    let goes_on = |next: &Item| !next.comma() && !next.is(Tags::PREPOSITION.or(Tags::SUBORDINATOR));
    if !introduces || (adverb && items.get(sentence.start + 1).is_some_and(goes_on)) {
        return sentence.start;
    }
    let end = sentence.end.min(sentence.start + LONG_INTRODUCTION);
    let comma = (sentence.start + 1..end).find(|&comma| {
        items[comma].comma() && comma + 1 < sentence.end && starts_body(chunks, comma + 1, sentence.end)
    });
    comma.map_or(sentence.start, |comma| comma + 1)
}

/// Whether the words after the comma of an introduction can start the main clause.
fn starts_body(chunks: &Chunks, at: usize, high: usize) -> bool {
    let items = &chunks.items;
    let next = &items[at];
    // “In Lund, Calif., Moen said”: the state of a place.
    if next.is(Tags::ABBREVIATION) && items.get(at + 1).is_some_and(Item::comma) {
        return false;
    }
    let opens = Tags::SUBJECT.or(Tags::DETERMINER).or(Tags::POSSESSIVE).or(Tags::OTHER);
    next.name()
        || (next.is(opens) && !next.is(Tags::RELATIVE))
        || next.is(Tags::CLITIC)
        || (next.word() && chunks.nominal(at))
        || (next.is(Tags::PREPOSITION) && (at + 1..high.min(at + 6)).any(|near| items[near].is(Tags::SUBJECT)))
        || items.get(at + 1).is_some_and(|second| second.is(Tags::NUMBER))
}
