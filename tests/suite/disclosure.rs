//! Requirements: why a rule is for a draft, what meets it or comes near, and what a house can say of itself.

use super::{folder, run, write};

const RULES: &str = r#"about = "Rules of a house that exists in tests only."

[[rule]]
id      = "house/owner"
kind    = "require"
level   = "error"
message = "“{name}” {tie}"
when    = { names = "tie" }
require = { family = "owner-tie", speech = "outside", place = { sentences = 1 } }

[[rule]]
id      = "house/paid-links"
kind    = "require"
level   = "error"
message = "“{match}” pays us"
when    = { link = { host = "shop.example", query = "tag" } }
require = { phrase = "we earn", place = "before" }
fix     = "We earn money by links."
insert  = "above"
"#;

const CONFIGURATION: &str = r#"extends = ["house.toml"]

[register]
house = "Harbour News"

[[register.entry]]
name  = "Harbour News"
owner = "Quay Holdings"

[[register.entry]]
name  = "Lantern Shipping"
owner = "Quay Holdings"
"#;

fn house(draft: &str) -> tempfile::TempDir {
    folder(&[("copydesk.toml", CONFIGURATION), ("house.toml", RULES), ("draft.md", draft)])
}

#[test]
fn explain_says_what_meets_a_demand_and_where() {
    let house = house("The strike at Lantern Shipping ended.\n\nIts owner also owns this newspaper.\n");
    let seen = run(house.path(), &["explain", "house/owner", "draft.md"]).exits(0);
    for line in
        ["requirement for 1:15 “Lantern Shipping”: met", "3:5 “owner also owns this newspaper”", "findings: none"]
    {
        assert!(seen.out.contains(line), "{line:?} is not in\n{}", seen.out);
    }
    let seen = run(house.path(), &["check", "-f", "short", "-q", "--show-passes", "draft.md"]).exits(0);
    assert_eq!(
        seen.out,
        "draft.md:3:5: pass[house/owner]: met for “Lantern Shipping” by “owner also owns this newspaper”\n"
    );
}

#[test]
fn explain_says_what_came_near_and_why_it_does_not_count() {
    let far = house(
        "The strike at Lantern Shipping ended.\n\nIt was long.\n\nIt was cold.\n\nIts owner owns this newspaper.\n",
    );
    let seen = run(far.path(), &["explain", "house/owner", "draft.md"]).exits(1);
    assert!(seen.out.contains("requirement for 1:15 “Lantern Shipping”: not met"), "{}", seen.out);
    assert!(seen.out.contains("nearest: 7:5 “owner owns this newspaper” 3 paragraphs after it"), "{}", seen.out);
    let spoken = house("The strike at Lantern Shipping ended. “Its owner owns this newspaper,” a cook said.\n");
    let seen = run(spoken.path(), &["explain", "house/owner", "draft.md"]).exits(1);
    assert!(seen.out.contains("is in a quotation"), "{}", seen.out);
    let other = house("The strike at the port ended.\n");
    let seen = run(other.path(), &["explain", "house/owner", "draft.md"]).exits(0);
    assert!(seen.out.contains("applies to this draft: no"), "{}", seen.out);
}

#[test]
fn ties_come_from_tables_too() {
    let house = house("The strike at Lantern Shipping ended.\n");
    write(
        house.path(),
        "copydesk.toml",
        b"extends = [\"house.toml\"]\n[register]\nhouse = \"Harbour News\"\nfiles = [\"names.csv\"]\n",
    );
    write(
        house.path(),
        "names.csv",
        "name,owner\nHarbour News,Quay Holdings\nLantern Shipping,Quay Holdings\n".as_bytes(),
    );
    let seen = run(house.path(), &["-f", "short", "-q", "draft.md"]).exits(1);
    assert_eq!(
        seen.out,
        "draft.md:1:15: error[house/owner]: “Lantern Shipping” belongs to Quay Holdings, which owns Harbour News\n"
    );
}

/// The words that the house has for it go where the rule says, in the line ends of the draft.
#[test]
fn a_fix_puts_the_houses_words_in() {
    let draft = "Two kettles.\r\n\r\nBuy [this one](https://go.shop.example/k?tag=us).\r\n";
    let house = house(draft);
    let fixed = |texts: &str| {
        write(house.path(), "copydesk.toml", format!("{CONFIGURATION}{texts}").as_bytes());
        let seen = run(house.path(), &["-f", "json", "-q", "draft.md"]).exits(1).json();
        let fix = &seen["files"][0]["diagnostics"][0]["fix"];
        assert_eq!(fix["safety"], "suggested");
        let edit = &fix["edits"][0];
        let at = |end: &str| edit[end].as_u64().expect("a byte") as usize;
        format!("{}{}{}", &draft[..at("start")], edit["text"].as_str().expect("words"), &draft[at("end")..])
    };
    let with = |words: &str| draft.replace("Buy", &format!("{words}\r\n\r\nBuy"));
    assert_eq!(fixed(""), with("We earn money by links."));
    assert_eq!(fixed("[texts]\n\"house/paid-links\" = \"Links pay us.\"\n"), with("Links pay us."));
}

