//! [`Comparison`]: drafts against each other, by the notes that rules took of each. No draft is read again.
//!
//! A comparison is a set of notes, so that parts of it can be put together in any order and any number of times.

use super::checked::Checked;
use super::diagnose::Ordinals;
use super::linter::Linter;
use super::notes::{DraftNotes, Notes};
use crate::analysis::names::Archive;
use crate::diagnostic::{Diagnostic, Elsewhere, FileReport, Level, Suppressed, Suppressor};
use crate::rule::{Difference, Rule};
use crate::text::{Excerpt, Source, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The maximum number of places in other drafts that a diagnostic lists.
const MOST_ELSEWHERE: usize = 3;

/// The notes of many drafts. Notes that are there twice, as where a part was made again after a failure, count once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Sorted, each once.
    drafts: Vec<DraftNotes>,
}

/// A finding between drafts.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The draft, by its place in [`Comparison::drafts`].
    pub draft: usize,
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Its words and where they stand.
    pub excerpt: Excerpt,
    /// The allowance that covers it, with its reason.
    pub allowed: Option<(Suppressor, String)>,
}

impl Comparison {
    /// The notes of all of `drafts`, in any order.
    #[must_use]
    pub fn new(mut drafts: Vec<DraftNotes>) -> Self {
        drafts.sort();
        drafts.dedup();
        Self { drafts }
    }

    /// The notes of both. The order does not matter, nor how the drafts were split.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.drafts.extend(other.drafts);
        Self::new(self.drafts)
    }

    /// The name of the first draft that has different notes: it was changed between two runs, or two drafts share the name. Nothing
    /// shows which notes are current, so they must not be compared.
    #[must_use]
    pub fn clash(&self) -> Option<&str> {
        let clash = self.drafts.windows(2).find(|two| two[0].name == two[1].name)?;
        Some(&clash[0].name)
    }

    /// The notes of all drafts, sorted by name.
    #[must_use]
    pub fn drafts(&self) -> &[DraftNotes] {
        &self.drafts
    }

    /// What the rules of the linters find between the drafts, by draft and place. `linter_of` is the index of the linter by which
    /// a draft is judged.
    #[must_use]
    pub fn findings(&self, linters: &[&Linter], linter_of: impl Fn(&DraftNotes) -> usize) -> Vec<Compared> {
        let of = self.drafts.iter().map(linter_of).collect();
        let mut found = Finder { linters, drafts: &self.drafts, of }.differences();
        found.sort_by(|one, other| {
            let key = |found: &Compared| (found.draft, found.diagnostic.span());
            (key(one), &one.diagnostic.rule).cmp(&(key(other), &other.diagnostic.rule))
        });
        let mut last = None;
        let mut ordinals = Ordinals::default();
        for Compared { draft, diagnostic, .. } in &mut found {
            if last.replace(*draft) != Some(*draft) {
                ordinals = Ordinals::default();
            }
            let notes = self.drafts[*draft].rules.iter().find(|notes| notes.rule == diagnostic.rule);
            if let Some((_, stem)) = notes.and_then(|notes| notes.at(diagnostic.span())) {
                diagnostic.fingerprint = ordinals.next(stem);
            }
        }
        found
    }

    /// The same as a report for each draft in which something is found. Its sources have the words of findings only.
    #[must_use]
    pub fn reports(&self, linters: &[&Linter], linter_of: impl Fn(&DraftNotes) -> usize) -> Vec<FileReport> {
        let mut by_draft: BTreeMap<usize, Vec<Compared>> = BTreeMap::new();
        for found in self.findings(linters, linter_of) {
            by_draft.entry(found.draft).or_default().push(found);
        }
        let report = |(draft, found): (usize, Vec<Compared>)| {
            let excerpts = found.iter().map(|found| found.excerpt.clone()).collect();
            let source = Source::of_excerpts(self.drafts[draft].name.as_str(), excerpts);
            let mut report = FileReport::new(Arc::new(source), Vec::new());
            found.into_iter().for_each(|found| add(&mut report, found));
            report
        };
        by_draft.into_iter().map(report).collect()
    }
}

/// Adds to each draft the findings that come of comparing it with the others. Each draft has the index of the linter that read
/// it. The order of the drafts does not matter; no two have the same name.
pub fn compare<'a>(linters: &[&Linter], drafts: impl IntoIterator<Item = (usize, &'a mut Checked)>) {
    let mut drafts: Vec<(usize, &mut Checked)> = drafts.into_iter().collect();
    let comparison = Comparison::new(drafts.iter_mut().map(|(_, draft)| draft.take_notes()).collect());
    let name = |draft: &Checked| draft.report.source.name.clone();
    let by_name: HashMap<String, usize> =
        drafts.iter().enumerate().map(|(index, (_, draft))| (name(draft), index)).collect();
    for found in comparison.findings(linters, |notes| drafts[by_name[&notes.name]].0) {
        let index = by_name[&comparison.drafts[found.draft].name];
        add(&mut drafts[index].1.report, found);
    }
}

