//! The second pass: drafts are compared with each other by what was noted of each; none is read again.
//!
//! Notes are plain values and depend on the draft, its path and the settings alone. Whoever keeps the findings of a draft
//! may keep its notes with them: both are as good as new where the draft has not changed.

use super::checked::Checked;
use super::diagnose::Ordinals;
use super::linter::Linter;
use crate::analysis::names::Archive;
use crate::diagnostic::{Diagnostic, Elsewhere, Level};
use crate::rule::{Difference, Rule};
use crate::text::Source;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

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
    let Some(language) = groups.first().map(|group| Arc::clone(&group.linter.settings().language)) else { return };
    for id in rules {
        let notes = all(groups).filter_map(|draft| {
            let notes = draft.notes.iter().find(|notes| notes.rule == id)?;
            Some((draft.report.source.name.as_str(), notes.names.as_slice()))
        });
        let run = Run { archive: Archive::new(notes.collect(), &language), sources: sources(groups) };
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
    let mut order = Ordinals::default();
    for (number, place, mut diagnostic) in added {
        if before.replace((number, place)) != Some((number, place)) {
            order = Ordinals::default();
        }
        let draft = &mut groups[number].drafts[place];
        let source = Arc::clone(&draft.report.source);
        let (start, end) = (diagnostic.span().start, diagnostic.span().end);
        let lines = &source.lines;
        let paragraph = lines.range(lines.index(start)).start..lines.range(lines.index(end)).end;
        order.identify(&mut diagnostic, &source.text, start..end, paragraph);
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
