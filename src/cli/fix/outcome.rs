//! The results of a fixing run: drafts written or shown, and the summary at its end.

use super::super::checked::{CheckedFile, Group};
use super::super::project::say;
use super::super::{End, Streams, plural};
use super::arguments::Arguments;
use super::patch;
use copydesk::Error;
use copydesk::files::replace_whole;
use copydesk::fix::Fixed;
use copydesk::format;
use copydesk::report::printable;
use copydesk::text::Source;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// A draft before and after its fixes.
pub struct FixedDraft {
    /// Path of the draft; `None` for standard input.
    pub path: Option<PathBuf>,
    pub source: Arc<Source>,
    pub fixed: Fixed,
    /// Index of the configuration that applies to it.
    pub group: usize,
    /// The day of the run.
    pub day: Option<String>,
    /// Number of suggested fixes left that belong to the requested rules.
    pub suggested: usize,
}

/// Running totals.
#[derive(Default)]
pub struct Outcome {
    /// Whether something could not be done. The reason has been printed.
    pub failed: bool,
    /// Whether a draft could not be written. The findings left on disk are then not known and not counted.
    unwritten: bool,
    fixes: usize,
    drafts: usize,
    /// Findings left in each draft.
    left: Vec<CheckedFile>,
    suggested: usize,
}

impl Outcome {
    /// Reports an error and goes on; the run then exits with 2.
    pub fn fail(&mut self, error: &Error, streams: &mut Streams) -> io::Result<()> {
        self.failed = true;
        say(error, streams.err)
    }

    /// Writes a draft or shows its diff, and reports which fixes were made.
    pub fn finish(&mut self, draft: FixedDraft, arguments: &Arguments, streams: &mut Streams) -> io::Result<()> {
        let name = printable(&draft.source.name);
        if let Some(refusal) = &draft.fixed.refused {
            writeln!(streams.err, "copydesk: {name}: not changed: {refusal}")?;
            self.failed = true;
        }
        let made = &draft.fixed.made;
        let tracked = match arguments.track && !made.is_empty() {
            true => match format::track(&draft.source, &draft.fixed.edits, draft.day.as_deref()) {
                Ok(bytes) => Some(bytes),
                Err(because) => {
                    self.unwritten = true;
                    return self.fail(&Error::Usage(format!("{name}: not changed: {because}")), streams);
                }
            },
            false => None,
        };
        let bytes = tracked.as_deref().unwrap_or(draft.fixed.source().bytes());
        let to_stdout = draft.path.is_none() && !arguments.diff;
        if to_stdout {
            streams.out.write_all(bytes)?;
        } else if arguments.diff && !made.is_empty() {
            patch::write(&draft.source, &draft.fixed.source().text, streams)?;
        } else if let Some(path) = &draft.path
            && !made.is_empty()
        {
            if let Err(error) = replace_whole(path, draft.source.bytes(), bytes) {
                self.unwritten = true;
                return self.fail(&error, streams);
            }
            if !arguments.quiet {
                writeln!(streams.out, "{name}: {}", counted(made))?;
            }
        }
        self.fixes += made.len();
        self.drafts += usize::from(!made.is_empty());
        self.suggested += draft.suggested;
        let path = draft.path.unwrap_or_else(|| PathBuf::from(&draft.source.name));
        self.left.push(CheckedFile { path, group: draft.group, report: draft.fixed.left, row: None });
        Ok(())
    }

    /// Prints the summary. Findings that the baseline accepts may have been fixed, but do not count as left.
    pub fn end(mut self, arguments: &Arguments, groups: &[Group], streams: &mut Streams) -> io::Result<End> {
        let mut left = 0;
        if !arguments.diff {
            let (applied, _) = arguments.baseline.apply(groups, &mut self.left, streams)?;
            self.failed |= !applied;
            left = self.left.iter().map(|file| failing(file, groups)).sum();
        }
        if !arguments.quiet {
            streams.out.flush()?;
            let (fixes, would) = (plural_fixes(self.fixes), if arguments.diff { " would be" } else { "" });
            write!(streams.err, "{fixes}{would} made in {}", plural(self.drafts, "draft"))?;
            if !arguments.diff && !self.unwritten {
                write!(streams.err, "; {} at or above --fail-on left", plural(left, "finding"))?;
            }
            // --interactive has asked about the suggested fixes already.
            if self.suggested > 0 && !arguments.suggested && !arguments.interactive {
                write!(streams.err, "; {} more with --suggested", self.suggested)?;
            }
            writeln!(streams.err)?;
        }
        let found = if arguments.diff { self.fixes } else { left };
        Ok(match (self.failed, found) {
            (true, _) => End::Failed,
            (false, 0) => End::Clean,
            (false, _) => End::Found,
        })
    }
}

/// Number of findings that fail the run.
fn failing(file: &CheckedFile, groups: &[Group]) -> usize {
    let fail_on = groups[file.group].settings().fail_on.0;
    file.report.diagnostics.iter().filter(|found| found.level >= fail_on).count()
}

/// “3 fixes: style/ly-hyphen, style/preferred-terms (2)”.
fn counted(made: &[String]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in made {
        *counts.entry(rule).or_default() += 1;
    }
    let rules = counts.into_iter().map(|(rule, count)| match count {
        1 => rule.to_owned(),
        _ => format!("{rule} ({count})"),
    });
    format!("{}: {}", plural_fixes(made.len()), rules.collect::<Vec<_>>().join(", "))
}

fn plural_fixes(count: usize) -> String {
    format!("{count} fix{}", if count == 1 { "" } else { "es" })
}
