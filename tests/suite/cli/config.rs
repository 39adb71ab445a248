//! Configuration files, overrides and flags, and `copydesk config`, which shows them.

use super::{DRAFT, paths};
use crate::suite::desk::Desk;

#[test]
fn an_override_holds_for_its_paths_only() {
    let desk = Desk::new(&[("opinion/a.txt", "A town hall.\n"), ("news/a.txt", "A town hall.\n")]);
    let text = r#"extends = ["house.toml"]

[[override]]
paths    = ["opinion/**"]
metadata = { type = "opinion" }
levels   = { "house/city-hall" = "off" }
"#;
    desk.write("copydesk.toml", text);
    let seen = desk.short(&["."]);
    assert_eq!(
        seen,
        "news/a.txt:1:3: warning[house/city-hall]: “town hall” is written “city hall”\n\
         opinion/a.txt:1:1: warning[house/disclaimer]: an opinion piece says whose views it holds\n"
    );
    let beneath = desk.short_in("opinion", &["a.txt"]);
    assert!(beneath.starts_with("a.txt:1:1: warning[house/disclaimer]"), "paths are relative to the file: {beneath}");
    let seen = desk.pipe(&["-f", "short", "--stdin-filename", "opinion/new.txt", "-"], b"A town hall.\n");
    assert!(seen.out.contains("house/disclaimer") && !seen.out.contains("house/city-hall"), "{}", seen.out);
}

#[test]
fn an_override_can_bring_a_pack() {
    let desk = Desk::new(&[("opinion/a.txt", DRAFT), ("news/a.txt", DRAFT)]);
    let text = "extends = []\n[[override]]\npaths = [\"opinion/**\"]\nextends = [\"house.toml\"]\n";
    desk.write("copydesk.toml", text);
    assert_eq!(paths(&desk.short(&["."])), ["opinion/a.txt"]);
}

#[test]
fn flags_lie_over_the_file_and_the_file_over_the_pack() {
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    let level = |arguments: &[&str]| {
        let seen = desk.short(&[arguments, &["draft.txt"]].concat());
        let line = seen.lines().find(|line| line.contains("[house/city-hall]"));
        let level = line.and_then(|line| line.split_once(": ")?.1.split_once('['));
        level.map_or("off".into(), |(level, _)| level.to_owned())
    };
    assert_eq!(level(&[]), "warning");
    desk.write("copydesk.toml", b"extends = [\"house.toml\"]\n[levels]\nhouse = \"error\"\n");
    assert_eq!(level(&[]), "error");
    let text = "extends = [\"house.toml\"]\n[levels]\nhouse = \"error\"\n\"house/city-hall\" = \"note\"\n";
    desk.write("copydesk.toml", text);
    assert_eq!(level(&[]), "note", "a rule’s own level lies over its family’s");
    assert_eq!(level(&["--level", "house/city-hall=error"]), "error");
    assert_eq!(level(&["--level", "house=off"]), "off");
    assert_eq!(level(&["--no-config", "--extend", "house.toml"]), "warning");
}

/// A house that turns a family down gets no findings of rules that were off, unless it names them.
#[test]
fn the_level_of_a_family_turns_no_rule_on() {
    let desk = Desk::new(&[("draft.txt", "He works for the council , and we very much agree.\n")]);
    let rules = |levels: &str, arguments: &[&str]| {
        desk.write("copydesk.toml", format!("extends = [\"news\"]\n[levels]\nstructure = \"off\"\n{levels}\n"));
        let seen = desk.short(&[arguments, &["draft.txt"]].concat());
        let rule = |line: &str| Some(line.split_once(": ")?.1.split_once(']')?.0.to_owned());
        seen.lines().filter_map(rule).filter(|rule| rule.contains("style/")).collect::<Vec<_>>()
    };
    let on = rules("", &[]);
    assert!(on.iter().all(|rule| !rule.contains("style/intensifiers")), "{on:?}");
    let turned = |level: &str| -> Vec<String> {
        on.iter().map(|rule| format!("{level}[{}", rule.split_once('[').expect("a rule").1)).collect()
    };
    assert_eq!(rules("style = \"error\"", &[]), turned("error"));
    assert_eq!(rules("", &["--level", "style=error"]), turned("error"));
    let over = "[[override]]\npaths = [\"*.txt\"]\nlevels = { style = \"error\" }";
    assert_eq!(rules(over, &[]), turned("error"));
    assert_eq!(rules("style = \"off\"", &[]), Vec::<String>::new());
    assert_eq!(rules("style = \"off\"", &["--level", "style=error"]), turned("error"));
    let by_id = rules("style = \"error\"\n\"style/intensifiers\" = \"note\"", &["--show", "note"]);
    assert!(by_id.contains(&"note[style/intensifiers".to_owned()), "{by_id:?}");
    let after = rules("\"style/intensifiers\" = \"note\"", &["--level", "style=warning"]);
    assert!(after.contains(&"warning[style/intensifiers".to_owned()), "{after:?}");
}

