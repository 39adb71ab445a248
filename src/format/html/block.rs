//! Reads HTML, a page or a block within Markdown, as prose: tags separate blocks and mark inlines.
//!
//! A hand-written walk rather than an HTML5 parser: every word needs its bytes in the file, which tree builders do not keep,
//! and a block of HTML in Markdown may leave elements open for the Markdown that follows.

use super::tag::{self, Tag};
use crate::prose::{BlockKind, Builder, InlineKind};
use crate::text::{Source, Span};

/// Elements whose content is not prose.
const SKIPPED: [&str; 16] = [
    "audio", "button", "canvas", "iframe", "math", "noscript", "object", "pre", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
];

/// Elements within a line; all others separate blocks.
pub(super) const WITHIN: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var",
];

/// What a block of HTML leaves open for the Markdown after it: a blank line ends the block but not the element.
#[derive(Debug, Default)]
pub(in crate::format) struct Open {
    /// Number of open block quotations.
    pub(in crate::format) quotes: usize,
    /// Further elements whose content is left out.
    pub(in crate::format) skipped: &'static [&'static str],
}

/// Writes the words of the HTML at `start..end` of `text`.
pub(in crate::format) fn read(text: &str, start: usize, end: usize, open: &mut Open, builder: &mut Builder) {
    let kind = BlockKind::Paragraph;
    let mut walker =
        Walker { text, at: start, end, open, builder, kind, space: None, begun: false, inlines: Vec::new() };
    walker.walk();
    walker.part();
}

struct Walker<'a, 'b> {
    text: &'a str,
    at: usize,
    end: usize,
    open: &'b mut Open,
    builder: &'b mut Builder,
    /// Kind of the next block.
    kind: BlockKind,
    /// White space to write before the next word.
    space: Option<Span<Source>>,
    /// Whether the current block has words yet.
    begun: bool,
    /// Names of the inline elements that are open.
    inlines: Vec<String>,
}

impl Walker<'_, '_> {
    fn walk(&mut self) {
        while self.at < self.end {
            let rest = &self.text[self.at..self.end];
            if rest.starts_with("<!--") {
                let close = rest.find("-->").map_or(self.end, |at| self.at + at);
                let end = (close + "-->".len()).min(self.end);
                self.builder
                    .comment(&self.text[self.at + "<!--".len().min(close - self.at)..close], Span::new(self.at, end));
                self.at = end;
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                self.at = rest.find('>').map_or(self.end, |at| self.at + at + 1);
            } else if let Some(tag) = tag::read(&self.text[..self.end], self.at) {
                self.at = tag.span.end;
                self.element(&tag);
            } else {
                // A `<` that does not open a tag is text.
                let from = usize::from(rest.starts_with('<'));
                let next = rest[from..].find('<').map_or(self.end, |at| self.at + from + at);
                self.words(self.at, next);
                self.at = next;
            }
        }
    }

    fn element(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if SKIPPED.contains(&name) || self.open.skipped.contains(&name) {
            self.part();
            if !tag.closes {
                self.skip(name);
            }
            return;
        }
        if name == "br" {
            if self.begun {
                self.builder.replaced("\n", tag.span);
                self.space = None;
            }
            return;
        }
        if WITHIN.contains(&name) {
            return self.inline(tag);
        }
        self.part();
        self.kind = match (name, tag.closes) {
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => BlockKind::Heading(name.as_bytes()[1] - b'0'),
            ("li" | "dt" | "dd", false) => BlockKind::Item,
            ("td" | "th", false) => BlockKind::Cell,
            ("figcaption" | "caption", false) => BlockKind::Caption,
            ("blockquote", closes) => {
                self.open.quotes = if closes { self.open.quotes.saturating_sub(1) } else { self.open.quotes + 1 };
                BlockKind::Paragraph
            }
            // Paragraphs within an item, a caption or a cell are part of it.
            ("p" | "div", _) if matches!(self.kind, BlockKind::Item | BlockKind::Caption | BlockKind::Cell) => {
                self.kind
            }
            _ => BlockKind::Paragraph,
        };
    }

