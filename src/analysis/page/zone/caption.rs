//! Captions: the words of pictures, and what stands beside or below them.

use super::Reader;
use crate::prose::{BlockKind, InlineKind, Prose, Zone};
use crate::text::Span;

/// The longest caption on the line of its picture, in words. Longer text has a picture at its head.
const LONGEST_BESIDE: usize = 60;

impl Reader<'_> {
    /// The words of an image, the text behind it on its line, and an emphasised line or a low heading right after a picture that
    /// stands alone.
    pub(super) fn captions(&mut self) {
        let first = self.zones.iter().position(|&zone| zone == Zone::Body).unwrap_or_default();
        for (index, inline) in self.prose.inlines.iter().enumerate() {
            let InlineKind::Image(_) = inline.kind else { continue };
            // A picture without words has no block of its own, and no caption that is bold: that is a heading.
            if inline.span.is_empty() {
                let next = self.prose.blocks.partition_point(|block| block.span.start <= inline.span.start);
                let alone = next.checked_sub(1).is_none_or(|at| self.prose.blocks[at].span.end < inline.span.start);
                if alone && next < self.zones.len() {
                    let is_line = self.zones[next] == Zone::Body && self.is_italic(next);
                    if is_line || self.is_low_heading(next, first) {
                        self.zones[next] = Zone::Caption;
                    }
                }
                continue;
            }
            let Some(block) = self.prose.block_at(inline.span.start) else { continue };
            let span = self.prose.blocks[block].span;
            let near = self.prose.inlines.partition_point(|other| other.span.start + 1 < inline.span.end);
            let mut near =
                self.prose.inlines[near..].iter().take_while(|other| other.span.start <= inline.span.end + 1);
            let beside = near.any(|other| other.kind == InlineKind::Emphasis && other.span.end == span.end);
            let opens = span.start == inline.span.start;
            let stands_alone = opens && (beside || self.pictures_to(index) >= span.end);
            let is_shown = stands_alone || (opens && self.is_told_beside(block, inline.span));
            if is_shown && self.zones[block] == Zone::Body {
                self.zones[block] = Zone::Caption;
                let next = block + 1;
                if next < self.zones.len()
                    && ((self.zones[next] == Zone::Body && self.is_emphasised(next))
                        || self.is_low_heading(next, first))
                {
                    self.zones[next] = Zone::Caption;
                }
            }
        }
    }

    /// Where a run of pictures ends that begins with this inline and has nothing between.
    fn pictures_to(&self, first: usize) -> usize {
        let mut end = self.prose.inlines[first].span.end;
        for inline in &self.prose.inlines[first + 1..] {
            let is_next = inline.span.start >= end && self.prose.text[end..inline.span.start].trim().is_empty();
            match inline.kind {
                InlineKind::Image(_) if is_next => end = inline.span.end,
                _ if inline.span.start <= end => {}
                _ => break,
            }
        }
        end
    }

    /// Whether a paragraph is a described picture and a short text on its line, with a paragraph below.
    fn is_told_beside(&self, block: usize, picture: Span<Prose>) -> bool {
        let span = self.prose.blocks[block].span;
        let rest = Span::new(picture.end, span.end);
        let words = |span: Span<Prose>| span.of(&self.prose.text).split_whitespace();
        let between = self.prose.locate(picture).span.end..self.prose.locate(rest).span.end;
        let is_line = self.source.text.get(between).is_some_and(|text| !text.trim_end().contains('\n'));
        is_line
            && self.prose.blocks[block].kind == BlockKind::Paragraph
            && words(picture).nth(1).is_some()
            && words(rest).nth(1).is_some()
            && words(rest).nth(LONGEST_BESIDE).is_none()
            && self.zones.get(block + 1) == Some(&Zone::Body)
    }

    /// Whether a block is a heading of the lowest levels that is set or written as a caption: in italics, with something in
    /// parentheses at its end, or, below the `first` paragraph, as a sentence. Above it a sentence is a standfirst.
    fn is_low_heading(&self, block: usize, first: usize) -> bool {
        let is_low = matches!(self.prose.blocks[block].kind, BlockKind::Heading(5 | 6));
        let text = self.text(block);
        is_low && (self.is_italic(block) || text.ends_with(')') || (text.ends_with('.') && block > first))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::zone;
    use crate::analysis::Zone;

    #[test]
    fn what_stands_beside_a_picture_is_its_caption() {
        const BODY: &str = "\n\nThe ferry sails again after two weeks. It was in dock.\n\nIt is old.\n";
        for (picture, words, expected) in [
            ("![\\[Photo of the crew\\]][1] The crew meets on the quay.\n\n[1]: a.jpg", "The crew", Zone::Caption),
            ("![Photo of the crew](a.jpg)\n![Photo of the quay](b.jpg)", "Photo of the quay", Zone::Caption),
            ("![](a.jpg)\n##### _The crew. Photo by Anna Holm_", "The crew", Zone::Caption),
            ("![](a.jpg)\n\n##### The crew (image taken from the harbour's page)", "The crew", Zone::Caption),
            ("![](a.jpg)\n\n##### The crew", "The crew", Zone::Subheading),
            ("![Photo of the crew](a.jpg)\nThe crew meets on the quay.", "The crew", Zone::Body),
        ] {
            let text = format!("# The ferry\n\nIt is Monday. It is late.\n\n{picture}{BODY}");
            assert_eq!(zone("a.md", &text, words), expected, "{picture}");
        }
        let low = "![](a.jpg)\n\n##### The crew meets on the quay.";
        assert_eq!(
            zone("a.md", &format!("# The ferry\n\nIt is Monday. It is late.\n\n{low}{BODY}"), "The crew"),
            Zone::Caption
        );
        assert_ne!(zone("a.md", &format!("# The ferry\n\n{low}{BODY}"), "The crew"), Zone::Caption);
    }
}
