//! Forms of report: what the programs that read them ask for.

use super::desk::{CONFIGURATION, Desk};
use super::{Run, root, run};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// A desk on which two spellings of a town are an error.
fn desk(files: &[(&str, &str)]) -> Desk {
    let configuration = format!("{CONFIGURATION}levels = {{ \"house/towns\" = \"error\" }}\n");
    Desk::new(&[&[("copydesk.toml", configuration.as_str())], files].concat())
}

#[track_caller]
fn report(desk: &Desk, form: &str) -> Run {
    desk.run(&["check", "--format", form, "--quiet"])
}

// ---- sarif

/// Every seed, and a draft with whatever a result can have.
#[test]
fn sarif_is_valid_by_its_schema() {
    let schema = std::fs::read_to_string(root().join("tests/schema/sarif-2.1.0.json")).expect("the schema is there");
    // As published it has a bracket too many, with which it is no schema; copydesk writes no language.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("the schema is one");
    let desk = desk(&[("a b.txt", "Kyiv or Kiev, at the town hall: odd([x](0) {0}).\n")]);
    let own = report(&desk, "sarif").exits(1).json();
    assert_eq!(own["runs"][0]["results"].as_array().map(Vec::len), Some(3), "{own}");
    let mut seeds = run(root(), &["check", "--format", "sarif", "--quiet", "seeds"]).exits(1).json();
    let let_stand = report(&let_stand(), "sarif").exits(1).json();
    for log in [&own, &seeds, &let_stand] {
        let wrong: Vec<String> =
            schema.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    seeds["runs"][0]["results"][0]["level"] = "loud".into();
    assert!(!schema.is_valid(&seeds), "the schema refuses what it does not know");
}

#[test]
fn sarif_has_rules_places_fingerprints_and_fixes() {
    let desk = desk(&[("ä b.txt", "\u{feff}Kyiv.\r\n\r\nÉ, a town hall in Kiev.\r\n")]);
    let log = report(&desk, "sarif").exits(1).json();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), 2, "rules that found something");
    let (hall, towns) = (&rules[0], &rules[1]);
    assert_eq!(hall["id"], "house/city-hall");
    assert_eq!(hall["shortDescription"]["text"], "“…” is written “…”");
    assert_eq!(hall["help"]["text"], "One form keeps the archive searchable.");
    assert_eq!(hall["helpUri"], "https://example.org/style");
    assert_eq!(hall["defaultConfiguration"]["level"], "warning");
    assert_eq!(towns["id"], "house/towns");
    let of = |rule: &str| {
        let results = run["results"].as_array().expect("results");
        results.iter().find(|result| result["ruleId"] == rule).unwrap_or_else(|| panic!("{rule} in {results:#?}"))
    };
    let found = of("house/city-hall");
    assert_eq!((&found["ruleIndex"], &found["level"]), (&0.into(), &"warning".into()));
    assert_eq!(found["message"]["text"], "“town hall” is written “city hall”\nWrite “city hall”.");
    let place = &found["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%C3%A4%20b.txt");
    let region = &place["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&3.into(), &6.into(), &15.into())
    );
    assert_eq!(region["snippet"]["text"], "town hall");
    let own = found["partialFingerprints"]["copydesk/v1"].as_str().expect("a fingerprint");
    assert_eq!(found["partialFingerprints"]["primaryLocationLineHash"], format!("{own}:1"));
    let change = &found["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "%C3%A4%20b.txt");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "city hall");
    assert_eq!(change["replacements"][0]["deletedRegion"]["startColumn"], 6);
    assert!(!of("house/towns")["relatedLocations"].as_array().expect("related places").is_empty());
}

/// One finding that an allowance in the draft lets stand, one that its sidecar does, one that the baseline does; one left.
fn let_stand() -> Desk {
    let hall = "At the town hall.\n";
    let desk = desk(&[
        (
            "copydesk.toml",
            "extends = [\"house.toml\"]\nbaseline = \"accepted.toml\"\nlevels = { \"house/towns\" = \"error\" }\n",
        ),
        ("a.md", "At the town hall. <!-- copydesk: allow house/city-hall reason: its name until: 2027-01-31 -->\n"),
        ("b.txt", hall),
        ("b.txt.copydesk.toml", "[[allow]]\nrule = \"house/city-hall\"\nreason = \"so in the original\"\n"),
        ("c.txt", hall),
    ]);
    desk.run(&["baseline"]).exits(0);
    desk.write("c.txt", format!("{hall}\nKyiv or Kiev.\n"));
    desk
}

