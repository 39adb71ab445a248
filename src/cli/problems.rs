//! What is wrong in packs and configurations, shown in their files.

use super::Streams;
use copydesk::analysis::names::Names;
use copydesk::config::Settings;
use copydesk::diagnostic::{Diagnostic, FileReport, Level, Report};
use copydesk::report::by_name;
use copydesk::rule::{Origin, Outcome, Rule, verify};
use std::io;

/// Shows the mistakes of packs and configuration on the error stream and says whether there are any.
pub fn show(settings: &Settings, streams: &mut Streams) -> io::Result<bool> {
    show_files(reports(settings), streams)
}

/// The mistakes of packs and configuration, by file. Examples of the house's own packs are run too: a rule that does not do
/// what it says is a mistake.
pub fn reports(settings: &Settings) -> Vec<FileReport> {
    let mut files = Vec::new();
    for (source, diagnostics) in &settings.problems {
        files.push(FileReport::new(source.clone(), diagnostics.clone()));
    }
    for rule in settings.rules.iter().filter(|rule| rule.origin == Origin::Newsroom) {
        let failed = failures(rule, &settings.house.names);
        if failed.is_empty() {
            continue;
        }
        match files.iter_mut().find(|file: &&mut FileReport| file.source.name == rule.source.name) {
            Some(file) => file.diagnostics.extend(failed),
            None => files.push(FileReport::new(rule.source.clone(), failed)),
        }
    }
    for file in &mut files {
        file.diagnostics.sort_by_key(Diagnostic::span);
    }
    files
}

/// Shows mistakes of files on the error stream and says whether there are any.
pub fn show_files(files: Vec<FileReport>, streams: &mut Streams) -> io::Result<bool> {
    let any = !files.is_empty();
    if any && let Some(human) = by_name("human") {
        human.write(&Report { files, ..Report::default() }, streams.look.1, streams.err)?;
    }
    Ok(any)
}

/// The examples of `rule` that do not hold, as diagnostics in its pack.
pub fn failures(rule: &Rule, names: &Names) -> Vec<Diagnostic> {
    let verdicts = verify(rule, names).into_iter().filter(|verdict| verdict.outcome != Outcome::Held);
    verdicts
        .map(|verdict| {
            let message = format!("{} ({}): {}", rule.id, verdict.outcome.name(), verdict.seen);
            Diagnostic::new("example", Level::Error, message, verdict.span)
        })
        .collect()
}
