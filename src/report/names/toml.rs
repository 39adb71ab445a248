//! `toml`: a register for a newsroom to start from: the names that two or more drafts share, without those in doubt.

use super::table::drafts;
use super::{ArchiveSheet, Form, Sheet};
use crate::analysis::names::Status;
use crate::report::Look;
use std::io::{self, Write};

/// Implements [`Form`] as a register in TOML.
pub struct Toml;

impl Form for Toml {
    fn name(&self) -> &'static str {
        "toml"
    }

    fn about(&self) -> &'static str {
        "a register of the names that a folder's drafts share"
    }

    fn is_of_drafts(&self) -> bool {
        false
    }

    fn drafts(&self, _: &[Sheet], _: Look, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn archive(&self, sheet: &ArchiveSheet, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let all = drafts(sheet.drafts);
        writeln!(out, "# Names that two or more of {all} share. Read them through before they are")?;
        writeln!(out, "# used: a register is trusted.")?;
        let quoted = |text: &str| toml_edit::Value::from(text).to_string();
        let doubted = |name: &str| sheet.doubts.iter().any(|doubt| doubt.text == name);
        let shared = sheet.rows.iter().filter(|row| row.drafts > 1 && row.status == Status::Unknown);
        for row in shared.filter(|row| !doubted(&row.name)) {
            writeln!(out, "\n[[entry]]\nname = {}\nkind = {}", quoted(&row.name), quoted(row.kind))?;
            writeln!(out, "note = {}", quoted(&drafts(row.drafts)))?;
        }
        Ok(())
    }
}
