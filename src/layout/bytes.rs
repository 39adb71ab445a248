//! [`Writer`] and [`Reader`]: tables laid out as bytes when the program is built, and read in place.

/// Bytes that grow.
#[derive(Default)]
pub struct Writer {
    /// The bytes so far.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// Adds one byte.
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Adds a number of two bytes.
    pub fn short(&mut self, number: usize) {
        self.bytes.extend_from_slice(&u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes());
    }

    /// Adds a number of four bytes.
    pub fn long(&mut self, number: usize) {
        self.bytes.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    }

    /// Adds bytes with their number before them.
    pub fn block(&mut self, bytes: &[u8]) {
        self.long(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }
}

/// Bytes that are read from front to back. Where they end too early, it reads zeros.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads `bytes` from the byte `at`.
    pub const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The place of the next byte.
    pub const fn place(&self) -> usize {
        self.at
    }

    /// Whether all bytes are read.
    pub const fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// One byte.
    pub fn byte(&mut self) -> u8 {
        self.at += 1;
        self.bytes.get(self.at - 1).copied().unwrap_or_default()
    }

    /// A number of two bytes.
    pub fn short(&mut self) -> usize {
        self.at += 2;
        u16_at(self.bytes, self.at - 2)
    }

    /// A number of four bytes.
    pub fn long(&mut self) -> usize {
        self.at += 4;
        u32_at(self.bytes, self.at - 4)
    }

    /// This many bytes.
    pub fn take(&mut self, length: usize) -> &'a [u8] {
        let end = self.at + length;
        let taken = self.bytes.get(self.at..end).unwrap_or_default();
        self.at = end;
        taken
    }

    /// Bytes with their number before them.
    pub fn block(&mut self) -> &'a [u8] {
        let length = self.long();
        self.take(length)
    }

    /// Text with its length before it.
    pub fn text(&mut self) -> &'a str {
        std::str::from_utf8(self.block()).unwrap_or_default()
    }
}

/// The number of two bytes at `at`.
pub fn u16_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |chunk| u16::from_le_bytes(*chunk).into())
}

/// The number of four bytes at `at`.
pub fn u32_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |chunk| u32::from_le_bytes(*chunk) as usize)
}

/// A hash of bytes (FNV-1a), by which tables are sorted.
pub fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
