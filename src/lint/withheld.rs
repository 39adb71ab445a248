//! [`Withheld`]: findings that a rule makes and the report leaves out, which `explain` shows.

use super::foreign::Foreign;
use super::reading::Reading;
use crate::text::{Source, Span};

/// A finding that is not reported.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// The rule that found it.
    pub rule: String,
    /// Its place.
    pub at: Span<Source>,
    /// Why it is not reported.
    pub because: Because,
}

/// Why a finding is not reported.
#[derive(Clone, Debug)]
pub enum Because {
    /// Another rule, to which this one yields, reports the words.
    YieldsTo(String),
    /// The words are in this language, and the rule is for English.
    Language(String),
}

impl Reading {
    /// What rule `id` finds and the report leaves out, in order of its place.
    #[must_use]
    pub fn withheld(&self, id: &str) -> Vec<Withheld> {
        let (_, _, mut withheld) = self.findings(&Foreign::of(self.article()));
        withheld.retain(|finding| finding.rule == id);
        withheld.sort_by_key(|finding| finding.at);
        withheld
    }

    /// The language of the draft, if it is not English and rule `id` is for English alone: the rule is silent then.
    #[must_use]
    pub fn silenced_by_language(&self, id: &str) -> Option<String> {
        let rule = self.settings().rules.iter().find(|rule| rule.id == id)?;
        let foreign = Foreign::of(self.article());
        let whole = foreign.is_whole && !rule.any_language;
        whole.then(|| foreign.passages.into_iter().next().map(|(_, language)| language)).flatten()
    }
}
