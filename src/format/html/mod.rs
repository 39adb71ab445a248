//! HTML pages: the words of the article, without the menus, forms and footers around it.
//!
//! If the page marks which part is the article, only that part is read. Its `meta` elements become metadata.

mod article;
pub(super) mod block;
mod boxes;
mod classes;
mod entity;
mod field;
mod head;
mod insertion;
mod linked;
mod marks;
mod ornament;
mod outline;
mod tag;

use super::insertion::Place;
use super::template::{self, Dialect};
use super::{Format, front_matter};
use crate::prose::Builder;
use crate::text::{Edit, Source, byte_order_mark};

/// The HTML format.
pub struct Html;

/// How every HTML report of copydesk begins.
pub(crate) const REPORT_HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"generator\" content=\"copydesk\">\n";

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
        let base = front_matter::read(&source.text, byte_order_mark(&source.text), builder);
        let templates = template::find(&source.text, base, Dialect::Plain);
        let text = &*templates.cover(&source.text);
        builder.filled_in(templates.spans);
        builder.seal(templates.sealed);
        let outline = outline::read(text, base);
        let part = article::find(&outline, text);
        for (name, value) in head::fields(text, &outline, &part) {
            builder.field(name, value);
        }
        let mut open = block::Open { marks: part.marks, ..block::Open::default() };
        block::read(text, part.range.start, part.range.end, &mut open, builder);
    }

    fn insert(&self, text: &str, words: &str, place: Place) -> Option<Edit> {
        insertion::insert(text, words, place)
    }

    fn paragraphs_inserted(&self, edit: &Edit) -> usize {
        insertion::paragraphs_inserted(edit)
    }
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
    fn the_byline_stands_above_the_article_and_captions_below_pictures() {
        let line = "The council met on Monday to vote on the new bridge, and then everybody went home again to sleep.";
        let story = format!("<p>{line}</p>").repeat(8);
        let (_, prose) = page(&format!(
            "<body><h1>The vote</h1><div class=article-meta><span>Anna Holm</span> <time datetime=2026-03-02>2 March 2026</time></div>\
             <p>By <a href=\"/author/carl-berg\">Carl Berg</a></p><div><img src=a.jpg alt=\"The bridge\">A bridge</div>\
             {story}<p class=author>Jan Vos</p></body>"
        ));
        let expected = [
            (BlockKind::Heading(1), "The vote"),
            (BlockKind::Byline, "Anna Holm 2 March 2026"),
            (BlockKind::Byline, "By Carl Berg"),
            (BlockKind::Caption, "The bridge"),
            (BlockKind::Caption, "A bridge"),
            (BlockKind::Paragraph, line),
        ];
        assert_eq!(words(&prose)[..6], expected);
        assert_eq!(words(&prose).last(), Some(&(BlockKind::Paragraph, "Jan Vos")), "a name below is no byline");
    }

    #[test]
    fn what_else_properties_say_of_an_article_is_no_byline() {
        let line = "The council met on Monday to vote on the new bridge, and then everybody went home again to sleep.";
        let story = format!("<p>{line}</p>").repeat(8);
        let (_, prose) = page(&format!(
            "<body><article><h1>The vote</h1><div><p itemprop=description>“It passed,” says Ada</p></div>\
             <p><span itemprop=itemListElement><span itemprop=name>Town</span></span> / <span itemprop=articleSection>Vote</span></p>\
             <div itemprop=author><span itemprop=name>Anna Holm</span></div>\
             <p>On <span itemprop=datePublished content=2026-03-02>Monday</span></p>{story}</article></body>"
        ));
        let expected = [
            (BlockKind::Heading(1), "The vote"),
            (BlockKind::Paragraph, "“It passed,” says Ada"),
            (BlockKind::Paragraph, "Town / Vote"),
            (BlockKind::Byline, "Anna Holm"),
            (BlockKind::Byline, "On Monday"),
            (BlockKind::Paragraph, line),
        ];
        assert_eq!(words(&prose)[..6], expected);
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
            ("</article><article>x</article>y</article>z", "x"),
            ("<p>x</p><meta content", "x<meta content"),
            ("<body><aside>no", ""),
        ] {
            let prose = read(&Source::new("a.html", text));
            assert_eq!(words(&prose).into_iter().map(|(_, words)| words).collect::<String>(), expected, "{text}");
        }
    }
}
