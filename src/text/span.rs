//! [`Span`]: a half-open byte range that knows which text it belongs to.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// A half-open range of bytes in a text of type `T`.
///
/// `Span<Prose>` and `Span<Source>` are different types, so that a place in the prose cannot be taken for a place in
/// the file. Only [`Prose::locate`](crate::prose::Prose::locate) converts one to the other.
pub struct Span<T> {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    of: PhantomData<fn() -> T>,
}

impl<T> Span<T> {
    /// The bytes from `start` up to but not including `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end, of: PhantomData }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no bytes.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether byte `at` lies in this span.
    #[must_use]
    pub const fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of this span in `text`; empty if it is out of range or cuts a character in two.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// As a range of the standard library.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

// Derives would ask `T: Clone` and so on, though no `T` is stored.
impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Span<T> {}
impl<T> PartialEq for Span<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<T> Eq for Span<T> {}
impl<T> PartialOrd for Span<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Span<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<T> std::hash::Hash for Span<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<T> fmt::Debug for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
impl<T> From<Range<usize>> for Span<T> {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
