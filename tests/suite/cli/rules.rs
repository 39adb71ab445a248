//! `copydesk rules` and the catalogue.

use crate::suite::desk::Desk;
use crate::suite::{root, run};

#[test]
fn rules_lists_and_filters() {
    let desk = Desk::new(&[]);
    let ids = |arguments: &[&str]| {
        let seen = desk.run(&[&["rules"], arguments].concat()).exits(0);
        let first = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
        // Built-in rules of the engine are listed too, with every configuration.
        seen.out.lines().map(first).filter(|id| !id.starts_with("copydesk/")).collect::<Vec<_>>()
    };
    assert!(desk.run(&["rules"]).exits(0).out.contains("copydesk/unused-allowance"));
    let all = [
        "house/city-hall",
        "house/disclaimer",
        "house/guess",
        "house/heard",
        "house/notice",
        "house/odd",
        "house/size",
        "house/towns",
        "house/very",
        "house/whole",
        "legal/guilt",
    ];
    assert_eq!(ids(&[]), all);
    assert_eq!(ids(&["--level", "error"]), ["legal/guilt"]);
    assert_eq!(ids(&["--level", "note"]), ["house/guess", "house/heard", "house/odd", "house/size", "house/whole"]);
    assert!(!ids(&["--zone", "bio"]).contains(&"legal/guilt".to_owned()), "it looks at body and headline only");
    assert!(ids(&["--pack", "ap"]).len() > 5);
    assert!(ids(&["--all"]).len() > all.len() + 20);
}

#[test]
fn the_table_of_the_catalogue_is_as_the_packs_are() {
    let page = std::fs::read_to_string(root().join("docs/catalogue.md")).expect("docs/catalogue.md is there");
    let told = run(root(), &["rules", "--catalogue"]).exits(0).out;
    assert_eq!(page, told, "write it anew with `copydesk rules --catalogue > docs/catalogue.md`");
}

/// A filter that names nothing is a slip of the pen, not an empty list.
#[test]
fn rules_says_when_a_filter_names_nothing() {
    let desk = Desk::new(&[]);
    for arguments in [["rules", "--pack", "stile"], ["rules", "--zone", "hedline"]] {
        let seen = desk.run(&arguments).exits(2);
        assert!(seen.err.contains(arguments[2]), "{}", seen.err);
    }
}

#[test]
fn rules_are_described_for_programs() {
    let desk = Desk::new(&[]);
    let seen = desk.run(&["rules", "--format", "json", "--level", "error"]).exits(0).json();
    assert_eq!(seen["version"], 1);
    let rules = seen["rules"].as_array().expect("a list");
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert!(ids.contains(&"legal/guilt") && !ids.contains(&"house/odd"), "{ids:?}");
    let one = desk.run(&["explain", "house/city-hall", "--format", "json"]).exits(0).json();
    let rule = &one["rules"][0];
    assert_eq!((&one["rules"].as_array().map(Vec::len), &rule["id"]), (&Some(1), &"house/city-hall".into()));
    assert_eq!(
        (&rule["level"], &rule["kind"], &rule["pack"]),
        (&"warning".into(), &"terms".into(), &"house.toml".into())
    );
    assert_eq!((&rule["level_from"], &rule["defined_in"]["line"]), (&"pack house.toml".into(), &9.into()));
    assert!(rule["bad"][0].as_str().is_some_and(|text| text.contains("town hall")), "{rule}");
    // An off rule of a pack that is not in use has a level too.
    let other = desk.run(&["explain", "style/doubled-word", "-f", "json"]).exits(0).json();
    assert_eq!(other["rules"][0]["family"], "style");
}
