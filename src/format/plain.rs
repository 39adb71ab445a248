//! Plain text: blank lines separate blocks, and so does every line end that is not a hard wrap.

use super::template::{self, Dialect};
use super::{Format, front_matter};
use crate::prose::{BlockKind, Builder};
use crate::text::{Source, Span, byte_order_mark};

/// The plain-text format.
pub struct Plain;

/// The widest column at which text is wrapped, in characters. If a line is longer, the text is not wrapped and every line is
/// a paragraph.
const WIDEST_WRAP: usize = 100;

/// The narrowest column at which prose is wrapped, in characters. Shorter lines are verse, lists or labels.
const NARROWEST_WRAP: usize = 30;

struct Line<'a> {
    text: &'a str, // without its line end and the spaces around it
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
        let templates = template::find(text, start, Dialect::Plain);
        builder.filled_in(templates.spans);
        builder.seal(templates.sealed);
        let mut groups: Vec<Vec<Line>> = vec![Vec::new()];
        let mut at = start;
        for raw in text[start..].split_inclusive(line_end(text)) {
            let trimmed = raw.trim();
            let line = Line { text: trimmed, start: at + (raw.len() - raw.trim_start().len()) };
            at += raw.len();
            match groups.last_mut() {
                Some(group) if !trimmed.is_empty() => group.push(line),
                Some(group) if !group.is_empty() => groups.push(Vec::new()),
                _ => {}
            }
        }
        let page = page_width(&groups);
        for group in &groups {
            write_group(group, page, builder);
        }
    }
}

/// The character that ends a line: a carriage return in the files of old Macs, which have no line feeds.
fn line_end(text: &str) -> char {
    if text.contains('\r') && !text.contains('\n') { '\r' } else { '\n' }
}

/// Lines from which a group counts as a wrapped paragraph. Fewer may be a headline above a byline.
const PARAGRAPH: usize = 4;

/// The width at which a file is wrapped: its widest line in groups of at least [`PARAGRAPH`] lines, in characters; 0 if there
/// are none.
fn page_width(groups: &[Vec<Line>]) -> usize {
    let lines = groups.iter().filter(|group| group.len() >= PARAGRAPH).flatten();
    lines.map(|line| line.text.chars().count()).max().unwrap_or(0)
}

/// Writes lines between two blank lines as one or more blocks.
fn write_group(lines: &[Line], page: usize, builder: &mut Builder) {
    let widths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    for (index, line) in lines.iter().enumerate() {
        // The widest line of a group always looks full. Only a long group, the rest of the page or a lower-case letter after
        // the line end is evidence that it was wrapped.
        let goes_on = line.text.starts_with(char::is_lowercase);
        let full = if lines.len() >= PARAGRAPH || goes_on { widest } else { widest.max(page) };
        let has_evidence = lines.len() >= PARAGRAPH || goes_on || page > 0;
        if index > 0 && has_evidence && is_wrap(widths[index - 1], line.text, full) {
            let previous = &lines[index - 1];
            builder.replaced(" ", Span::new(previous.start + previous.text.len(), line.start));
        } else {
            builder.open(BlockKind::Paragraph);
        }
        builder.verbatim(line.text, line.start);
    }
    builder.close();
}

/// Whether the line end before `next` is a wrap: its first word would not have fitted on the line before, of `before`
/// characters, and it is not a list item.
fn is_wrap(before: usize, next: &str, widest: usize) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    let number = first.ends_with(['.', ')']) && first.len() <= 3 && first.starts_with(|c: char| c.is_ascii_digit());
    let item = number || matches!(first, "-" | "*" | "•" | "–" | "—");
    (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) && !item && before + 1 + first.chars().count() > widest
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::text::{Source, Span};

    #[test]
    fn a_wrapped_paragraph_is_one_block_and_single_lines_are_separate_blocks() {
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
        let head =
            read(&Source::new("a.txt", "Council votes for the new harbour bridge\nBy Anna Holm\nMarch 3, 2026\n"));
        assert_eq!(head.blocks.len(), 3, "a headline above a byline is not a paragraph");
        let at = prose.text.find("goes on").expect("joined");
        let located = prose.locate(Span::new(at, at + 7));
        assert_eq!(source.slice(located.span), "goes\r\non");
        assert!(!located.verbatim);
    }
}
