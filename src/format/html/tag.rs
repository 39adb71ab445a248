//! Reads one HTML tag: its name and the places of its attribute values.
//!
//! Written by hand, since fixes and links need the byte range of each value.

use crate::text::{Source, Span};
use std::borrow::Cow;

/// Elements whose content is not prose.
pub(super) const SKIPPED: [&str; 16] = [
    "audio", "button", "canvas", "iframe", "math", "noscript", "object", "pre", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
];

/// Elements within a line; all others separate blocks.
pub(super) const WITHIN: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var",
];

/// The name of an attribute as written, with the place of its value.
type Attribute<'a> = (&'a str, Span<Source>);

/// A start or end tag.
pub(super) struct Tag<'a> {
    /// In lower case.
    pub(super) name: Cow<'a, str>,
    pub(super) closes: bool,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// From `<` to `>`.
    pub(super) span: Span<Source>,
}

impl Tag<'_> {
    /// The place of the value of attribute `wanted`.
    pub(super) fn attribute(&self, wanted: &str) -> Option<Span<Source>> {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted)).map(|(_, value)| *value)
    }
}

/// The tag that begins at byte `start` of `text`, if one does.
pub(super) fn read(text: &str, start: usize) -> Option<Tag<'_>> {
    let mut at = start + text[start..].strip_prefix('<').map(|_| 1)?;
    let closes = text[at..].starts_with('/');
    at += usize::from(closes);
    let name_end = at + text[at..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    if !text[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let written = &text[at..name_end];
    let is_lower = !written.bytes().any(|byte| byte.is_ascii_uppercase());
    let name = if is_lower { Cow::Borrowed(written) } else { Cow::Owned(written.to_ascii_lowercase()) };
    let mut attributes = Vec::new();
    let bytes = text.as_bytes();
    at = name_end;
    loop {
        at = past(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        match bytes.get(at)? {
            b'>' => break,
            b'<' => return None, // another tag begins before this one ends
            _ => {
                let (attribute, next) = attribute(text, at)?;
                attributes.extend(attribute);
                at = next;
            }
        }
    }
    Some(Tag { name, closes, attributes, span: Span::new(start, at + 1) })
}

/// What begins at byte `key` within a tag: an attribute, if it has a value, and the byte after it. `None` if the text ends
/// before it does.
fn attribute(text: &str, key: usize) -> Option<(Option<Attribute<'_>>, usize)> {
    let bytes = text.as_bytes();
    let key_end = past(bytes, key, |byte| !byte.is_ascii_whitespace() && !b"=>/".contains(&byte));
    let at = past(bytes, key_end, |byte| byte.is_ascii_whitespace());
    if bytes.get(at) != Some(&b'=') {
        return Some((None, at.max(key + 1)));
    }
    let at = past(bytes, at + 1, |byte| byte.is_ascii_whitespace());
    let (value, next) = match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let close = past(bytes, at + 1, |byte| byte != quote);
            bytes.get(close)?;
            (Span::new(at + 1, close), close + 1)
        }
        _ => {
            let end = past(bytes, at, |byte| !byte.is_ascii_whitespace() && byte != b'>');
            (Span::new(at, end), end)
        }
    };
    Some((Some((&text[key..key_end], value)), next))
}

/// The first byte at or after `at` that is not of a kind.
fn past(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    at + bytes[at..].iter().take_while(|byte| is(**byte)).count()
}

/// Where the end tag of element `name` begins, at or after byte `at`.
pub(super) fn closing(text: &str, at: usize, name: &str) -> usize {
    let rest = &text[at..];
    let close = rest.match_indices("</").find(|(at, _)| {
        let after = &rest.as_bytes()[at + 2..];
        after.get(..name.len()).is_some_and(|of| of.eq_ignore_ascii_case(name.as_bytes()))
            && !after.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
    });
    close.map_or(text.len(), |(found, _)| at + found)
}

/// The first words after byte `at`, as of the name in `<span itemprop="author"><b>Anna Holm</b></span>`.
pub(super) fn next_words(text: &str, mut at: usize) -> Option<Span<Source>> {
    const MOST_TAGS: usize = 6;
    for _ in 0..MOST_TAGS {
        let rest = &text[at..];
        let words = &rest[..rest.find('<').unwrap_or(rest.len())];
        if !words.trim().is_empty() {
            return Some(Span::new(at, at + words.len()));
        }
        at = read(text, at + words.len())?.span.end;
    }
    None
}
