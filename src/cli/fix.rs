//! `copydesk fix`: makes safe fixes, shows them as a diff, or asks about each.
//!
//! Exit codes follow ruff: 0 if no finding at or above `--fail-on` is left, 1 if one is. With `--diff`, 0 if nothing would
//! change and 1 if something would.

mod ask;
mod outcome;
mod patch;
mod wanted;

use super::gate::BaselineArguments;
use super::gather::{Group, stdin};
use super::project::{ConfigArguments, drafts, relative, say, sidecar};
use super::{End, Streams, problems};
use ask::Asker;
use clap::Args;
use copydesk::Error;
use copydesk::config::Settings;
use copydesk::files::{Draft, read};
use copydesk::fix::{self, Proposal};
use copydesk::lint::{Linter, Sidecar};
use copydesk::text::Source;
use outcome::{FixedDraft, Outcome};
use rayon::prelude::*;
use std::collections::BTreeMap;
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

/// The drafts of a run, and the configurations that apply to them.
struct Work {
    groups: Vec<Group>,
    /// The drafts of each group, by its index.
    drafts: Vec<Vec<Draft>>,
}

impl Work {
    /// Groups `found` by configuration; `None` if a configuration cannot be used, which has then been reported.
    fn plan(arguments: &Arguments, found: Vec<Draft>, streams: &mut Streams) -> io::Result<Option<Self>> {
        let mut by_file = arguments.config.grouped(found);
        if arguments.is_from_stdin() {
            by_file.entry(arguments.config.file_for(Path::new(&arguments.stdin_filename))).or_default();
        }
        let mut work = Self { groups: Vec::new(), drafts: Vec::new() };
        for (file, drafts) in by_file {
            let Some(settings) = arguments.config.settings_or_say(file.as_deref(), streams.err)? else {
                return Ok(None);
            };
            // A level that was not understood may be the one that turns a rule off, so its fixes may be unwanted.
            if problems::show(&settings, streams)? {
                writeln!(streams.err, "copydesk: nothing was fixed; correct the configuration first")?;
                return Ok(None);
            }
            work.groups.push(Group { file, linter: Linter::new(settings) });
            work.drafts.push(drafts);
        }
        Ok(Some(work))
    }

    fn settings(&self) -> Vec<&Settings> {
        self.groups.iter().map(Group::settings).collect()
    }

    /// A fixer for each group, with the drafts of that group.
    fn fixers<'a>(
        &'a self,
        selectors: &'a Selectors,
        suggested: bool,
    ) -> impl Iterator<Item = (Fixer<'a>, &'a [Draft])> {
        self.groups.iter().zip(&self.drafts).enumerate().map(move |(index, (group, drafts))| {
            let wanted = Wanted::new(selectors, group.settings(), suggested);
            (Fixer { index, group, wanted }, drafts.as_slice())
        })
    }
}

/// Fixes the drafts of one configuration.
struct Fixer<'a> {
    /// Index of the group.
    index: usize,
    group: &'a Group,
    wanted: Wanted<'a>,
}

impl Fixer<'_> {
    /// Whether the configuration includes the draft, or the user named it.
    fn reads(&self, draft: &Draft) -> bool {
        draft.named || self.group.settings().reads(&relative(&draft.path, self.group.file.as_deref()))
    }

    /// Makes the wanted fixes that `accept` agrees to; `path` is `None` for standard input.
    fn fix(
        &self,
        source: Arc<Source>,
        path: Option<PathBuf>,
        accept: &mut dyn FnMut(&Proposal) -> bool,
    ) -> Result<FixedDraft, Error> {
        let at = path.as_deref().unwrap_or(Path::new(&source.name));
        let sidecar = valid_sidecar(at, &source)?;
        let here = relative(at, self.group.file.as_deref());
        let reading = self.group.linter.read(Arc::clone(&source), &here, sidecar.map(Arc::new));
        let fixed = fix::apply(&reading, &mut |proposal| self.wanted.is(proposal) && accept(proposal));
        let suggested = self.wanted.left(&fixed.left);
        Ok(FixedDraft { path, source, fixed, group: self.index, suggested })
    }
}