    fn inline(&mut self, tag: &Tag) {
        let place = |wanted: &str| {
            tag.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted)).map(|(_, value)| *value)
        };
        let read =
            |wanted: &str| place(wanted).map(|span| value(span.of(self.text)).trim().to_owned()).unwrap_or_default();
        let kind = match tag.name.as_str() {
            "em" | "i" | "cite" => InlineKind::Emphasis,
            "strong" | "b" => InlineKind::Strong,
            "code" | "kbd" | "samp" => InlineKind::Code,
            "a" if !tag.closes => {
                self.ready();
                let address = read("href");
                let is_plain = |span: &Span<Source>| span.of(self.text).replace("&amp;", "&") == address;
                let place = place("href").filter(is_plain);
                self.builder.begin_link(address, place);
                self.inlines.push(tag.name.clone());
                return;
            }
            "a" => InlineKind::Link(String::new()),
            // An empty alternative text marks the picture as decorative (HTML, 4.8.4.4).
            "img" if place("alt").is_some_and(|alt| alt.of(self.text).trim().is_empty()) => return,
            "img" => {
                self.begin(InlineKind::Image(read("src")));
                if let Some(alt) = place("alt") {
                    self.words(alt.start, alt.end);
                }
                self.builder.end_inline();
                return;
            }
            _ => return,
        };
        if !tag.closes {
            self.begin(kind);
            self.inlines.push(tag.name.clone());
        } else if self.inlines.last() == Some(&tag.name) {
            self.inlines.pop();
            self.builder.end_inline();
        }
    }

    fn begin(&mut self, kind: InlineKind) {
        self.ready();
        self.builder.begin_inline(kind);
    }

    /// Opens a block if none is open, and writes the white space before a word.
    fn ready(&mut self) {
        if !self.begun {
            let quoted = self.open.quotes > 0 && self.kind == BlockKind::Paragraph;
            self.builder.open(if quoted { BlockKind::BlockQuote } else { self.kind });
            self.begun = true;
            self.space = None;
        }
        if let Some(space) = self.space.take() {
            if space.of(self.text) == " " {
                self.builder.verbatim(" ", space.start);
            } else {
                self.builder.replaced(" ", space);
            }
        }
    }

    /// Closes the current block and all inlines in it.
    fn part(&mut self) {
        for _ in self.inlines.drain(..) {
            self.builder.end_inline();
        }
        if std::mem::take(&mut self.begun) {
            self.builder.close();
        }
        self.space = None;
    }

    /// Skips the content of an element that is not prose.
    fn skip(&mut self, name: &str) {
        let rest = &self.text[self.at..self.end];
        let close = rest.match_indices("</").find(|(at, _)| {
            let after = &rest.as_bytes()[at + 2..];
            after.get(..name.len()).is_some_and(|of| of.eq_ignore_ascii_case(name.as_bytes()))
                && !after.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
        });
        self.at = close.map_or(self.end, |(at, _)| self.at + at);
    }

    /// Writes `from..to` of the text, which has no tags. White space becomes a single space; entities are resolved.
    fn words(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let rest = &self.text[at..to];
            let space = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace()).len();
            if space > 0 {
                let start = self.space.map_or(at, |space| space.start);
                self.space = Some(Span::new(start, at + space));
                at += space;
                continue;
            }
            if let Some((words, length)) = entity(rest) {
                if words.chars().all(char::is_whitespace) {
                    self.space = Some(Span::new(self.space.map_or(at, |space| space.start), at + length));
                } else {
                    self.ready();
                    self.builder.replaced(&words, Span::new(at, at + length));
                }
                at += length;
                continue;
            }
            // Single spaces stay within a run of words, so that a phrase is one verbatim piece, which a safe fix may replace.
            let mut end = 0;
            for (index, c) in rest.char_indices() {
                let two = c.is_whitespace() && (c != ' ' || rest[index + 1..].starts_with(char::is_whitespace));
                if two || (c == '&' && index > 0) {
                    break;
                }
                end = index + c.len_utf8();
            }
            let run = rest[..end].trim_end();
            self.ready();
            self.builder.verbatim(run, at);
            at += run.len();
        }
    }
}

/// The value of an attribute, with entities resolved.
pub(in crate::format) fn value(written: &str) -> String {
    let mut said = String::with_capacity(written.len());
    let mut at = 0;
    while at < written.len() {
        let rest = &written[at..];
        let (words, length) = entity(rest).unwrap_or_else(|| {
            let next = rest.match_indices('&').map(|(next, _)| next).find(|&next| next > 0).unwrap_or(rest.len());
            (rest[..next].to_owned(), next)
        });
        said.push_str(&words);
        at += length;
    }
    said
}

