//! What an editor shows of a draft: hover, symbols, definitions, and the speakers of quotations.

use super::super::folder;
use super::client::{Editor, capabilities, uri};
use super::text::{byte, place, range};
use super::{of, opened};
use serde_json::{Value, json};
use std::path::Path;

const STORY: &str = "The Bridge Is Shut\n\nBy Sam Carter\n\nThe Brookvale Dry Rock Panel (BDRP) closed the bridge on Monday 2 March \
    2026.\n\n“It is not safe for lorries,” said Anna Holm, an engineer 😀. The BDRP agreed.\n\n“We will mend it,” Holm said by e-mail.\n";

fn at(editor: &Editor, path: &Path, text: &str, words: &str) -> Value {
    let at = text.rfind(words).expect("the words are there") + 1;
    json!({ "textDocument": { "uri": uri(path) }, "position": place(text, at, editor.utf8) })
}

fn started(options: Value) -> (tempfile::TempDir, Editor, String, Vec<Value>) {
    let desk = folder(&[("story.txt", STORY)]);
    let mut editor = Editor::with(desk.path(), capabilities(), options);
    let (text, pushed) = opened(&mut editor, &desk.path().join("story.txt"));
    (desk, editor, text, pushed)
}

#[test]
fn hovering_says_why_what_to_do_and_who_said_it() {
    let (desk, mut editor, text, _) = started(json!({}));
    let path = desk.path().join("story.txt");
    let mut hover = |words: &str| {
        let params = at(&editor, &path, &text, words);
        editor.request("textDocument/hover", params)
    };
    let term = hover("e-mail");
    let said = term["contents"]["value"].as_str().expect("text");
    assert!(said.contains("**style/preferred-terms** (warning)") && said.contains("*What to do:*"), "{said}");
    assert_eq!(byte(&text, &term["range"]["start"], false), text.find("e-mail").expect("it is there"));
    let quotation = hover("mend it");
    let said = quotation["contents"]["value"].as_str().expect("text");
    for words in ["**Said by Anna Holm** (confidence: ", "by the cue “said”", "verdict: sourced", "steps:"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert_eq!(hover("closed the"), Value::Null);
}

#[test]
fn hovering_over_a_requirement_says_what_came_nearest() {
    let text = "The Bridge Is Shut\n\nIt rained in the valley, and the bridge was closed at noon.\n";
    let desk = folder(&[("story.txt", text)]);
    let path = desk.path().join("story.txt");
    let mut editor = Editor::new(desk.path());
    let (_, pushed) = opened(&mut editor, &path);
    let missing = of(&pushed, "structure/byline");
    let params = json!({ "textDocument": { "uri": uri(&path) }, "position": missing["range"]["start"] });
    let hover = editor.request("textDocument/hover", params);
    let said = hover["contents"]["value"].as_str().expect("text");
    assert!(said.contains("requirement: not met") && said.contains("  - "), "{said}");
}

#[test]
fn symbols_are_zones_quotations_and_people() {
    let (desk, mut editor, text, _) = started(json!({}));
    let path = desk.path().join("story.txt");
    let symbols = editor.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&path) } }));
    let symbols = symbols.as_array().expect("a list");
    let names: Vec<&str> = symbols.iter().filter_map(|symbol| symbol["name"].as_str()).collect();
    assert_eq!(names, ["headline", "byline", "body"]);
    let inner: Vec<(&str, &str)> = (symbols[2]["children"].as_array().expect("a list").iter())
        .map(|symbol| (symbol["name"].as_str().unwrap_or_default(), symbol["detail"].as_str().unwrap_or_default()))
        .collect();
    assert!(
        inner.iter().any(|(name, said_by)| name.starts_with("“It is not safe") && *said_by == "Anna Holm"),
        "{inner:?}"
    );
    assert!(inner.iter().any(|(name, _)| *name == "Anna Holm"), "{inner:?}");
    for symbol in symbols.iter().flat_map(|zone| zone["children"].as_array().into_iter().flatten()) {
        let (start, end) = (byte(&text, &symbol["range"]["start"], false), byte(&text, &symbol["range"]["end"], false));
        assert!(start < end && end <= text.len());
    }
}

#[test]
fn clients_that_know_no_nested_symbols_get_a_list() {
    let desk = folder(&[("story.txt", STORY)]);
    let path = desk.path().join("story.txt");
    let mut editor = Editor::with(desk.path(), json!({}), json!({}));
    opened(&mut editor, &path);
    let symbols = editor.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&path) } }));
    let holm = symbols.as_array().and_then(|all| all.iter().find(|symbol| symbol["name"] == "Anna Holm"));
    assert_eq!(
        holm.map(|of| (&of["containerName"], &of["location"]["uri"])),
        Some((&json!("body"), &json!(uri(&path))))
    );
}

#[test]
fn definitions_are_expansions_first_mentions_and_rules() {
    let rule = "[[rule]]\nid = \"house/mend\"\nkind = \"terms\"\nlevel = \"warning\"\nmessage = \"write “{replacement}”\"\n\
        terms = { closed = \"shut\" }\n";
    let files = [
        ("story.txt", STORY),
        ("copydesk.toml", "extends = [\"news\", \"rules/house.toml\"]\n"),
        ("rules/house.toml", rule),
    ];
    let desk = folder(&files);
    let path = desk.path().join("story.txt");
    let mut editor = Editor::new(desk.path());
    let (text, _) = opened(&mut editor, &path);
    let mut definition = |words: &str| {
        let params = at(&editor, &path, &text, words);
        editor.request("textDocument/definition", params)
    };
    let place_of = |words: &str| {
        let start = text.find(words).expect("it is there");
        range(&text, start..start + words.len(), false)
    };
    assert_eq!(definition("BDRP agreed")[0]["range"], place_of("Brookvale Dry Rock Panel"));
    assert_eq!(definition("Holm said")[0]["range"], place_of("Anna Holm"));
    let found = definition("closed the bridge");
    assert_eq!(found[0]["uri"], uri(&desk.path().join("rules/house.toml")), "{found}");
    assert_eq!(found[0]["range"]["start"]["line"], 1);
}

#[test]
fn speakers_are_shown_when_somebody_asks_for_them() {
    let (desk, mut editor, text, _) = started(json!({}));
    let path = desk.path().join("story.txt");
    let params = json!({ "textDocument": { "uri": uri(&path) }, "range": range(&text, 0..text.len(), false) });
    assert_eq!(editor.request("textDocument/inlayHint", params.clone()), json!([]), "off until asked");
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": { "copydesk": { "speakers": true } } }));
    let hints = editor.request("textDocument/inlayHint", params);
    let hints = hints.as_array().expect("a list");
    assert_eq!(hints.iter().map(|hint| &hint["label"]).collect::<Vec<_>>(), ["— Anna Holm", "— Anna Holm"]);
    let end = text.find("lorries,”").expect("it is there") + "lorries,”".len();
    assert_eq!(byte(&text, &hints[0]["position"], false), end);
}
