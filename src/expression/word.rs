//! [`Word`]: letters that follow each other in a program, compared at once instead of one instruction after the other.

use crate::layout::{Writer, u16_at};
use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;

/// The code of the instruction.
pub const WORD: u8 = 9;

/// The bytes of the instruction before its letters: its code, their number, and the place of the next instruction.
const HEAD: usize = 7;

/// The place of the next instruction.
pub const NEXT: usize = 3;

/// The maximum number of letters of a word.
const LONGEST: usize = 64;

/// States that follow each other, each of which takes one byte or one letter in either case.
pub struct Word {
    letters: Vec<[u8; 2]>,
    next: StateID,
}

/// What a state is to the words of a program.
pub enum Part {
    /// The first of a word.
    First(Word),
    /// A later one, to which only the one before leads, so that it needs no instruction.
    Later,
    /// None.
    Other,
}

impl Word {
    /// The words of an automaton, by the number of their first state.
    pub fn parts(nfa: &NFA) -> Vec<Part> {
        let states = nfa.states();
        let letters: Vec<Option<([u8; 2], StateID)>> = states.iter().map(letter).collect();
        let mut leading = vec![0_usize; states.len()];
        leading[nfa.start_anchored().as_usize()] += 1;
        states.iter().for_each(|state| each_next(state, &mut |next| leading[next.as_usize()] += 1));
        let mut follows = vec![false; states.len()];
        letters.iter().flatten().for_each(|(_, next)| follows[next.as_usize()] = true);
        let in_chain = |id: usize| letters[id].is_some() && leading[id] == 1 && follows[id];
        // Long words are cut, so that an instruction is one small step.
        let mut place = vec![0_usize; states.len()];
        for first in (0..states.len()).filter(|&id| !in_chain(id)) {
            let mut at = first;
            while let Some(next) = letters[at].map(|(_, next)| next.as_usize()).filter(|&next| in_chain(next)) {
                place[next] = place[at] + 1;
                at = next;
            }
        }
        let is_later = |id: usize| in_chain(id) && !place[id].is_multiple_of(LONGEST);
        let part = |id: usize| match letters[id] {
            _ if is_later(id) => Part::Later,
            Some((letter, next)) if is_later(next.as_usize()) => {
                let mut word = Self { letters: vec![letter], next };
                while let Some((letter, next)) =
                    letters[word.next.as_usize()].filter(|_| is_later(word.next.as_usize()))
                {
                    word.letters.push(letter);
                    word.next = next;
                }
                Part::First(word)
            }
            _ => Part::Other,
        };
        (0..states.len()).map(part).collect()
    }

    /// The bytes of the instruction.
    pub fn length(&self) -> usize {
        HEAD + 2 * self.letters.len()
    }

    /// Writes the instruction, given the place of each state.
    pub fn write(&self, places: &[usize], out: &mut Writer) {
        out.byte(WORD);
        out.short(self.letters.len());
        out.long(places[self.next.as_usize()]);
        self.letters.iter().for_each(|letter| out.bytes.extend(letter));
    }
}

/// The number of letters of the instruction at the start of `code`, if they stand at the byte `at` of `text`.
#[inline]
pub fn stands(code: &[u8], text: &[u8], at: usize) -> Option<usize> {
    let length = u16_at(code, 1);
    let (letters, _) = code.get(HEAD..HEAD + 2 * length)?.as_chunks::<2>();
    let found = text.get(at..at + length)?;
    let is_one = |(byte, [one, other]): (&u8, &[u8; 2])| byte == one || byte == other;
    found.iter().zip(letters).all(is_one).then_some(length)
}

/// The byte, or the letter in either case, that a state takes, and the state that follows.
fn letter(state: &State) -> Option<([u8; 2], StateID)> {
    match state {
        State::ByteRange { trans } if trans.start == trans.end => Some(([trans.start, trans.start], trans.next)),
        State::Sparse(sparse) => match &*sparse.transitions {
            [one, other] if one.start == one.end && other.start == other.end && one.next == other.next => {
                Some(([one.start, other.start], one.next))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Gives each state to which `state` leads; of a letter in either case, only once.
fn each_next(state: &State, give: &mut dyn FnMut(StateID)) {
    if let Some((_, next)) = letter(state) {
        return give(next);
    }
    match state {
        State::ByteRange { trans } => give(trans.next),
        State::Sparse(sparse) => sparse.transitions.iter().for_each(|of| give(of.next)),
        State::Dense(dense) => super::begins::every_byte(dense).for_each(|of| give(of.next)),
        State::Look { next, .. } | State::Capture { next, .. } => give(*next),
        State::Union { alternates } => alternates.iter().for_each(|next| give(*next)),
        State::BinaryUnion { alt1, alt2 } => [alt1, alt2].into_iter().for_each(|next| give(*next)),
        State::Match { .. } | State::Fail => {}
    }
}
