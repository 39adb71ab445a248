//! The house's own files in the editor: configuration, packs, registers, sidecars; and whether they are trusted.

use super::super::{folder, write};
use super::client::{Editor, capabilities, pulling, uri};
use super::text::range;
use super::{DRAFT, of, opened};
use serde_json::{Value, json};

const RULE: &str = "[[rule]]\nid = \"house/mayor\"\nkind = \"terms\"\nlevel = \"error\"\nmessage = \"write “{replacement}”\"\n\
    terms = { mayor = \"provost\" }\nbad = [\"The [[mayor]] spoke.\"]\n";

#[test]
fn a_mistake_is_shown_at_its_place_before_it_is_saved() {
    let desk = folder(&[("copydesk.toml", "extends = [\"news\"]\n"), ("draft.md", DRAFT)]);
    let (path, options) = (desk.path().join("draft.md"), desk.path().join("copydesk.toml"));
    let mut editor = Editor::new(desk.path());
    let (_, before) = opened(&mut editor, &path);
    editor.open(&options, "extends = [\"news\"]\n");
    assert!(editor.pushed(&options, 1).is_empty());
    let text = "extends = [\"news\"]\nlevls = 3\n\n[levels]\n\"style/dubled-word\" = \"off\"\nstyle = \"off\"\n";
    editor.change(&options, 2, &json!([{ "text": text }]));
    let found = editor.pushed(&options, 2);
    let places: Vec<(&Value, Value)> = found.iter().map(|of| (&of["message"], of["range"].clone())).collect();
    let words = |words: &str| {
        let at = text.find(words).expect("it is there");
        range(text, at..at + words.len(), false)
    };
    assert_eq!(
        places,
        [
            (&json!("a configuration has no key `levls`\ndid you mean `levels`?"), words("levls")),
            (
                &json!("there is no rule or family `style/dubled-word`\ndid you mean `style/doubled-word`?"),
                words("\"style/dubled-word\"")
            ),
        ]
    );
    assert_eq!(editor.pulled(&path).len(), before.len(), "drafts are judged by what is saved");
    std::fs::write(&options, "extends = [\"news\"]\n\n[levels]\nstyle = \"off\"\n").expect("it is saved");
    editor.change(&options, 3, &json!([{ "text": "extends = [\"news\"]\n\n[levels]\nstyle = \"off\"\n" }]));
    editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri(&options) } }));
    let after = editor.pushed(&path, 1);
    assert!(after.iter().all(|found| found["code"] != "style/doubled-word"), "{after:#?}");
}

#[test]
fn packs_show_the_examples_that_do_not_hold() {
    let desk = folder(&[
        ("copydesk.toml", "extends = [\"news\", \"rules\"]\n"),
        ("rules/house.toml", RULE),
        ("draft.md", DRAFT),
    ]);
    let pack = desk.path().join("rules/house.toml");
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    editor.open(&pack, RULE);
    assert!(editor.pulled(&pack).is_empty());
    editor.change(&pack, 2, &json!([{ "text": RULE.replace("The [[mayor]]", "The [[baker]]") }]));
    let found = editor.pulled(&pack);
    assert_eq!((found.len(), &found[0]["range"]["start"]["line"]), (1, &json!(6)), "{found:#?}");
    let draft = desk.path().join("draft.md");
    editor.open(&draft, DRAFT);
    of(&editor.pulled(&draft), "house/mayor");
}

#[test]
fn a_pack_on_the_disk_is_read_again_when_it_changes() {
    let desk = folder(&[("copydesk.toml", "extends = [\"house.toml\"]\n"), ("house.toml", RULE), ("draft.md", DRAFT)]);
    let path = desk.path().join("draft.md");
    let mut editor = Editor::new(desk.path());
    let (_, before) = opened(&mut editor, &path);
    of(&before, "house/mayor");
    let watched = editor.wait(|message| message["method"] == "client/registerCapability");
    assert!(watched.to_string().contains("toml"), "{watched}");
    write(
        desk.path(),
        "house.toml",
        RULE.replace("mayor\"", "bailiff\"").replace("level = \"error\"", "level = 7").as_bytes(),
    );
    let changes = json!([{ "uri": uri(&desk.path().join("house.toml")), "type": 2 }]);
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    assert!(editor.pushed(&path, 1).is_empty(), "the rule cannot be read");
    let mistakes = editor.pushed(&desk.path().join("house.toml"), Value::Null);
    assert_eq!(mistakes[0]["range"]["start"]["line"], 3, "{mistakes:#?}");
    write(desk.path(), "house.toml", RULE.as_bytes());
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    of(&editor.pushed(&path, 1), "house/mayor");
    assert!(editor.pushed(&desk.path().join("house.toml"), Value::Null).is_empty(), "and taken back");
}

#[test]
fn a_sidecar_in_the_editor_counts() {
    let desk = folder(&[("draft.txt", DRAFT)]);
    let (path, beside) = (desk.path().join("draft.txt"), desk.path().join("draft.txt.copydesk.toml"));
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    editor.open(&path, DRAFT);
    of(&editor.pulled(&path), "style/doubled-word");
    editor.open(&beside, "[[allow]]\nrule = \"style/doubled-word\"\nreason = \"a poem\"\n\n[[allow]]\nrule = \"style/try-and\"\nreason = \"x\"\nreson = 3\n");
    assert!(editor.pulled(&path).iter().all(|found| found["code"] != "style/doubled-word"));
    let found = editor.pulled(&beside);
    assert!(found[0]["message"].as_str().is_some_and(|said| said.contains("reson")), "{found:#?}");
}

#[test]
fn other_peoples_toml_is_left_alone() {
    let desk = folder(&[("Cargo.toml", "[package]\nname = 3\n")]);
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    let path = desk.path().join("Cargo.toml");
    editor.open(&path, "[package\nname = 3\n");
    assert!(editor.pulled(&path).is_empty());
}

#[test]
fn a_folder_that_is_not_trusted_has_no_configuration() {
    let files = [
        ("copydesk.toml", "extends = [\"house.toml\"]\n"),
        ("house.toml", RULE),
        ("draft.md", DRAFT),
        ("draft.md.copydesk.toml", "[[allow]]\nrule = \"style/doubled-word\"\nreason = \"x\"\n"),
    ];
    let desk = folder(&files);
    let path = desk.path().join("draft.md");
    let mut editor = Editor::with(desk.path(), capabilities(), json!({ "trusted": false }));
    let (_, found) = opened(&mut editor, &path);
    of(&found, "style/doubled-word");
    assert!(found.iter().all(|found| found["code"] != "house/mayor"), "no rule of the folder");
    let actions = editor.actions(&path, of(&found, "style/doubled-word"));
    assert!(actions.iter().all(|action| !action["title"].as_str().is_some_and(|title| title.starts_with("Turn"))));
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": { "copydesk": { "trusted": true } } }));
    let found = editor.pushed(&path, 1);
    of(&found, "house/mayor");
    assert!(found.iter().all(|found| found["code"] != "style/doubled-word"), "the sidecar counts now");
}
