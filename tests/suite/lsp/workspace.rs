//! Drafts that are not open.

use super::super::{folder, run};
use super::client::{Editor, pulling, uri};
use super::text::found;
use super::{DRAFT, of};
use serde_json::{Value, json};

const FILES: &[(&str, &str)] = &[
    ("copydesk.toml", "extends = [\"news\"]\nexclude = [\"old/**\"]\n"),
    ("one.txt", DRAFT),
    ("two.md", "Mohammed Elmasry opened the fair on Monday.\n"),
    ("three.md", "Mohammed Elmasri closed the fair on Sunday.\n"),
    ("old/four.md", DRAFT),
];

#[test]
fn the_workspace_has_the_findings_of_its_folder() {
    let desk = folder(FILES);
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    editor.open(&desk.path().join("one.txt"), DRAFT);
    let asked = json!({ "previousResultIds": [], "workDoneToken": "look" });
    let report = editor.request("workspace/diagnostic", asked);
    let items = report["items"].as_array().expect("a list");
    let checked = run(desk.path(), &["check", "--format", "json"]).json();
    for file in checked["files"].as_array().expect("a list") {
        let path = desk.path().join(file["path"].as_str().unwrap_or_default());
        let item = items.iter().find(|item| item["uri"] == uri(&path).as_str());
        if path.ends_with("one.txt") {
            assert_eq!(item, None, "what is open has its own check");
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("it is there");
        let shown = item.and_then(|item| item["items"].as_array()).expect("it is reported");
        let report = json!({ "files": [file] });
        assert_eq!(found(&text, shown, false), super::text::of_check(&report), "{}", path.display());
    }
    assert!(
        items.iter().all(|item| !item["uri"].as_str().unwrap_or_default().contains("/old/")),
        "what is excluded is not read"
    );
    let told: Vec<&Value> = editor.rest().iter().filter(|message| message["method"] == "$/progress").collect();
    let kinds: Vec<&Value> = told.iter().map(|message| &message["params"]["value"]["kind"]).collect();
    assert_eq!((kinds.first(), kinds.last()), (Some(&&json!("begin")), Some(&&json!("end"))));
    assert!(told.iter().all(|message| message["params"]["token"] == "look"));
}

#[test]
fn a_workspace_that_is_asked_about_again_waits_for_a_change() {
    let desk = folder(FILES);
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    let first = editor.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let known: Vec<Value> = (first["items"].as_array().expect("a list").iter())
        .map(|item| json!({ "uri": item["uri"], "value": item["resultId"] }))
        .collect();
    let again = editor.ask("workspace/diagnostic", json!({ "previousResultIds": known }));
    // Other questions are answered meanwhile.
    let path = desk.path().join("draft.md");
    editor.open(&path, DRAFT);
    of(&editor.pulled(&path), "style/doubled-word");
    std::fs::write(desk.path().join("two.md"), "The the fair.\n").expect("it is saved");
    let items = editor.answer_to(again)["result"]["items"].clone();
    let kind = |name: &str| {
        let uri = uri(&desk.path().join(name));
        items
            .as_array()
            .and_then(|items| items.iter().find(|item| item["uri"] == uri.as_str()))
            .map(|item| item["kind"].clone())
    };
    assert_eq!((kind("two.md"), kind("one.txt")), (Some(json!("full")), Some(json!("unchanged"))));
    let third = editor.ask("workspace/diagnostic", json!({ "previousResultIds": known }));
    editor.notify("$/cancelRequest", json!({ "id": third }));
    let answer = editor.answer_to(third);
    assert!(answer["error"]["code"] == -32800 || answer.get("result").is_some(), "{answer}");
    assert_eq!(editor.shut_down(), 0);
}

#[test]
fn an_editor_that_does_not_ask_can_have_the_folder_checked() {
    let desk = folder(FILES);
    let mut editor = Editor::new(desk.path());
    editor.request("workspace/executeCommand", json!({ "command": "copydesk.checkWorkspace" }));
    let pushed = editor.pushed(&desk.path().join("one.txt"), Value::Null);
    of(&pushed, "style/doubled-word");
    editor.wait(|message| message["method"] == "window/workDoneProgress/create");
}

#[test]
fn a_file_that_is_not_open_is_counted_without_its_byte_order_mark() {
    let desk = folder(&[("one.txt", "\u{feff}The é e-mail 😀 came by e-mail.\r\nNobody saw the the mole.\r\n")]);
    for encoding in ["utf-8", "utf-16"] {
        let mut editor = Editor::with(desk.path(), pulling(), json!({ "encodings": [encoding] }));
        let report = editor.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let found = report["items"][0]["items"].as_array().expect("a list").to_vec();
        // As an editor has the text.
        let text = "The é e-mail 😀 came by e-mail.\r\nNobody saw the the mole.\r\n";
        let places =
            super::text::found(text, &found, editor.utf8).into_iter().map(|(_, _, _, start, end)| &text[start..end]);
        let places: Vec<&str> = places.collect();
        assert!(places.contains(&"e-mail") && places.contains(&"the the"), "{encoding}: {places:?}");
    }
}

#[test]
fn what_was_pushed_is_taken_back_when_an_editor_asks_about_the_draft() {
    let desk = folder(FILES);
    let path = desk.path().join("one.txt");
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    editor.request("workspace/executeCommand", json!({ "command": "copydesk.checkWorkspace" }));
    of(&editor.pushed(&path, Value::Null), "style/doubled-word");
    editor.open(&path, DRAFT);
    of(&editor.pulled(&path), "style/doubled-word");
    assert!(editor.pushed(&path, Value::Null).is_empty(), "or the editor would show each finding twice");
}
