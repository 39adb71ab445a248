//! [`Builder`]: what a format writes its words to.

use super::{Block, BlockKind, Comment, Inline, InlineKind, Metadata, Prose, SEPARATOR, Value};
use crate::text::{Source, Span};

/// Builds [`Prose`] from front to back. Blocks do not nest: opening one closes the one before.
#[derive(Debug, Default)]
pub struct Builder {
    prose: Prose,
    open: Option<(BlockKind, usize)>,
    inlines: Vec<(InlineKind, usize, Option<Span<Source>>)>,
    written: usize, // source byte that the next separator is said to come from
}

impl Builder {
    /// Opens a block; words written from here on belong to it.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        if !self.prose.text.is_empty() {
            self.prose.text.push_str(SEPARATOR);
            self.prose.map.push(SEPARATOR.len(), Span::new(self.written, self.written), false);
        }
        self.open = Some((kind, self.prose.text.len()));
    }

    /// Closes the open block; one without words leaves no trace.
    pub fn close(&mut self) {
        let Some((kind, start)) = self.open.take() else { return };
        let end = start + self.prose.text[start..].trim_end().len();
        if end > start {
            self.prose.blocks.push(Block { kind, span: Span::new(start, end) });
        }
    }

    /// Whether a block is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Adds words that stand in the source exactly so. Runs of spaces, tabs and no-break spaces become one space, except
    /// in code, so that a phrase is found however it is spaced.
    pub fn verbatim(&mut self, words: &str, at: usize) {
        let is_code = matches!(self.open, Some((BlockKind::Code, _)));
        let odd = |c: char| matches!(c, '\t' | '\u{a0}' | '\u{202f}');
        if is_code || !(words.contains("  ") || words.contains(odd)) {
            return self.push(words, Span::new(at, at + words.len()), true);
        }
        let space = |c: char| c == ' ' || odd(c);
        let mut from = 0;
        while from < words.len() {
            let rest = &words[from..];
            let run = rest.len() - rest.trim_start_matches(space).len();
            if run > 0 {
                let source = Span::new(at + from, at + from + run);
                self.push(" ", source, rest.starts_with(' ') && run == 1);
                from += run;
            } else {
                let end = rest.find(space).unwrap_or(rest.len());
                self.push(&rest[..end], Span::new(at + from, at + from + end), true);
                from += end;
            }
        }
    }

    /// Adds words that the source spells otherwise: an entity, an escape, a soft wrap.
    pub fn replaced(&mut self, words: &str, source: Span<Source>) {
        self.push(words, source, false);
    }

    /// Says that the look of the words changes here: a place that holds words from before and after is not verbatim, since
    /// what replaces it could look like one or the other.
    pub const fn seam(&mut self) {
        self.prose.map.part();
    }

    fn push(&mut self, words: &str, source: Span<Source>, verbatim: bool) {
        if self.open.is_none() {
            self.open(BlockKind::Paragraph);
        }
        self.prose.text.push_str(words);
        self.prose.map.push(words.len(), source, verbatim);
        self.written = source.end;
    }

    /// Opens a marked stretch; it is closed by [`Builder::end_inline`], innermost first.
    pub fn begin_inline(&mut self, kind: InlineKind) {
        self.inlines.push((kind, self.prose.text.len(), None));
    }

    /// Opens a link, closed as any stretch; `place` is where its address stands, if it is written there in one piece.
    pub fn begin_link(&mut self, address: String, place: Option<Span<Source>>) {
        self.inlines.push((InlineKind::Link(address), self.prose.text.len(), place));
    }

    /// Closes the innermost marked stretch.
    pub fn end_inline(&mut self) {
        if let Some((kind, start, address)) = self.inlines.pop() {
            self.prose.inlines.push(Inline { kind, span: Span::new(start, self.prose.text.len()), address });
        }
    }

    /// Notes a comment of the author's markup.
    pub fn comment(&mut self, text: &str, span: Span<Source>) {
        self.prose.comments.push(Comment { text: text.trim().into(), span, at: self.prose.text.len() });
    }

    /// Sets what the front matter says.
    pub fn metadata(&mut self, metadata: Metadata) {
        self.prose.metadata = metadata;
    }

    /// What the front matter says.
    #[must_use]
    pub fn said(&self) -> &Metadata {
        &self.prose.metadata
    }

    /// Sets one field, unless the front matter has it.
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