#[test]
fn the_nearest_configuration_holds() {
    let desk = Desk::new(&[("a.txt", DRAFT), ("quiet/a.txt", DRAFT)]);
    desk.write("quiet/copydesk.toml", b"extends = [\"../house.toml\"]\n[levels]\nhouse = \"off\"\n");
    assert_eq!(paths(&desk.short(&["."])), ["a.txt"]);
    assert_eq!(paths(&desk.short(&["--config", "copydesk.toml", "."])), ["a.txt", "quiet/a.txt"]);
}

#[test]
fn terms_and_acronyms_can_be_allowed() {
    let desk = Desk::new(&[("draft.txt", "Meet at the Town Hall with the XQZW.\n\nThe XQZW came.\n")]);
    let text = |allow: &str| format!("extends = [\"house.toml\", \"acronyms\"]\n[allow]\n{allow}\n");
    desk.write("copydesk.toml", text(""));
    let seen = desk.short(&["draft.txt"]);
    assert!(seen.contains("Town Hall") && seen.contains("XQZW"), "{seen}");
    desk.write("copydesk.toml", text("terms = [\"town hall\"]\nacronyms = [\"XQZW\"]"));
    assert_eq!(desk.short(&["draft.txt"]), "");
}

#[test]
fn metadata_can_be_set_for_every_draft() {
    let desk = Desk::new(&[("draft.md", "---\ntype: news\n---\n\nWords of one kind.\n")]);
    assert_eq!(desk.short(&["draft.md"]), "");
    let seen = desk.short(&["--set", "type=opinion", "draft.md"]);
    assert!(seen.contains("house/disclaimer"), "{seen}");
}

#[test]
fn config_says_what_holds_and_where_it_came_from() {
    let desk = Desk::new(&[("opinion/a.txt", DRAFT)]);
    let text = r#"extends = ["house.toml", "time"]
fail-on = "error"

[levels]
"house/size" = "warning"
"legal" = "off"

[[override]]
paths  = ["opinion/**"]
levels = { "house/city-hall" = "error" }
"#;
    desk.write("copydesk.toml", text);
    let arguments = ["config", "opinion/a.txt", "--level", "house/heard=error"];
    let seen = desk.run(&arguments).exits(0);
    for line in [
        "# configuration: copydesk.toml",
        "fail-on = \"error\"  # copydesk.toml:2",
        "house.toml  # copydesk.toml:1",
        "\"house/size\" = \"warning\"  # copydesk.toml:5",
        "\"legal/guilt\" = \"off\"  # copydesk.toml:6",
        "\"house/heard\" = \"error\"  # command line",
        "\"house/towns\" = \"warning\"  # pack house.toml",
        "\"house/city-hall\" = \"error\"  # an [[override]] for this path",
    ] {
        assert!(seen.out.lines().any(|of| of == line), "{line} is not in\n{}", seen.out);
    }
    let elsewhere = desk.run(&["config", "news/a.txt"]).exits(0);
    assert!(elsewhere.out.contains("\"house/city-hall\" = \"warning\"  # pack house.toml"), "{}", elsewhere.out);
    let seen = desk.run(&["config", "--no-config", "--fail-on", "note"]).exits(0);
    assert!(seen.out.contains("fail-on = \"note\"  # command line"), "{}", seen.out);
    assert!(seen.out.contains("news  # default"), "{}", seen.out);
}

#[test]
fn without_configuration_the_default_profile_holds() {
    let desk = Desk::empty(&[("draft.txt", "Send the the e-mail.\n")]);
    let seen = desk.run(&["--no-config", "-f", "short", "draft.txt"]).exits(1);
    assert!(seen.out.contains("[style/doubled-word]"), "{}", seen.out);
}
