//! [`Begins`]: what a match of an expression can begin with, so that it is tried in few places.

use crate::layout::{Reader, Writer};
use regex_automata::nfa::thompson::{DenseTransitions, NFA, State, Transition};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a match can begin with.
#[derive(Clone, Debug)]
pub struct Begins<'a> {
    /// For each byte that a match can begin with the number of its row, counted from 1.
    first: Cow<'a, [u8]>,
    /// The bytes that can follow, as bits, in rows of [`ROW`] bytes.
    rows: Cow<'a, [u8]>,
    /// The first three bytes that a match can have, as bits of their hashes; none where they are too many to tell much.
    threes: Cow<'a, [u8]>,
    /// Whether a match only begins where a word of ASCII begins or ends.
    at_edge: bool,
    /// Whether a match can be empty, so that it can begin anywhere.
    anywhere: bool,
}

/// The bytes of a row.
const ROW: usize = 32;

/// Bytes as bits.
pub type Bits = [u8; ROW];

const ALL: Bits = [u8::MAX; ROW];

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

impl<'a> Begins<'a> {
    /// What a match of `nfa` can begin with.
    pub fn of(nfa: &NFA) -> Begins<'static> {
        let start = Reached::from(nfa, nfa.start_anchored(), true);
        let mut follow = vec![[0; ROW]; 256];
        for (bytes, next) in &start.transitions {
            let bits = first_bytes(nfa, *next);
            for byte in bytes.clone() {
                follow[usize::from(byte)].iter_mut().zip(bits).for_each(|(of, more)| *of |= more);
            }
        }
        let (mut first, mut rows): (Vec<u8>, Vec<Bits>) = (Vec::new(), Vec::new());
        for bits in follow {
            let number = rows.iter().position(|row| *row == bits).unwrap_or(rows.len());
            if bits == [0; ROW] {
                first.push(0);
                continue;
            }
            if number == rows.len() {
                rows.push(bits);
            }
            // There are not more rows than bytes, and some byte begins no match.
            first.push(u8::try_from(number + 1).unwrap_or(u8::MAX));
        }
        let inside = Reached::from(nfa, nfa.start_anchored(), false);
        Begins {
            first: Cow::Owned(first),
            rows: Cow::Owned(rows.concat()),
            threes: Cow::Owned(threes(nfa, &start).unwrap_or_default()),
            at_edge: inside.transitions.is_empty() && !inside.matches,
            anywhere: start.matches,
        }
    }

    /// Lays it out.
    pub fn write(&self, out: &mut Writer) {
        out.byte(u8::from(self.at_edge) + 2 * u8::from(self.anywhere));
        out.bytes.extend_from_slice(&self.first);
        out.block(&self.rows);
        out.block(&self.threes);
    }

    /// Reads what is laid out.
    pub fn read(from: &mut Reader<'a>) -> Self {
        let flags = from.byte();
        let (first, rows) = (Cow::Borrowed(from.take(256)), Cow::Borrowed(from.block()));
        let threes = Cow::Borrowed(from.block());
        Self { first, rows, threes, at_edge: flags & 1 != 0, anywhere: flags & 2 != 0 }
    }

    /// The first place of `starts` where a match may begin.
    pub fn next(&self, text: &[u8], starts: Range<usize>) -> Option<usize> {
        let Range { start: mut at, end } = starts;
        if self.anywhere {
            return (at < end && at <= text.len()).then_some(at);
        }
        let first: &[u8; 256] = self.first.first_chunk()?;
        let end = end.min(text.len());
        while at < end {
            at += text[at..end].iter().position(|byte| first[usize::from(*byte)] != 0)?;
            let byte = text[at];
            let is_at_edge = || is_word(byte) != at.checked_sub(1).is_some_and(|before| is_word(text[before]));
            let follows = |next: &u8| {
                let row = usize::from(first[usize::from(byte)] - 1) * ROW;
                self.rows.get(row + usize::from(next >> 3)).is_some_and(|bits| bits >> (next & 7) & 1 != 0)
            };
            let fits = || text.get(at..at + 3).is_none_or(|three| self.may_begin_with(three));
            if (!self.at_edge || is_at_edge()) && text.get(at + 1).is_none_or(follows) && fits() {
                return Some(at);
            }
            at += 1;
        }
        None
    }
}

impl Begins<'_> {
    /// Whether a match may begin with three bytes.
    fn may_begin_with(&self, three: &[u8]) -> bool {
        let Some(threes) = self.threes.first_chunk::<THREES>() else { return true };
        let slot = slot(three.iter().fold(0, |number, byte| number << 5 | five(*byte)));
        threes[slot >> 3] >> (slot & 7) & 1 != 0
    }
}

/// The size in bytes of the set of what the first three bytes can be.
const THREES: usize = 128;

/// The largest number of bits that may be set: a fuller set excludes too little.
const MOST_THREES: usize = THREES * 2;

/// Five bits for a byte, so that case does not matter. All figures are alike.
const fn five(byte: u8) -> usize {
    if byte.is_ascii_digit() { 27 } else { (byte & 31) as usize }
}

