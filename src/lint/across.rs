//! [`Comparison`]: drafts against each other, by the notes that rules took of each. No draft is read again.
//!
//! A comparison is a set of notes, so that parts of it can be put together in any order and any number of times.

use super::checked::Checked;
use super::diagnose::Ordinals;
use super::linter::Linter;
use super::notes::DraftNotes;
use crate::analysis::names::Archive;
use crate::diagnostic::{Diagnostic, Elsewhere, FileReport, Level, Stem, Suppressed, Suppressor};
use crate::rule::{Difference, Rule};
use crate::text::{Excerpt, Source, Span};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

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
    /// a draft is judged. A finding is made when it is asked for, so that those of a large archive need not be in memory at once.
    pub fn findings<'a>(
        &'a self,
        linters: &'a [&'a Linter],
        linter_of: impl Fn(&DraftNotes) -> usize,
    ) -> impl Iterator<Item = Compared> + 'a {
        let finder = Finder { linters, drafts: &self.drafts };
        let of: Vec<usize> = self.drafts.iter().map(linter_of).collect();
        let mut judge = Judge::default();
        finder.differences(&of).into_iter().filter_map(move |found| judge.compared(&finder, found))
    }

    /// The same as a report for each draft in which something is found. Its sources have the words of findings only.
    pub fn reports<'a>(
        &'a self,
        linters: &'a [&'a Linter],
        linter_of: impl Fn(&DraftNotes) -> usize,
    ) -> impl Iterator<Item = FileReport> + 'a {
        let mut findings = self.findings(linters, linter_of).peekable();
        std::iter::from_fn(move || {
            let draft = findings.peek()?.draft;
            let (mut excerpts, mut of_draft) = (Vec::new(), Vec::new());
            while let Some(found) = findings.next_if(|found| found.draft == draft) {
                excerpts.push(found.excerpt.clone());
                of_draft.push(found);
            }
            let source = Source::of_excerpts(self.drafts[draft].name.as_str(), excerpts);
            let mut report = FileReport::new(Arc::new(source), Vec::new());
            of_draft.into_iter().for_each(|found| add(&mut report, found));
            Some(report)
        })
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
#[derive(Clone, Copy)]
struct Finder<'a> {
    linters: &'a [&'a Linter],
    drafts: &'a [DraftNotes],
}

/// What a rule finds in a draft, before a finding is made of it.
struct Found {
    /// Index of the linter.
    linter: usize,
    /// Index of the rule.
    rule: usize,
    /// What is found, with drafts by their place in [`Comparison::drafts`].
    difference: Difference,
}

impl<'a> Finder<'a> {
    /// What all rules find, by draft and place; `of` has the linter of each draft.
    fn differences(self, of: &[usize]) -> Vec<Found> {
        let notes = self.drafts.iter().flat_map(|draft| &draft.rules);
        let ids: BTreeSet<&str> = notes.map(|notes| notes.rule.as_str()).collect();
        let mut found = Vec::new();
        for id in ids {
            // Names and quotations are put together only for a rule that is on, and only once.
            let mut noted = None;
            for (linter, settings) in self.linters.iter().map(|linter| linter.settings()).enumerate() {
                let mut rules = settings.rules.iter().enumerate();
                let rule = rules.find(|(_, rule)| rule.id == id && rule.check.compares_drafts());
                let Some((index, rule)) = rule.filter(|(index, _)| settings.can_be_on(*index)) else { continue };
                let (drafts, archive) = noted.get_or_insert_with(|| self.noted(id));
                // Drafts of another configuration are judged by that configuration's own register.
                for mut difference in rule.check.compare(archive, &settings.house) {
                    difference.draft = drafts[difference.draft as usize];
                    if of[difference.draft as usize] != linter {
                        continue;
                    }
                    let elsewhere = difference.elsewhere.iter().take(Difference::SHOWN);
                    difference.elsewhere = elsewhere.map(|&(draft, span)| (drafts[draft as usize], span)).collect();
                    found.push(Found { linter, rule: index, difference });
                }
            }
        }
        let id = |found: &Found| self.linters[found.linter].settings().rules[found.rule].id.as_str();
        found.sort_by(|one, other| {
            let key = |found: &Found| (found.difference.draft, found.difference.span);
            key(one).cmp(&key(other)).then_with(|| id(one).cmp(id(other)))
        });
        found
    }

