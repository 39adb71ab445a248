//! [`Report`]: the findings of a run by file, with counts of those that are hidden.

use super::{Diagnostic, Level, Page, Pass, Policy};
use crate::text::Source;
use std::ops::AddAssign;
use std::sync::Arc;

/// The findings of a run, with files sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// An entry for each draft that was read, and for each related file, such as a sidecar, that has findings.
    pub files: Vec<FileReport>,
    /// The policies of the rules in use, sorted by id, each once. A finding that comes from no rule has no policy.
    pub policies: Vec<Policy>,
}

/// The findings in one file, in order of their place.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file.
    pub source: Arc<Source>,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that an allowance or the baseline suppresses, for forms that show them; `hidden` counts them.
    pub suppressed: Vec<Suppressed>,
    /// Requirements that the draft meets; `None` if they were not requested.
    pub passes: Option<Vec<Pass>>,
    /// The draft as its reader sees it, for forms of report that show it; `None` if none asked for it.
    pub page: Option<Box<Page>>,
    /// Counts of findings that are not shown.
    pub hidden: Hidden,
    /// Whether it is a draft. Otherwise it is a file about drafts, such as a sidecar or a baseline.
    pub is_draft: bool,
}

/// A suppressed finding.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// The findings.
    pub diagnostic: Diagnostic,
    /// What suppresses it.
    pub by: Suppressor,
    /// The reason given for it; may be empty.
    pub reason: String,
}

/// What suppresses a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suppressor {
    /// An allowance in the draft itself.
    Draft,
    /// An allowance in the sidecar of the draft.
    Sidecar,
    /// The baseline.
    Baseline,
}

impl FileReport {
    /// The findings in a draft, with none hidden.
    #[must_use]
    pub fn new(source: Arc<Source>, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            source,
            diagnostics,
            suppressed: Vec::new(),
            passes: None,
            page: None,
            hidden: Hidden::default(),
            is_draft: true,
        }
    }

    /// The findings in a file about drafts.
    #[must_use]
    pub fn beside(source: Arc<Source>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { is_draft: false, ..Self::new(source, diagnostics) }
    }
}

/// Counts of findings that each filter hides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Suppressed by an allowance.
    pub suppressed: usize,
    /// In the baseline.
    pub baseline: usize,
    /// Outside the changed lines.
    pub unchanged: usize,
    /// Below the lowest level shown.
    pub below: usize,
}

/// Counts of findings by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Drafts read.
    pub files: usize,
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Findings of level note.
    pub notes: usize,
}

impl AddAssign for Hidden {
    fn add_assign(&mut self, other: Self) {
        self.suppressed += other.suppressed;
        self.baseline += other.baseline;
        self.unchanged += other.unchanged;
        self.below += other.below;
    }
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

impl Report {
    /// The counts of hidden findings of all files.
    #[must_use]
    pub fn hidden(&self) -> Hidden {
        let mut all = Hidden::default();
        for hidden in self.files.iter().map(|file| file.hidden) {
            all.suppressed += hidden.suppressed;
            all.baseline += hidden.baseline;
            all.unchanged += hidden.unchanged;
            all.below += hidden.below;
        }
        all
    }

    /// Adds `policies`. Of two policies of one rule the first is kept.
    pub fn add_policies(&mut self, policies: impl IntoIterator<Item = Policy>) {
        self.policies.extend(policies);
        self.policies.sort_by(|one, other| one.rule.cmp(&other.rule));
        self.policies.dedup_by(|later, first| later.rule == first.rule);
    }

    /// The policy of `rule`.
    #[must_use]
    pub fn policy(&self, rule: &str) -> Option<&Policy> {
        let index = self.policies.binary_search_by(|policy| policy.rule.as_str().cmp(rule)).ok()?;
        Some(&self.policies[index])
    }

    /// The counts of findings by level.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary =
            Summary { files: self.files.iter().filter(|file| file.is_draft).count(), ..Summary::default() };
        for diagnostic in self.files.iter().flat_map(|file| &file.diagnostics) {
            match diagnostic.level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Note => summary.notes += 1,
            }
        }
        summary
    }

    /// Whether anything was found at `level` or above.
    #[must_use]
    pub fn reaches(&self, level: Level) -> bool {
        self.files.iter().flat_map(|file| &file.diagnostics).any(|diagnostic| diagnostic.level >= level)
    }
}
