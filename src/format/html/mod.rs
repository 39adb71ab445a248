//! HTML pages: the words of the article, without the menus, forms and footers around it.
//!
//! If the page marks which part is the article, only that part is read. Its `meta` elements become metadata.

pub(super) mod block;
mod insertion;
mod tag;

use super::insertion::Place;
use super::{Format, front_matter};
use crate::prose::{Builder, Value};
use crate::text::{Edit, Source, byte_order_mark};
use std::ops::Range;

/// The HTML format.
pub struct Html;

/// How every HTML report of copydesk begins.
pub(crate) const REPORT_HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"generator\" content=\"copydesk\">\n";

/// Elements that may hold the article, the narrowest first. One that occurs several times does not say which article is
/// meant, as on a front page, so the next is tried.
const WHOLE: [&str; 3] = ["article", "main", "body"];

/// Elements around an article or between its paragraphs that are not part of it.
const AROUND: &[&str] = &["aside", "dialog", "footer", "form", "head", "nav"];

/// Names of `meta` elements and the metadata fields they fill: from HTML, the Open Graph protocol (ogp.me) and Dublin Core.
const FIELDS: [(&str, &str); 11] = [
    ("author", "author"),
    ("article:author", "author"),
    ("dc.creator", "author"),
    ("article:published_time", "published"),
    ("date", "date"),
    ("dc.date", "date"),
    ("pubdate", "date"),
    ("article:modified_time", "updated"),
    ("article:section", "section"),
    ("og:title", "title"),
    ("og:site_name", "publisher"),
];

impl Format for Html {
    fn report_head(&self) -> Option<&'static str> {
        Some(REPORT_HEAD)
    }

    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn read(&self, source: &Source, builder: &mut Builder) {
        let text = source.text.as_str();
        let base = front_matter::read(text, byte_order_mark(text), builder);
        let part = WHOLE.iter().find_map(|name| content(text, base, name)).unwrap_or(base..text.len());
        for (name, value) in fields(text, base, part.start) {
            builder.field(name, Value::Text(value));
        }
        let mut open = block::Open { skipped: AROUND, ..block::Open::default() };
        block::read(text, part.start, part.end, &mut open, builder);
    }

    fn insert(&self, text: &str, words: &str, place: Place) -> Option<Edit> {
        insertion::insert(text, words, place)
    }

    fn paragraphs_inserted(&self, edit: &Edit) -> usize {
        insertion::paragraphs_inserted(edit)
    }
}

/// The content of the only element `name` after byte `base`; `None` if there is none or more than one.
fn content(text: &str, base: usize, name: &str) -> Option<Range<usize>> {
    let mut opening = tags(text, base, name).filter(|tag| !tag.closes);
    let start = opening.next()?.span.end;
    if opening.next().is_some() {
        return None;
    }
    let end = tags(text, start, name).filter(|tag| tag.closes).last().map_or(text.len(), |tag| tag.span.start);
    Some(start..end)
}

/// The start and end tags of `name` after byte `base`.
fn tags<'a>(text: &'a str, base: usize, name: &'a str) -> impl Iterator<Item = tag::Tag<'a>> {
    let signs = text[base..].match_indices('<').map(move |(at, _)| base + at);
    let named = move |at: &usize| {
        let after = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]).as_bytes();
        after.get(..name.len()).is_some_and(|of| of.eq_ignore_ascii_case(name.as_bytes()))
    };
    signs.filter(named).filter_map(|at| tag::read(text, at)).filter(move |tag| tag.name == name)
}

