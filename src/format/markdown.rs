//! Markdown: CommonMark with GFM tables, footnotes and strikethrough, through pulldown-cmark's byte ranges.
//!
//! Entities, escapes and soft wraps get their own pieces in the offset map; all other words are verbatim.

use super::html::block as html_block;
use super::template::{self, Dialect, Templates};
use super::{Format, front_matter, inline_html};
use crate::prose::{BlockKind, Builder, InlineKind, Value};
use crate::text::{Source, Span, byte_order_mark};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The Markdown format.
pub struct Markdown;

/// How every Markdown report of copydesk begins.
pub(crate) const REPORT_HEAD: &str = "### copydesk: ";

impl Format for Markdown {
    fn report_head(&self) -> Option<&'static str> {
        Some(REPORT_HEAD)
    }

    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mdx", "mkd", "qmd", "rmd"]
    }

    fn read(&self, source: &Source, builder: &mut Builder) {
        let text = source.text.as_str();
        let base = front_matter::read(text, byte_order_mark(text), builder);
        if let Some(span) =
            front_matter::headline(text, builder.current_metadata()).filter(|_| !has_headline(&text[base..]))
        {
            builder.open(BlockKind::Heading(1));
            builder.verbatim(span.of(text), span.start);
            builder.close();
        }
        if let Some(day) = day_in_name(&source.name) {
            builder.field(FILE_DATE, Value::Text(day.to_owned()));
        }
        let dialect = if source.name.ends_with(".mdx") { Dialect::Mdx } else { Dialect::Markdown };
        let mut templates = template::find(text, base, dialect);
        let covered = templates.cover(text);
        builder.filled_in(std::mem::take(&mut templates.spans));
        builder.left_out(std::mem::take(&mut templates.left_out));
        builder.seal(std::mem::take(&mut templates.sealed));
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let html = html_block::Open::default();
        let mut reader = Reader {
            text: &covered,
            written: text,
            templates,
            builder,
            inlines: Vec::new(),
            quotes: Vec::new(),
            quote: 0,
            items: Vec::new(),
            item: 0,
            code: false,
            html,
            passes: false,
        };
        for (event, range) in Parser::new_ext(&covered[base..], options).into_offset_iter() {
            reader.event(event, range.start + base..range.end + base);
        }
    }
}

/// The field for the day in the name of a file.
const FILE_DATE: &str = "file-date";

/// The day with which the name of a file begins, as in Jekyll: `_posts/2027-01-31-ferry-sails.md`.
fn day_in_name(name: &str) -> Option<&str> {
    let file = name.rsplit(['/', '\\']).next()?;
    let day = file.get(..10).filter(|_| file[10..].starts_with('-'))?;
    let is_digit = |at: usize, byte: u8| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    day.bytes().enumerate().all(|(at, byte)| is_digit(at, byte)).then_some(day)
}

/// Whether the text has a headline, which then takes precedence over the one in the front matter.
fn has_headline(text: &str) -> bool {
    let mut lines = text.lines();
    lines.any(|line| line.starts_with("# ") || line.starts_with("==="))
}

