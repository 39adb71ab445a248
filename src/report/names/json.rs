//! `json`: version 1 of both sheets, for programs. Offsets are bytes of the file.

use super::draft::Place;
use super::{ArchiveSheet, Form, Sheet};
use crate::report::Look;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Implements [`Form`] as JSON.
pub struct Json;

/// Within a version, fields may be added; none changes its meaning or goes away.
const VERSION: u32 = 1;

impl Form for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "everything, for programs; version 1"
    }

    fn drafts(&self, sheets: &[Sheet], _: Look, out: &mut dyn Write) -> io::Result<()> {
        let files: Vec<Value> = sheets.iter().map(draft).collect();
        serde_json::to_writer_pretty(&mut *out, &json!({ "version": VERSION, "files": files }))?;
        writeln!(out)
    }

    fn archive(&self, sheet: &ArchiveSheet, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let names = sheet.rows.iter().map(|row| {
            let forms = row
                .forms
                .iter()
                .map(|form| json!({ "text": form.text, "mentions": form.mentions, "drafts": form.drafts }));
            json!({
                "kind": row.kind, "name": row.name, "status": row.status.name(), "drafts": row.drafts,
                "forms": forms.collect::<Vec<_>>(),
            })
        });
        let doubts = sheet.doubts.iter().map(|doubt| {
            json!({
                "text": doubt.text, "path": doubt.path, "line": doubt.at.line, "column": doubt.at.column,
                "right": doubt.right, "others": doubt.others,
            })
        });
        let whole = json!({
            "version": VERSION, "drafts": sheet.drafts,
            "names": names.collect::<Vec<_>>(), "doubts": doubts.collect::<Vec<_>>(),
        });
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }
}

fn draft(sheet: &Sheet) -> Value {
    let names = sheet.rows.iter().map(|row| {
        let forms = row
            .forms
            .iter()
            .map(|(text, places)| json!({ "text": text, "places": places.iter().map(place).collect::<Vec<_>>() }));
        json!({
            "kind": row.kind, "name": row.name, "title": row.title, "status": row.status,
            "forms": forms.collect::<Vec<_>>(),
        })
    });
    let doubts = sheet.doubts.iter().map(|doubt| {
        json!({
            "text": doubt.words, "place": place(&doubt.place), "right": doubt.right, "against": doubt.against,
            "other": doubt.other.as_ref().map(place),
        })
    });
    json!({ "path": sheet.path, "names": names.collect::<Vec<_>>(), "doubts": doubts.collect::<Vec<_>>() })
}

fn place(of: &Place) -> Value {
    json!({ "start": of.span.start, "end": of.span.end, "line": of.at.line, "column": of.at.column })
}
