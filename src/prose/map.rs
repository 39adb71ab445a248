//! The offset map: for every byte of prose, the bytes of the source that it came from.

use super::Prose;
use crate::text::{Source, Span};

/// A place of the prose, found in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// From the first to the last byte that the words came from.
    pub span: Span<Source>,
    /// Whether the source says there exactly what the prose says: then, and only then, is replacing it safe.
    pub verbatim: bool,
}

/// A run of prose that came from one run of the source.
#[derive(Clone, Copy, Debug)]
struct Piece {
    prose: usize,
    source: usize,
    source_len: usize,
    verbatim: bool,
}

/// Pieces in order of their prose start; each ends where the next begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Map {
    pieces: Vec<Piece>,
    prose_len: usize,
    parted: bool, // the next piece does not join the last
}

impl Map {
    /// Adds `prose_len` bytes of prose that came from `source`. A verbatim piece that continues the last one joins it.
    pub(super) fn push(&mut self, prose_len: usize, source: Span<Source>, verbatim: bool) {
        let at = self.prose_len;
        self.prose_len += prose_len;
        let parted = std::mem::take(&mut self.parted);
        if let Some(last) = self.pieces.last_mut()
            && !parted
            && verbatim
            && last.verbatim
            && last.source + last.source_len == source.start
            && last.source + (at - last.prose) == source.start
        {
            last.source_len += source.len();
        } else if prose_len > 0 {
            self.pieces.push(Piece { prose: at, source: source.start, source_len: source.len(), verbatim });
        }
    }

    /// Parts the piece that comes next from the last, though it may continue it.
    pub(super) const fn part(&mut self) {
        self.parted = true;
    }

    pub(super) fn locate(&self, span: Span<Prose>) -> Located {
        let Some(first) = self.piece(span.start) else {
            return Located { span: Span::new(0, 0), verbatim: self.pieces.is_empty() };
        };
        // The last byte decides where the span ends; an empty span ends where it starts.
        let last = self.piece(span.end.max(span.start + 1) - 1).unwrap_or(first);
        let (head, tail) = (&self.pieces[first], &self.pieces[last]);
        let within = |piece: &Piece, at: usize| piece.source + (at - piece.prose).min(piece.source_len);
        let start = if head.verbatim { within(head, span.start) } else { head.source };
        let end = if span.is_empty() {
            start
        } else if tail.verbatim {
            within(tail, span.end)
        } else {
            tail.source + tail.source_len
        };
        let verbatim = first == last && head.verbatim;
        Located { span: Span::new(start, end.max(start)), verbatim }
    }

    /// Formats write from front to back, so pieces are in order of their source too.
    pub(super) fn words_from(&self, span: Span<Source>) -> Option<Span<Prose>> {
        let first = self.pieces.partition_point(|piece| {
            let end = piece.source + piece.source_len;
            end < span.start || (end == span.start && !span.is_empty())
        });
        let past = self.pieces.partition_point(|piece| piece.source < span.end.max(span.start + 1));
        let (head, tail) = (self.pieces.get(first)?, self.pieces.get(past.checked_sub(1)?)?);
        let tail_end = self.pieces.get(past).map_or(self.prose_len, |next| next.prose);
        let start = if head.verbatim { head.prose + span.start.saturating_sub(head.source) } else { head.prose };
        let end = match tail.verbatim {
            true => (tail.prose + span.end.saturating_sub(tail.source)).min(tail_end),
            false => tail_end,
        };
        if span.is_empty() {
            return (past > first).then(|| Span::new(start, start));
        }
        (start < end).then(|| Span::new(start, end))
    }

    /// Index of the piece that holds prose byte `at`; past the end, the last one.
    fn piece(&self, at: usize) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.prose <= at).checked_sub(1)
    }
}
