//! `jsonl`: a draft on each line, as `json` has it: for pipelines that read one draft after another.

use super::json::file;
use super::{Look, Reporter};
use crate::diagnostic::Report;
use std::io::{self, Write};

/// The form.
pub struct JsonLines;

impl Reporter for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "the same as json, one line for each draft"
    }

    fn grows(&self) -> bool {
        true
    }

    fn shows_text(&self) -> bool {
        false
    }

    fn write(&self, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
        for of in &report.files {
            serde_json::to_writer(&mut *out, &file(of, look))?;
            writeln!(out)?;
        }
        Ok(())
    }
}
