//! [`Program`]: an expression as instructions that are laid out as bytes and executed in place, without building anything.
//!
//! The instructions are the states of the automaton that regex-automata makes of the expression. They are tried in the
//! order of their preference, and a failure goes back to the last choice, so that the first match found is the one that the
//! expression prefers. That takes exponential time in the worst case, so each run has a step budget; when it is exhausted, the
//! caller falls back to an automaton with the same result.

use super::begins::Begins;
use super::instruction::{
    self, BRANCH, CAPTURE, CLASS, EDGE, LONGEST_HEAD, LOOK, MATCH, PAIR, RANGE, SET, SPARSE, UNION,
};
use super::repeat::{REPEAT, repeat};
use super::table::TABLE;
use super::word::{self, WORD};
use crate::layout::{Reader, Writer, u16_at, u32_at};
use regex_automata::nfa::thompson::NFA;
use regex_automata::util::look::{Look, LookMatcher};
use std::borrow::Cow;
use std::ops::Range;

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
    Go(u32, usize),
    /// Give a slot the value that it had, which may be [`NOWHERE`].
    Restore(u16, usize),
}

/// The value of a slot that has none.
const NOWHERE: usize = usize::MAX;

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
        let (code, start) = instruction::all(nfa);
        Program {
            begins: Begins::of(nfa),
            code: Cow::Owned(code),
            start,
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
        // A run that finds nothing leaves the slots as they were.
        storage.slots.fill(None);
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
        let mut left = *steps;
        storage.choices.clear();
        storage.choices.push(Choice::Go(self.start as u32, begin));
        while let Some(choice) = storage.choices.pop() {
            let (mut state, mut at) = match choice {
                Choice::Go(state, at) => (state, at),
                Choice::Restore(slot, value) => {
                    storage.slots[usize::from(slot)] = Some(value).filter(|value| *value != NOWHERE);
                    continue;
                }
            };
            loop {
                let Some(fewer) = left.checked_sub(1) else {
                    *steps = 0;
                    return Err(OutOfSteps);
                };
                left = fewer;
                (state, at) = match Self::step(program, state as usize, (text, at), (storage, &mut left)) {
                    Step::Go(state, at) => (state, at),
                    Step::Match => {
                        *steps = left;
                        return Ok(Some(at));
                    }
                    Step::Fail => break,
                };
            }
        }
        *steps = left;
        Ok(None)
    }

    /// Follows the instruction at the place `state` of a program.
    #[inline]
    fn step(
        program: &[u8],
        state: usize,
        (text, at): (&[u8], usize),
        (storage, left): (&mut Storage, &mut u32),
    ) -> Step {
        let head = program.get(state..state + LONGEST_HEAD).and_then(<[u8]>::first_chunk::<LONGEST_HEAD>);
        let Some(head) = head else { return Step::Fail };
        let byte = text.get(at).map_or(END, |byte| u16::from(*byte));
        let place = |from: usize| u32::from_le_bytes([head[from], head[from + 1], head[from + 2], head[from + 3]]);
        let go_if = |fits: bool, from: usize, at: usize| if fits { Step::Go(place(from), at) } else { Step::Fail };
        match head[0] {
            RANGE => go_if(is_in(byte, head[1], head[2]), 3, at + 1),
            CLASS => go_if(is_in(byte, head[1], head[2]) || is_in(byte, head[3], head[4]), 5, at + 1),
            SET => {
                let bits = program.get(state + 5 + usize::from(byte >> 3)).filter(|_| byte != END);
                go_if(bits.is_some_and(|bits| bits >> (byte & 7) & 1 != 0), 1, at + 1)
            }
            WORD => {
                let length = word::stands(program.get(state..).unwrap_or_default(), text, at);
                length.map_or(Step::Fail, |length| Step::Go(place(word::NEXT), at + length))
            }
            EDGE => go_if(is_edge(text, at), 1, at),
            LOOK => go_if(looks(place(1) as usize, text, at), 5, at),
            CAPTURE => {
                let slot = u16::from_le_bytes([head[1], head[2]]);
                if let Some(place) = storage.slots.get_mut(usize::from(slot)) {
                    storage.choices.push(Choice::Restore(slot, place.unwrap_or(NOWHERE)));
                    *place = Some(at);
                }
                Step::Go(place(3), at)
            }
            MATCH => Step::Match,
            _ => Self::branch((program, state, head), (text, at), byte, (storage, left)),
        }
    }

    /// Follows an instruction that has alternatives.
    #[inline]
    fn branch(
        (program, state, head): (&[u8], usize, &[u8; LONGEST_HEAD]),
        (text, at): (&[u8], usize),
        byte: u16,
        (storage, left): (&mut Storage, &mut u32),
    ) -> Step {
        let code = program.get(state..).unwrap_or_default();
        let place = |from: usize| u32::from_le_bytes([head[from], head[from + 1], head[from + 2], head[from + 3]]);
        match head[0] {
            SPARSE => {
                let count = usize::from(u16::from_le_bytes([head[1], head[2]]));
                let mut branches = code[3..].as_chunks::<BRANCH>().0.iter().take(count);
                // They are in order.
                let branch = branches.find(|[_, last, ..]| byte <= u16::from(*last));
                branch
                    .filter(|[first, ..]| u16::from(*first) <= byte)
                    .map_or(Step::Fail, |&[_, _, a, b, c, d]| Step::Go(u32::from_le_bytes([a, b, c, d]), at + 1))
            }
            REPEAT => {
                let choices = &mut storage.choices;
                let end = repeat(code, text, at, |end| choices.push(Choice::Go(place(1), end)));
                *left = left.saturating_sub((end - at) as u32);
                // What was noted last is gone on with.
                Step::Fail
            }
            PAIR => {
                let fits = |first: usize| byte == END || is_in(byte, head[first], head[first + 1]);
                match (fits(1), fits(7)) {
                    (true, true) => {
                        storage.choices.push(Choice::Go(place(9), at));
                        Step::Go(place(3), at)
                    }
                    (true, false) => Step::Go(place(3), at),
                    (false, true) => Step::Go(place(9), at),
                    (false, false) => Step::Fail,
                }
            }
            UNION => Self::union(&code[5..], place(1) as usize, (byte, at), storage),
            TABLE => {
                let list = u16_at(code, 1 + 2 * usize::from(byte));
                let count = u32_at(code, list);
                let branch = |number: usize| u32_at(code, list + 4 * number) as u32;
                storage.choices.extend((2..=count).rev().map(|number| Choice::Go(branch(number), at)));
                if count == 0 { Step::Fail } else { Step::Go(branch(1), at) }
            }
            _ => Step::Fail,
        }
    }

    /// Goes on with the first of the alternatives at the start of `code`, and notes the others. Those with another first byte are
    /// skipped.
    #[inline]
    fn union(code: &[u8], count: usize, (byte, at): (u16, usize), storage: &mut Storage) -> Step {
        let branches = code.as_chunks::<BRANCH>().0;
        let mut preferred = None;
        for &[first, last, a, b, c, d] in branches[..branches.len().min(count)].iter().rev() {
            if byte != END && !is_in(byte, first, last) {
                continue;
            }
            if let Some(later) = preferred.replace(u32::from_le_bytes([a, b, c, d])) {
                storage.choices.push(Choice::Go(later, at));
            }
        }
        preferred.map_or(Step::Fail, |state| Step::Go(state, at))
    }
}

/// Instead of a byte where the text has ended.
const END: u16 = 256;

/// Whether a byte lies between two others.
#[inline]
const fn is_in(byte: u16, first: u8, last: u8) -> bool {
    first as u16 <= byte && byte <= last as u16
}

/// What an instruction leads to.
enum Step {
    /// The next instruction and place.
    Go(u32, usize),
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
