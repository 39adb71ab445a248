//! [`Chunks`]: which words are verbs, and how far the noun phrase reaches that starts or ends at a word.
//!
//! This is not a parser. A word is taken for a verb by its list and its neighbours, and a noun phrase goes on
//! as long as its words may stand in one. Read forwards from its first word a phrase answers “said *the mayor of Lund*”;
//! read backwards from its last word it answers “*the mayor of Lund* said”. The two differ where a preposition could
//! belong to either side.
//!
//! Invariant: a phrase crosses neither a quotation nor the end of its sentence, and looks at no more than [`REACH`]
//! items.

use super::Tags;
use super::frame::Frame;
use super::item::Item;
use super::word::{is_nominal, is_verb};
use std::cell::Cell;
use std::num::NonZeroU8;
use std::ops::{Deref, Range};

/// Items to each side that the grammar looks at, so that a sentence of any length costs linear time.
pub const REACH: usize = 60;

/// A paragraph whose verbs and noun phrases are known.
pub struct Chunks {
    frame: Frame,
    parts: Vec<Part>,
}

/// What one word is part of. Most phrases are asked for by nobody, so each is read when somebody asks.
#[derive(Clone, Default)]
struct Part {
    verb: bool,
    nominal: bool,
    /// How far the noun phrase reaches that starts here.
    from: Cell<Reach>,
    /// How far the noun phrase reaches back that ends here.
    to: Cell<Reach>,
}

const _: () = assert!(REACH < u8::MAX as usize, "a reach is one byte");

/// The number of items of a noun phrase, once it has been read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Reach(Option<NonZeroU8>);

impl Reach {
    fn of(items: usize) -> Self {
        Self(Some(NonZeroU8::MIN.saturating_add(items as u8)))
    }

    /// The number, which `read` finds if nobody has asked before; zero where there is no phrase.
    fn get_or_read(cell: &Cell<Self>, read: impl FnOnce() -> usize) -> usize {
        if cell.get() == Self::default() {
            cell.set(Self::of(read()));
        }
        cell.get().0.map_or(0, |known| known.get() as usize - 1)
    }
}

impl Deref for Chunks {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}

impl Chunks {
    /// Finds verbs, and the words that may stand in noun phrases, each word once.
    pub fn new(frame: Frame) -> Self {
        let parts = vec![Part::default(); frame.items.len()];
        let mut chunks = Self { frame, parts };
        for at in 0..chunks.parts.len() {
            let verb = is_verb(&chunks, at);
            chunks.parts[at].verb = verb;
            chunks.parts[at].nominal = is_nominal(&chunks, at, verb);
        }
        chunks
    }

    /// Whether the item is surely a finite or passive verb.
    pub fn verb(&self, item: usize) -> bool {
        self.parts[item].verb
    }

    /// Whether the item may stand inside a noun phrase.
    pub fn nominal(&self, item: usize) -> bool {
        self.parts[item].nominal
    }

    /// The noun phrase that starts at `start`, not beyond `high` (exclusive).
    pub fn phrase_from(&self, start: usize, high: usize) -> Option<Range<usize>> {
        let part = self.parts.get(start)?;
        let items = Reach::get_or_read(&part.from, || {
            self.read_forwards(start, self.sentence(start).end).map_or(0, |end| end - start)
        });
        let mut end = start + items;
        if end > high {
            end = high;
            while end > start && self.dangles(end - 1) {
                end -= 1;
            }
        }
        (end > start).then_some(start..end)
    }

    /// The noun phrase that ends with the item `last` (inclusive), not before `low`.
    pub fn phrase_to(&self, last: usize, low: usize) -> Option<Range<usize>> {
        let part = self.parts.get(last)?;
        let read = || self.read_backwards(last, self.sentence(last).start).map_or(0, |start| last + 1 - start);
        let items = Reach::get_or_read(&part.to, read);
        let mut start = (last + 1 - items).max(low);
        while start <= last && self.dangles(start) {
            start += 1;
        }
        (start <= last).then_some(start..last + 1)
    }

    /// Whether a phrase names a person, or several: by a pronoun, a role, or a name that is not that of an organisation.
    pub fn is_person(&self, phrase: &Range<usize>) -> bool {
        let human = Tags::MALE.or(Tags::FEMALE).or(Tags::ROLE).or(Tags::HONORIFIC);
        let thing = Tags::TIME.or(Tags::ORGANISATION).or(Tags::NUMBER);
        self.slice(phrase).iter().any(|item| {
            item.is(human) || (item.is(Tags::FIRST) && item.is(Tags::SUBJECT)) || (item.name() && !item.is(thing))
        })
    }

