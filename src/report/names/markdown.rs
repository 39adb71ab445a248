//! `markdown`: a table for a pull request or a wiki.

use super::{ArchiveSheet, Form, Sheet};
use crate::report::Look;
use crate::report::markdown::escaped;
use std::io::{self, Write};

/// Implements [`Form`] as Markdown tables.
pub struct Markdown;

impl Form for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "a table for a pull request or a wiki"
    }

    fn drafts(&self, sheets: &[Sheet], _: Look, out: &mut dyn Write) -> io::Result<()> {
        for sheet in sheets {
            writeln!(out, "## {}\n", escaped(&sheet.path))?;
            writeln!(out, "| Name | As first given | Register | Forms |\n|---|---|---|---|")?;
            for row in &sheet.rows {
                let forms = row.forms.iter().map(|(form, places)| {
                    let places: Vec<String> = places.iter().map(|place| place.at.to_string()).collect();
                    format!("{} ({})", escaped(form), places.join(", "))
                });
                let (name, title) = (escaped(&row.name), escaped(row.title.as_deref().unwrap_or_default()));
                writeln!(out, "| {name} | {title} | {} | {} |", row.status, forms.collect::<Vec<_>>().join("; "))?;
            }
            if !sheet.doubts.is_empty() {
                writeln!(out)?;
            }
            for doubt in &sheet.doubts {
                let (words, right) = (escaped(&doubt.words), escaped(&doubt.right));
                writeln!(out, "- “{words}” at {}, “{right}” in the {}", doubt.place.at, doubt.against)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn archive(&self, sheet: &ArchiveSheet, _: Look, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "| Name | Drafts | Register | Also written |\n|---|---|---|---|")?;
        for row in &sheet.rows {
            let also = row.forms.iter().skip(1);
            let also: Vec<String> =
                also.map(|form| format!("{} ({})", escaped(&form.text), form.drafts.len())).collect();
            let name = escaped(&row.name);
            writeln!(out, "| {name} | {} | {} | {} |", row.drafts, row.status.name(), also.join("; "))?;
        }
        if !sheet.doubts.is_empty() {
            writeln!(out)?;
        }
        for doubt in &sheet.doubts {
            let (text, right, path) = (escaped(&doubt.text), escaped(&doubt.right), escaped(&doubt.path));
            writeln!(out, "- “{text}” at {path}:{}, “{right}” in {} other drafts", doubt.at, doubt.others)?;
        }
        Ok(())
    }
}
