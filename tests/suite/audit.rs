//! Audits: what a rule would do to an archive.

use super::{folder, run};

const RULES: &str = r#"about = "Rules of a house that exists in tests only."

[[rule]]
id      = "house/city-hall"
kind    = "terms"
level   = "off"
message = "“{match}” is written “{replacement}”"
terms   = { "town hall" = "city hall" }
"#;

const ARCHIVE: &[(&str, &str)] = &[
    ("copydesk.toml", "[levels]\n\"style\" = \"off\"\n"),
    ("new/rules.toml", RULES),
    ("archive/a.txt", "The town hall was shut.\n\nNobody said why the town hall was shut on Monday.\n"),
    ("archive/b.md", "The town\nhall was open.\n"),
    ("archive/c.md", "<!-- copydesk: allow-file house/city-hall reason: its name -->\n\nThe town hall was open.\n"),
    ("archive/d.txt", "It rained, and then it rained again.\n"),
];

/// A rule that is off, from a file that no configuration names: counted, in context, with what would change.
#[test]
fn a_rule_is_audited_before_it_is_in_use() {
    let archive = folder(ARCHIVE);
    let audit = ["audit", "--rule", "house/city-hall", "--extend", "new/rules.toml", "archive"];
    let seen = run(archive.path(), &audit).exits(0);
    let wanted = "house/city-hall: 3 findings in 2 of 4 drafts, 93.75 per 1,000 words
safe fixes would fix 2 findings in 1 draft
suggested fixes would fix 1 finding in 1 draft

3 of 3 findings:

  archive/a.txt:1:5: “town hall” is written “city hall”
    The [town hall] was shut. Nobody said why the town hall was shut on

  archive/a.txt:3:21: “town hall” is written “city hall”
    The town hall was shut. Nobody said why the [town hall] was shut on Monday. 

  archive/b.md:1:5: “town hall” is written “city hall”
    The [town hall] was open. 

  findings   safe  suggested
         2      2          0  archive/a.txt
         1      0          1  archive/b.md
";
    assert_eq!(seen.out, wanted);
    let seen = run(archive.path(), &[&audit[..], &["--sample", "1"]].concat()).exits(0);
    assert!(seen.out.contains("1 of 3 findings:") && !seen.out.contains("a.txt:3:21"), "{}", seen.out);
    let seen = run(archive.path(), &[&audit[..], &["--sample", "0"]].concat()).exits(0);
    assert!(!seen.out.contains("[town hall]") && seen.out.contains("archive/b.md"), "{}", seen.out);
}

#[test]
fn a_table_for_spreadsheets_has_every_finding() {
    let archive = folder(ARCHIVE);
    let audit = ["audit", "--rule", "house/city-hall", "--extend", "new/rules.toml", "-f", "csv", "archive"];
    let seen = run(archive.path(), &audit).exits(0);
    let rows: Vec<Vec<String>> = csv::Reader::from_reader(seen.out.as_bytes())
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    let of: Vec<[&str; 4]> = rows.iter().map(|row| [row[0].as_str(), &row[1], &row[5], &row[8]]).collect();
    assert_eq!(
        of,
        [
            ["archive/a.txt", "1", "town hall", "safe"],
            ["archive/a.txt", "3", "town hall", "safe"],
            ["archive/b.md", "1", "town hall", "suggested"],
        ]
    );
}

/// What is off in the configuration, or in a pack that is not in use, is audited all the same; other rules say nothing.
#[test]
fn levels_do_not_matter() {
    let archive = folder(&[ARCHIVE, &[("archive/e.txt", "Send an e-mail by January 5.\n")]].concat());
    for (rule, line) in [("style/preferred-terms", "archive/e.txt:1:9:"), ("ap/months", "archive/e.txt:1:19:")] {
        let seen = run(archive.path(), &["audit", "--rule", rule, "archive"]).exits(0);
        assert!(seen.out.starts_with(&format!("{rule}: 1 finding in 1 of 5 drafts")), "{}", seen.out);
        assert!(seen.out.contains(line), "{}", seen.out);
    }
    let drafts: Vec<(String, &str)> =
        (0..9).map(|number| (format!("{number}.txt"), "Mohammed Elmasry opened the fair on Monday.\n")).collect();
    let mut drafts: Vec<(&str, &str)> = drafts.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    drafts.push(("x.txt", "Mohamed Elmasry shut the fair on Friday.\n"));
    let seen = run(folder(&drafts).path(), &["audit", "--rule", "names/across-drafts", "."]).exits(0);
    assert!(seen.out.starts_with("names/across-drafts: 1 finding in 1 of 10 drafts"), "{}", seen.out);
}

#[test]
fn what_cannot_be_audited_is_said() {
    let archive = folder(ARCHIVE);
    for (rule, path, words) in [
        (
            "style/prefered-terms",
            "archive",
            "there is no rule style/prefered-terms; did you mean style/preferred-terms?",
        ),
        ("time", "archive", "there is no rule time; it is a family: audit one of its rules, such as time/"),
        ("time/vague", "archiv", "archiv: no such file or folder"),
    ] {
        let seen = run(archive.path(), &["audit", "--rule", rule, path]).exits(2);
        assert!(seen.err.contains(words), "{words:?} is not in\n{}", seen.err);
    }
}
