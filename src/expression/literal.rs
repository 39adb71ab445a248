//! [`Literal`]: a text that is looked for.

use std::borrow::Cow;

/// A text that is looked for, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Literal<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Whether a word must begin where it begins.
    pub opens: bool,
    /// Whether a word must end where it ends.
    pub closes: bool,
}

impl<'a> Literal<'a> {
    /// A phrase, which begins and ends as its words do.
    pub fn phrase(text: &'a str) -> Self {
        let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let (opens, closes) = (is_word(text.as_bytes().first()), is_word(text.as_bytes().last()));
        Self { text: Cow::Borrowed(text), opens, closes }
    }
}
