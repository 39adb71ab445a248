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

use super::document::{Body, Markup, Replacement, Run, replace, replacements};
use super::insertion::{self, Place};
use super::package::Package;
use super::{Format, plain};
use crate::error::Error;
use crate::prose::Builder;
use crate::text::{Edit, Origin, Source};
use parts::Parts;
use quick_xml::escape::partial_escape;
use std::path::PathBuf;
use std::sync::Arc;

/// The Word format.
pub struct Docx;

/// How the older, binary Word files begin, and documents that are locked with a password.
const COMPOUND_FILE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

impl Format for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn open(&self, name: &str, bytes: Vec<u8>, _: Option<&str>) -> Result<Source, Error> {
        Document::open(bytes).map(|(text, document)| document.source(name, text)).map_err(|message| Error::Unreadable {
            path: PathBuf::from(name),
            what: "a Word document",
            message,
        })
    }

    fn read(&self, source: &Source, builder: &mut Builder) {
        // A text that is only called a Word document, as in a test.
        let Some(document) = source.opened::<Document>() else {
            return plain::Plain.read(source, builder);
        };
        builder.metadata(document.parts.metadata.clone());
        document.body.write(source, builder);
    }

    fn accepts(&self, source: &Source, edits: &[Edit]) -> bool {
        let document = source.opened::<Document>();
        document.is_some_and(|document| document.replacements(&source.text, edits).is_some())
    }

    fn revise(&self, source: &Source, edits: &[Edit]) -> Option<Source> {
        let (text, document) = source.opened::<Document>()?.revised(&source.text, edits)?;
        Some(document.source(&source.name, text))
    }

    fn insert(&self, text: &str, words: &str, place: Place) -> Option<Edit> {
        Some(insertion::between_lines(text, words, place, "\n"))
    }

    fn paragraphs_inserted(&self, edit: &Edit) -> usize {
        insertion::lines_inserted(edit, "\n")
    }
}

/// A Word document that has been opened and understood.
///
/// It does not keep the XML of its main part, which is much larger than the text: only writing a revision needs it again.
#[derive(Debug)]
struct Document {
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

impl Document {
    /// Opens a file: the text that its author sees, and the document.
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

    /// The document and its text with `edits` made; `text` is its text now. `None` if it cannot hold them.
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

    fn source(self, name: &str, text: String) -> Source {
        Source::new(name, text).with_origin(Arc::new(self))
    }
}
