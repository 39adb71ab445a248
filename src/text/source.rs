//! [`Source`]: a file as its author sees it.

use super::{Lines, Position, Span};
use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The file from which a text was taken, if the file is not itself text: a Word document, for example.
///
/// The format that opened the file keeps here what it found in it, so that the file is parsed once; [`Source::opened`]
/// gives it back to that format.
pub trait Origin: Any + fmt::Debug + Send + Sync {
    /// The file, byte for byte.
    fn bytes(&self) -> &[u8];
}

/// A part of a text that is not all there: its bytes, where they start and end, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The bytes.
    pub span: Span<Source>,
    /// Line and column of the first byte.
    pub start: Position,
    /// Line and column of the byte after the last.
    pub end: Position,
    /// The words.
    pub words: String,
}

/// A text with a name: a draft, a rule pack, a configuration.
#[derive(Clone, Debug)]
pub struct Source {
    /// What messages call it: its path as given, or `<stdin>`.
    pub name: String,
    /// The text, byte for byte as on disk; if the file is not text, what its author reads in it.
    pub text: String,
    /// Where its lines start, found when somebody asks: nobody does for most packs.
    lines: OnceLock<Lines>,
    /// The extension that says its format, where its name does not.
    pub extension: Option<&'static str>,
    /// The file, if it is not text.
    pub origin: Option<Arc<dyn Origin>>,
    /// What is known of the text where it is not there.
    excerpts: Excerpts,
}

/// Parts of a text, by their place.
#[derive(Clone, Debug, Default)]
struct Excerpts {
    words: BTreeMap<Span<Source>, String>,
    positions: BTreeMap<usize, Position>,
}

impl Source {
    /// A source of `text`, called `name`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            lines: OnceLock::new(),
            extension: None,
            origin: None,
            excerpts: Excerpts::default(),
        }
    }

    /// A source called `name` of which only `excerpts` are known: [`Source::slice`] and [`Source::position`] answer for these.
    #[must_use]
    pub fn of_excerpts(name: impl Into<String>, excerpts: Vec<Excerpt>) -> Self {
        let ends = excerpts.iter().flat_map(|of| [(of.span.start, of.start), (of.span.end, of.end)]);
        let positions = ends.collect();
        let words = excerpts.into_iter().map(|of| (of.span, of.words)).collect();
        Self { excerpts: Excerpts { words, positions }, ..Self::new(name, "") }
    }

    /// The same, taken from a file that is not text.
    #[must_use]
    pub fn with_origin(self, origin: Arc<dyn Origin>) -> Self {
        Self { origin: Some(origin), ..self }
    }

    /// The same, in the format of files with `extension`, whatever its name is.
    #[must_use]
    pub fn with_extension(self, extension: &'static str) -> Self {
        Self { extension: Some(extension), ..self }
    }

    /// Where its lines start.
    #[must_use]
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// The file, byte for byte as on disk.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.origin.as_deref().map_or(self.text.as_bytes(), Origin::bytes)
    }

    /// What a format found in the file when it opened it, if it keeps a `T`.
    #[must_use]
    pub fn opened<T: Origin>(&self) -> Option<&T> {
        let origin: &dyn Any = self.origin.as_deref()?;
        origin.downcast_ref()
    }

    /// Line and column, both 1-based, of byte `at`.
    #[must_use]
    pub fn position(&self, at: usize) -> Position {
        let known = self.excerpts.positions.get(&at).copied();
        known.unwrap_or_else(|| self.lines().position(&self.text, at))
    }

    /// The words of `span`.
    #[must_use]
    pub fn slice(&self, span: Span<Source>) -> &str {
        self.excerpts.words.get(&span).map_or_else(|| span.of(&self.text), String::as_str)
    }
}

/// Length in bytes of the byte-order mark at the start of `text`; 0 if there is none.
#[must_use]
pub fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
