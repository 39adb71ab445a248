//! `copydesk check`: drafts in, findings out.

use super::output::OutputArguments;
use super::project::{ConfigArguments, drafts, relative, say};
use super::{End, Streams, plural, problems};
use clap::Args;
use copydesk::diagnostic::{Level, Report, Summary};
use copydesk::files::{Draft, decode, read};
use copydesk::lint::{Checked, Group, Linter, Pass, compare};
use copydesk::rule::Rule;
use copydesk::text::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs; - reads standard input [default: .]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    output: OutputArguments,

    /// What standard input is called: its extension says its format, its place its configuration
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,

    /// Show findings of this level and above only
    #[arg(long, value_name = "LEVEL", value_parser = ["note", "warning", "error"])]
    show: Option<String>,

    /// Print what the draft has of what rules ask for, and where
    #[arg(long)]
    show_passes: bool,

    /// Print no summary
    #[arg(long, short)]
    quiet: bool,

    #[command(flatten)]
    config: ConfigArguments,
}

/// A draft and its text.
pub(super) struct Loaded {
    path: PathBuf,
    pub(super) source: Arc<Source>,
}

pub fn run(arguments: Arguments, streams: &mut Streams) -> io::Result<End> {
    if let Some(error) = arguments.output.refusal() {
        say(&error, streams.err)?;
        return Ok(End::Failed);
    }
    let mut failed = false;
    let (from_stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let (found, errors) = if from_stdin.is_empty() || !paths.is_empty() { drafts(&paths) } else { Default::default() };
    for error in &errors {
        say(error, streams.err)?;
        failed = true;
    }
    // Drafts of one configuration share one linter.
    let mut groups: BTreeMap<Option<PathBuf>, Vec<Draft>> = BTreeMap::new();
    for draft in found {
        groups.entry(arguments.config.file_for(&draft.path)).or_default().push(draft);
    }
    let stdin = if from_stdin.is_empty() { None } else { Some(stdin(&arguments.stdin_filename)?) };
    if stdin.is_some() {
        groups.entry(arguments.config.file_for(Path::new(&arguments.stdin_filename))).or_default();
    }
    let stdin_group = arguments.config.file_for(Path::new(&arguments.stdin_filename));
    let mut checked: Vec<Group> = Vec::new();
    let mut fail_on = None;
    let mut passes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, drafts) in groups {
        let Some(settings) = arguments.config.settings_or_say(file.as_deref(), streams.err)? else {
            return Ok(End::Failed);
        };
        failed |= problems::show(&settings, streams)?;
        fail_on = Some(fail_on.map_or(settings.fail_on.0, |level: Level| level.min(settings.fail_on.0)));
        let linter = Linter::new(settings);
        let here = |path: &Path| relative(path, file.as_deref());
        let wanted = drafts.into_iter().filter(|draft| draft.named || linter.settings().reads(&here(&draft.path)));
        let check = |source: Source, path: &Path| {
            let passed = if arguments.show_passes { passed(&linter, &source, &here(path)) } else { Vec::new() };
            (linter.check_and_note(Arc::new(source), &here(path)), passed)
        };
        let done: Vec<Result<(Checked, Vec<String>), copydesk::Error>> = wanted
            .collect::<Vec<_>>()
            .par_iter()
            .map(|draft| read(&draft.path, &draft.name).map(|source| check(source, &draft.path)))
            .collect();
        let mut drafts = Vec::with_capacity(done.len());
        for result in done {
            match result {
                Ok((draft, passed)) => {
                    passes.insert(draft.report.source.name.clone(), passed);
                    drafts.push(draft);
                }
                Err(error) => {
                    say(&error, streams.err)?;
                    failed = true;
                }
            }
        }
        if stdin_group == file
            && let Some(text) = &stdin
        {
            match text {
                Ok(loaded) => {
                    let (draft, passed) = check((*loaded.source).clone(), &loaded.path);
                    passes.insert(draft.report.source.name.clone(), passed);
                    drafts.push(draft);
                }
                Err(error) => {
                    say(error, streams.err)?;
                    failed = true;
                }
            }
        }
        checked.push(Group { linter, drafts });
    }
    compare(&mut checked);
    let mut report = Report::default();
    for Group { linter, drafts } in checked {
        report.add_policies(linter.settings().rules.iter().map(Rule::policy));
        report.files.extend(drafts.into_iter().map(|draft| draft.report));
    }
    report.files.sort_by(|one, other| one.source.name.cmp(&other.source.name));
    let found = report.reaches(fail_on.unwrap_or(Level::Warning));
    if let Some(lowest) =
        arguments.show.as_deref().and_then(|name| Level::ALL.into_iter().find(|level| level.name() == name))
    {
        hide_below(&mut report, lowest);
    }
    failed |= !arguments.output.write(&report, streams)?;
    for line in passes.values().flatten() {
        writeln!(streams.out, "{line}")?;
    }
    if !arguments.quiet {
        streams.out.flush()?;
        writeln!(streams.err, "{}", summary(report.summary()))?;
    }
    Ok(match (failed, found) {
        (true, _) => End::Failed,
        (false, true) => End::Found,
        (false, false) => End::Clean,
    })
}

/// A line for each thing that a rule asks for and the draft has.
fn passed(linter: &Linter, source: &Source, path: &str) -> Vec<String> {
    let line = |pass: Pass| {
        let at = source.position(pass.span.map_or(0, |span| span.start));
        let asked = pass.asked_by.map_or(String::new(), |words| format!(" for “{words}”"));
        format!("{}:{}:{}: pass[{}]: met{asked} by {}", source.name, at.line, at.column, pass.rule, pass.met_by)
    };
    linter.passes(source, path).into_iter().map(line).collect()
}

pub(super) fn stdin(name: &str) -> io::Result<Result<Loaded, copydesk::Error>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let path = PathBuf::from(name);
    Ok(decode(bytes, &path).map(|text| Loaded { source: Arc::new(Source::new(name, text)), path }))
}

fn hide_below(report: &mut Report, lowest: Level) {
    for file in &mut report.files {
        let before = file.diagnostics.len();
        file.diagnostics.retain(|found| found.level >= lowest);
        file.hidden.below += before - file.diagnostics.len();
    }
}

fn summary(summary: Summary) -> String {
    format!(
        "{} checked: {}, {}, {}",
        plural(summary.files, "draft"),
        plural(summary.errors, "error"),
        plural(summary.warnings, "warning"),
        plural(summary.notes, "note")
    )
}
