//! Word documents (Office Open XML, ECMA-376): the source is what their author reads, a paragraph a line.
//!
//! A line of the source is a paragraph, or what stands between two line breaks of one. Deleted and hidden words, pictures
//! and boxes, footnotes, headers and footers are left out. What is changed in the text is changed in the runs that hold
//! it; all else in the file stays byte for byte.

mod body;
mod look;
mod package;
mod parts;
mod revision;
#[cfg(test)]
mod tests;

use super::{Format, plain};
use crate::error::Error;
use crate::prose::Builder;
use crate::text::{Edit, Source};
use body::{Body, Step};
use package::Package;
use parts::Parts;
use std::path::PathBuf;

/// The reader of Word documents.
pub struct Docx;

impl Format for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn open(&self, name: &str, bytes: Vec<u8>) -> Result<Source, Error> {
        let document = Document::read(&bytes).map_err(|message| Error::Unreadable {
            path: PathBuf::from(name),
            what: "Word document",
            message,
        })?;
        Ok(Source { origin: Some(bytes.into()), ..Source::new(name, document.body.text) })
    }

    fn read(&self, source: &Source, builder: &mut Builder) {
        // Words that are called a Word document and came without one, as from a test.
        let Some(Ok(document)) = source.origin.as_deref().map(Document::read) else {
            return plain::Plain.read(source, builder);
        };
        builder.metadata(document.parts.metadata);
        for step in document.body.steps {
            match step {
                Step::Open(kind) => builder.open(kind),
                Step::Words(span) => builder.verbatim(source.slice(span), span.start),
                Step::Replaced(words, span) => builder.replaced(words, span),
                Step::Seam => builder.seam(),
                Step::Begin(kind) => builder.begin_inline(kind),
                Step::End => builder.end_inline(),
                Step::Comment(words, span) => builder.comment(&words, span),
            }
        }
    }

    fn revise(&self, source: &Source, edits: &[Edit]) -> Option<Source> {
        let bytes = source.origin.as_deref()?;
        let document = Document::read(bytes).ok()?;
        let xml = revision::revise(&document.xml, &document.body, edits)?;
        let revised = Package::open(bytes).ok()?.with(&document.part, &xml)?;
        self.open(&source.name, revised).ok()
    }
}

/// The main part of a document, understood.
struct Document {
    part: String,
    xml: String,
    parts: Parts,
    body: Body,
}

impl Document {
    fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut package = Package::open(bytes)?;
        let part = parts::main_part(&mut package)?;
        let xml = package.part(&part)?.ok_or_else(|| format!("it has no part {part}"))?;
        let parts = Parts::read(&mut package, &part)?;
        let body = Body::read(&xml, &parts).map_err(|error| format!("{part}: {error}"))?;
        Ok(Self { part, xml, parts, body })
    }
}
