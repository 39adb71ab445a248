//! `copydesk names`: the fact-checker's sheet of a draft, or of all drafts of a folder.

pub mod accept;

use super::output::choices;
use super::project::ConfigArguments;
use super::rows::RowArguments;
use super::run::{Input, Run, Task};
use super::{End, Streams};
use clap::Args;
use clap::builder::PossibleValuesParser;
use copydesk::Error;
use copydesk::analysis::names::Noted;
use copydesk::lint::Reading;
use copydesk::report::names::{ArchiveSheet, FORMS, Sheet, by_name};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs; - reads standard input [default: .]
    paths: Vec<PathBuf>,

    /// Name of standard input in the list; its extension sets the format
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,

    /// Format of the list
    #[arg(long, short = 'f', default_value = "table", value_parser = forms())]
    format: String,

    /// Write one list per draft, instead of one for all drafts of folders and globs
    #[arg(long)]
    by_draft: bool,

    /// Record in your register that these are two names, and neither is a misspelling of the other
    #[arg(long, num_args = 2, value_names = ["NAME", "OTHER"], conflicts_with = "paths")]
    accept: Vec<String>,

    #[command(flatten)]
    rows: RowArguments,

    #[command(flatten)]
    config: ConfigArguments,
}

fn forms() -> PossibleValuesParser {
    choices(FORMS.iter().map(|form| (form.name(), form.about())))
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    if let [one, other] = arguments.accept.as_slice() {
        return accept::run(&arguments.config, one, other, streams);
    }
    let Arguments { paths, stdin_filename, config, .. } = arguments;
    let input = Input { stdin: Some(stdin_filename), rows: arguments.rows.fields(), ..Input::of(paths, config) };
    let Some(mut run) = Run::plan(&input, streams)? else { return Ok(End::Failed) };
    let is_draft = |path: &PathBuf| path.is_file() || path.as_os_str() == "-";
    let one_sheet = !arguments.by_draft && (paths.is_empty() || !paths.iter().all(is_draft));
    let look = streams.look.0;
    match by_name(&arguments.format) {
        Some(form) if one_sheet => {
            let sheet = archive(&mut run, streams)?;
            form.archive(&sheet, look, streams.out)?;
        }
        Some(form) if form.is_of_drafts() => {
            let sheets = run.each(false, streams, |run, task| Ok(Sheet::new(&read(run, task)?)))?;
            let sheets: Vec<Sheet> = sheets.into_iter().map(|(_, sheet)| sheet).collect();
            form.drafts(&sheets, look, streams.out)?;
        }
        _ => {
            let why = format!("--format {} is for the names that the drafts of a folder share", arguments.format);
            run.fail(&Error::Usage(why), streams)?;
        }
    }
    Ok(if run.failed { End::Failed } else { End::Clean })
}

/// One sheet of the names in all drafts.
fn archive(run: &mut Run, streams: &mut Streams) -> io::Result<ArchiveSheet> {
    let notes = run.each(false, streams, |run, task| {
        let reading = read(run, task)?;
        let noted = Noted::all(&reading.article().prose, &reading.named().entities, |_| true);
        Ok((Arc::clone(reading.source()), noted, task.group))
    })?;
    let notes: Vec<_> = notes.iter().map(|(_, (source, noted, group))| (&**source, noted.as_slice(), *group)).collect();
    let linters: Vec<_> = run.groups.iter().map(|group| &group.linter).collect();
    Ok(ArchiveSheet::new(&notes, &linters))
}

fn read(run: &Run, task: &Task) -> Result<Reading, Error> {
    let (source, sidecar) = task.draft()?;
    Ok(run.read(task, source, sidecar))
}
