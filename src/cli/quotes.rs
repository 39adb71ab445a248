//! `copydesk quotes`: every quotation and who said it, for those who check facts.

use super::project::{ConfigArguments, sidecar};
use super::run::{Input, Run};
use super::{End, Streams};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use copydesk::report::quotes::{FORMS, Sheet, by_name, shares};
use std::io;
use std::path::PathBuf;

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
    let Arguments { paths, stdin_filename, config, .. } = arguments;
    let input = Input { paths, stdin: Some(stdin_filename), config, clock: None, allow_empty: false };
    let Some(mut run) = Run::plan(&input, streams)? else { return Ok(End::Failed) };
    let sheets = run.each(false, streams, |run, task| {
        let source = task.source()?;
        let sidecar = sidecar(&task.path, &source.name)?;
        Ok(Sheet::new(&run.read(task, source, sidecar)))
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
