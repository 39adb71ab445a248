//! `copydesk quotes`: every quotation and who said it, for those who check facts.

use super::project::{ConfigArguments, drafts, relative, say};
use super::{End, Streams};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use copydesk::analysis::Article;
use copydesk::config::Settings;
use copydesk::files::read;
use copydesk::report::quotes::{FORMS, Sheet, by_name, shares, sheet};
use copydesk::text::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs; - reads standard input [default: .]
    paths: Vec<PathBuf>,

    /// The form of the sheet
    #[arg(long, short = 'f', default_value = "table", value_parser = forms())]
    format: String,

    /// Count instead of list
    #[arg(long, value_enum)]
    by: Option<By>,

    /// What standard input is called: its extension says its format
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,

    #[command(flatten)]
    config: ConfigArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Quotations, words and share of each speaker
    Speaker,
}

/// The forms as help and completions show them.
fn forms() -> PossibleValuesParser {
    FORMS.iter().map(|form| PossibleValue::new(form.name()).help(form.about())).collect::<Vec<_>>().into()
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let mut failed = false;
    let (from_stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let (found, errors) = if from_stdin.is_empty() || !paths.is_empty() { drafts(&paths) } else { Default::default() };
    for error in &errors {
        say(error, streams.err)?;
        failed = true;
    }
    let mut by_file: BTreeMap<Option<PathBuf>, Settings> = BTreeMap::new();
    let mut wanted = Vec::new();
    for draft in found {
        let file = arguments.config.file_for(&draft.path);
        if !by_file.contains_key(&file) {
            match arguments.config.settings(file.as_deref()) {
                Ok(settings) => by_file.insert(file.clone(), settings),
                Err(error) => {
                    say(&error, streams.err)?;
                    return Ok(End::Failed);
                }
            };
        }
        if draft.named || by_file[&file].reads(&relative(&draft.path, file.as_deref())) {
            wanted.push(draft);
        }
    }
    let done: Vec<Result<Sheet, copydesk::Error>> =
        wanted.par_iter().map(|draft| read(&draft.path, &draft.name).map(|source| understood(&source))).collect();
    let mut sheets = Vec::with_capacity(done.len());
    for result in done {
        match result {
            Ok(sheet) => sheets.push(sheet),
            Err(error) => {
                say(&error, streams.err)?;
                failed = true;
            }
        }
    }
    if !from_stdin.is_empty() {
        match super::gather::stdin(&arguments.stdin_filename)? {
            Ok(loaded) => sheets.push(understood(&loaded.source)),
            Err(error) => {
                say(&error, streams.err)?;
                failed = true;
            }
        }
    }
    sheets.sort_by(|one, other| one.path.cmp(&other.path));
    if let Some(form) = by_name(&arguments.format) {
        let look = streams.look.0;
        match arguments.by {
            None => form.quotes(&sheets, look, streams.out)?,
            Some(By::Speaker) => form.shares(&shares(&sheets), look, streams.out)?,
        }
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

fn understood(source: &Source) -> Sheet {
    sheet(source, &Article::new(source, copydesk::format::read(source)))
}
