//! [`read`]: turns an RTF file into its text and a [`Body`].

use super::state::{Place, State};
use super::token::{Token, Tokens};
use super::words::{address, character, encoding};
use crate::format::document::{Body, Role, Writer};
use crate::prose::{BlockKind, Metadata, Value};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;
use std::ops::Range;

/// The maximum number of groups that may be open at once. Real documents have a few dozen.
const DEEPEST: usize = 10_000;

/// What an RTF file says.
pub(super) struct Read {
    pub(super) text: String,
    pub(super) body: Body,
    pub(super) metadata: Metadata,
    pub(super) encoding: &'static Encoding,
}

/// Reads an RTF file.
///
/// # Errors
/// Says why it is not one, or that it is cut off.
pub(super) fn read(bytes: &[u8]) -> Result<Read, String> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err("it does not begin with {\\rtf".to_owned());
    }
    let mut reader = Reader::default();
    for (token, span) in Tokens::of(bytes) {
        if reader.states.len() > DEEPEST {
            return Err(format!("more than {DEEPEST} groups are open (at byte {})", span.start));
        }
        reader.token(token, span);
        if reader.has_ended {
            return Ok(reader.finish(bytes.len()));
        }
    }
    Err(format!("it is cut off (at byte {})", bytes.len()))
}

/// Words that are not yet written, and their bytes.
#[derive(Default)]
struct Pending {
    words: String,
    span: Range<usize>,
    /// Bytes in the encoding of the document.
    encoded: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high: Option<u16>,
}

/// A style of paragraphs.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<i32>,
}

/// Follows the tokens of a file from front to back and writes its body.
struct Reader {
    writer: Writer,
    /// What held in the groups that are open, and holds again after the innermost.
    states: Vec<State>,
    state: State,
    pending: Pending,
    encoding: &'static Encoding,
    has_ended: bool,
    /// Whether the group has begun just now, and whether with `\*`.
    opens: bool,
    is_optional: bool,
    /// How many characters are still to be left out, since they stand for one of Unicode.
    fallback: usize,
    /// Where the markup of the next paragraph starts.
    start: Option<usize>,
    styles: HashMap<i32, Style>,
    style: i32,
    /// Words of a group that do not go into the text.
    words: String,
    /// Where the words start that comments are tied to, by number, and the number of the range that ended last.
    comments: HashMap<i32, usize>,
    ended: Option<usize>,
    property: String,
    metadata: Metadata,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            writer: Writer::default(),
            states: Vec::new(),
            state: State::default(),
            pending: Pending::default(),
            encoding: WINDOWS_1252,
            has_ended: false,
            opens: false,
            is_optional: false,
            fallback: 0,
            start: None,
            styles: HashMap::new(),
            style: 0,
            words: String::new(),
            comments: HashMap::new(),
            ended: None,
            property: String::new(),
            metadata: Metadata::default(),
        }
    }
}

impl Reader {
    fn token(&mut self, token: Token, span: Range<usize>) {
        let opens = std::mem::take(&mut self.opens);
        match token {
            Token::Open => {
                self.flush();
                self.fallback = 0;
                self.states.push(self.state.clone());
                self.state.is_link = false;
                (self.opens, self.is_optional) = (true, false);
            }
            Token::Close => {
                self.flush();
                self.fallback = 0;
                self.close();
            }
            Token::Symbol(b'*') if opens => (self.opens, self.is_optional) = (true, true),
            Token::Word(word, number) => {
                if opens {
                    self.open(word);
                }
                self.word(word, number, span);
            }
            _ if self.fallback > 0 => self.skip(token, span),
            Token::Hex(byte) => self.encoded(&[byte], span),
            Token::Text(bytes) => self.encoded(bytes, span),
            Token::Symbol(symbol) => self.symbol(symbol, span),
        }
    }

