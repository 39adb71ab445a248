//! The instructions of a [`Program`](super::program::Program), and how they are written.

use super::begins::{Bits, bits, class, every_byte, first_bytes};
use super::repeat::Repeat;
use super::table::Table;
use super::word::{Part, Word};
use crate::layout::Writer;
use regex_automata::nfa::thompson::{NFA, State, Transition};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;

pub const RANGE: u8 = 0;
pub const CLASS: u8 = 1;
pub const SPARSE: u8 = 2;
pub const LOOK: u8 = 3;
pub const UNION: u8 = 4;
pub const CAPTURE: u8 = 5;
pub const MATCH: u8 = 6;
pub const FAIL: u8 = 7;
pub const SET: u8 = 10;
pub const EDGE: u8 = 11;
pub const PAIR: u8 = 12;

/// The ranges from which on a class is a set of bits.
const MANY: usize = 3;

/// The bytes of an alternative: the first and the last byte that it can begin with, and its place.
pub const BRANCH: usize = 6;

/// The most bytes of an instruction that are read at once. As many follow the last one, so that each has them.
pub const LONGEST_HEAD: usize = 1 + 2 * BRANCH;

/// The instructions of an automaton, and the place of the first.
pub fn all(nfa: &NFA) -> (Vec<u8>, usize) {
    let made: Vec<Made> =
        Word::parts(nfa).into_iter().zip(nfa.states()).map(|(part, of)| Made::of(nfa, part, of)).collect();
    let mut places = Vec::with_capacity(made.len());
    let mut end = 0;
    for made in &made {
        places.push(end);
        end += made.length();
    }
    let mut out = Writer::default();
    made.iter().for_each(|made| made.write(nfa, &places, &mut out));
    out.bytes.extend([FAIL; LONGEST_HEAD]);
    (out.bytes, places[nfa.start_anchored().as_usize()])
}

/// What is made of a state.
enum Made<'s> {
    Word(Word),
    Table(Table),
    Repeat(Repeat),
    State(&'s State),
    /// The instruction of another state does its work.
    Nothing,
}

impl<'s> Made<'s> {
    fn of(nfa: &NFA, part: Part, state: &'s State) -> Self {
        match part {
            Part::First(word) => Self::Word(word),
            Part::Later => Self::Nothing,
            Part::Other => match (Table::of(nfa, state), Repeat::of(nfa, state)) {
                (Some(table), _) => Self::Table(table),
                (None, Some(repeat)) => Self::Repeat(repeat),
                (None, None) => Self::State(state),
            },
        }
    }

    /// The bytes of its instruction.
    fn length(&self) -> usize {
        match self {
            Self::Word(word) => word.length(),
            Self::Table(table) => table.length,
            Self::Repeat(_) => Repeat::LENGTH,
            Self::State(state) => length(state),
            Self::Nothing => 0,
        }
    }

    /// Writes its instruction, given the place of each state.
    fn write(&self, nfa: &NFA, places: &[usize], out: &mut Writer) {
        match self {
            Self::Word(word) => word.write(places, out),
            Self::Table(table) => table.write(places, out),
            Self::Repeat(repeat) => repeat.write(places, out),
            Self::State(state) => write(state, nfa, places, out),
            Self::Nothing => {}
        }
    }
}

/// The bytes that a state takes, with all transitions to one state as a class.
fn length(state: &State) -> usize {
    match state {
        State::ByteRange { .. } | State::Capture { .. } => 7,
        State::Sparse(sparse) => match class(&sparse.transitions) {
            Some(_) if sparse.transitions.len() >= MANY => 5 + size_of::<Bits>(),
            Some(_) => 9,
            None => 3 + 6 * sparse.transitions.len(),
        },
        State::Dense(dense) => 3 + 6 * every_byte(dense).count(),
        State::Look { look: Look::WordAscii, .. } => 5,
        State::Look { .. } => 9,
        State::Union { alternates } => 5 + BRANCH * alternates.len(),
        State::BinaryUnion { .. } => 1 + 2 * BRANCH,
        State::Match { .. } | State::Fail => 1,
    }
}

/// Writes the instruction of a state.
fn write(state: &State, nfa: &NFA, places: &[usize], out: &mut Writer) {
    let branch = |id: &StateID, out: &mut Writer| {
        let (first, last) = begins(nfa, *id);
        out.bytes.extend([first, last]);
        out.long(places[id.as_usize()]);
    };
    match state {
        State::ByteRange { trans } => {
            out.bytes.extend([RANGE, trans.start, trans.end]);
            out.long(places[trans.next.as_usize()]);
        }
        State::Sparse(sparse) => match class(&sparse.transitions) {
            Some(next) if sparse.transitions.len() >= MANY => {
                out.byte(SET);
                out.long(places[next]);
                out.bytes.extend(bits(&sparse.transitions));
            }
            Some(next) => {
                // A class of one range has it twice.
                let (first, last) = (sparse.transitions[0], sparse.transitions[sparse.transitions.len() - 1]);
                out.bytes.extend([CLASS, first.start, first.end, last.start, last.end]);
                out.long(places[next]);
            }
            None => branches(sparse.transitions.iter().copied(), places, out),
        },
        State::Dense(dense) => branches(every_byte(dense), places, out),
        State::Look { look: Look::WordAscii, next } => {
            out.byte(EDGE);
            out.long(places[next.as_usize()]);
        }
        State::Look { look, next } => {
            out.byte(LOOK);
            out.long(look.as_repr() as usize);
            out.long(places[next.as_usize()]);
        }
        State::Union { alternates } => {
            out.byte(UNION);
            out.long(alternates.len());
            alternates.iter().for_each(|next| branch(next, out));
        }
        State::BinaryUnion { alt1, alt2 } => {
            out.byte(PAIR);
            [alt1, alt2].into_iter().for_each(|next| branch(next, out));
        }
        State::Capture { next, slot, .. } => {
            out.byte(CAPTURE);
            out.short(slot.as_usize());
            out.long(places[next.as_usize()]);
        }
        State::Match { .. } => out.byte(MATCH),
        State::Fail => out.byte(FAIL),
    }
}

fn branches(transitions: impl Iterator<Item = Transition>, places: &[usize], out: &mut Writer) {
    let transitions: Vec<_> = transitions.collect();
    out.byte(SPARSE);
    out.short(transitions.len());
    for of in transitions {
        out.bytes.extend([of.start, of.end]);
        out.long(places[of.next.as_usize()]);
    }
}

/// The first and the last byte that a match from a state on can begin with; all bytes if it can be empty.
fn begins(nfa: &NFA, id: StateID) -> (u8, u8) {
    let bits = first_bytes(nfa, id);
    let mut bytes = (0..=u8::MAX).filter(|byte| bits[usize::from(byte >> 3)] >> (byte & 7) & 1 != 0);
    let first = bytes.next().unwrap_or(u8::MAX);
    (first, bytes.next_back().unwrap_or(first))
}
