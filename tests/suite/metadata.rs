//! Metadata: who may say what a draft is, and whose word counts.

use super::{folder, run, write};

/// A rule that shows which value of a field holds.
const HOUSE: &str = r#"about = "Rules of a house that exists in tests only."

[[rule]]
id      = "house/opinion"
kind    = "require"
level   = "error"
message = "an opinion piece without a bio"
when    = { metadata = { type = "opinion" } }
require = { zone = "bio" }
"#;

const DRAFT: &str = "Build the bridge, and build it this very year.\n";

#[test]
fn whoever_stands_nearer_to_the_draft_is_believed() {
    let house = folder(&[("copydesk.toml", ""), ("house.toml", HOUSE), ("opinion/draft.md", DRAFT)]);
    let at = house.path();
    let configuration =
        |text: &str| write(at, "copydesk.toml", format!("extends = [\"house.toml\"]\n{text}").as_bytes());
    let says = |type_: &str, origin: &str| {
        let set = ["explain", "house/opinion", "opinion/draft.md"];
        let seen = run(at, &set);
        let line = format!("“type” is “{type_}”{origin}\n");
        assert!(seen.out.contains(&line), "{line:?} is not in\n{}", seen.out);
        assert_eq!(seen.code, i32::from(type_ == "opinion"), "{}", seen.out);
    };
    configuration("metadata = { type = \"opinion\" }\n");
    says("opinion", " (copydesk.toml:2)");
    configuration(
        "[metadata]\ntype = \"opinion\"\n\n[[override]]\npaths = [\"opinion/*\"]\n[override.metadata]\nTYPE = \"news\"\n",
    );
    says("news", " (copydesk.toml:8)");
    write(at, "opinion/draft.md.copydesk.toml", b"[metadata]\nauthor = \"Anna Holm\"\nType = \"opinion\"\n");
    says("opinion", " (opinion/draft.md.copydesk.toml:3)");
    write(at, "opinion/draft.md", format!("---\ntype: letter\n---\n{DRAFT}").as_bytes());
    says("letter", "");
    let seen =
        run(at, &["explain", "house/opinion", "opinion/draft.md", "--set", "TYPE=review", "--set", "type=opinion"]);
    assert!(seen.exits(1).out.contains("“type” is “opinion” (command line)\n"));
}

/// The headline of most publishing systems stands in the front matter, where it is read and mended as any other.
#[test]
fn a_headline_in_front_matter_is_read() {
    let draft = "---\ntitle: \"Brooking Institute backs the the ferry\"\ntags: [the the]\n---\nIt sails in May.\n";
    let house = folder(&[("copydesk.toml", ""), ("draft.md", draft)]);
    let at = house.path();
    let seen = run(at, &["-f", "short", "-q", "--show", "warning", "draft.md"]).exits(1).out;
    assert_eq!(
        seen,
        "draft.md:2:9: error[names/register]: “Brooking Institute” is not how the register spells “Brookings Institution”\n\
         draft.md:2:34: warning[style/doubled-word]: “the the” repeats a word\n"
    );
    run(at, &["fix", "--suggested", "draft.md"]);
    let fixed = std::fs::read_to_string(at.join("draft.md")).expect("the draft is there");
    assert_eq!(fixed, draft.replacen("Brooking Institute backs the the", "Brookings Institution backs the", 1));
    // the headline of the text is the one that readers see
    write(at, "draft.md", format!("{draft}\n# The ferry sails\n\nIt sails in May.\n").as_bytes());
    assert_eq!(run(at, &["-f", "short", "-q", "--show", "warning", "draft.md"]).exits(0).out, "");
}

