//! Reads TOML that newsrooms write: rules, configuration, names. A mistake is shown at its place, with what was meant.

use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::text::{Source, Span};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A mistake in a TOML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// The bytes of the file that are wrong.
    pub range: Range<usize>,
    /// How to put it right.
    pub help: Option<String>,
}

/// How the message begins that a table lacks a key.
const MISSING_KEY: &str = "missing key ";

impl Problem {
    /// Whether a table lacks a key.
    #[must_use]
    pub fn is_missing_key(&self) -> bool {
        self.message.starts_with(MISSING_KEY)
    }

    /// The key `key` of a table that messages call `owner` is none of the `known` ones.
    #[must_use]
    pub(crate) fn unknown_key(owner: &str, key: &str, range: Range<usize>, known: &[&str]) -> Self {
        Self::new(format!("{owner} has no key `{key}`"), range).with_help(meant_or_all(key, known))
    }

    /// A problem without help.
    #[must_use]
    pub fn new(message: impl Into<String>, range: Range<usize>) -> Self {
        Self { message: message.into(), range, help: None }
    }

    /// The same problem with `help`.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same problem with `help`, where there is any.
    #[must_use]
    pub fn with_help_if(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }
}

/// An error of the TOML parser as a problem, with help for the most common mistakes.
pub(crate) fn syntax(source: &Source, error: &toml::de::Error) -> Problem {
    let range = error.span().unwrap_or(0..0);
    let at = source.text.get(range.start..).unwrap_or_default();
    if let Some(word) = bare_word(at, error.message()) {
        let help = format!("text has quotation marks in TOML: \"{word}\"");
        return Problem::new(format!("expected a value, found the word {word}"), range).with_help(help);
    }
    let help = if at.starts_with(['“', '”', '‘', '’']) {
        Some("use straight quotation marks in TOML: \" or '")
    } else if error.message().contains("escaped value") {
        Some("use single quotation marks, in which a backslash is literal: '\\d+'")
    } else {
        None
    };
    Problem::new(error.message().to_owned(), range).with_help_if(help.map(str::to_owned))
}

/// The word without quotation marks at the start of `at`, where a value should be. The parser reads it as a number or a truth value.
fn bare_word<'a>(at: &'a str, message: &str) -> Option<&'a str> {
    let is_value =
        ["invalid float", "invalid boolean", "string values must be quoted"].iter().any(|of| message.starts_with(of));
    let end = at.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(at.len());
    let word = &at[..end];
    (is_value && word.starts_with(char::is_alphabetic)).then_some(word)
}

/// A problem as a diagnostic in its file. A range past the end of the file is moved to its end.
pub(crate) fn problem_in(rule: &str, source: &Source, problem: Problem) -> Diagnostic {
    let Problem { message, range, help } = problem;
    let end = source.text.len();
    let start = range.start.min(end);
    let mut diagnostic = Diagnostic::new(rule, Level::Error, message, Span::new(start, range.end.clamp(start, end)));
    diagnostic.help = help;
    diagnostic
}

/// Deserializes what is left of the table that messages call `owner` when its keys in `taken` have been read; an error points at
/// the part that is wrong.
pub(crate) fn deserialize<T: for<'de> Deserialize<'de>>(
    (owner, taken): (&str, &[&str]),
    table: DeTable,
    at: Range<usize>,
) -> Result<T, Problem> {
    read(owner, taken, Spanned::new(at, DeValue::Table(table)))
}

/// Deserializes a value; an error points at the part that is wrong.
pub(crate) fn deserialize_value<T: for<'de> Deserialize<'de>>(value: Spanned<DeValue>) -> Result<T, Problem> {
    read("the table", &[], value)
}

/// Deserializes a value, which messages call `owner` if it is a table; an error points at the part that is wrong.
pub(crate) fn deserialize_named<T: for<'de> Deserialize<'de>>(
    owner: &str,
    value: Spanned<DeValue>,
) -> Result<T, Problem> {
    read(owner, &[], value)
}

