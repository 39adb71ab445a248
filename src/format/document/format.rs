//! [`WordProcessor`]: what the formats of word processors have in common. Each implements [`Format`] through it.

use super::{Body, Replacement};
use crate::error::Error;
use crate::format::insertion::{self, Place};
use crate::format::review::{ONLY_WORD, Remark};
use crate::format::{Format, plain};
use crate::prose::{Builder, Metadata};
use crate::text::{Edit, Origin, Source};
use std::path::PathBuf;
use std::sync::Arc;

/// A format of word processors.
pub trait WordProcessor: Sync {
    /// A file of this format that is open.
    type Document: Document;
    /// The name of the format.
    const NAME: &'static str;
    /// File extensions, lower case, without the dot.
    const EXTENSIONS: &'static [&'static str];
    /// What such a file is, with its article, for messages.
    const WHAT: &'static str;
    /// Whether documents implement [`Document::marked`] and [`Document::tracked`].
    const CAN_BE_MARKED: bool = false;
}

const NO_DOCUMENT: &str = "it was not opened as a document";

/// A document that has been opened and understood.
pub trait Document: Origin + Sized {
    /// Opens a file: the text that its author sees, and the document.
    ///
    /// # Errors
    /// Says why it is not a document of this format, and where.
    fn open(bytes: Vec<u8>) -> Result<(String, Self), String>;

    /// Where the markup holds each word.
    fn body(&self) -> &Body;

    /// The fields that users define.
    fn metadata(&self) -> &Metadata;

    /// What is replaced in the markup when `edits` are made; `text` is the text now. `None` if the document cannot hold them.
    fn replacements(&self, text: &str, edits: &[Edit]) -> Option<Vec<Replacement>>;

    /// The text and the document with `edits` made; `text` is the text now. `None` if the document cannot hold them.
    fn revised(&self, text: &str, edits: &[Edit]) -> Option<(String, Self)>;

    /// As [`Format::mark`].
    fn marked(&self, _text: &str, _remarks: &[Remark], _day: Option<&str>) -> Result<(Vec<u8>, usize), String> {
        Err(ONLY_WORD.into())
    }

    /// As [`Format::track`].
    fn tracked(&self, _text: &str, _edits: &[Edit], _day: Option<&str>) -> Result<Vec<u8>, String> {
        Err(ONLY_WORD.into())
    }

    /// The document as a draft called `name`.
    fn source(self, name: &str, text: String) -> Source {
        Source::new(name, text).with_origin(Arc::new(self))
    }
}

impl<W: WordProcessor> Format for W {
    fn name(&self) -> &'static str {
        W::NAME
    }

    fn extensions(&self) -> &'static [&'static str] {
        W::EXTENSIONS
    }

    fn open(&self, name: &str, bytes: Vec<u8>, _: Option<&str>) -> Result<Source, Error> {
        W::Document::open(bytes)
            .map(|(text, document)| document.source(name, text))
            .map_err(|message| Error::Unreadable { path: PathBuf::from(name), what: W::WHAT, message })
    }

    fn read(&self, source: &Source, builder: &mut Builder) {
        // A text that is only called a document, as in a test.
        let Some(document) = source.opened::<W::Document>() else {
            return plain::Plain.read(source, builder);
        };
        builder.metadata(document.metadata().clone());
        document.body().write(source, builder);
    }

    fn accepts(&self, source: &Source, edits: &[Edit]) -> bool {
        let document = source.opened::<W::Document>();
        document.is_some_and(|document| document.replacements(&source.text, edits).is_some())
    }

    fn revise(&self, source: &Source, edits: &[Edit]) -> Option<Source> {
        let (text, document) = source.opened::<W::Document>()?.revised(&source.text, edits)?;
        Some(document.source(&source.name, text))
    }

    fn can_be_marked(&self) -> bool {
        W::CAN_BE_MARKED
    }

    fn mark(&self, source: &Source, remarks: &[Remark], day: Option<&str>) -> Result<(Vec<u8>, usize), String> {
        let document = source.opened::<W::Document>().ok_or(NO_DOCUMENT)?;
        document.marked(&source.text, remarks, day)
    }

    fn track(&self, source: &Source, edits: &[Edit], day: Option<&str>) -> Result<Vec<u8>, String> {
        let document = source.opened::<W::Document>().ok_or(NO_DOCUMENT)?;
        document.tracked(&source.text, edits, day)
    }

    fn insert(&self, text: &str, words: &str, place: Place) -> Option<Edit> {
        Some(insertion::between_lines(text, words, place, "\n"))
    }

    fn paragraphs_inserted(&self, edit: &Edit) -> usize {
        insertion::lines_inserted(edit, "\n")
    }
}
