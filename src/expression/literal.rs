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
