//! Words made fit for a terminal, for a line, for a table, and for a place that takes only so many.

use std::borrow::Cow;

/// With `?` or `¿` for each character that tells a terminal to do something; line ends and tabs stay. Bytes keep their
/// places.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let tells = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if !text.contains(tells) {
        return Cow::Borrowed(text);
    }
    let seen = |c: char| {
        if !tells(c) {
            c
        } else if c.is_ascii() {
            '?'
        } else {
            '¿'
        }
    };
    Cow::Owned(text.chars().map(seen).collect())
}

/// The same on one line, where white space stays as wide as it is.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if text.contains(['\n', '\r', '\t']) { Cow::Owned(text.replace(['\n', '\r', '\t'], " ")) } else { text }
}

/// On one line: every run of white space is one space.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `most` UTF-16 code units, which is how GitHub counts; “…” stands for what was cut off.
pub(super) fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > most {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{line, printable};

    #[test]
    fn what_a_terminal_obeys_is_shown_and_bytes_keep_their_places() {
        let text = "a\u{1b}[31mb\u{7}\u{9b}0m\u{7f}\tü\r\n";
        assert_eq!(printable(text), "a?[31mb?¿0m?\tü\r\n");
        assert_eq!(printable(text).len(), text.len());
        assert_eq!(line("new\nline\u{1b}.md"), "new line?.md");
    }
}
