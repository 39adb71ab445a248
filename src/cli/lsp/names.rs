//! “These are two names”: a pair that looks like one name goes into the register, as `copydesk names --accept` writes it.

use super::analyst::{Analysed, Analyst};
use crate::cli::names::accept;
use copydesk::diagnostic::Diagnostic;
use copydesk::files::with_folder_lock;
use std::path::Path;

/// The two forms that a finding takes for one name.
pub fn pair(analysed: &Analysed, found: &Diagnostic) -> Option<(String, String)> {
    let (article, named) = (analysed.reading.article(), analysed.reading.named());
    let is_of_names = |rule: &&copydesk::rule::Rule| rule.id == found.rule && rule.kind == "names";
    analysed.project.settings().rules.iter().find(is_of_names)?;
    let doubt = named.doubts.iter().find(|doubt| article.prose.locate(doubt.span).span == found.span())?;
    let one = article.slice(doubt.span).to_owned();
    (one != doubt.right).then(|| (one, doubt.right.to_string()))
}

/// Writes that the two are different names.
///
/// # Errors
/// If a file cannot be written.
pub fn accept(analyst: &Analyst, analysed: &Analysed, found: &Diagnostic) -> Result<(), String> {
    let (one, other) = pair(analysed, found).ok_or("the finding is not about two names")?;
    let file = analysed.project.group.file.as_deref();
    let folders = analyst.queue.folders();
    let folder = file.and_then(Path::parent).or(folders.first().map(|folder| &**folder));
    let folder = folder.ok_or("there is no folder for a register: open one, or add a copydesk.toml")?;
    let config = &analyst.projects.config;
    let done = with_folder_lock(folder, || accept::write_pair(config, file, folder, (&one, &other)));
    let done = done.map_err(|error| error.to_string())?;
    analyst.queue.house_changed();
    analyst.outbox.inform(&format!("{}: “{one}” and “{other}” are two names.", done.register.display()));
    Ok(())
}
