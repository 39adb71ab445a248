//! `copydesk names`: the fact-checker's sheet of a draft, or of all drafts of a folder.

mod accept;

use super::project::{ConfigArguments, drafts, relative, say, sidecar};
use super::{End, Streams, problems};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use copydesk::Error;
use copydesk::analysis::names::Noted;
use copydesk::files::{Draft, read};
use copydesk::lint::Linter;
use copydesk::report::names::{ArchiveSheet, FORMS, Sheet, by_name};
use copydesk::text::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs [default: .]
    paths: Vec<PathBuf>,

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
    config: ConfigArguments,
}

/// The forms as help and completions show them.
fn forms() -> PossibleValuesParser {
    FORMS.iter().map(|form| PossibleValue::new(form.name()).help(form.about())).collect::<Vec<_>>().into()
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    if let [one, other] = arguments.accept.as_slice() {
        return accept::run(&arguments.config, one, other, streams);
    }
    let (found, errors) = drafts(&arguments.paths);
    for error in &errors {
        say(error, streams.err)?;
    }
    let mut failed = !errors.is_empty();
    let mut linters: BTreeMap<Option<PathBuf>, Linter> = BTreeMap::new();
    let mut wanted: Vec<Wanted> = Vec::new();
    for draft in found {
        let file = arguments.config.file_for(&draft.path);
        if !linters.contains_key(&file) {
            let Some(settings) = arguments.config.settings_or_say(file.as_deref(), streams.err)? else {
                return Ok(End::Failed);
            };
            failed |= problems::show(&settings, streams)?;
            linters.insert(file.clone(), Linter::new(settings));
        }
        let here = relative(&draft.path, file.as_deref());
        if draft.named || linters[&file].settings().reads(&here) {
            wanted.push(Wanted { draft, here, file });
        }
    }
    let one_of_all =
        !arguments.by_draft && (arguments.paths.is_empty() || arguments.paths.iter().any(|at| !at.is_file()));
    let done: Vec<Result<Read, Error>> = wanted
        .par_iter()
        .map(|wanted| {
            let linter = &linters[&wanted.file];
            let source = Arc::new(read(&wanted.draft.path, &wanted.draft.name)?);
            let beside = sidecar(&wanted.draft.path, &source.name)?;
            let reading = linter.read(Arc::clone(&source), &wanted.here, beside.map(Arc::new));
            Ok(match one_of_all {
                true => Read::Notes(
                    Noted::all(&reading.article().prose, &reading.named().entities, |_| true),
                    source,
                    &wanted.file,
                ),
                false => Read::Sheet(Sheet::new(&reading)),
            })
        })
        .collect();
    let (mut sheets, mut notes) = (Vec::new(), Vec::new());
    for result in done {
        match result {
            Ok(Read::Sheet(sheet)) => sheets.push(sheet),
            Ok(Read::Notes(noted, source, file)) => notes.push((source, noted, file)),
            Err(error) => {
                say(&error, streams.err)?;
                failed = true;
            }
        }
    }
    linters.values().for_each(|linter| streams.counts += linter.counts());
    let look = streams.look.0;
    match by_name(&arguments.format) {
        Some(form) if one_of_all => form.archive(&ArchiveSheet::new(&notes, &linters), look, streams.out)?,
        Some(form) if form.is_of_drafts() => form.drafts(&sheets, look, streams.out)?,
        _ => {
            let why = format!("--format {} is for the names that the drafts of a folder share", arguments.format);
            say(&Error::Usage(why), streams.err)?;
            failed = true;
        }
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

/// A draft to be read.
struct Wanted {
    draft: Draft,
    /// Its path from the configuration.
    here: String,
    /// The configuration.
    file: Option<PathBuf>,
}

/// A draft that was read, for a sheet of its own or for the one of all.
enum Read<'a> {
    Sheet(Sheet),
    Notes(Vec<Noted>, Arc<Source>, &'a Option<PathBuf>),
}
