//! `copydesk quotes`: every quotation and who said it, for those who check facts.

use super::project::{ConfigArguments, drafts, relative, say, sidecar};
use super::{End, Streams};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use copydesk::Error;
use copydesk::files::read;
use copydesk::lint::Linter;
use copydesk::report::quotes::{FORMS, Sheet, by_name, shares};
use copydesk::text::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs; - reads standard input [default: .]
    paths: Vec<PathBuf>,

    /// Format of the list
    #[arg(long, short = 'f', default_value = "table", value_parser = forms())]
    format: String,

    /// Count quotations instead of listing them
    #[arg(long, value_enum)]
    by: Option<By>,

    /// Name of standard input: the extension determines its format
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
    let mut linters: BTreeMap<Option<PathBuf>, Linter> = BTreeMap::new();
    let mut wanted = Vec::new();
    for draft in found {
        let file = arguments.config.file_for(&draft.path);
        if !add_linter(&mut linters, file.as_ref(), arguments, streams)? {
            return Ok(End::Failed);
        }
        if draft.named || linters[&file].settings().reads(&relative(&draft.path, file.as_deref())) {
            wanted.push((draft, file));
        }
    }
    let stdin_file = arguments.config.file_for(Path::new(&arguments.stdin_filename));
    if !from_stdin.is_empty() && !add_linter(&mut linters, stdin_file.as_ref(), arguments, streams)? {
        return Ok(End::Failed);
    }
    let sheet = |path: &Path, file: &Option<PathBuf>, source: Arc<Source>| {
        let sidecar = sidecar(path, &source.name)?.map(Arc::new);
        Ok(Sheet::new(&linters[file].read(source, &relative(path, file.as_deref()), sidecar)))
    };
    let mut done: Vec<Result<Sheet, Error>> = wanted
        .par_iter()
        .map(|(draft, file)| sheet(&draft.path, file, Arc::new(read(&draft.path, &draft.name)?)))
        .collect();
    if !from_stdin.is_empty() {
        let loaded = super::gather::stdin(&arguments.stdin_filename)?;
        done.push(loaded.and_then(|loaded| sheet(&loaded.path, &stdin_file, loaded.source)));
    }
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
    sheets.sort_by(|one, other| one.path.cmp(&other.path));
    if let Some(form) = by_name(&arguments.format) {
        let look = streams.look.0;
        match arguments.by {
            None => form.quotes(&sheets, look, streams.out)?,
            Some(By::Speaker) => form.shares(&shares(&sheets), look, streams.out)?,
        }
    }
    for linter in linters.values() {
        streams.counts += linter.counts();
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

/// Adds the linter of the configuration in `file` if it is not there yet; false if its settings cannot be had, which has been
/// said.
fn add_linter(
    linters: &mut BTreeMap<Option<PathBuf>, Linter>,
    file: Option<&PathBuf>,
    arguments: &Arguments,
    streams: &mut Streams,
) -> io::Result<bool> {
    let file = file.cloned();
    if linters.contains_key(&file) {
        return Ok(true);
    }
    let settings = arguments.config.settings_or_say(file.as_deref(), streams.err)?;
    Ok(settings.map(|settings| linters.insert(file, Linter::new(settings))).is_some())
}
