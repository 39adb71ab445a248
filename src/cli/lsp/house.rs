//! Mistakes in the house's own files while they are edited: a configuration, a pack, a register, a sidecar. The text in the editor
//! counts, saved or not; drafts are judged by what is saved.

use super::analyst::Analyst;
use super::document::Document;
use super::projects::{absolute, load};
use crate::cli::problems;
use copydesk::Error;
use copydesk::config::{FILE_NAME, Settings};
use copydesk::diagnostic::{Diagnostic, Level};
use copydesk::files::read;
use copydesk::lint::Sidecar;
use copydesk::text::Span;
use std::path::Path;
use std::sync::Arc;

/// The mistakes in an open TOML file; `None` if it is none of the house's, such as the configuration of another program.
pub fn mistakes(analyst: &mut Analyst, document: &Arc<Document>) -> Option<Vec<Diagnostic>> {
    if !is_configuration(document)
        && let Some(draft) = document.draft_of_sidecar()
    {
        return Some(in_sidecar(analyst, document, &draft));
    }
    let path = absolute(&document.path);
    let found = match settings(analyst, document)? {
        Err(error) => vec![Diagnostic::new("configuration", Level::Error, error.to_string(), Span::new(0, 0))],
        Ok(settings) => {
            let mut files = problems::reports(&settings).into_iter();
            files
                .find(|file| absolute(Path::new(&file.source.name)) == path)
                .map(|file| file.diagnostics)
                .unwrap_or_default()
        }
    };
    Some(found)
}

/// Whether an open file is a configuration, by its name.
pub fn is_configuration(document: &Document) -> bool {
    document.path.file_name().is_some_and(|name| name == FILE_NAME)
}

/// The settings in which an open configuration, pack or register counts as it is in the editor; `None` for other TOML files.
pub fn settings(analyst: &Analyst, document: &Document) -> Option<Result<Settings, Error>> {
    if !analyst.queue.settings().trusted {
        return None;
    }
    let (open, path) = (analyst.open(), absolute(&document.path));
    let mut config = analyst.projects.config.clone();
    let is_configuration = is_configuration(document);
    let file = if is_configuration { Some(document.path.to_path_buf()) } else { config.file_for(&document.path) };
    let (settings, paths) = load(&config, file.as_deref(), &open);
    if is_configuration || paths.contains(&path) {
        return Some(settings);
    }
    if !has_rules(&document.source.text) || !path.is_file() {
        return None;
    }
    config.packs.extend.push(path.to_string_lossy().into_owned()); // a pack that nothing extends yet
    Some(load(&config, file.as_deref(), &open).0)
}

/// Whether a text has rules, as far as can be seen without reading it: it may be anything.
fn has_rules(text: &str) -> bool {
    text.lines().any(|line| line.trim() == "[[rule]]")
}

/// The mistakes in the sidecar of a draft, and its allowances that allow nothing.
fn in_sidecar(analyst: &mut Analyst, document: &Arc<Document>, draft: &Path) -> Vec<Diagnostic> {
    let open = analyst.queue.document(&super::address::uri_of(draft).0);
    let found = match open {
        Some(open) => analyst.checked(&open).beside.as_ref().map(|(_, found)| found.to_vec()),
        None => read(draft, &copydesk::files::name_of(draft)).ok().and_then(|source| {
            let on_disk = Arc::new(Document::on_disk(draft, Arc::new(source), document.encoding));
            let project = analyst.project(draft);
            let sidecar = analyst.sidecar(draft, &on_disk.source.name);
            analyst.read(&on_disk, project, sidecar).0.beside.map(|(_, found)| found)
        }),
    };
    found.unwrap_or_else(|| Sidecar::read(Arc::clone(&document.source)).problems)
}
