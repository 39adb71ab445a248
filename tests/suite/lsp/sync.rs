//! The text of the server is that of the editor, and its diagnostics are those of the command line.

use super::super::{folder, root, run};
use super::client::{Editor, pulling};
use super::text::{found, of_check, range};
use super::{DRAFT, opened};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The seeds that are text, in a folder of their own with their configurations.
fn seeds() -> (tempfile::TempDir, Vec<PathBuf>) {
    let desk = folder(&[]);
    let mut drafts = Vec::new();
    copy(&root().join("seeds"), &desk.path().join("seeds"), &mut drafts);
    drafts.sort();
    (desk, drafts)
}

fn copy(from: &Path, to: &Path, drafts: &mut Vec<PathBuf>) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("seeds") {
        let (from, to) = (entry.as_ref().expect("seeds").path(), to.join(entry.expect("seeds").file_name()));
        if from.is_dir() {
            copy(&from, &to, drafts);
            continue;
        }
        std::fs::copy(&from, &to).expect("a copy");
        let is_draft = |extension: &std::ffi::OsStr| ["txt", "md", "html"].iter().any(|of| extension == *of);
        if to.extension().is_some_and(is_draft) && to.file_name().is_some_and(|name| name != "README.md") {
            drafts.push(to);
        }
    }
}

#[test]
fn all_seeds_have_the_findings_of_the_command_line() {
    let (desk, drafts) = seeds();
    assert!(drafts.len() > 60, "{} seeds", drafts.len());
    // Drafts of the archive are compared with each other only when they are checked together.
    let drafts = drafts
        .iter()
        .filter(|path| !path.to_string_lossy().contains("archive") || path.ends_with("04-budget-talks.txt"));
    let utf8 = json!({ "encodings": ["utf-32", "utf-8", "utf-16"] });
    let mut editors = [Editor::new(desk.path()), Editor::with(desk.path(), super::client::capabilities(), utf8)];
    assert!(editors[1].utf8 && !editors[0].utf8);
    for (index, path) in drafts.enumerate() {
        let wanted = of_check(&run(desk.path(), &["check", "--format", "json", &path.to_string_lossy()]).json());
        let editor = &mut editors[index % 2];
        let (text, pushed) = opened(editor, path);
        assert_eq!(found(&text, &pushed, editor.utf8), wanted, "{}", path.display());
        editor.close(path);
        assert!(editor.pushed(path, serde_json::Value::Null).is_empty(), "what is closed has no diagnostics");
    }
}

/// A sequence of edits: where, how long, and what is put there.
fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, &'static str, bool)>> {
    let words = prop::sample::select(vec![
        "",
        "e-mail ",
        "the the ",
        "😀",
        "👩‍👩‍👧 ",
        "e\u{301}",
        "\r\n\r\n",
        "\n",
        "\r",
        "“",
        "” said Anna Holm.",
        "\u{feff}",
        "# ",
        "é",
        "<!-- copydesk: allow style reason: x -->",
        "BDRP ",
        "\t",
        "[a](b)",
    ]);
    prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize, words, prop::bool::weighted(0.05)), 1..12)
}

