//! [`Pass`]: what a draft has of what a rule asks for, and what it is that meets the rule.

use crate::text::{Source, Span};

/// Something that a rule asks for and a draft has.
#[derive(Clone, Debug)]
pub struct Pass {
    /// The rule's id.
    pub rule: String,
    /// The words that call for it, where words do.
    pub asked_by: Option<Met>,
    /// All that meets it.
    pub met_by: Vec<Met>,
}

/// Something that calls for a disclosure or meets a rule.
#[derive(Clone, Debug)]
pub struct Met {
    /// Where it stands, where it does: a field of metadata has no place.
    pub span: Option<Span<Source>>,
    /// What it is, for people.
    pub words: String,
}

impl Pass {
    /// Where it is shown: at the first thing that meets it and has a place, else at the words that call for it.
    #[must_use]
    pub fn span(&self) -> Option<Span<Source>> {
        self.met_by.iter().find_map(|met| met.span).or_else(|| self.asked_by.as_ref().and_then(|asked| asked.span))
    }

    /// What meets it, in a line.
    #[must_use]
    pub fn told(&self) -> String {
        self.met_by.iter().map(|met| met.words.as_str()).collect::<Vec<_>>().join(", ")
    }
}
