//! What an editor can do about a finding.

use super::super::{folder, run};
use super::client::{Editor, capabilities, uri};
use super::text::{edited, edits};
use super::{DRAFT, of, opened, titled};
use serde_json::{Value, json};
use std::path::Path;

/// Makes the edit that an action carries.
fn made(text: &str, action: &Value) -> String {
    edited(text, &edits(&action["edit"]), false)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Executes the command of an action whose edit the editor makes.
#[track_caller]
fn executed(editor: &mut Editor, text: &str, action: &Value) -> String {
    editor.execute(action);
    let edit = editor.edits.pop().unwrap_or_else(|| panic!("no edit for {action}"));
    edited(text, &edits(&edit), editor.utf8)
}

#[test]
fn a_safe_fix_is_preferred_and_does_what_the_command_does() {
    let desk = folder(&[("draft.md", DRAFT)]);
    let path = desk.path().join("draft.md");
    let mut editor = Editor::new(desk.path());
    let (text, pushed) = opened(&mut editor, &path);
    let actions = editor.actions(&path, of(&pushed, "style/preferred-terms"));
    let fix = titled(&actions, "Write “email”");
    assert_eq!(&actions[0], fix, "what is about the word comes before what is about the draft");
    assert_eq!((&fix["isPreferred"], &fix["kind"]), (&json!(true), &json!("quickfix")));
    assert_eq!(fix["diagnostics"][0]["code"], "style/preferred-terms");
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    assert_eq!(made(&text, fix), text.replace("e-mail", "email"));
    let all = made(&text, titled(&actions, "Fix all safe findings in this draft"));
    run(desk.path(), &["fix", "draft.md"]);
    assert_eq!(all, read(&path));
    assert_ne!(all, text.replace("e-mail", "email"), "there are two");
}

#[test]
fn fix_all_is_what_an_editor_asks_for_when_it_saves() {
    let desk = folder(&[("draft.md", DRAFT)]);
    let path = desk.path().join("draft.md");
    let mut can = capabilities();
    can["textDocument"]["codeAction"] = json!({ "resolveSupport": { "properties": ["edit"] } });
    can["workspace"]["workspaceEdit"] = Value::Null;
    let mut editor = Editor::with(desk.path(), can, json!({}));
    let (text, _) = opened(&mut editor, &path);
    let ask = |only: &str| {
        json!({
            "textDocument": { "uri": uri(&path) }, "context": { "diagnostics": [], "only": [only] },
            "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } },
        })
    };
    for only in ["source.fixAll", "source", "source.fixAll.copydesk"] {
        let actions = editor.request("textDocument/codeAction", ask(only));
        assert_eq!(actions.as_array().map(Vec::len), Some(1), "{only}: {actions}");
        assert_eq!(actions[0].get("edit"), None, "the edit comes when it is wanted");
        let resolved = editor.request("codeAction/resolve", actions[0].clone());
        let changes = resolved["edit"]["changes"].as_object().expect("changes without a version");
        assert_eq!(changes.len(), 1);
        assert_eq!(made(&text, &resolved), "The mayor replied by email on Monday.\n\nNobody in the office was hurt.\n");
    }
    assert_eq!(editor.request("textDocument/codeAction", ask("refactor")), json!([]));
}

#[test]
fn a_finding_is_allowed_by_a_comment_that_asks_for_a_reason() {
    for name in ["draft.md", "draft.html"] {
        let text = "<h1>Pumps</h1>\n\n<p>The mayor replied\nby e-mail on Monday.</p>\n\n<p>Nobody was hurt.</p>\n";
        let text = if name.ends_with(".md") {
            "# Pumps\n\n- The mayor replied\n  by e-mail on Monday.\n\nNobody was hurt.\n"
        } else {
            text
        };
        let desk = folder(&[(name, text)]);
        let path = desk.path().join(name);
        let mut editor = Editor::new(desk.path());
        let (text, pushed) = opened(&mut editor, &path);
        let actions = editor.actions(&path, of(&pushed, "style/preferred-terms"));
        let allowed = executed(&mut editor, &text, titled(&actions, "Allow style/preferred-terms here"));
        assert!(allowed.contains("<!-- copydesk: allow style/preferred-terms reason: -->\n"), "{allowed}");
        editor.change(&path, 2, &json!([{ "text": allowed }]));
        let pushed = editor.pushed(&path, 2);
        assert!(pushed.iter().all(|found| found["code"] != "style/preferred-terms"), "{pushed:#?}");
        of(&pushed, "copydesk/allowance-without-reason");
        let given = allowed.replace("reason: -->", "reason: the lobby’s own name -->");
        editor.change(&path, 3, &json!([{ "text": given }]));
        let pushed = editor.pushed(&path, 3);
        assert!(pushed.iter().all(|found| !found["code"].as_str().unwrap_or_default().starts_with("copydesk/")));
    }
}

#[test]
fn an_editor_may_ask_for_the_reason_itself() {
    let desk = folder(&[("draft.md", DRAFT)]);
    let path = desk.path().join("draft.md");
    let mut editor = Editor::with(desk.path(), capabilities(), json!({ "asksReason": true }));
    let (text, pushed) = opened(&mut editor, &path);
    let actions = editor.actions(&path, of(&pushed, "style/doubled-word"));
    let mut action = titled(&actions, "Allow style/doubled-word here").clone();
    assert_eq!(action["command"]["command"], "copydesk.askReason");
    action["command"]["command"] = json!("copydesk.allow");
    action["command"]["arguments"][0]["reason"] = json!(" a line -- of\na poem ");
    let allowed = executed(&mut editor, &text, &action);
    assert!(
        allowed.contains("hurt. <!-- copydesk: allow style/doubled-word reason: a line – of a poem -->\n"),
        "{allowed}"
    );
}

#[test]
fn plain_text_is_allowed_in_the_sidecar() {
    let desk = folder(&[("draft.txt", DRAFT), ("draft.txt.copydesk.toml", "# ours\n[metadata]\ntype = \"news\"\n")]);
    let path = desk.path().join("draft.txt");
    let mut editor = Editor::new(desk.path());
    let (_, pushed) = opened(&mut editor, &path);
    let actions = editor.actions(&path, of(&pushed, "style/doubled-word"));
    editor.execute(titled(&actions, "Allow style/doubled-word here"));
    let sidecar = read(&desk.path().join("draft.txt.copydesk.toml"));
    assert!(sidecar.starts_with("# ours\n[metadata]\ntype = \"news\"\n"), "{sidecar}");
    assert!(
        sidecar.contains("[[allow]]\nrule = \"style/doubled-word\"\nwords = \"the the\"\nreason = \"\"\n"),
        "{sidecar}"
    );
    let pushed = editor.pushed(&path, 1);
    assert!(pushed.iter().all(|found| found["code"] != "style/doubled-word"), "checked again without an edit");
    let beside = editor.pushed(&desk.path().join("draft.txt.copydesk.toml"), Value::Null);
    of(&beside, "copydesk/allowance-without-reason");
}

#[test]
fn a_rule_is_turned_down_for_a_folder() {
    let desk = folder(&[("copydesk.toml", "extends = [\"news\"] # ours\n"), ("opinion/draft.md", DRAFT)]);
    let path = desk.path().join("opinion/draft.md");
    let mut editor = Editor::new(desk.path());
    let (_, pushed) = opened(&mut editor, &path);
    let actions = editor.actions(&path, of(&pushed, "style/doubled-word"));
    editor.execute(titled(&actions, "Turn style/doubled-word down to note in opinion/"));
    let options = read(&desk.path().join("copydesk.toml"));
    assert!(
        options.starts_with("extends = [\"news\"] # ours\n") && options.contains("paths = [\"opinion/**\"]"),
        "{options}"
    );
    let again = editor.pushed(&path, 1);
    assert_eq!(of(&again, "style/doubled-word")["severity"], 3);
    let wanted = run(desk.path(), &["check", "--format", "short", "opinion/draft.md"]);
    assert!(wanted.out.contains("note[style/doubled-word]"), "{}", wanted.out);
}

#[test]
fn an_open_configuration_is_changed_in_the_editor() {
    let desk = folder(&[("copydesk.toml", "extends = [\"news\"]\n"), ("draft.md", DRAFT)]);
    let (path, options) = (desk.path().join("draft.md"), desk.path().join("copydesk.toml"));
    let mut editor = Editor::new(desk.path());
    let (_, pushed) = opened(&mut editor, &path);
    let unsaved = "extends = [\"news\"] # not saved\n";
    editor.open(&options, unsaved);
    let actions = editor.actions(&path, of(&pushed, "style/doubled-word"));
    let changed = executed(&mut editor, unsaved, titled(&actions, "Turn style/doubled-word down to note here"));
    assert_eq!(changed, format!("{unsaved}\n[levels]\n\"style/doubled-word\" = \"note\"\n"));
    assert_eq!(read(&options), "extends = [\"news\"]\n", "the file is the editor’s to save");
}

#[test]
fn two_names_go_into_the_register() {
    let text =
        "Mohammed Elmasry opened the fair on Monday. Visitors cheered.\n\n“It is a good day,” Mohammed Elmasri said.\n";
    let desk = folder(&[("copydesk.toml", "extends = [\"news\"]\n"), ("draft.txt", text)]);
    let path = desk.path().join("draft.txt");
    let mut editor = Editor::new(desk.path());
    let (_, pushed) = opened(&mut editor, &path);
    let found = of(&pushed, "names/inconsistent");
    assert!(found["relatedInformation"].is_array(), "{found}");
    let actions = editor.actions(&path, found);
    editor.execute(
        actions
            .iter()
            .find(|of| of["title"].as_str().is_some_and(|title| title.ends_with("are two names")))
            .expect("it is offered"),
    );
    assert!(read(&desk.path().join("register.toml")).contains("different = ["));
    assert!(editor.pushed(&path, 1).iter().all(|found| found["code"] != "names/inconsistent"));
}

#[test]
fn a_command_that_cannot_be_done_says_why() {
    let desk = folder(&[("draft.md", DRAFT)]);
    let path = desk.path().join("draft.md");
    let mut editor = Editor::new(desk.path());
    opened(&mut editor, &path);
    for (command, argument, says) in [
        ("copydesk.nonsense", json!({}), "no command"),
        ("copydesk.allow", json!({ "uri": uri(&desk.path().join("other.md")) }), "is not open"),
        ("copydesk.turnDown", json!({ "uri": uri(&path), "finding": "0", "rule": "style/x" }), "is not there any more"),
        ("copydesk.allow", json!(3), "invalid type"),
    ] {
        let answer =
            editor.response("workspace/executeCommand", json!({ "command": command, "arguments": [argument] }));
        assert_eq!(answer["error"]["code"], -32803);
        assert!(answer["error"]["message"].as_str().is_some_and(|said| said.contains(says)), "{answer}");
    }
}