/// Adds a finding in its place, or to those that are allowed.
fn add(report: &mut FileReport, found: Compared) {
    let Compared { diagnostic, allowed, .. } = found;
    if let Some((by, reason)) = allowed {
        report.suppressed.push(Suppressed { diagnostic, by, reason });
        report.hidden.suppressed += 1;
        return;
    }
    let at = report
        .diagnostics
        .partition_point(|other| (other.span(), &other.rule) <= (diagnostic.span(), &diagnostic.rule));
    report.diagnostics.insert(at, diagnostic);
}

/// What the findings are made of.
struct Finder<'a> {
    linters: &'a [&'a Linter],
    drafts: &'a [DraftNotes],
    /// Index of the linter of each draft.
    of: Vec<usize>,
}

/// The notes that one rule took, with the index of each draft that has some.
struct Noted<'a> {
    notes: Vec<(usize, &'a Notes)>,
    archive: Archive,
}

impl Finder<'_> {
    /// The findings of all rules, in no order and without fingerprints.
    fn differences(&self) -> Vec<Compared> {
        let notes = self.drafts.iter().flat_map(|draft| &draft.rules);
        let ids: BTreeSet<&str> = notes.map(|notes| notes.rule.as_str()).collect();
        let mut found = Vec::new();
        let mut levels: BTreeMap<usize, Vec<Option<Level>>> = BTreeMap::new();
        for id in ids {
            let noted = self.noted(id);
            for (linter, of) in self.linters.iter().enumerate() {
                let settings = of.settings();
                let rules = settings.rules.iter().enumerate();
                let mut rules = rules.filter(|(_, rule)| rule.id == id && rule.check.compares_drafts());
                let Some((index, rule)) = rules.next() else { continue };
                // Drafts of another configuration are judged by that configuration's own register.
                for difference in rule.check.compare(&noted.archive, &settings.house) {
                    let (draft, notes) = noted.notes[difference.draft as usize];
                    if self.of[draft] != linter {
                        continue;
                    }
                    let path = || settings.for_path(&self.drafts[draft].path).levels;
                    let Some(level) = levels.entry(draft).or_insert_with(path)[index] else { continue };
                    let Some((excerpt, _)) = notes.at(difference.span) else { continue };
                    let diagnostic = self.diagnostic(&noted, rule, level, &difference);
                    let allowed = self.allowed(draft, id, &excerpt);
                    found.push(Compared { draft, diagnostic, excerpt, allowed });
                }
            }
        }
        found
    }

    /// The notes that the rule `id` took of all drafts.
    fn noted(&self, id: &str) -> Noted<'_> {
        let of = |draft: &'_ DraftNotes| draft.rules.iter().position(|notes| notes.rule == id);
        let notes = self.drafts.iter().enumerate();
        let notes: Vec<(usize, &Notes)> =
            notes.filter_map(|(index, draft)| Some((index, &draft.rules[of(draft)?]))).collect();
        let named = notes.iter().map(|(draft, notes)| (self.drafts[*draft].name.as_str(), notes.names.as_slice()));
        // All configurations of a run share one language.
        let language = self.linters.first().map(|linter| Arc::clone(&linter.settings().language)).unwrap_or_default();
        let archive = Archive::new(named.collect(), &language);
        Noted { notes, archive }
    }

    fn allowed(&self, draft: usize, rule: &str, excerpt: &Excerpt) -> Option<(Suppressor, String)> {
        let mut standing = self.drafts[draft].standing.iter();
        let standing = standing.find(|standing| standing.covers(rule, excerpt.span, &excerpt.words))?;
        Some((standing.by, standing.reason.clone()))
    }

    fn diagnostic(&self, noted: &Noted, rule: &Rule, level: Level, difference: &Difference) -> Diagnostic {
        let level = difference.at_most.map_or(level, |most| level.min(most));
        let place = |&(draft, span): &(u32, Span<Source>)| {
            let (draft, notes) = noted.notes[draft as usize];
            let (excerpt, _) = notes.at(span)?;
            Some(Elsewhere {
                path: self.drafts[draft].name.clone(),
                line: excerpt.start.line,
                column: excerpt.start.column,
                snippet: excerpt.words,
                recorded: None,
            })
        };
        Diagnostic {
            elsewhere: difference.elsewhere.iter().take(MOST_ELSEWHERE).filter_map(place).collect(),
            why: rule.why.clone(),
            help: rule.help.as_ref().map(|help| help.fill(&difference.values)),
            url: rule.url.clone(),
            ..Diagnostic::new(&rule.id, level, rule.message.fill(&difference.values), difference.span)
        }
    }
}
