//! [`Lazy`]: a list of a report that is never in memory as a whole.

use serde::{Serialize, Serializer};

/// A list whose items are made one at a time, as they are written.
pub(super) struct Lazy<F>(pub(super) F);

impl<F, I> Serialize for Lazy<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
