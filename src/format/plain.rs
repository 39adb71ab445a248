//! Plain text: blank lines part blocks; a line within them is a paragraph of its own unless it is a hard wrap.

use super::{Format, byte_order_mark, front_matter};
use crate::prose::{BlockKind, Builder};
use crate::text::{Source, Span};

/// The reader of plain text.
pub struct Plain;

/// A line longer than this was not wrapped by hand or by an editor: then every line is a paragraph. In characters.
const WIDEST_WRAP: usize = 100;

/// Lines shorter than this are verse, lists or labels, not wrapped prose. In characters.
const NARROWEST_WRAP: usize = 30;

struct Line<'a> {
    text: &'a str, // without its line end and without spaces around it
    start: usize,
}

impl Format for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&self, source: &Source, builder: &mut Builder) {
        let text = source.text.as_str();
        let skip = byte_order_mark(text);
        let start = front_matter::read(text, skip, builder);
        let mut group: Vec<Line> = Vec::new();
        let mut at = start;
        for raw in text[start..].split_inclusive('\n') {
            let trimmed = raw.trim();
            let line = Line { text: trimmed, start: at + (raw.len() - raw.trim_start().len()) };
            at += raw.len();
            if trimmed.is_empty() {
                write_group(&group, builder);
                group.clear();
            } else {
                group.push(line);
            }
        }
        write_group(&group, builder);
    }
}

/// Writes lines between two blank lines as one or more blocks.
fn write_group(lines: &[Line], builder: &mut Builder) {
    let widths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    for (index, line) in lines.iter().enumerate() {
        let wrapped = index > 0 && is_wrap(widths[index - 1], line.text, widest);
        if wrapped {
            let previous = &lines[index - 1];
            builder.replaced(" ", Span::new(previous.start + previous.text.len(), line.start));
        } else {
            builder.open(BlockKind::Paragraph);
        }
        builder.verbatim(line.text, line.start);
    }
    builder.close();
}

/// A line end is a wrap if the first word of the next line would not have fitted on the line before it.
fn is_wrap(before: usize, next: &str, widest: usize) -> bool {
    let first = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) && before + 1 + first > widest
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::text::{Source, Span};

    #[test]
    fn a_wrapped_paragraph_is_one_block_and_single_lines_are_their_own() {
        let source = Source::new(
            "a.txt",
            "A kicker\nA headline of some words\n\nThe first line of a paragraph that goes\r\non in the next line, and ends.\r\n",
        );
        let prose = read(&source);
        let blocks: Vec<&str> = prose.blocks.iter().map(|block| prose.slice(block.span)).collect();
        assert_eq!(
            blocks,
            [
                "A kicker",
                "A headline of some words",
                "The first line of a paragraph that goes on in the next line, and ends."
            ]
        );
        let at = prose.text.find("goes on").expect("joined");
        let located = prose.locate(Span::new(at, at + 7));
        assert_eq!(source.slice(located.span), "goes\r\non");
        assert!(!located.verbatim);
    }
}
