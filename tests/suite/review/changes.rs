//! What a program does that accepts or rejects the tracked changes of a Word document.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// What becomes of changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Accept,
    Reject,
}

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    /// Its tags go and its content stays.
    Unwrapped,
    /// It goes with its content.
    Dropped,
}

/// `xml` after `answer` to all changes of `author`; of everybody if there is none.
pub fn settled(xml: &str, author: Option<&str>, answer: Answer) -> String {
    let mut reader = Reader::from_str(xml);
    let mut settling =
        Settling { author: author.map(|name| format!("w:author=\"{name}\"")), answer, ..Settling::default() };
    loop {
        let start = usize::try_from(reader.buffer_position()).expect("small");
        let event = reader.read_event().expect("the document is well-formed");
        let end = usize::try_from(reader.buffer_position()).expect("small");
        let raw = &xml[start..end];
        match event {
            Event::Eof => return settling.out,
            Event::Start(tag) => settling.start(tag.name().0, raw),
            Event::Empty(tag) => settling.empty(tag.name().0, raw),
            Event::End(tag) => settling.end(tag.name().0, raw),
            _ => settling.put(raw),
        }
    }
}

struct Settling {
    author: Option<String>,
    answer: Answer,
    out: String,
    open: Vec<Fate>,
    /// Whether the mark of the open paragraph goes, and whether that of the one before went.
    mark_goes: bool,
    joins: bool,
}

impl Default for Settling {
    fn default() -> Self {
        Self {
            author: None,
            answer: Answer::Accept,
            out: String::new(),
            open: Vec::new(),
            mark_goes: false,
            joins: false,
        }
    }
}

impl Settling {
    fn is_dropped(&self) -> bool {
        self.open.contains(&Fate::Dropped)
    }

    fn put(&mut self, raw: &str) {
        if !self.is_dropped() {
            self.out.push_str(raw);
        }
    }

    /// The fate of a change: `None` if the element is none, or none of those that are answered.
    fn fate(&self, name: &str, raw: &str) -> Option<Fate> {
        let is_asked = self.author.as_ref().is_none_or(|author| raw.contains(author.as_str()));
        let stays = match name {
            "w:ins" => self.answer == Answer::Accept,
            "w:del" => self.answer == Answer::Reject,
            _ => return None,
        };
        is_asked.then_some(if stays { Fate::Unwrapped } else { Fate::Dropped })
    }

    fn start(&mut self, name: &str, raw: &str) {
        let fate = match name {
            "w:p" if self.joins => Fate::Unwrapped,
            "w:pPr" if std::mem::take(&mut self.joins) => Fate::Dropped,
            _ => self.fate(name, raw).unwrap_or(Fate::Kept),
        };
        if fate == Fate::Kept {
            // Words whose deletion is rejected are words again.
            let restored = if self.is_in_deletion() { raw.to_owned() } else { raw.replace("w:delText", "w:t") };
            self.put(&restored);
        }
        self.open.push(fate);
    }

    /// Whether a deletion stays open that is not answered.
    fn is_in_deletion(&self) -> bool {
        self.out.rfind("<w:del ").is_some_and(|at| !self.out[at..].contains("</w:del>"))
    }

    fn empty(&mut self, name: &str, raw: &str) {
        match self.fate(name, raw) {
            None => self.put(raw),
            Some(fate) => self.mark_goes |= fate == Fate::Dropped,
        }
    }

    fn end(&mut self, name: &str, raw: &str) {
        let fate = self.open.pop();
        if name == "w:p" && std::mem::take(&mut self.mark_goes) {
            self.joins = true;
        } else if fate == Some(Fate::Kept) || name == "w:p" {
            let restored = if self.is_in_deletion() { raw.to_owned() } else { raw.replace("w:delText", "w:t") };
            self.put(&restored);
        }
    }
}
