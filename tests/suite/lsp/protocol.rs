//! Beginning, end, and what no editor should send.

use super::super::folder;
use super::client::{Editor, pulling, uri};
use super::{DRAFT, of};
use serde_json::{Value, json};

#[test]
fn the_server_says_what_it_can_do_and_shuts_down() {
    let desk = folder(&[]);
    let mut editor = Editor::silent(desk.path());
    let early = editor.response("textDocument/hover", json!({}));
    assert_eq!(early["error"]["code"], -32002, "before initialize");
    editor.notify("textDocument/didOpen", json!({ "nobody": "has said hello" }));
    let answer = editor.request("initialize", json!({ "capabilities": {} }));
    assert_eq!(answer["serverInfo"]["name"], "copydesk");
    assert_eq!(answer["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(editor.response("initialize", json!({ "capabilities": {} }))["error"]["code"], -32600, "twice");
    editor.notify("initialized", json!({}));
    assert_eq!(editor.response("textDocument/nonsense", json!({}))["error"]["code"], -32601);
    assert_eq!(editor.response("textDocument/hover", json!({ "position": 3 }))["error"]["code"], -32602);
    editor.notify("$/nonsense", json!([1, 2]));
    editor.notify("textDocument/didChange", json!("nothing that can be read"));
    assert_eq!(editor.request("shutdown", Value::Null), Value::Null);
    assert_eq!(editor.response("textDocument/hover", json!({}))["error"]["code"], -32600, "after shutdown");
    editor.notify("exit", Value::Null);
    assert_eq!(editor.end(), (0, String::new()));
}

#[test]
fn an_end_without_shutdown_is_an_error() {
    let desk = folder(&[]);
    let mut editor = Editor::new(desk.path());
    editor.notify("exit", Value::Null);
    assert_eq!(editor.end().0, 1);
    assert_eq!(Editor::new(desk.path()).end().0, 1, "the input ends");
}

#[test]
fn garbage_is_answered_and_passed_over() {
    let desk = folder(&[]);
    let path = desk.path().join("draft.txt");
    let mut editor = Editor::new(desk.path());
    for (garbage, code) in
        [("{]", -32700), ("\u{0}\u{1}", -32700), ("[1, 2]", -32600), ("{\"id\": {}}", -32600), ("3", -32600)]
    {
        editor.send_bytes(format!("Content-Length: {}\r\n\r\n{garbage}", garbage.len()).as_bytes());
        let answer = editor.wait(|message| message.get("error").is_some());
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(code)), "{garbage}");
    }
    editor.send_bytes(b"Content-Length: 4\r\n\r\n\xff\xfe\xff\xfe");
    assert_eq!(editor.wait(|message| message.get("error").is_some())["error"]["code"], -32700);
    editor.open(&path, DRAFT);
    of(&editor.pushed(&path, 1), "style/doubled-word");
    assert_eq!(editor.shut_down(), 0);
}

#[test]
fn a_header_that_cannot_be_read_ends_the_server_with_a_message() {
    let desk = folder(&[]);
    for (bytes, says) in [
        ("Content-Le", "within a header"),
        ("Content-Length: many\r\n\r\n{}", "not a number"),
        ("Content-Type: x\r\n\r\n{}", "no Content-Length"),
        ("hello\r\n\r\n", "no colon"),
        ("Content-Length: 99999999999\r\n\r\n{}", "longer than 64 MiB"),
        ("Content-Length: 200\r\n\r\n{\"jsonrpc\"", "within a message"),
    ] {
        let mut editor = Editor::new(desk.path());
        editor.send_bytes(bytes.as_bytes());
        let (code, said) = editor.end();
        assert!(code == 2 && said.contains(says), "{bytes:?}: {code} {said}");
    }
}

#[test]
fn ten_megabytes_are_read_and_binary_files_left_alone() {
    let desk = folder(&[]);
    let (path, picture) = (desk.path().join("draft.txt"), desk.path().join("picture.txt"));
    let mut editor = Editor::new(desk.path());
    editor.notify("$/remark", json!({ "text": "e-mail é😀 ".repeat(700_000) }));
    editor.open(&picture, &"\u{0}PNG\u{0}".repeat(1000));
    editor.notify(
        "textDocument/didOpen",
        json!({ "textDocument":
        { "uri": uri(&desk.path().join("a.rs")), "languageId": "rust", "version": 1, "text": "the the" } }),
    );
    editor.open(&path, DRAFT);
    of(&editor.pushed(&path, 1), "style/doubled-word");
    let others = editor.rest().iter().filter(|message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(others.count(), 0, "nothing is said of other files");
    assert_eq!(editor.shut_down(), 0);
}

#[test]
fn every_question_has_one_answer_though_it_was_taken_back() {
    let desk = folder(&[]);
    let path = desk.path().join("draft.md");
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    editor.open(&path, &DRAFT.repeat(200));
    let ids: Vec<i64> = (0..30)
        .map(|_| editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&path) } })))
        .collect();
    for id in &ids[1..] {
        editor.notify("$/cancelRequest", json!({ "id": id }));
    }
    let answers: Vec<Value> = ids.iter().map(|id| editor.answer_to(*id)).collect();
    for answer in &answers {
        let code = &answer["error"]["code"];
        assert!(answer.get("result").is_some() || *code == -32800, "{answer}");
    }
    editor.notify("$/cancelRequest", json!({ "id": ids[0] }));
    assert_eq!(editor.shut_down(), 0, "and nothing more comes");
}

#[test]
fn a_renamed_draft_takes_its_findings_along() {
    let desk = folder(&[
        ("one.txt", DRAFT),
        ("copydesk.toml", "[[override]]\npaths = [\"quiet/**\"]\nlevels = { style = \"off\" }\n"),
    ]);
    let (one, two) = (desk.path().join("one.txt"), desk.path().join("quiet/two.txt"));
    let mut editor = Editor::new(desk.path());
    editor.open(&one, DRAFT);
    of(&editor.pushed(&one, 1), "style/doubled-word");
    std::fs::create_dir(desk.path().join("quiet")).and_then(|()| std::fs::rename(&one, &two)).expect("it is renamed");
    editor.close(&one);
    editor.open(&two, DRAFT);
    editor.notify("workspace/didRenameFiles", json!({ "files": [{ "oldUri": uri(&one), "newUri": uri(&two) }] }));
    assert!(editor.pushed(&one, Value::Null).is_empty());
    let pushed = editor.pushed(&two, 1);
    assert!(pushed.iter().all(|found| found["code"] != "style/doubled-word"), "the settings of the new folder hold");
}
