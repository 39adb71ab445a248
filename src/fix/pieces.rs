//! [`Pieces`]: how a text came about from an earlier one, through edits made one after another.

use crate::text::{Edit, Span};

/// A text as pieces of an earlier text and new words between them.
pub(super) struct Pieces(Vec<Piece>);

enum Piece {
    /// Bytes of the earlier text.
    Old(usize, usize),
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Old(start, end) => end - start,
            Self::New(text) => text.len(),
        }
    }

    /// The bytes from `from` to `to` of it.
    fn part(&self, from: usize, to: usize) -> Self {
        match self {
            Self::Old(start, _) => Self::Old(start + from, start + to),
            Self::New(text) => Self::New(text[from..to].to_owned()),
        }
    }
}

impl Pieces {
    /// An earlier text of `len` bytes, not changed yet.
    pub(super) fn of(len: usize) -> Self {
        Self(vec![Piece::Old(0, len)])
    }

    /// Makes `edits`, which are sorted and do not overlap, in the text as it is now.
    pub(super) fn make(&mut self, edits: &[Edit]) {
        let mut out = Vec::with_capacity(self.0.len() + 2 * edits.len());
        let mut rest = edits.iter().peekable();
        let mut at = 0; // where the piece starts in the text as it is now
        for piece in &self.0 {
            let (mut from, len) = (0, piece.len());
            // Words that begin where this piece ends belong to the next one.
            let begins =
                |edit: &&&Edit| edit.span.start < at + len || (edit.span.start == at + len && edit.span.is_empty());
            while let Some(edit) = rest.peek().filter(begins) {
                let start = edit.span.start.saturating_sub(at).max(from);
                if edit.span.start >= at {
                    out.push(piece.part(from, start));
                    out.push(Piece::New(edit.text.clone()));
                }
                from = (edit.span.end - at).min(len).max(start);
                if edit.span.end > at + len {
                    break; // it removes the beginning of the next piece too
                }
                rest.next();
            }
            out.push(piece.part(from, len));
            at += len;
        }
        out.retain(|piece| piece.len() > 0);
        self.0 = out;
    }

    /// What changed, as edits of the earlier text, whose bytes are `text`; sorted, and none touches another.
    pub(super) fn edits(&self, text: &str) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        let (mut at, mut new) = (0, String::new());
        let mut end = |from: usize, to: usize, new: &mut String| {
            if !(from == to && new.is_empty()) && text[from..to] != *new {
                edits.push(Edit { span: Span::new(from, to), text: std::mem::take(new) });
            }
            new.clear();
        };
        for piece in &self.0 {
            match piece {
                Piece::New(words) => new.push_str(words),
                Piece::Old(from, to) => {
                    end(at, *from, &mut new);
                    at = *to;
                }
            }
        }
        end(at, text.len(), &mut new);
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.into() }
    }

    #[test]
    fn rounds_of_edits_become_one() {
        let text = "An e-mail box and a mail box.";
        let mut pieces = Pieces::of(text.len());
        let rounds =
            [vec![edit(3, 9, "mail")], vec![edit(3, 11, "mailbox"), edit(18, 26, "mailbox"), edit(27, 27, "!")]];
        let mut now = text.to_owned();
        for round in &rounds {
            pieces.make(round);
            now = apply(&now, round);
        }
        assert_eq!(pieces.edits(text), [edit(3, 13, "mailbox"), edit(20, 28, "mailbox"), edit(29, 29, "!")]);
        assert_eq!(apply(text, &pieces.edits(text)), now);
    }

    #[test]
    fn words_that_are_as_they_were_are_no_edit() {
        let mut pieces = Pieces::of(4);
        pieces.make(&[edit(1, 3, "xyz")]);
        pieces.make(&[edit(1, 4, "bc")]);
        assert_eq!(pieces.edits("abcd"), []);
        pieces.make(&[edit(0, 4, "")]);
        assert_eq!(pieces.edits("abcd"), [edit(0, 4, "")]);
    }
}
