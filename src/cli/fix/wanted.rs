//! Which fixes the command line asks for, by rule and by safety.

use super::super::project::refuse_unknown;
use copydesk::config::Settings;
use copydesk::diagnostic::{FileReport, Safety};
use copydesk::fix::Proposal;
use std::collections::HashSet;

/// The values of `--rule`; empty for all rules.
pub struct Selectors<'a>(&'a [String]);

impl<'a> Selectors<'a> {
    /// # Errors
    /// If one of `names` matches no rule of `all`; suggests a similar name.
    pub fn new(names: &'a [String], all: &[&Settings]) -> Result<Self, String> {
        refuse_unknown(names, all)?;
        Ok(Self(names))
    }
}

/// The fixes that are wanted in the drafts of one configuration.
pub struct Wanted<'a> {
    /// Ids of the requested rules; `None` for all.
    rules: Option<HashSet<&'a str>>,
    suggested: bool,
}

impl<'a> Wanted<'a> {
    pub fn new(selectors: &Selectors, settings: &'a Settings, suggested: bool) -> Self {
        let named = |id: &&'a copydesk::rule::Rule| selectors.0.iter().any(|selector| id.is_selected_by(selector));
        let rules = settings.rules.iter().filter(named).map(|rule| rule.id.as_str());
        Self { rules: (!selectors.0.is_empty()).then(|| rules.collect()), suggested }
    }

    fn has(&self, rule: &str) -> bool {
        self.rules.as_ref().is_none_or(|rules| rules.contains(rule))
    }

    /// Whether to make a fix, or to ask about it.
    pub fn is(&self, proposal: &Proposal) -> bool {
        (self.suggested || proposal.fix.safety == Safety::Safe) && self.has(&proposal.found.rule)
    }

    /// Number of suggested fixes left in `report`.
    pub fn left(&self, report: &FileReport) -> usize {
        let fixes =
            report.diagnostics.iter().filter(|found| self.has(&found.rule)).filter_map(|found| found.fix.as_ref());
        fixes.filter(|fix| fix.safety == Safety::Suggested).count()
    }
}
