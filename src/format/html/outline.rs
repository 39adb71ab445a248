//! The elements of a page, with how much text each holds.
//!
//! One walk over the tags, without a tree builder: an element is a range of bytes, and a page that leaves elements open or
//! closes them twice still has an outline.

use super::classes::{Role, role};
use super::field;
use super::ornament::is_ornament;
use super::tag::{self, SKIPPED, Tag, WITHIN, closing};
use crate::text::{Source, Span};
use std::borrow::Cow;

/// Elements without content and without an end tag.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that an element of the same kind closes where their end tag is omitted.
const CLOSED_BY_NEXT: [&str; 8] = ["dd", "dt", "li", "option", "p", "td", "th", "tr"];

/// The number of open elements among which the one that an end tag closes is sought.
const DEEPEST_MATCH: usize = 64;

/// A line of at least this many bytes is running text, if few of them are links.
const LONG_LINE: usize = 80;

/// A line of at least this many bytes is running text if it ends like a sentence.
const SENTENCE: usize = 40;

/// The place of what an element does not have: after everything else.
pub(super) const NOWHERE: usize = usize::MAX;

/// Elements that a caption does not have.
const BLOCKS: [&str; 7] = ["article", "blockquote", "li", "p", "section", "table", "td"];

/// A page with less running text than this is short: nothing is concluded from its running text. In bytes.
pub(super) const SHORT_PAGE: usize = 600;

/// Folders of addresses that have a page for each author.
const AUTHOR_PAGES: [&str; 7] = ["/author/", "/authors/", "/by/", "/contributor/", "/newsteam/", "/people/", "/staff/"];

/// An element of a page. Counts are in bytes.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub(super) name: Cow<'a, str>,
    /// Index of the element around it; the page itself, at index 0, is its own parent.
    pub(super) parent: usize,
    /// From its start tag to its end tag, both included.
    pub(super) span: Span<Source>,
    /// Whether its own end tag closes it; else it may have ended earlier for the author of the page.
    pub(super) is_closed: bool,
    /// What its attributes say that it is.
    pub(super) role: Role,
    /// Text in it.
    pub(super) text: usize,
    /// Text in it that is part of a link.
    pub(super) linked: usize,
    /// The number of links in it.
    pub(super) links: usize,
    /// Text of lines that look like sentences.
    pub(super) prose: usize,
    /// Where its first text stands, or [`NOWHERE`].
    pub(super) first_text: usize,
    /// Where its last text ends; 0 without text.
    pub(super) last_text: usize,
    /// Where its first picture stands, ornaments aside, or [`NOWHERE`].
    pub(super) first_picture: usize,
    /// The number of headings in it, and of those that are links.
    pub(super) headings: u32,
    pub(super) linked_headings: u32,
    /// Whether it has paragraphs, items, tables or sections in it.
    pub(super) has_blocks: bool,
    /// Whether it, or an element right within it, says who wrote the article or when, or links to the page of an author.
    pub(super) is_signed: bool,
}

/// The elements of a page in the order of their start tags; the first is the page itself.
pub(super) struct Outline<'a> {
    pub(super) elements: Vec<Element<'a>>,
    /// The contents of its scripts with linked data.
    pub(super) data: Vec<Span<Source>>,
    /// What its attributes say of author and date.
    pub(super) said: Vec<Said<'a>>,
}

impl Outline<'_> {
    /// Whether it is a page as a site serves it, and not part of one or a note: one that says so and has some running text.
    pub(super) fn is_page(&self) -> bool {
        self.elements[0].prose >= SHORT_PAGE && self.elements.iter().any(|element| element.name == "body")
    }
}

/// A property of the page, with its value.
pub(super) struct Said<'a> {
    /// Its name, as in `itemprop` or in the name of a `meta` element.
    pub(super) name: &'a str,
    pub(super) value: Span<Source>,
    /// Whether it is said of the page as a whole, by the name of a `meta` element.
    pub(super) is_meta: bool,
    /// Index of the element that it stands in.
    pub(super) owner: usize,
}

/// Reads the elements of `text` from byte `base`.
pub(super) fn read(text: &str, base: usize) -> Outline<'_> {
    let page = Element::new(Cow::Borrowed(""), 0, Span::new(base, text.len()), Role::default());
    let mut walker = Walker {
        text,
        outline: Outline { elements: vec![page], data: Vec::new(), said: Vec::new() },
        open: vec![0],
        link: None,
        line: Line::default(),
    };
    walker.walk(base);
    walker.finish()
}

