//! A code lens on each rule of a pack: run its examples.

use super::aim::{Aim, RUN_EXAMPLES};
use super::analyst::Analyst;
use super::complete::opened;
use super::document::Document;
use super::house;
use super::keys::File;
use super::projects::absolute;
use copydesk::config::Settings;
use copydesk::rule::{Outcome, Rule, verify};
use gen_lsp_types::{CodeLens, CodeLensParams, Command, Uri};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// A lens on each rule of an open pack that can be read.
pub fn lenses(analyst: &mut Analyst, params: CodeLensParams) -> Vec<CodeLens> {
    let uri = params.text_document.uri;
    let Some((document, settings)) = settings(analyst, &uri) else { return Vec::new() };
    let path = absolute(&document.path);
    let rules = settings.rules.iter().filter(|rule| absolute(Path::new(&rule.source.name)) == path);
    let lens = |rule: &Rule| {
        let count = rule.examples.iter().count();
        let title = match count {
            0 => "No examples yet".to_owned(),
            1 => "Run its example".to_owned(),
            count => format!("Run its {count} examples"),
        };
        let arguments = vec![json!({ "uri": uri, "rule": rule.id })];
        let command = Command { title, tooltip: None, command: RUN_EXAMPLES.into(), arguments: Some(arguments) };
        CodeLens { range: document.range(rule.span), command: Some(command), data: None }
    };
    rules.map(lens).collect()
}

/// The settings in which an open pack counts as it is in the editor.
fn settings(analyst: &Analyst, uri: &Uri) -> Option<(Arc<Document>, Settings)> {
    let (document, _) = opened(analyst, uri).filter(|(_, file)| *file == File::Pack)?;
    let settings = house::settings(analyst, &document)?.ok()?;
    Some((document, settings))
}

/// Runs the examples of a rule and says how many held. Those that did not are shown at their places by the check of the pack.
///
/// # Errors
/// If there is no such rule.
pub fn run(analyst: &Analyst, aim: &Aim) -> Result<(), String> {
    let found = settings(analyst, &Uri(aim.uri.to_string()));
    let (_, settings) = found.ok_or("the pack is not open")?;
    let rule = settings.rules.iter().find(|rule| rule.id == aim.rule);
    let rule = rule.ok_or_else(|| format!("there is no rule {}, or it has a mistake", aim.rule))?;
    let verdicts = verify(rule, &settings.house.names);
    let failed: Vec<_> = verdicts.iter().filter(|verdict| verdict.outcome != Outcome::Held).collect();
    let held = format!("{}: {} of {} examples held.", rule.id, verdicts.len() - failed.len(), verdicts.len());
    match failed.first() {
        None => analyst.outbox.inform(&held),
        Some(verdict) => analyst.outbox.warn(&format!("{held} {}: {}", verdict.outcome.name(), verdict.seen)),
    }
    Ok(())
}
