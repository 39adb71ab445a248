//! [`Lines`]: from a byte to its line and column, and back to the line's bytes.

/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, 1-based.
    pub line: usize,
    /// Column, 1-based, in Unicode scalar values.
    pub column: usize,
}

/// Where each line of a text starts. A line ends after `\n`, so that `\r\n` counts as one end.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
    length: usize,
}

impl Lines {
    /// Reads the line starts of `text` in one pass.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(ends).collect(), length: text.len() }
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Index, 0-based, of the line that holds byte `at`.
    #[must_use]
    pub fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// The bytes of line `index` (0-based), its line end included.
    #[must_use]
    pub fn range(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.length);
        start..self.starts.get(index + 1).copied().unwrap_or(self.length)
    }

    /// Line and column of byte `at` in `text`, which must be the text these lines were read from.
    #[must_use]
    pub fn position(&self, text: &str, at: usize) -> Position {
        let index = self.index(at);
        let start = self.starts.get(index).copied().unwrap_or(0);
        let before = text.get(start..at.min(text.len())).unwrap_or_default();
        Position { line: index + 1, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_crlf_is_one_line_end() {
        let text = "é x\r\nzwei\n";
        let lines = Lines::of(text);
        assert_eq!(lines.count(), 3);
        assert_eq!(lines.position(text, 3), Position { line: 1, column: 3 });
        assert_eq!(lines.position(text, 6), Position { line: 2, column: 1 });
        assert_eq!(lines.position(text, text.len()), Position { line: 3, column: 1 });
        assert_eq!(&text[lines.range(0)], "é x\r\n");
    }
}
