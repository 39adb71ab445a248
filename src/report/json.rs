//! `json`: version 1 of the form that CI, editors and scripts read. Offsets are bytes of the file; lines and columns
//! start at 1.
//!
//! The wire types are defined only here, so that internal types can change while the form stays stable.

use super::indent::Indented;
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, FileReport, Met, Pass, Report, Summary};
use crate::text::Source;
use serde::Serialize;
use serde_json::ser::Serializer;
use std::io::{self, Write};

/// The form.
pub struct Json;

/// Fields may be added within a version; no field is removed or changes its meaning.
const VERSION: u32 = 1;

/// Drafts whose text is in memory at a time. It is written draft by draft, on all threads, and never held as a whole.
const WINDOW: usize = 256;

/// A draft with more findings than this, such as a book, is not held as text either: each finding is written as it is made.
const MANY: usize = 1000;

#[derive(Serialize)]
pub(super) struct WireFile<'a> {
    path: &'a str,
    diagnostics: WireDiagnostics<'a>,
    /// Present only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    passes: Option<Vec<WirePass<'a>>>,
    hidden: WireHidden,
}

/// A list of [`WireDiagnostic`], each made when it is written.
struct WireDiagnostics<'a> {
    file: &'a FileReport,
    look: Look,
}

impl Serialize for WireDiagnostics<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { file, look } = *self;
        serializer.collect_seq(file.diagnostics.iter().map(|found| diagnostic(&file.source, found, look)))
    }
}

#[derive(Serialize)]
struct WireDiagnostic<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    why: Option<&'a str>,
    help: Option<&'a str>,
    url: Option<&'a str>,
    labels: Vec<WireLabel<'a>>,
    /// Places in other files.
    elsewhere: Vec<WireElsewhere<'a>>,
    fix: Option<WireFix<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct WireLabel<'a> {
    primary: bool,
    text: &'a str,
    snippet: &'a str,
    start: WirePosition,
    end: WirePosition,
}

#[derive(Serialize)]
struct WireElsewhere<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    snippet: &'a str,
    /// Only for places in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<WireRecorded<'a>>,
}

#[derive(Serialize)]
struct WireRecorded<'a> {
    start: usize,
    end: usize,
    speaker: Option<&'a str>,
    time: Option<&'a str>,
    /// The passage; only if it may leave the machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct WirePosition {
    byte: usize,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct WireFix<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<WireEdit<'a>>,
}

#[derive(Serialize)]
struct WireEdit<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct WirePass<'a> {
    rule: &'a str,
    /// The words that call for it; null if the whole draft does.
    asked_by: Option<WireMet<'a>>,
    met_by: Vec<WireMet<'a>>,
}

#[derive(Serialize)]
struct WireMet<'a> {
    text: &'a str,
    /// Null for what has no place in the draft, such as a field of metadata.
    start: Option<WirePosition>,
    end: Option<WirePosition>,
}

#[derive(Serialize)]
struct WireHidden {
    suppressed: usize,
    baseline: usize,
    unchanged: usize,
    below: usize,
}

#[derive(Serialize)]
struct WireSummary {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Reporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "everything, for programs; version 1"
    }

    fn shows_text(&self) -> bool {
        false
    }

    fn grows(&self) -> bool {
        true
    }

    fn write(&self, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        self.add(report, true, look, out)?;
        self.close(report.summary(), report.files.is_empty(), out)
    }

    fn open(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\n  \"version\": {VERSION},\n  \"files\": [")
    }

    fn add(&self, part: &Report, is_first: bool, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut separator = if is_first { "\n    " } else { ",\n    " };
        for window in part.files.chunks(WINDOW) {
            let texts = each(window, |of| (of.diagnostics.len() <= MANY).then(|| indented(&file(of, look), 2)));
            for (of, text) in window.iter().zip(texts) {
                out.write_all(separator.as_bytes())?;
                match text {
                    Some(text) => out.write_all(&text?)?,
                    None => {
                        let mut buffer = io::BufWriter::with_capacity(1 << 16, &mut *out);
                        write_indented(&file(of, look), 2, &mut buffer)?;
                        buffer.flush()?;
                    }
                }
                separator = ",\n    ";
            }
        }
        Ok(())
    }

    fn close(&self, counts: Summary, is_empty: bool, out: &mut dyn Write) -> io::Result<()> {
        let summary =
            WireSummary { files: counts.files, errors: counts.errors, warnings: counts.warnings, notes: counts.notes };
        out.write_all(if is_empty { b"]" } else { b"\n  ]" })?;
        out.write_all(b",\n  \"summary\": ")?;
        out.write_all(&indented(&summary, 1)?)?;
        writeln!(out, "\n}}")
    }
}

/// What `text` makes of each draft: on all threads, where the program has several.
#[cfg(feature = "cli")]
fn each<T: Send>(files: &[FileReport], text: impl Fn(&FileReport) -> T + Send + Sync) -> Vec<T> {
    use rayon::prelude::*;
    files.par_iter().map(text).collect()
}

