//! [`Body`]: the words of a document's main part in order, what the document says of them, and where its XML has them.

use super::look::Look;
use super::parts::{Parts, Role, attribute, character, role};
use crate::prose::{BlockKind, InlineKind};
use crate::text::{Source, Span};
use quick_xml::Reader as Xml;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::ops::Range;

/// Elements that hold no words of the text: what was deleted or moved away, what once was, what stands in for newer markup,
/// pictures and boxes.
const SKIPPED: [&str; 8] =
    ["mc:Fallback", "w:del", "w:drawing", "w:moveFrom", "w:object", "w:pPrChange", "w:pict", "w:rPrChange"];

/// What is written to the prose, in order.
#[derive(Debug)]
pub(super) enum Step {
    Open(BlockKind),
    Words(Span<Source>),
    /// Words that the prose has in the place of these.
    Replaced(&'static str, Span<Source>),
    /// The look of the words changes here.
    Seam,
    Begin(InlineKind),
    End,
    Comment(String, Span<Source>),
}

/// Words that one element of the XML holds.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) span: Span<Source>,
    /// From the start of its tag to the end of its words.
    pub(super) xml: Range<usize>,
}

/// One paragraph: in the text without its line end, in the XML with its tags.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) span: Span<Source>,
    pub(super) xml: Range<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) steps: Vec<Step>,
    pub(super) runs: Vec<Run>,
    pub(super) paragraphs: Vec<Paragraph>,
}

impl Body {
    /// Reads the main part.
    ///
    /// # Errors
    /// Says what is no XML in it.
    pub(super) fn read(xml: &str, parts: &Parts) -> Result<Self, String> {
        let mut events = Xml::from_str(xml);
        let mut reader = Reader::of(parts);
        loop {
            let at = position(&events);
            match events.read_event().map_err(|error| error.to_string())? {
                Event::Eof => {
                    reader.end_paragraph(at);
                    return Ok(reader.body);
                }
                Event::Start(tag) => reader.start(&tag, at),
                Event::Empty(tag) => {
                    reader.start(&tag, at);
                    reader.end(tag.name().0, position(&events), position(&events));
                }
                Event::End(tag) => reader.end(tag.name().0, at, position(&events)),
                Event::Text(words) => reader.words(&words.xml10_content()),
                Event::CData(words) => reader.words(&words.xml10_content()),
                Event::GeneralRef(entity) => reader.words(&character(&entity)),
                _ => {}
            }
        }
    }
}

fn position(events: &Xml<&[u8]>) -> usize {
    usize::try_from(events.buffer_position()).unwrap_or(usize::MAX)
}

/// A paragraph that is open.
struct Open {
    text: usize,
    xml: usize,
    kind: BlockKind,
    /// Whether it is a standfirst by its style, which Markdown would set in italics.
    is_subtitle: bool,
    /// Whether words have been written.
    begun: bool,
    /// Whether a line break was the last that was written.
    broken: bool,
}

/// An element of words that is open.
struct Words {
    xml: usize,
    spaces: bool,
    words: String,
}

struct Reader<'a> {
    parts: &'a Parts,
    body: Body,
    paragraph: Option<Open>,
    run: Option<Look>,
    words: Option<Words>,
    /// The look of the words before, in the same paragraph.
    look: Option<Look>,
    /// Stretches that the look has open.
    open: usize,
    links: usize,
    cells: usize,
    /// Where the words begin that a comment is tied to, by its id.
    comments: HashMap<String, usize>,
    /// How deep the reader is in an element that is left out.
    skipped: usize,
    in_paragraph_properties: bool,
    in_run_properties: bool,
    /// Whether the control that opens next holds only the invitation to write.
    placeholder: bool,
}

impl<'a> Reader<'a> {
    fn of(parts: &'a Parts) -> Self {
        Self {
            parts,
            body: Body::default(),
            paragraph: None,
            run: None,
            words: None,
            look: None,
            open: 0,
            links: 0,
            cells: 0,
            comments: HashMap::new(),
            skipped: 0,
            in_paragraph_properties: false,
            in_run_properties: false,
            placeholder: false,
        }
    }

