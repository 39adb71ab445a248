//! [`compare`]: the drafts of a run against each other, by the notes that rules took of each. No draft is read again.
//!
//! Notes are plain values and depend only on the draft, its path and the settings. A cache that keeps the findings of a
//! draft can keep its notes with them.

use super::checked::Checked;
use super::diagnose::Ordinals;
use super::linter::Linter;
use crate::analysis::names::Archive;
use crate::diagnostic::{Diagnostic, Elsewhere, Level};
use crate::language::Language;
use crate::rule::{Difference, Rule};
use crate::text::Source;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The maximum number of places in other drafts that a diagnostic lists.
const MOST_ELSEWHERE: usize = 3;

/// Adds to each draft the findings that come of comparing it with the others. Each draft has the index of the linter that read
/// it. The order of the drafts does not matter.
pub fn compare<'a>(linters: &[&Linter], drafts: impl IntoIterator<Item = (usize, &'a mut Checked)>) {
    let mut drafts: Vec<(usize, &mut Checked)> = drafts.into_iter().collect();
    let mut added: Vec<(usize, Diagnostic)> = Comparison::new(linters, &drafts).differences();
    added.sort_by(|(draft, one), (other_draft, other)| {
        (draft, one.span(), &one.rule).cmp(&(other_draft, other.span(), &other.rule))
    });
    let mut last = None;
    let mut ordinals = Ordinals::default();
    for (index, mut diagnostic) in added {
        if last.replace(index) != Some(index) {
            ordinals = Ordinals::default();
        }
        let draft = &mut *drafts[index].1;
        let source = Arc::clone(&draft.report.source);
        let (start, end) = (diagnostic.span().start, diagnostic.span().end);
        let lines = &source.lines();
        let paragraph = lines.range(lines.index(start)).start..lines.range(lines.index(end)).end;
        ordinals.identify(&mut diagnostic, &source.text, start..end, paragraph);
        draft.add(diagnostic);
    }
}

/// The drafts of a run, with indexes of drafts and rules.
struct Comparison<'a> {
    linters: &'a [&'a Linter],
    /// The drafts, each with the index of its linter.
    drafts: Vec<(usize, &'a Checked)>,
    /// Index of each draft, by its name.
    by_name: HashMap<&'a str, usize>,
    /// Index of each rule that took notes, by its id, for each linter.
    rules: Vec<HashMap<&'a str, usize>>,
}

impl<'a> Comparison<'a> {
    fn new(linters: &'a [&'a Linter], drafts: &'a [(usize, &mut Checked)]) -> Self {
        let drafts: Vec<(usize, &Checked)> = drafts.iter().map(|(linter, draft)| (*linter, &**draft)).collect();
        let by_name = drafts.iter().enumerate().map(|(index, (_, draft))| (draft.report.source.name.as_str(), index));
        let rules = linters.iter().map(|linter| {
            let rules = linter.settings().rules.iter().enumerate();
            rules
                .filter(|(_, rule)| rule.check.compares_drafts())
                .map(|(index, rule)| (rule.id.as_str(), index))
                .collect()
        });
        Self { linters, by_name: by_name.collect(), rules: rules.collect(), drafts }
    }

    /// The findings of all rules, each with the index of its draft.
    fn differences(&self) -> Vec<(usize, Diagnostic)> {
        let notes = self.drafts.iter().flat_map(|(_, draft)| &draft.notes);
        let ids: BTreeSet<&str> = notes.map(|notes| notes.rule.as_str()).collect();
        // All configurations of a run share one language.
        let Some(first) = self.linters.first() else { return Vec::new() };
        let mut added = Vec::new();
        let mut levels: BTreeMap<usize, Vec<Option<Level>>> = BTreeMap::new();
        for id in ids {
            let archive = self.archive(id, &first.settings().language);
            for (linter, rules) in self.rules.iter().enumerate() {
                let Some(&rule) = rules.get(id) else { continue };
                for (draft, difference) in self.differences_of(&archive, linter, rule) {
                    let settings = self.linters[linter].settings();
                    let here =
                        levels.entry(draft).or_insert_with(|| settings.for_path(&self.drafts[draft].1.path).levels);
                    if let Some(level) = here[rule] {
                        added.push((draft, self.diagnostic(&archive, &settings.rules[rule], level, difference)));
                    }
                }
            }
        }
        added
    }

    /// The notes that the rule `id` took of all drafts.
    fn archive(&self, id: &str, language: &Language) -> Archive {
        let notes = self.drafts.iter().filter_map(|(_, draft)| {
            let notes = draft.notes.iter().find(|notes| notes.rule == id)?;
            Some((draft.report.source.name.as_str(), notes.names.as_slice()))
        });
        Archive::new(notes.collect(), language)
    }

    /// The differences that a rule of a linter finds in the drafts of that linter. Drafts of another configuration are judged by
    /// that configuration's own register.
    fn differences_of(
        &self,
        archive: &Archive,
        linter: usize,
        rule: usize,
    ) -> impl Iterator<Item = (usize, Difference)> {
        let settings = self.linters[linter].settings();
        let differences = settings.rules[rule].check.compare(archive, &settings.house).into_iter();
        differences.filter_map(move |difference| {
            let draft = *self.by_name.get(archive.drafts[difference.draft as usize].as_str())?;
            (self.drafts[draft].0 == linter).then_some((draft, difference))
        })
    }

    fn diagnostic(&self, archive: &Archive, rule: &Rule, level: Level, difference: Difference) -> Diagnostic {
        let level = difference.at_most.map_or(level, |most| level.min(most));
        let elsewhere = difference.elsewhere.iter().take(MOST_ELSEWHERE).filter_map(|&(draft, span)| {
            let source: &Source =
                &self.drafts[*self.by_name.get(archive.drafts[draft as usize].as_str())?].1.report.source;
            let at = source.position(span.start);
            Some(Elsewhere {
                path: source.name.clone(),
                line: at.line,
                column: at.column,
                snippet: source.slice(span).to_owned(),
                recorded: None,
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
