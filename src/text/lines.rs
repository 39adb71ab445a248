//! [`Lines`]: the line and column of a byte, and the bytes of a line.
//!
//! Columns come in two counts: characters, as people and terminals count, and UTF-16 code units, as editors that speak the
//! Language Server Protocol do.

use std::fmt;

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, 1-based.
    pub line: usize,
    /// Column, 1-based, in Unicode scalar values.
    pub column: usize,
}

impl fmt::Display for Position {
    /// Line and column joined by a colon, as in compiler messages: `3:14`.
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}:{}", self.line, self.column)
    }
}

/// Where each line of a text starts. A line ends after `\n`, so `\r\n` counts as one line end; in a text without any `\n`, as
/// old Macs wrote them, it ends after `\r`.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
    length: usize,
    /// What comes before each multiple of [`STRIDE`] bytes. With it, the column of a place in a line of megabytes is found
    /// without counting from the start of the line.
    before: Vec<Count>,
}

/// The size of a stretch of text in the two units that columns are counted in.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    characters: usize,
    utf16: usize,
}

impl Count {
    /// Adds the characters that begin in `bytes`, a part of a UTF-8 text.
    fn add(mut self, bytes: &[u8]) -> Self {
        // Sums of one byte are added up sixteen at a time; they hold up to 255.
        for bytes in bytes.chunks(128) {
            // 10xxxxxx continues a character. 11110xxx begins one outside the basic plane, which UTF-16 writes as two units.
            let continuing: u8 = bytes.iter().map(|byte| u8::from(byte & 0xC0 == 0x80)).sum();
            let wide: u8 = bytes.iter().map(|byte| u8::from(*byte >= 0xF0)).sum();
            let characters = bytes.len() - usize::from(continuing);
            self.characters += characters;
            self.utf16 += characters + usize::from(wide);
        }
        self
    }
}

/// Bytes between two counts of characters.
const STRIDE: usize = 1024;

impl Lines {
    /// Finds the line starts of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let end = if text.contains('\n') { '\n' } else { '\r' };
        let ends = text.match_indices(end).map(|(at, _)| at + 1);
        let mut count = Count::default();
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count = count.add(chunk);
        }
        let mut starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
        starts.shrink_to_fit(); // a run holds the lines of all drafts
        Self { starts, length: text.len(), before }
    }

    /// The lines of `text` as the Language Server Protocol counts them: a lone `\r` ends a line too.
    #[must_use]
    pub fn of_protocol(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = Self::of(text);
        let lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
        let returns: Vec<usize> = text.match_indices('\r').map(|(at, _)| at).filter(lone).map(|at| at + 1).collect();
        if !returns.is_empty() {
            lines.starts.extend(returns);
            lines.starts.sort_unstable();
            lines.starts.dedup();
        }
        lines
    }

    /// Number of lines; an empty text has one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Index, 0-based, of the line that holds byte `at`.
    #[must_use]
    pub fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// The bytes of line `index` (0-based), including its line end.
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
        // Most lines are shorter than a stretch, so that counting from their start takes fewer steps.
        let column = match text.as_bytes().get(start..at) {
            Some(line) if line.len() <= STRIDE => Count::default().add(line).characters + 1,
            _ => self.before(text, at).characters.saturating_sub(self.before(text, start).characters) + 1,
        };
        // Editors do not show a byte-order mark, so it takes no column.
        let mark = usize::from(index == 0 && column > 1 && text.starts_with('\u{feff}'));
        Position { line: index + 1, column: column - mark }
    }

    /// Line and column of byte `at` as the Language Server Protocol counts them: both 0-based, the column in UTF-16 code
    /// units.
    #[must_use]
    pub fn utf16_position(&self, text: &str, at: usize) -> (usize, usize) {
        let index = self.index(at.min(self.length));
        let start = self.starts.get(index).copied().unwrap_or(0);
        (index, self.before(text, at).utf16.saturating_sub(self.before(text, start).utf16))
    }

    /// The byte at a line and column as the Language Server Protocol counts them; the reverse of [`Lines::utf16_position`].
    /// A column past the end of the line means its end, and one in the middle of a character means its start.
    #[must_use]
    pub fn byte_at_utf16(&self, text: &str, line: usize, column: usize) -> usize {
        let range = self.range(line);
        let words = text.get(range.clone()).unwrap_or_default().trim_end_matches(['\r', '\n']);
        let (start, end) = (range.start, range.start + words.len());
        let wanted = self.before(text, start).utf16 + column;
        let chunk = self.before.partition_point(|before| before.utf16 <= wanted).saturating_sub(1);
        let mut at = (chunk * STRIDE).clamp(start, end);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let mut units = self.before(text, at).utf16;
        for c in text.get(at..end).unwrap_or_default().chars() {
            units += c.len_utf16();
            if units > wanted {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    /// What of `text` begins before byte `at`.
    fn before(&self, text: &str, at: usize) -> Count {
        let at = at.min(text.len());
        let chunk = (at / STRIDE).min(self.before.len().saturating_sub(1));
        let counted = self.before.get(chunk).copied().unwrap_or_default();
        counted.add(&text.as_bytes()[chunk * STRIDE..at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn utf16_columns_are_those_of_the_encoded_line(
            parts in prop::collection::vec(prop_oneof!["[a-zé€😀\u{feff}\\r\\n]{0,9}", Just("é😀x".repeat(160))], 0..4)
        ) {
            let text: String = parts.concat();
            let lines = Lines::of(&text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)).step_by(7) {
                let (line, column) = lines.utf16_position(&text, at);
                let mark = if text.contains('\n') { '\n' } else { '\r' };
                let start = text[..at].rfind(mark).map_or(0, |end| end + 1);
                prop_assert_eq!(line, text[..at].matches(mark).count());
                prop_assert_eq!(column, text[start..at].encode_utf16().count());
                prop_assert_eq!(lines.position(&text, at).line, line + 1);
                let line_end = text[start..].find(mark).map_or(text.len(), |end| start + end);
                let visible = start + text[start..line_end].trim_end_matches('\r').len();
                prop_assert_eq!(lines.byte_at_utf16(&text, line, column), at.min(visible));
            }
        }

        #[test]
        fn any_utf16_place_is_a_character_of_its_line(text in "[a-zé€😀\\r\\n]{0,40}", line in 0_usize..9, column in 0_usize..60) {
            let lines = Lines::of(&text);
            let at = lines.byte_at_utf16(&text, line, column);
            prop_assert!(text.is_char_boundary(at));
            prop_assert!(line >= lines.count() || lines.index(at) == line, "{} {:?}", at, text);
            prop_assert!(line >= lines.count() || lines.utf16_position(&text, at).1 <= column);
        }
    }

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

    #[test]
    fn a_carriage_return_ends_a_line_only_where_no_line_feed_does() {
        let places = |text: &str| Lines::of(text).position(text, text.len()).to_string();
        assert_eq!(places("one\rtwo\rthree"), "3:6");
        assert_eq!(places("one\rtwo\nthree"), "2:6");
    }
}
