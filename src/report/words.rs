//! Words made fit for a line, for a table, and for a place that takes only so many.

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