/// Plain text has no front matter; its sidecar says what it is to every command.
#[test]
fn a_sidecar_says_what_plain_text_is() {
    let house = folder(&[
        ("copydesk.toml", "extends = [\"house.toml\"]\n"),
        ("house.toml", HOUSE),
        ("draft.txt", DRAFT),
        ("draft.txt.copydesk.toml", "[metadata]\ntype = \"opinion\"\n"),
    ]);
    let at = house.path();
    let found = "draft.txt:1:1: error[house/opinion]: an opinion piece without a bio\n";
    assert_eq!(run(at, &["-f", "short", "-q", "draft.txt"]).exits(1).out, found);
    assert_eq!(run(at, &["-f", "short", "-q", "--cache", "draft.txt"]).exits(1).out, found);
    assert_eq!(run(at, &["-f", "short", "-q", "--cache", "draft.txt"]).exits(1).out, found);
    let audit = run(at, &["audit", "--rule", "house/opinion", "draft.txt"]).exits(0);
    assert!(audit.out.starts_with("house/opinion: 1 finding in 1 of 1 draft"), "{}", audit.out);
    let config = run(at, &["config", "draft.txt"]).exits(0);
    assert!(config.out.contains("metadata.type = \"opinion\"  # draft.txt.copydesk.toml:2\n"), "{}", config.out);
    write(at, "draft.txt.copydesk.toml", b"[metadata]\ntype = \"news\"\n");
    assert_eq!(run(at, &["-f", "short", "-q", "--cache", "draft.txt"]).exits(0).out, "");
}

/// Values are what they are in front matter: lists, days, yes and no, tables.
#[test]
fn values_of_every_sort_are_understood() {
    let rule = HOUSE.replace(
        "{ type = \"opinion\" }",
        "{ tags = \"harbour\", sponsored = true, date = \"2026-03-02\", \"author.name\" = \"Anna Holm\" }",
    );
    let house = folder(&[
        ("copydesk.toml", "extends = [\"house.toml\"]\n"),
        ("house.toml", &rule),
        ("draft.txt", DRAFT),
        (
            "draft.txt.copydesk.toml",
            "[metadata]\ntags = [\"bridge\", \"harbour\"]\nsponsored = true\ndate = 2026-03-02\nauthor = { name = \"Anna Holm\" }\n",
        ),
    ]);
    run(house.path(), &["-q", "draft.txt"]).exits(1);
    run(house.path(), &["-q", "draft.txt", "--set", "author.name=Nils Berg"]).exits(0);
    let seen = run(house.path(), &["check", "--set", "author", "draft.txt"]).exits(2);
    assert!(seen.err.contains("expected FIELD=VALUE"), "{}", seen.err);
}

#[test]
fn mistakes_are_shown_in_the_file_with_what_is_allowed() {
    for (sidecar, line, message, help) in [
        ("metadata = \"opinion\"\n", 1, "expected a table of fields", "write [metadata]"),
        ("[metadata]\ntype = \"news\"\nType = \"opinion\"\n", 3, "`Type` repeats the field `type`", ""),
        ("[metadta]\ntype = \"opinion\"\n", 1, "a sidecar has no key `metadta`", "did you mean `metadata`?"),
        ("type = \"opinion\"\n", 1, "a sidecar has no key `type`", "expected one of: record, metadata, allow"),
        ("[metadata]\ntype = opinion\n", 2, "", ""),
    ] {
        let house = folder(&[("draft.txt", DRAFT), ("draft.txt.copydesk.toml", sidecar)]);
        let seen = run(house.path(), &["check", "-q", "draft.txt"]).exits(2);
        let place = format!("draft.txt.copydesk.toml:{line}:");
        for words in [place.as_str(), message, help] {
            assert!(seen.err.contains(words), "{sidecar:?}: {words:?} is not in\n{}", seen.err);
        }
        let seen = run(house.path(), &["explain", "structure/byline", "draft.txt"]).exits(2);
        assert!(seen.err.contains(&place), "{}", seen.err);
    }
    let house = folder(&[("copydesk.toml", "metadata = [\"opinion\"]\n"), ("draft.txt", DRAFT)]);
    let seen = run(house.path(), &["check", "-q", "draft.txt"]).exits(2);
    assert!(seen.err.contains("expected a table of fields"), "{}", seen.err);
}
