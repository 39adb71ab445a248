//! [`Shelf`]: where the words of a record lie that are not in memory.

use super::transcript::Transcript;
use crate::text::Source;
use std::fmt::Debug;
use std::io;

/// What a record needs of the disk.
pub trait Shelf: Debug + Send + Sync {
    /// Fills `into` with the bytes of the kept index from `at`.
    ///
    /// # Errors
    /// If they cannot be read.
    fn read(&self, at: u64, into: &mut [u8]) -> io::Result<()>;

    /// The text of a file of the record, by its index; `None` if it cannot be read or has changed.
    fn source(&self, file: usize) -> Option<Source>;

    /// A file of the record, by its index; in the same way.
    fn transcript(&self, file: usize) -> Option<Transcript>;
}
