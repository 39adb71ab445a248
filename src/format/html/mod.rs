//! Pages of HTML: the words of the article, without what a page has around it.
//!
//! Where the page says which part of it is the article, only that is read. What pages say of themselves to others, in
//! `meta`, is metadata.

pub(super) mod block;
mod element;
mod tag;

pub(crate) use element::{element_around, escaped, past_closing};

use super::{Format, byte_order_mark, front_matter};
use crate::prose::{Builder, Value};
use crate::text::Source;
use std::ops::Range;

/// The reader of HTML.
pub struct Html;

/// The elements that hold an article, the narrower first. One that stands more than once holds several, as on a front page,
/// and says nothing.
const WHOLE: [&str; 3] = ["article", "main", "body"];

/// Elements that stand around an article or interrupt it.
const AROUND: &[&str] = &["aside", "dialog", "footer", "form", "head", "nav"];

/// Fields by the names that pages give them: those of HTML, of the Open Graph protocol (ogp.me), and of Dublin Core.
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
        Some(super::HTML_REPORT_HEAD)
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
}

/// What stands between the tags of the one element `name` after byte `base`; `None` where there is none, or several.
fn content(text: &str, base: usize, name: &str) -> Option<Range<usize>> {
    let mut opening = tags(text, base, name).filter(|tag| !tag.closes);
    let start = opening.next()?.span.end;
    if opening.next().is_some() {
        return None;
    }
    let end = tags(text, start, name).filter(|tag| tag.closes).last().map_or(text.len(), |tag| tag.span.start);
    Some(start..end)
}

/// The tags called `name` after byte `base`.
fn tags<'a>(text: &'a str, base: usize, name: &'a str) -> impl Iterator<Item = tag::Tag<'a>> {
    let signs = text[base..].match_indices('<').map(move |(at, _)| base + at);
    let named = move |at: &usize| {
        let after = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]).as_bytes();
        after.get(..name.len()).is_some_and(|of| of.eq_ignore_ascii_case(name.as_bytes()))
    };
    signs.filter(named).filter_map(|at| tag::read(text, at)).filter(move |tag| tag.name == name)
}

/// What the page says of itself in its head, which ends before byte `end`: each field once, the first that is known by it.
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
            // A point in time: rules ask for the day.
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
    fn the_article_is_read_and_what_stands_around_it_is_not() {
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
    fn of_several_articles_the_body_is_read() {
        let (_, prose) = page("<BODY><article><p>One.</p></article><article><p>Two.</p></article></BODY>");
        assert_eq!(words(&prose), [(BlockKind::Paragraph, "One."), (BlockKind::Paragraph, "Two.")]);
    }

    #[test]
    fn what_the_page_says_of_itself_is_metadata() {
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
    fn metadata_may_begin_with_any_letter() {
        for (written, said) in
            [("Émile &amp; Zoë", "Émile & Zoë"), ("“&eacute;”", "“é”"), ("\u{ad}&x", "\u{ad}&x"), ("&é", "&é")]
        {
            let source = Source::new("a.html", format!("<meta name=author content=\"{written}\"><body><p>Text.</p>"));
            assert!(read(&source).metadata.field("author").is_some_and(|value| value.is(said)), "{written}");
        }
    }

    #[test]
    fn a_scrap_is_a_page_and_broken_pages_are_read_as_far_as_they_go() {
        let source = Source::new("a.htm", "<p>One.</p> Two <!-- copydesk: allow a/b reason: c -->");
        let prose = read(&source);
        assert_eq!(words(&prose), [(BlockKind::Paragraph, "One."), (BlockKind::Paragraph, "Two")]);
        assert_eq!(prose.comments.len(), 1);
        for (text, expected) in [
            ("<article", "<article"), // no tag
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