    /// Leaves out characters that stand for the one before in old readers. They belong to the bytes of its word.
    fn skip(&mut self, token: Token, span: Range<usize>) {
        let skipped = if let Token::Text(bytes) = token { bytes.len().min(self.fallback) } else { 1 };
        self.fallback -= skipped;
        let end = if let Token::Text(_) = token { span.start + skipped } else { span.end };
        if !self.pending.words.is_empty() {
            self.pending.span.end = end;
        }
        if let Token::Text(bytes) = token
            && bytes.len() > skipped
        {
            self.encoded(&bytes[skipped..], end..span.end);
        }
    }

    /// The first control word of a group.
    fn open(&mut self, word: &[u8]) {
        self.state.destination(word, std::mem::take(&mut self.is_optional));
        if word == b"fldrslt" && self.state.place == Place::Text {
            let address = address(&std::mem::take(&mut self.words));
            if let Some(address) = address {
                self.begin_paragraph(None);
                self.writer.begin_link(address);
                self.state.is_link = true;
            }
        }
        if matches!(self.state.place, Place::Field | Place::Comment | Place::PropertyName | Place::PropertyValue) {
            self.words.clear();
        }
    }

    fn close(&mut self) {
        let closed = match self.states.pop() {
            Some(outer) => std::mem::replace(&mut self.state, outer),
            None => return,
        };
        self.has_ended = self.states.is_empty();
        if closed.is_link {
            self.writer.end_link();
        }
        if closed.place == self.state.place {
            return self.end_style(closed.place);
        }
        match closed.place {
            Place::Comment => {
                let words = std::mem::take(&mut self.words);
                self.writer.comment(words.trim(), self.ended.take());
            }
            Place::PropertyName => self.property = std::mem::take(&mut self.words),
            Place::PropertyValue => {
                let value = Value::Text(std::mem::take(&mut self.words).trim().to_owned());
                self.metadata.fields.insert(std::mem::take(&mut self.property), value);
            }
            _ => {}
        }
    }

    /// Ends an entry of the list of styles.
    fn end_style(&mut self, place: Place) {
        if place == Place::Styles {
            let name = std::mem::take(&mut self.words);
            self.styles.entry(self.style).or_default().name = name.trim_end_matches(';').to_owned();
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>, span: Range<usize>) {
        if word == b"u" {
            return self.unicode(number.unwrap_or_default(), span);
        }
        if let Some(char) = character(word) {
            return self.push(char, span);
        }
        self.flush();
        self.fallback = 0;
        let value = number.unwrap_or_default();
        match word {
            b"ansicpg" => self.encoding = encoding(value),
            b"mac" => self.encoding = encoding_rs::MACINTOSH,
            b"uc" => self.state.fallback = usize::try_from(value).unwrap_or(1),
            b"s" if self.state.place == Place::Styles => self.style = value,
            b"sbasedon" if self.state.place == Place::Styles => {
                self.styles.entry(self.style).or_default().based_on = Some(value);
            }
            b"atrfstart" => drop(self.comments.insert(value, self.writer.len())),
            b"atrfend" => self.ended = self.comments.remove(&value),
            _ if self.state.place == Place::Text => self.text_word(word, value, number, span),
            _ => {}
        }
    }

    /// A control word of the text.
    fn text_word(&mut self, word: &[u8], value: i32, number: Option<i32>, span: Range<usize>) {
        match word {
            b"pard" => {
                (self.state.role, self.state.is_cell) = (None, false);
                self.start.get_or_insert(span.start);
            }
            b"s" => self.state.role = self.role(value),
            b"ls" if value > 0 => self.state.role = self.state.role.or(Some(Role::Item)),
            b"outlinelevel" if (0..6).contains(&value) => {
                self.state.role = u8::try_from(value + 1).ok().map(Role::Heading);
            }
            b"intbl" => self.state.is_cell = true,
            b"par" | b"sect" | b"cell" | b"nestcell" => {
                self.begin_paragraph(None);
                self.end_paragraph(span.end);
            }
            b"line" if self.state.is_read() => {
                self.begin_paragraph(Some(span.start));
                self.writer.line_break(&self.state.look);
            }
            b"tab" if self.state.is_read() => {
                self.begin_paragraph(Some(span.start));
                self.writer.replaced("\t", " ", &self.state.look);
            }
            _ => self.state.look(word, number),
        }
    }

    /// The role of the paragraphs of a style, by its name or by those of the styles that it is based on.
    fn role(&self, style: i32) -> Option<Role> {
        let based_on = |style: &&Style| style.based_on.and_then(|number| self.styles.get(&number));
        std::iter::successors(self.styles.get(&style), based_on).take(16).find_map(|style| Role::of_style(&style.name))
    }

    fn symbol(&mut self, symbol: u8, span: Range<usize>) {
        match symbol {
            b'\\' | b'{' | b'}' => self.push(char::from(symbol), span),
            b'~' => self.push('\u{a0}', span),
            b'_' => {
                self.flush();
                if self.state.is_read() {
                    self.begin_paragraph(Some(span.start));
                    self.writer.replaced("\u{2011}", "-", &self.state.look);
                }
            }
            b'\r' | b'\n' => self.word(b"par", None, span),
            _ => self.flush(),
        }
    }

    fn unicode(&mut self, number: i32, span: Range<usize>) {
        let unit = (number & 0xffff) as u16;
        self.fallback = self.state.fallback;
        if let Some(high) = self.pending.high.take() {
            let char =
                char::decode_utf16([high, unit]).next().and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER);
            return self.push(char, span);
        }
        match char::decode_utf16([unit]).next() {
            Some(Ok(char)) => self.push(char, span),
            _ => {
                // Half of a character: its bytes are those of the whole.
                self.take_encoded();
                if self.pending.words.is_empty() {
                    self.pending.span = span;
                }
                self.pending.high = Some(unit);
            }
        }
    }

