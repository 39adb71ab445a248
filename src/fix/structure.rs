//! Whether a fixed draft still has the structure it had: its blocks and its quotations.

use super::fixed::Refusal;
use crate::analysis::Article;
use crate::prose::BlockKind;

/// Why `after` may not replace `before`, if it may not. The fixes may have changed words and added `inserted` paragraphs,
/// and nothing else.
pub(super) fn refusal(before: &Article, after: &Article, inserted: usize) -> Option<Refusal> {
    let quotes = |article: &Article| {
        article.quotes.iter().map(|quote| (quote.depth, quote.closed, quote.paragraphs)).collect::<Vec<_>>()
    };
    if !has_blocks(before, after, inserted) {
        return Some(Refusal::Blocks);
    }
    let stray_marks = after.stray_marks.len() > before.stray_marks.len();
    (stray_marks || quotes(before) != quotes(after)).then_some(Refusal::Quotations)
}

/// Whether `after` has the blocks of `before` in their order, and exactly `inserted` paragraphs more.
fn has_blocks(before: &Article, after: &Article, inserted: usize) -> bool {
    let mut old = before.prose.blocks.iter().map(|block| block.kind).peekable();
    let new = after.prose.blocks.iter().map(|block| block.kind);
    let added: Vec<BlockKind> = new.filter(|kind| old.next_if_eq(kind).is_none()).collect();
    old.peek().is_none() && added.len() == inserted && added.iter().all(|kind| *kind == BlockKind::Paragraph)
}