    /// What the rule `id` noted of all drafts, and which drafts these are.
    fn noted(self, id: &str) -> (Vec<u32>, Archive) {
        let of = |draft: &'a DraftNotes| draft.rules.iter().find(|notes| notes.rule == id);
        let drafts = || (0_u32..).zip(self.drafts).filter_map(|(at, draft)| Some((at, draft, of(draft)?)));
        let noted = drafts().map(|(_, draft, notes)| (draft.name.as_str(), notes.names.as_slice()));
        // All configurations of a run share one language.
        let language = self.linters.first().map(|linter| Arc::clone(&linter.settings().language)).unwrap_or_default();
        let archive = Archive::new(noted.collect(), &language);
        (drafts().map(|(at, ..)| at).collect(), archive)
    }

    /// What the rule `id` noted at a place.
    fn at(self, id: &str, draft: u32, span: Span<Source>) -> Option<(Excerpt, Stem)> {
        self.drafts[draft as usize].rules.iter().find(|notes| notes.rule == id)?.at(span)
    }

    fn allowed(self, draft: usize, rule: &str, excerpt: &Excerpt) -> Option<(Suppressor, String)> {
        let mut standing = self.drafts[draft].standing.iter();
        let standing = standing.find(|standing| standing.covers(rule, excerpt.span, &excerpt.words))?;
        Some((standing.by, standing.reason.clone()))
    }

    fn diagnostic(self, rule: &Rule, level: Level, difference: &Difference) -> Diagnostic {
        let level = difference.at_most.map_or(level, |most| level.min(most));
        let place = |&(draft, span): &(u32, Span<Source>)| {
            let (excerpt, _) = self.at(&rule.id, draft, span)?;
            Some(Elsewhere {
                path: self.drafts[draft as usize].name.clone(),
                line: excerpt.start.line,
                column: excerpt.start.column,
                snippet: excerpt.words,
                recorded: None,
            })
        };
        Diagnostic {
            elsewhere: difference.elsewhere.iter().filter_map(place).collect(),
            why: rule.why.clone(),
            help: rule.help.as_ref().map(|help| help.fill(&difference.values)),
            url: rule.url.clone(),
            ..Diagnostic::new(&rule.id, level, rule.message.fill(&difference.values), difference.span)
        }
    }
}

/// Makes findings one after another, by draft.
#[derive(Default)]
struct Judge<'a> {
    /// The levels that a linter gives its rules in drafts with this path. Drafts that are rows of one table have the same.
    levels: Option<(usize, &'a str, Vec<Option<Level>>)>,
    /// The draft of the finding before.
    draft: Option<u32>,
    /// The findings of that draft so far.
    ordinals: Ordinals,
}

impl<'a> Judge<'a> {
    /// The finding; `None` if the rule is off in the draft.
    fn compared(&mut self, finder: &Finder<'a>, found: Found) -> Option<Compared> {
        let Found { linter, rule, difference } = found;
        let settings = finder.linters[linter].settings();
        let draft = difference.draft as usize;
        let path = finder.drafts[draft].path.as_str();
        let levels = self.levels.take().filter(|(of, known, _)| (*of, *known) == (linter, path));
        let levels = self.levels.insert(levels.unwrap_or_else(|| (linter, path, settings.for_path(path).levels)));
        let level = levels.2[rule]?;
        let rule = &settings.rules[rule];
        let (excerpt, stem) = finder.at(&rule.id, difference.draft, difference.span)?;
        if self.draft.replace(difference.draft) != Some(difference.draft) {
            self.ordinals = Ordinals::default();
        }
        let mut diagnostic = finder.diagnostic(rule, level, &difference);
        diagnostic.fingerprint = self.ordinals.next(stem);
        let allowed = finder.allowed(draft, &rule.id, &excerpt);
        Some(Compared { draft, diagnostic, excerpt, allowed })
    }
}
