//! Headings that are set as bold paragraphs: the headline again, and those between paragraphs.

use super::Reader;
use crate::prose::{BlockKind, InlineKind, Zone};

/// The longest heading in bold, in words.
const LONGEST: usize = 25;

/// Shorter words say little.
const LETTERS: usize = 4;

impl Reader<'_> {
    /// Whether a block below the headline is the headline again: bold, and in capitals or mostly in its words.
    pub(super) fn repeats(&self, block: usize, headline: usize) -> bool {
        if !self.is_bold(block) {
            return false;
        }
        let (said, words) = (self.telling(headline), self.telling(block));
        let shared = words.iter().filter(|word| said.contains(word)).count();
        let capitals = words.len() > 1 && !self.text(block).chars().any(char::is_lowercase);
        capitals || (!words.is_empty() && shared * 10 >= words.len() * 7)
    }

    /// Short bold paragraphs without a full stop, with a plain one below.
    pub(super) fn bold_headings(&mut self) {
        for block in 1..self.zones.len().saturating_sub(1) {
            let is_line = self.zones[block] == Zone::Body
                && self.prose.blocks[block].kind == BlockKind::Paragraph
                && self.is_bold(block)
                && self.has_at_most(block, LONGEST)
                && !self.text(block).ends_with(['.', ':', ',', ';', '”', '"']);
            if is_line && self.zones[block + 1] == Zone::Body && !self.is_emphasised(block + 1) {
                self.zones[block] = Zone::Subheading;
            }
        }
    }

    fn is_bold(&self, block: usize) -> bool {
        self.is_all(block, |kind| *kind == InlineKind::Strong)
    }

    /// The longer words of a block, in lower case. Headlines have few.
    fn telling(&self, block: usize) -> Vec<String> {
        let words = self.text(block).split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= LETTERS);
        words.take(LONGEST * 2).map(str::to_lowercase).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::zone;
    use crate::analysis::Zone;

    #[test]
    fn a_bold_line_may_be_the_headline_again() {
        const BODY: &str =
            "\n\nThe ferry sailed at noon, and everybody on the quay waved. It was late.\n\nIt is old.\n";
        let head = "---\ntitle: Ferry to the islands sails again\n---\n\n";
        for (line, words, expected) in [
            ("**The ferry to the islands sails once again**", "The ferry to", Zone::Subheading),
            ("**FIFTY YEARS OF THE HARBOUR OFFICE**", "FIFTY", Zone::Subheading),
            ("**Captain Holm calls two weeks in dock a scandal**", "Captain", Zone::Standfirst),
            ("*The ferry to the islands sails once again*", "The ferry to", Zone::Standfirst),
        ] {
            assert_eq!(zone("a.md", &format!("{head}{line}{BODY}"), words), expected, "{line}");
        }
    }

    #[test]
    fn a_bold_line_between_paragraphs_is_a_heading() {
        let text = |line: &str| format!("# The ferry\n\nIt is Monday. It is late.\n\n{line}\n\nIt sails. It is old.\n");
        assert_eq!(zone("a.md", &text("**What the harbour office plans**"), "What"), Zone::Subheading);
        assert_eq!(zone("a.md", &text("**The harbour office plans it.**"), "The harbour"), Zone::Body);
        assert_eq!(zone("a.md", &text("**The harbour office** plans it"), "The harbour"), Zone::Body);
    }
}
