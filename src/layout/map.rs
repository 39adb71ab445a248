//! [`Map`]: a table from texts to bytes, laid out when the program is built and read in place.

use super::bytes::{Reader, Writer};
use std::collections::BTreeMap;

/// A table from texts to bytes.
#[derive(Clone, Copy, Debug)]
pub struct Map<'a> {
    /// The place of an entry in `entries`, plus one, for each hash; 0 where there is none.
    slots: &'a [u8],
    /// Each text with its length, and the bytes behind it.
    entries: &'a [u8],
}

/// The bytes of a slot.
const SLOT: usize = 4;

impl<'a> Map<'a> {
    /// Lays out a map.
    pub fn write(map: &BTreeMap<String, Vec<u8>>, out: &mut Writer) {
        let count = if map.is_empty() { 0 } else { (map.len() * 2).next_power_of_two() };
        let mut slots = vec![0_u32; count];
        let mut entries = Writer::default();
        for (text, bytes) in map {
            let mut at = slot(text, count);
            while slots[at] != 0 {
                at = (at + 1) & (count - 1);
            }
            slots[at] = u32::try_from(entries.bytes.len() + 1).unwrap_or(u32::MAX);
            entries.block(text.as_bytes());
            entries.block(bytes);
        }
        out.block(&slots.iter().flat_map(|place| place.to_le_bytes()).collect::<Vec<u8>>());
        out.block(&entries.bytes);
    }

    /// Opens a map that is laid out.
    pub fn read(from: &mut Reader<'a>) -> Self {
        Self { slots: from.block(), entries: from.block() }
    }

    /// The bytes of `text`, if it has an entry.
    pub fn get(&self, text: &str) -> Option<Reader<'a>> {
        let (slots, _) = self.slots.as_chunks::<SLOT>();
        let mask = slots.len().checked_sub(1)?;
        let mut at = slot(text, slots.len());
        loop {
            let place = u32::from_le_bytes(*slots.get(at)?).checked_sub(1)?;
            let (length, entry) = self.entries.get(place as usize..)?.split_first_chunk()?;
            let (known, bytes) = entry.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            if known == text.as_bytes() {
                return Some(Reader::new(Reader::new(bytes, 0).block(), 0));
            }
            at = (at + 1) & mask;
        }
    }

    /// The texts in their order, each with its bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, Reader<'a>)> + use<'a> {
        let mut from = Reader::new(self.entries, 0);
        std::iter::from_fn(move || (!from.is_at_end()).then(|| (from.text(), Reader::new(from.block(), 0))))
    }

    /// Whether `text` has an entry.
    pub fn has(&self, text: &str) -> bool {
        self.get(text).is_some()
    }
}

fn slot(text: &str, count: usize) -> usize {
    let hash = spread(text.as_bytes());
    (hash ^ (hash >> 32)) as usize & (count - 1)
}

/// A hash of a text, eight bytes at a time. Most words have fewer, of which the first four and the last four are taken.
fn spread(text: &[u8]) -> u64 {
    let add = |hash: u64, bytes: u64| (hash ^ bytes).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let length = text.len() as u64;
    match (text.first_chunk::<4>(), text.last_chunk::<4>(), text.last_chunk::<8>()) {
        (_, _, Some(last)) => {
            let (chunks, _) = text.as_chunks::<8>();
            add(
                chunks.iter().fold(length, |hash, chunk| add(hash, u64::from_le_bytes(*chunk))),
                u64::from_le_bytes(*last),
            )
        }
        (Some(first), Some(last), None) => {
            let number = |four: &[u8; 4]| u64::from(u32::from_le_bytes(*four));
            add(length, number(first) | number(last) << 32)
        }
        _ => add(length, text.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte))),
    }
}
