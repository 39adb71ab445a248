//! [`read`]: turns the XML of the main part into its text and a [`Body`].

use super::body::{Body, Paragraph, Run, Step};
use super::look::Look;
use super::parts::{Parts, Role, role as built_in_role};
use crate::format::xml::{Element, Token, each_token};
use crate::prose::{BlockKind, InlineKind};
use crate::text::{Source, Span};
use std::collections::HashMap;
use std::ops::Range;

/// Elements without words of the text: deleted and moved-away text, earlier properties, stand-ins for newer markup, pictures
/// and text boxes.
const SKIPPED: [&str; 8] =
    ["mc:Fallback", "w:del", "w:drawing", "w:moveFrom", "w:object", "w:pPrChange", "w:pict", "w:rPrChange"];

/// Reads the main part: the text that its author sees, and the body.
///
/// # Errors
/// Says why it is not the main part of a Word document.
pub(super) fn read(xml: &str, parts: &Parts) -> Result<(String, Body), String> {
    let mut reader = Reader::of(parts);
    let mut prefix = None;
    each_token(xml, |token, span| match token {
        Token::Start(element) => {
            if element.name == "w:body" {
                prefix = element.tag.name().0.strip_suffix("body").map(str::to_owned);
            }
            reader.start(&element, span.start);
        }
        Token::End(name) => reader.end(&name, span),
        Token::Text(words) => reader.words(&words),
    })?;
    let prefix = prefix.ok_or("it has no body, so it is not a Word document")?;
    reader.end_paragraph(xml.len());
    Ok((reader.text, Body { prefix, ..reader.body }))
}

/// A paragraph that is open.
struct Open {
    /// Where it starts in the text.
    text: usize,
    /// Where it starts in the XML.
    xml: usize,
    kind: BlockKind,
    /// Whether its style says that it is a standfirst. Its words are then emphasised, as in Markdown, where standfirsts are
    /// set in italics.
    is_subtitle: bool,
    /// Whether it has words yet.
    begun: bool,
    /// Whether a line break was the last thing in it.
    broken: bool,
}

/// A text element that is open.
struct Words {
    /// The end of the element's name in its start tag.
    xml: usize,
    /// Whether spaces at either end of the words are kept.
    spaces: bool,
    words: String,
}

/// Follows the elements of a document from front to back and writes its body.
struct Reader<'a> {
    parts: &'a Parts,
    /// The text so far.
    text: String,
    body: Body,
    paragraph: Option<Open>,
    run: Option<Look>,
    words: Option<Words>,
    /// The look of the words before these, in the same paragraph.
    look: Option<Look>,
    /// Number of open inlines that come from the look.
    open: usize,
    /// Number of open links.
    links: usize,
    /// Number of open table cells.
    cells: usize,
    /// Where the words start that a comment is tied to, by its id.
    comments: HashMap<String, usize>,
    /// Depth within an element that is left out; 0 outside.
    skipped: usize,
    in_paragraph_properties: bool,
    in_run_properties: bool,
    /// Whether the form control that opens next holds only its prompt, such as “Click to enter text”.
    placeholder: bool,
}

