//! Findings with their places in files, as plain values that do not depend on any output form.

mod fingerprint;
mod fix;
mod level;
mod page;
mod pass;
mod policy;
mod report;
mod suggest;

pub(crate) use fingerprint::fnv;
pub use fingerprint::{Fingerprint, Stem, fingerprint};
pub use fix::{Fix, Safety};
pub use level::Level;
pub use page::Page;
pub use pass::{Met, Pass};
pub use policy::Policy;
pub use report::{FileReport, Hidden, Report, Summary, Suppressed, Suppressor};
pub use suggest::did_you_mean;

use crate::text::{Source, Span};
use std::sync::Arc;

/// Something found in a file, at exact places.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule's id, `family/name`.
    pub rule: String,
    /// Its severity.
    pub level: Level,
    /// A line that says what was found.
    pub message: String,
    /// Its places. There is at least one, and the first is the primary one.
    pub labels: Vec<Label>,
    /// Places in other files.
    pub elsewhere: Vec<Elsewhere>,
    /// Why it matters to a reader.
    pub why: Option<String>,
    /// What an editor can do about it.
    pub help: Option<String>,
    /// The address of the policy behind the rule.
    pub url: Option<String>,
    /// A fix, if there is one.
    pub fix: Option<Fix>,
    /// Identifies the finding after edits elsewhere in the file.
    pub fingerprint: Fingerprint,
    /// The part of the file that must change for the finding to count as new.
    pub reach: Reach,
}

/// The part of a file that a finding is about. If an edit touches none of it, the finding is old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// These places: the sentences around its labels.
    Places(Vec<Span<Source>>),
    /// The whole document, for example if something is missing from it.
    Document,
}

/// A place that a diagnostic points at.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub span: Span<Source>,
    /// A remark on this place; may be empty.
    pub text: String,
}

/// A place in another file. It includes the excerpt, since the reader may not have that file.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// The name of the file in the report.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// The words there.
    pub snippet: String,
    /// What was said there, if the file is part of the record.
    pub recorded: Option<Recorded>,
}

/// A passage of the record. Notes are confidential: forms of report that may leave the machine do not show its words.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The file.
    pub source: Arc<Source>,
    /// The words that differ; the whole passage if nothing does.
    pub span: Span<Source>,
    /// The passage as it reads.
    pub words: String,
    /// The bytes of it that differ.
    pub marks: Vec<std::ops::Range<usize>>,
    /// Who said it.
    pub speaker: Option<String>,
    /// When it was said, as `12:04`.
    pub time: Option<String>,
}

impl Recorded {
    /// Who said it and when, as far as the record tells: “Voss, 12:04”.
    #[must_use]
    pub fn told(&self) -> String {
        let parts = [self.speaker.as_deref(), self.time.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Diagnostic {
    /// A diagnostic of `rule` with one place and only a message.
    #[must_use]
    pub fn new(rule: &str, level: Level, message: impl Into<String>, span: Span<Source>) -> Self {
        Self {
            rule: rule.into(),
            level,
            message: message.into(),
            labels: vec![Label { span, text: String::new() }],
            elsewhere: Vec::new(),
            why: None,
            help: None,
            url: None,
            fix: None,
            fingerprint: Fingerprint::default(),
            reach: Reach::Places(vec![span]),
        }
    }

    /// The same diagnostic with `help`.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The primary place.
    #[must_use]
    pub fn span(&self) -> Span<Source> {
        self.labels[0].span
    }
}
