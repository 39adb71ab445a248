//! [`Paragraph`]: all that the grammar knows of a paragraph.

use super::chunk::{Chunks, REACH};
use super::clause::Clauses;
use super::frame::{Frame, Room};
use super::item::Item;
use super::pieces::Input;
use super::tie::{Tie, ties};
use super::{Tags, subject, verb::Verbs};
use std::ops::{Deref, Range};

/// A paragraph with its ties.
pub struct Paragraph {
    verbs: Verbs,
    ties: Vec<Tie>,
    /// Whether it is nothing but a quotation.
    pub is_quotation: bool,
}

impl Deref for Paragraph {
    type Target = Verbs;

    fn deref(&self) -> &Verbs {
        &self.verbs
    }
}

impl Paragraph {
    /// Reads the paragraph of a number.
    pub fn new(input: &Input, block: usize, room: &mut Room) -> Self {
        let frame = Frame::new(input, block, room);
        let is_quotation = frame.items.len() <= REACH
            && frame.items.iter().all(|item| item.quote().is_some() || item.mark().is_some());
        let clauses = Clauses::new(Chunks::new(frame));
        let verbs = subject::verbs(clauses);
        Self { ties: ties(&verbs), verbs, is_quotation }
    }

    /// Whether it ends without a stop, as captions and headings do.
    pub fn is_unfinished(&self) -> bool {
        self.items.last().is_some_and(|last| last.kind().is_no_stop())
    }

    /// Whether a word of `phrase` says what somebody is and describes no other noun: “the peer”, but not “peer reviews”.
    pub fn has_role(&self, phrase: &Range<usize>) -> bool {
        let role = Tags::ROLE.or(Tags::HONORIFIC);
        let words = self.slice(phrase);
        let heads = |next: &Item| next.name() || next.is(Tags::FUNCTION.or(role));
        (0..words.len()).any(|at| words[at].is(role) && words.get(at + 1).is_none_or(heads))
    }

    /// Whether a phrase names somebody who could have said something, or what carries words, such as a statement.
    pub fn may_speak(&self, phrase: &Range<usize>) -> bool {
        let human = Tags::ROLE.or(Tags::HONORIFIC).or(Tags::CUE_NOUN).or(Tags::ORGANISATION);
        let pronoun = Tags::SUBJECT.or(Tags::OTHER).or(Tags::RELATIVE).or(Tags::POSSESSIVE);
        let words = self.slice(phrase);
        let named = |item: &Item| item.name() && !item.is(Tags::OPENER);
        // “this would explain” points at what happened, but “it” may be an organisation.
        let points = words.len() == 1 && words[0].is(Tags::THING) && !words[0].is(Tags::SUBJECT);
        // “one key challenge”: one thing, but “one of them”, “others” and “five questioners” are people.
        let several = words.last().is_some_and(|last| last.is(Tags::PLURAL_ENDING.or(Tags::PAST_ENDING)));
        let counts = |at: usize| {
            let next = words.get(at + 1).filter(|_| !words[at].is(Tags::SUBJECT.or(Tags::POSSESSIVE)));
            words[at].is(Tags::OTHER) && !several && next.is_some_and(|next| next.word() && !next.is(Tags::FUNCTION))
        };
        let clitic = |item: &Item| item.is(Tags::CLITIC) && !item.is(Tags::THING.or(Tags::EXISTENTIAL));
        let speaks = |at: usize| {
            let item = &words[at];
            named(item) || item.is(human) || clitic(item) || (item.is(pronoun) && !counts(at))
        };
        !points && (0..words.len()).any(speaks)
    }

    /// Whether the noun that heads a phrase may speak: “use of Open Formats” is about a use, but “one of the pilots” about pilots.
    pub fn head_may_speak(&self, phrase: &Range<usize>) -> bool {
        let words = self.slice(phrase);
        let few = Tags::OTHER.or(Tags::NUMBER).or(Tags::DETERMINER);
        let end = words.iter().position(|item| item.is(Tags::PREPOSITION)).filter(|&end| end > 0);
        let end = end.filter(|&end| !words[..end].iter().all(|item| item.is(few)));
        self.may_speak(&end.map_or(phrase.clone(), |end| phrase.start..phrase.start + end))
    }

    /// The words of a phrase before what a preposition adds: “the mood in Lund” is about a mood, but “one of the pilots” about
    /// pilots.
    pub fn head(&self, phrase: &Range<usize>) -> Range<usize> {
        let adds = |at: &usize| self.items[*at].is(Tags::PREPOSITION) && !self.items[*at].is(Tags::OF);
        let end = phrase.clone().skip(1).find(adds).unwrap_or(phrase.end);
        phrase.start..end
    }

    /// The ties whose cues stand in `sentence`, in order.
    pub fn ties_in(&self, sentence: &Range<usize>) -> &[Tie] {
        let first = self.ties.partition_point(|tie| tie.cue.start < sentence.start);
        let last = self.ties.partition_point(|tie| tie.cue.start < sentence.end);
        &self.ties[first..last]
    }
}
