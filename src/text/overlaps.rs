//! [`Overlaps`]: spans by their place, for questions about what touches a passage.

use super::Span;

/// Spans in order of their start, each with a value. They may overlap and nest; those that touch a passage are found without a look
/// at the others.
#[derive(Clone, Debug)]
pub struct Overlaps<T, V> {
    spans: Vec<(Span<T>, V)>,
    /// For each span the last byte that it or a span before it reaches, so that what ends too early is left out as a whole.
    reach: Vec<usize>,
}

impl<T, V> FromIterator<(Span<T>, V)> for Overlaps<T, V> {
    /// Spans that start at the same byte keep their order.
    fn from_iter<I: IntoIterator<Item = (Span<T>, V)>>(spans: I) -> Self {
        let mut spans: Vec<(Span<T>, V)> = spans.into_iter().collect();
        spans.sort_by_key(|(span, _)| span.start);
        let ends = spans.iter().map(|(span, _)| span.end);
        let reach = ends.scan(0, |reach: &mut usize, end| {
            *reach = end.max(*reach);
            Some(*reach)
        });
        Self { reach: reach.collect(), spans }
    }
}

impl<T, V> Overlaps<T, V> {
    /// The spans that share a byte with `passage`, in order of their start.
    pub fn with(&self, passage: Span<T>) -> impl Iterator<Item = &(Span<T>, V)> {
        let from = self.reach.partition_point(|&reach| reach <= passage.start);
        let near = self.spans[from..].iter().take_while(move |(span, _)| span.start < passage.end);
        near.filter(move |(span, _)| span.overlaps(passage))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_is_found_and_what_only_meets_the_passage_is_not() {
        let spans = [(4..6, 'b'), (0..20, 'a'), (6..8, 'c'), (20..22, 'd')];
        let overlaps: Overlaps<(), char> =
            spans.map(|(span, name)| (Span::new(span.start, span.end), name)).into_iter().collect();
        let names = |start, end| overlaps.with(Span::new(start, end)).map(|&(_, name)| name).collect::<String>();
        assert_eq!(
            (names(5, 6), names(6, 7), names(20, 30), names(22, 30)),
            ("ab".into(), "ac".into(), "d".into(), String::new())
        );
    }
}
