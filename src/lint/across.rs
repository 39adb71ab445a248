//! The second pass: drafts are compared with each other by what was noted of each; none is read again.
//!
//! Notes are plain values and depend on the draft, its path and the settings alone. Whoever keeps the findings of a draft
//! may keep its notes with them: both are as good as new where the draft has not changed.

use super::{Linter, Order, Standing};
use crate::analysis::names::{Archive, Noted};
use crate::diagnostic::{Diagnostic, Elsewhere, FileReport, Level, Suppressed};
use crate::rule::{Difference, Rule};
use crate::text::Source;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A draft that was checked, and what is kept of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Relative to the configuration, with `/` between folders.
    pub path: String,
    /// What was found in it.
    pub report: FileReport,
    /// What was found in its sidecar, where something was.
    pub beside: Option<FileReport>,
    /// What rules keep to compare it with others.
    pub notes: Vec<Notes>,
    /// What may let a finding stand that comes of comparing.
    pub standing: Vec<Standing>,
}

impl Checked {
    /// Adds a finding in its place, or to what is allowed.
    fn add(&mut self, diagnostic: Diagnostic) {
        let report = &mut self.report;
        if let Some(standing) = self.standing.iter().find(|standing| standing.covers(&diagnostic, &report.source)) {
            report.suppressed.push(Suppressed { diagnostic, by: standing.by, reason: standing.reason.clone() });
            report.hidden.suppressed += 1;
            return;
        }
        let at = report
            .diagnostics
            .partition_point(|other| (other.span(), &other.rule) <= (diagnostic.span(), &diagnostic.rule));
        report.diagnostics.insert(at, diagnostic);
    }
}

/// What a rule keeps of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// The rule's id.
    pub rule: String,
    /// Names as the draft has them.
    pub names: Vec<Noted>,
}

/// Drafts of one configuration, with the linter that read them.
pub struct Group {
    /// Their linter.
    pub linter: Linter,
    /// The drafts.
    pub drafts: Vec<Checked>,
}

/// The most places in other drafts that a diagnostic tells of.
const MOST_ELSEWHERE: usize = 3;

/// Adds to each draft what it has otherwise than the other drafts of a run. The order of the drafts does not matter.
pub fn compare(groups: &mut [Group]) {
    let rules: BTreeSet<&str> = all(groups).flat_map(|draft| &draft.notes).map(|notes| notes.rule.as_str()).collect();
    let mut added: Vec<(usize, usize, Diagnostic)> = Vec::new();
    for id in rules {
        let notes = all(groups).filter_map(|draft| {
            let notes = draft.notes.iter().find(|notes| notes.rule == id)?;
            Some((draft.report.source.name.as_str(), notes.names.as_slice()))
        });
        let run = Run { archive: Archive::new(notes.collect()), sources: sources(groups) };
        for (number, group) in groups.iter().enumerate() {
            let settings = group.linter.settings();
            let Some(at) = settings.rules.iter().position(|rule| rule.id == id) else { continue };
            let rule = &settings.rules[at];
            for difference in rule.check.compare(&run.archive, &settings.allow) {
                let name = &run.archive.drafts[difference.draft as usize];
                // The drafts of another configuration are judged by its own register.
                let Some(place) = group.drafts.iter().position(|draft| draft.report.source.name == *name) else {
                    continue;
                };
                if let Some(level) = settings.for_path(&group.drafts[place].path).levels[at] {
                    added.push((number, place, run.diagnostic(rule, level, difference)));
                }
            }
        }
    }
    added.sort_by(|(group, draft, one), (other_group, other_draft, other)| {
        (group, draft, one.span(), &one.rule).cmp(&(other_group, other_draft, other.span(), &other.rule))
    });
    let mut before = None;
    let mut order = Order::default();
    for (number, place, mut diagnostic) in added {
        if before.replace((number, place)) != Some((number, place)) {
            order = Order::default();
        }
        let draft = &mut groups[number].drafts[place];
        let source = Arc::clone(&draft.report.source);
        let (start, end) = (diagnostic.span().start, diagnostic.span().end);
        let lines = &source.lines;
        let paragraph = lines.range(lines.index(start)).start..lines.range(lines.index(end)).end;
        order.number(&mut diagnostic, &source.text, start..end, paragraph);
        draft.add(diagnostic);
    }
}

fn all(groups: &[Group]) -> impl Iterator<Item = &Checked> {
    groups.iter().flat_map(|group| &group.drafts)
}

fn sources(groups: &[Group]) -> HashMap<&str, &Source> {
    all(groups).map(|draft| (draft.report.source.name.as_str(), &*draft.report.source)).collect()
}

/// What the drafts of a run have in common, for one rule.
struct Run<'a> {
    archive: Archive,
    sources: HashMap<&'a str, &'a Source>,
}

impl Run<'_> {
    fn diagnostic(&self, rule: &Rule, level: Level, difference: Difference) -> Diagnostic {
        let level = difference.at_most.map_or(level, |most| level.min(most));
        let elsewhere = difference.elsewhere.iter().take(MOST_ELSEWHERE).filter_map(|&(draft, span)| {
            let source = self.sources.get(self.archive.drafts[draft as usize].as_str())?;
            let at = source.position(span.start);
            Some(Elsewhere {
                path: source.name.clone(),
                line: at.line,
                column: at.column,
                snippet: source.slice(span).to_owned(),
            })
        });
        Diagnostic {
            elsewhere: elsewhere.collect(),
            why: rule.why.clone(),
            help: rule.help.as_ref().map(|help| help.fill(&difference.values)),
            url: rule.url.clone(),
            ..Diagnostic::new(&rule.id, level, rule.message.fill(&difference.values), difference.span)
        }
    }
}
