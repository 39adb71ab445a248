//! Keys under which [`Literals`](super::literals::Literals) are filed, and where they are looked up.

/// Set apart the keys of whole words, of parts of words, of signs, and of letters anywhere.
pub const BEGINNING: u32 = 0x5bd1_e995;
pub const END: u32 = 0x27d4_eb2f;
pub const SIGN: u32 = 0x1656_67b1;
pub const INSIDE: u32 = 0x3c6e_f372;

/// The bytes of an anchor that may stand anywhere.
pub const LETTERS: usize = 3;

/// Whether a sign is rare enough to file a literal under, even if it has words.
pub const fn is_rare_sign(byte: u8) -> bool {
    matches!(byte, b'$' | b'%' | b'@' | b'[' | b']' | b'#' | b'*' | b'/' | b'\\' | b'<'..=b'>' | b'+' | b'~' | b'^' | b'{'..=b'}')
}

/// How often a rare sign is met in a million words, about.
pub const SIGN_COST: u64 = 2_000;

pub const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A hash of a word, whatever its case, grows by one byte after the other from here.
pub const WORD_KEY: u32 = 0x811c_9dc5;

pub const fn word_key(key: u32, byte: u8) -> u32 {
    (key ^ (byte | 0x20) as u32).wrapping_mul(0x0100_0193)
}

/// The key of three or four letters, whatever their case.
pub fn part_key(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |key, byte| key << 8 | u32::from(byte | 0x20))
}

/// The byte of a filter of `length` bytes, a power of two, and the bit in it that stand for a key.
pub const fn filter_place(key: u32, length: usize) -> (usize, u8) {
    let slot = slot(key);
    (slot >> 3 & (length - 1), 1 << (slot & 7))
}

/// Where the search for a key begins.
pub const fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 7) as usize
}