    /// Whether a phrase can name somebody who speaks: it is not a bare time or number.
    pub fn can_speak(&self, phrase: &Range<usize>) -> bool {
        let items = self.slice(phrase);
        let stands_alone = Tags::SUBJECT.or(Tags::OTHER).or(Tags::THING).or(Tags::RELATIVE).or(Tags::ORDINAL);
        let somebody = |item: &Item| {
            item.word() && !item.is(Tags::TIME.or(Tags::NUMBER)) && (!item.is(Tags::FUNCTION) || item.is(stands_alone))
        };
        // “the 42 said”: a number with an article counts people.
        let counted = || {
            items.len() > 1
                && items.iter().any(|item| item.is(Tags::NUMBER))
                && !items.iter().any(|item| item.is(Tags::TIME))
        };
        // “Somewhat *foolishly*, she wrote”
        let adverb = Tags::ADVERB.or(Tags::ADVERB_ENDING);
        let manner = items.iter().all(|item| item.is(adverb)) && items.last().is_some_and(|last| !last.capital);
        !manner && (items.iter().any(somebody) || counted())
    }

    /// A preposition, a joiner or a mark that a phrase cannot start or end with.
    fn dangles(&self, item: usize) -> bool {
        let item = &self.items[item];
        item.is(Tags::PREPOSITION.or(Tags::JOINER)) || item.mark().is_some_and(|mark| mark != '#' && mark != '@')
    }
}

/// What the next word does to the phrase that is being read.
enum Step {
    /// Belongs to it.
    Take,
    /// Belongs to it if a later word does: a preposition, “and”.
    Bridge,
    /// Stands before or after words in parentheses: go on at this item.
    Jump(usize),
    /// Opens it: the last word when reading backwards.
    Open,
    /// Ends it, and belongs to it: “one of them”.
    Close,
    /// Is outside.
    Stop,
}

impl Chunks {
    /// The first item of the noun phrase that ends with `last`.
    fn read_backwards(&self, last: usize, low: usize) -> Option<usize> {
        let low = low.max((last + 1).saturating_sub(REACH));
        let items = &self.items;
        // A pronoun is a phrase of one word.
        if items[last].is(Tags::SUBJECT.or(Tags::THING)) && !items[last].name() {
            return Some(last);
        }
        // “the first said”
        if items[last].is(Tags::ORDINAL) && last > low && items[last - 1].is(Tags::DETERMINER) {
            return Some(last - 1);
        }
        let mut start = last + 1;
        let mut next = last + 1;
        while next > low {
            let at = next - 1;
            next = at;
            match self.step_backwards(at, start, last, low) {
                Step::Take => start = at,
                Step::Bridge => {}
                Step::Jump(to) => {
                    start = start.min(last);
                    next = to;
                }
                Step::Open => {
                    start = at;
                    // “the spokesman for the”, “all of the”: what opens one phrase may hang on another.
                    let bridge = at > low && items[at - 1].is(Tags::ATTACHING) && self.attaches(at - 1, low);
                    if bridge {
                        next = at - 1;
                    } else if at == low || !items[at - 1].is(Tags::DETERMINER) {
                        break;
                    }
                }
                Step::Close | Step::Stop => break,
            }
        }
        while start <= last && self.dangles(start) {
            start += 1;
        }
        (start <= last && items[start..=last].iter().any(Item::word)).then_some(start)
    }

    fn step_backwards(&self, at: usize, start: usize, last: usize, low: usize) -> Step {
        let item = &self.items[at];
        let some_words = start <= last;
        // “On Monday 10 June Moen said”: no comma ends the date.
        let dated = Tags::PREPOSITION.or(Tags::NUMBER).or(Tags::TIME);
        let date = item.capital && item.is(Tags::TIME) && at > low && self.items[at - 1].is(dated);
        if date && some_words && self.items[at + 1].capital {
            return Step::Stop;
        }
        if self.nominal(at) {
            return Step::Take;
        }
        let opened = at > low && self.items[at - 1].is(Tags::DETERMINER.or(Tags::POSSESSIVE));
        if item.is(Tags::ADVERB_ENDING) && some_words && opened {
            return Step::Take;
        }
        if item.is(Tags::DETERMINER.or(Tags::POSSESSIVE)) && !item.is(Tags::RELATIVE) {
            return Step::Open;
        }
        let bridges = (item.is(Tags::ATTACHING) && self.attaches(at, low))
            || (item.is(Tags::JOINER) && self.joins(at, low, last));
        if some_words && bridges {
            return Step::Bridge;
        }
        // “Gov. Ida Moen (R-Ohio) said”
        if item.mark() == Some(')') {
            let open = (low..at).rev().take(20).find(|&open| self.items[open].mark() == Some('('));
            return open.filter(|&open| open > low).map_or(Step::Stop, Step::Jump);
        }
        Step::Stop
    }

