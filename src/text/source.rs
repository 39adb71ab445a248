//! [`Source`]: a file as its author sees it.

use super::{Lines, Position, Span};

/// A text with a name: a draft, a rule pack, a configuration.
#[derive(Clone, Debug)]
pub struct Source {
    /// What to call it in messages: its path as given, or `<stdin>`.
    pub name: String,
    /// The text, byte for byte as on disk.
    pub text: String,
    /// Where its lines start.
    pub lines: Lines,
}

impl Source {
    /// A source of `text`, called `name`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { name: name.into(), lines: Lines::of(&text), text }
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