struct Reader<'a> {
    /// The text with its templates covered.
    text: &'a str,
    /// The text as written.
    written: &'a str,
    templates: Templates,
    builder: &'a mut Builder,
    /// The open inlines: those of HTML by the name of their tag.
    inlines: Vec<Option<&'static str>>,
    /// For each block quotation that is open, whether it is one and not a box.
    quotes: Vec<bool>,
    quote: usize,
    /// For each item that is open, whether it is one and not a box.
    items: Vec<bool>,
    item: usize,
    code: bool,
    html: html_block::Open,
    /// Whether the paragraph that is open holds nothing but templates.
    passes: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        if self.passes {
            self.passes = !matches!(event, Event::End(TagEnd::Paragraph));
            return;
        }
        match event {
            Event::Start(Tag::HtmlBlock) => {
                html_block::read(self.text, range.start, range.end, &mut self.html, self.builder);
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, range),
            Event::Code(words) => {
                self.ensure_block();
                self.builder.begin_inline(InlineKind::Code);
                self.words(without_second_space(&words, &self.text[range.clone()]), range);
                self.builder.end_inline();
            }
            Event::SoftBreak => self.builder.replaced(" ", range.into()),
            Event::HardBreak => self.builder.replaced("\n", range.into()),
            Event::Html(_) => {} // read with its block
            Event::InlineHtml(html) => self.html(&html, range),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, range),
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Paragraph if template::is_covered(&self.text[range.clone()]) => {
                self.passes = true;
                self.captions(range);
            }
            Tag::Paragraph if self.is_captioned(&range) => self.builder.open(BlockKind::Caption),
            Tag::Paragraph => {
                self.builder.open(self.paragraph());
                if self.is_answer(range.end) {
                    self.builder.spoken();
                }
            }
            Tag::Heading { level, .. } => self.builder.open(BlockKind::Heading(number(level))),
            Tag::BlockQuote(_) => {
                let is_quote = !self.is_box(&range);
                self.quotes.push(is_quote);
                self.quote += usize::from(is_quote);
            }
            Tag::Item => {
                let is_item = !self.is_box(&range);
                self.items.push(is_item);
                if !is_item {
                    return self.builder.close();
                }
                self.item += 1;
                // A list inside a block quotation is part of what is quoted.
                self.builder.open(if self.quote > 0 { BlockKind::BlockQuote } else { BlockKind::Item });
            }
            Tag::TableCell => self.builder.open(BlockKind::Cell),
            Tag::CodeBlock(_) => {
                self.code = true;
                self.builder.open(BlockKind::Code);
            }
            Tag::FootnoteDefinition(_) => self.builder.open(BlockKind::Paragraph),
            Tag::Emphasis => self.begin(InlineKind::Emphasis),
            Tag::Strong => self.begin(InlineKind::Strong),
            Tag::Link { dest_url, .. } => {
                self.ensure_block();
                let place = inline_html::address_in(&self.text[range.clone()], &dest_url);
                let place = place.map(|at| Span::new(range.start + at, range.start + at + dest_url.len()));
                self.builder.begin_link(template::uncovered(dest_url.into_string()), place);
                self.inlines.push(None);
            }
            Tag::Image { dest_url, title, .. } => {
                self.begin(InlineKind::Image(template::uncovered(dest_url.into_string())));
                self.builder.note_picture(title.into_string(), false);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::FootnoteDefinition => {
                self.close_inlines();
                self.builder.close();
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.builder.close();
            }
            TagEnd::Item => {
                self.item -= usize::from(self.items.pop().unwrap_or_default());
                self.close_inlines();
                self.builder.close();
            }
            TagEnd::BlockQuote(_) => self.quote -= usize::from(self.quotes.pop().unwrap_or_default()),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => self.end_inline(None),
            _ => {}
        }
    }

    fn paragraph(&self) -> BlockKind {
        match (self.quote + self.html.quotes, self.item) {
            (0, 0) => BlockKind::Paragraph,
            (0, _) => BlockKind::Item,
            _ => BlockKind::BlockQuote,
        }
    }

    /// Writes the captions in the templates of a paragraph that has nothing else.
    fn captions(&mut self, range: Range<usize>) {
        let all = &self.templates.captions;
        let first = all.partition_point(|caption| caption.start < range.start);
        for caption in all[first..].iter().take_while(|caption| caption.end <= range.end) {
            self.builder.open(BlockKind::Caption);
            self.builder.shown(caption.of(self.written), caption.start);
            self.builder.close();
        }
    }

    /// Whether a paragraph begins between `[caption]` and `[/caption]`.
    fn is_captioned(&self, range: &Range<usize>) -> bool {
        let past = self.templates.captioned.partition_point(|of| of.start <= range.start);
        past > 0 && self.templates.captioned[past - 1].end > range.start
    }

    /// Whether the line below the paragraph that ends at byte `end` says that somebody answers.
    fn is_answer(&self, end: usize) -> bool {
        let answers = &self.templates.answers;
        let next = answers.get(answers.partition_point(|list| list.end <= end));
        next.is_some_and(|list| {
            let between = self.text.get(end..list.start).unwrap_or_default();
            between.trim().is_empty() && between.matches('\n').count() <= 1
        })
    }

    /// Opens a block for words outside any, such as those after a nested list in a tight list item.
    fn ensure_block(&mut self) {
        if !self.builder.is_open() {
            self.builder.open(self.paragraph());
        }
    }

    fn begin(&mut self, kind: InlineKind) {
        self.ensure_block();
        self.builder.begin_inline(kind);
        self.inlines.push(None);
    }

    /// Closes the innermost inline of this kind and those in it.
    fn end_inline(&mut self, of: Option<&str>) {
        let Some(last) = self.inlines.iter().rposition(|open| *open == of) else { return };
        for _ in self.inlines.drain(last..) {
            self.builder.end_inline();
        }
    }

    /// Closes the inlines that the end of their block leaves open.
    fn close_inlines(&mut self) {
        for _ in self.inlines.drain(..) {
            self.builder.end_inline();
        }
    }

    /// Whether a block quotation or an item is a box: a marker begins it.
    fn is_box(&self, range: &Range<usize>) -> bool {
        let boxes = &self.templates.boxes;
        let next = boxes.get(boxes.partition_point(|marker| marker.start < range.start));
        next.is_some_and(|marker| {
            let before = self.written.get(range.start..marker.start);
            before.is_some_and(|before| before.bytes().all(|byte| matches!(byte, b'>' | b' ' | b'\t')))
        })
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        self.ensure_block();
        // A line break in code is one place, however many characters it has, so that columns do not depend on line ends.
        if let Some(rest) = words.strip_prefix('\n').filter(|_| self.text[..range.start].ends_with('\r')) {
            self.builder.replaced("\n", Span::new(range.start - 1, range.start + 1));
            if !rest.is_empty() {
                self.words(rest, range.start + 1..range.end);
            }
        } else if self.text[range.clone()] == *words {
            self.builder.verbatim(words, range.start);
        } else if let Some(at) = self.text[range.clone()].find(words).filter(|_| !words.is_empty()) {
            self.builder.verbatim(words, range.start + at); // the range of a code span includes its backticks
        } else if !self.wrapped(words, range.clone()) {
            self.builder.replaced(words, Span::from(range));
        }
    }

    /// Writes words that differ from the source only in line ends, as a code span over several lines does; false if they
    /// differ otherwise.
    fn wrapped(&mut self, words: &str, range: Range<usize>) -> bool {
        let text = self.text; // copied out of self, so that the pieces do not borrow self
        let lines: Vec<&str> = words.split(' ').collect();
        let mut pieces = Vec::with_capacity(lines.len());
        let mut at = range.start;
        for line in lines {
            let Some(found) = text[at..range.end].find(line) else { return false };
            pieces.push((line, at + found));
            at += found + line.len();
        }
        for (index, (line, start)) in pieces.iter().enumerate() {
            if let Some((before, end)) = index.checked_sub(1).map(|before| pieces[before]) {
                self.builder.replaced(" ", Span::new(end + before.len(), *start));
            }
            self.builder.verbatim(line, *start);
        }
        true
    }

    /// Leaves out inline markup but keeps its comments, which may hold instructions for copydesk.
    fn html(&mut self, html: &str, range: Range<usize>) {
        let mut from = 0;
        while let Some(open) = html[from..].find("<!--").map(|at| at + from) {
            let close = html[open..].find("-->").map_or(html.len(), |at| open + at + 3);
            let inside = html[open + 4..close].trim_end_matches("-->");
            self.builder.comment(inside, Span::new(range.start + open, range.start + close));
            from = close;
        }
        let tag = html.trim_start().to_ascii_lowercase();
        if tag.starts_with("<br") {
            self.builder.replaced("\n", Span::from(range));
        }
        // A tag that Markdown's own marks cross closes nothing.
        match inline_html::tag(&tag) {
            Some((name, kind, false)) => {
                self.ensure_block();
                self.builder.begin_inline(kind);
                self.inlines.push(Some(name));
            }
            Some((name, _, true)) => {
                let mut within = self.inlines.iter().rev().take_while(|open| open.is_some());
                if within.any(|open| *open == Some(name)) {
                    self.end_inline(Some(name));
                }
            }
            None => {}
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

/// The words of a code span as they would be if its lines ended in `\n`. The parser writes two spaces for `\r\n`, and strips
/// only one of them where the span begins or ends with a line end.
fn without_second_space<'w>(words: &'w str, span: &str) -> &'w str {
    let inside = span.trim_matches('`');
    let words = words.strip_prefix(' ').filter(|_| inside.starts_with("\r\n")).unwrap_or(words);
    let ends = inside.len() > "\r\n".len() && inside.ends_with("\r\n");
    words.strip_suffix(' ').filter(|_| ends).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::prose::{BlockKind, InlineKind};
    use crate::text::{Source, Span};

    #[test]
    fn entities_escapes_and_wraps_are_located_in_the_source() {
        let source = Source::new(
            "a.md",
            "# Title\n\nFish &amp; chips\ncost 5\\* *now*, see [the menu](http://x.y).\n\n> A quote\n",
        );
        let prose = read(&source);
        assert_eq!(prose.text, "Title\n\nFish & chips cost 5* now, see the menu.\n\nA quote");
        assert_eq!(prose.blocks[2].kind, BlockKind::BlockQuote);
        assert_eq!(prose.inlines[1].kind, InlineKind::Link("http://x.y".into()));
        let find = |words: &str| {
            let at = prose.text.find(words).expect("words");
            prose.locate(Span::new(at, at + words.len()))
        };
        assert_eq!(source.slice(find("Fish & chips").span), "Fish &amp; chips");
        assert!(!find("Fish & chips").verbatim);
        assert!(find("chips").verbatim);
        assert_eq!(source.slice(find("the menu").span), "the menu");
    }
}
