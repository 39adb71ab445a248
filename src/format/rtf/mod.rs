//! RTF (Rich Text Format 1.9.1), as Word, LibreOffice and TextEdit write it.
//!
//! A line of the source is a paragraph, or the part of one between two line breaks. Deleted and hidden text, pictures, text
//! boxes, footnotes, headers and footers are left out.

mod reader;
mod state;
#[cfg(test)]
mod tests;
mod token;
mod words;

use super::document::{self, Body, Markup, Replacement, Run, WordProcessor, replacements};
use crate::prose::Metadata;
use crate::text::{Edit, Origin};
use encoding_rs::Encoding;

/// The RTF format.
pub struct Rtf;

impl WordProcessor for Rtf {
    type Document = Document;
    const NAME: &'static str = "rtf";
    const EXTENSIONS: &'static [&'static str] = &["rtf"];
    const WHAT: &'static str = "an RTF document";
}

/// An RTF document that has been opened and understood.
#[derive(Debug)]
pub struct Document {
    bytes: Vec<u8>,
    body: Body,
    metadata: Metadata,
    encoding: &'static Encoding,
}

impl Origin for Document {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Markup for Document {
    fn words(&self, run: &Run, words: &str) -> String {
        // A control word without a space after it would swallow the first letter.
        let joins = run.markup.start.checked_sub(1).is_some_and(|at| self.bytes[at].is_ascii_alphanumeric());
        let mut markup = String::from(if joins { " " } else { "" });
        self.write(words, &mut markup);
        markup
    }

    fn paragraph(&self, words: &str) -> String {
        let mut markup = String::from("{\\pard\\plain ");
        self.write(words, &mut markup);
        markup + "\\par}"
    }
}

impl document::Document for Document {
    fn open(bytes: Vec<u8>) -> Result<(String, Self), String> {
        let read = reader::read(&bytes)?;
        Ok((read.text, Self { bytes, body: read.body, metadata: read.metadata, encoding: read.encoding }))
    }

    fn body(&self) -> &Body {
        &self.body
    }

    fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    fn revised(&self, text: &str, edits: &[Edit]) -> Option<(String, Self)> {
        let mut bytes = Vec::with_capacity(self.bytes.len());
        let mut at = 0;
        for (range, markup) in self.replacements(text, edits)? {
            bytes.extend_from_slice(self.bytes.get(at..range.start)?);
            bytes.extend_from_slice(markup.as_bytes());
            at = range.end;
        }
        bytes.extend_from_slice(self.bytes.get(at..)?);
        Self::open(bytes).ok()
    }

    fn replacements(&self, text: &str, edits: &[Edit]) -> Option<Vec<Replacement>> {
        replacements(text, &self.body, edits, self)
    }
}

impl Document {
    /// Writes words in ASCII: other characters in the encoding of the document, or as Unicode in a group of their own.
    fn write(&self, words: &str, markup: &mut String) {
        for char in words.chars() {
            match char {
                '\\' | '{' | '}' => markup.extend(['\\', char]),
                '\u{a0}' => markup.push_str("\\~"),
                ' '..='~' => markup.push(char),
                _ => self.write_other(char, markup),
            }
        }
    }

    fn write_other(&self, char: char, markup: &mut String) {
        let mut buffer = [0; 4];
        let (bytes, _, is_missing) = self.encoding.encode(char.encode_utf8(&mut buffer));
        if let ([byte], false) = (&*bytes, is_missing) {
            markup.push_str(&format!("\\'{byte:02x}"));
            return;
        }
        markup.push_str("{\\uc1");
        for unit in char.encode_utf16(&mut [0; 2]) {
            markup.push_str(&format!("\\u{}?", unit.cast_signed()));
        }
        markup.push('}');
    }
}
