//! Help for those who write configurations and rules.

use super::super::folder;
use super::client::{Editor, pulling, uri};
use super::text::{edited, place};
use serde_json::{Value, json};
use std::path::PathBuf;

/// An editor with a file of the house, `|` being where the cursor is.
fn at_cursor(name: &str, text: &str) -> (tempfile::TempDir, Editor, PathBuf, String, Value) {
    let pack = "[[rule]]\nid = \"house/mayor\"\nkind = \"terms\"\nlevel = \"off\"\nmessage = \"x\"\nterms = { mayor = \"provost\" }\n";
    let desk = folder(&[
        ("copydesk.toml", "extends = [\"news\", \"rules\"]\n"),
        ("rules/other.toml", pack),
        ("rules/house.toml", ""),
    ]);
    let path = desk.path().join(name);
    let byte = text.find('|').expect("a cursor");
    let text = text.replacen('|', "", 1);
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    editor.open(&path, &text);
    let params = json!({ "textDocument": { "uri": uri(&path) }, "position": place(&text, byte, false) });
    (desk, editor, path, text, params)
}

/// The labels that are offered at the cursor, and the text after the item `wanted` is taken.
#[track_caller]
fn completed(name: &str, text: &str, wanted: &str) -> (Vec<String>, String) {
    let (_desk, mut editor, _, text, params) = at_cursor(name, text);
    let items = editor.request("textDocument/completion", params);
    let items = items.as_array().expect("a list");
    let labels = items.iter().filter_map(|item| item["label"].as_str().map(str::to_owned)).collect();
    let item = items.iter().find(|item| item["label"] == wanted).unwrap_or_else(|| panic!("no {wanted} in {labels:?}"));
    (labels, edited(&text, &[item["textEdit"].clone()], false))
}

#[test]
fn keys_of_a_configuration_are_completed() {
    let (labels, text) = completed("copydesk.toml", "ext|", "extends");
    assert_eq!(text, "extends");
    assert!(labels.contains(&"override".to_owned()) && !labels.contains(&"paths".to_owned()));
    let (labels, _) = completed("copydesk.toml", "[[override]]\n|", "paths");
    assert!(!labels.contains(&"include".to_owned()));
    assert_eq!(completed("copydesk.toml", "extends = [\"ne|\"]", "news").1, "extends = [\"news\"]");
    assert_eq!(completed("copydesk.toml", "[levels]\nsty|", "style/try-and").1, "[levels]\n\"style/try-and\"");
    assert_eq!(completed("copydesk.toml", "[levels]\n\"house/|", "house/mayor").1, "[levels]\n\"house/mayor\"");
    let (labels, text) = completed("copydesk.toml", "[[override]]\nlevels = { style = |", "note");
    assert_eq!((labels.len(), text.as_str()), (4, "[[override]]\nlevels = { style = \"note\""));
}

#[test]
fn keys_of_a_rule_depend_on_its_kind() {
    let rule = "[[rule]]\nkind = \"terms\"\n|\n\n[[rule]]\nkind = \"limit\"\n";
    let (labels, text) = completed("rules/house.toml", rule, "terms");
    assert!(labels.contains(&"message".to_owned()) && !labels.contains(&"of".to_owned()), "{labels:?}");
    assert!(text.starts_with("[[rule]]\nkind = \"terms\"\nterms\n"));
    let (labels, _) = completed("rules/house.toml", "[[rule]]\nkind = \"|\"", "pattern");
    assert!(labels.len() > 20, "all kinds");
    assert_eq!(completed("rules/house.toml", "[[rule]]\nzones = [\"bo|", "body").1, "[[rule]]\nzones = [\"body\"");
    completed("rules/house.toml", "[[rule]]\nyields-to = [\"|", "house/mayor");
}

#[test]
fn nothing_is_offered_in_the_files_of_other_programs() {
    let (_desk, mut editor, _, _, params) = at_cursor("Cargo.toml", "[pack|");
    assert_eq!(editor.request("textDocument/completion", params), json!([]));
}

#[test]
fn keys_kinds_and_rules_are_explained() {
    for (name, text, says) in [
        ("copydesk.toml", "ext|ends = [\"news\"]\n", "**extends**: Packs"),
        ("copydesk.toml", "[levels]\n\"style/|try-and\" = \"off\"\n", "**style/try-and**: "),
        ("rules/house.toml", "[[rule]]\nkind = \"te|rms\"\n", "**terms**: preferred forms"),
        ("rules/house.toml", "[[rule]]\nid = \"a/b\"\n|why = \"x\"\n", "**why**: Why it matters"),
    ] {
        let (_desk, mut editor, _, _, params) = at_cursor(name, text);
        let hover = editor.request("textDocument/hover", params);
        let said = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(said.starts_with(says), "{text}: {hover}");
    }
}

#[test]
fn a_lens_runs_the_examples_of_a_rule() {
    let pack = "|[[rule]]\nid = \"house/city-hall\"\nkind = \"terms\"\nlevel = \"warning\"\nmessage = \"write “{replacement}”\"\n\
        terms = { \"town hall\" = \"city hall\" }\nbad = [\"The [[town hall]] burned.\"]\ngood = [\"The city hall burned.\"]\n";
    let (_desk, mut editor, path, text, _) = at_cursor("rules/house.toml", pack);
    let document = json!({ "textDocument": { "uri": uri(&path) } });
    let lenses = editor.request("textDocument/codeLens", document.clone());
    assert_eq!(
        (&lenses[0]["command"]["title"], &lenses[0]["range"]["start"]["line"]),
        (&json!("Run its 2 examples"), &json!(1))
    );
    editor.execute(&lenses[0]);
    let said = editor.wait(|message| message["method"] == "window/showMessage");
    assert_eq!(said["params"]["message"], "house/city-hall: 2 of 2 examples held.");
    editor.change(&path, 2, &json!([{ "text": text.replace("The city hall", "The town hall") }]));
    editor.execute(&lenses[0]);
    let said = editor.wait(|message| message["method"] == "window/showMessage");
    let said = said["params"]["message"].as_str().unwrap_or_default();
    assert!(said.starts_with("house/city-hall: 1 of 2 examples held. noisy: "), "what is not saved counts: {said}");
}
