//! `csv`: a row for each mention, or for each form of a name in an archive, for a spreadsheet (RFC 4180).

use super::{ArchiveSheet, Form, Sheet};
use crate::report::Look;
use crate::report::csv::{cell, rows};
use std::io::{self, Write};

/// Implements [`Form`] as comma-separated values.
pub struct Csv;

impl Form for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a row for each mention, for a spreadsheet"
    }

    fn drafts(&self, sheets: &[Sheet], _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = rows(out);
        rows.write_record(["path", "kind", "name", "title", "status", "form", "line", "column"])?;
        for sheet in sheets {
            for row in &sheet.rows {
                let title = row.title.as_deref().unwrap_or_default();
                for (form, places) in &row.forms {
                    for place in places {
                        let words = [&sheet.path, row.kind, &row.name, title, row.status, form].map(cell);
                        let at = [place.at.line, place.at.column].map(|number| number.to_string());
                        rows.write_record(words.into_iter().chain(at))?;
                    }
                }
            }
        }
        rows.flush()
    }

    fn archive(&self, sheet: &ArchiveSheet, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = rows(out);
        rows.write_record(["kind", "name", "status", "form", "drafts", "mentions"])?;
        for row in &sheet.rows {
            for form in &row.forms {
                let words = [row.kind, &row.name, row.status.name(), &form.text].map(cell);
                let counts = [form.drafts.len(), form.mentions].map(|number| number.to_string());
                rows.write_record(words.into_iter().chain(counts))?;
            }
        }
        rows.flush()
    }
}
