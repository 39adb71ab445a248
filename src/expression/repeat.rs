//! [`Repeat`]: a byte of a class as often as it stands in a text, in one instruction instead of two for each byte.

use super::begins::{Bits, bits, class, first_bytes};
use crate::layout::Writer;
use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;

/// The code of the instruction.
pub const REPEAT: u8 = 13;

/// A state that takes bytes of a class, as many as it can, before it goes on.
pub struct Repeat {
    class: Bits,
    next: StateID,
    /// The bytes with which the rest can begin.
    after: Bits,
}

/// Where the class is in the instruction, behind the code and the place of the next instruction.
const CLASS: usize = 5;

impl Repeat {
    /// The bytes of the instruction.
    pub const LENGTH: usize = CLASS + 2 * size_of::<Bits>();

    /// What a state repeats, if it prefers one byte of a class and then itself again.
    pub fn of(nfa: &NFA, state: &State) -> Option<Self> {
        let State::BinaryUnion { alt1, alt2 } = state else { return None };
        let (class, again) = match nfa.state(*alt1) {
            State::ByteRange { trans } => (bits(std::slice::from_ref(trans)), trans.next.as_usize()),
            State::Sparse(sparse) => (bits(&sparse.transitions), class(&sparse.transitions)?),
            _ => return None,
        };
        let is_itself = nfa.states().get(again).is_some_and(|again| std::ptr::eq(again, state));
        is_itself.then(|| Self { class, next: *alt2, after: first_bytes(nfa, *alt2) })
    }

    /// Writes the instruction, given the place of each state.
    pub fn write(&self, places: &[usize], out: &mut Writer) {
        out.byte(REPEAT);
        out.long(places[self.next.as_usize()]);
        out.bytes.extend(self.class);
        out.bytes.extend(self.after);
    }
}

/// Follows the instruction at the start of `code` from the byte `at` of `text` on. Gives each place where the rest may begin, the
/// preferred one last, and returns the place of the first byte that is not in the class.
#[inline]
pub fn repeat(code: &[u8], text: &[u8], mut at: usize, mut may_end: impl FnMut(usize)) -> usize {
    let Some((class, rest)) = code.get(CLASS..).and_then(|rest| rest.split_first_chunk::<{ size_of::<Bits>() }>())
    else {
        return at;
    };
    let Some(after) = rest.first_chunk::<{ size_of::<Bits>() }>() else { return at };
    let has = |bits: &Bits, byte: u8| bits[usize::from(byte >> 3)] >> (byte & 7) & 1 != 0;
    while let Some(&byte) = text.get(at) {
        if has(after, byte) {
            may_end(at);
        }
        if !has(class, byte) {
            return at;
        }
        at += 1;
    }
    may_end(at); // at the end of the text anything may match
    at
}
