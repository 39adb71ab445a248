//! `csv`: a row for each quotation, for a spreadsheet (RFC 4180).

use super::{Form, RecordRow, Share, Sheet, per_cent};
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
        let head = [
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
        ];
        let has_record = sheets.iter().flat_map(|sheet| &sheet.quotes).any(|row| row.record.is_some());
        let record = ["record", "found in", "at", "time", "said by", "differs", "passage"];
        rows.write_record(head.iter().chain(record.iter().filter(|_| has_record)))?;
        for sheet in sheets {
            for row in &sheet.quotes {
                let mut cells = vec![
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
                ];
                if has_record {
                    cells.extend(of_record(row.record.as_ref()));
                }
                rows.write_record(cells)?;
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

/// The cells that say what the record has.
fn of_record(record: Option<&RecordRow>) -> [String; 7] {
    let passage = record.and_then(|record| record.passage.as_ref());
    [
        record.map_or("", |record| record.verdict).to_owned(),
        cell(passage.map_or("", |passage| &passage.path)),
        passage.map_or_else(String::new, |passage| passage.at.to_string()),
        passage.and_then(|passage| passage.time.clone()).unwrap_or_default(),
        cell(passage.and_then(|passage| passage.speaker.as_deref()).unwrap_or_default()),
        cell(&record.map_or_else(String::new, RecordRow::differs)),
        cell(passage.and_then(|passage| passage.words.as_deref()).unwrap_or_default()),
    ]
}
