//! [`Fix`]: how a finding can be mended.

use crate::text::Edit;
use serde::Deserialize;

/// Edits that mend a finding, all or none.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, as an editor would say it.
    pub title: String,
    /// Whether it may be made unasked.
    pub safety: Safety,
    /// Sorted, not overlapping.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be made without a person looking; `Safe < Suggested`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The words mean the same afterwards.
    Safe,
    /// A person decides.
    Suggested,
}

impl Safety {
    /// As reports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Suggested => "suggested",
        }
    }
}
