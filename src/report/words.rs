//! Prepares words of a draft for a terminal, a line, a table, or a field of limited length.

use std::borrow::Cow;
use unicode_width::UnicodeWidthStr as _;

/// Replaces each control character by `?` or `¿`, except line ends and tabs, and each character that reverses the order of the
/// letters after it by `�`. Byte offsets do not change.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let tells = |c: char| turns(c) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if !text.contains(tells) {
        return Cow::Borrowed(text);
    }
    let seen = |c: char| {
        if !tells(c) {
            c
        } else if turns(c) {
            '\u{fffd}'
        } else if c.is_ascii() {
            '?'
        } else {
            '¿'
        }
    };
    Cow::Owned(text.chars().map(seen).collect())
}

/// `text` in lines of at most `width` columns, which begin with `indent` spaces; one line if there is no limit.
#[must_use]
pub fn indented(text: &str, indent: usize, width: Option<usize>) -> String {
    let margin = " ".repeat(indent);
    let Some(most) = width.map(|width| width.max(indent + 20)) else { return margin + text };
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let wide = word.width();
        if column > 0 && column + 1 + wide <= most {
            lines.push(' ');
            column += 1 + wide;
        } else {
            if column > 0 {
                lines.push('\n');
            }
            lines.push_str(&margin);
            column = indent + wide;
        }
        lines.push_str(word);
    }
    lines
}

/// Like [`printable`], on one line: each white-space character becomes a space.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if text.contains(['\n', '\r', '\t']) { Cow::Owned(text.replace(['\n', '\r', '\t'], " ")) } else { text }
}

/// “1 draft”, “2 drafts”.
pub(super) fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// On one line, with a single space for every run of white space.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Shortens `text` to at most `most` UTF-16 code units, as GitHub counts, and marks the cut with “…”.
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
    use super::{indented, line, printable};

    #[test]
    fn text_is_wrapped_between_words() {
        let text = "Readers must know whose words “李曉華” are.";
        assert_eq!(indented(text, 2, None), format!("  {text}"));
        assert_eq!(indented(text, 2, Some(24)), "  Readers must know\n  whose words “李曉華”\n  are.");
    }

    #[test]
    fn what_a_terminal_obeys_is_shown_and_bytes_keep_their_places() {
        let text = "a\u{1b}[31mb\u{7}\u{9b}0m\u{7f}\tü\r\n";
        assert_eq!(printable(text), "a?[31mb?¿0m?\tü\r\n");
        assert_eq!(printable(text).len(), text.len());
        let turned = "a\u{202e}b\u{2066}c\u{85}";
        assert_eq!(printable(turned), "a\u{fffd}b\u{fffd}c¿");
        assert_eq!(printable(turned).len(), turned.len());
        assert_eq!(line("new\nline\u{1b}.md"), "new line?.md");
    }
}
