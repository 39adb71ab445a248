//! `copydesk fix`: makes safe fixes, shows them as a diff, or asks about each.
//!
//! Exit codes follow ruff: 0 if no finding at or above `--fail-on` is left, 1 if one is. With `--diff`, 0 if nothing would
//! change and 1 if something would.

mod ask;
mod outcome;
mod patch;
mod wanted;

use super::gate::BaselineArguments;
use super::project::{ConfigArguments, say, sidecar};
use super::run::{Input, Run, Task};
use super::{End, Streams};
use ask::Asker;
use clap::Args;
use copydesk::Error;
use copydesk::fix::{self, Proposal};
use copydesk::lint::Sidecar;
use copydesk::text::Source;
use outcome::{FixedDraft, Outcome};
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wanted::{Selectors, Wanted};

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs; - reads standard input and writes the fixed draft to standard output [default: .]
    paths: Vec<PathBuf>,

    /// Make suggested fixes too; they may change the meaning, so review them
    #[arg(long)]
    suggested: bool,

    /// Make only fixes of this rule, family or pack (may be repeated)
    #[arg(long = "rule", value_name = "RULE")]
    rules: Vec<String>,

    /// Write nothing; print the changes as a unified diff
    #[arg(long, conflicts_with = "interactive")]
    diff: bool,

    /// Ask about each fix, including suggested ones
    #[arg(long, short)]
    interactive: bool,

    /// Name of standard input: its extension selects the format, its folder the configuration
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,

    /// Print only errors, and with --diff the diff
    #[arg(long, short)]
    quiet: bool,

    #[command(flatten)]
    baseline: BaselineArguments,

    #[command(flatten)]
    config: ConfigArguments,
}

impl Arguments {
    fn is_from_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// Why these arguments cannot be carried out together, if they cannot.
    fn refusal(&self) -> Option<&'static str> {
        if self.is_from_stdin() && self.paths.len() > 1 {
            Some("- cannot be combined with other paths, since the fixed draft goes to standard output")
        } else if self.is_from_stdin() && self.interactive {
            Some("--interactive reads answers from standard input, which - reads the draft from")
        } else if self.interactive && !io::stdin().is_terminal() {
            Some("--interactive asks questions, and standard input is not a terminal; use --diff to see the changes")
        } else {
            None
        }
    }
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    if let Some(refusal) = arguments.refusal() {
        writeln!(streams.err, "copydesk: {refusal}")?;
        return Ok(End::Failed);
    }
    let Arguments { paths, stdin_filename, config, .. } = arguments;
    let input = Input { paths, stdin: Some(stdin_filename), config, clock: None };
    let Some(mut run) = Run::plan(&input, streams)? else { return Ok(End::Failed) };
    // A level that was not understood may be the one that turns a rule off, so its fixes may be unwanted.
    if run.has_problems {
        writeln!(streams.err, "copydesk: nothing was fixed; correct the configuration first")?;
        return Ok(End::Failed);
    }
    let levels = config.refuse_unknown_levels(&run.settings());
    let selectors = levels.and_then(|()| Selectors::new(&arguments.rules, &run.settings()).map_err(Error::Usage));
    let selectors = match selectors {
        Ok(selectors) => selectors,
        Err(error) => {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
    };
    let mut outcome = Outcome::default();
    if arguments.interactive {
        ask_about_each(&run, &selectors, arguments, &mut outcome, streams)?;
    } else {
        let fixed = run.each(false, streams, |run, task| {
            let wanted = Wanted::new(&selectors, run.group(task).settings(), arguments.suggested);
            fix(run, task, &wanted, &mut |_| true)
        })?;
        for (_, draft) in fixed {
            outcome.finish(draft, arguments, streams)?;
        }
    }
    outcome.failed |= run.failed;
    outcome.end(arguments, &run.groups, streams)
}

/// Makes the wanted fixes of a draft that `accept` agrees to.
fn fix(
    run: &Run,
    task: &Task,
    wanted: &Wanted,
    accept: &mut dyn FnMut(&Proposal) -> bool,
) -> Result<FixedDraft, Error> {
    let source = task.source()?;
    let sidecar = valid_sidecar(&task.path, &source)?;
    let reading = run.read(task, Arc::clone(&source), sidecar);
    let fixed = fix::apply(&reading, &mut |proposal| wanted.is(proposal) && accept(proposal));
    let suggested = wanted.left(&fixed.left);
    let path = (!task.is_stdin()).then(|| task.path.clone());
    Ok(FixedDraft { path, source, fixed, group: task.group, suggested })
}

/// The sidecar of the draft at `path`. A mistake in it is an error: an allowance that was not understood may cover a fix.
fn valid_sidecar(path: &Path, source: &Source) -> Result<Option<Sidecar>, Error> {
    sidecar(path, &source.name).map_err(|error| match error {
        Error::Usage(wrong) => Error::Usage(format!("{}: not fixed; {wrong}", source.name)),
        error => error,
    })
}

/// Asks about the fixes of each draft, and writes the draft before asking about the next.
fn ask_about_each(
    run: &Run,
    selectors: &Selectors,
    arguments: &Arguments,
    outcome: &mut Outcome,
    streams: &mut Streams,
) -> io::Result<()> {
    let mut asker = Asker::new(io::stdin().lock(), streams.look.0.color);
    for task in &run.tasks {
        if asker.is_over() {
            return Ok(());
        }
        asker.begin();
        let wanted = Wanted::new(selectors, run.group(task).settings(), true);
        let mut asked = Ok(());
        let fixed = fix(run, task, &wanted, &mut |proposal| {
            asker.ask(proposal, streams.out).unwrap_or_else(|error| {
                asked = Err(error);
                false
            })
        });
        asked?;
        match fixed {
            Ok(draft) => outcome.finish(draft, arguments, streams)?,
            Err(error) => outcome.fail(&error, streams)?,
        }
    }
    Ok(())
}
