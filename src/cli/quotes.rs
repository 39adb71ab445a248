//! `copydesk quotes`: every quotation and who said it, for those who check facts.

use super::output::choices;
use super::project::{ConfigArguments, open_cache};
use super::rows::RowArguments;
use super::run::{Input, Run};
use super::{End, Streams};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use copydesk::files::CACHE_NAME;
use copydesk::report::quotes::{FORMS, Sheet, by_name, shares};
use std::io;
use std::path::PathBuf;
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

    /// Compare each quotation with this record: notes, transcripts, documents and folders of them (may be repeated)
    #[arg(long, value_name = "PATH")]
    record: Vec<PathBuf>,

    /// Keep the index of a large record, so that it is not read for each run [default folder: .copydesk-cache]
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, require_equals = true, default_missing_value = CACHE_NAME)]
    cache: Option<PathBuf>,

    /// Show the words of the record in formats that may leave this machine: json, csv and markdown
    #[arg(long)]
    quote_record: bool,

    #[command(flatten)]
    rows: RowArguments,

    #[command(flatten)]
    config: ConfigArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Quotations, words and share of each speaker
    Speaker,
}

fn forms() -> PossibleValuesParser {
    choices(FORMS.iter().map(|form| (form.name(), form.about())))
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let Arguments { paths, stdin_filename, config, record, .. } = arguments;
    let cache = open_cache(arguments.cache.as_deref(), streams)?.map(Arc::new);
    let rows = arguments.rows.fields();
    let input = Input { stdin: Some(stdin_filename), record, cache: cache.as_ref(), rows, ..Input::of(paths, config) };
    let Some(mut run) = Run::plan(&input, streams)? else { return Ok(End::Failed) };
    let quotes_record = arguments.quote_record || arguments.format == "table";
    let sheets = run.each(false, streams, |run, task| {
        let (source, sidecar) = task.draft()?;
        let sheet = Sheet::new(&run.read(task, source, sidecar));
        Ok(if quotes_record { sheet } else { sheet.without_words_of_record() })
    })?;
    let sheets: Vec<Sheet> = sheets.into_iter().map(|(_, sheet)| sheet).collect();
    if let Some(form) = by_name(&arguments.format) {
        let look = streams.look.0;
        match arguments.by {
            None => form.quotes(&sheets, look, streams.out)?,
            Some(By::Speaker) => form.shares(&shares(&sheets), look, streams.out)?,
        }
    }
    Ok(if run.failed { End::Failed } else { End::Clean })
}
