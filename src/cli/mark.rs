//! `copydesk mark`: a copy of each Word document with its findings as comments.

use super::gate::GateArguments;
use super::gather::{GatherArguments, Gathered, Wanted, gather};
use super::project::say;
use super::{End, Streams, plural};
use clap::Args;
use copydesk::Error;
use copydesk::diagnostic::{Diagnostic, Level, Safety};
use copydesk::files::{copy_of, original_of, write_whole};
use copydesk::format::review::{ONLY_WORD, Remark};
use copydesk::format::{self, can_be_marked};
use copydesk::report::printable;
use copydesk::text::Source;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    gather: GatherArguments,

    /// Path of the copy, for one draft [default: NAME.marked.docx next to the draft]
    #[arg(long, short = 'o', value_name = "PATH")]
    output: Option<PathBuf>,

    /// Replace a copy that exists; it may contain replies
    #[arg(long)]
    force: bool,

    /// Write comments only on findings of this level and above
    #[arg(long, value_name = "LEVEL", value_parser = ["note", "warning", "error"])]
    show: Option<String>,

    #[command(flatten)]
    gate: GateArguments,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let fail = |error: Error, streams: &mut Streams| say(&error, streams.err).map(|()| End::Failed);
    if arguments.gather.reads_stdin() {
        let wrong = "mark writes copies next to drafts, so it does not read standard input";
        return fail(Error::Usage(wrong.into()), streams);
    }
    let changed = match arguments.gate.changed()? {
        Ok(changed) => changed,
        Err(error) => return fail(error, streams),
    };
    let wanted = Wanted { changed: changed.as_ref(), ..Wanted::default() };
    let Some(mut gathered) = gather(&arguments.gather, &wanted, streams)? else { return Ok(End::Failed) };
    // Marked copies that were found in a folder are not drafts.
    gathered.files.retain(|file| original_of(&file.path).is_none() || arguments.gather.names(&file.path));
    let could = arguments.gate.apply(&gathered.groups, &mut gathered.files, changed.as_ref(), streams)?;
    gathered.files.retain(|file| file.report.is_draft);
    let found = gathered.files.len();
    gathered.files.retain(|file| can_be_marked(&file.report.source) || arguments.gather.names(&file.path));
    let skipped = found - gathered.files.len();
    if skipped > 0 {
        writeln!(streams.err, "copydesk: {} skipped: {ONLY_WORD}", plural(skipped, "draft"))?;
    }
    if arguments.output.is_some() && gathered.files.len() > 1 {
        return fail(Error::Usage("--output needs a single draft; several were found".into()), streams);
    }
    mark(arguments, gathered, could, streams)
}

fn mark(arguments: &Arguments, gathered: Gathered, could: bool, streams: &mut Streams) -> io::Result<End> {
    let mut failed = gathered.failed || !could;
    let lowest = arguments.show.as_deref().and_then(|name| Level::ALL.into_iter().find(|level| level.name() == name));
    for file in &gathered.files {
        let day = gathered.groups[file.group].settings().day().map(|day| day.to_string());
        let shown = file.report.diagnostics.iter().filter(|found| lowest.is_none_or(|lowest| found.level >= lowest));
        let remarks: Vec<Remark> = shown.map(remark).collect();
        let path = arguments.output.clone().unwrap_or_else(|| copy_of(&file.path));
        match write(&file.report.source, &remarks, day.as_deref(), &path, arguments.force) {
            Ok(count) => writeln!(streams.out, "{}: {}", printable(&path.to_string_lossy()), plural(count, "comment"))?,
            Err(error) => {
                failed = true;
                say(&error, streams.err)?;
            }
        }
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

/// Writes the copy, and returns how many comments were added.
fn write(source: &Source, remarks: &[Remark], day: Option<&str>, path: &Path, force: bool) -> Result<usize, Error> {
    let (bytes, count) = format::mark(source, remarks, day)
        .map_err(|because| Error::Usage(format!("{}: not marked: {because}", source.name)))?;
    if path.exists() && !force {
        let wrong = "exists; it may contain replies (--force replaces it, --output writes another)";
        return Err(Error::Usage(format!("{}: {wrong}", path.display())));
    }
    write_whole(path, bytes).map(|()| count)
}

/// A finding as a comment: the rule and what is wrong, why, and what to do.
fn remark(found: &Diagnostic) -> Remark {
    let mut paragraphs = vec![format!("{} ({}): {}", found.rule, found.level.name(), found.message)];
    paragraphs.extend(found.why.clone());
    paragraphs.extend(found.help.clone());
    if let Some(fix) = &found.fix {
        let safety = if fix.safety == Safety::Safe { "" } else { " (suggested)" };
        paragraphs.push(format!("Fix{safety}: {}", fix.title));
    }
    Remark { span: found.span(), paragraphs }
}
