//! The offset map: the source bytes of every byte of prose.

use crate::text::{Source, Span};

/// A place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// The bytes from which the words came, first to last.
    pub span: Span<Source>,
    /// Whether the source has exactly the words of the prose there. Only then is replacing them safe.
    pub verbatim: bool,
}

/// A stretch of prose that came from one stretch of the source. Small, because every line and every word in bold begins one;
/// 4 GiB of source is the limit.
#[derive(Clone, Copy, Debug)]
struct Piece {
    prose: u32,
    source: u32,
    source_len: u32,
    verbatim: bool,
}

const _: () = assert!(size_of::<Piece>() <= 16, "a piece is at most 16 bytes");

impl Piece {
    /// Where it starts in the prose.
    const fn prose(&self) -> usize {
        self.prose as usize
    }

    /// Where it starts in the source.
    const fn source(&self) -> usize {
        self.source as usize
    }

    /// Bytes that it has in the source.
    const fn source_len(&self) -> usize {
        self.source_len as usize
    }

    /// One past its last byte in the source.
    const fn source_end(&self) -> usize {
        self.source() + self.source_len()
    }
}

/// A stretch of the source that is not prose itself, or not in these words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    pub(super) source: Span<Source>,
    /// Where the words before it end in the prose.
    pub(super) before: usize,
    /// Where the words after it begin in the prose. What is between the two, it stands for.
    pub(super) after: usize,
}

/// Pieces in order; each ends where the next begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Map {
    pieces: Vec<Piece>,
    prose_len: usize,
    parted: bool, // whether the next piece must not join the last
}

impl Map {
    /// Adds `prose_len` bytes of prose that came from `source`. A verbatim piece that continues the last one is merged with
    /// it, so the map of ordinary prose stays small.
    pub(super) fn push(&mut self, prose_len: usize, source: Span<Source>, verbatim: bool) {
        let at = self.prose_len;
        self.prose_len += prose_len;
        let parted = std::mem::take(&mut self.parted);
        if let Some(last) = self.pieces.last_mut()
            && !parted
            && verbatim
            && last.verbatim
            && last.source_end() == source.start
            && last.source() + (at - last.prose()) == source.start
        {
            last.source_len += source.len() as u32;
        } else if prose_len > 0 {
            self.pieces.push(Piece {
                prose: at as u32,
                source: source.start as u32,
                source_len: source.len() as u32,
                verbatim,
            });
        }
    }

    /// Keeps the next piece apart from the last even if it continues it.
    pub(super) const fn part(&mut self) {
        self.parted = true;
    }

    pub(super) fn locate<P>(&self, span: Span<P>) -> Located {
        let Some(first) = self.piece(span.start) else {
            return Located { span: Span::new(0, 0), verbatim: self.pieces.is_empty() };
        };
        // The piece of the last byte decides where the span ends. An empty span ends where it starts.
        let last = self.piece(span.end.max(span.start + 1) - 1).unwrap_or(first);
        let (head, tail) = (&self.pieces[first], &self.pieces[last]);
        let within = |piece: &Piece, at: usize| piece.source() + (at - piece.prose()).min(piece.source_len());
        let start = if head.verbatim { within(head, span.start) } else { head.source() };
        let end = if span.is_empty() {
            start
        } else if tail.verbatim {
            within(tail, span.end)
        } else {
            tail.source_end()
        };
        let verbatim = first == last && head.verbatim;
        Located { span: Span::new(start, end.max(start)), verbatim }
    }

    /// The reverse of `locate`. Formats write from front to back, so pieces are ordered by their source too.
    pub(super) fn words_from<P>(&self, span: Span<Source>) -> Option<Span<P>> {
        let first = self.pieces.partition_point(|piece| {
            let end = piece.source_end();
            end < span.start || (end == span.start && !span.is_empty())
        });
        let past = self.pieces.partition_point(|piece| piece.source() < span.end.max(span.start + 1));
        let (head, tail) = (self.pieces.get(first)?, self.pieces.get(past.checked_sub(1)?)?);
        let tail_end = self.pieces.get(past).map_or(self.prose_len, |next| next.prose());
        let start = if head.verbatim { head.prose() + span.start.saturating_sub(head.source()) } else { head.prose() };
        let end = match tail.verbatim {
            true => (tail.prose() + span.end.saturating_sub(tail.source())).min(tail_end),
            false => tail_end,
        };
        if span.is_empty() {
            return (past > first).then(|| Span::new(start, start));
        }
        (start < end).then(|| Span::new(start, end))
    }

    /// The stretches of the source between the pieces that came from `span`, and those that stand for other words, such as
    /// a space: markup may be in both.
    pub(super) fn gaps(&self, span: Span<Source>) -> impl Iterator<Item = Gap> {
        let first = self.pieces.partition_point(|piece| piece.source_end() <= span.start);
        let inside = (first..self.pieces.len()).take_while(move |&at| self.pieces[at].source() < span.end);
        inside.flat_map(move |at| {
            let piece = &self.pieces[at];
            let end = self.pieces.get(at + 1).map_or(self.prose_len, |next| next.prose());
            let between = at.checked_sub(1).filter(|_| at > first).map(|last| {
                let last = &self.pieces[last];
                let before = last.prose() + last.source_len().min(piece.prose() - last.prose());
                Gap { source: Span::new(last.source_end(), piece.source()), before, after: piece.prose() }
            });
            let source = Span::new(piece.source(), piece.source_end());
            let within = Gap { source, before: piece.prose(), after: end };
            between.into_iter().chain((!piece.verbatim).then_some(within)).filter(|gap| !gap.source.is_empty())
        })
    }

    /// Index of the piece that holds prose byte `at`; past the end, the last piece.
    fn piece(&self, at: usize) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.prose() <= at).checked_sub(1)
    }
}
