//! Quotations that open in one paragraph and close in a later one, without a mark at the head of those between.

use super::Draft;
use crate::prose::Prose;
use crate::text::Span;

/// The most paragraphs over which such a quotation may run.
const LONGEST: usize = 12;

/// The words between a mark that opens and one that closes in a later paragraph, with no mark between them; and those between a
/// mark that nothing closes and the next that opens.
pub(super) fn left_open(draft: &Draft) -> Vec<Span<Prose>> {
    let mut spans = Vec::new();
    for (index, mark) in draft.stray_marks.iter().enumerate() {
        let Some(block) = draft.prose.block_at(mark.start) else { continue };
        if !opens(draft, *mark) {
            continue;
        }
        let closer = draft.stray_marks.get(index + 1).filter(|closer| closes(draft, **closer));
        let quote = draft.quotes.partition_point(|quote| quote.span.start <= mark.start);
        let next = draft.quotes[quote..].iter().map(|quote| quote.span).find(|quote| quote.start > mark.start);
        let spoken = closer.filter(|closer| {
            let last = draft.prose.block_at(closer.start).unwrap_or(block);
            let plain = (block..=last).all(|block| draft.is_running(block) || !draft.is_heading(block));
            last > block && last - block <= LONGEST && plain && next.is_none_or(|next| next.start > closer.start)
        });
        if let Some(closer) = spoken {
            spans.push(Span::new(mark.start, closer.end));
        } else if let Some(next) = next.filter(|next| next.start < draft.span(block).end) {
            spans.push(Span::new(mark.start, next.start));
        }
    }
    spans
}

/// A double mark at the head of a word.
fn opens(draft: &Draft, mark: Span<Prose>) -> bool {
    let (before, after) = (&draft.prose.text[..mark.start], &draft.prose.text[mark.end..]);
    let heads = before.chars().next_back().is_none_or(char::is_whitespace);
    matches!(mark.of(&draft.prose.text), "“" | "\"") && heads && after.starts_with(char::is_alphanumeric)
}

/// A double mark after a word.
fn closes(draft: &Draft, mark: Span<Prose>) -> bool {
    let before = &draft.prose.text[..mark.start];
    let ends = before.chars().next_back().is_some_and(|c| !c.is_whitespace());
    matches!(mark.of(&draft.prose.text), "”" | "\"") && ends
}
