//! `short`: one line for each finding, as compilers write it and the quickfix lists of editors read it.

use super::words::line as on_a_line;
use super::{Look, Reporter};
use crate::diagnostic::Report;
use std::io::{self, Write};

/// The form.
pub struct Short;

impl Reporter for Short {
    fn name(&self) -> &'static str {
        "short"
    }

    fn about(&self) -> &'static str {
        "path:line:column: level[rule]: message"
    }

    fn grows(&self) -> bool {
        true
    }

    fn shows_text(&self) -> bool {
        false
    }

    fn write(&self, report: &Report, _: Look, out: &mut dyn Write) -> io::Result<()> {
        for file in &report.files {
            for found in &file.diagnostics {
                let at = file.source.position(found.span().start);
                let (name, message) = (on_a_line(&file.source.name), on_a_line(&found.message));
                writeln!(out, "{name}:{at}: {}[{}]: {message}", found.level, found.rule)?;
            }
        }
        Ok(())
    }
}
