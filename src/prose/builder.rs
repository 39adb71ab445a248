//! [`Builder`]: builds the prose from what a format writes, and with it the map from the prose to the source.
//!
//! | Method | Writes or marks |
//! |---|---|
//! | `verbatim` | words that the source spells like the prose; a template among them becomes a placeholder |
//! | `shown` | words inside a template that readers see, such as a caption |
//! | `replaced` | words that the source spells differently: an entity, an escape, a soft wrap |
//! | `seam` | a change of formatting between two words, across which nothing is verbatim |
//! | `filled_in` | the spans of the source that are templates |
//! | `left_out` | those of them that stand for nothing |
//! | `seal` | the spans of the source that no fix may change |

use super::{Block, BlockKind, Comment, FILLED_IN, Inline, InlineKind, Metadata, PictureNote, Prose, SEPARATOR, Value};
use crate::text::{Source, Span};
use std::ops::Range;

/// Whether `words` may have two spaces in a row, a tab or a no-break space. Almost no text does, so bytes are looked at many at
/// a time, without stopping at the first: of a no-break space, only the byte that is rare in other characters.
fn may_have_spacing(words: &str) -> bool {
    let bytes = words.as_bytes();
    let one_space = |byte: &u8| u8::from(*byte == b' ');
    let doubled = bytes
        .iter()
        .zip(bytes.get(1..).unwrap_or_default())
        .fold(0, |seen, (one, next)| seen | one_space(one) & one_space(next));
    let others = |byte: &u8| u8::from(*byte == b'\t') | u8::from(*byte == 0xC2) | u8::from(*byte == 0xAF);
    doubled | bytes.iter().fold(0, |seen, byte| seen | others(byte)) != 0
}

/// The first run of spaces of `words` at byte `from` or later that is not a single space.
fn spacing(words: &str, from: usize) -> Option<Range<usize>> {
    let space = |c: char| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}');
    let mut at = from;
    loop {
        let may_be = |byte: &u8| matches!(byte, b' ' | b'\t' | 0xC2 | 0xE2);
        at += words.as_bytes()[at..].iter().position(may_be)?;
        let rest = &words[at..];
        let run = rest.len() - rest.trim_start_matches(space).len();
        if run > 1 || run == 1 && rest.starts_with('\t') {
            return Some(at..at + run);
        }
        at += 1; // the bytes behind the first of a character are none of these
    }
}

/// Builds [`Prose`] from front to back. Blocks do not nest: opening one closes the one before.
#[derive(Debug, Default)]
pub struct Builder {
    prose: Prose,
    open: Option<(BlockKind, usize)>,
    inlines: Vec<(InlineKind, usize, Option<Span<Source>>)>,
    filled_in: Vec<Span<Source>>,
    left_out: Vec<Span<Source>>,
    is_spoken: bool,
    picture: Option<Span<Prose>>,    // the last picture
    credit: Option<(String, usize)>, // for the next picture, and how long the text was before it
    written: usize,                  // the source byte after the last word, to which the next separator is mapped
}

