//! [`Source`]: a file as its author sees it.

use super::{Lines, Position, Span};
use std::sync::Arc;

/// A text with a name: a draft, a rule pack, a configuration.
#[derive(Clone, Debug)]
pub struct Source {
    /// What to call it in messages: its path as given, or `<stdin>`.
    pub name: String,
    /// The text, byte for byte as on disk; where the file is no text, what its author reads in it.
    pub text: String,
    /// Where its lines start.
    pub lines: Lines,
    /// The file itself, where it is no text.
    pub origin: Option<Arc<[u8]>>,
}

impl Source {
    /// A source of `text`, called `name`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { name: name.into(), lines: Lines::of(&text), text, origin: None }
    }

    /// The file, byte for byte as on disk.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.origin.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// Line and column, both 1-based, of byte `at`.
    #[must_use]
    pub fn position(&self, at: usize) -> Position {
        self.lines.position(&self.text, at)
    }

    /// The words of `span`.
    #[must_use]
    pub fn slice(&self, span: Span<Source>) -> &str {
        span.of(&self.text)
    }
}
