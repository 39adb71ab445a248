//! Examples of a house's own rules, run as `copydesk test` runs them.

use crate::offsets::Offsets;
use copydesk::config::Settings;
use copydesk::diagnostic::{Diagnostic, FileReport, Level};
use copydesk::rule::{Origin, Outcome, Rule, verify};
use serde_json::{Value, json};

/// Mistakes in the files of a house, each file once; an example that does not hold is a mistake too.
pub fn problems(settings: &Settings) -> Vec<FileReport> {
    let mut files: Vec<FileReport> = settings
        .problems
        .iter()
        .map(|(source, diagnostics)| FileReport::new(source.clone(), diagnostics.clone()))
        .collect();
    for rule in of_the_house(settings) {
        let failed = verify(rule, &settings.house.names).into_iter().filter(|one| one.outcome != Outcome::Held);
        let failed: Vec<Diagnostic> = failed
            .map(|one| {
                let message = format!("{} ({}): {}", rule.id, one.outcome.name(), one.seen);
                Diagnostic::new("example", Level::Error, message, one.span)
            })
            .collect();
        match files.iter_mut().find(|file| file.source.name == rule.source.name) {
            Some(file) => file.diagnostics.extend(failed),
            None if failed.is_empty() => {}
            None => files.push(FileReport::new(rule.source.clone(), failed)),
        }
    }
    for file in &mut files {
        file.diagnostics.sort_by_key(Diagnostic::span);
    }
    files
}

/// Every example of the rules of a house: its place in the pack, whether the rule should find something, and what came of it.
pub fn all(settings: &Settings, in_utf16: bool) -> Value {
    let mut rules: Vec<Value> = Vec::new();
    for rule in of_the_house(settings) {
        let verdicts = verify(rule, &settings.house.names);
        let examples = rule.examples.iter().zip(&verdicts).map(|(example, verdict)| {
            json!({
                "good": example.good, "text": example.text, "outcome": verdict.outcome.name(), "seen": verdict.seen,
                "start": verdict.span.start, "end": verdict.span.end,
            })
        });
        let mut value = json!({
            "rule": rule.id, "path": rule.source.name, "examples": examples.collect::<Vec<_>>(),
        });
        if in_utf16 {
            Offsets::of(&rule.source.text).count(&mut value);
        }
        rules.push(value);
    }
    json!({ "version": 1, "rules": rules })
}

fn of_the_house(settings: &Settings) -> impl Iterator<Item = &Rule> {
    settings.rules.iter().filter(|rule| rule.origin == Origin::Newsroom)
}
