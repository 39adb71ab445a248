//! [`Writer`]: makes the text of a document and its [`Body`] from what a format meets in its markup.

use super::body::{Body, Paragraph, Run, Step};
use super::{Look, Role};
use crate::prose::{BlockKind, InlineKind};
use crate::text::{Source, Span};
use std::ops::Range;

/// A paragraph that is open.
struct Open {
    /// Where it starts in the text.
    text: usize,
    /// Where it starts in the markup.
    markup: usize,
    kind: BlockKind,
    /// Whether its style says that it is a standfirst. Its words are then emphasised, as in Markdown, where standfirsts are
    /// set in italics.
    is_subtitle: bool,
    /// Whether it has words yet.
    begun: bool,
    /// Whether a line break was the last thing in it.
    broken: bool,
}

/// The text of a document and its body, as they are made.
#[derive(Default)]
pub struct Writer {
    text: String,
    body: Body,
    paragraph: Option<Open>,
    /// The look of the words before these, in the same paragraph.
    look: Option<Look>,
    /// Number of open inlines that come from the look.
    open: usize,
    /// Number of open links.
    links: usize,
}

impl Writer {
    /// The length of the text so far, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The text and the body of a document whose markup has `end` bytes.
    pub fn finish(mut self, end: usize) -> (String, Body) {
        self.end_paragraph(end);
        (self.text, self.body)
    }

    /// Whether a paragraph is open.
    pub const fn has_paragraph(&self) -> bool {
        self.paragraph.is_some()
    }

    /// Opens a paragraph whose markup begins at byte `at`, and ends the one before.
    pub fn begin_paragraph(&mut self, kind: BlockKind, at: usize) {
        self.end_paragraph(at);
        let text = self.text.len();
        self.paragraph = Some(Open { text, markup: at, kind, is_subtitle: false, begun: false, broken: false });
    }

    /// Gives the open paragraph a role, unless it is a cell of a table.
    pub fn set_role(&mut self, role: Role) {
        let Some(paragraph) = self.paragraph.as_mut().filter(|paragraph| paragraph.kind != BlockKind::Cell) else {
            return;
        };
        match role.kind() {
            Some(kind) => paragraph.kind = kind,
            None => paragraph.is_subtitle = true,
        }
    }

    /// Makes the open paragraph a cell of a table.
    pub fn set_cell(&mut self) {
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.kind = BlockKind::Cell;
        }
    }

    /// The kind of the open paragraph.
    pub fn kind(&self) -> Option<BlockKind> {
        self.paragraph.as_ref().map(|paragraph| paragraph.kind)
    }

    /// Adds a comment on the words from byte `start` of the text to here.
    pub fn comment(&mut self, words: &str, start: Option<usize>) {
        let at = self.text.len();
        self.body.steps.push(Step::Comment(words.to_owned(), Span::new(start.unwrap_or(at), at)));
    }

    /// Adds a comment that answers one of copydesk's, whose words are `to`; else as [`Writer::comment`].
    pub fn answer(&mut self, words: &str, to: &str, start: Option<usize>) {
        let at = self.text.len();
        let tied = Span::new(start.unwrap_or(at), at);
        self.body.steps.push(Step::Answer(words.to_owned(), to.to_owned(), tied));
    }

    /// Adds words that stand in the bytes `markup`.
    pub fn words(&mut self, words: &str, markup: Range<usize>, look: &Look) {
        if words.is_empty() {
            return;
        }
        let span = self.add(words, look);
        self.body.steps.push(Step::Words(span));
        self.body.runs.push(Run { span, markup });
    }

    /// Adds `words`, which are `by` in the prose.
    pub fn replaced(&mut self, words: &str, by: &'static str, look: &Look) {
        let span = self.add(words, look);
        self.body.steps.push(Step::Replaced(by, span));
    }

    fn add(&mut self, words: &str, look: &Look) -> Span<Source> {
        self.begin();
        self.take_look(look);
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.broken = false;
        }
        let at = self.text.len();
        self.text.push_str(words);
        Span::new(at, self.text.len())
    }

    /// A line break is a space. Two in a row separate paragraphs, as writers who use line breaks for that intend.
    pub fn line_break(&mut self, look: &Look) {
        let broken = self.paragraph.as_ref().is_some_and(|paragraph| paragraph.broken);
        if broken && self.links == 0 {
            self.text.push('\n');
            self.end_look();
            self.open_block();
        } else {
            self.replaced("\n", " ", look);
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

    /// Marks up what follows as `look` says.
    fn take_look(&mut self, look: &Look) {
        if self.look.as_ref() == Some(look) {
            return;
        }
        let old = self.look.replace(look.clone()).unwrap_or_default();
        self.body.steps.push(Step::Seam);
        if look.inlines().eq(old.inlines()) {
            return;
        }
        self.close_inlines();
        for kind in look.inlines() {
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

    /// Opens a link in the open paragraph.
    pub fn begin_link(&mut self, address: String) {
        self.begin();
        self.end_look();
        self.body.steps.push(Step::Begin(InlineKind::Link(address)));
        self.links += 1;
    }

    /// Ends the innermost open link.
    pub fn end_link(&mut self) {
        if self.links > 0 {
            self.end_look();
            self.body.steps.push(Step::End);
            self.links -= 1;
        }
    }

    /// Ends the open paragraph, whose markup ends before byte `at`.
    pub fn end_paragraph(&mut self, at: usize) {
        while self.links > 0 {
            self.end_link();
        }
        self.end_look();
        let Some(paragraph) = self.paragraph.take() else { return };
        if paragraph.begun && paragraph.is_subtitle {
            self.body.steps.push(Step::End);
        }
        let span = Span::new(paragraph.text, self.text.len());
        self.body.paragraphs.push(Paragraph { span, markup: paragraph.markup..at });
        self.text.push('\n');
        // A comment that is not tied to words belongs to its paragraph; if that is empty, to its line end.
        let whole = Span::new(span.start, if span.is_empty() { self.text.len() } else { span.end });
        for step in self.body.steps.iter_mut().rev() {
            match step {
                Step::Comment(_, tied) | Step::Answer(_, _, tied) if tied.start < span.start => break,
                Step::Comment(_, tied) | Step::Answer(_, _, tied) if tied.is_empty() => *tied = whole,
                Step::Words(of) | Step::Replaced(_, of) if of.start < span.start => break,
                _ => {}
            }
        }
    }
}
