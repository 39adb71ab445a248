//! Where words can be inserted in a draft, and how formats that keep paragraphs in lines write them.

use crate::prose::BlockKind;
use crate::text::{Edit, Source, Span, byte_order_mark};

/// A place for words that a draft lacks.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// As the first paragraph, at this byte.
    Start(usize),
    /// As a paragraph before the block of this kind whose words stand here.
    Before(BlockKind, Span<Source>),
    /// As a paragraph after that block.
    After(BlockKind, Span<Source>),
    /// As a sentence after this byte, in the same paragraph.
    Sentence(usize),
}

/// The line ends that separate paragraphs in a text file: a blank line.
pub(super) fn blank_line(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n\r\n" } else { "\n\n" }
}

/// Inserts `words` where a paragraph is one or more whole lines and `separator` stands between two paragraphs.
pub(super) fn between_lines(text: &str, words: &str, place: Place, separator: &str) -> Edit {
    let (at, text) = match place {
        Place::Start(at) => (at, format!("{words}{separator}")),
        Place::Before(_, block) => {
            let line = text[..block.start].rfind('\n').map_or(0, |end| end + 1);
            (line.max(byte_order_mark(text)), format!("{words}{separator}"))
        }
        Place::After(_, block) => {
            let line_end = text[block.end..].find('\n').map_or(text.len(), |next| block.end + next);
            let line_end = if text[..line_end].ends_with('\r') { line_end - 1 } else { line_end };
            (line_end, format!("{separator}{words}"))
        }
        Place::Sentence(at) => (at, format!(" {words}")),
    };
    Edit { span: Span::new(at, at), text }
}

/// The number of paragraphs that an edit of [`between_lines`] adds; `separator` without carriage returns.
pub(super) fn lines_inserted(edit: &Edit, separator: &str) -> usize {
    let text = edit.text.replace("\r\n", "\n");
    if !edit.span.is_empty() || !(text.starts_with('\n') || text.ends_with('\n')) {
        return 0;
    }
    text.split(separator).filter(|part| !part.trim().is_empty()).count()
}
