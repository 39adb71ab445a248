//! `copydesk names`: the fact-checker's sheet of a draft, or of all drafts of a folder.

use super::project::{ConfigArguments, drafts, relative, say, sidecar};
use super::sheet::{self, Sheet};
use super::{End, Streams, accept, archive};
use clap::{Args, ValueEnum};
use copydesk::analysis::names::Noted;
use copydesk::files::{Draft, read};
use copydesk::lint::Linter;
use copydesk::report::Printable;
use copydesk::text::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs [default: .]
    paths: Vec<PathBuf>,

    /// The form of the sheet
    #[arg(long, short = 'f', value_enum, default_value_t = Form::Table)]
    format: Form,

    /// A sheet for each draft, where paths are folders or globs; else one sheet tells what all of them have
    #[arg(long)]
    by_draft: bool,

    /// Write into the house register that these are two names, never one misspelled
    #[arg(long, num_args = 2, value_names = ["NAME", "OTHER"], conflicts_with = "paths")]
    accept: Vec<String>,

    #[command(flatten)]
    config: ConfigArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Table,
    Json,
    Csv,
    Markdown,
    /// A register of the names that a folder's drafts share
    Toml,
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
            failed |= super::problems::show(&settings, streams)?;
            linters.insert(file.clone(), Linter::new(settings));
        }
        let here = relative(&draft.path, file.as_deref());
        if draft.named || linters[&file].settings().reads(&here) {
            wanted.push(Wanted { draft, here, file });
        }
    }
    let one_of_all =
        !arguments.by_draft && (arguments.paths.is_empty() || arguments.paths.iter().any(|at| !at.is_file()));
    let done: Vec<Result<Read, copydesk::Error>> = wanted
        .par_iter()
        .map(|wanted| {
            let linter = &linters[&wanted.file];
            let source = read(&wanted.draft.path, &wanted.draft.name)?;
            let beside = sidecar(&wanted.draft.path, &source.name)?;
            let article = linter.article(&source, &wanted.here, beside.as_ref());
            let named = article.named(linter.settings().allow.names());
            Ok(match one_of_all {
                true => Read::Notes(Noted::all(&article, named, |_| true), source, &wanted.file),
                false => Read::Sheet(Sheet::new(&source, &article, named)),
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
    if one_of_all {
        let archive = archive::Sheet::new(&notes, &linters);
        match arguments.format {
            Form::Table => archive.table(&mut Printable(streams.out))?,
            Form::Json => archive.json(streams.out)?,
            Form::Csv => archive.csv(streams.out)?,
            Form::Markdown => archive.markdown(streams.out)?,
            Form::Toml => archive.toml(streams.out)?,
        }
    } else {
        match arguments.format {
            Form::Table => sheet::table(&sheets, &mut Printable(streams.out))?,
            Form::Json => sheet::json(&sheets, streams.out)?,
            Form::Csv => sheet::csv(&sheets, streams.out)?,
            Form::Markdown => sheet::markdown(&sheets, streams.out)?,
            Form::Toml => {
                let why = "--format toml is for the names that the drafts of a folder share";
                say(&copydesk::Error::Usage(why.into()), streams.err)?;
                failed = true;
            }
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
    Notes(Vec<Noted>, Source, &'a Option<PathBuf>),
}