impl<'a> Element<'a> {
    fn new(name: Cow<'a, str>, parent: usize, span: Span<Source>, role: Role) -> Self {
        Self {
            name,
            parent,
            span,
            is_closed: false,
            role,
            text: 0,
            linked: 0,
            links: 0,
            prose: 0,
            first_text: NOWHERE,
            last_text: 0,
            first_picture: NOWHERE,
            headings: 0,
            linked_headings: 0,
            has_blocks: false,
            is_signed: false,
        }
    }
}

/// Text between two tags that separate blocks.
#[derive(Default)]
struct Line {
    /// Where it begins, if it has text.
    start: usize,
    text: usize,
    linked: usize,
    /// Where its text ends.
    end: usize,
}

struct Walker<'a> {
    text: &'a str,
    outline: Outline<'a>,
    /// Indices of the open elements.
    open: Vec<usize>,
    /// The number of elements around the link that is open.
    link: Option<usize>,
    line: Line,
}

impl<'a> Walker<'a> {
    fn walk(&mut self, base: usize) {
        let mut at = base;
        while at < self.text.len() {
            let rest = &self.text[at..];
            if !rest.starts_with('<') {
                let next = rest.find('<').unwrap_or(rest.len());
                self.words(at, &rest[..next]);
                at += next;
            } else if rest.starts_with("<!--") {
                at = rest.find("-->").map_or(self.text.len(), |close| at + close + "-->".len());
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                at = rest.find('>').map_or(self.text.len(), |close| at + close + 1);
            } else if let Some(tag) = tag::read(self.text, at) {
                at = self.tag(tag);
            } else {
                self.words(at, "<");
                at += 1;
            }
        }
    }

    /// Adds the text at byte `at` to the current line.
    fn words(&mut self, at: usize, words: &str) {
        let end = at + words.trim_end().len();
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if self.line.text == 0 {
            self.line.start = at;
        }
        self.line.text += words.len();
        self.line.linked += if self.link.is_some() { words.len() } else { 0 };
        self.line.end = end;
    }

    /// Reads an element's tag, and returns where to go on.
    fn tag(&mut self, tag: Tag<'a>) -> usize {
        let name = &*tag.name;
        let end = tag.span.end;
        let is_signed = !tag.closes && !tag.attributes.is_empty() && self.property(&tag);
        if SKIPPED.contains(&name) {
            self.end_line();
            if tag.closes {
                return end;
            }
            let close = closing(self.text, end, name);
            if name == "script" && tag.attribute("type").is_some_and(|kind| kind.of(self.text).ends_with("ld+json")) {
                self.outline.data.push(Span::new(end, close));
            }
            return close;
        }
        if name == "a" {
            self.link(&tag);
            return end;
        }
        if name == "img" && !is_ornament(&tag, self.text) {
            let owner = self.owner();
            let element = &mut self.outline.elements[owner];
            element.first_picture = element.first_picture.min(tag.span.start);
        }
        let is_inline = WITHIN.contains(&name);
        if !is_inline {
            self.end_line();
        }
        match (tag.closes, VOID.contains(&name)) {
            (_, true) => {}
            (true, _) => self.close(name, tag.span.start, end),
            (false, _) => self.open(tag, is_inline, is_signed),
        }
        end
    }

    /// Opens or closes a link. That of a heading to itself is not a link to elsewhere.
    fn link(&mut self, tag: &Tag<'a>) {
        self.link = None;
        if tag.closes {
            return;
        }
        let address = tag.attribute("href").map_or("", |place| place.of(self.text));
        let owner = self.owner();
        let element = &mut self.outline.elements[owner];
        if is_heading(&element.name) && (address.is_empty() || address.starts_with('#')) {
            return;
        }
        element.links += 1;
        element.is_signed |= AUTHOR_PAGES.iter().any(|folder| address.contains(folder));
        self.link = Some(self.open.len());
    }

