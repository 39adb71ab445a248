//! Rows, checked and written a part after another: only one part is in memory, however many rows there are.

use super::notes::File;
use super::{Arguments, Found, hide_below, stats};
use crate::cli::checked::report_of;
use crate::cli::gather::{Gathering, Wanted};
use crate::cli::project::say;
use crate::cli::{End, Streams, summary};
use copydesk::diagnostic::{Hidden, Summary};
use std::io;

/// Drafts of a part. Each core has enough of them not to wait for the others.
const PART: usize = 512;

pub fn run(arguments: &Arguments, wanted: &Wanted, streams: &mut Streams) -> io::Result<End> {
    let Some(mut gathering) = Gathering::plan(&arguments.gather, wanted, streams)? else { return Ok(End::Failed) };
    let fail_on = gathering.fail_on();
    let mut notes = match arguments.notes.as_deref().map(File::create).transpose() {
        Ok(notes) => notes,
        Err(error) => return say(&error, streams.err).map(|()| End::Failed),
    };
    let (mut found, mut counts, mut hidden, mut could) =
        (Found::default(), Summary::default(), Hidden::default(), true);
    let mut rest = std::mem::take(&mut gathering.run.tasks).into_iter();
    let mut is_first = true;
    loop {
        gathering.run.tasks = rest.by_ref().take(PART).collect();
        if gathering.run.tasks.is_empty() && !is_first {
            break;
        }
        let Some(mut files) = gathering.check(wanted, streams)? else { return Ok(End::Failed) };
        could &= arguments.gate.apply(&gathering.run.groups, &mut files, None, streams)?;
        if let Some(Err(error)) = notes.as_mut().map(|file| file.add(&gathering.notes)) {
            return say(&error, streams.err).map(|()| End::Failed);
        }
        let mut report = report_of(files, &gathering.run.groups);
        found.add(Found::of(&report, fail_on));
        if let Some(lowest) = arguments.lowest() {
            hide_below(&mut report, lowest);
        }
        counts += report.summary();
        hidden += report.hidden();
        arguments.output.write_part(&report, is_first, streams)?;
        is_first = false;
    }
    if let Some(Err(error)) = notes.map(File::finish) {
        say(&error, streams.err)?;
        could = false;
    }
    if arguments.stats {
        stats::show(&gathering.run.groups, streams.err)?;
    }
    if !arguments.quiet {
        streams.out.flush()?;
        writeln!(streams.err, "{}", summary(counts, "checked", hidden))?;
    }
    Ok(match (gathering.run.failed || !could, found.fails(arguments.max_warnings)) {
        (true, _) => End::Failed,
        (false, true) => End::Found,
        (false, false) => End::Clean,
    })
}
