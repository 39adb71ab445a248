//! What the forms that are XML or HTML write: characters that XML does not allow, even escaped, are replaced.

use std::borrow::Cow;
use std::io::{self, Write};

/// The first line of an XML file.
pub(super) fn declaration(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
}

/// Replaces each character that XML does not allow, even escaped, by U+FFFD (XML 1.0, production 2).
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let illegal =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(illegal) { Cow::Owned(text.replace(illegal, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// Words as HTML, fit for an attribute too.
pub(super) fn text(words: &str) -> String {
    quick_xml::escape::escape(&*legal(words)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::legal;

    #[test]
    fn control_characters_are_replaced_and_white_space_is_not() {
        assert_eq!(legal("a\u{1b}[0m\tb\r\n\u{0}"), "a\u{fffd}[0m\tb\r\n\u{fffd}");
    }
}
