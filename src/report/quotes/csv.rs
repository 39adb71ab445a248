//! `csv`: a row for each quotation, for a spreadsheet (RFC 4180).

use super::{Form, Share, Sheet, per_cent};
use crate::report::Look;
use crate::report::csv::{cell, rows};
use std::io::{self, Write};

/// The form.
pub struct Csv;

impl Form for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a row for each quotation, for a spreadsheet"
    }

    fn quotes(&self, sheets: &[Sheet], _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = rows(out);
        rows.write_record([
            "path",
            "line",
            "column",
            "words",
            "form",
            "verdict",
            "speaker",
            "source",
            "cue",
            "quotation",
            "reasons",
            "confidence",
        ])?;
        for sheet in sheets {
            for row in &sheet.quotes {
                rows.write_record([
                    cell(&sheet.path),
                    row.at.line.to_string(),
                    row.at.column.to_string(),
                    row.words.to_string(),
                    row.form.to_owned(),
                    row.verdict.unwrap_or_default().to_owned(),
                    cell(row.speaker().unwrap_or_default()),
                    cell(row.source.as_ref().map_or("", |source| &source.read)),
                    cell(row.cue.as_ref().map_or("", |cue| &cue.read)),
                    cell(&row.quote.read),
                    cell(&row.reasons.join("; ")),
                    row.confidence.unwrap_or_default().to_owned(),
                ])?;
            }
        }
        rows.flush()
    }

    fn shares(&self, shares: &[Share], _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = rows(out);
        rows.write_record(["speaker", "quotations", "words", "share"])?;
        for share in shares {
            let speaker = cell(share.speaker.as_deref().unwrap_or_default());
            let share = [share.quotes.to_string(), share.words.to_string(), per_cent(share.words, shares)];
            rows.write_record(std::iter::once(speaker).chain(share))?;
        }
        rows.flush()
    }
}
