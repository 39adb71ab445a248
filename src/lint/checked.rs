//! [`Checked`]: the findings of a draft, and what is kept of it to compare it with others.

use super::suppress::Standing;
use crate::analysis::names::Noted;
use crate::diagnostic::{Diagnostic, FileReport, Suppressed};

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

/// What a rule keeps of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// The rule's id.
    pub rule: String,
    /// Names as the draft has them.
    pub names: Vec<Noted>,
}

impl Checked {
    /// Adds a finding in its place, or to those that are allowed.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        let report = &mut self.report;
        if let Some(standing) = self.standing.iter().find(|standing| standing.covers(&diagnostic, &report.source)) {
            report.suppressed.push(Suppressed { diagnostic, by: standing.by, reason: standing.reason.clone() });
            report.hidden.suppressed += 1;
            return;
        }
        let at = report
            .diagnostics
            .partition_point(|other| (other.span(), &other.rule) <= (diagnostic.span(), &diagnostic.rule));
        report.diagnostics.insert(at, diagnostic);
    }
}
