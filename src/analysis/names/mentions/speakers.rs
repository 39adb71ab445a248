//! [`Speakers`]: the words that name the sources of a draft's quotations, looked up by their place.

use crate::prose::Prose;
use crate::text::Span;

/// Spans of words that name a source.
pub struct Speakers {
    /// All of them, sorted.
    spans: Vec<Span<Prose>>,
    /// Those that are not part of another one, sorted: their starts and their ends both ascend.
    outermost: Vec<Span<Prose>>,
}

impl Speakers {
    pub fn new(spans: &[Span<Prose>]) -> Self {
        let mut spans = spans.to_vec();
        spans.sort_unstable();
        spans.dedup();
        let mut outermost: Vec<Span<Prose>> = Vec::new();
        for &span in &spans {
            // Of spans with one start, the longest comes last.
            while outermost.last().is_some_and(|last| span.contains(*last)) {
                outermost.pop();
            }
            if !outermost.last().is_some_and(|last| last.contains(span)) {
                outermost.push(span);
            }
        }
        Self { spans, outermost }
    }

    /// Whether just these words name a source.
    pub fn are(&self, span: Span<Prose>) -> bool {
        self.spans.binary_search(&span).is_ok()
    }

    /// Whether the words that name a source end with `span`: “United legend *Rio Holm*”.
    pub fn end_with(&self, span: Span<Prose>) -> bool {
        let after = self.outermost.partition_point(|speaker| speaker.start <= span.start);
        after > 0 && self.outermost[after - 1].contains(span) && self.outermost[after - 1].end == span.end
    }

    /// Whether words that name a source begin at byte `start`.
    pub fn begin_at(&self, start: usize) -> bool {
        self.outermost.binary_search_by_key(&start, |speaker| speaker.start).is_ok()
    }

    /// Whether words that name a source contain `span`.
    pub fn contain(&self, span: Span<Prose>) -> bool {
        let after = self.outermost.partition_point(|speaker| speaker.start <= span.start);
        after > 0 && self.outermost[after - 1].contains(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_inside_others_and_with_the_same_start_are_found() {
        let spans = [(9, 12), (0, 4), (0, 8), (3, 8), (6, 10), (0, 4)].map(|(start, end)| Span::new(start, end));
        let speakers = Speakers::new(&spans);
        for (start, end) in (0..13).flat_map(|start| (start..13).map(move |end| (start, end))) {
            let span = Span::new(start, end);
            assert_eq!(speakers.are(span), spans.contains(&span), "{span:?}");
            assert_eq!(speakers.contain(span), spans.iter().any(|speaker| speaker.contains(span)), "{span:?}");
        }
    }
}