    /// An element whose tag starts at byte `at` of the XML.
    fn start(&mut self, tag: &BytesStart, at: usize) {
        let name = tag.name().0;
        let empty_control = name == "w:sdtContent" && std::mem::take(&mut self.placeholder);
        if self.skipped > 0 || empty_control || SKIPPED.contains(&name) {
            self.skipped += 1;
        } else if self.in_run_properties {
            if let Some(look) = &mut self.run {
                look.take(tag);
            }
        } else if self.in_paragraph_properties {
            self.paragraph_property(name, tag);
        } else {
            self.content(name, tag, at);
        }
    }

    fn content(&mut self, name: &str, tag: &BytesStart, at: usize) {
        match name {
            "w:p" => {
                self.end_paragraph(at);
                let kind = if self.cells > 0 { BlockKind::Cell } else { BlockKind::Paragraph };
                let text = self.body.text.len();
                self.paragraph = Some(Open { text, xml: at, kind, is_subtitle: false, begun: false, broken: false });
            }
            "w:pPr" => self.in_paragraph_properties = true,
            "w:rPr" => self.in_run_properties = self.run.is_some(),
            "w:r" => self.run = Some(Look::default()),
            "w:tc" => self.cells += 1,
            "w:showingPlcHdr" => self.placeholder = true,
            "w:commentRangeStart" => {
                self.comments.insert(attribute(tag, "w:id").unwrap_or_default(), self.body.text.len());
            }
            "w:hyperlink" if self.paragraph.is_some() => self.begin_link(tag),
            "w:commentReference" => {
                let id = attribute(tag, "w:id").unwrap_or_default();
                if let Some(words) = self.parts.comments.get(&id) {
                    let at = self.body.text.len();
                    let start = self.comments.remove(&id).unwrap_or(at);
                    self.body.steps.push(Step::Comment(words.clone(), Span::new(start, at)));
                }
            }
            "w:t" if self.is_read() => {
                let spaces = attribute(tag, "xml:space").as_deref() == Some("preserve");
                self.words = Some(Words { xml: at, spaces, words: String::new() });
            }
            "w:tab" if self.is_read() => self.replaced("\t", " "),
            "w:noBreakHyphen" if self.is_read() => self.replaced("\u{2011}", "-"),
            "w:br" | "w:cr" if self.is_read() => self.line_break(),
            _ => {}
        }
    }

    /// Whether the run that is open is read.
    fn is_read(&self) -> bool {
        self.paragraph.is_some() && self.run.as_ref().is_some_and(|look| !look.hidden)
    }

    fn paragraph_property(&mut self, name: &str, tag: &BytesStart) {
        let Some(paragraph) = &mut self.paragraph else { return };
        let value = || attribute(tag, "w:val").unwrap_or_default();
        let said = match name {
            "w:pStyle" => {
                let id = value();
                self.parts.roles.get(&id).copied().or_else(|| role(&id))
            }
            "w:numId" if value() != "0" && paragraph.kind == BlockKind::Paragraph => Some(Role::Item),
            // Levels count from 0; 9 is text.
            "w:outlineLvl" => {
                value().parse::<u8>().ok().filter(|level| *level < 6).map(|level| Role::Heading(level + 1))
            }
            _ => None,
        };
        match said {
            Some(_) if paragraph.kind == BlockKind::Cell => {}
            Some(Role::Heading(level)) => paragraph.kind = BlockKind::Heading(level),
            Some(Role::Quote) => paragraph.kind = BlockKind::BlockQuote,
            Some(Role::Caption) => paragraph.kind = BlockKind::Caption,
            Some(Role::Item) => paragraph.kind = BlockKind::Item,
            Some(Role::Subtitle) => paragraph.is_subtitle = true,
            None => {}
        }
    }

