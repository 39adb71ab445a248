//! Drafts as they come: line ends, markup, speech and front matter.

use crate::suite::desk::Desk;
use serde_json::Value;

#[test]
fn byte_order_mark_line_ends_and_a_missing_last_one_do_not_matter() {
    let desk = Desk::new(&[]);
    let text = "One two three.\n\nMeet at the town hall.\n\nA very big town.";
    let crlf = text.replace('\n', "\r\n");
    for (name, text) in [("lf", text.to_owned()), ("crlf", crlf.clone()), ("bom", format!("\u{feff}{crlf}"))] {
        desk.write("draft.txt", text);
        let seen = desk.short(&["draft.txt"]);
        let places: Vec<&str> = seen.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(places, ["draft.txt:3:13:", "draft.txt:5:3:"], "{name}");
    }
    desk.write("draft.txt", "\u{feff}Town hall meets.");
    let seen = desk.short(&["draft.txt"]);
    assert!(seen.starts_with("draft.txt:1:"), "{seen}");
    assert!(seen.contains("“Town hall” is written “City hall”"), "{seen}");
}

#[test]
fn a_fix_is_safe_only_where_the_file_says_the_words_themselves() {
    let desk = Desk::new(&[
        ("plain.md", "Meet at the town hall.\n"),
        ("markup.md", "Meet at the *town* hall.\n"),
        ("wrap.md", "Meet at the town\nhall.\n"),
        ("link.md", "Meet at the [town hall](https://example.org/town-hall).\n"),
    ]);
    let json = desk.run(&["-f", "json", "."]).exits(1).json();
    let fixes: Vec<(&str, &str, &str)> = json["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| {
            let found = &file["diagnostics"][0];
            let text =
                |value: &'_ Value| -> &'static str { Box::leak(value.as_str().unwrap_or("none").to_owned().into()) };
            (text(&file["path"]), text(&found["fix"]["safety"]), text(&found["labels"][0]["snippet"]))
        })
        .collect();
    assert_eq!(
        fixes,
        [
            ("link.md", "safe", "town hall"),
            ("markup.md", "suggested", "town* hall"),
            ("plain.md", "safe", "town hall"),
            ("wrap.md", "suggested", "town\nhall"),
        ]
    );
}

#[test]
fn a_speakers_words_are_not_restyled() {
    let desk = Desk::new(&[("draft.txt", "“We are gonna meet at the town hall,” she said.\n")]);
    let json = desk.run(&["-f", "json", "."]).exits(0).json();
    let found = json["files"][0]["diagnostics"].as_array().expect("diagnostics");
    assert_eq!(found.len(), 1, "only the rule that looks inside speech: {found:?}");
    assert_eq!(found[0]["rule"], "house/heard");
    assert_eq!(found[0]["fix"], Value::Null, "and it does not mend");
}

/// Rules are written with single spaces, and drafts are not always.
#[test]
fn spaces_in_prose_are_single() {
    let desk = Desk::new(&[]);
    for text in ["Meet at the town  hall.\n", "Meet at the town\thall.\n", "Meet at the town \r\nhall.\n"] {
        desk.write("draft.md", text);
        let json = desk.run(&["-f", "json", "draft.md"]).json();
        let snippet = &json["files"][0]["diagnostics"][0]["labels"][0]["snippet"];
        let at = text.find("town").expect("it is there");
        let end = text.find('.').expect("it is there");
        assert_eq!(*snippet, text[at..end], "{text:?}");
    }
}

#[test]
fn broken_front_matter_is_shown_and_the_draft_still_checked() {
    let desk = Desk::new(&[("a.md", "---\ntitle: One\ntags: [a\n---\n\nMeet at the town hall.\n")]);
    let seen = desk.run(&["-f", "short", "-q", "a.md"]).exits(1);
    let lines: Vec<&str> = seen.out.lines().collect();
    assert!(
        lines[0].starts_with(
            "a.md:3:1: error[copydesk/front-matter]: the front matter cannot be read: it is not valid YAML ("
        ),
        "{}",
        seen.out
    );
    assert!(lines[1].starts_with("a.md:6:13: warning[house/city-hall]"), "{}", seen.out);
    // A rule like others: a configuration sets its level, for a path too.
    let lowered = desk.short(&["--level", "copydesk/front-matter=note", "a.md"]);
    assert!(lowered.starts_with("a.md:3:1: note[copydesk/front-matter]: "), "{lowered}");
    let own = "extends = [\"house.toml\"]\n[[override]]\npaths = [\"a.md\"]\nlevels = { \"copydesk/front-matter\" = \"off\" }\n";
    desk.write("copydesk.toml", own);
    desk.write("b.md", b"+++\ntitle = One\n+++\n\nWords.\n");
    let seen = desk.short(&[]);
    let places: Vec<&str> = seen.lines().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(places, ["a.md:6:13", "b.md:2:1"], "{seen}");
    let told = desk.run(&["explain", "copydesk/front-matter"]).exits(0);
    assert!(told.out.contains("Rules that look for an author"), "{}", told.out);
}

#[test]
fn html_within_markdown_is_checked_where_it_stands() {
    let draft = "# One\n\n<figure>\n  <img src=\"a.jpg\" alt=\"x\">\n  <figcaption>The town hall.</figcaption>\n</figure>\n\n<blockquote><p>At the town hall.</p></blockquote>\n\n<p>At the\ntown hall. “The town hall,” she said.</p>\n\n<script>town hall</script>\n";
    let desk = Desk::new(&[("a.md", draft)]);
    assert_eq!(
        desk.short(&["a.md"]).lines().map(|line| line.split(": ").next().unwrap_or_default()).collect::<Vec<_>>(),
        ["a.md:5:19", "a.md:11:1"],
        "a caption and a paragraph, but neither speech nor code"
    );
}

/// What a message cuts short still ends as it begins, and what a draft leaves out is added.
#[test]
fn messages_are_whole() {
    let desk = Desk::empty(&[
        (
            "quote.md",
            "The gate was shut.\n\n“We have asked for money in every single year and never had an answer.”\n\nIt rained.\n",
        ),
        ("day.md", "---\ndate: 2026-03-04\n---\nThe vote was on Tuesday, March 2.\n"),
    ]);
    let seen = desk.run(&["--quiet", "--format", "short"]);
    assert!(seen.out.contains("saying “We have asked for money in every single …”\n"), "{}", seen.out);
    assert!(seen.out.contains("March 2, 2026 is a Monday, not a Tuesday\n"), "{}", seen.out);
}
