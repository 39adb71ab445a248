//! `copydesk check`: drafts in, findings out.

mod notes;
mod parts;
mod stats;

use super::checked::report_of;
use super::gate::GateArguments;
use super::gather::{GatherArguments, Gathering, Wanted};
use super::output::OutputArguments;
use super::project::say;
use super::rows::RowArguments;
use super::{End, Streams, summary};
use clap::Args;
use copydesk::diagnostic::{FileReport, Level, Pass, Report};
use copydesk::report::printable;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    gather: GatherArguments,

    #[command(flatten)]
    output: OutputArguments,

    #[command(flatten)]
    gate: GateArguments,

    #[command(flatten)]
    rows: RowArguments,

    /// Tolerate up to N warnings
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,

    /// Show only findings of this level and above
    #[arg(long, value_name = "LEVEL", value_parser = ["note", "warning", "error"])]
    show: Option<String>,

    /// Leave allowed and accepted findings out of sarif: code scanning on GitHub would show them as open
    #[arg(long)]
    omit_suppressed: bool,

    /// Print the requirements that a draft meets, and where it meets them
    #[arg(long)]
    show_passes: bool,

    /// Print to standard error how long each rule took and how many findings it had
    #[arg(long)]
    stats: bool,

    /// Write notes for `copydesk compare` to FILE instead of comparing drafts
    #[arg(long, value_name = "FILE")]
    notes: Option<PathBuf>,

    /// Print no summary
    #[arg(long, short)]
    quiet: bool,
}

pub fn run(arguments: Arguments, streams: &mut Streams) -> io::Result<End> {
    let of_stdin = arguments.gate.refusal_of_stdin().filter(|_| arguments.gather.reads_stdin());
    let rows = arguments.rows.fields();
    let of_rows = arguments.gate.refusal_of_rows().filter(|_| rows.is_some());
    if let Some(error) = arguments.output.refusal().or(of_stdin).or(of_rows) {
        say(&error, streams.err)?;
        return Ok(End::Failed);
    }
    let changed = match arguments.gate.changed()? {
        Ok(changed) => changed,
        Err(error) => {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
    };
    let progress = !arguments.quiet && io::stderr().is_terminal();
    let wanted = Wanted {
        passes: arguments.show_passes,
        changed: changed.as_ref(),
        pages: arguments.output.shows_pages(),
        stats: arguments.stats,
        progress,
        told: None,
        rows,
        notes: arguments.notes.is_some(),
    };
    // Before the drafts are checked: a file that cannot be written should not cost that time.
    let notes = match arguments.notes.as_deref().map(notes::File::create).transpose() {
        Ok(notes) => notes,
        Err(error) => return say(&error, streams.err).map(|()| End::Failed),
    };
    let Some(gathering) = Gathering::plan(&arguments.gather, &wanted, streams)? else { return Ok(End::Failed) };
    let is_whole = wanted.rows.is_none() || arguments.show_passes || arguments.gate.has_baseline(&gathering.run.groups);
    if let Some(report) = arguments.output.growing(streams).filter(|_| !is_whole) {
        return parts::run(&arguments, &wanted, gathering, (notes, report), streams);
    }
    let Some(mut gathered) = gathering.check_all(&wanted, streams)? else { return Ok(End::Failed) };
    let could = arguments.gate.apply(&gathered.groups, &mut gathered.files, changed.as_ref(), streams)?;
    let (mut failed, fail_on) = (gathered.failed || !could, gathered.fail_on);
    if let Some(mut file) = notes
        && let Err(error) = file.add(&gathered.notes).and_then(|()| file.finish())
    {
        say(&error, streams.err)?;
        failed = true;
    }
    let passes: Vec<String> = gathered.files.iter().flat_map(|file| passes(&file.report)).collect();
    if arguments.stats {
        stats::show(&gathered.groups, streams.err)?;
    }
    let mut report = report_of(gathered.files, &gathered.groups);
    let found = Found::of(&report, fail_on).fails(arguments.max_warnings);
    if let Some(lowest) = arguments.lowest() {
        hide_below(&mut report, lowest);
    }
    if arguments.omit_suppressed {
        report.files.iter_mut().for_each(|file| file.suppressed.clear());
    }
    failed |= !arguments.output.write(&report, streams)?;
    for line in passes {
        let line = printable(&line);
        // Forms for programs stay whole: what people asked to see besides goes where the summary goes.
        if arguments.output.is_for_people() {
            writeln!(streams.out, "{line}")?;
        } else {
            writeln!(streams.err, "{line}")?;
        }
    }
    if !arguments.quiet {
        streams.out.flush()?;
        writeln!(streams.err, "{}", summary(report.summary(), "checked", report.hidden(), streams.look.1.width))?;
    }
    Ok(match (failed, found) {
        (true, _) => End::Failed,
        (false, true) => End::Found,
        (false, false) => End::Clean,
    })
}

/// A line for each requirement that the draft meets.
fn passes(file: &FileReport) -> Vec<String> {
    let line = |pass: &Pass| {
        let at = file.source.position(pass.span().map_or(0, |span| span.start));
        let asked = pass.asked_by.as_ref().map_or(String::new(), |asked| format!(" for “{}”", asked.words));
        format!("{}:{at}: pass[{}]: met{asked} by {}", file.source.name, pass.rule, pass.told())
    };
    file.passes.iter().flatten().map(line).collect()
}

impl Arguments {
    /// The lowest level that is shown, if some are not.
    fn lowest(&self) -> Option<Level> {
        let name = self.show.as_deref()?;
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// What decides whether a run fails.
#[derive(Clone, Copy, Default)]
struct Found {
    /// Warnings in all.
    warnings: usize,
    /// Whether something reaches the level that fails.
    reaches: bool,
    /// The same without warnings.
    reaches_without_warnings: bool,
}

impl Found {
    fn of(report: &Report, fail_on: Level) -> Self {
        let mut levels = report.files.iter().flat_map(|file| &file.diagnostics).map(|found| found.level);
        Self {
            warnings: report.summary().warnings,
            reaches: report.reaches(fail_on),
            reaches_without_warnings: levels.any(|level| level >= fail_on && level != Level::Warning),
        }
    }

    const fn add(&mut self, other: Self) {
        self.warnings += other.warnings;
        self.reaches |= other.reaches;
        self.reaches_without_warnings |= other.reaches_without_warnings;
    }

    /// Whether the run fails: a finding is at the level that fails or above; warnings count only if there are more than
    /// `--max-warnings` of them.
    const fn fails(self, max_warnings: Option<usize>) -> bool {
        match max_warnings {
            Some(most) => self.warnings > most || self.reaches_without_warnings,
            None => self.reaches,
        }
    }
}

fn hide_below(report: &mut Report, lowest: Level) {
    for file in &mut report.files {
        file.suppressed.retain(|suppressed| suppressed.diagnostic.level >= lowest);
        let before = file.diagnostics.len();
        file.diagnostics.retain(|found| found.level >= lowest);
        file.hidden.below += before - file.diagnostics.len();
    }
}
