//! [`Lines`]: from a byte to its line and column, and back to the line's bytes.

use std::fmt;

/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, 1-based.
    pub line: usize,
    /// Column, 1-based, in Unicode scalar values.
    pub column: usize,
}

impl fmt::Display for Position {
    /// As programs write a place: `3:14`.
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}:{}", self.line, self.column)
    }
}

/// Where each line of a text starts. A line ends after `\n`, so that `\r\n` counts as one end.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
    length: usize,
    /// Characters before each multiple of [`STRIDE`] bytes, so that a column in a line of megabytes is found at once.
    characters: Vec<usize>,
}

/// Bytes between two counts of characters.
const STRIDE: usize = 1024;

impl Lines {
    /// Reads the line starts of `text` in one pass.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let mut count = 0;
        let mut characters = Vec::with_capacity(text.len() / STRIDE + 1);
        for chunk in text.as_bytes().chunks(STRIDE) {
            characters.push(count);
            count += chunk.iter().filter(|&&byte| begins_character(byte)).count();
        }
        Self { starts: std::iter::once(0).chain(ends).collect(), length: text.len(), characters }
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
        let column = self.characters_before(text, at).saturating_sub(self.characters_before(text, start)) + 1;
        // A byte-order mark takes no column: no editor shows it.
        let mark = usize::from(index == 0 && column > 1 && text.starts_with('\u{feff}'));
        Position { line: index + 1, column: column - mark }
    }

    /// How many characters of `text` start before byte `at`.
    fn characters_before(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let chunk = (at / STRIDE).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(chunk).copied().unwrap_or(0);
        counted + text.as_bytes()[chunk * STRIDE..at].iter().filter(|&&byte| begins_character(byte)).count()
    }
}

/// Whether a byte of UTF-8 is the first of its character.
const fn begins_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
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