    fn push(&mut self, char: char, span: Range<usize>) {
        self.take_encoded();
        let first = self.pending.words.is_empty() && self.pending.high.is_none() && self.pending.span.end != span.start;
        if first || self.pending.words.is_empty() && self.pending.span.is_empty() {
            self.pending.span = span.clone();
        }
        self.pending.words.push(char);
        self.pending.span.end = span.end;
    }

    fn encoded(&mut self, bytes: &[u8], span: Range<usize>) {
        if self.pending.words.is_empty() && self.pending.encoded.is_empty() {
            self.pending.span = span.clone();
        }
        self.pending.encoded.extend_from_slice(bytes);
        self.pending.span.end = span.end;
    }

    fn take_encoded(&mut self) {
        let encoded = std::mem::take(&mut self.pending.encoded);
        if !encoded.is_empty() {
            self.pending.words.push_str(&self.encoding.decode_without_bom_handling(&encoded).0);
        }
    }

    /// Writes the words that are pending to where they go.
    fn flush(&mut self) {
        self.take_encoded();
        let Pending { words, span, .. } = std::mem::take(&mut self.pending);
        if words.is_empty() {
            return;
        }
        match self.state.place {
            Place::Text if self.state.is_read() => {
                self.begin_paragraph(Some(span.start));
                self.writer.words(&words.replace('\t', " "), span, &self.state.look);
            }
            Place::Text | Place::Nowhere => {}
            _ => self.words.push_str(&words),
        }
    }

    /// Opens a paragraph unless one is open. Its markup starts where the one before ended.
    fn begin_paragraph(&mut self, at: Option<usize>) {
        if !self.writer.has_paragraph() {
            let at = self.start.or(at).unwrap_or_default();
            self.writer.begin_paragraph(BlockKind::Paragraph, at);
        }
        if self.state.is_cell {
            self.writer.set_cell();
        } else if let Some(role) = self.state.role {
            self.writer.set_role(role);
        }
    }

    fn end_paragraph(&mut self, end: usize) {
        self.writer.end_paragraph(end);
        self.start = Some(end);
    }

    fn finish(self, end: usize) -> Read {
        let is_open = self.writer.has_paragraph();
        let (text, mut body) = self.writer.finish(end);
        if is_open {
            // Nothing ends it in the file, so no other can follow it.
            body.paragraphs.pop();
        }
        Read { text, body, metadata: self.metadata, encoding: self.encoding }
    }
}