/// What the entity at the start of `text` stands for, and its length in bytes. An `&` that no semicolon ends is text: pages
/// write “R&D”, and addresses have `&copy=1`.
fn entity(text: &str) -> Option<(String, usize)> {
    const LONGEST: usize = 40;
    let name = text.strip_prefix('&')?;
    let length = name.bytes().take(LONGEST).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'))?;
    let end = "&".len() + length + ";".len();
    let written = text.get(..end).filter(|written| written.ends_with(';'))?;
    // As in an attribute, so that `&copyright;` is not “©right;”.
    let said = htmlize::unescape_attribute(written);
    (said != written).then(|| (said.into_owned(), end))
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::prose::{BlockKind, InlineKind, Prose};
    use crate::text::{Source, Span};

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let prose = read(&Source::new("a.md", text));
        prose.blocks.iter().map(|block| (block.kind, prose.slice(block.span).to_owned())).collect()
    }

    fn source_of<'a>(source: &'a Source, prose: &Prose, words: &str) -> (&'a str, bool) {
        let at = prose.text.find(words).expect("the words are in the prose");
        let located = prose.locate(Span::new(at, at + words.len()));
        (source.slice(located.span), located.verbatim)
    }

    #[test]
    fn paragraphs_captions_and_quotations_are_read() {
        let text = "<p>The <em>town</em> hall\n  shut.</p>\n<figure><img src=\"a.jpg\" alt=\"The pier\">\n<figcaption>The pier in May.</figcaption></figure>\n<blockquote>\n<p>We wait.</p>\n</blockquote>\n<h2>After</h2><ul><li>One</li><li><p>Two</p></li></ul>\n\nThen *more*.\n";
        let of = |kind, words: &str| (kind, words.to_owned());
        assert_eq!(
            blocks(text),
            [
                of(BlockKind::Paragraph, "The town hall shut."),
                of(BlockKind::Paragraph, "The pier"),
                of(BlockKind::Caption, "The pier in May."),
                of(BlockKind::BlockQuote, "We wait."),
                of(BlockKind::Heading(2), "After"),
                of(BlockKind::Item, "One"),
                of(BlockKind::Item, "Two"),
                of(BlockKind::Paragraph, "Then more."),
            ]
        );
    }

    #[test]
    fn a_quotation_stays_open_over_markdown_between_its_tags() {
        let kinds: Vec<BlockKind> = blocks("<blockquote>\n\nWe *wait*.\n\n</blockquote>\n\nThey wait.\n")
            .into_iter()
            .map(|(kind, _)| kind)
            .collect();
        assert_eq!(kinds, [BlockKind::BlockQuote, BlockKind::Paragraph]);
    }

    #[test]
    fn scripts_styles_and_code_are_left_out() {
        let text = "<script>\nlet a = \"<p>no</p>\";\n\nlet b;\n</script>\n\n<style>p { x: y }</style>\n\n<pre>\nverbatim\n</pre>\n\n<div><svg><title>no</title></svg><p>Yes.</p><!-- a note --><iframe src=x>no</iframe></div>\n";
        assert_eq!(blocks(text), [(BlockKind::Paragraph, "Yes.".to_owned())]);
        assert_eq!(read(&Source::new("a.md", text)).comments[0].text, "a note");
    }

    #[test]
    fn words_entities_and_wraps_are_located_in_the_source() {
        let source = Source::new(
            "a.md",
            "<p class='x > y' id=a>Fish &amp; chips\r\n   at the <a href=\"http://x.y/?a&amp;b\"><b>town</b> hall</a>,\u{a0}caf&eacute; 5&nbsp;km &bogus; R&D < 3</p>\n",
        );
        let prose = read(&source);
        assert_eq!(prose.text, "Fish & chips at the town hall, café 5 km &bogus; R&D < 3");
        assert_eq!(source_of(&source, &prose, "Fish & chips"), ("Fish &amp; chips", false));
        assert_eq!(source_of(&source, &prose, "chips at"), ("chips\r\n   at", false));
        assert_eq!(source_of(&source, &prose, "at the "), ("at the ", true));
        assert_eq!(source_of(&source, &prose, "town hall"), ("town</b> hall", false));
        assert_eq!(source_of(&source, &prose, "é"), ("&eacute;", false));
        assert!(prose.inlines.iter().any(|inline| inline.kind == InlineKind::Link("http://x.y/?a&b".into())));
    }

    #[test]
    fn entities_are_read_as_a_browser_reads_them() {
        for (written, said) in [
            ("&eacute;&AMP;&#x2014;", "é&—"),
            ("&#147;Stop,&#148;", "“Stop,”"),
            ("&NotEqualTilde;", "\u{2242}\u{338}"),
            ("&bogus; &; &#; &copyright; &copy R&D", "&bogus; &; &#; &copyright; &copy R&D"),
            ("&*b*; &é;", "&*b*; &é;"),
            ("&#0;&#12345678;", "\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(blocks(&format!("<p>{written}</p>"))[0].1, said, "{written}");
        }
    }

    #[test]
    fn broken_markup_is_read() {
        for text in [
            "<p>One <b>two",
            "<div><p>One</div></p></blockquote></b>\n",
            "<p",
            "<p a=\"",
            "<p>a <!-- b",
            "<div>&",
            "<p>x</",
            "<div =/ =>x",
            "<p>é<é <€\n",
            "<div\n<é é=\"é\" é>é",
        ] {
            let prose = read(&Source::new("a.md", text));
            assert!(prose.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text}");
        }
        assert_eq!(blocks("<p>One <b>two")[0].1, "One two");
    }
}
