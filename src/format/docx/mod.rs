//! Word documents (Office Open XML, ECMA-376).
//!
//! A line of the source is a paragraph, or the part of one between two line breaks. Deleted and hidden text, pictures, text
//! boxes, footnotes, headers and footers are left out.
//!
//! A document is opened and parsed once. What was found stays with the source as its [`Origin`], from which the prose is
//! written and edits are judged.

mod look;
mod marked;
mod names;
mod outline;
mod parts;
mod reader;
mod remarks;
mod splice;
#[cfg(test)]
mod tests;
mod tracked;

use super::document::{self, Body, Markup, Replacement, Run, WordProcessor, replace, replacements};
use super::package::Package;
use super::review::Remark;
use crate::prose::Metadata;
use crate::text::{Edit, Origin};
use names::Names;
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
    const CAN_BE_MARKED: bool = true;
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
        let bytes = package.with(&[(&self.main, &part)])?;
        Some((
            text,
            Self { bytes, main: self.main.clone(), parts: Arc::clone(&self.parts), body, prefix: Prefix(prefix) },
        ))
    }

    fn marked(&self, text: &str, remarks: &[Remark], day: Option<&str>) -> Result<(Vec<u8>, usize), String> {
        let mut package = Package::open(&self.bytes)?;
        let mut main = package.part(&self.main)?.ok_or_else(|| format!("it has no part {}", self.main))?;
        let names = Names::of(&self.prefix.0, &main.text, day);
        let draft = marked::Draft { main: &self.main, xml: &main.text, text, body: &self.body, parts: &self.parts };
        let marked::Marked { xml, parts, added } = marked::write(&draft, &names, remarks, day, &mut package)?;
        if added == 0 {
            return Ok((self.bytes.clone(), 0));
        }
        main.text = xml;
        let changed = parts.iter().map(|(name, part)| (name.as_str(), part)).chain([(self.main.as_str(), &main)]);
        let bytes = package.with(&changed.collect::<Vec<_>>()).ok_or("the archive cannot be written")?;
        Ok((bytes, added))
    }

    fn tracked(&self, text: &str, edits: &[Edit], day: Option<&str>) -> Result<Vec<u8>, String> {
        let mut package = Package::open(&self.bytes)?;
        let mut main = package.part(&self.main)?.ok_or_else(|| format!("it has no part {}", self.main))?;
        let names = Names::of(&self.prefix.0, &main.text, day);
        main.text = tracked::write(&main.text, text, &self.body, &names, edits)?;
        package.with(&[(&self.main, &main)]).ok_or_else(|| "the archive cannot be written".into())
    }

    fn replacements(&self, text: &str, edits: &[Edit]) -> Option<Vec<Replacement>> {
        replacements(text, &self.body, edits, &self.prefix)
    }
}
