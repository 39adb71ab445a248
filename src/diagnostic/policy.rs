//! [`Policy`]: the description of a rule, independent of its findings.

use super::Level;

/// The description of a rule, for reports that list rules as well as findings.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The rule's id, `family/name`.
    pub rule: String,
    /// Its level on paths without an override; `None` if it is off.
    pub level: Option<Level>,
    /// Its message, with “…” in place of the words of a finding.
    pub title: String,
    /// Why it matters to a reader.
    pub why: Option<String>,
    /// The address of the policy behind the rule.
    pub url: Option<String>,
}
