//! Whether a fixed draft still has the structure it had: its blocks, its quotations, and the markup inside paragraphs.

use super::fixed::Refusal;
use crate::analysis::Article;
use crate::prose::{BlockKind, InlineKind, Prose};

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

/// Whether the links, the emphasis and the other inlines of `before` are in `after`, and no more than these unless paragraphs
/// were added, which may have their own. For text only: in a Word document a word takes the look of its first letters.
pub(super) fn keeps_inlines(before: &Article, after: &Article, inserted: usize) -> bool {
    let (old, new) = (inlines(&before.prose), inlines(&after.prose));
    old == new || (inserted > 0 && old.iter().zip(&new).all(|(old, new)| old <= new))
}

/// Whether `after` has the blocks of `before` in their order, and exactly `inserted` paragraphs more.
fn has_blocks(before: &Article, after: &Article, inserted: usize) -> bool {
    let mut old = before.prose.blocks.iter().map(|block| block.kind).peekable();
    let new = after.prose.blocks.iter().map(|block| block.kind);
    let added: Vec<BlockKind> = new.filter(|kind| old.next_if_eq(kind).is_none()).collect();
    old.peek().is_none() && added.len() == inserted && added.iter().all(|kind| *kind == BlockKind::Paragraph)
}

/// How many inlines of each kind there are. Their order may change: where a word between two starts is gone, both begin
/// together.
fn inlines(prose: &Prose) -> [usize; 5] {
    let mut found = [0; 5];
    for inline in &prose.inlines {
        found[match inline.kind {
            InlineKind::Code => 0,
            InlineKind::Emphasis => 1,
            InlineKind::Strong => 2,
            InlineKind::Link(_) => 3,
            InlineKind::Image(_) => 4,
        }] += 1;
    }
    found
}
