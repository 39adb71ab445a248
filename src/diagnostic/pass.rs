//! [`Pass`]: a requirement of a rule that a draft meets, with what meets it.

use crate::text::{Source, Span};

/// A requirement that a draft meets.
#[derive(Clone, Debug)]
pub struct Pass {
    /// The rule's id.
    pub rule: String,
    /// The words that call for it, if words do.
    pub asked_by: Option<Met>,
    /// Everything that meets it.
    pub met_by: Vec<Met>,
}

/// Something that calls for a disclosure or meets a requirement.
#[derive(Clone, Debug)]
pub struct Met {
    /// Its place; `None` for a field of metadata.
    pub span: Option<Span<Source>>,
    /// A description for people.
    pub words: String,
}

impl Pass {
    /// The place at which to show it: the first thing with a place that meets it, or else the words that call for it.
    #[must_use]
    pub fn span(&self) -> Option<Span<Source>> {
        self.met_by.iter().find_map(|met| met.span).or_else(|| self.asked_by.as_ref().and_then(|asked| asked.span))
    }

    /// Everything that meets it, on one line.
    #[must_use]
    pub fn told(&self) -> String {
        self.met_by.iter().map(|met| met.words.as_str()).collect::<Vec<_>>().join(", ")
    }
}
