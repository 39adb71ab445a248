//! [`Fix`]: edits that resolve a finding.

use crate::text::Edit;
use serde::Deserialize;

/// Edits that resolve a finding; either all or none of them are made.
#[derive(Clone, Debug)]
pub struct Fix {
    /// A line that says what it does, in an editor's words.
    pub title: String,
    /// Whether it may be made without asking.
    pub safety: Safety,
    /// The edits, sorted and without overlaps.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be made without review; `Safe < Suggested`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The meaning stays the same.
    Safe,
    /// A person must decide.
    Suggested,
}

impl Safety {
    /// Its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Suggested => "suggested",
        }
    }
}
