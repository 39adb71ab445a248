//! `copydesk fix`: makes the fixes that are safe, or shows them, or asks about each.
//!
//! Exit codes are ruff's: 0 where nothing at or above `--fail-on` is left, 1 where something is; of `--diff` 0 where
//! nothing would change, 1 where something would.

mod ask;
mod wanted;

use super::gather::stdin;
use super::project::{ConfigArguments, drafts, relative, say, sidecar};
use super::{End, Streams, plural, problems};
use ask::Asker;
use clap::Args;
use copydesk::Error;
use copydesk::config::Settings;
use copydesk::diagnostic::Level;
use copydesk::files::{Draft, read, replace_whole};
use copydesk::fix::{Fixed, mend};
use copydesk::lint::{Linter, Sidecar};
use copydesk::text::Source;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wanted::{Selectors, Wanted};

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs; - reads standard input and writes the fixed draft to standard output [default: .]
    paths: Vec<PathBuf>,

    /// Make suggested fixes too, which may change what is said: look at them afterwards
    #[arg(long)]
    suggested: bool,

    /// Only fixes of this rule, family or pack (may be repeated)
    #[arg(long = "rule", value_name = "RULE")]
    rules: Vec<String>,

    /// Write nothing; show what would change as a unified diff
    #[arg(long, conflicts_with = "interactive")]
    diff: bool,

    /// Ask about each fix, suggested ones too
    #[arg(long, short)]
    interactive: bool,

    /// What standard input is called: its extension says its format, its place its configuration
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,

    /// Print only what went wrong, and with --diff the diff
    #[arg(long, short)]
    quiet: bool,

    #[command(flatten)]
    config: ConfigArguments,
}

/// A draft, as it was and as it is to be.
struct Done {
    /// Where it lies; `None` for standard input.
    path: Option<PathBuf>,
    source: Arc<Source>,
    fixed: Fixed,
    fail_on: Level,
    /// How many suggested fixes are left of the rules that were asked for.
    suggested: usize,
}

