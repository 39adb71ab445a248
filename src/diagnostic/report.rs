//! [`Report`]: all that was found, file by file, and what was kept back.

use super::{Diagnostic, Level, Page, Pass, Policy};
use crate::text::Source;
use std::sync::Arc;

/// Findings of one run, files sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One entry a draft that was read, and one for each file beside them in which something was found.
    pub files: Vec<FileReport>,
    /// The rules that were asked, sorted by id, each once. What is said of a draft by no rule has none.
    pub policies: Vec<Policy>,
}

/// Findings in one file, in order of their place.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file.
    pub source: Arc<Source>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is let stand, for those who read that too; `hidden` counts it.
    pub suppressed: Vec<Suppressed>,
    /// What the draft has of what rules ask for; `None` where that was not asked.
    pub passes: Option<Vec<Pass>>,
    /// The draft as its reader sees it, for forms of report that show it; `None` if none asked for it.
    pub page: Option<Page>,
    /// How much was found and is not shown.
    pub hidden: Hidden,
    /// Whether it is a draft; otherwise it is a file that speaks of drafts, such as a sidecar or a baseline.
    pub is_draft: bool,
}

/// A finding that is let stand.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// What lets it stand.
    pub by: Suppressor,
    /// The reason that is given there; may be empty.
    pub reason: String,
}

/// What lets a finding stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suppressor {
    /// An allowance in the draft itself.
    Draft,
    /// An allowance in the sidecar beside it.
    Sidecar,
    /// The baseline.
    Baseline,
}

impl FileReport {
    /// What was found in a draft, with nothing kept back.
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

    /// What was found in a file that speaks of drafts.
    #[must_use]
    pub fn beside(source: Arc<Source>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { is_draft: false, ..Self::new(source, diagnostics) }
    }
}

/// How many findings each filter kept back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// By an allowance in the draft.
    pub suppressed: usize,
    /// By the baseline.
    pub baseline: usize,
    /// Outside the changed lines.
    pub unchanged: usize,
    /// Below the lowest level shown.
    pub below: usize,
}

/// How many findings of each level.
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

impl Report {
    /// How many findings were kept back, by what.
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

    /// Adds `policies`, keeping the first where two are of one rule.
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

    /// Counts by level.
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
