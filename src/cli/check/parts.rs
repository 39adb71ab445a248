//! Rows, checked and written a part after another: only one part is in memory, however many rows there are.

use super::notes::File;
use super::{Arguments, Found, hide_below, stats};
use crate::cli::checked::{CheckedFile, report_of, sort};
use crate::cli::gather::{Gathering, Wanted};
use crate::cli::output::Growing;
use crate::cli::project::say;
use crate::cli::run::Task;
use crate::cli::{End, Streams, summary};
use copydesk::diagnostic::Hidden;
use std::collections::VecDeque;
use std::io;

/// Drafts of a part. Each core has enough of them not to wait for the others.
const PART: usize = 512;

/// Checks what `gathering` found, each table as one draft, and writes notes and a report.
pub fn run(
    arguments: &Arguments,
    wanted: &Wanted,
    mut gathering: Gathering,
    (mut notes, mut report): (Option<File>, Growing),
    streams: &mut Streams,
) -> io::Result<End> {
    let fail_on = gathering.fail_on();
    let (mut found, mut hidden, mut could) = (Found::default(), Hidden::default(), true);
    let (tables, drafts): (Vec<_>, Vec<_>) =
        std::mem::take(&mut gathering.run.tasks).into_iter().partition(Task::is_row);
    let mut rows = tables.into_iter().flat_map(Task::split);
    // Drafts that are not rows are compared with each other, so they are a part of their own. Then they wait for their place in the
    // report, which is in the order of names.
    let mut waiting = VecDeque::new();
    let mut part = Some(drafts);
    while let Some(tasks) = part.take() {
        gathering.run.tasks = tasks;
        let Some(mut files) = gathering.check(wanted, streams)? else { return Ok(End::Failed) };
        if let Some(Err(error)) = notes.as_mut().map(|file| file.add(&gathering.notes)) {
            say(&error, streams.err)?;
            (notes, could) = (None, false);
        }
        let next: Vec<Task> = rows.by_ref().take(PART).collect();
        if next.is_empty() {
            files.extend(waiting.drain(..));
        } else if gathering.run.tasks.iter().any(Task::is_row) {
            files.extend(up_to(files.last(), &mut waiting));
        } else {
            waiting.extend(std::mem::take(&mut files));
        }
        sort(&mut files);
        let mut of_part = report_of(files, &gathering.run.groups);
        found.add(Found::of(&of_part, fail_on));
        if let Some(lowest) = arguments.lowest() {
            hide_below(&mut of_part, lowest);
        }
        hidden += of_part.hidden();
        report.add(&of_part, streams.out)?;
        part = Some(next).filter(|next| !next.is_empty());
    }
    let counts = report.close(streams.out)?;
    if let Some(Err(error)) = notes.map(File::finish) {
        say(&error, streams.err)?;
        could = false;
    }
    if arguments.stats {
        stats::show(&gathering.run.groups, streams.err)?;
    }
    if !arguments.quiet {
        streams.out.flush()?;
        writeln!(streams.err, "{}", summary(counts, "checked", hidden, streams.look.1.width))?;
    }
    Ok(match (gathering.run.failed || !could, found.fails(arguments.max_warnings)) {
        (true, _) => End::Failed,
        (false, true) => End::Found,
        (false, false) => End::Clean,
    })
}

/// Takes from `waiting` the files whose place is before `last`.
fn up_to(last: Option<&CheckedFile>, waiting: &mut VecDeque<CheckedFile>) -> Vec<CheckedFile> {
    let Some(last) = last.map(CheckedFile::place) else { return Vec::new() };
    let count = waiting.iter().take_while(|file| file.place() < last).count();
    waiting.drain(..count).collect()
}
