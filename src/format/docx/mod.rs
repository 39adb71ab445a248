//! Word documents (Office Open XML, ECMA-376).
//!
//! A line of the source is a paragraph, or the part of one between two line breaks. Deleted and hidden text, pictures, text
//! boxes, footnotes, headers and footers are left out.
//!
//! A document is opened and parsed once. What was found stays with the source as its [`Origin`], from which the prose is
//! written and edits are judged.

mod look;
mod parts;
mod reader;
#[cfg(test)]
mod tests;

use super::document::{self, Body, Markup, Replacement, Run, WordProcessor, replace, replacements};
use super::package::Package;
use crate::prose::Metadata;
use crate::text::{Edit, Origin};
use parts::Parts;
use quick_xml::escape::partial_escape;
use std::sync::Arc;

/// The Word format.
pub struct Docx;

/// How the older, binary Word files begin, and documents that are locked with a password.
const COMPOUND_FILE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

impl WordProcessor for Docx {
    type Document = Document;
    const NAME: &'static str = "docx";
    const EXTENSIONS: &'static [&'static str] = &["docx", "docm"];
    const WHAT: &'static str = "a Word document";
}

/// A Word document that has been opened and understood.
///
/// It does not keep the XML of its main part, which is much larger than the text: only writing a revision needs it again.
#[derive(Debug)]
pub struct Document {
    bytes: Vec<u8>,
    /// Name of the part that holds the text.
    main: String,
    parts: Arc<Parts>,
    body: Body,
    prefix: Prefix,
}

/// The prefix, with its colon, that a document uses for Word's own elements.
#[derive(Debug)]
struct Prefix(String);

impl Markup for Prefix {
    fn words(&self, _: &Run, words: &str) -> String {
        // Without `preserve`, Word would drop spaces at either end of the words.
        format!(" xml:space=\"preserve\">{}", partial_escape(words))
    }

    fn paragraph(&self, words: &str) -> String {
        let (prefix, words) = (&self.0, partial_escape(words));
        format!("<{prefix}p><{prefix}r><{prefix}t xml:space=\"preserve\">{words}</{prefix}t></{prefix}r></{prefix}p>")
    }
}

impl Origin for Document {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl document::Document for Document {
    fn open(bytes: Vec<u8>) -> Result<(String, Self), String> {
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(
                "it is locked with a password or in the old .doc format; save it as .docx without a password".into()
            );
        }
        let mut package = Package::open(&bytes)?;
        let main = parts::main_part(&mut package)?;
        let part = package.part(&main)?.ok_or_else(|| format!("it has no part {main}"))?;
        let parts = Arc::new(Parts::read(&mut package, &main)?);
        let (text, body, prefix) = reader::read(&part.text, &parts).map_err(|error| format!("{main}: {error}"))?;
        Ok((text, Self { bytes, main, parts, body, prefix: Prefix(prefix) }))
    }

    fn body(&self) -> &Body {
        &self.body
    }

    fn metadata(&self) -> &Metadata {
        &self.parts.metadata
    }

    fn revised(&self, text: &str, edits: &[Edit]) -> Option<(String, Self)> {
        let replacements = self.replacements(text, edits)?;
        let mut package = Package::open(&self.bytes).ok()?;
        let mut part = package.part(&self.main).ok()??;
        part.text = replace(&part.text, &replacements)?;
        let (text, body, prefix) = reader::read(&part.text, &self.parts).ok()?;
        let bytes = package.with(&self.main, &part)?;
        Some((
            text,
            Self { bytes, main: self.main.clone(), parts: Arc::clone(&self.parts), body, prefix: Prefix(prefix) },
        ))
    }

    fn replacements(&self, text: &str, edits: &[Edit]) -> Option<Vec<Replacement>> {
        replacements(text, &self.body, edits, &self.prefix)
    }
}
