//! [`Splice`]: markup put between the words of a document, and words marked as deleted, by splitting the runs that hold them.
//! All other bytes stay.

use super::names::Names;
use super::outline::{Outline, Paragraph, Run};
use crate::format::document::{Body, Replacement};
use quick_xml::escape::partial_escape;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is done within the words of a run.
pub enum Work {
    /// This markup is put before the byte, within an insertion too.
    Within(usize, String),
    /// This change is put before the byte, outside of an insertion.
    Beside(usize, String),
    /// These bytes are deleted.
    Delete(Range<usize>),
}

impl Work {
    const fn at(&self) -> usize {
        match self {
            Self::Within(at, _) | Self::Beside(at, _) => *at,
            Self::Delete(range) => range.start,
        }
    }
}

/// The work on a document.
pub struct Splice<'a> {
    xml: &'a str,
    text: &'a str,
    body: &'a Body,
    names: &'a Names,
    outline: Outline,
    /// By the index of the run in the body, in the order in which it is to be done.
    work: BTreeMap<usize, Vec<Work>>,
}

impl<'a> Splice<'a> {
    pub fn new(xml: &'a str, text: &'a str, body: &'a Body, names: &'a Names) -> Result<Self, String> {
        Ok(Self { xml, text, body, names, outline: Outline::read(xml)?, work: BTreeMap::new() })
    }

    /// An id that nothing in the document has.
    pub fn new_id(&mut self) -> u32 {
        self.outline.ids.new_id()
    }

    /// Keeps the id of something in another part from being used again.
    pub fn reserve(&mut self, id: &str) {
        self.outline.ids.add(id);
    }

    /// The paragraph whose start tag begins at byte `at`.
    pub fn paragraph(&self, at: usize) -> Option<&Paragraph> {
        self.outline.paragraphs.get(&at)
    }

    /// Adds work within the run of the body with this index.
    pub fn add(&mut self, run: usize, work: Work) {
        self.work.entry(run).or_default().push(work);
    }

    /// The start tag and the properties of the run in the XML that holds the run of the body with this index.
    pub fn head(&self, run: usize) -> Option<&'a str> {
        let of = &self.body.runs[run];
        let (index, _) = self.outline.text_that_ends_at(of.markup.end)?;
        let run = &self.outline.runs[index];
        self.xml.get(run.xml.start..run.head)
    }

    /// The replacements in the XML that do the work, sorted; `None` if a run is not where it was read.
    pub fn finish(mut self) -> Option<Vec<Replacement>> {
        // Runs of the body with work, by the run of the XML that holds them.
        let mut by_run: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for &run in self.work.keys() {
            let (index, child) = self.outline.text_that_ends_at(self.body.runs[run].markup.end)?;
            by_run.entry(index).or_default().push((child, run));
        }
        let mut replacements = Vec::new();
        for (index, texts) in by_run {
            let run = std::mem::take(&mut self.outline.runs[index]);
            replacements.push((run.xml.clone(), self.rewritten(&run, &texts)?));
        }
        replacements.sort_by_key(|(range, _)| range.start);
        Some(replacements)
    }

    /// The run with its work done; `texts` are its text elements that have work, each with its run in the body.
    fn rewritten(&mut self, run: &Run, texts: &[(usize, usize)]) -> Option<String> {
        let mut out =
            Out { head: self.xml.get(run.xml.start..run.head)?, names: self.names, done: String::new(), open: None };
        for (index, child) in run.children.iter().enumerate() {
            let markup = self.xml.get(child.clone())?;
            match texts.iter().find(|(child, _)| *child == index) {
                None => out.put(State::Kept, markup),
                Some((_, of)) => self.text(markup, *of, run, &mut out),
            }
        }
        if out.open == Some(State::Kept) {
            out.done.push_str(self.xml.get(run.tail..run.xml.end)?);
        } else {
            out.close();
        }
        Some(out.done)
    }

    /// Writes a text element, whose markup is `markup`, with its work done.
    fn text(&mut self, markup: &str, of: usize, run: &Run, out: &mut Out) {
        let words = self.body.runs[of].span.of(self.text);
        let mut work = self.work.remove(&of).unwrap_or_default();
        work.sort_by_key(Work::at); // stable: at one place, in the order in which it was added
        let mut at = 0;
        let keep = |out: &mut Out, range: Range<usize>| {
            if range.len() == words.len() {
                out.put(State::Kept, markup);
            } else if !range.is_empty() {
                out.put_words(State::Kept, &words[range]);
            }
        };
        for work in work {
            let start = work.at().max(at);
            keep(out, at..start);
            at = start;
            match work {
                Work::Within(_, markup) => out.between(&markup),
                Work::Beside(_, change) => match &run.inserted {
                    None => out.between(&change),
                    Some(tag) => {
                        let again = self.names.with_id(&self.xml[tag.clone()], self.outline.ids.new_id());
                        let (prefix, change) = (&self.names.prefix, change.as_str());
                        out.between(&format!("</{prefix}ins>{change}{again}"));
                    }
                },
                Work::Delete(range) => {
                    let attributes = self.names.signed(self.outline.ids.new_id());
                    out.put_words(State::Deleted(attributes), &words[start..range.end]);
                    at = range.end;
                    out.close();
                }
            }
        }
        keep(out, at..words.len());
    }
}

/// What happens to the words that are being written.
#[derive(Clone, PartialEq, Eq)]
enum State {
    Kept,
    /// They are deleted, by a change with these attributes.
    Deleted(String),
}

/// Writes the parts of a run, each a run of its own.
struct Out<'a> {
    /// Start tag and properties of the run.
    head: &'a str,
    names: &'a Names,
    done: String,
    open: Option<State>,
}

impl Out<'_> {
    fn put(&mut self, state: State, markup: &str) {
        if self.open.as_ref() != Some(&state) {
            self.close();
            if let State::Deleted(attributes) = &state {
                self.done += &format!("<{}del{attributes}>", self.names.prefix);
            }
            self.done.push_str(self.head);
            self.open = Some(state);
        }
        self.done.push_str(markup);
    }

    fn put_words(&mut self, state: State, words: &str) {
        let element = if state == State::Kept { "t" } else { "delText" };
        let (prefix, words) = (&self.names.prefix, partial_escape(words));
        let markup = format!("<{prefix}{element} xml:space=\"preserve\">{words}</{prefix}{element}>");
        self.put(state, &markup);
    }

    /// Ends the open run.
    fn close(&mut self) {
        let prefix = &self.names.prefix;
        match self.open.take() {
            None => {}
            Some(State::Kept) => self.done += &format!("</{prefix}r>"),
            Some(State::Deleted(_)) => self.done += &format!("</{prefix}r></{prefix}del>"),
        }
    }

    fn between(&mut self, markup: &str) {
        self.close();
        self.done.push_str(markup);
    }
}
