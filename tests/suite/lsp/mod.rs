//! `copydesk lsp`, as editors speak to it.

mod actions;
mod client;
mod house;
mod protocol;
mod reading;
mod sync;
mod text;
mod workspace;
mod writing;

use client::Editor;
use serde_json::Value;
use std::path::Path;

/// Two faults, one with a safe fix.
const DRAFT: &str = "The mayor replied by e-mail on Monday.\n\nNobody in the the office was hurt.\n";

/// The diagnostic of a rule.
#[track_caller]
fn of<'a>(diagnostics: &'a [Value], rule: &str) -> &'a Value {
    let found = diagnostics.iter().find(|found| found["code"] == rule);
    found.unwrap_or_else(|| panic!("{rule} is not in {diagnostics:#?}"))
}

/// The action whose title begins so.
#[track_caller]
fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().is_some_and(|of| of.starts_with(title)));
    found.unwrap_or_else(|| panic!("{title} is not in {actions:#?}"))
}

/// Opens the file at `path` and returns its text and diagnostics.
fn opened(editor: &mut Editor, path: &Path) -> (String, Vec<Value>) {
    let text = std::fs::read_to_string(path).expect("the file is text");
    editor.open(path, &text);
    let pushed = editor.pushed(path, 1);
    (text, pushed)
}
