//! Plain values that the commands pass on: a configuration with its linter, and the findings in one file.

use copydesk::config::Settings;
use copydesk::diagnostic::{FileReport, Report};
use copydesk::files::name_of;
use copydesk::lint::Linter;
use copydesk::rule::Rule;
use std::path::PathBuf;

/// A configuration and its linter.
pub struct Group {
    /// The configuration file, if there is one.
    pub file: Option<PathBuf>,
    /// The linter of the drafts to which the configuration applies.
    pub linter: Linter,
    /// Everything that the settings were made from, for the key of a cache.
    pub inputs: String,
}

impl Group {
    /// Settings of the configuration.
    pub fn settings(&self) -> &Settings {
        self.linter.settings()
    }
}

/// The findings in one file: a draft, or a file about drafts, such as a sidecar or a baseline.
pub struct CheckedFile {
    /// Path of the file.
    pub path: PathBuf,
    /// Index of the group that its configuration belongs to.
    pub group: usize,
    /// The findings.
    pub report: FileReport,
    /// The number of the row in its file, where the draft is one.
    pub row: Option<usize>,
}

/// A report of `files`, with the policies of all rules of `groups`.
pub fn report_of(files: Vec<CheckedFile>, groups: &[Group]) -> Report {
    let mut report = Report::default();
    for group in groups {
        report.add_policies(group.settings().rules.iter().map(Rule::policy));
    }
    report.files = files.into_iter().map(|file| file.report).collect();
    report
}

/// Sorts files by name, and the rows of a file as they stand in it.
pub fn sort(files: &mut [CheckedFile]) {
    files.sort_by_cached_key(CheckedFile::place);
}

impl CheckedFile {
    /// What decides where the file stands in a report: its name, and the number of the row.
    pub fn place(&self) -> (String, Option<usize>) {
        let name = self.row.map_or_else(|| self.report.source.name.clone(), |_| name_of(&self.path));
        (name, self.row)
    }
}
