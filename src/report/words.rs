//! Prepares words of a draft for a terminal, a line, a table, or a field of limited length.

use std::borrow::Cow;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

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

/// `text` on one line; one of more than `most` columns is cut and ends in “…”.
pub(super) fn short(text: &str, most: usize) -> String {
    let text = flat(&printable(text));
    if text.width() <= most {
        return text;
    }
    let mut room = most.saturating_sub(1);
    let fits = text.chars().take_while(|c| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    });
    let head: String = fits.collect();
    format!("{}…", head.trim_end())
}

/// The columns of a terminal that the widest cell of each column takes.
pub(super) fn widths<const N: usize>(rows: &[[String; N]]) -> [usize; N] {
    std::array::from_fn(|at| rows.iter().map(|row| row[at].width()).max().unwrap_or(0))
}

/// “1 draft”, “2 drafts”.
pub(super) fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// On one line, with a single space for every run of white space.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of `text`, of at most `most` UTF-16 code units, as GitHub counts.
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
    use super::{indented, line, printable, short, widths};

    #[test]
    fn text_is_wrapped_between_words() {
        let text = "Readers must know whose words “李曉華” are.";
        assert_eq!(indented(text, 2, None), format!("  {text}"));
        assert_eq!(indented(text, 2, Some(24)), "  Readers must know\n  whose words “李曉華”\n  are.");
    }

    /// A letter of Chinese takes two columns.
    #[test]
    fn cells_are_cut_and_measured_in_columns() {
        assert_eq!(short("Ida Moen", 8), "Ida Moen");
        assert_eq!(short("Ida Moen", 5), "Ida…");
        assert_eq!(short("李曉華", 6), "李曉華");
        assert_eq!([short("李曉華", 5), short("李曉華", 4), short("李", 1)], ["李曉…", "李…", "…"]);
        assert_eq!(widths(&[["李曉".to_owned(), "a".to_owned()], ["abc".to_owned(), "é".to_owned()]]), [4, 1]);
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