    /// A preposition belongs to the phrase on its left if a noun stands directly before it.
    fn attaches(&self, at: usize, low: usize) -> bool {
        if at <= low {
            return false;
        }
        let before = &self.items[at - 1];
        // “in line with the plan”, “on behalf of the crew”: a bare noun between two prepositions is part of them.
        let bare = before.word() && !before.capital && !before.is(Tags::PLURAL_ENDING.or(Tags::FUNCTION));
        let first = at.checked_sub(2).filter(|&first| bare && first >= low && self.items[first].is(Tags::PREPOSITION));
        if first.is_some_and(|first| !self.items[first].is(Tags::OF) && !self.attaches(first, low)) {
            return false;
        }
        (self.nominal(at - 1) && before.word() && !before.is(Tags::TIME))
            || (self.items[at].is(Tags::OF) && before.is(Tags::OTHER.or(Tags::DETERMINER)))
            || before.mark() == Some(')')
    }

    /// “Moen and Rud”, “aides and advisers”, “Moen and her aides”: likes are joined, and what a determiner opens.
    fn joins(&self, at: usize, low: usize, last: usize) -> bool {
        if at <= low || at >= last {
            return false;
        }
        let (before, after) = (&self.items[at - 1], &self.items[at + 1]);
        let noun = before.word() && (self.nominal(at - 1) || before.is(Tags::SUBJECT));
        let alike = before.name() == after.name()
            || (before.is(Tags::ROLE) && self.items[last].is(Tags::ROLE))
            || after.is(Tags::DETERMINER.or(Tags::POSSESSIVE));
        // “in Lund and Moen said”: the noun before “and” is the object of a preposition, so “and” joins clauses.
        let object = |at: usize| self.items[at].is(Tags::PREPOSITION) && !self.items[at].is(Tags::OF);
        noun && alike && !(low..at).rev().take(6).any(object)
    }

    /// One past the last item of the noun phrase that starts at `start`.
    fn read_forwards(&self, start: usize, high: usize) -> Option<usize> {
        let items = &self.items;
        let high = high.min(start + REACH);
        let first = items.get(start).filter(|_| start < high)?;
        if !first.word() && first.mark() != Some('@') {
            return None;
        }
        // A pronoun is a phrase of one word.
        if first.is(Tags::SUBJECT) && !first.name() && !first.is(Tags::POSSESSIVE) {
            return Some(start + 1);
        }
        let mut end = start;
        let mut at = start;
        while at < high {
            match self.step_forwards(at, start, end, high) {
                Step::Take | Step::Open => end = at + 1,
                Step::Bridge => {}
                Step::Jump(to) => {
                    at = to;
                    continue;
                }
                Step::Close => return Some(at + 1),
                Step::Stop => break,
            }
            at += 1;
        }
        (end > start && items[start..end].iter().any(|item| !item.is(Tags::ARTICLE))).then_some(end)
    }

    fn step_forwards(&self, at: usize, start: usize, end: usize, high: usize) -> Step {
        let item = &self.items[at];
        let before = &self.items[at.saturating_sub(1)];
        let next = self.items.get(at + 1).filter(|_| at + 1 < high);
        let next_nominal = next.is_some() && self.nominal(at + 1);
        let some_words = end > start;
        let opener = item.is(Tags::DETERMINER.or(Tags::POSSESSIVE)) && !item.is(Tags::RELATIVE);
        if opener && (at == start || before.is(Tags::PREPOSITION.or(Tags::DETERMINER))) {
            return Step::Open;
        }
        // “injured pilots said”, “the elected said”: participles as adjectives and as nouns.
        let adjective = item.is(Tags::PAST_ENDING)
            && ((at == start && next_nominal) || (item.word() && at > start && before.is(Tags::DETERMINER)));
        if self.nominal(at) || adjective {
            return Step::Take;
        }
        if item.is(Tags::ATTACHING)
            && some_words
            && next.is_some_and(|next| {
                (next_nominal && !next.is(Tags::TIME))
                    || next.is(Tags::DETERMINER.or(Tags::POSSESSIVE))
                    || (item.is(Tags::OF) && next.is(Tags::OBJECT))
            })
        {
            return Step::Bridge;
        }
        if item.is(Tags::JOINER) && some_words && before.name() && next.is_some_and(Item::name) {
            return Step::Bridge;
        }
        // “one of them”
        if item.is(Tags::OBJECT) && at > start + 1 && before.is(Tags::OF) {
            return Step::Close;
        }
        // “others said”, “the first said”
        let counts = item.is(Tags::ORDINAL) && at == start + 1 && before.is(Tags::DETERMINER);
        if (item.is(Tags::OTHER) && at == start) || counts {
            return Step::Take;
        }
        if item.mark() == Some('(') {
            let close = (at..high.min(at + 12)).find(|&close| self.items[close].mark() == Some(')'));
            return close.map_or(Step::Stop, |close| Step::Jump(close + 1));
        }
        Step::Stop
    }
}