/// What results say of their suppressions, by file and rule.
fn suppressions(seen: &Run) -> Vec<(String, Value)> {
    let log = seen.json();
    let results = log["runs"][0]["results"].as_array().expect("results");
    let name = |of: &Value| {
        let file = of["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap_or_default();
        format!("{file} {}", of["ruleId"].as_str().unwrap_or_default())
    };
    results.iter().map(|result| (name(result), result["suppressions"].clone())).collect()
}

#[test]
fn sarif_tells_what_is_let_stand_by_what_and_why() {
    let desk = let_stand();
    let by = |kind: &str, why: &str| json!([{ "kind": kind, "status": "accepted", "justification": why }]);
    let arguments = ["check", "-f", "sarif", "--today", "2027-01-01"];
    let seen = desk.run(&arguments).exits(1);
    assert_eq!(
        suppressions(&seen),
        [
            ("a.md house/city-hall".to_owned(), by("inSource", "its name")),
            ("b.txt house/city-hall".to_owned(), by("external", "so in the original")),
            ("c.txt house/city-hall".to_owned(), by("external", "accepted in accepted.toml")),
            ("c.txt house/towns".to_owned(), json!([])),
        ]
    );
    // What is let stand counts nowhere.
    let counts = "3 drafts checked: 1 error, 0 warnings, 0 notes (not shown: 2 allowed, 1 in the baseline)\n";
    assert_eq!(seen.err, counts);
    for time in ["written", "read"] {
        let cached = desk.run(&[&arguments[..], &["--cache"]].concat()).exits(1);
        assert_eq!((&cached.out, &cached.err), (&seen.out, &seen.err), "a cache that is {time}");
    }
    let omitted = desk.run(&[&arguments[..], &["--omit-suppressed"]].concat()).exits(1);
    assert_eq!(suppressions(&omitted), [("c.txt house/towns".to_owned(), json!([]))]);
    assert_eq!(omitted.err, counts);
    let errors = desk.run(&[&arguments[..], &["--show", "error"]].concat()).exits(1);
    assert_eq!(suppressions(&errors).len(), 1, "a level that is not shown is not shown here either");
}

#[test]
fn a_run_in_which_all_is_let_stand_fails_nothing() {
    let desk = desk(&[("a.md", "A town hall. <!-- copydesk: allow house/city-hall -->\n")]);
    let seen = desk.run(&["-f", "sarif", "--level", "copydesk=off"]).exits(0);
    let expected = [("a.md house/city-hall".to_owned(), json!([{ "kind": "inSource", "status": "accepted" }]))];
    assert_eq!(suppressions(&seen), expected, "no reason, no justification");
}

// ---- human and short

/// Drafts come from anywhere, and a terminal obeys what it is sent.
#[cfg(unix)]
#[test]
fn a_draft_and_its_name_cannot_command_a_terminal() {
    let text = "An odd(\u{1b}[31mone\u{7}) sign, \u{1b}]0;owned\u{7}\u{9b}31m.\n";
    let desk = desk(&[("a\u{1b}[2J\nb.txt", text)]);
    let short = report(&desk, "short").exits(0).out;
    assert_eq!(short, "a?[2J b.txt:1:4: note[house/odd]: odd: odd(?[31mone?)\n");
    let human = report(&desk, "human").exits(0).out;
    assert!(human.contains("An odd(?[31mone?) sign, ?]0;owned?¿31m."), "{human}");
    assert!(!human.contains(|c: char| c.is_control() && c != '\n'), "{human:?}");
    let colored = desk.run(&["--color", "always", "-q"]).exits(0).out;
    assert!(!colored.contains(['\u{7}', '\u{9b}']) && colored.contains("\u{1b}["), "{colored:?}");
    let draft = "a\u{1b}[2J\nb.txt";
    let rule = "house/odd";
    desk.write(draft, format!("{text}\n“Odd\u{1b}c one,” said Anna Feldkamp.\n"));
    for arguments in [
        &["quotes"][..],
        &["quotes", "-f", "markdown"],
        &["quotes", "--by", "speaker"],
        &["names"],
        &["names", draft],
        &["names", "-f", "markdown", draft],
        &["audit", "--rule", rule],
        &["explain", rule, draft],
        &["check", "-f", "markdown"],
        &["fix", "gone\u{1b}c.txt"],
    ] {
        let seen = desk.run(arguments);
        let all = seen.out + &seen.err;
        assert!(!all.is_empty() && !all.contains(|c: char| c.is_control() && c != '\n'), "{arguments:?}: {all:?}");
    }
}

// ---- github

/// A run on GitHub, as far as a program can tell.
fn on_github(desk: &Desk, summary: &Path) -> Run {
    let mut command = desk.program();
    command.args(["check", "--format", "github", "--quiet"]).env("GITHUB_STEP_SUMMARY", summary);
    Run::of(command.output().expect("the program starts"))
}

#[test]
fn github_gets_one_command_a_finding_whatever_the_draft_says() {
    let name = if cfg!(windows) { "a, 50%.md" } else { "a, b::50%.md" };
    let text = "One odd(100% ::error::, yes 👩‍🚀).\n\nTwo odd(a  \n::stop-commands::x).\n";
    let desk = desk(&[(name, text)]);
    let seen = report(&desk, "github").exits(0);
    let file = name.replace('%', "%25").replace(':', "%3A").replace(',', "%2C");
    assert_eq!(
        seen.out,
        format!(
            "::notice title=house/odd,file={file},line=1,endLine=1,col=5,endColumn=33::\
             odd: odd(100%25 ::error::, yes 👩‍🚀)\n\
             ::notice title=house/odd,file={file},line=3,endLine=4::odd: odd(a%0A::stop-commands::x)\n"
        )
    );
}

#[test]
fn github_gets_ten_of_a_level_and_the_log_and_the_summary_the_rest() {
    let draft = |count: usize| "At the town hall.\n\nAn odd(one).\n\n".repeat(count);
    let desk = desk(&[("a.txt", &draft(12)), ("b.txt", "Kyiv and Kiev.\n")]);
    let summary = desk.at("summary");
    std::fs::write(&summary, "What was there.\n").expect("the summary can be written");
    let seen = on_github(&desk, &summary).exits(1);
    let count = |start: &str| seen.out.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((count("::error "), count("::warning "), count("::notice ")), (1, 10, 10));
    assert!(seen.out.starts_with("::error "), "errors come first");
    assert_eq!(count("::group::4 more"), 1, "{}", seen.out);
    assert_eq!(count("- a.txt:"), 4);
    assert!(seen.out.ends_with("::endgroup::\n"));
    let summary = std::fs::read_to_string(&summary).expect("the summary is there");
    assert!(
        summary.starts_with("What was there.\n### copydesk: 1 error, 12 warnings, 12 notes in 2 drafts\n"),
        "{summary}"
    );
    assert_eq!(summary.matches("| warning |").count(), 12);
}

#[test]
fn only_the_form_for_github_writes_a_summary() {
    let desk = desk(&[("a.txt", "At the town hall.\n")]);
    let summary = desk.at("summary");
    let mut command = desk.program();
    command.args(["check", "--format", "short"]).env("GITHUB_STEP_SUMMARY", &summary);
    Run::of(command.output().expect("the program starts")).exits(1);
    assert!(!summary.exists());
    let nowhere = desk.at("no/such/folder/summary");
    let seen = on_github(&desk, &nowhere).exits(2);
    assert!(seen.err.contains("no/such/folder/summary"), "{}", seen.err);
    assert!(seen.out.starts_with("::warning "), "the annotations are written all the same");
}

// ---- the other forms

#[test]
fn gitlab_tells_two_drafts_with_the_same_words_apart() {
    let desk = desk(&[("a.txt", "At the town hall.\n"), ("b.txt", "At the town hall.\n")]);
    let issues = report(&desk, "gitlab").exits(1).json();
    assert_eq!(issues[0]["check_name"], "house/city-hall");
    assert_eq!(issues[0]["severity"], "minor");
    assert_eq!(issues[1]["location"]["path"], "b.txt");
    assert_eq!(issues[1]["location"]["lines"]["begin"], 1);
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
}

#[test]
fn rdjson_counts_bytes_and_suggests() {
    let desk = desk(&[("a.txt", "É, a town hall.\n")]);
    let found = &report(&desk, "rdjson").exits(1).json()["diagnostics"][0];
    assert_eq!(found["severity"], "WARNING");
    assert_eq!(found["code"]["value"], "house/city-hall");
    assert_eq!(found["location"]["range"]["start"]["column"], 7, "É is two bytes");
    assert_eq!(found["suggestions"][0]["text"], "city hall");
    assert_eq!(found["suggestions"][0]["range"], found["location"]["range"]);
}

#[test]
fn csv_is_read_back_as_it_was_meant() {
    let desk = desk(&[("a,\u{a0}b.txt", "An odd(\"x\", y).\n")]);
    let seen = report(&desk, "csv").exits(0);
    let mut rows = csv::Reader::from_reader(seen.out.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>().expect("rows of one length");
    assert_eq!(rows.len(), 1);
    let row: Vec<&str> = rows[0].iter().take(7).collect();
    assert_eq!(row, ["a, b.txt", "1", "4", "note", "house/odd", "odd(\"x\", y)", "odd: odd(\"x\", y)"]);
}

#[test]
fn markdown_shows_words_and_no_markup_of_the_draft() {
    let desk = desk(&[("a.txt", "An odd(@desk | #1 <b>).\n")]);
    let seen = report(&desk, "markdown").exits(0);
    assert!(seen.out.starts_with("### copydesk: 1 note in 1 draft\n\n#### a.txt\n"), "{}", seen.out);
    assert!(
        seen.out.contains("| 1:4 | note | odd: odd(@\u{200b}desk \\| #\u{200b}1 &lt;b&gt;) | house/odd |\n"),
        "{}",
        seen.out
    );
}

#[test]
fn a_comment_is_not_longer_than_github_takes() {
    let desk = desk(&[("a.txt", &"At the town hall.\n\n".repeat(2_000))]);
    let seen = report(&desk, "markdown").exits(1);
    assert!(seen.out.len() < 65_536, "{} bytes", seen.out.len());
    let rows = seen.out.matches("| warning |").count();
    assert!(rows > 300, "{rows} rows");
    assert!(seen.out.ends_with(&format!("\nand {} more findings, for which the comment has no room\n", 2_000 - rows)));
}

const MARKUP: &str = "An odd(\u{1b}[0m & \"so\" ]]>).\n\nAt the town hall.\n";

#[test]
fn junit_counts_and_escapes() {
    let desk = desk(&[("a&b.txt", MARKUP), ("clean.txt", "Nothing.\n")]);
    let seen = report(&desk, "junit").exits(1);
    assert!(
        seen.out.contains("<testsuites name=\"copydesk\" tests=\"3\" failures=\"1\" errors=\"0\">"),
        "{}",
        seen.out
    );
    assert!(
        seen.out.contains("<testsuite name=\"a&amp;b.txt\" tests=\"2\" failures=\"1\" errors=\"0\">"),
        "{}",
        seen.out
    );
    assert!(
        seen.out.contains("<failure type=\"warning\" message=\"“town hall” is written “city hall”\">"),
        "{}",
        seen.out
    );
    assert!(seen.out.contains("odd: odd(\u{fffd}[0m &amp; &quot;so&quot; ]]&gt;)</system-out>"), "{}", seen.out);
}

#[test]
fn junit_is_valid_by_the_schema_of_jenkins() {
    let desk = desk(&[("a&b.txt", MARKUP), ("clean.txt", "Nothing.\n")]);
    let mut files = Vec::new();
    for (at, (folder, paths)) in [(desk.path(), "."), (root(), "seeds")].into_iter().enumerate() {
        let file = desk.path().join(format!("report-{at}.xml"));
        let output = format!("junit={}", file.display());
        run(folder, &["check", "--quiet", "--format", "short", "--output", &output, paths]).exits(1);
        files.push(file);
    }
    let schema = root().join("tests/schema/junit-10.xsd");
    let Ok(done) = Command::new("xmllint").args(["--noout", "--schema"]).arg(schema).args(&files).output() else {
        return; // bash .ci/run installs it where it can
    };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn checkstyle_has_what_its_schema_asks_for() {
    let desk = desk(&[("a&b.txt", MARKUP), ("clean.txt", "Nothing.\n")]);
    let seen = report(&desk, "checkstyle").exits(1);
    assert_eq!(
        seen.out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <checkstyle version=\"4.3\">\n  \
           <file name=\"a&amp;b.txt\">\n    \
             <error line=\"1\" column=\"4\" severity=\"info\" message=\"odd: odd(\u{fffd}[0m &amp; &quot;so&quot; ]]&gt;)\" \
             source=\"copydesk.house.odd\"/>\n    \
             <error line=\"3\" column=\"8\" severity=\"warning\" message=\"“town hall” is written “city hall”\" \
             source=\"copydesk.house.city-hall\"/>\n  \
           </file>\n  \
           <file name=\"clean.txt\"/>\n\
         </checkstyle>\n"
    );
}

/// Programs read these forms where nothing was found, too.
#[test]
fn every_form_has_something_to_say_of_nothing() {
    let desk = desk(&[("clean.txt", "Nothing.\n")]);
    for form in ["json", "sarif", "gitlab", "rdjson"] {
        report(&desk, form).exits(0).json();
    }
    assert_eq!(report(&desk, "markdown").exits(0).out, "### copydesk: nothing found in 1 draft\n");
    assert_eq!(report(&desk, "github").exits(0).out, "");
    assert_eq!(report(&desk, "csv").exits(0).out.lines().count(), 1);
}

// ---- several at once

#[test]
fn several_reports_are_written_at_once() {
    let desk = desk(&[("a.txt", "At the town hall.\n")]);
    let arguments = ["--output", "sarif=r.sarif", "-o", "csv=r=1.csv", "--format", "short", "--quiet", "a.txt"];
    let seen = desk.run(&arguments).exits(1);
    assert_eq!(seen.out, "a.txt:1:8: warning[house/city-hall]: “town hall” is written “city hall”\n");
    for (form, file) in [("sarif", "r.sarif"), ("csv", "r=1.csv")] {
        let written = desk.read(file);
        let alone = desk.run(&["--format", form, "--quiet", "a.txt"]).exits(1);
        assert_eq!(written, alone.out, "{form} in a file is {form} on standard output");
    }
}

#[test]
fn a_report_is_no_draft_of_the_next_run() {
    let desk = desk(&[("a.txt", "An odd(one) out.\n")]);
    let outputs = ["-o", "html=report.html", "-o", "markdown=report.md", "-o", "html=other/page.html"];
    std::fs::create_dir(desk.at("other")).expect("folders can be made");
    let first = desk.run(&[&["check", "-f", "short"][..], &outputs].concat()).exits(0);
    let second = desk.run(&[&["check", "-f", "short"][..], &outputs].concat()).exits(0);
    assert_eq!((first.out, first.err), (second.out, second.err));
    let seen = desk.run(&["check", "-o", "json=-"]).exits(2);
    assert!(seen.err.contains("standard output has the format of --format"), "{}", seen.err);
    // Who asks for it by name gets it.
    let seen = desk.run(&["check", "report.html"]).exits(0);
    assert!(seen.err.starts_with("1 draft checked"), "{}", seen.err);
}

#[test]
fn a_report_that_cannot_be_written_is_said_and_the_others_are_there() {
    let desk = desk(&[("a.txt", "At the town hall.\n")]);
    let arguments = ["-o", "csv=gone/r.csv", "-o", "gitlab=r.json", "-f", "short", "a.txt"];
    let seen = desk.run(&arguments).exits(2);
    assert!(seen.err.contains("gone/r.csv: "), "{}", seen.err);
    assert!(desk.at("r.json").exists());
    assert!(seen.out.starts_with("a.txt:1:8:"), "{}", seen.out);
    for (wrong, said) in [
        (&["-o", "csv=r", "-o", "sarif=r"][..], "two reports have the same path: r"),
        (&["-o", "csv"], "FORMAT=FILE"),
        (&["-o", "csv="], "FORMAT=FILE"),
        (&["-o", "docx=r"], "the formats are: human"),
    ] {
        let seen = desk.run(&[wrong, &["a.txt"]].concat()).exits(2);
        assert!(seen.err.contains(said), "{wrong:?}: {}", seen.err);
        assert!(!desk.at("r").exists());
    }
}
