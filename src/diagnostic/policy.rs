//! [`Policy`]: what a rule asks for, apart from any one finding.

use super::Level;

/// What a rule asks for, for reports that list rules beside findings.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The rule's id, `family/name`.
    pub rule: String,
    /// Its level where no path says otherwise; `None` while it is off.
    pub level: Option<Level>,
    /// Its message, with “…” where a finding has its own words.
    pub title: String,
    /// Why it matters to a reader.
    pub why: Option<String>,
    /// Where the policy can be read.
    pub url: Option<String>,
}