/// The metadata fields in the `meta` elements between `base` and `end`. If several elements fill one field, the first does.
fn fields(text: &str, base: usize, end: usize) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for tag in tags(&text[..end], base, "meta") {
        let value = |wanted: &str| {
            let (_, span) = tag.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted))?;
            Some(block::value(span.of(text)).trim().to_owned())
        };
        let Some(called) = value("name").or_else(|| value("property")) else { continue };
        let field = FIELDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&called)).map(|(_, field)| *field);
        if let (Some(field), Some(content)) = (field, value("content"))
            && !content.is_empty()
            && !found.iter().any(|(known, _)| *known == field)
        {
            // Rules ask for a day, so the time is cut off.
            let day = content
                .split_once('T')
                .filter(|(day, _)| day.len() == "2027-01-31".len())
                .map(|(day, _)| day.to_owned());
            found.push((field, day.unwrap_or(content)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::prose::{BlockKind, Prose};
    use crate::text::{Source, Span};

    fn page(body: &str) -> (Source, Prose) {
        let head = "<!DOCTYPE html><html><head><title>Site</title><meta name=\"Author\" content=\"É R&amp;D desk\">\
                    <meta property='article:published_time' content='2026-03-02T10:00:00Z'><meta name=author content=x>\
                    <style>p { a: b }</style></head>\n";
        let source = Source::new("a.html", format!("{head}{body}</html>\n"));
        let prose = read(&source);
        (source, prose)
    }

    fn words(prose: &Prose) -> Vec<(BlockKind, &str)> {
        prose.blocks.iter().map(|block| (block.kind, prose.slice(block.span))).collect()
    }

    #[test]
    fn only_the_article_is_read() {
        let (source, prose) = page(
            "<body><nav>Home | News</nav><main><article id=a><header><h1>The vote</h1></header>\n<p>It <b>passed</b>.</p>\
             <aside>Read more</aside><p>“Yes,”\n she said.</p></article><p>Share</p></main><footer>Contact</footer></body>",
        );
        let expected = [
            (BlockKind::Heading(1), "The vote"),
            (BlockKind::Paragraph, "It passed."),
            (BlockKind::Paragraph, "“Yes,” she said."),
        ];
        assert_eq!(words(&prose), expected);
        let at = prose.text.find("passed").expect("there");
        assert_eq!(source.slice(prose.locate(Span::new(at, at + 6)).span), "passed");
    }

    #[test]
    fn the_body_is_read_if_there_are_several_articles() {
        let (_, prose) = page("<BODY><article><p>One.</p></article><article><p>Two.</p></article></BODY>");
        assert_eq!(words(&prose), [(BlockKind::Paragraph, "One."), (BlockKind::Paragraph, "Two.")]);
    }

    #[test]
    fn meta_elements_become_metadata() {
        let (_, prose) = page("<body><p>Text.</p><meta name=date content=no></body>");
        let field = |name: &str| prose.metadata.field(name);
        assert!(field("author").is_some_and(|value| value.is("É R&D desk")));
        assert!(field("published").is_some_and(|value| value.is("2026-03-02")));
        assert!(field("date").is_none());
        let source = Source::new("a.html", "---\nauthor: Desk\n---\n<meta name=author content=Site><p>Text.</p>");
        let prose = read(&source);
        assert!(prose.metadata.field("author").is_some_and(|value| value.is("Desk")));
        assert_eq!(words(&prose), [(BlockKind::Paragraph, "Text.")]);
    }

    #[test]
    fn metadata_may_begin_with_any_character() {
        for (written, said) in
            [("Émile &amp; Zoë", "Émile & Zoë"), ("“&eacute;”", "“é”"), ("\u{ad}&x", "\u{ad}&x"), ("&é", "&é")]
        {
            let source = Source::new("a.html", format!("<meta name=author content=\"{written}\"><body><p>Text.</p>"));
            assert!(read(&source).metadata.field("author").is_some_and(|value| value.is(said)), "{written}");
        }
    }

    #[test]
    fn fragments_and_broken_pages_are_read() {
        let source = Source::new("a.htm", "<p>One.</p> Two <!-- copydesk: allow a/b reason: c -->");
        let prose = read(&source);
        assert_eq!(words(&prose), [(BlockKind::Paragraph, "One."), (BlockKind::Paragraph, "Two")]);
        assert_eq!(prose.comments.len(), 1);
        for (text, expected) in [
            ("<article", "<article"), // not a tag
            ("<article><p>x", "x"),
            ("</article><article>x</article>y</article>z", "xy"),
            ("<p>x</p><meta content", "x<meta content"),
            ("<body><aside>no", ""),
        ] {
            let prose = read(&Source::new("a.html", text));
            assert_eq!(words(&prose).into_iter().map(|(_, words)| words).collect::<String>(), expected, "{text}");
        }
    }
}
