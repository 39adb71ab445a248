//! Findings as diagnostics of the protocol.

use super::address::uri_of;
use super::document::Document;
use super::positions::{self, Encoding};
use super::projects::absolute;
use copydesk::diagnostic::{Diagnostic, Elsewhere, Level};
use copydesk::files::read;
use copydesk::text::{Lines, Source, Span, byte_order_mark};
use gen_lsp_types::{
    Code, CodeDescription, Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, Message, Range, Uri,
};
use std::path::Path;

/// The name under which editors show the findings.
const SOURCE: &str = "copydesk";

/// A file whose places are counted as the protocol does.
pub struct Counted<'a> {
    pub uri: Uri,
    source: &'a Source,
    lines: Lines,
    encoding: Encoding,
}

impl<'a> Counted<'a> {
    /// The file `source`, which is called by its path.
    pub fn new(source: &'a Source, encoding: Encoding) -> Self {
        let uri = uri_of(Path::new(&source.name));
        Self { uri, source, lines: Lines::of_protocol(&source.text), encoding }
    }

    /// The range of `span` as the editor will count it once it opens the file: without a byte-order mark.
    pub fn range(&self, span: Span<Source>) -> Range {
        let mut range = positions::range(&self.source.text, &self.lines, span, self.encoding);
        let mark = match (byte_order_mark(&self.source.text), self.encoding) {
            (0, _) => 0,
            (_, Encoding::Utf16) => 1,
            (bytes, Encoding::Utf8) => u32::try_from(bytes).unwrap_or(0),
        };
        for place in [&mut range.start, &mut range.end].into_iter().filter(|place| place.line == 0) {
            place.character = place.character.saturating_sub(mark);
        }
        range
    }
}

/// The diagnostics of `found` in an open text.
pub fn in_document(found: &[Diagnostic], document: &Document) -> Vec<Shown> {
    let range = |span| document.range(span);
    found.iter().map(|found| shown(found, &document.uri, &range, document.encoding, &document.source)).collect()
}

/// The diagnostics of `found` in a file that is not open.
pub fn in_file(found: &[Diagnostic], file: &Counted) -> Vec<Shown> {
    let range = |span| file.range(span);
    found.iter().map(|found| shown(found, &file.uri, &range, file.encoding, file.source)).collect()
}

fn shown(
    found: &Diagnostic,
    uri: &Uri,
    range: &dyn Fn(Span<Source>) -> Range,
    encoding: Encoding,
    source: &Source,
) -> Shown {
    let related = found.labels.iter().skip(1).map(|label| {
        let message =
            if label.text.is_empty() { format!("“{}”", source.slice(label.span)) } else { label.text.to_string() };
        let location = Location { uri: Uri(uri.0.to_string()), range: range(label.span) };
        DiagnosticRelatedInformation { location, message }
    });
    let elsewhere = found.elsewhere.iter().filter_map(|place| elsewhere(place, encoding));
    let related: Vec<_> = related.chain(elsewhere).collect();
    let deletes = found.fix.as_ref().is_some_and(|fix| fix.edits.iter().all(|edit| edit.text.is_empty()));
    Shown {
        range: range(found.span()),
        severity: Some(severity(found.level)),
        code: Some(Code::String(found.rule.to_string())),
        code_description: found.url.as_ref().map(|url| CodeDescription { href: Uri(url.to_string()) }),
        source: Some(SOURCE.into()),
        message: Message::String(message(found)),
        tags: deletes.then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}

/// The message. A mistake in a file of the house has its help with it, since no rule explains it.
fn message(found: &Diagnostic) -> String {
    match &found.help {
        Some(help) if !found.rule.contains('/') => format!("{}\n{help}", found.message),
        _ => found.message.to_string(),
    }
}

const fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Note => DiagnosticSeverity::Information,
    }
}

/// A place in another file. The words of a record are confidential, and a diagnostic may leave the machine: only its place is
/// given.
fn elsewhere(place: &Elsewhere, encoding: Encoding) -> Option<DiagnosticRelatedInformation> {
    if let Some(recorded) = &place.recorded {
        let file = Counted::new(&recorded.source, encoding);
        let told = recorded.told();
        let message = if told.is_empty() { "the record".to_owned() } else { format!("the record: {told}") };
        let range = file.range(recorded.span);
        return Some(DiagnosticRelatedInformation { location: Location { uri: file.uri, range }, message });
    }
    let path = absolute(Path::new(&place.path));
    let source = read(&path, &place.path).ok()?;
    let file = Counted::new(&source, encoding);
    let start = at_character(&source, place.line, place.column);
    let range = file.range(Span::new(start, start + place.snippet.len()));
    let message = format!("“{}”", place.snippet);
    Some(DiagnosticRelatedInformation { location: Location { uri: file.uri, range }, message })
}

/// The byte at a line and a column, both 1-based, the column in characters.
fn at_character(source: &Source, line: usize, column: usize) -> usize {
    let range = source.lines().range(line.saturating_sub(1));
    let words = source.text.get(range.start..range.end).unwrap_or_default();
    let mark = usize::from(range.start == 0 && words.starts_with('\u{feff}'));
    let before = words.char_indices().nth(column.saturating_sub(1) + mark);
    range.start + before.map_or(words.len(), |(at, _)| at)
}