/// What a run came to.
#[derive(Default)]
struct Tally {
    failed: bool,
    /// Whether a draft could not be written, so that what is left in it is not known.
    unwritten: bool,
    fixes: usize,
    drafts: usize,
    left: usize,
    suggested: usize,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let from_stdin = arguments.paths.iter().any(|path| path == Path::new("-"));
    let refusal = if from_stdin && arguments.paths.len() > 1 {
        Some("- stands alone, since the fixed draft goes to standard output")
    } else if from_stdin && arguments.interactive {
        Some("--interactive reads answers from standard input, which - reads the draft from")
    } else if arguments.interactive && !io::stdin().is_terminal() {
        Some("--interactive asks questions, and standard input is not a terminal; --diff shows what would change")
    } else {
        None
    };
    if let Some(refusal) = refusal {
        writeln!(streams.err, "copydesk: {refusal}")?;
        return Ok(End::Failed);
    }
    let mut tally = Tally::default();
    let (found, errors) = if from_stdin { Default::default() } else { drafts(&arguments.paths) };
    for error in &errors {
        say(error, streams.err)?;
        tally.failed = true;
    }
    let mut groups = arguments.config.grouped(found);
    if from_stdin {
        groups.entry(arguments.config.file_for(Path::new(&arguments.stdin_filename))).or_default();
    }
    let mut linters: Vec<(Option<PathBuf>, Vec<Draft>, Linter)> = Vec::new();
    for (file, drafts) in groups {
        let Some(settings) = arguments.config.settings_or_say(file.as_deref(), streams.err)? else {
            return Ok(End::Failed);
        };
        // A level that was not understood may be one that turns a rule off: better no fix than one that nobody wants.
        if problems::show(&settings, streams)? {
            writeln!(streams.err, "copydesk: nothing was fixed; mend the configuration first")?;
            return Ok(End::Failed);
        }
        linters.push((file, drafts, Linter::new(settings)));
    }
    let all: Vec<&Settings> = linters.iter().map(|(_, _, linter)| linter.settings()).collect();
    let levels = arguments.config.refuse_unknown_levels(&all);
    let selectors = match levels.and_then(|()| Selectors::new(&arguments.rules, &all).map_err(Error::Usage)) {
        Ok(selectors) => selectors,
        Err(error) => {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
    };
    if arguments.interactive {
        return interactive(arguments, &linters, &selectors, tally, streams);
    }
    let mut results: BTreeMap<String, Result<Done, Error>> = BTreeMap::new();
    for (file, drafts, linter) in &linters {
        let wanted = Wanted::new(&selectors, linter.settings(), arguments.suggested);
        let mend = |source: Arc<Source>, path: Option<PathBuf>, here: &str| {
            let sidecar = beside(path.as_deref().unwrap_or(Path::new(&source.name)), &source)?;
            let fixed = mend(linter, &source, here, sidecar.as_ref(), &mut |proposal| wanted.is(proposal));
            let suggested = wanted.left(&fixed.left);
            Ok(Done { path, source, fixed, fail_on: linter.settings().fail_on.0, suggested })
        };
        if from_stdin {
            let name = &arguments.stdin_filename;
            let here = relative(Path::new(name), file.as_deref());
            results.insert(name.clone(), stdin(name)?.and_then(|loaded| mend(loaded.source, None, &here)));
        }
        let here = |draft: &Draft| relative(&draft.path, file.as_deref());
        let done = drafts
            .par_iter()
            .filter(|draft| draft.named || linter.settings().reads(&here(draft)))
            .map(|draft| {
                let read = read(&draft.path, &draft.name);
                let done = read.and_then(|source| mend(Arc::new(source), Some(draft.path.clone()), &here(draft)));
                (draft.name.clone(), done)
            })
            .collect::<Vec<_>>();
        results.extend(done);
    }
    for result in results.into_values() {
        match result {
            Ok(done) => finish(arguments, &done, &mut tally, streams)?,
            Err(error) => {
                say(&error, streams.err)?;
                tally.failed = true;
            }
        }
    }
    end(arguments, &tally, streams)
}

/// Asks about the fixes of each draft and writes it before the next is begun.
fn interactive(
    arguments: &Arguments,
    linters: &[(Option<PathBuf>, Vec<Draft>, Linter)],
    selectors: &Selectors,
    mut tally: Tally,
    streams: &mut Streams,
) -> io::Result<End> {
    let mut asker = Asker::new(io::stdin().lock(), streams.look.0.color);
    for (file, drafts, linter) in linters {
        let wanted = Wanted::new(selectors, linter.settings(), true);
        for draft in drafts {
            let here = relative(&draft.path, file.as_deref());
            if asker.is_over() || !(draft.named || linter.settings().reads(&here)) {
                continue;
            }
            let source = match read(&draft.path, &draft.name) {
                Ok(source) => Arc::new(source),
                Err(error) => {
                    say(&error, streams.err)?;
                    tally.failed = true;
                    continue;
                }
            };
            let sidecar = match beside(&draft.path, &source) {
                Ok(sidecar) => sidecar,
                Err(error) => {
                    say(&error, streams.err)?;
                    tally.failed = true;
                    continue;
                }
            };
            asker.begin();
            let mut trouble = Ok(());
            let fixed = mend(linter, &source, &here, sidecar.as_ref(), &mut |proposal| {
                wanted.is(proposal)
                    && asker.ask(proposal, streams.out).unwrap_or_else(|error| {
                        trouble = Err(error);
                        false
                    })
            });
            trouble?;
            let fail_on = linter.settings().fail_on.0;
            let done = Done { path: Some(draft.path.clone()), source, fixed, fail_on, suggested: 0 };
            finish(arguments, &done, &mut tally, streams)?;
        }
    }
    end(arguments, &tally, streams)
}

/// What is said beside a draft. A sidecar with mistakes may allow what was not understood: better no fix then.
fn beside(path: &Path, source: &Source) -> Result<Option<Sidecar>, Error> {
    sidecar(path, &source.name).map_err(|error| match error {
        Error::Usage(wrong) => Error::Usage(format!("{}: not fixed; {wrong}", source.name)),
        error => error,
    })
}

/// Writes a draft or shows its diff, and says so.
fn finish(arguments: &Arguments, done: &Done, tally: &mut Tally, streams: &mut Streams) -> io::Result<()> {
    let name = &done.source.name;
    if let Some(refusal) = &done.fixed.refused {
        writeln!(streams.err, "copydesk: {name}: left as it was: {refusal}")?;
        tally.failed = true;
    }
    let made = &done.fixed.made;
    let to_stdout = done.path.is_none() && !arguments.diff;
    if to_stdout {
        streams.out.write_all(done.fixed.source().bytes())?;
    } else if arguments.diff && !made.is_empty() {
        diff(&done.source, &done.fixed.source().text, streams)?;
    } else if let Some(path) = &done.path
        && !made.is_empty()
    {
        if let Err(error) = replace_whole(path, done.source.bytes(), done.fixed.source().bytes()) {
            say(&error, streams.err)?;
            tally.failed = true;
            tally.unwritten = true;
            return Ok(());
        }
        if !arguments.quiet {
            writeln!(streams.out, "{name}: {}", counted(made))?;
        }
    }
    tally.fixes += made.len();
    tally.drafts += usize::from(!made.is_empty());
    tally.left += done.fixed.left.diagnostics.iter().filter(|found| found.level >= done.fail_on).count();
    tally.suggested += done.suggested;
    Ok(())
}

fn end(arguments: &Arguments, tally: &Tally, streams: &mut Streams) -> io::Result<End> {
    if !arguments.quiet {
        streams.out.flush()?;
        let (fixes, would) = (plural_fixes(tally.fixes), if arguments.diff { " would be" } else { "" });
        write!(streams.err, "{fixes}{would} made in {}", plural(tally.drafts, "draft"))?;
        if !arguments.diff && !tally.unwritten {
            write!(streams.err, "; {} at or above --fail-on left", plural(tally.left, "finding"))?;
        }
        if tally.suggested > 0 && !arguments.suggested {
            write!(streams.err, "; {} more with --suggested", tally.suggested)?;
        }
        writeln!(streams.err)?;
    }
    let found = if arguments.diff { tally.fixes } else { tally.left };
    Ok(match (tally.failed, found) {
        (true, _) => End::Failed,
        (false, 0) => End::Clean,
        (false, _) => End::Found,
    })
}

/// “3 fixes: style/ly-hyphen, style/preferred-terms (2)”.
fn counted(made: &[String]) -> String {
    let rules: BTreeSet<&str> = made.iter().map(String::as_str).collect();
    let rules = rules.into_iter().map(|rule| match made.iter().filter(|of| *of == rule).count() {
        1 => rule.to_owned(),
        count => format!("{rule} ({count})"),
    });
    format!("{}: {}", plural_fixes(made.len()), rules.collect::<Vec<_>>().join(", "))
}

fn plural_fixes(count: usize) -> String {
    format!("{count} fix{}", if count == 1 { "" } else { "es" })
}

/// A path as `patch` and git read it back: one with spaces ends at a tab, and one with marks of its own is quoted.
fn in_patch(name: &str) -> String {
    if !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return if name.contains(' ') { format!("{name}\t") } else { name.to_owned() };
    }
    let mut quoted = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => c.to_string().bytes().for_each(|byte| quoted += &format!("\\{byte:03o}")),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// What changes, as `patch` reads it.
fn diff(source: &Source, text: &str, streams: &mut Streams) -> io::Result<()> {
    let mut patch = Vec::new();
    let lines = similar::TextDiff::from_lines(source.text.as_str(), text);
    let name = in_patch(&source.name);
    lines.unified_diff().header(&name, &name).to_writer(&mut patch)?;
    for line in patch.split_inclusive(|&byte| byte == b'\n') {
        let color = match line.first() {
            Some(b'-') => "\u{1b}[31m",
            Some(b'+') => "\u{1b}[32m",
            Some(b'@') => "\u{1b}[36m",
            _ => "",
        };
        if !streams.look.0.color || color.is_empty() {
            streams.out.write_all(line)?;
            continue;
        }
        let words = line.strip_suffix(b"\n").unwrap_or(line);
        write!(streams.out, "{color}")?;
        streams.out.write_all(words)?;
        writeln!(streams.out, "\u{1b}[0m")?;
    }
    Ok(())
}
