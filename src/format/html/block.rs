//! Reads HTML, a page or a block within Markdown, as prose: tags separate blocks and mark inlines.
//!
//! A hand-written walk rather than an HTML5 parser: every word needs its bytes in the file, which tree builders do not keep,
//! and a block of HTML in Markdown may leave elements open for the Markdown that follows.

use super::classes::credit;
use super::entity::{entity, value};
use super::marks::{Mark, MarkKind};
use super::ornament::{address_key, is_ornament};
use super::tag::{self, SKIPPED, Tag, WITHIN, closing};
use crate::format::template;
use crate::prose::{BlockKind, Builder, InlineKind};
use crate::text::{Source, Span};

/// What a block of HTML leaves open for the Markdown after it: a blank line ends the block but not the element.
#[derive(Debug, Default)]
pub(in crate::format) struct Open {
    /// Number of open block quotations.
    pub(in crate::format) quotes: usize,
    /// Elements of a page that are left out or are captions, in order.
    pub(super) marks: Vec<Mark>,
}

/// Writes the words of the HTML at `start..end` of `text`.
pub(in crate::format) fn read(text: &str, start: usize, end: usize, open: &mut Open, builder: &mut Builder) {
    let kind = BlockKind::Paragraph;
    let mut walker = Walker {
        text,
        at: start,
        end,
        open,
        builder,
        kind,
        space: None,
        begun: false,
        has_words: false,
        inlines: Vec::new(),
        mark: 0,
        within: Vec::new(),
        quoted: 0,
    };
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
    /// Whether it has more than the tags of inline elements.
    has_words: bool,
    /// Names of the inline elements that are open.
    inlines: Vec<String>,
    /// Index of the next marked element.
    mark: usize,
    /// The number of inline quotations that are open.
    quoted: usize,
    /// The marked captions and credits that are open.
    within: Vec<Mark>,
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
                if !self.marked(&tag) {
                    self.element(&tag);
                    credit(&tag, self.text).into_iter().for_each(|words| self.builder.credit_picture(words));
                }
            } else {
                // A `<` that does not open a tag is text.
                let from = usize::from(rest.starts_with('<'));
                let next = rest[from..].find('<').map_or(self.end, |at| self.at + from + at);
                self.words(self.at, next);
                self.at = next;
            }
        }
    }

    /// Leaves out an element that is furniture, and begins or ends the block of a caption. Returns whether it is left out.
    fn marked(&mut self, tag: &Tag) -> bool {
        while self.within.last().is_some_and(|within| within.span.end <= tag.span.end) {
            self.part();
            self.within.pop();
            self.kind = BlockKind::Paragraph;
        }
        let Some(&mark) = self.open.marks.get(self.mark).filter(|mark| mark.span.start <= tag.span.start) else {
            return false;
        };
        self.mark += 1;
        if mark.kind != MarkKind::Furniture {
            self.part();
            self.within.push(mark);
            return false;
        }
        if !WITHIN.contains(&&*tag.name) {
            self.part();
        }
        self.at = mark.span.end.clamp(self.at, self.end);
        true
    }

    fn element(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if SKIPPED.contains(&name) {
            self.part();
            if !tag.closes {
                self.at = closing(&self.text[..self.end], self.at, name);
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
        let place = |wanted: &str| tag.attribute(wanted);
        let read =
            |wanted: &str| place(wanted).map(|span| value(span.of(self.text)).trim().to_owned()).unwrap_or_default();
        let kind = match &*tag.name {
            "em" | "i" | "cite" => InlineKind::Emphasis,
            "strong" | "b" => InlineKind::Strong,
            "code" | "kbd" | "samp" => InlineKind::Code,
            "a" if !tag.closes => {
                self.ready();
                let address = template::uncovered(read("href"));
                let is_plain = |span: &Span<Source>| span.of(self.text).replace("&amp;", "&") == address;
                let place = place("href").filter(is_plain);
                self.builder.begin_link(address, place);
                self.inlines.push(tag.name.to_string());
                return;
            }
            "a" => InlineKind::Link(String::new()),
            "q" => return self.quotation(tag),
            // An empty alternative text marks the picture as decorative (HTML, 4.8.4.4).
            "img" if place("alt").is_some_and(|alt| alt.of(self.text).trim().is_empty()) => return,
            "img" if is_ornament(tag, self.text) => return,
            "img" => {
                let leads = !self.has_words;
                let address = read(address_key(tag, self.text));
                self.begin(InlineKind::Image(template::uncovered(address)));
                if let Some(alt) = place("alt") {
                    self.words(alt.start, alt.end);
                }
                self.builder.end_inline();
                self.builder.note_picture(read("title"), false);
                // What describes a picture is not part of the sentence after it.
                if leads && self.has_words {
                    self.part();
                }
                return;
            }
            _ => return,
        };
        if !tag.closes {
            self.begin(kind);
            self.inlines.push(tag.name.to_string());
        } else if self.inlines.last().is_some_and(|last| *last == tag.name) {
            self.inlines.pop();
            self.builder.end_inline();
        }
    }

    /// Writes the marks that a browser shows around the words of `<q>`.
    fn quotation(&mut self, tag: &Tag) {
        const MARKS: [[&str; 2]; 2] = [["“", "”"], ["‘", "’"]];
        if tag.closes {
            let Some(outer) = self.quoted.checked_sub(1) else { return };
            self.quoted = outer;
        }
        self.ready();
        self.builder.replaced(MARKS[self.quoted % 2][usize::from(tag.closes)], tag.span);
        self.quoted += usize::from(!tag.closes);
    }

    fn begin(&mut self, kind: InlineKind) {
        self.ready();
        self.builder.begin_inline(kind);
    }

    /// Opens a block if none is open, and writes the white space before a word.
    fn ready(&mut self) {
        if !self.begun {
            let kind = match self.within.last().map(|within| within.kind) {
                Some(MarkKind::Caption) => BlockKind::Caption,
                Some(MarkKind::Credit) => BlockKind::Credit,
                Some(MarkKind::Byline) => BlockKind::Byline,
                _ if self.open.quotes > 0 && self.kind == BlockKind::Paragraph => BlockKind::BlockQuote,
                _ => self.kind,
            };
            self.builder.open(kind);
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
        self.has_words = false;
        if std::mem::take(&mut self.begun) {
            self.builder.close();
        }
        self.space = None;
    }

    /// Writes `from..to` of the text, which has no tags. White space becomes a single space; entities are resolved.
    fn words(&mut self, from: usize, to: usize) {
        self.has_words |= !self.text[from..to].trim().is_empty();
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
