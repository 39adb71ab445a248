//! `csv`: a row for each finding, for spreadsheets (RFC 4180).

use super::words::{flat, printable};
use super::{Look, Reporter};
use crate::diagnostic::Report;
use std::io::{self, Write};

/// The form.
pub struct Csv;

impl Reporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a row for each finding, for a spreadsheet"
    }

    fn grows(&self) -> bool {
        true
    }

    fn shows_text(&self) -> bool {
        false
    }

    fn write(&self, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        self.add(report, true, look, out)
    }

    fn open(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = rows(out);
        rows.write_record([
            "path",
            "line",
            "column",
            "level",
            "rule",
            "words",
            "message",
            "help",
            "fix",
            "fingerprint",
        ])?;
        rows.flush()
    }

    fn add(&self, part: &Report, _: bool, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = rows(out);
        for file in &part.files {
            for found in &file.diagnostics {
                let at = file.source.position(found.span().start);
                rows.write_record([
                    cell(&file.source.name),
                    at.line.to_string(),
                    at.column.to_string(),
                    found.level.name().to_owned(),
                    cell(&found.rule),
                    cell(file.source.slice(found.span())),
                    cell(&found.message),
                    cell(found.help.as_deref().unwrap_or_default()),
                    cell(found.fix.as_ref().map_or("", |fix| &fix.title)),
                    found.fingerprint.to_string(),
                ])?;
            }
        }
        rows.flush()
    }
}

/// Writes rows of CSV.
pub(super) fn rows<W: Write>(out: W) -> csv::Writer<W> {
    csv::Writer::from_writer(out)
}

/// Writes `fields` as a row of cells.
///
/// # Errors
/// If `out` cannot be written to.
pub fn csv_row(fields: &[String], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows(out);
    rows.write_record(fields.iter().map(|field| cell(field)))?;
    rows.flush()
}

/// Words as a cell on one line, with an apostrophe before anything that a spreadsheet would take for a formula.
pub(super) fn cell(text: &str) -> String {
    let text = flat(&printable(text));
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}
