//! [`read`]: turns the XML of the main part into its text and a [`Body`].

use super::look;
use super::parts::Parts;
use crate::format::document::{Body, Look, Role, Writer};
use crate::format::xml::{Element, Token, each_token};
use crate::prose::BlockKind;
use std::collections::HashMap;
use std::ops::Range;

/// Elements without words of the text: deleted and moved-away text, earlier properties, stand-ins for newer markup, pictures
/// and text boxes.
const SKIPPED: [&str; 8] =
    ["mc:Fallback", "w:del", "w:drawing", "w:moveFrom", "w:object", "w:pPrChange", "w:pict", "w:rPrChange"];

/// Reads the main part: the text that its author sees, the body, and the prefix, with its colon, that the document uses for
/// Word's own elements; empty if it uses none.
///
/// # Errors
/// Says why it is not the main part of a Word document.
pub(super) fn read(xml: &str, parts: &Parts) -> Result<(String, Body, String), String> {
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
    let (text, body) = reader.writer.finish(xml.len());
    Ok((text, body, prefix))
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
    writer: Writer,
    run: Option<Look>,
    words: Option<Words>,
    /// Number of open table cells.
    cells: usize,
    /// Where the words start that a comment is tied to, by its id.
    comments: HashMap<String, usize>,
    /// The last comment of copydesk's: its words, and where the words that it is tied to start and end.
    ours: Option<(&'a str, Option<usize>, usize)>,
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
            writer: Writer::default(),
            run: None,
            words: None,
            cells: 0,
            comments: HashMap::new(),
            ours: None,
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
                look::add(look, element);
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
                self.comments.insert(element.attribute("w:id").unwrap_or_default(), self.writer.len());
            }
            "w:commentReference" => self.comment(&element.attribute("w:id").unwrap_or_default()),
            "w:hyperlink" if self.writer.has_paragraph() => self.begin_link(element),
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

    fn begin_paragraph(&mut self, at: usize) {
        self.writer.begin_paragraph(if self.cells > 0 { BlockKind::Cell } else { BlockKind::Paragraph }, at);
    }

    fn comment(&mut self, id: &str) {
        let Some(remark) = self.parts.comments.get(id) else { return };
        let (start, end) = (self.comments.remove(id), self.writer.len());
        if remark.is_ours() {
            self.writer.comment(&remark.words, start);
            // Programs without replies let people write theirs beneath.
            self.writer.answer(&remark.last, &remark.words, start);
            self.ours = Some((&remark.words, start, end));
            return;
        }
        let parent = remark.parent.as_ref().and_then(|id| self.parts.comments.get(id));
        // Programs that do not write which comment is replied to put the reply at the same words.
        let beside = self.ours.filter(|(_, of, to)| remark.parent.is_none() && (*of, *to) == (start, end));
        let answered = parent.filter(|parent| parent.is_ours()).map(|parent| parent.words.as_str());
        match answered.or(beside.map(|(words, ..)| words)) {
            Some(to) => self.writer.answer(&remark.words, to, start),
            None => self.writer.comment(&remark.words, start),
        }
    }

    /// Whether the words of the open run are visible.
    fn is_read(&self) -> bool {
        self.writer.has_paragraph() && self.run.as_ref().is_some_and(|look| !look.hidden)
    }

    fn paragraph_property(&mut self, element: &Element) {
        let value = || element.attribute("w:val").unwrap_or_default();
        let role = match &*element.name {
            "w:pStyle" => {
                let id = value();
                self.parts.roles.get(&id).copied().or_else(|| Role::of_style(&id))
            }
            // 0 takes a paragraph out of the list that its style puts it in.
            "w:numId" if value() != "0" && self.writer.kind() == Some(BlockKind::Paragraph) => Some(Role::Item),
            // Levels count from 0; 9 means running text.
            "w:outlineLvl" => {
                value().parse::<u8>().ok().filter(|level| *level < 6).map(|level| Role::Heading(level + 1))
            }
            _ => None,
        };
        if let Some(role) = role {
            self.writer.set_role(role);
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
            "w:hyperlink" => self.writer.end_link(),
            "w:p" => self.writer.end_paragraph(xml.end),
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
        let look = self.run.clone().unwrap_or_default();
        self.writer.words(&words, open.xml..at, &look);
    }

    fn replaced(&mut self, words: &str, by: &'static str) {
        let look = self.run.clone().unwrap_or_default();
        self.writer.replaced(words, by, &look);
    }

    fn line_break(&mut self) {
        let look = self.run.clone().unwrap_or_default();
        self.writer.line_break(&look);
    }

    fn begin_link(&mut self, element: &Element) {
        let address = match element.attribute("r:id").and_then(|id| self.parts.links.get(&id).cloned()) {
            Some(address) => address,
            None => format!("#{}", element.attribute("w:anchor").unwrap_or_default()),
        };
        self.writer.begin_link(address);
    }
}
