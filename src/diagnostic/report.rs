//! [`Report`]: all that was found, file by file, and what was kept back.

use super::{Diagnostic, Level};
use crate::text::Source;
use std::sync::Arc;

/// Findings of one run, files sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One entry a draft that was read.
    pub files: Vec<FileReport>,
}

/// Findings in one file, in order of their place.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file.
    pub source: Arc<Source>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is not shown.
    pub hidden: Hidden,
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
    /// Counts by level.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { files: self.files.len(), ..Summary::default() };
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