fn read<T: for<'de> Deserialize<'de>>(owner: &str, taken: &[&str], value: Spanned<DeValue>) -> Result<T, Problem> {
    let at = value.span();
    T::deserialize(value.into_deserializer()).map_err(|error| {
        let at = error.span().unwrap_or(at);
        if let Some((key, known)) = unknown_field(error.message()) {
            return match nearest_key(&error) {
                Some(nested) => Problem::unknown_key(&format!("`{nested}`"), key, at, &known),
                None => Problem::unknown_key(owner, key, at, &[taken, &known].concat()),
            };
        }
        let (message, help) = in_plain_words(error.message());
        Problem::new(message, at).with_help_if(help)
    })
}

/// The key that a message of serde says is unknown, and those that are known.
fn unknown_field(message: &str) -> Option<(&str, Vec<&str>)> {
    let mut quoted = message.trim().strip_prefix("unknown field ")?.split('`').skip(1).step_by(2);
    Some((quoted.next()?, quoted.collect()))
}

/// The last of the keys that lead to an error. Only the error in full has them, in its last line.
fn nearest_key(error: &toml::de::Error) -> Option<String> {
    let full = error.to_string();
    let keys = full.trim_end().lines().last()?.strip_prefix("in `")?.strip_suffix('`')?;
    keys.rsplit('.').next().map(str::to_owned)
}

/// A message of serde in plain words, and help.
fn in_plain_words(message: &str) -> (String, Option<String>) {
    let message = message.trim();
    let mismatch = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    if let Some((is, must_be)) = mismatch.and_then(|rest| rest.split_once(", expected ")) {
        return (format!("expected {}, found {}", wanted(must_be), seen(is)), None);
    }
    if message.starts_with("a string or a list") {
        return (format!("expected {message}"), None); // the `expecting` of an untagged type
    }
    if let Some(must_be) = message.strip_prefix("wanted ") {
        return (format!("expected {}", wanted(must_be)), None);
    }
    if let Some(key) = message.strip_prefix("missing field ") {
        return (format!("{MISSING_KEY}{key}"), None);
    }
    let mut quoted = message.split('`').skip(1).step_by(2);
    let is_unknown = message.starts_with("unknown variant");
    let Some(written) = quoted.next().filter(|_| is_unknown) else { return (message.to_owned(), None) };
    let known: Vec<&str> = quoted.collect();
    (format!("unknown value `{written}`"), Some(meant_or_all(written, &known)))
}

/// A type that serde names, in words for people who write rules.
fn wanted(of: &str) -> &str {
    match of {
        "a string" | "string or table" => "a string in quotation marks",
        "a sequence" => "a list in square brackets",
        "a boolean" => "true or false",
        "usize" | "u8" | "u16" | "u32" | "u64" | "i64" => "a whole number",
        "a day without quotation marks" => "a day such as 2026-03-02 without quotation marks",
        _ if of == "a map" || of.starts_with("struct ") => "a table",
        _ => of,
    }
}

/// A value that serde names, in such words.
fn seen(value: &str) -> String {
    const KINDS: [(&str, &str); 6] = [
        ("string ", "the string "),
        ("integer ", "the number "),
        ("floating point ", "the number "),
        ("boolean ", ""),
        ("sequence", "a list"),
        ("map", "a table"),
    ];
    let words = |(kind, words): &(&str, &str)| Some(format!("{words}{}", value.strip_prefix(kind)?.replace('`', "")));
    KINDS.iter().find_map(words).unwrap_or_else(|| value.to_owned())
}

/// Help that suggests the one of `known` that was probably meant.
pub(crate) fn meant(written: &str, known: &[&str]) -> Option<String> {
    did_you_mean(written, known.iter().copied()).map(|meant| format!("did you mean `{meant}`?"))
}

/// Help for a name that is not one of `known`: the one that was probably meant, or all of them.
pub(crate) fn meant_or_all(written: &str, known: &[&str]) -> String {
    meant(written, known).unwrap_or_else(|| format!("expected one of: {}", known.join(", ")))
}
