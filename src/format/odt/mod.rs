//! OpenDocument texts (ODF, ISO/IEC 26300), as LibreOffice writes them.
//!
//! A line of the source is a paragraph, or the part of one between two line breaks. Deleted and hidden text, frames, footnotes,
//! tables of contents, headers and footers are left out.

mod reader;
mod styles;
#[cfg(test)]
mod tests;

use super::document::{self, Body, Markup, Replacement, Run, WordProcessor, replace, replacements};
use super::package::Package;
use super::xml::{Token, each_token};
use crate::prose::{Metadata, Value};
use crate::text::{Edit, Origin, apply};
use quick_xml::escape::partial_escape;
use reader::Read;
use std::sync::Arc;
use styles::Styles;

/// The OpenDocument format.
pub struct Odt;

/// The part that holds the text.
const CONTENT: &str = "content.xml";

impl WordProcessor for Odt {
    type Document = Document;
    const NAME: &'static str = "odt";
    const EXTENSIONS: &'static [&'static str] = &["odt", "ott"];
    const WHAT: &'static str = "an OpenDocument text";
}

/// An OpenDocument text that has been opened and understood.
#[derive(Debug)]
pub struct Document {
    bytes: Vec<u8>,
    parts: Arc<Parts>,
    body: Body,
    /// Whether white space inside paragraphs is left out as the layout of the XML.
    has_layout: bool,
}

/// What the other parts say.
#[derive(Debug)]
struct Parts {
    /// The styles that have names. Those of single words and paragraphs stand with the text.
    styles: Styles,
    metadata: Metadata,
}

/// The markup of words: the second space of two, and one at the start, is an element.
struct Words;

impl Markup for Words {
    fn words(&self, _: &Run, words: &str) -> String {
        let mut markup = String::with_capacity(words.len());
        let mut after_space = true;
        for char in words.chars() {
            if char == ' ' && after_space {
                markup.push_str("<text:s/>");
            } else {
                markup.push_str(&partial_escape(&*char.encode_utf8(&mut [0; 4])));
            }
            after_space = char == ' ';
        }
        markup
    }

    fn paragraph(&self, words: &str) -> String {
        format!("<text:p>{}</text:p>", partial_escape(words))
    }
}

impl Origin for Document {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl document::Document for Document {
    fn open(bytes: Vec<u8>) -> Result<(String, Self), String> {
        let mut package = Package::open(&bytes)?;
        let content = package.part(CONTENT)?.ok_or_else(|| format!("it has no part {CONTENT}"))?;
        let mut styles = Styles::default();
        if let Some(part) = package.part("styles.xml")? {
            each_token(&part.text, |token, _| styles.follow(&token)).map_err(|error| format!("styles.xml: {error}"))?;
        }
        let metadata = match package.part("meta.xml")? {
            Some(part) => metadata(&part.text).map_err(|error| format!("meta.xml: {error}"))?,
            None => Metadata::default(),
        };
        let parts = Arc::new(Parts { styles, metadata });
        let read = reader::read(&content.text, &parts.styles).map_err(|error| format!("{CONTENT}: {error}"))?;
        Ok(Self::of(bytes, parts, read))
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
        let mut part = package.part(CONTENT).ok()??;
        part.text = replace(&part.text, &replacements)?;
        let read = reader::read(&part.text, &self.parts.styles).ok()?;
        let bytes = package.with(&[(CONTENT, &part)])?;
        Some(Self::of(bytes, Arc::clone(&self.parts), read))
    }

    fn replacements(&self, text: &str, edits: &[Edit]) -> Option<Vec<Replacement>> {
        let mut replacements = replacements(text, &self.body, edits, &Words)?;
        // A space is layout where another, or nothing, stands before it. So a space after changed words is written anew.
        let mut after_change = false;
        let mut next = 0;
        for run in &self.body.runs {
            next += replacements[next..].partition_point(|(range, _)| range.start < run.markup.start);
            let is_changed = replacements.get(next).is_some_and(|(range, _)| *range == run.markup);
            if !is_changed && after_change && run.span.of(text).starts_with(' ') {
                let markup = Words.words(run, run.span.of(text));
                replacements.insert(next, (run.markup.clone(), markup));
            }
            after_change = is_changed;
        }
        if self.has_layout && !self.reads_as(&replacements, &apply(text, edits)) {
            return None;
        }
        Some(replacements)
    }
}

impl Document {
    fn of(bytes: Vec<u8>, parts: Arc<Parts>, read: Read) -> (String, Self) {
        (read.text, Self { bytes, parts, body: read.body, has_layout: read.has_layout })
    }

    /// Whether the document has the text `wanted` when `replacements` are made: a space that was layout may now be a word's.
    fn reads_as(&self, replacements: &[Replacement], wanted: &str) -> bool {
        let part = Package::open(&self.bytes).ok().and_then(|mut package| package.part(CONTENT).ok()?);
        let xml = part.and_then(|part| replace(&part.text, replacements));
        let read = xml.and_then(|xml| reader::read(&xml, &self.parts.styles).ok());
        read.is_some_and(|read| read.text == wanted)
    }
}

/// The fields that users define. In LibreOffice: File, Properties, Custom Properties.
fn metadata(xml: &str) -> Result<Metadata, String> {
    let mut metadata = Metadata::default();
    let mut open: Option<(String, String)> = None; // name and type
    let mut value = String::new();
    each_token(xml, |token, _| match token {
        Token::Start(element) if element.name == "meta:user-defined" => {
            let of = |attribute: &str| element.attribute(attribute).unwrap_or_default();
            open = Some((of("meta:name"), of("meta:value-type")));
            value.clear();
        }
        Token::Start(_) => {}
        Token::Text(words) => value.push_str(&words),
        Token::End(_) => {
            let Some((name, kind)) = open.take() else { return };
            let read = match kind.as_str() {
                "boolean" => Value::Bool(value.trim() == "true"),
                // Rules ask for a day, so the time is cut off.
                "date" => Value::Text(value.split('T').next().unwrap_or_default().to_owned()),
                _ => Value::Text(value.clone()),
            };
            metadata.fields.insert(name, read);
        }
    })?;
    Ok(metadata)
}
