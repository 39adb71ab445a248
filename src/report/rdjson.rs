//! `rdjson`: the Reviewdog Diagnostic Format, from which reviewdog writes review comments.
//!
//! Its columns count bytes of UTF-8 from 1, and ends are exclusive (`proto/rdf/reviewdog.proto` in reviewdog).

use super::lazy::Lazy;
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::text::{Source, Span};
use serde::Serialize;
use std::io::{self, Write};

/// The form.
pub struct RdJson;

#[derive(Serialize)]
struct Wire<L> {
    source: WireSource,
    diagnostics: L,
}

#[derive(Serialize)]
struct WireSource {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct WireDiagnostic<'a> {
    message: String,
    location: WireLocation<'a>,
    severity: &'static str,
    code: WireCode<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<WireSuggestion<'a>>,
}

#[derive(Serialize)]
struct WireLocation<'a> {
    path: &'a str,
    range: WireRange,
}

#[derive(Serialize)]
struct WireRange {
    start: WirePosition,
    end: WirePosition,
}

#[derive(Serialize)]
struct WirePosition {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct WireCode<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct WireSuggestion<'a> {
    range: WireRange,
    text: &'a str,
}

impl Reporter for RdJson {
    fn name(&self) -> &'static str {
        "rdjson"
    }

    fn about(&self) -> &'static str {
        "the Reviewdog Diagnostic Format, with suggestions"
    }

    fn write(&self, report: &Report, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let found = || report.files.iter().flat_map(|file| file.diagnostics.iter().map(|found| (&*file.source, found)));
        let wire = Wire {
            source: WireSource { name: env!("CARGO_PKG_NAME"), url: env!("CARGO_PKG_REPOSITORY") },
            diagnostics: Lazy(|| found().map(|(source, found)| diagnostic(source, found))),
        };
        serde_json::to_writer_pretty(&mut *out, &wire)?;
        writeln!(out)
    }
}

fn diagnostic<'a>(source: &'a Source, found: &'a Diagnostic) -> WireDiagnostic<'a> {
    let edits = found.fix.iter().flat_map(|fix| &fix.edits);
    WireDiagnostic {
        message: match &found.help {
            Some(help) => format!("{}\n{help}", found.message),
            None => found.message.clone(),
        },
        location: WireLocation { path: &source.name, range: range(source, found.span()) },
        severity: match found.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note => "INFO",
        },
        code: WireCode { value: &found.rule, url: found.url.as_deref() },
        suggestions: edits.map(|edit| WireSuggestion { range: range(source, edit.span), text: &edit.text }).collect(),
    }
}

fn range(source: &Source, span: Span<Source>) -> WireRange {
    let position = |at: usize| {
        let index = source.lines().index(at);
        WirePosition { line: index + 1, column: at - source.lines().range(index).start + 1 }
    };
    WireRange { start: position(span.start), end: position(span.end) }
}

#[cfg(test)]
mod tests {
    use super::range;
    use crate::text::{Source, Span};

    #[test]
    fn columns_count_bytes() {
        let source = Source::new("a.txt", "x\na𐐀b");
        let range = range(&source, Span::new(7, 8));
        assert_eq!((range.start.line, range.start.column, range.end.column), (2, 6, 7));
    }
}