/// The sidecar of the draft at `path`. A mistake in it is an error: an allowance that was not understood may cover a fix.
fn valid_sidecar(path: &Path, source: &Source) -> Result<Option<Sidecar>, Error> {
    sidecar(path, &source.name).map_err(|error| match error {
        Error::Usage(wrong) => Error::Usage(format!("{}: not fixed; {wrong}", source.name)),
        error => error,
    })
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    if let Some(refusal) = arguments.refusal() {
        writeln!(streams.err, "copydesk: {refusal}")?;
        return Ok(End::Failed);
    }
    let mut outcome = Outcome::default();
    let (found, errors) = if arguments.is_from_stdin() { Default::default() } else { drafts(&arguments.paths) };
    for error in &errors {
        outcome.fail(error, streams)?;
    }
    let Some(work) = Work::plan(arguments, found, streams)? else { return Ok(End::Failed) };
    let settings = work.settings();
    let levels = arguments.config.refuse_unknown_levels(&settings);
    let selectors = match levels.and_then(|()| Selectors::new(&arguments.rules, &settings).map_err(Error::Usage)) {
        Ok(selectors) => selectors,
        Err(error) => {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
    };
    if arguments.interactive {
        ask_about_each(&work, &selectors, arguments, &mut outcome, streams)?;
    } else {
        for result in fix_all(&work, &selectors, arguments)?.into_values() {
            match result {
                Ok(draft) => outcome.finish(draft, arguments, streams)?,
                Err(error) => outcome.fail(&error, streams)?,
            }
        }
    }
    work.groups.iter().for_each(|group| streams.counts += group.linter.counts());
    outcome.end(arguments, &work.groups, streams)
}

/// Fixes all drafts in parallel. The results are sorted by name, so that a run always writes them in the same order.
fn fix_all(
    work: &Work,
    selectors: &Selectors,
    arguments: &Arguments,
) -> io::Result<BTreeMap<String, Result<FixedDraft, Error>>> {
    let mut results = BTreeMap::new();
    for (fixer, drafts) in work.fixers(selectors, arguments.suggested) {
        if arguments.is_from_stdin() {
            let name = &arguments.stdin_filename;
            let fixed = stdin(name)?.and_then(|loaded| fixer.fix(loaded.source, None, &mut |_| true));
            results.insert(name.clone(), fixed);
        }
        results.par_extend(drafts.par_iter().filter(|draft| fixer.reads(draft)).map(|draft| {
            let source = read(&draft.path, &draft.name);
            let fixed = source.and_then(|source| fixer.fix(Arc::new(source), Some(draft.path.clone()), &mut |_| true));
            (draft.name.clone(), fixed)
        }));
    }
    Ok(results)
}

/// Asks about the fixes of each draft, and writes the draft before asking about the next.
fn ask_about_each(
    work: &Work,
    selectors: &Selectors,
    arguments: &Arguments,
    outcome: &mut Outcome,
    streams: &mut Streams,
) -> io::Result<()> {
    let mut asker = Asker::new(io::stdin().lock(), streams.look.0.color);
    for (fixer, drafts) in work.fixers(selectors, true) {
        for draft in drafts.iter().filter(|draft| fixer.reads(draft)) {
            if asker.is_over() {
                return Ok(());
            }
            asker.begin();
            let mut asked = Ok(());
            let fixed = read(&draft.path, &draft.name).and_then(|source| {
                fixer.fix(Arc::new(source), Some(draft.path.clone()), &mut |proposal| {
                    asker.ask(proposal, streams.out).unwrap_or_else(|error| {
                        asked = Err(error);
                        false
                    })
                })
            });
            asked?;
            match fixed {
                Ok(draft) => outcome.finish(draft, arguments, streams)?,
                Err(error) => outcome.fail(&error, streams)?,
            }
        }
    }
    Ok(())
}
