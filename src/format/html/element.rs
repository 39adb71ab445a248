//! The elements that words of a page stand in, for fixes that put words beside them.

use super::block::WITHIN;
use super::tag;
use crate::text::{Source, Span};

/// The paragraph or heading of which `words` are all that it holds; `None` where they stand in anything else, and where its
/// end is not written.
pub(crate) fn element_around(text: &str, words: Span<Source>) -> Option<Span<Source>> {
    let mut start = words.start;
    let name = loop {
        let before = text[..start].trim_end();
        start = before.rfind('<').filter(|_| before.ends_with('>'))?;
        let tag = tag::read(text, start).filter(|tag| tag.span.end == before.len())?;
        if !WITHIN.contains(&tag.name.as_str()) {
            break (!tag.closes && is_paragraph(&tag.name)).then_some(tag.name)?;
        }
    };
    let end = past_closing(text, words.end);
    let end = end + (text[end..].len() - text[end..].trim_start().len());
    let tag = tag::read(text, end).filter(|tag| tag.closes && tag.name == name)?;
    Some(Span::new(start, tag.span.end))
}

/// The place behind the ends of all that closes at byte `at` within the line: bold, italics, a link.
pub(crate) fn past_closing(text: &str, mut at: usize) -> usize {
    while let Some(tag) = tag::read(text, at).filter(|tag| tag.closes && WITHIN.contains(&tag.name.as_str())) {
        at = tag.span.end;
    }
    at
}

/// Words as text of a page.
pub(crate) fn escaped(words: &str) -> String {
    quick_xml::escape::partial_escape(words).into_owned()
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
    fn only_a_whole_paragraph_is_an_element_of_its_words() {
        let page = "<article>\n  <p class=\"a\">\n<b><a href=\"x\">One</a></b> </p><h2>Two</h2><li>Three</li><p>Four<p>Five</p>";
        assert_eq!(around(page, "One").as_deref(), Some("<p class=\"a\">\n<b><a href=\"x\">One</a></b> </p>"));
        assert_eq!(around(page, "Two").as_deref(), Some("<h2>Two</h2>"));
        assert_eq!(around(page, "Three"), None);
        assert_eq!(around(page, "Four"), None);
        assert_eq!(around("Bare words", "Bare"), None);
        assert_eq!(past_closing("a</a></b>c</p>", 1), 9);
    }
}