impl<'a> Reader<'a> {
    fn of(parts: &'a Parts) -> Self {
        Self {
            parts,
            text: String::new(),
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

    /// An element whose start tag begins at byte `at` of the XML.
    fn start(&mut self, element: &Element, at: usize) {
        let name = &*element.name;
        let empty_control = name == "w:sdtContent" && std::mem::take(&mut self.placeholder);
        if self.skipped > 0 || empty_control || SKIPPED.contains(&name) {
            self.skipped += 1;
        } else if self.in_run_properties {
            if let Some(look) = &mut self.run {
                look.add(element);
            }
        } else if self.in_paragraph_properties {
            self.paragraph_property(element);
        } else {
            self.content(element, at);
        }
    }

    fn content(&mut self, element: &Element, at: usize) {
        match &*element.name {
            "w:p" => self.begin_paragraph(at),
            "w:pPr" => self.in_paragraph_properties = true,
            "w:rPr" => self.in_run_properties = self.run.is_some(),
            "w:r" => self.run = Some(Look::default()),
            "w:tc" => self.cells += 1,
            "w:showingPlcHdr" => self.placeholder = true,
            "w:commentRangeStart" => {
                self.comments.insert(element.attribute("w:id").unwrap_or_default(), self.text.len());
            }
            "w:commentReference" => self.comment(&element.attribute("w:id").unwrap_or_default()),
            "w:hyperlink" if self.paragraph.is_some() => self.begin_link(element),
            "w:t" if self.is_read() => {
                let spaces = element.attribute("xml:space").as_deref() == Some("preserve");
                let xml = at + "<".len() + element.tag.name().0.len();
                self.words = Some(Words { xml, spaces, words: String::new() });
            }
            "w:tab" if self.is_read() => self.replaced("\t", " "),
            "w:noBreakHyphen" if self.is_read() => self.replaced("\u{2011}", "-"),
            "w:br" | "w:cr" if self.is_read() => self.line_break(),
            _ => {}
        }
    }

    fn begin_paragraph(&mut self, xml: usize) {
        self.end_paragraph(xml);
        let kind = if self.cells > 0 { BlockKind::Cell } else { BlockKind::Paragraph };
        let text = self.text.len();
        self.paragraph = Some(Open { text, xml, kind, is_subtitle: false, begun: false, broken: false });
    }

    fn comment(&mut self, id: &str) {
        if let Some(words) = self.parts.comments.get(id) {
            let at = self.text.len();
            let start = self.comments.remove(id).unwrap_or(at);
            self.body.steps.push(Step::Comment(words.clone(), Span::new(start, at)));
        }
    }

    /// Whether the words of the open run are visible.
    fn is_read(&self) -> bool {
        self.paragraph.is_some() && self.run.as_ref().is_some_and(|look| !look.hidden)
    }

    fn paragraph_property(&mut self, element: &Element) {
        let Some(paragraph) = &mut self.paragraph else { return };
        let value = || element.attribute("w:val").unwrap_or_default();
        let role = match &*element.name {
            "w:pStyle" => {
                let id = value();
                self.parts.roles.get(&id).copied().or_else(|| built_in_role(&id))
            }
            // 0 takes a paragraph out of the list that its style puts it in.
            "w:numId" if value() != "0" && paragraph.kind == BlockKind::Paragraph => Some(Role::Item),
            // Levels count from 0; 9 means running text.
            "w:outlineLvl" => {
                value().parse::<u8>().ok().filter(|level| *level < 6).map(|level| Role::Heading(level + 1))
            }
            _ => None,
        };
        match role {
            Some(_) if paragraph.kind == BlockKind::Cell => {}
            Some(Role::Heading(level)) => paragraph.kind = BlockKind::Heading(level),
            Some(Role::Quote) => paragraph.kind = BlockKind::BlockQuote,
            Some(Role::Caption) => paragraph.kind = BlockKind::Caption,
            Some(Role::Item) => paragraph.kind = BlockKind::Item,
            Some(Role::Subtitle) => paragraph.is_subtitle = true,
            None => {}
        }
    }

    /// An element whose end tag takes up the bytes `xml`.
    fn end(&mut self, name: &str, xml: Range<usize>) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "w:pPr" => self.in_paragraph_properties = false,
            "w:rPr" if !self.in_paragraph_properties => self.in_run_properties = false,
            "w:r" => self.run = None,
            "w:tc" => self.cells = self.cells.saturating_sub(1),
            "w:t" => self.end_words(xml.start),
            "w:hyperlink" => self.end_link(),
            "w:p" => self.end_paragraph(xml.end),
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
        // Line ends in the XML are its layout; Word shows a space.
        let words = words.replace(['\n', '\r', '\t'], " ");
        if words.is_empty() {
            return;
        }
        let span = self.add(&words);
        self.body.steps.push(Step::Words(span));
        self.body.runs.push(Run { span, xml: open.xml..at });
    }

    fn replaced(&mut self, words: &str, by: &'static str) {
        let span = self.add(words);
        self.body.steps.push(Step::Replaced(by, span));
    }

    /// Adds words in the look of their run.
    fn add(&mut self, words: &str) -> Span<Source> {
        self.begin();
        self.take_look();
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.broken = false;
        }
        let at = self.text.len();
        self.text.push_str(words);
        Span::new(at, self.text.len())
    }

    /// A line break is a space. Two in a row separate paragraphs, as writers who use line breaks for that intend.
    fn line_break(&mut self) {
        let broken = self.paragraph.as_ref().is_some_and(|paragraph| paragraph.broken);
        if broken && self.links == 0 {
            self.text.push('\n');
            self.end_look();
            self.open_block();
        } else {
            self.replaced("\n", " ");
        }
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.broken = true;
        }
    }

    /// Opens the block of the paragraph unless it is open.
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

    /// Marks up what follows as its run looks.
    fn take_look(&mut self) {
        if self.run == self.look {
            return;
        }
        let new = self.run.clone().unwrap_or_default();
        let old = self.look.replace(new.clone()).unwrap_or_default();
        self.body.steps.push(Step::Seam);
        if new.inlines().eq(old.inlines()) {
            return;
        }
        self.close_inlines();
        for kind in new.inlines() {
            self.body.steps.push(Step::Begin(kind));
            self.open += 1;
        }
    }

    fn close_inlines(&mut self) {
        for _ in 0..std::mem::take(&mut self.open) {
            self.body.steps.push(Step::End);
        }
    }

    fn end_look(&mut self) {
        self.close_inlines();
        self.look = None;
    }

    fn begin_link(&mut self, element: &Element) {
        let address = match element.attribute("r:id").and_then(|id| self.parts.links.get(&id).cloned()) {
            Some(address) => address,
            None => format!("#{}", element.attribute("w:anchor").unwrap_or_default()),
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

    /// Ends the open paragraph, whose element ends before byte `xml`.
    fn end_paragraph(&mut self, xml: usize) {
        while self.links > 0 {
            self.end_link();
        }
        self.end_look();
        let Some(paragraph) = self.paragraph.take() else { return };
        if paragraph.begun && paragraph.is_subtitle {
            self.body.steps.push(Step::End);
        }
        let span = Span::new(paragraph.text, self.text.len());
        self.body.paragraphs.push(Paragraph { span, xml: paragraph.xml..xml });
        self.text.push('\n');
        // A comment that is not tied to words belongs to its paragraph; if that is empty, to its line end.
        let whole = Span::new(span.start, if span.is_empty() { self.text.len() } else { span.end });
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