    /// Keeps what a tag says of the page: a `meta` element, `itemprop`, `rel=author`, `<time datetime>`. Returns whether its words
    /// say who wrote the article or when.
    fn property(&mut self, tag: &Tag<'a>) -> bool {
        let text = self.text;
        let of = |wanted: &str| tag.attribute(wanted).map(|place| place.of(text));
        let content = tag.attribute("content").or_else(|| tag.attribute("datetime"));
        let (name, is_meta) = if tag.name == "meta" {
            match (of("name").or_else(|| of("property")), of("itemprop")) {
                (Some(name), _) => (name, true),
                (None, Some(name)) => (name, false),
                (None, None) => return false,
            }
        } else if let Some(name) = of("itemprop") {
            (name, false)
        } else if of("rel").is_some_and(|kinds| kinds.split(' ').any(|kind| kind == "author")) {
            ("author", false)
        } else if tag.name == "time" && content.is_some() {
            ("datePublished", false)
        } else {
            return false;
        };
        let Some(value) = content.or_else(|| tag::next_words(text, tag.span.end)) else { return false };
        let owner = self.owner();
        let is_signed = tag.name != "meta" && field::is_of_byline(name);
        self.outline.elements[owner].is_signed |= is_signed;
        self.outline.said.push(Said { name, value, is_meta, owner });
        is_signed
    }

    fn open(&mut self, tag: Tag<'a>, is_inline: bool, is_signed: bool) {
        let role = role(&tag, self.text);
        if is_inline && role == Role::default() {
            return; // only blocks and marked elements are of interest
        }
        let top = self.owner();
        let is_omitted = |name: &str| CLOSED_BY_NEXT.contains(&name) && (name == tag.name || name == "p" && !is_inline);
        if is_omitted(&self.outline.elements[top].name) {
            self.leave(tag.span.start);
        }
        let parent = self.owner();
        let span = Span::new(tag.span.start, self.text.len());
        self.open.push(self.outline.elements.len());
        self.outline.elements.push(Element { is_signed, ..Element::new(tag.name, parent, span, role) });
    }

    /// Closes the innermost element `name` and the elements in it.
    fn close(&mut self, name: &str, start: usize, end: usize) {
        let elements = &self.outline.elements;
        let depth = self.open[1..].iter().rev().take(DEEPEST_MATCH).position(|&of| elements[of].name == name);
        let Some(depth) = depth else { return };
        for _ in 0..depth {
            self.leave(start);
        }
        let own = self.owner();
        self.outline.elements[own].is_closed = true;
        self.leave(end);
    }

    /// Closes the innermost element, which ends at byte `end`.
    fn leave(&mut self, end: usize) {
        if self.open.len() > 1
            && let Some(index) = self.open.pop()
        {
            self.outline.elements[index].span.end = end;
        }
        self.link = self.link.filter(|&depth| depth <= self.open.len());
    }

    fn owner(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    fn end_line(&mut self) {
        let Line { start, text, linked, end } = std::mem::take(&mut self.line);
        let last = end.checked_sub(1).map_or(0, |at| self.text.as_bytes()[at]);
        // The last byte of ” and ’ is their own in UTF-8.
        let is_sentence = matches!(last, b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b':' | b';' | 0x99 | 0x9d | 0xa6);
        let is_prose = linked * 3 <= text && (text >= LONG_LINE || (text >= SENTENCE && is_sentence));
        let owner = self.owner();
        let element = &mut self.outline.elements[owner];
        element.text += text;
        element.linked += linked;
        element.prose += if is_prose { text } else { 0 };
        if text > 0 {
            element.first_text = element.first_text.min(start);
            element.last_text = end;
        }
    }

    /// Adds what each element holds to the one around it.
    fn finish(mut self) -> Outline<'a> {
        self.end_line();
        let elements = &mut self.outline.elements;
        for index in (1..elements.len()).rev() {
            let element = &elements[index];
            let Element { parent, text, linked, links, prose, first_text, last_text, first_picture, .. } = *element;
            let is_heading = is_heading(&element.name) && text > 0;
            let headings = element.headings + u32::from(is_heading);
            let linked_headings = element.linked_headings + u32::from(is_heading && linked * 10 >= text * 9);
            let has_blocks = element.has_blocks || BLOCKS.contains(&&*element.name);
            let outer = &mut elements[parent];
            outer.text += text;
            outer.linked += linked;
            outer.links += links;
            outer.prose += prose;
            outer.headings += headings;
            outer.linked_headings += linked_headings;
            outer.has_blocks |= has_blocks;
            outer.first_text = outer.first_text.min(first_text);
            outer.last_text = outer.last_text.max(last_text);
            outer.first_picture = outer.first_picture.min(first_picture);
        }
        self.outline
    }
}

/// Whether `name` is that of a heading, h1 to h6.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}