    /// An element whose end tag stands at `at..end` of the XML.
    fn end(&mut self, name: &str, at: usize, end: usize) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "w:pPr" => self.in_paragraph_properties = false,
            "w:rPr" if !self.in_paragraph_properties => self.in_run_properties = false,
            "w:r" => self.run = None,
            "w:tc" => self.cells = self.cells.saturating_sub(1),
            "w:t" => self.end_words(at),
            "w:hyperlink" => self.end_link(),
            "w:p" => self.end_paragraph(end),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let (0, Some(open)) = (self.skipped, &mut self.words) {
            open.words.push_str(words);
        }
    }

    fn end_words(&mut self, at: usize) {
        let Some(open) = self.words.take() else { return };
        let words = if open.spaces { open.words.as_str() } else { open.words.trim() };
        // Layout of the XML: Word shows a space.
        let words = words.replace(['\n', '\r', '\t'], " ");
        if words.is_empty() {
            return;
        }
        let span = self.put(&words);
        self.body.steps.push(Step::Words(span));
        self.body.runs.push(Run { span, xml: open.xml..at });
    }

    fn replaced(&mut self, words: &str, by: &'static str) {
        let span = self.put(words);
        self.body.steps.push(Step::Replaced(by, span));
    }

    /// Adds words in the look of their run.
    fn put(&mut self, words: &str) -> Span<Source> {
        self.begin();
        self.take_look();
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.broken = false;
        }
        let at = self.body.text.len();
        self.body.text.push_str(words);
        Span::new(at, self.body.text.len())
    }

    /// A line break is a space; two part paragraphs, as those who write with line breaks mean them to.
    fn line_break(&mut self) {
        let broken = self.paragraph.as_ref().is_some_and(|paragraph| paragraph.broken);
        if broken && self.links == 0 {
            self.body.text.push('\n');
            self.end_look();
            self.open_block();
        } else {
            self.replaced("\n", " ");
        }
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.broken = true;
        }
    }

    /// Opens the block of the paragraph unless that is done.
    fn begin(&mut self) {
        if self.paragraph.as_ref().is_some_and(|paragraph| !paragraph.begun) {
            self.open_block();
        }
    }

    fn open_block(&mut self) {
        let Some(paragraph) = &mut self.paragraph else { return };
        if paragraph.begun && paragraph.is_subtitle {
            self.body.steps.push(Step::End);
        }
        paragraph.begun = true;
        self.body.steps.push(Step::Open(paragraph.kind));
        if paragraph.is_subtitle {
            self.body.steps.push(Step::Begin(InlineKind::Emphasis));
        }
    }

    /// Marks what follows as its run looks.
    fn take_look(&mut self) {
        if self.run == self.look {
            return;
        }
        let new = self.run.clone().unwrap_or_default();
        let old = self.look.replace(new.clone()).unwrap_or_default();
        self.body.steps.push(Step::Seam);
        if new.stretches().eq(old.stretches()) {
            return;
        }
        self.close_stretches();
        for kind in new.stretches() {
            self.body.steps.push(Step::Begin(kind));
            self.open += 1;
        }
    }

    fn close_stretches(&mut self) {
        for _ in 0..std::mem::take(&mut self.open) {
            self.body.steps.push(Step::End);
        }
    }

    fn end_look(&mut self) {
        self.close_stretches();
        self.look = None;
    }

    fn begin_link(&mut self, tag: &BytesStart) {
        let address = match attribute(tag, "r:id").and_then(|id| self.parts.links.get(&id).cloned()) {
            Some(address) => address,
            None => format!("#{}", attribute(tag, "w:anchor").unwrap_or_default()),
        };
        self.begin();
        self.end_look();
        self.body.steps.push(Step::Begin(InlineKind::Link(address)));
        self.links += 1;
    }

    fn end_link(&mut self) {
        if self.links > 0 {
            self.end_look();
            self.body.steps.push(Step::End);
            self.links -= 1;
        }
    }

    /// Ends the paragraph that is open; the XML goes on at byte `xml`.
    fn end_paragraph(&mut self, xml: usize) {
        while self.links > 0 {
            self.end_link();
        }
        self.end_look();
        let Some(paragraph) = self.paragraph.take() else { return };
        if paragraph.begun && paragraph.is_subtitle {
            self.body.steps.push(Step::End);
        }
        let span = Span::new(paragraph.text, self.body.text.len());
        self.body.paragraphs.push(Paragraph { span, xml: paragraph.xml..xml });
        self.body.text.push('\n');
        // A comment that is tied to no words is to the paragraph, an empty one with its end.
        let whole = Span::new(span.start, if span.is_empty() { self.body.text.len() } else { span.end });
        for step in self.body.steps.iter_mut().rev() {
            match step {
                Step::Comment(_, tied) if tied.start < span.start => break,
                Step::Comment(_, tied) if tied.is_empty() => *tied = whole,
                Step::Words(of) | Step::Replaced(_, of) if of.start < span.start => break,
                _ => {}
            }
        }
    }
}
