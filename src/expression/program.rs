//! [`Program`]: an expression as instructions that are laid out as bytes and executed in place, without building anything.
//!
//! The instructions are the states of the automaton that regex-automata makes of the expression. They are tried in the
//! order of their preference, and a failure goes back to the last choice, so that the first match found is the one that the
//! expression prefers. That takes exponential time in the worst case, so each run has a step budget; when it is exhausted, the
//! caller falls back to an automaton with the same result.

use super::begins::{Begins, every_byte, first_bytes};
use super::table::Table;
use super::word::{self, Part, WORD, Word};
use crate::layout::{Reader, Writer, u16_at, u32_at};
use regex_automata::nfa::thompson::{NFA, State, Transition};
use regex_automata::util::look::{Look, LookMatcher};
use regex_automata::util::primitives::StateID;
use std::borrow::Cow;
use std::ops::Range;

const RANGE: u8 = 0;
const CLASS: u8 = 1;
const SPARSE: u8 = 2;
const LOOK: u8 = 3;
const UNION: u8 = 4;
const CAPTURE: u8 = 5;
const MATCH: u8 = 6;
const FAIL: u8 = 7;
const TABLE: u8 = super::table::TABLE;
const SET: u8 = 10;
const EDGE: u8 = 11;

/// The ranges from which on a class is a set of bits.
const MANY: usize = 3;

/// The bytes of such a set.
const BITS: usize = 32;

/// The bytes of an alternative: the first and the last byte that it can begin with, and its place.
const BRANCH: usize = 6;

/// An expression as instructions.
#[derive(Clone, Debug)]
pub struct Program<'a> {
    code: Cow<'a, [u8]>,
    start: usize,
    /// The places that its groups have, two for each.
    pub slots: usize,
    /// What a match can begin with.
    begins: Begins<'a>,
    /// Whether a match can only begin where the text begins.
    is_anchored: bool,
}

/// The run took more steps than it had.
#[derive(Debug)]
pub struct OutOfSteps;

/// What a failure goes back to.
enum Choice {
    /// Go on at this instruction and this place.
    Go(usize, usize),
    /// Give a slot the value that it had.
    Restore(usize, Option<usize>),
}

/// The storage of runs, kept from one to the next.
#[derive(Default)]
pub struct Storage {
    choices: Vec<Choice>,
    /// The places of the groups of the last match.
    pub(super) slots: Vec<Option<usize>>,
    /// The same as ranges.
    pub(super) groups: Vec<Option<Range<usize>>>,
}