impl Builder {
    /// Opens a block, to which the words that follow belong.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        if !self.prose.text.is_empty() {
            self.prose.text.push_str(SEPARATOR);
            self.prose.map.push(SEPARATOR.len(), Span::new(self.written, self.written), false);
        }
        self.is_spoken = false;
        self.open = Some((kind, self.prose.text.len()));
    }

    /// Closes the open block. A block without words is dropped.
    pub fn close(&mut self) {
        let Some((kind, start)) = self.open.take() else { return };
        let end = start + self.prose.text[start..].trim_end().len();
        if end > start {
            self.prose.blocks.push(Block { kind, span: Span::new(start, end) });
            if std::mem::take(&mut self.is_spoken) {
                self.prose.spoken.push(Span::new(start, end));
            }
        }
    }

    /// Marks the open block as a speaker's answer.
    pub const fn spoken(&mut self) {
        self.is_spoken = true;
    }

    /// Bytes of prose written so far.
    #[must_use]
    pub fn length(&self) -> usize {
        self.prose.text.len()
    }

    /// Whether a block is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Adds words that stand in the source exactly as they are. Runs of spaces, tabs and no-break spaces become one space,
    /// except in code, so that a phrase is found however it is spaced.
    pub fn verbatim(&mut self, words: &str, at: usize) {
        if self.filled_in.is_empty() {
            return self.spaced(words, at);
        }
        let end = at + words.len();
        let mut from = at;
        let first = self.filled_in.partition_point(|span| span.end <= at);
        for index in first..self.filled_in.len() {
            let span = self.filled_in[index];
            if span.start >= end {
                break;
            }
            self.spaced(&words[from - at..span.start.max(from) - at], from);
            if self.left_out.binary_search(&span).is_err() {
                self.push(FILLED_IN, span, false);
            }
            from = span.end.min(end);
        }
        self.spaced(&words[from - at..], from);
    }

    /// Adds words of a template that readers see.
    pub fn shown(&mut self, words: &str, at: usize) {
        self.spaced(words, at);
    }

    /// Adds words without templates.
    fn spaced(&mut self, words: &str, at: usize) {
        let is_code = matches!(self.open, Some((BlockKind::Code, _)));
        if is_code || !may_have_spacing(words) {
            return self.push(words, Span::new(at, at + words.len()), true);
        }
        let mut from = 0;
        while from < words.len() {
            let run = spacing(words, from);
            let before = run.as_ref().map_or(words.len(), |run| run.start);
            if from < before {
                self.push(&words[from..before], Span::new(at + from, at + before), true);
            }
            let Some(run) = run else { break };
            self.push(" ", Span::new(at + run.start, at + run.end), false);
            from = run.end;
        }
    }

    /// Adds words that the source spells differently: an entity, an escape, a soft wrap.
    pub fn replaced(&mut self, words: &str, source: Span<Source>) {
        self.push(words, source, false);
    }

    /// Marks a change in the look of the words. A span across it is not verbatim, since it is unclear which look its
    /// replacement should have.
    pub const fn seam(&mut self) {
        self.prose.map.part();
    }

    /// Drops white space that a Markdown parser reports after later words, as it can where HTML interrupts a paragraph, because
    /// the map must be in ascending order.
    fn push(&mut self, words: &str, source: Span<Source>, verbatim: bool) {
        if source.start < self.written && words.trim().is_empty() {
            return;
        }
        if self.open.is_none() {
            self.open(BlockKind::Paragraph);
        }
        self.prose.text.push_str(words);
        self.prose.map.push(words.len(), source, verbatim);
        self.written = source.end;
    }

    /// Records the template spans of the source, sorted. Readers see something else there.
    pub fn filled_in(&mut self, spans: Vec<Span<Source>>) {
        self.filled_in = spans;
    }

    /// Records which of these spans, sorted, stand for nothing that readers see, such as attributes.
    pub fn left_out(&mut self, spans: Vec<Span<Source>>) {
        self.left_out = spans;
    }

    /// Records the spans of the source that no fix may change, sorted.
    pub fn seal(&mut self, spans: Vec<Span<Source>>) {
        self.prose.sealed = spans;
    }

    /// Opens an inline, to be closed with [`Builder::end_inline`], innermost first.
    pub fn begin_inline(&mut self, kind: InlineKind) {
        if matches!(kind, InlineKind::Image(_)) {
            let at = self.prose.text.len();
            self.picture = Some(Span::new(at, at));
            // What is read between says that the credit belongs to something else.
            let credit = self
                .credit
                .take()
                .filter(|(_, from)| self.prose.text.get(*from..).is_none_or(|between| between.trim().is_empty()));
            if let Some((words, _)) = credit {
                self.note_picture(words, true);
            }
        }
        self.inlines.push((kind, self.prose.text.len(), None));
    }

    /// Opens a link, closed as any inline. `place` is where its address stands, if it is written in one piece.
    pub fn begin_link(&mut self, address: String, place: Option<Span<Source>>) {
        self.inlines.push((InlineKind::Link(address), self.prose.text.len(), place));
    }

    /// Closes the innermost inline.
    pub fn end_inline(&mut self) {
        if let Some((kind, start, address)) = self.inlines.pop() {
            let span = Span::new(start, self.prose.text.len());
            if matches!(kind, InlineKind::Image(_)) {
                self.picture = Some(span);
            }
            self.prose.inlines.push(Inline { kind, span, address });
        }
    }

    /// Records what the markup says of the last picture: its title, or who made it.
    pub fn note_picture(&mut self, words: String, is_credit: bool) {
        if let Some(picture) = self.picture.filter(|_| !words.is_empty()) {
            self.prose.picture_notes.push(PictureNote { at: picture.start, words, is_credit });
        }
    }

    /// Records who made a picture: the one right before, or else the one right after.
    pub fn credit_picture(&mut self, words: String) {
        let last = self.picture.filter(|picture| picture.end == self.prose.text.len());
        let is_credited =
            |at: usize| self.prose.picture_notes.last().is_some_and(|note| note.is_credit && note.at == at);
        if last.is_some_and(|picture| !is_credited(picture.start)) {
            self.note_picture(words, true);
        } else {
            self.credit = Some((words, self.prose.text.len()));
        }
    }

    /// Adds a comment of the markup.
    pub fn comment(&mut self, text: &str, span: Span<Source>) {
        self.prose.comments.push(Comment { text: text.trim().into(), span, at: self.prose.text.len(), answers: None });
    }

    /// Adds a comment that answers one of copydesk's, whose words are `to`.
    pub fn answer(&mut self, text: &str, to: &str, span: Span<Source>) {
        let answers = Some(to.trim().to_owned());
        self.prose.comments.push(Comment { text: text.trim().into(), span, at: self.prose.text.len(), answers });
    }

    /// Sets the metadata.
    pub fn metadata(&mut self, metadata: Metadata) {
        self.prose.metadata = metadata;
    }

    /// The metadata so far.
    #[must_use]
    pub fn current_metadata(&self) -> &Metadata {
        &self.prose.metadata
    }

    /// Sets one field, unless the front matter has set it.
    pub fn field(&mut self, name: &str, value: Value) {
        let fields = &mut self.prose.metadata.fields;
        if !fields.keys().any(|known| known.eq_ignore_ascii_case(name)) {
            fields.insert(name.to_owned(), value);
        }
    }

    /// The finished prose.
    #[must_use]
    pub fn finish(mut self) -> Prose {
        self.close();
        self.prose.inlines.sort_by_key(|inline| (inline.span.start, std::cmp::Reverse(inline.span.end)));
        self.prose
    }
}
