//! [`Edit`]: a replacement at one place of a text.

use super::{Source, Span};

/// Replaces the bytes of `span` with `text`. An edit with an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span<Source>,
    /// Their replacement.
    pub text: String,
}

/// `text` with all `edits` made. The edits must be sorted; one that overlaps an earlier one, or that would cut a character
/// in two, is skipped.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.span.start < at || !text.is_char_boundary(edit.span.start) || !text.is_char_boundary(edit.span.end) {
            continue;
        }
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_order_and_overlapping_ones_are_skipped() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
        assert_eq!(apply("an e-mail", &[edit(3, 9, "email"), edit(5, 6, "x")]), "an email");
        assert_eq!(apply("ab", &[edit(1, 1, "-")]), "a-b");
    }
}
