//! What copydesk says of a place in a file: plain values, no opinion on how they are written out.

mod fingerprint;
mod fix;
mod level;
mod page;
mod pass;
mod policy;
mod report;
mod suggest;

pub use fingerprint::{Fingerprint, fingerprint};
pub use fix::{Fix, Safety};
pub use level::Level;
pub use page::Page;
pub use pass::{Met, Pass};
pub use policy::Policy;
pub use report::{FileReport, Hidden, Report, Summary, Suppressed, Suppressor};
pub use suggest::did_you_mean;

use crate::text::{Source, Span};

/// Something found in a file, at exact places.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule's id, `family/name`.
    pub rule: String,
    /// How much it matters.
    pub level: Level,
    /// What it is, in a line.
    pub message: String,
    /// The places; the first is the primary one, and there is always at least one.
    pub labels: Vec<Label>,
    /// Places in other files.
    pub elsewhere: Vec<Elsewhere>,
    /// Why it matters to a reader.
    pub why: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// Where the policy can be read.
    pub url: Option<String>,
    /// How it can be mended.
    pub fix: Option<Fix>,
    /// What identifies it across edits elsewhere in the file.
    pub fingerprint: Fingerprint,
    /// What of the file has to change for it to be news.
    pub reach: Reach,
}

/// What a finding is about: where an edit touches none of it, the finding is old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// These places: the sentences that its labels stand in.
    Places(Vec<Span<Source>>),
    /// The document as a whole, as where something is missing.
    Document,
}

/// A place that a diagnostic points at.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub span: Span<Source>,
    /// What to say there; may be empty.
    pub text: String,
}

/// A place in another file; it is told where that file is not at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file, as the report names it.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// The words there.
    pub snippet: String,
}

impl Diagnostic {
    /// A diagnostic of `rule` with one place and no further words.
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

    /// The same with `help`.
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