impl<'a> Program<'a> {
    /// The instructions of an automaton.
    pub fn of(nfa: &NFA) -> Program<'static> {
        let states = nfa.states();
        let parts: Vec<(Part, Option<Table>)> =
            Word::parts(nfa).into_iter().zip(states.iter().map(|state| Table::of(nfa, state))).collect();
        let mut places = Vec::with_capacity(states.len());
        let mut end = 0;
        for (state, part) in states.iter().zip(&parts) {
            places.push(end);
            end += match part {
                (Part::First(word), _) => word.length(),
                (Part::Later, _) => 0,
                (Part::Other, Some(table)) => table.length,
                (Part::Other, None) => length(state),
            };
        }
        let mut out = Writer::default();
        for (state, part) in states.iter().zip(&parts) {
            match part {
                (Part::First(word), _) => word.write(&places, &mut out),
                (Part::Later, _) => {}
                (Part::Other, Some(table)) => table.write(&places, &mut out),
                (Part::Other, None) => write(state, nfa, &places, &mut out),
            }
        }
        Program {
            begins: Begins::of(nfa),
            code: Cow::Owned(out.bytes),
            start: places[nfa.start_anchored().as_usize()],
            slots: nfa.group_info().slot_len(),
            is_anchored: nfa.is_always_start_anchored(),
        }
    }

    /// The bytes of its instructions.
    pub fn size(&self) -> usize {
        self.code.len()
    }

    /// Lays it out.
    pub fn write(&self, out: &mut Writer) {
        out.long(self.start);
        out.short(self.slots);
        out.byte(u8::from(self.is_anchored));
        self.begins.write(out);
        out.block(&self.code);
    }

    /// Reads one that is laid out.
    pub fn read(from: &mut Reader<'a>) -> Self {
        let (start, slots, is_anchored) = (from.long(), from.short(), from.byte() != 0);
        let begins = Begins::read(from);
        Self { code: Cow::Borrowed(from.block()), start, slots, begins, is_anchored }
    }

    /// The first match in `text` that begins in `starts`. Every step costs one of `steps`.
    ///
    /// # Errors
    /// If there are no steps left.
    pub fn find(
        &self,
        text: &[u8],
        starts: Range<usize>,
        storage: &mut Storage,
        steps: &mut u32,
    ) -> Result<Option<(usize, usize)>, OutOfSteps> {
        let end = if self.is_anchored { starts.end.min(1) } else { starts.end };
        let mut from = starts.start;
        while let Some(at) = self.begins.next(text, from..end) {
            if let Some(end) = self.run(text, at, storage, steps)? {
                return Ok(Some((at, end)));
            }
            from = at + 1;
        }
        Ok(None)
    }

    /// The end of the match that begins at `begin`.
    fn run(
        &self,
        text: &[u8],
        begin: usize,
        storage: &mut Storage,
        steps: &mut u32,
    ) -> Result<Option<usize>, OutOfSteps> {
        let program: &[u8] = &self.code;
        storage.choices.clear();
        storage.slots.fill(None);
        storage.choices.push(Choice::Go(self.start, begin));
        while let Some(choice) = storage.choices.pop() {
            let (mut state, mut at) = match choice {
                Choice::Go(state, at) => (state, at),
                Choice::Restore(slot, value) => {
                    storage.slots[slot] = value;
                    continue;
                }
            };
            loop {
                *steps = steps.checked_sub(1).ok_or(OutOfSteps)?;
                let code = program.get(state..).unwrap_or_default();
                (state, at) = match Self::step(code, text, at, storage) {
                    Step::Go(state, at) => (state, at),
                    Step::Match => return Ok(Some(at)),
                    Step::Fail => break,
                };
            }
        }
        Ok(None)
    }

    /// Follows one instruction, the first of `code`.
    #[inline]
    fn step(code: &[u8], text: &[u8], at: usize, storage: &mut Storage) -> Step {
        let byte = text.get(at).copied();
        let is_in = |first: u8, last: u8| byte.is_some_and(|byte| first <= byte && byte <= last);
        let next = |place: [u8; 4], at: usize| Step::Go(u32::from_le_bytes(place) as usize, at);
        // Each instruction is read as a pattern, which looks at its length once.
        match *code {
            [RANGE, first, last, a, b, c, d, ..] if is_in(first, last) => next([a, b, c, d], at + 1),
            [CLASS, one, to, other, last, a, b, c, d, ..] if is_in(one, to) || is_in(other, last) => {
                next([a, b, c, d], at + 1)
            }
            [SET, a, b, c, d, ref bits @ ..] => match byte {
                Some(byte) if bits.get(usize::from(byte >> 3)).is_some_and(|bits| bits >> (byte & 7) & 1 != 0) => {
                    next([a, b, c, d], at + 1)
                }
                _ => Step::Fail,
            },
            [WORD, ..] => {
                let length = word::stands(code, text, at);
                length.map_or(Step::Fail, |length| Step::Go(u32_at(code, word::NEXT), at + length))
            }
            [SPARSE, a, b, ref branches @ ..] => {
                let count = usize::from(u16::from_le_bytes([a, b]));
                let mut branches = branches.as_chunks::<BRANCH>().0.iter().take(count);
                let branch = branches.find(|[first, last, ..]| is_in(*first, *last));
                branch.map_or(Step::Fail, |&[_, _, a, b, c, d]| next([a, b, c, d], at + 1))
            }
            [EDGE, a, b, c, d, ..] if is_edge(text, at) => next([a, b, c, d], at),
            [LOOK, ..] if looks(u32_at(code, 1), text, at) => Step::Go(u32_at(code, 5), at),
            [UNION, a, b, c, d, ref branches @ ..] => {
                // Skip alternatives with another first byte, and continue with the first that remains.
                let count = u32::from_le_bytes([a, b, c, d]) as usize;
                let branches = branches.as_chunks::<BRANCH>().0;
                let branches = branches[..count.min(branches.len())].iter().rev();
                let mut preferred = None;
                for &[.., a, b, c, d] in branches.filter(|of| byte.is_none() || is_in(of[0], of[1])) {
                    if let Some(later) = preferred.replace(u32::from_le_bytes([a, b, c, d]) as usize) {
                        storage.choices.push(Choice::Go(later, at));
                    }
                }
                preferred.map_or(Step::Fail, |state| Step::Go(state, at))
            }
            [TABLE, ..] => {
                let list = u16_at(code, 1 + 2 * byte.map_or(256, usize::from));
                let count = u32_at(code, list);
                let branch = |number: usize| u32_at(code, list + 4 * number);
                storage.choices.extend((2..=count).rev().map(|number| Choice::Go(branch(number), at)));
                if count == 0 { Step::Fail } else { Step::Go(branch(1), at) }
            }
            [CAPTURE, one, two, a, b, c, d, ..] => {
                let slot = usize::from(u16::from_le_bytes([one, two]));
                if let Some(place) = storage.slots.get_mut(slot) {
                    storage.choices.push(Choice::Restore(slot, *place));
                    *place = Some(at);
                }
                next([a, b, c, d], at)
            }
            [MATCH, ..] => Step::Match,
            _ => Step::Fail,
        }
    }
}

