//! A text as an editor keeps it: places counted from the start of the text each time, in the way that the protocol says.

use serde_json::{Value, json};
use std::ops::Range;

/// Where each line starts. A line ends after a line feed, a carriage return, or both.
fn starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect()
}

fn units(text: &str, utf8: bool) -> usize {
    if utf8 { text.len() } else { text.encode_utf16().count() }
}

/// The place of a byte.
pub fn place(text: &str, at: usize, utf8: bool) -> Value {
    let starts = starts(text);
    let line = starts.iter().rposition(|start| *start <= at).unwrap_or(0);
    json!({ "line": line, "character": units(&text[starts[line]..at], utf8) })
}

pub fn range(text: &str, bytes: Range<usize>, utf8: bool) -> Value {
    json!({ "start": place(text, bytes.start, utf8), "end": place(text, bytes.end, utf8) })
}

/// The byte at a place, which must be in the text.
pub fn byte(text: &str, place: &Value, utf8: bool) -> usize {
    let number = |key: &str| place[key].as_u64().expect("a number") as usize;
    let start = starts(text)[number("line")];
    let mut units = 0;
    for (at, c) in text[start..].char_indices() {
        if units == number("character") {
            return start + at;
        }
        units += if utf8 { c.len_utf8() } else { c.len_utf16() };
    }
    assert_eq!(units, number("character"), "the place is in the text");
    text.len()
}

/// The text after edits, all of which are places in the text as it is now.
pub fn edited(text: &str, edits: &[Value], utf8: bool) -> String {
    let bytes = |edit: &Value| byte(text, &edit["range"]["start"], utf8)..byte(text, &edit["range"]["end"], utf8);
    let mut edits: Vec<(Range<usize>, &str)> =
        edits.iter().map(|edit| (bytes(edit), edit["newText"].as_str().expect("a text"))).collect();
    edits.sort_by_key(|(bytes, _)| std::cmp::Reverse(bytes.start));
    let mut text = text.to_owned();
    edits.into_iter().for_each(|(bytes, new)| text.replace_range(bytes, new));
    text
}

/// The edits of one text in an edit of the workspace.
pub fn edits(edit: &Value) -> Vec<Value> {
    let of = edit["documentChanges"][0]["edits"]
        .as_array()
        .or_else(|| edit["changes"].as_object()?.values().next()?.as_array());
    of.cloned().unwrap_or_else(|| panic!("no edits in {edit}"))
}

/// A diagnostic or a finding of `check --format json`: rule, level, message, and bytes.
pub type Found = (String, String, String, usize, usize);

/// Diagnostics of the protocol as findings in `text`, sorted.
pub fn found(text: &str, diagnostics: &[Value], utf8: bool) -> Vec<Found> {
    let level = |severity: &Value| match severity.as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        Some(3) => "note",
        other => panic!("{other:?} is no severity"),
    };
    let one = |shown: &Value| {
        let word = |key: &str| shown[key].as_str().unwrap_or_default().to_owned();
        assert_eq!(shown["source"], "copydesk");
        let (start, end) = (&shown["range"]["start"], &shown["range"]["end"]);
        (
            word("code"),
            level(&shown["severity"]).to_owned(),
            word("message"),
            byte(text, start, utf8),
            byte(text, end, utf8),
        )
    };
    let mut all: Vec<Found> = diagnostics.iter().map(one).collect();
    all.sort();
    all
}

/// The findings of `check --format json` in its first file, sorted.
pub fn of_check(report: &Value) -> Vec<Found> {
    let one = |found: &Value| {
        let word = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
        let byte = |end: &str| found["labels"][0][end]["byte"].as_u64().expect("a byte") as usize;
        (word("rule"), word("level"), word("message"), byte("start"), byte("end"))
    };
    let mut all: Vec<Found> = report["files"][0]["diagnostics"].as_array().into_iter().flatten().map(one).collect();
    all.sort();
    all
}
