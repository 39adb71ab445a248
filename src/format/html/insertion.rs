//! Inserting words into a page: a paragraph as an element between elements, a sentence after the tags that close there.

use super::tag::{self, WITHIN};
use crate::format::insertion::Place;
use crate::prose::BlockKind;
use crate::text::{Edit, Source, Span};

/// The edit that inserts `words` at `place`; `None` if a paragraph cannot go there.
pub(super) fn insert(text: &str, words: &str, place: Place) -> Option<Edit> {
    let words = quick_xml::escape::partial_escape(words);
    let (at, text) = match place {
        Place::Start(at) => (at, format!("<p>{words}</p>{0}{0}", line_end(text))),
        Place::Sentence(at) => (past_closing(text, at), format!(" {words}")),
        Place::Before(kind, block) => {
            let element = paragraph_around(text, kind, block)?;
            (element.start, format!("<p>{words}</p>{}", line_between(text, element)))
        }
        Place::After(kind, block) => {
            let element = paragraph_around(text, kind, block)?;
            (element.end, format!("{}<p>{words}</p>", line_between(text, element)))
        }
    };
    Some(Edit { span: Span::new(at, at), text })
}

/// The number of paragraphs that an edit of [`insert`] adds.
pub(super) fn paragraphs_inserted(edit: &Edit) -> usize {
    if edit.span.is_empty() { edit.text.matches("<p>").count() } else { 0 }
}

/// A new line with the indentation of `element`, if that begins its line; else nothing.
fn line_between(text: &str, element: Span<Source>) -> String {
    let start = text[..element.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[start..element.start];
    if indent.trim().is_empty() { format!("{}{indent}", line_end(text)) } else { String::new() }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The element of a block next to which a paragraph can go. A paragraph next to a list item, a caption or a quotation would
/// become part of it.
fn paragraph_around(text: &str, kind: BlockKind, block: Span<Source>) -> Option<Span<Source>> {
    matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Byline)
        .then(|| element_around(text, block))?
}

/// The paragraph or heading whose only content is `words`; `None` if another element holds them, or if the end tag of the
/// paragraph is omitted.
fn element_around(text: &str, words: Span<Source>) -> Option<Span<Source>> {
    let mut start = words.start;
    let name = loop {
        let before = text[..start].trim_end();
        start = before.rfind('<').filter(|_| before.ends_with('>'))?;
        let tag = tag::read(text, start).filter(|tag| tag.span.end == before.len())?;
        if !WITHIN.contains(&&*tag.name) {
            break (!tag.closes && is_paragraph(&tag.name)).then_some(tag.name)?;
        }
    };
    let end = past_closing(text, words.end);
    let end = end + (text[end..].len() - text[end..].trim_start().len());
    let tag = tag::read(text, end).filter(|tag| tag.closes && tag.name == name)?;
    Some(Span::new(start, tag.span.end))
}

/// The end of the tags at byte `at` that close emphasis or a link: a sentence after them is not part of either.
fn past_closing(text: &str, mut at: usize) -> usize {
    while let Some(tag) = tag::read(text, at).filter(|tag| tag.closes && WITHIN.contains(&&*tag.name)) {
        at = tag.span.end;
    }
    at
}

fn is_paragraph(name: &str) -> bool {
    name == "p" || matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, words: &str) -> Option<String> {
        let at = text.find(words).expect("the words are there");
        let span = element_around(text, Span::new(at, at + words.len()))?;
        Some(text[span.start..span.end].to_owned())
    }

    #[test]
    fn only_an_element_that_holds_nothing_else_is_found() {
        let page = "<article>\n  <p class=\"a\">\n<b><a href=\"x\">One</a></b> </p><h2>Two</h2><li>Three</li><p>Four<p>Five</p>";
        assert_eq!(around(page, "One").as_deref(), Some("<p class=\"a\">\n<b><a href=\"x\">One</a></b> </p>"));
        assert_eq!(around(page, "Two").as_deref(), Some("<h2>Two</h2>"));
        assert_eq!(around(page, "Three"), None);
        assert_eq!(around(page, "Four"), None);
        assert_eq!(around("Bare words", "Bare"), None);
        assert_eq!(past_closing("a</a></b>c</p>", 1), 9);
    }
}