/// What meets a rule, for programs: each thing with its words and its place, if it has one.
#[test]
fn programs_are_told_what_meets_a_rule() {
    let draft = "---\nauthor: Anna Holm\n---\nWe earn by links.\n\nBuy [*this*\none](https://shop.example/k?tag=us).\n";
    let house = house(draft);
    let seen = run(house.path(), &["-f", "json", "-q", "--show-passes", "draft.md"]).exits(0).json();
    let pass = &seen["files"][0]["passes"][0];
    assert_eq!(pass["rule"], "house/paid-links");
    assert_eq!(pass["asked_by"]["text"], "this one");
    assert_eq!(pass["asked_by"]["start"]["line"], 6);
    assert_eq!(pass["met_by"][0]["text"], "“We earn”");
    assert_eq!(pass["met_by"][0]["end"]["column"], 8);
    let seen = run(house.path(), &["-f", "json", "-q", "--show-passes", "--no-config", "draft.md"]).json();
    let mut passes = seen["files"][0]["passes"].as_array().expect("passes").iter();
    let byline = passes.find(|pass| pass["rule"] == "structure/byline").expect("there is an author");
    assert!(byline["asked_by"].is_null() && byline["met_by"][0]["start"].is_null(), "{byline}");
    let seen = run(house.path(), &["-f", "json", "-q", "draft.md"]).exits(0).json();
    assert_eq!(seen["files"][0].get("passes"), None);
}

/// Mistakes in conditions are shown at the very key or value, with what was meant.
#[test]
fn mistakes_in_conditions_are_shown_in_place() {
    let rule = |conditions: &str| {
        format!("[[rule]]\nid = \"house/x\"\nkind = \"require\"\nlevel = \"note\"\nmessage = \"m\"\n{conditions}\n")
    };
    for (conditions, message, words) in [
        ("require = { phrse = \"x\" }", "did you mean `phrase`?", "phrse"),
        ("require = { family = \"opinion-disclamer\" }", "did you mean `opinion-disclaimer`?", "\"opinion-disclamer\""),
        ("require = { phrase = \"x\", in = [\"bio\", \"bdy\"] }", "did you mean “body”?", "\"bdy\""),
        ("require = { pattern = [\"a\", \"(\"] }", "unclosed group", "\"(\""),
        ("require = { phrase = \"x\", place = \"befor\" }", "did you mean `before`?", "\"befor\""),
        ("require = { phrase = \"x\", place = { sentences = 1 } }", "`when` finds nothing", "{ sentences = 1 }"),
        ("require = { dated = true, in = \"bio\" }", "nothing is", "in"),
        ("when = { names = \"ownr\" }\nrequire = { zone = \"bio\" }", "did you mean `owner`?", "\"ownr\""),
        ("when = { link = { hst = \"x\" } }\nrequire = { zone = \"bio\" }", "did you mean `host`?", "hst"),
        (
            "require = { link = [\"a.example\", \"https://b.example/x\"] }",
            "is not a host name",
            "\"https://b.example/x\"",
        ),
        ("require = { any = [] }", "a list of conditions", "[]"),
        ("require = {}", "the condition is empty", "{}"),
    ] {
        let folder = folder(&[
            ("copydesk.toml", "extends = [\"house.toml\"]\n"),
            ("house.toml", &rule(conditions)),
            ("a.txt", "x\n"),
        ]);
        let seen = run(folder.path(), &["check", "a.txt"]).exits(2);
        assert!(seen.err.contains(message), "{conditions}: {message:?} is not in\n{}", seen.err);
        let lines: Vec<&str> = seen.err.lines().collect();
        let below = lines.iter().position(|line| line.contains('^')).expect("a frame has carets");
        let marked: String = {
            let carets: Vec<char> = lines[below].chars().collect();
            lines[below - 1]
                .chars()
                .enumerate()
                .filter(|(at, _)| carets.get(*at) == Some(&'^'))
                .map(|(_, c)| c)
                .collect()
        };
        assert_eq!(marked, words, "{conditions}:\n{}", seen.err);
    }
}
