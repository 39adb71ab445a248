//! [`Json`]: JSON as a tree in which every string has its place, so that a word of a transcript can be shown in its file.
//!
//! A truncated file yields what could be read and the offset where it breaks off.

use crate::text::{Source, Span};

/// A value of JSON.
#[derive(Debug)]
pub(super) enum Json {
    Object(Vec<(String, Json)>),
    Array(Vec<Json>),
    /// A string: its place without the quotation marks. [`Json::text`] reads it.
    Text(Span<Source>),
    Number(f64),
    /// `true`, `false` and `null`.
    Other,
}

/// The maximum nesting depth of objects and arrays. Known transcription services nest five deep.
const DEEPEST: usize = 64;

impl Json {
    /// Reads `text` from byte `at`. If it cannot be read to its end, also the place of the mistake.
    pub fn read(text: &str, at: usize) -> (Self, Option<usize>) {
        let mut parser = Parser { text, at, wrong: None };
        let node = parser.value(0);
        parser.space();
        if parser.wrong.is_none() && parser.at < text.len() {
            parser.wrong = Some(parser.at);
        }
        (node, parser.wrong)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The value of the first of `keys` that it has.
    pub fn first(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The values of an array.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The words of a string of `source`, as they read.
    pub fn text(&self, source: &str) -> Option<String> {
        match self {
            Self::Text(span) => Some(unescaped(span.of(source))),
            Self::Number(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// A number, also one that is written as a string.
    pub fn number(&self, source: &str) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Text(span) => span.of(source).parse().ok(),
            _ => None,
        }
    }
}

/// A string of JSON without its escapes.
pub(super) fn unescaped(written: &str) -> String {
    if !written.contains('\\') {
        return written.to_owned();
    }
    serde_json::from_str(&format!("\"{written}\"")).unwrap_or_else(|_| written.replace('\\', ""))
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    wrong: Option<usize>,
}

impl Parser<'_> {
    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over `byte` and the space after it; whether it is there.
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.at += 1;
            self.space();
        }
        found
    }

    fn fail(&mut self) -> Json {
        self.wrong.get_or_insert(self.at);
        Json::Other
    }

    fn value(&mut self, depth: usize) -> Json {
        self.space();
        if depth > DEEPEST {
            return self.fail();
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map_or(Json::Other, Json::Text),
            Some(byte) if byte.is_ascii_alphanumeric() || byte == b'-' => self.plain(),
            _ => self.fail(),
        }
    }

    fn object(&mut self, depth: usize) -> Json {
        let mut fields = Vec::new();
        self.eat(b'{');
        while self.wrong.is_none() && !self.eat(b'}') {
            let Some(key) = self.string() else { break };
            self.space();
            if !self.eat(b':') {
                self.fail();
                break;
            }
            let value = self.value(depth + 1);
            fields.push((unescaped(key.of(self.text)), value));
            self.space();
            if !self.eat(b',') && self.peek() != Some(b'}') {
                self.fail();
            }
        }
        Json::Object(fields)
    }

    fn array(&mut self, depth: usize) -> Json {
        let mut items = Vec::new();
        self.eat(b'[');
        while self.wrong.is_none() && !self.eat(b']') {
            let value = self.value(depth + 1);
            items.push(value);
            self.space();
            if !self.eat(b',') && self.peek() != Some(b']') {
                self.fail();
            }
        }
        Json::Array(items)
    }

    /// The place of a string without its marks.
    fn string(&mut self) -> Option<Span<Source>> {
        if self.peek() != Some(b'"') {
            self.fail();
            return None;
        }
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    self.at = at + 1;
                    self.space();
                    return Some(Span::new(start, at));
                }
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        self.fail();
        None
    }

    /// A number, `true`, `false` or `null`.
    fn plain(&mut self) -> Json {
        let rest = &self.text[self.at..];
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'))).unwrap_or(rest.len());
        let word = &rest[..end];
        self.at += end;
        match word.parse() {
            Ok(value) => Json::Number(value),
            Err(_) if matches!(word, "true" | "false" | "null") => Json::Other,
            Err(_) => {
                self.at -= end;
                self.fail()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_know_their_place_and_a_cut_file_gives_what_is_there() {
        let text = r#"{"words": [{"word": "we\u2019ll", "start": 1.5}, {"word": "bui"#;
        let (node, wrong) = Json::read(text, 0);
        let words = node.get("words").expect("read so far").items();
        assert_eq!(words[0].get("word").and_then(|word| word.text(text)).as_deref(), Some("we’ll"));
        assert_eq!(words[0].get("start").and_then(|start| start.number(text)), Some(1.5));
        assert_eq!(wrong, Some(text.find("\"bui").expect("there")));
        assert!(Json::read(&"[".repeat(100_000), 0).1.is_some());
    }
}