/// What an instruction leads to.
enum Step {
    /// The next instruction and place.
    Go(usize, usize),
    Match,
    Fail,
}

/// Whether a word of ASCII begins or ends at a place.
fn is_edge(text: &[u8], at: usize) -> bool {
    let is_word = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    is_word(at.checked_sub(1)) != is_word(Some(at))
}

/// Whether another look-around holds at a place.
fn looks(look: usize, text: &[u8], at: usize) -> bool {
    match Look::from_repr(look as u32) {
        Some(Look::Start) => at == 0,
        Some(Look::End) => at == text.len(),
        Some(look) => LookMatcher::new().matches(look, text, at),
        None => false,
    }
}

/// The bytes that a state takes, with all transitions to one state as a class.
fn length(state: &State) -> usize {
    match state {
        State::ByteRange { .. } | State::Capture { .. } => 7,
        State::Sparse(sparse) => match class(&sparse.transitions) {
            Some(_) if sparse.transitions.len() >= MANY => 5 + BITS,
            Some(_) => 9,
            None => 3 + 6 * sparse.transitions.len(),
        },
        State::Dense(dense) => 3 + 6 * every_byte(dense).count(),
        State::Look { look: Look::WordAscii, .. } => 5,
        State::Look { .. } => 9,
        State::Union { alternates } => 5 + BRANCH * alternates.len(),
        State::BinaryUnion { .. } => 5 + 2 * BRANCH,
        State::Match { .. } | State::Fail => 1,
    }
}

/// The state that all transitions go to, if it is one.
fn class(transitions: &[Transition]) -> Option<usize> {
    let next = transitions.first()?.next;
    transitions.iter().all(|transition| transition.next == next).then(|| next.as_usize())
}

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
                let mut bits = [0_u8; BITS];
                let bytes = sparse.transitions.iter().flat_map(|of| of.start..=of.end);
                bytes.for_each(|byte| bits[usize::from(byte >> 3)] |= 1 << (byte & 7));
                out.bytes.extend(bits);
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
            out.byte(UNION);
            out.long(2);
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
