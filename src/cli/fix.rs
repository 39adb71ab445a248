//! `copydesk fix`: makes safe fixes, shows them as a diff, or asks about each.
//!
//! Exit codes follow ruff: 0 if no finding at or above `--fail-on` is left, 1 if one is. With `--diff`, 0 if nothing would
//! change and 1 if something would.

mod arguments;
mod ask;
mod outcome;
mod patch;
mod wanted;

pub use arguments::Arguments;

use super::project::{say, sidecar};
use super::run::{Input, Run, Task};
use super::{End, Streams};
use ask::Asker;
use copydesk::Error;
use copydesk::fix::{self, Proposal};
use copydesk::lint::Sidecar;
use copydesk::text::Source;
use outcome::{FixedDraft, Outcome};
use std::io;
use std::path::Path;
use std::sync::Arc;
use wanted::{Selectors, Wanted};

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    if let Some(refusal) = arguments.refusal() {
        writeln!(streams.err, "copydesk: {refusal}")?;
        return Ok(End::Failed);
    }
    let Arguments { paths, stdin_filename, config, record, .. } = arguments;
    let input = Input { stdin: Some(stdin_filename), record, ..Input::of(paths, config) };
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
    let day = run.group(task).settings().day().map(|day| day.to_string());
    Ok(FixedDraft { path, source, fixed, group: task.group, day, suggested })
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