/// The bit for three bytes as numbers of five bits.
const fn slot(three: usize) -> usize {
    (three.wrapping_mul(0x9e37_79b1) >> 12) & (THREES * 8 - 1)
}

/// The first three bytes that a match can have; `None` where they are too many.
fn threes(nfa: &NFA, start: &Reached) -> Option<Vec<u8>> {
    let (mut bits, mut count) = (vec![0_u8; THREES], 0);
    let mut known: BTreeMap<StateID, Vec<(u32, u32)>> = BTreeMap::new();
    for (first, next) in &start.transitions {
        let pairs = known.entry(*next).or_insert_with(|| pairs(nfa, *next));
        let twos = pairs.iter().flat_map(|&(second, third)| {
            ones(second).flat_map(move |two| ones(third).map(move |three| two << 5 | three))
        });
        for slot in twos.flat_map(|two| ones(folded(first.clone())).map(move |one| slot(one << 10 | two))) {
            count += usize::from(bits[slot >> 3] >> (slot & 7) & 1 == 0);
            bits[slot >> 3] |= 1 << (slot & 7);
            if count > MOST_THREES {
                return None;
            }
        }
    }
    Some(bits)
}

/// The two bytes that can follow from a state on, as bits: a byte, and what can follow it.
fn pairs(nfa: &NFA, state: StateID) -> Vec<(u32, u32)> {
    let reached = Reached::from(nfa, state, true);
    if reached.matches {
        return vec![(u32::MAX, u32::MAX)];
    }
    let third = |next| {
        let bits = first_bytes(nfa, next);
        let bytes = (0..=u8::MAX).filter(|byte| bits[usize::from(byte >> 3)] >> (byte & 7) & 1 != 0);
        bytes.fold(0, |all, byte| all | 1 << five(byte))
    };
    reached.transitions.into_iter().map(|(bytes, next)| (folded(bytes), third(next))).collect()
}

/// Bytes as bits.
fn folded(bytes: std::ops::RangeInclusive<u8>) -> u32 {
    bytes.fold(0, |bits, byte| bits | 1 << five(byte))
}

/// The numbers of the bits that are set.
fn ones(bits: u32) -> impl Iterator<Item = usize> {
    (0..32).filter(move |bit| bits >> bit & 1 != 0)
}

/// The bytes that a match from a state on can begin with, as bits; all of them where it can be empty.
pub fn first_bytes(nfa: &NFA, state: StateID) -> Bits {
    let reached = Reached::from(nfa, state, true);
    let mut bits = if reached.matches { ALL } else { [0; ROW] };
    for byte in reached.transitions.into_iter().flat_map(|(bytes, _)| bytes) {
        bits[usize::from(byte >> 3)] |= 1 << (byte & 7);
    }
    bits
}

/// The bytes of transitions as bits.
pub fn bits(transitions: &[Transition]) -> Bits {
    let mut bits = [0; ROW];
    let bytes = transitions.iter().flat_map(|of| of.start..=of.end);
    bytes.for_each(|byte| bits[usize::from(byte >> 3)] |= 1 << (byte & 7));
    bits
}

/// The state that all transitions go to, if it is one.
pub fn class(transitions: &[Transition]) -> Option<usize> {
    let next = transitions.first()?.next;
    transitions.iter().all(|transition| transition.next == next).then(|| next.as_usize())
}

/// The maximum number of states that are looked at from one, so that a program of any size is built in linear time.
const MOST: usize = 1000;

/// What can be reached from a state without a byte.
#[derive(Default)]
struct Reached {
    transitions: Vec<(std::ops::RangeInclusive<u8>, StateID)>,
    matches: bool,
}

impl Reached {
    /// What can be reached from a state; without `through_edges`, not by way of the edge of a word.
    fn from(nfa: &NFA, state: StateID, through_edges: bool) -> Self {
        let mut reached = Self::default();
        let mut seen = BTreeSet::new();
        let mut open = vec![state];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            if seen.len() > MOST {
                reached.matches = true; // anything may come: that is safe
                break;
            }
            match nfa.state(id) {
                State::ByteRange { trans } => reached.transitions.push((trans.start..=trans.end, trans.next)),
                State::Sparse(sparse) => {
                    let all = sparse.transitions.iter().map(|of| (of.start..=of.end, of.next));
                    reached.transitions.extend(all);
                }
                State::Dense(dense) => {
                    reached.transitions.extend(every_byte(dense).map(|of| (of.start..=of.end, of.next)));
                }
                State::Look { look: Look::WordAscii, .. } if !through_edges => {}
                State::Look { next, .. } | State::Capture { next, .. } => open.push(*next),
                State::Union { alternates } => open.extend(alternates.iter()),
                State::BinaryUnion { alt1, alt2 } => open.extend([*alt1, *alt2]),
                State::Match { .. } => reached.matches = true,
                State::Fail => {}
            }
        }
        reached
    }
}

/// The transitions of a dense state.
pub(super) fn every_byte(dense: &DenseTransitions) -> impl Iterator<Item = Transition> + '_ {
    let of = |byte| dense.matches_byte(byte).map(|next| Transition { start: byte, end: byte, next });
    (0..=u8::MAX).filter_map(of)
}
