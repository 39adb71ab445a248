//! Packs as files and folders, packs that extend each other, and broken packs.

use super::DRAFT;
use crate::suite::desk::{Desk, PACK};

#[test]
fn packs_can_be_files_folders_and_names() {
    let desk = Desk::new(&[("draft.txt", "Meet at the the town hall.\n")]);
    desk.write("rules/one.toml", PACK);
    for (extends, rules) in [
        ("\"rules\"", &["house/city-hall"][..]),
        ("\"rules/one.toml\", \"style\"", &["style/doubled-word", "house/city-hall"]),
    ] {
        let text = format!("extends = [{extends}]\n");
        desk.write("copydesk.toml", text);
        let seen = desk.short(&["draft.txt"]);
        for rule in rules {
            assert!(seen.contains(&format!("[{rule}]")), "{extends}: {rule} is not in\n{seen}");
        }
        assert_eq!(seen.lines().count(), rules.len(), "{extends}:\n{seen}");
    }
}

/// Wherever they are asked for from: a ring of packs is read once.
#[test]
fn packs_may_extend_each_other() {
    let rule = |other: &str, id: &str| format!("extends = [\"{other}\"]\n{}", PACK.replace("house/", id));
    let desk = Desk::empty(&[("copydesk.toml", "extends = [\"a.toml\"]\n"), ("deep/draft.txt", DRAFT)]);
    desk.write("a.toml", rule("b.toml", "one/"));
    desk.write("b.toml", rule("a.toml", "two/"));
    for (from, arguments) in [
        ("", &["deep/draft.txt"][..]),
        ("deep", &["draft.txt"]),
        ("deep", &["--config", "../copydesk.toml", "draft.txt"]),
    ] {
        let seen = desk.short_in(from, arguments);
        assert_eq!(seen.lines().count(), 2, "from {from:?}:\n{seen}");
        assert!(seen.contains("one/city-hall") && seen.contains("two/city-hall"), "from {from:?}:\n{seen}");
    }
}

#[test]
fn a_broken_pack_is_told_of_wherever_rules_are_asked_for() {
    let broken = format!("{PACK}\n[[rule]]\nid = \"house/bad\"\nkind = \"termz\"\nlevel = \"note\"\nmessage = \"m\"\n");
    let desk =
        Desk::empty(&[("copydesk.toml", "extends = [\"house.toml\"]\n"), ("house.toml", &broken), ("a.txt", DRAFT)]);
    for (arguments, good) in [
        (&["rules"][..], "house/city-hall"),
        (&["explain", "house/city-hall"], "One form keeps the archive searchable."),
        (&["config"], "\"house/city-hall\" = \"warning\""),
    ] {
        let seen = desk.run(arguments).exits(2);
        assert!(seen.out.contains(good), "{arguments:?} still tells of the good rules: {}", seen.out);
        assert!(seen.err.contains("termz") && seen.err.contains("house.toml"), "{arguments:?}: {}", seen.err);
    }
    let seen = desk.run(&["explain", "house/bad"]).exits(2);
    assert!(seen.err.contains("termz"), "{}", seen.err);
}

#[test]
fn a_rule_reports_each_finding_or_the_first_of_a_draft() {
    let desk = Desk::new(&[("draft.txt", "A town hall, a town hall.\n")]);
    for (each, count) in [("", 2), ("each = \"finding\"\n", 2), ("each = \"hit\"\n", 2), ("each = \"document\"\n", 1)] {
        desk.write("house.toml", PACK.replace("kind", &format!("{each}kind")));
        assert_eq!(desk.short(&["draft.txt"]).matches("house/city-hall").count(), count, "{each}");
    }
}
