//! Reads one HTML tag: its name and the places of its attribute values.
//!
//! Written by hand, since fixes and links need the byte range of each value.

use crate::text::{Source, Span};

/// A start or end tag.
pub(super) struct Tag<'a> {
    /// In lower case.
    pub(super) name: String,
    pub(super) closes: bool,
    /// Names as written, with the places of their values.
    pub(super) attributes: Vec<(&'a str, Span<Source>)>,
    /// From `<` to `>`.
    pub(super) span: Span<Source>,
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
    let name = text[at..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    at = name_end;
    let bytes = text.as_bytes();
    loop {
        at += text[at..].bytes().take_while(|byte| byte.is_ascii_whitespace() || *byte == b'/').count();
        match bytes.get(at)? {
            b'>' => break,
            b'<' => return None, // another tag begins before this one ends
            _ => {
                let key = at;
                at +=
                    text[at..].bytes().take_while(|byte| !byte.is_ascii_whitespace() && !b"=>/".contains(byte)).count();
                let key_end = at.max(key);
                at += text[at..].bytes().take_while(u8::is_ascii_whitespace).count();
                if bytes.get(at) != Some(&b'=') {
                    if at == key {
                        at += 1; // a character that cannot begin an attribute
                    }
                    continue;
                }
                at += 1 + text[at + 1..].bytes().take_while(u8::is_ascii_whitespace).count();
                let value = match bytes.get(at)? {
                    quote @ (b'"' | b'\'') => {
                        let close = at + 1 + text[at + 1..].bytes().position(|byte| byte == *quote)?;
                        let value = Span::new(at + 1, close);
                        at = close + 1;
                        value
                    }
                    _ => {
                        let value = at;
                        at +=
                            text[at..].bytes().take_while(|byte| !byte.is_ascii_whitespace() && *byte != b'>').count();
                        Span::new(value, at)
                    }
                };
                attributes.push((&text[key..key_end], value));
            }
        }
    }
    Some(Tag { name, closes, attributes, span: Span::new(start, at + 1) })
}
