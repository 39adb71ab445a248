//! `short`: a line a finding, as compilers write it and editors' quickfix lists read it.

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

    fn write(&self, report: &Report, _: Look, out: &mut dyn Write) -> io::Result<()> {
        for file in &report.files {
            for found in &file.diagnostics {
                let at = file.source.position(found.span().start);
                let (line, column) = (at.line, at.column);
                writeln!(
                    out,
                    "{}:{line}:{column}: {}[{}]: {}",
                    file.source.name, found.level, found.rule, found.message
                )?;
            }
        }
        Ok(())
    }
}
