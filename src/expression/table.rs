//! [`Table`]: many alternatives of a program by the byte that they begin with, so that the others are not even looked at.

use super::begins::first_bytes;
use crate::layout::Writer;
use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;

/// The code of the instruction.
pub const TABLE: u8 = 8;

/// The alternatives from which on there is a table.
const MANY: usize = 6;

/// For each byte, and for the end of the text, the alternatives that are tried there.
pub struct Table {
    /// The place of the list of each in the instruction.
    places: Vec<u16>,
    /// Different lists of alternatives, in the order of their preference.
    lists: Vec<Vec<StateID>>,
    /// The bytes of the instruction.
    pub length: usize,
}

/// Bytes, and the end of the text.
const COUNT: usize = 257;

impl Table {
    /// The table of a state that has many alternatives, unless it would be too large.
    pub fn of(nfa: &NFA, state: &State) -> Option<Self> {
        let State::Union { alternates } = state else { return None };
        if alternates.len() < MANY {
            return None;
        }
        let firsts: Vec<[u8; 32]> = alternates.iter().map(|id| first_bytes(nfa, *id)).collect();
        let mut table = Self { places: Vec::new(), lists: Vec::new(), length: 1 + 2 * COUNT };
        let mut starts: Vec<u16> = Vec::new();
        for byte in 0..COUNT {
            // At the end of the text all may match.
            let fits = |bits: &[u8; 32]| bits.get(byte >> 3).is_none_or(|bits| bits >> (byte & 7) & 1 != 0);
            let list: Vec<StateID> =
                alternates.iter().zip(&firsts).filter(|(_, bits)| fits(bits)).map(|(id, _)| *id).collect();
            let known = table.lists.iter().position(|known| *known == list);
            let number = known.unwrap_or(table.lists.len());
            if known.is_none() {
                starts.push(u16::try_from(table.length).ok()?);
                table.length += 4 + 4 * list.len();
                table.lists.push(list);
            }
            table.places.push(starts[number]);
        }
        Some(table)
    }

    /// Writes the instruction, given the place of each state.
    pub fn write(&self, places: &[usize], out: &mut Writer) {
        out.byte(TABLE);
        self.places.iter().for_each(|place| out.short((*place).into()));
        for list in &self.lists {
            out.long(list.len());
            list.iter().for_each(|id| out.long(places[id.as_usize()]));
        }
    }
}
