//! The JSON form, whose fields programs rely on.

use crate::suite::desk::Desk;
use serde_json::Value;
use std::collections::BTreeSet;

/// The names of the fields of an object.
fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap_or_else(|| panic!("an object: {value}")).keys().map(String::as_str).collect()
}

fn set<'a>(names: &[&'a str]) -> BTreeSet<&'a str> {
    names.iter().copied().collect()
}

#[test]
fn json_has_the_shape_that_was_promised() {
    let text = "É Kyiv, Kyiv and Kiev.\r\n\r\nThé very big town hall.\r\n";
    let desk = Desk::new(&[("draft.txt", text), ("clean.txt", "")]);
    let seen = desk.run(&["--format", "json", "."]).exits(1);
    let json = seen.json();
    assert_eq!(keys(&json), set(&["version", "files", "summary"]));
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"], serde_json::json!({ "files": 2, "errors": 0, "warnings": 2, "notes": 1 }));
    let files = json["files"].as_array().expect("files");
    assert_eq!(files.iter().map(|file| &file["path"]).collect::<Vec<_>>(), ["clean.txt", "draft.txt"]);
    assert_eq!(files[0]["diagnostics"], serde_json::json!([]), "a clean draft is there too");
    for file in files {
        assert_eq!(keys(file), set(&["path", "diagnostics", "hidden"]));
        assert_eq!(file["hidden"], serde_json::json!({ "suppressed": 0, "baseline": 0, "unchanged": 0, "below": 0 }));
    }
    let found = files[1]["diagnostics"].as_array().expect("diagnostics");
    assert_eq!(
        found.iter().map(|one| one["rule"].as_str().expect("a rule")).collect::<Vec<_>>(),
        ["house/towns", "house/size", "house/city-hall"]
    );
    for one in found {
        let wanted = ["rule", "level", "message", "why", "help", "url", "labels", "elsewhere", "fix", "fingerprint"];
        assert_eq!(keys(one), set(&wanted));
        assert!(one["fingerprint"].as_str().is_some_and(|print| print.len() >= 8), "{one}");
        for (index, label) in one["labels"].as_array().expect("labels").iter().enumerate() {
            assert_eq!(keys(label), set(&["primary", "text", "snippet", "start", "end"]));
            assert_eq!(label["primary"], index == 0);
            let byte = |end: &str| label[end]["byte"].as_u64().expect("a byte") as usize;
            assert_eq!(label["snippet"], text[byte("start")..byte("end")], "offsets are bytes of the file");
            for end in ["start", "end"] {
                assert_eq!(keys(&label[end]), set(&["byte", "line", "column"]));
                let before = &text[..byte(end)];
                assert_eq!(label[end]["line"], before.matches('\n').count() + 1);
                assert_eq!(label[end]["column"], before.chars().rev().take_while(|&c| c != '\n').count() + 1);
            }
        }
    }
    let prints: BTreeSet<&str> = found.iter().filter_map(|one| one["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), found.len(), "fingerprints tell findings apart");

    let towns = &found[0];
    assert_eq!(towns["message"], "Kyiv (2) and Kiev (1)");
    let snippets: Vec<&Value> =
        towns["labels"].as_array().expect("labels").iter().map(|label| &label["snippet"]).collect();
    assert_eq!(snippets[0], "Kiev", "the minority comes first");
    assert_eq!(snippets.len(), 3, "one finding with all its places");

    assert_eq!(found[1]["fix"], Value::Null);
    assert_eq!(found[1]["url"], Value::Null);
    assert_eq!(found[1]["level"], "note");

    let hall = &found[2];
    assert_eq!(hall["level"], "warning");
    assert_eq!(hall["why"], "One form keeps the archive searchable.");
    assert_eq!(hall["help"], "Write “city hall”.");
    assert_eq!(hall["url"], "https://example.org/style");
    assert_eq!(keys(&hall["fix"]), set(&["title", "safety", "edits"]));
    assert_eq!(hall["fix"]["safety"], "safe");
    let at = text.find("town hall").expect("it is there");
    assert_eq!(hall["fix"]["edits"], serde_json::json!([{ "start": at, "end": at + 9, "text": "city hall" }]));
}