/// Any edits by ranges leave the server with the editor’s text, so its diagnostics are those of a fresh check.
#[test]
fn random_edits_end_in_the_diagnostics_of_a_fresh_check() {
    let desk = folder(&[]);
    let path = desk.path().join("draft.md");
    let start =
        "\u{feff}# The bridge 😀 is shut\r\n\r\n“It is not safe,” said Anna Holm by e-mail.\r\nThe the end.\r\n";
    let encodings = [json!({ "encodings": ["utf-8"] }), json!({})];
    let mut editors = encodings.map(|encodings| Editor::with(desk.path(), pulling(), encodings));
    let checker = copydesk::Checker::new(copydesk::checker::Options::new()).expect("the default profile");
    let version = std::cell::Cell::new(1);
    let editors = std::cell::RefCell::new(&mut editors);
    editors.borrow_mut().iter_mut().for_each(|editor| editor.open(&path, start));
    let text = std::cell::RefCell::new(start.to_owned());
    let mut runner =
        TestRunner::new(Config { cases: 40, failure_persistence: None, max_shrink_iters: 0, ..Config::default() });
    runner
        .run(&edits(), |edits| {
            let mut editors = editors.borrow_mut();
            let mut text = text.borrow_mut();
            version.set(version.get() + 1);
            let before = text.to_string();
            let mut changes = [Vec::new(), Vec::new()];
            for (at, length, words, whole) in edits {
                let boundary = |mut at: usize| {
                    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
                        at -= 1;
                    }
                    at
                };
                let from = boundary(at.index(text.len() + 1));
                let to = boundary((from + length).min(text.len())).max(from);
                for (editor, changes) in editors.iter().zip(&mut changes) {
                    changes.push(match whole {
                        true => json!({ "text": format!("{}{words}", &text[..from]) }),
                        false => json!({ "range": range(&text, from..to, editor.utf8), "text": words }),
                    });
                }
                if whole {
                    *text = format!("{}{words}", &text[..from]);
                } else {
                    text.replace_range(from..to, words);
                }
            }
            let fresh = checker.check(text.as_str(), "draft.md");
            let mut wanted: Vec<_> = (fresh.diagnostics.iter())
                .map(|of| (of.rule.clone(), of.level.to_string(), of.message.clone(), of.span().start, of.span().end))
                .collect();
            wanted.sort();
            for (editor, changes) in editors.iter_mut().zip(&changes) {
                editor.change(&path, version.get(), &json!(changes));
                let pulled = editor.pulled(&path);
                prop_assert_eq!(found(&text, &pulled, editor.utf8), wanted.clone(), "{:?} became {:?}", before, text);
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn after_a_burst_of_keystrokes_the_last_state_is_what_is_shown() {
    let desk = folder(&[]);
    let path = desk.path().join("draft.txt");
    let mut editor = Editor::new(desk.path());
    editor.open(&path, DRAFT);
    let mut text = DRAFT.to_owned();
    for version in 2..=200 {
        let letter = if version % 7 == 0 { " e-mail " } else { "x" };
        editor.change(
            &path,
            version,
            &json!([{ "range": range(&text, text.len()..text.len(), false), "text": letter }]),
        );
        text.push_str(letter);
    }
    let pushed = editor.pushed(&path, 200);
    let fresh = folder(&[("draft.txt", &text)]);
    let wanted = of_check(&run(fresh.path(), &["check", "--format", "json", "draft.txt"]).json());
    assert_eq!(found(&text, &pushed, false), wanted);
    let versions = editor.rest().iter().filter_map(|message| message["params"]["version"].as_i64());
    assert!(versions.is_sorted(), "no state comes after a later one");
    assert_eq!(editor.shut_down(), 0);
}

#[test]
fn a_pull_says_that_nothing_has_changed() {
    let desk = folder(&[("draft.md", DRAFT)]);
    let path = desk.path().join("draft.md");
    let mut editor = Editor::with(desk.path(), pulling(), json!({}));
    editor.open(&path, DRAFT);
    let document = json!({ "uri": super::client::uri(&path) });
    let first = editor.request("textDocument/diagnostic", json!({ "textDocument": document }));
    assert_eq!(
        (&first["kind"], first["items"].as_array().map(Vec::len)),
        (
            &json!("full"),
            Some(
                super::super::run(desk.path(), &["check", "--format", "json"]).json()["files"][0]["diagnostics"]
                    .as_array()
                    .map_or(0, Vec::len)
            )
        )
    );
    let asked = json!({ "textDocument": document, "previousResultId": first["resultId"] });
    assert_eq!(editor.request("textDocument/diagnostic", asked.clone())["kind"], "unchanged");
    editor.change(&path, 2, &json!([{ "text": "Send an e-mail.\n" }]));
    assert_eq!(editor.request("textDocument/diagnostic", asked)["kind"], "full");
    let pushed = editor.rest().iter().any(|message| message["method"] == "textDocument/publishDiagnostics");
    assert!(!pushed, "an editor that asks is not told as well");
}
