//! `copydesk sources`: the source audit of drafts: who is quoted, how often, and as what.

use super::output::choices;
use super::project::ConfigArguments;
use super::rows::RowArguments;
use super::run::{Input, Run};
use super::{End, Streams};
use clap::Args;
use clap::builder::PossibleValuesParser;
use copydesk::Error;
use copydesk::report::sources::{Audit, By, FORMS, Group, Notes, Part, by_name};
use std::io;
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs; - reads standard input [default: .]
    paths: Vec<PathBuf>,

    /// Format of the list
    #[arg(long, short = 'f', default_value = "table", value_parser = forms())]
    format: String,

    /// Count shares instead of listing sources: by kind, author, section, month, or a field of your register
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,

    /// List each place at which a source without a name is quoted, with reason and approval
    #[arg(long, conflicts_with = "by")]
    unnamed: bool,

    /// Name of standard input: the extension determines its format
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,

    #[command(flatten)]
    rows: RowArguments,

    #[command(flatten)]
    config: ConfigArguments,
}

fn forms() -> PossibleValuesParser {
    choices(FORMS.iter().map(|form| (form.name(), form.about())))
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let Arguments { paths, stdin_filename, config, .. } = arguments;
    let Some(form) = by_name(&arguments.format) else { return Ok(End::Failed) };
    let input = Input { stdin: Some(stdin_filename), rows: arguments.rows.fields(), ..Input::of(paths, config) };
    let Some(mut run) = Run::plan(&input, streams)? else { return Ok(End::Failed) };
    let part = match &arguments.by {
        Some(by) => Part::Shares(By::called(by)),
        None if arguments.unnamed => Part::Unnamed,
        None => Part::Sources,
    };
    if form.is_whole() && part != Part::Sources {
        let why = format!("--format {} always writes everything: leave out --by and --unnamed", form.name());
        run.fail(&Error::Usage(why), streams)?;
        return Ok(End::Failed);
    }
    let audits = run.each(false, streams, |run, task| {
        let (source, sidecar) = task.draft()?;
        Ok(Audit::of(Notes::new(&run.read(task, source, sidecar))))
    })?;
    let audit = audits.into_iter().map(|(_, audit)| audit).fold(Audit::default(), Audit::merge);
    if let Part::Shares(By::Field(field)) = &part
        && !audit.fields().contains(field.as_str())
    {
        let known: Vec<&str> = ["kind"].into_iter().chain(Group::ALL.map(Group::name)).chain(audit.fields()).collect();
        let why = format!("--by {field}: no source has such a field in your register; there are {}", known.join(", "));
        run.fail(&Error::Usage(why), streams)?;
        return Ok(End::Failed);
    }
    form.write(&audit, &part, streams.look.0, streams.out)?;
    Ok(if run.failed { End::Failed } else { End::Clean })
}
