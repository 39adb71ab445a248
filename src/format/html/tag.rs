//! One tag of HTML: its name, and where the values of its attributes stand.

use crate::text::{Source, Span};

/// A tag: its name in lower case, and its attributes with the places of their values.
pub(super) struct Tag<'a> {
    pub(super) name: String,
    pub(super) closes: bool,
    pub(super) attributes: Vec<(&'a str, Span<Source>)>,
    /// The whole of it.
    pub(super) span: Span<Source>,
}

/// The tag that begins at byte `start` of `text`; `None` where none does.
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
            b'<' => return None, // another begins before this one ends
            _ => {
                let key = at;
                at +=
                    text[at..].bytes().take_while(|byte| !byte.is_ascii_whitespace() && !b"=>/".contains(byte)).count();
                let key_end = at.max(key);
                at += text[at..].bytes().take_while(u8::is_ascii_whitespace).count();
                if bytes.get(at) != Some(&b'=') {
                    if at == key {
                        at += 1; // a sign that begins no attribute
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
