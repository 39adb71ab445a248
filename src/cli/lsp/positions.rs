//! Places as the protocol counts them: lines that also end at a lone carriage return, and columns in the unit that was agreed.

use copydesk::text::{Lines, Source, Span};
use gen_lsp_types::{Position, Range};

/// The unit of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
}

/// The line and column of `at`, a byte of `text`.
pub fn position(text: &str, lines: &Lines, at: usize, encoding: Encoding) -> Position {
    let (line, column) = match encoding {
        Encoding::Utf16 => lines.utf16_position(text, at),
        Encoding::Utf8 => {
            let at = at.min(text.len());
            let line = lines.index(at);
            (line, at - lines.range(line).start)
        }
    };
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    Position { line: number(line), character: number(column) }
}

/// The range of `span`.
pub fn range(text: &str, lines: &Lines, span: Span<Source>, encoding: Encoding) -> Range {
    let at = |at| position(text, lines, at, encoding);
    Range { start: at(span.start), end: at(span.end) }
}

/// The byte at a place that the client names. A column past the end of its line means that end, a line past the last one the end
/// of the text, and a column inside a character its start.
pub fn byte(text: &str, lines: &Lines, place: Position, encoding: Encoding) -> usize {
    let (line, column) = (place.line as usize, place.character as usize);
    match encoding {
        Encoding::Utf16 => lines.byte_at_utf16(text, line, column),
        Encoding::Utf8 => {
            let range = lines.range(line);
            let words = text.get(range.clone()).unwrap_or_default().trim_end_matches(['\r', '\n']);
            text.floor_char_boundary((range.start + column).min(range.start + words.len()))
        }
    }
}

/// The bytes of a range that the client names; an empty one where its ends are the wrong way round.
pub fn bytes(text: &str, lines: &Lines, range: &Range, encoding: Encoding) -> std::ops::Range<usize> {
    let start = byte(text, lines, range.start, encoding);
    start..byte(text, lines, range.end, encoding).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts of surrogate pairs, combining marks, all line ends, and byte-order marks.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\u{feff}"),
            Just("\r\n"),
            Just("\n"),
            Just("\r"),
            Just("😀"),
            Just("👩‍👩‍👧"),
            Just("e\u{301}"),
            Just("é"),
            Just("€"),
            Just("a"),
            Just("b c")
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    /// A place of the protocol, counted anew from the start of the text.
    fn counted(text: &str, at: usize, encoding: Encoding) -> Position {
        let ends = |index: usize| match text.as_bytes()[index] {
            b'\n' => true,
            b'\r' => text.as_bytes().get(index + 1) != Some(&b'\n'),
            _ => false,
        };
        let before: Vec<usize> = (0..at).filter(|index| ends(*index)).collect();
        let rest = &text[before.last().map_or(0, |end| end + 1)..at];
        let column = if encoding == Encoding::Utf8 { rest.len() } else { rest.encode_utf16().count() };
        Position { line: before.len() as u32, character: column as u32 }
    }

    proptest! {
        #[test]
        fn places_round_trip(text in text(), utf8 in any::<bool>()) {
            let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Utf16 };
            let lines = Lines::of_protocol(&text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let place = position(&text, &lines, at, encoding);
                prop_assert_eq!(place, counted(&text, at, encoding), "{:?} at {}", text, at);
                // Between a carriage return and its line feed no client has a place.
                let inside = at > 0 && text.as_bytes()[at - 1] == b'\r' && text.as_bytes().get(at) == Some(&b'\n');
                let wanted = if inside { at - 1 } else { at };
                prop_assert_eq!(byte(&text, &lines, place, encoding), wanted, "{:?} at {}", text, at);
            }
        }

        #[test]
        fn any_place_is_a_character(text in text(), line in 0..70_u32, character in 0..70_u32, utf8 in any::<bool>()) {
            let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Utf16 };
            let lines = Lines::of_protocol(&text);
            let at = byte(&text, &lines, Position { line, character }, encoding);
            prop_assert!(text.is_char_boundary(at));
            prop_assert!(line as usize >= lines.count() || position(&text, &lines, at, encoding).line == line);
        }
    }
}