#[cfg(not(feature = "cli"))]
fn each<T>(files: &[FileReport], text: impl Fn(&FileReport) -> T) -> impl Iterator<Item = T> {
    files.iter().map(text)
}

/// `value` as it stands at a depth of `levels` in a document.
fn indented(value: &impl Serialize, levels: usize) -> Result<Vec<u8>, serde_json::Error> {
    let mut text = Vec::new();
    write_indented(value, levels, &mut text)?;
    Ok(text)
}

fn write_indented(value: &impl Serialize, levels: usize, out: impl Write) -> Result<(), serde_json::Error> {
    value.serialize(&mut Serializer::with_formatter(out, Indented::at(levels)))
}

/// A draft as programs read it.
pub(super) fn file(file: &FileReport, look: Look) -> WireFile<'_> {
    let hidden = file.hidden;
    WireFile {
        path: &file.source.name,
        diagnostics: WireDiagnostics { file, look },
        passes: file.passes.as_ref().map(|passes| passes.iter().map(|of| pass(&file.source, of)).collect()),
        hidden: WireHidden {
            suppressed: hidden.suppressed,
            baseline: hidden.baseline,
            unchanged: hidden.unchanged,
            below: hidden.below,
        },
    }
}

fn diagnostic<'a>(source: &'a Source, found: &'a Diagnostic, look: Look) -> WireDiagnostic<'a> {
    let labels = found.labels.iter().enumerate().map(|(index, label)| WireLabel {
        primary: index == 0,
        text: &label.text,
        snippet: source.slice(label.span),
        start: position(source, label.span.start),
        end: position(source, label.span.end),
    });
    let fix = found.fix.as_ref().map(|fix| WireFix {
        title: &fix.title,
        safety: fix.safety.name(),
        edits: fix
            .edits
            .iter()
            .map(|edit| WireEdit { start: edit.span.start, end: edit.span.end, text: &edit.text })
            .collect(),
    });
    let elsewhere = found.elsewhere.iter().map(|place| WireElsewhere {
        path: &place.path,
        line: place.line,
        column: place.column,
        snippet: &place.snippet,
        record: place.recorded.as_ref().map(|recorded| WireRecorded {
            start: recorded.span.start,
            end: recorded.span.end,
            speaker: recorded.speaker.as_deref(),
            time: recorded.time.as_deref(),
            text: look.quote_record.then_some(recorded.words.as_str()),
        }),
    });
    WireDiagnostic {
        rule: &found.rule,
        level: found.level.name(),
        message: &found.message,
        why: found.why.as_deref(),
        help: found.help.as_deref(),
        url: found.url.as_deref(),
        labels: labels.collect(),
        elsewhere: elsewhere.collect(),
        fix,
        fingerprint: found.fingerprint.to_string(),
    }
}

fn pass<'a>(source: &Source, pass: &'a Pass) -> WirePass<'a> {
    let met = |met: &'a Met| WireMet {
        text: &met.words,
        start: met.span.map(|span| position(source, span.start)),
        end: met.span.map(|span| position(source, span.end)),
    };
    WirePass {
        rule: &pass.rule,
        asked_by: pass.asked_by.as_ref().map(met),
        met_by: pass.met_by.iter().map(met).collect(),
    }
}

fn position(source: &Source, byte: usize) -> WirePosition {
    let at = source.position(byte);
    WirePosition { byte, line: at.line, column: at.column }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Level;
    use crate::text::Span;
    use std::sync::Arc;

    #[derive(Serialize)]
    struct Whole<'a> {
        version: u32,
        files: Vec<WireFile<'a>>,
        summary: WireSummary,
    }

    #[test]
    fn drafts_written_one_by_one_make_one_document() {
        for count in [0, 1, WINDOW + 2] {
            let files = (0..count).map(|number| {
                let source = Arc::new(Source::new(format!("{number}.md"), "one\n“two”\n"));
                let found = Diagnostic::new("style/x", Level::Note, "line\nbreak", Span::new(4, 7));
                let findings = [1, 0, MANY + 1, 0][number % 4];
                FileReport::new(source, vec![found; findings])
            });
            let report = Report { files: files.collect(), ..Report::default() };
            let notes = report.files.iter().map(|of| of.diagnostics.len()).sum();
            let whole = Whole {
                version: VERSION,
                files: report.files.iter().map(|of| file(of, Look::default())).collect(),
                summary: WireSummary { files: count, errors: 0, warnings: 0, notes },
            };
            let mut written = Vec::new();
            Json.write(&report, Look::default(), &mut written).expect("memory takes it");
            let expected = serde_json::to_string_pretty(&whole).expect("it can be written") + "\n";
            assert_eq!(String::from_utf8(written).expect("JSON is UTF-8"), expected);
        }
    }
}
