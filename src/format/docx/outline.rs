//! [`Outline`]: where the main part of a Word document has its runs, for writing between them and within them.

use crate::format::xml::{Element, Token, each_token};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A run: words that look alike, with breaks and other things among them.
#[derive(Debug, Default)]
pub struct Run {
    pub xml: Range<usize>,
    /// The end of its properties; of its start tag if it has none.
    pub head: usize,
    /// The elements after its properties, each with what stands before it.
    pub children: Vec<Range<usize>>,
    /// The start of its end tag.
    pub tail: usize,
    /// The start tag of the tracked insertion that it is directly in.
    pub inserted: Option<Range<usize>>,
}

/// A paragraph.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// The end of its start tag.
    pub head: usize,
    /// Its properties, if it has some.
    pub properties: Option<Range<usize>>,
    /// The start tag of the properties of its mark, if it has some.
    pub mark: Option<Range<usize>>,
    /// Where properties end that may stand before those of its mark.
    pub before_mark: usize,
    /// Whether a section of the document ends with it.
    pub ends_section: bool,
    /// Whether its mark was put in or deleted by a change.
    pub is_changed: bool,
}

/// The runs of a part, and the ids that it uses.
#[derive(Debug, Default)]
pub struct Outline {
    pub runs: Vec<Run>,
    /// By the place of their start tag.
    pub paragraphs: HashMap<usize, Paragraph>,
    /// For the end of each text element: the index of its run, and its index there.
    texts: HashMap<usize, (usize, usize)>,
    pub ids: Ids,
}

/// Ids of comments, changes and bookmarks, which must differ.
#[derive(Debug, Default)]
pub struct Ids {
    used: HashSet<u32>,
    next: u32,
}

impl Ids {
    pub fn add(&mut self, id: &str) {
        self.used.extend(id.parse::<u32>());
    }

    /// An id that nothing has.
    pub fn new_id(&mut self) -> u32 {
        while !self.used.insert(self.next) {
            self.next = self.next.wrapping_add(1);
        }
        self.next
    }
}

/// An element that is open.
enum Open {
    /// An insertion, with its start tag.
    Insertion(Range<usize>),
    /// The run of this index.
    Run(usize),
    /// The properties of a run.
    Properties(usize),
    /// The paragraph that starts here.
    Paragraph(usize),
    /// Its properties.
    ParagraphProperties(usize),
    /// A property of it; whether it may stand before those of its mark.
    Property(usize, bool),
    /// The properties of its mark.
    Mark(usize),
    /// An element of a run; whether it is a text element.
    Child(usize, bool),
    Other,
}

impl Outline {
    /// Reads the main part.
    ///
    /// # Errors
    /// Says what is malformed.
    pub fn read(xml: &str) -> Result<Self, String> {
        let mut outline = Self::default();
        let mut open: Vec<Open> = Vec::new();
        each_token(xml, |token, span| match token {
            Token::Start(element) => outline.start(&element, span, &mut open),
            Token::End(_) => outline.end(span, &mut open),
            Token::Text(_) => {}
        })?;
        Ok(outline)
    }

    fn start(&mut self, element: &Element, span: Range<usize>, open: &mut Vec<Open>) {
        if let Some(id) = element.attribute("w:id") {
            self.ids.add(&id);
        }
        let opened = match (open.last(), &*element.name) {
            (Some(Open::Run(run)), "w:rPr") => Open::Properties(*run),
            (Some(Open::Run(run)), name) => Open::Child(*run, name == "w:t"),
            (parent, "w:r") => {
                let inserted = match parent {
                    Some(Open::Insertion(tag)) => Some(tag.clone()),
                    _ => None,
                };
                self.runs.push(Run { xml: span.clone(), head: span.end, inserted, ..Run::default() });
                Open::Run(self.runs.len() - 1)
            }
            (Some(Open::Paragraph(at)), "w:pPr") => Open::ParagraphProperties(*at),
            (Some(Open::ParagraphProperties(at)), "w:rPr") => {
                self.of(*at).mark = Some(span);
                Open::Mark(*at)
            }
            (Some(Open::ParagraphProperties(at)), name) => {
                self.of(*at).ends_section |= name == "w:sectPr";
                Open::Property(*at, !matches!(name, "w:sectPr" | "w:pPrChange"))
            }
            (Some(Open::Mark(at)), "w:ins" | "w:del") => {
                self.of(*at).is_changed = true;
                Open::Other
            }
            (_, "w:p") => {
                let (at, head) = (span.start, span.end);
                self.paragraphs.insert(at, Paragraph { head, before_mark: head, ..Paragraph::default() });
                Open::Paragraph(at)
            }
            (_, "w:ins") => Open::Insertion(span),
            _ => Open::Other,
        };
        open.push(opened);
    }

    /// The paragraph that starts at byte `at`.
    fn of(&mut self, at: usize) -> &mut Paragraph {
        self.paragraphs.entry(at).or_default()
    }

    fn end(&mut self, span: Range<usize>, open: &mut Vec<Open>) {
        match open.pop() {
            Some(Open::Run(run)) => {
                self.runs[run].tail = span.start;
                self.runs[run].xml.end = span.end;
            }
            Some(Open::Properties(run)) => self.runs[run].head = span.end,
            Some(Open::ParagraphProperties(at)) => {
                let of = self.of(at);
                of.properties = Some(of.head..span.end);
            }
            Some(Open::Property(at, true)) => self.of(at).before_mark = span.end,
            Some(Open::Child(index, is_text)) => {
                let run = &mut self.runs[index];
                if is_text {
                    self.texts.insert(span.start, (index, run.children.len()));
                }
                let start = run.children.last().map_or(run.head, |last| last.end);
                run.children.push(start..span.end);
            }
            _ => {}
        }
    }

    /// The index of the run that holds the text element whose words end at byte `at`, and the index of the element there.
    pub fn text_that_ends_at(&self, at: usize) -> Option<(usize, usize)> {
        self.texts.get(&at).copied()
    }
}
