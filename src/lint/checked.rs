//! [`Checked`]: the findings of a draft, and what is kept of it to compare it with others.

use super::notes::{DraftNotes, Notes};
use super::suppress::Standing;
use crate::diagnostic::FileReport;

/// A draft that was checked, and what is kept of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Relative to the configuration, with `/` between folders.
    pub path: String,
    /// Findings in the draft.
    pub report: FileReport,
    /// Findings in its sidecar, if there are any.
    pub beside: Option<FileReport>,
    /// Names and the like that rules keep to compare it with other drafts.
    pub notes: Vec<Notes>,
    /// Allowances that may cover a finding of that comparison.
    pub standing: Vec<Standing>,
}

impl Checked {
    /// What is kept of it to compare it with others; it is taken out.
    pub fn take_notes(&mut self) -> DraftNotes {
        DraftNotes {
            name: self.report.source.name.clone(),
            path: self.path.clone(),
            file: None,
            rules: std::mem::take(&mut self.notes),
            standing: std::mem::take(&mut self.standing),
        }
    }
}
