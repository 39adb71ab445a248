//! The program as it is typed: what it reads, what it writes, and how it ends.

use super::{Run, folder, program, root, run, with_stdin, write};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

/// A house’s own rules, so that these tests do not change with the built-in packs.
const HOUSE: &str = r#"about = "Rules of a house that exists in tests only."

[[rule]]
id      = "house/city-hall"
kind    = "terms"
level   = "warning"
message = "“{match}” is written “{replacement}”"
why     = "One form keeps the archive searchable."
help    = "Write “{replacement}”."
url     = "https://example.org/style"
terms   = { "town hall" = "city hall" }
bad     = ["The vote at the [[town hall -> city hall]] is on Monday."]
good    = ["The vote at the city hall is on Monday."]

[[rule]]
id      = "house/size"
kind    = "pattern"
level   = "note"
message = "“{match}” says little of how {size} it is"
pattern = 'very (?P<size>big|large)'

[[rule]]
id      = "legal/guilt"
kind    = "pattern"
level   = "error"
message = "“{match}” says that someone is guilty"
pattern = 'the murderer'
zones   = ["body", "headline"]

[[rule]]
id      = "house/towns"
kind    = "variants"
level   = "warning"
message = "{majority} ({majority_count}) and {minority} ({minority_count})"
sets    = [["Kyiv", "Kiev"]]

[[rule]]
id      = "house/heard"
kind    = "terms"
level   = "note"
speech  = "inside"
message = "a speaker says “{match}”"
terms   = { "gonna" = "going to" }

[[rule]]
id      = "house/disclaimer"
kind    = "require"
level   = "warning"
message = "an opinion piece says whose views it holds"
when    = { metadata = { type = "opinion" } }
require = { phrase = "views expressed" }
"#;

/// A folder with the house’s rules, a configuration that asks for them and nothing more, and `files`.
fn house(files: &[(&str, &str)]) -> TempDir {
    super::house(HOUSE, files)
}

/// The findings of a run in the short form; there must be nothing else to say.
#[track_caller]
fn short(folder: &Path, arguments: &[&str]) -> String {
    let seen = run(folder, &[&["--format", "short", "--quiet"], arguments].concat());
    assert_eq!(seen.err, "", "on stderr; on stdout:\n{}", seen.out);
    seen.out
}

/// The paths of the findings, each once, in the order in which they were written.
fn paths(short: &str) -> Vec<String> {
    let mut paths: Vec<String> = short.lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect();
    paths.dedup();
    paths
}

const DRAFT: &str = "Meet at the town hall.\n";

// ---- commands and exit codes

#[test]
fn check_is_what_it_does_when_no_command_is_named() {
    let house = house(&[("draft.txt", DRAFT)]);
    let named = run(house.path(), &["check", "draft.txt"]).exits(1);
    let unnamed = run(house.path(), &["draft.txt"]).exits(1);
    assert_eq!((named.out, named.err), (unnamed.out, unnamed.err));
    let bare = run(house.path(), &["-f", "short"]).exits(1);
    assert_eq!(paths(&bare.out), ["draft.txt"], "without a path it checks the folder it is in");
}

#[test]
fn an_option_for_all_commands_may_stand_before_the_command() {
    let house = house(&[("draft.txt", DRAFT)]);
    let seen = run(house.path(), &["--color", "never", "rules", "--pack", "house.toml"]).exits(0);
    assert!(seen.out.contains("house/city-hall"), "{}", seen.out);
    let seen = run(house.path(), &["--color=never", "check", "-f", "short", "draft.txt"]).exits(1);
    assert_eq!(paths(&seen.out), ["draft.txt"], "{}", seen.err);
}

#[test]
fn exit_codes_say_clean_found_or_failed() {
    let house = house(&[
        ("clean.txt", "Meet at the city hall.\n"),
        ("note.txt", "A very big town.\n"),
        ("warning.txt", DRAFT),
        ("error.txt", "He is the murderer.\n"),
    ]);
    for (arguments, code) in [
        (&["clean.txt"][..], 0),
        (&["note.txt"], 0),
        (&["warning.txt"], 1),
        (&["error.txt"], 1),
        (&["--fail-on", "note", "note.txt"], 1),
        (&["--fail-on", "error", "warning.txt"], 0),
        (&["--fail-on", "error", "error.txt"], 1),
        (&["gone.txt"], 2),
        (&["gone.txt", "warning.txt"], 2),
        (&["--format", "xml", "clean.txt"], 2),
        (&["--level", "house=loud", "clean.txt"], 2),
        (&["--config", "gone.toml", "clean.txt"], 2),
        (&["--no-such-option"], 2),
        (&["--version"], 0),
        (&["help"], 0),
    ] {
        let seen = run(house.path(), arguments);
        assert_eq!(seen.code, code, "{arguments:?}: {}{}", seen.out, seen.err);
    }
}

#[test]
fn what_is_not_there_is_said_and_the_rest_is_checked() {
    let house = house(&[("draft.txt", DRAFT)]);
    let seen = run(house.path(), &["-f", "short", "gone.txt", "draft.txt"]).exits(2);
    assert!(seen.err.contains("gone.txt: no such file or folder"), "{}", seen.err);
    assert_eq!(paths(&seen.out), ["draft.txt"]);
}

#[test]
fn a_file_that_is_not_utf8_is_said_and_the_rest_is_checked() {
    let house = house(&[("draft.txt", DRAFT)]);
    write(house.path(), "latin.txt", b"Caf\xe9 town hall\n");
    for arguments in [&["-f", "short", "latin.txt", "draft.txt"][..], &["-f", "short", "."]] {
        let seen = run(house.path(), arguments).exits(2);
        let said: Vec<&str> = seen.err.lines().filter(|line| line.contains("not UTF-8")).collect();
        assert_eq!(said.len(), 1, "{}", seen.err);
        assert!(said[0].starts_with("copydesk: latin.txt: "), "named as a finding would be: {}", said[0]);
        assert!(said[0].contains("offset 3 "), "{}", said[0]);
        assert_eq!(paths(&seen.out), ["draft.txt"]);
        assert!(seen.err.contains("1 draft checked: 0 errors, 1 warning, 0 notes"), "{}", seen.err);
    }
    let seen = with_stdin(house.path(), &["-"], b"ab\xff").exits(2);
    assert!(seen.err.contains("<stdin>: not UTF-8") && seen.err.contains("offset 2 "), "{}", seen.err);
}

#[test]
fn the_summary_counts_and_can_be_left_out() {
    let house = house(&[("a.txt", "A very big town hall.\n"), ("b.txt", "He is the murderer.\n")]);
    let seen = run(house.path(), &["."]).exits(1);
    assert_eq!(seen.err, "2 drafts checked: 1 error, 1 warning, 1 note\n");
    let seen = run(house.path(), &["--quiet", "."]).exits(1);
    assert_eq!(seen.err, "");
}

// ---- ways in

#[test]
fn standard_input_is_read_as_its_name_says() {
    let house = house(&[]);
    let markdown = "---\ntype: opinion\n---\n\nMeet at the *town* hall &amp; `town hall`.\n".as_bytes();
    let seen =
        with_stdin(house.path(), &["-f", "short", "-q", "--stdin-filename", "desk/a.md", "-"], markdown).exits(1);
    assert_eq!(
        seen.out,
        "desk/a.md:5:1: warning[house/disclaimer]: an opinion piece says whose views it holds\n\
         desk/a.md:5:14: warning[house/city-hall]: “town hall” is written “city hall”\n"
    );
    let seen = with_stdin(house.path(), &["-f", "short", "-"], DRAFT.as_bytes()).exits(1);
    assert_eq!(paths(&seen.out), ["<stdin>"]);
}

#[test]
fn standard_input_and_files_are_checked_together() {
    let house = house(&[("a.txt", DRAFT), ("z.txt", DRAFT)]);
    let arguments = ["-f", "short", "z.txt", "-", "--stdin-filename", "m.txt", "a.txt"];
    let seen = with_stdin(house.path(), &arguments, DRAFT.as_bytes()).exits(1);
    assert_eq!(paths(&seen.out), ["a.txt", "m.txt", "z.txt"]);
}

#[test]
fn globs_that_the_shell_left_alone_are_expanded() {
    let house = house(&[("d/a.txt", DRAFT), ("d/b.md", DRAFT), ("d/deep/c.txt", DRAFT)]);
    assert_eq!(paths(&short(house.path(), &["d/*.txt"])), ["d/a.txt"]);
    assert_eq!(paths(&short(house.path(), &["d/**/*.txt"])), ["d/a.txt", "d/deep/c.txt"]);
    assert_eq!(paths(&short(house.path(), &["d/*.{md,txt}"])), ["d/a.txt", "d/b.md"]);
    let seen = run(house.path(), &["d/*.markdown"]).exits(2);
    assert!(seen.err.contains("d/*.markdown"), "{}", seen.err);
    let seen = run(house.path(), &["d/[a"]).exits(2);
    assert!(seen.err.contains("d/[a"), "{}", seen.err);
}

#[test]
fn folders_are_read_in_order_and_as_git_sees_them() {
    let house = house(&[
        ("b.txt", DRAFT),
        ("a/z.md", DRAFT),
        ("a/y.txt", DRAFT),
        ("c.rs", DRAFT),
        ("README", DRAFT),
        (".hidden/x.txt", DRAFT),
        ("old/x.txt", DRAFT),
        ("keep/x.txt", DRAFT),
        ("keep/draft.tmp.txt", DRAFT),
        (".gitignore", "old/\n*.tmp.txt\n"),
    ]);
    assert_eq!(paths(&short(house.path(), &["."])), ["a/y.txt", "a/z.md", "b.txt", "keep/x.txt"]);
    assert_eq!(paths(&short(house.path(), &["keep", "a"])), ["a/y.txt", "a/z.md", "keep/x.txt"]);
    // What is named is read, whatever a filter says, and once.
    assert_eq!(paths(&short(house.path(), &["old/x.txt", "./b.txt", "b.txt", "c.rs"])), ["b.txt", "c.rs", "old/x.txt"]);
}

#[test]
fn findings_stand_in_order_of_path_and_place() {
    let draft = "The murderer of Kiev is the murderer. A very big town hall in Kyiv, in Kyiv.\n\nA town hall.\n";
    let house = house(&[("b.txt", draft), ("a.txt", draft)]);
    let seen = short(house.path(), &["."]);
    let places: Vec<(String, usize, usize)> = seen
        .lines()
        .map(|line| {
            let parts: Vec<&str> = line.splitn(4, ':').collect();
            (parts[0].into(), parts[1].parse().expect("a line"), parts[2].parse().expect("a column"))
        })
        .collect();
    assert_eq!(places.len(), 12, "{seen}");
    assert!(places.is_sorted(), "{seen}");
    let again = short(house.path(), &["b.txt", "a.txt"]);
    assert_eq!(seen, again, "same input, same bytes out");
}

#[test]
fn include_and_exclude_are_relative_to_the_configuration() {
    let house = house(&[("in/a.txt", DRAFT), ("in/old/b.txt", DRAFT), ("out/c.txt", DRAFT)]);
    let text = "extends = [\"house.toml\"]\ninclude = [\"in/**\"]\nexclude = [\"in/old/**\"]\n";
    write(house.path(), "copydesk.toml", text.as_bytes());
    assert_eq!(paths(&short(house.path(), &["."])), ["in/a.txt"]);
    assert_eq!(paths(&short(&house.path().join("in"), &["."])), ["a.txt"], "from a folder beneath");
    assert_eq!(paths(&short(house.path(), &["in/old/b.txt"])), ["in/old/b.txt"], "named itself");
}

#[test]
fn byte_order_mark_line_ends_and_a_missing_last_one_do_not_matter() {
    let house = house(&[]);
    let text = "One two three.\n\nMeet at the town hall.\n\nA very big town.";
    let crlf = text.replace('\n', "\r\n");
    for (name, text) in [("lf", text.to_owned()), ("crlf", crlf.clone()), ("bom", format!("\u{feff}{crlf}"))] {
        write(house.path(), "draft.txt", text.as_bytes());
        let seen = short(house.path(), &["draft.txt"]);
        let places: Vec<&str> = seen.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(places, ["draft.txt:3:13:", "draft.txt:5:3:"], "{name}");
    }
    write(house.path(), "draft.txt", "\u{feff}Town hall meets.".as_bytes());
    let seen = short(house.path(), &["draft.txt"]);
    assert!(seen.starts_with("draft.txt:1:"), "{seen}");
    assert!(seen.contains("“Town hall” is written “City hall”"), "{seen}");
}

// ---- ways out

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
    let house = house(&[("draft.txt", text), ("clean.txt", "")]);
    let seen = run(house.path(), &["--format", "json", "."]).exits(1);
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

#[test]
fn a_fix_is_safe_only_where_the_file_says_the_words_themselves() {
    let house = house(&[
        ("plain.md", "Meet at the town hall.\n"),
        ("markup.md", "Meet at the *town* hall.\n"),
        ("wrap.md", "Meet at the town\nhall.\n"),
        ("link.md", "Meet at the [town hall](https://example.org/town-hall).\n"),
    ]);
    let json = run(house.path(), &["-f", "json", "."]).exits(1).json();
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
    let house = house(&[("draft.txt", "“We are gonna meet at the town hall,” she said.\n")]);
    let json = run(house.path(), &["-f", "json", "."]).exits(0).json();
    let found = json["files"][0]["diagnostics"].as_array().expect("diagnostics");
    assert_eq!(found.len(), 1, "only the rule that looks inside speech: {found:?}");
    assert_eq!(found[0]["rule"], "house/heard");
    assert_eq!(found[0]["fix"], Value::Null, "and it does not mend");
}

#[test]
fn short_is_a_line_a_finding_with_columns_in_characters() {
    let house = house(&[("draft.txt", "Ünï 👩🏽‍🎨 ｗ the town hall.\n")]);
    let column = "Ünï 👩🏽‍🎨 ｗ the ".chars().count() + 1;
    let wanted = format!("draft.txt:1:{column}: warning[house/city-hall]: “town hall” is written “city hall”\n");
    assert_eq!(short(house.path(), &["draft.txt"]), wanted);
}

#[test]
fn human_shows_the_words_and_the_three_pillars() {
    let house = house(&[("draft.txt", DRAFT)]);
    let seen = run(house.path(), &["draft.txt"]).exits(1);
    assert_eq!(
        seen.out,
        "warning[house/city-hall]: “town hall” is written “city hall”
  ┌─ draft.txt:1:13
  │
1 │ Meet at the town hall.
  │             ^^^^^^^^^
  │
  = why: One form keeps the archive searchable.
  = help: Write “city hall”.
  = fix (safe): write “city hall”
  = see: https://example.org/style

"
    );
}

/// The cell on a terminal where the carets begin is the cell where the words begin.
#[test]
fn carets_stand_under_the_words() {
    let house = house(&[("draft.txt", "The 李曉華 e\u{301}té town hall.\n")]);
    let seen = run(house.path(), &["draft.txt"]).exits(1);
    let carets = seen.out.lines().find(|line| line.contains('^')).expect("carets");
    let cells = "The ".len() + 2 * 3 + " été ".chars().count();
    assert_eq!(carets, format!("  │ {}^^^^^^^^^", " ".repeat(cells)), "{}", seen.out);
}

#[test]
fn what_is_below_the_level_shown_is_counted() {
    let house = house(&[("draft.txt", "A very big town hall, the murderer said.\n")]);
    let seen = run(house.path(), &["-f", "json", "--show", "error", "draft.txt"]).exits(1);
    let file = &seen.json()["files"][0];
    assert_eq!(file["diagnostics"].as_array().map(Vec::len), Some(1));
    assert_eq!(file["hidden"]["below"], 2);
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let house = house(&[("draft.txt", DRAFT)]);
    let colours = |arguments: &[&str], no_color: bool| {
        let mut command = program(house.path());
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let seen = Run::of(command.args(["check", "draft.txt"]).args(arguments).output().expect("it runs")).exits(1);
        seen.out.contains('\u{1b}')
    };
    assert!(!colours(&[], false), "a pipe is no terminal");
    assert!(colours(&["--color", "always"], false));
    assert!(colours(&["--color", "always"], true), "who asks on the command line, gets it");
    assert!(!colours(&["--color", "never"], false));
    assert!(!colours(&[], true));
}

/// On a terminal, as `script` gives one.
#[cfg(target_os = "linux")]
#[test]
fn no_color_is_heeded_on_a_terminal() {
    use std::process::Command;
    if Command::new("script").arg("--version").output().is_err() {
        return; // no terminal can be had here
    }
    let house = house(&[("draft.txt", DRAFT)]);
    let seen = |no_color: &str| {
        let mut command = Command::new("script");
        let line = format!("{} draft.txt", env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(house.path()).args(["-qec", &line, "/dev/null"]).env("NO_COLOR", no_color);
        let output = command.stdin(Stdio::null()).output().expect("script runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(seen("").contains("\u{1b}["), "a terminal shows colour; an empty NO_COLOR says nothing");
    let plain = seen("1");
    assert!(plain.contains("town hall") && !plain.contains("\u{1b}["), "{plain:?}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let house = house(&[("draft.txt", &"Meet at the town hall.\n\n".repeat(2_000))]);
    for arguments in [
        &["draft.txt"][..],
        &["-f", "short", "draft.txt"],
        &["-f", "json", "draft.txt"],
        &["rules", "--all"],
        &["explain", "house/city-hall"],
        &["config"],
        &["completions", "bash"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output =
            program(house.path()).args(arguments).stdout(writer).stderr(Stdio::piped()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("panicked") && !said.contains("os error"), "{arguments:?}: {said}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {:?}: {said}", output.status);
    }
}

// ---- configuration

#[test]
fn an_override_holds_for_its_paths_only() {
    let house = house(&[("opinion/a.txt", "A town hall.\n"), ("news/a.txt", "A town hall.\n")]);
    let text = r#"extends = ["house.toml"]

[[override]]
paths    = ["opinion/**"]
metadata = { type = "opinion" }
levels   = { "house/city-hall" = "off" }
"#;
    write(house.path(), "copydesk.toml", text.as_bytes());
    let seen = short(house.path(), &["."]);
    assert_eq!(
        seen,
        "news/a.txt:1:3: warning[house/city-hall]: “town hall” is written “city hall”\n\
         opinion/a.txt:1:1: warning[house/disclaimer]: an opinion piece says whose views it holds\n"
    );
    let beneath = short(&house.path().join("opinion"), &["a.txt"]);
    assert!(beneath.starts_with("a.txt:1:1: warning[house/disclaimer]"), "paths are relative to the file: {beneath}");
    let seen =
        with_stdin(house.path(), &["-f", "short", "--stdin-filename", "opinion/new.txt", "-"], b"A town hall.\n");
    assert!(seen.out.contains("house/disclaimer") && !seen.out.contains("house/city-hall"), "{}", seen.out);
}

#[test]
fn an_override_can_bring_a_pack() {
    let house = house(&[("opinion/a.txt", DRAFT), ("news/a.txt", DRAFT)]);
    let text = "extends = []\n[[override]]\npaths = [\"opinion/**\"]\nextends = [\"house.toml\"]\n";
    write(house.path(), "copydesk.toml", text.as_bytes());
    assert_eq!(paths(&short(house.path(), &["."])), ["opinion/a.txt"]);
}

#[test]
fn flags_lie_over_the_file_and_the_file_over_the_pack() {
    let house = house(&[("draft.txt", DRAFT)]);
    let level = |arguments: &[&str]| {
        let seen = short(house.path(), &[arguments, &["draft.txt"]].concat());
        let line = seen.lines().find(|line| line.contains("[house/city-hall]"));
        let level = line.and_then(|line| line.split_once(": ")?.1.split_once('['));
        level.map_or("off".into(), |(level, _)| level.to_owned())
    };
    assert_eq!(level(&[]), "warning");
    write(house.path(), "copydesk.toml", b"extends = [\"house.toml\"]\n[levels]\nhouse = \"error\"\n");
    assert_eq!(level(&[]), "error");
    let text = "extends = [\"house.toml\"]\n[levels]\nhouse = \"error\"\n\"house/city-hall\" = \"note\"\n";
    write(house.path(), "copydesk.toml", text.as_bytes());
    assert_eq!(level(&[]), "note", "a rule’s own level lies over its family’s");
    assert_eq!(level(&["--level", "house/city-hall=error"]), "error");
    assert_eq!(level(&["--level", "house=off"]), "off");
    assert_eq!(level(&["--no-config", "--extend", "house.toml"]), "warning");
}

#[test]
fn the_nearest_configuration_holds() {
    let house = house(&[("a.txt", DRAFT), ("quiet/a.txt", DRAFT)]);
    write(house.path(), "quiet/copydesk.toml", b"extends = [\"../house.toml\"]\n[levels]\nhouse = \"off\"\n");
    assert_eq!(paths(&short(house.path(), &["."])), ["a.txt"]);
    assert_eq!(paths(&short(house.path(), &["--config", "copydesk.toml", "."])), ["a.txt", "quiet/a.txt"]);
}

#[test]
fn packs_can_be_files_folders_and_names() {
    let house = house(&[("draft.txt", "Meet at the the town hall.\n")]);
    write(house.path(), "rules/one.toml", HOUSE.as_bytes());
    for (extends, rules) in [
        ("\"rules\"", &["house/city-hall"][..]),
        ("\"rules/one.toml\", \"style\"", &["style/doubled-word", "house/city-hall"]),
    ] {
        let text = format!("extends = [{extends}]\n");
        write(house.path(), "copydesk.toml", text.as_bytes());
        let seen = short(house.path(), &["draft.txt"]);
        for rule in rules {
            assert!(seen.contains(&format!("[{rule}]")), "{extends}: {rule} is not in\n{seen}");
        }
        assert_eq!(seen.lines().count(), rules.len(), "{extends}:\n{seen}");
    }
}

/// Wherever they are asked for from: a ring of packs is read once.
#[test]
fn packs_may_extend_each_other() {
    let rule = |other: &str, id: &str| format!("extends = [\"{other}\"]\n{}", HOUSE.replace("house/", id));
    let folder = folder(&[("copydesk.toml", "extends = [\"a.toml\"]\n"), ("deep/draft.txt", DRAFT)]);
    write(folder.path(), "a.toml", rule("b.toml", "one/").as_bytes());
    write(folder.path(), "b.toml", rule("a.toml", "two/").as_bytes());
    for (from, arguments) in [
        ("", &["deep/draft.txt"][..]),
        ("deep", &["draft.txt"]),
        ("deep", &["--config", "../copydesk.toml", "draft.txt"]),
    ] {
        let seen = short(&folder.path().join(from), arguments);
        assert_eq!(seen.lines().count(), 2, "from {from:?}:\n{seen}");
        assert!(seen.contains("one/city-hall") && seen.contains("two/city-hall"), "from {from:?}:\n{seen}");
    }
}

/// Rules are written with single spaces, and drafts are not always.
#[test]
fn spaces_in_prose_are_single() {
    let house = house(&[]);
    for text in ["Meet at the town  hall.\n", "Meet at the town\thall.\n", "Meet at the town \r\nhall.\n"] {
        write(house.path(), "draft.md", text.as_bytes());
        let json = run(house.path(), &["-f", "json", "draft.md"]).json();
        let snippet = &json["files"][0]["diagnostics"][0]["labels"][0]["snippet"];
        let at = text.find("town").expect("it is there");
        let end = text.find('.').expect("it is there");
        assert_eq!(*snippet, text[at..end], "{text:?}");
    }
}

#[test]
fn terms_and_acronyms_can_be_allowed() {
    let house = house(&[("draft.txt", "Meet at the Town Hall with the XQZW.\n\nThe XQZW came.\n")]);
    let text = |allow: &str| format!("extends = [\"house.toml\", \"acronyms\"]\n[allow]\n{allow}\n");
    write(house.path(), "copydesk.toml", text("").as_bytes());
    let seen = short(house.path(), &["draft.txt"]);
    assert!(seen.contains("Town Hall") && seen.contains("XQZW"), "{seen}");
    write(house.path(), "copydesk.toml", text("terms = [\"town hall\"]\nacronyms = [\"XQZW\"]").as_bytes());
    assert_eq!(short(house.path(), &["draft.txt"]), "");
}

#[test]
fn metadata_can_be_set_for_every_draft() {
    let house = house(&[("draft.md", "---\ntype: news\n---\n\nWords of one kind.\n")]);
    assert_eq!(short(house.path(), &["draft.md"]), "");
    let seen = short(house.path(), &["--set", "type=opinion", "draft.md"]);
    assert!(seen.contains("house/disclaimer"), "{seen}");
}

#[test]
fn config_says_what_holds_and_where_it_came_from() {
    let house = house(&[("opinion/a.txt", DRAFT)]);
    let text = r#"extends = ["house.toml", "time"]
fail-on = "error"

[levels]
"house/size" = "warning"
"legal" = "off"

[[override]]
paths  = ["opinion/**"]
levels = { "house/city-hall" = "error" }
"#;
    write(house.path(), "copydesk.toml", text.as_bytes());
    let arguments = ["config", "opinion/a.txt", "--level", "house/heard=error"];
    let seen = run(house.path(), &arguments).exits(0);
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
    let elsewhere = run(house.path(), &["config", "news/a.txt"]).exits(0);
    assert!(elsewhere.out.contains("\"house/city-hall\" = \"warning\"  # pack house.toml"), "{}", elsewhere.out);
    let seen = run(house.path(), &["config", "--no-config", "--fail-on", "note"]).exits(0);
    assert!(seen.out.contains("fail-on = \"note\"  # command line"), "{}", seen.out);
    assert!(seen.out.contains("news  # default"), "{}", seen.out);
}

#[test]
fn without_configuration_the_default_profile_holds() {
    let folder = folder(&[("draft.txt", "Send the the e-mail.\n")]);
    let seen = run(folder.path(), &["--no-config", "-f", "short", "draft.txt"]).exits(1);
    assert!(seen.out.contains("[style/doubled-word]"), "{}", seen.out);
}

// ---- the other commands

#[test]
fn init_writes_what_passes_its_own_tests() {
    let folder = folder(&[]);
    run(folder.path(), &["init"]).exits(0);
    let seen = run(folder.path(), &["test", "house-style.toml"]).exits(0);
    assert!(seen.out.contains(" 0 missing, 0 noisy, 0 wrong"), "{}", seen.out);
    assert!(!seen.out.starts_with("0 rules"), "{}", seen.out);
    run(folder.path(), &["test"]).exits(0);
    write(folder.path(), "draft.txt", b"Meet at the town hall.\n");
    let seen = run(folder.path(), &["-f", "short"]).exits(1);
    assert!(seen.out.contains("[house/city-hall]"), "its rule holds: {}", seen.out);
    assert!(!seen.err.contains("error["), "its configuration has no mistake: {}", seen.err);
}

#[test]
fn init_overwrites_only_when_told() {
    let folder = folder(&[("copydesk.toml", "extends = []\n")]);
    let text = || std::fs::read_to_string(folder.path().join("copydesk.toml")).expect("it is there");
    let seen = run(folder.path(), &["init"]).exits(2);
    assert!(seen.err.contains("copydesk.toml") && seen.err.contains("--force"), "{}", seen.err);
    assert_eq!(text(), "extends = []\n");
    assert!(!folder.path().join("house-style.toml").exists(), "all or nothing");
    run(folder.path(), &["init", "--force"]).exits(0);
    assert_ne!(text(), "extends = []\n");
}

#[test]
fn explain_says_what_why_and_where_from() {
    let house = house(&[]);
    let seen = run(house.path(), &["explain", "house/city-hall"]).exits(0);
    for words in [
        "“{match}” is written “{replacement}”",
        "why: One form keeps the archive searchable.",
        "Write “{replacement}”.",
        "https://example.org/style",
        "kind: terms",
        "level: warning (pack house.toml)",
        "defined in: house.toml:4",
        "The vote at the town hall is on Monday.",
        "The vote at the city hall is on Monday.",
    ] {
        assert!(seen.out.contains(words), "{words} is not in\n{}", seen.out);
    }
    let seen = run(house.path(), &["explain", "style/doubled-word"]).exits(0);
    assert!(seen.out.contains("not in use here"), "a rule of a pack that is not asked for: {}", seen.out);
}

#[test]
fn explain_guesses_what_was_meant() {
    let house = house(&[]);
    for (written, meant) in [("house/city-hal", "house/city-hall"), ("style/doubled-words", "style/doubled-word")] {
        let seen = run(house.path(), &["explain", written]).exits(2);
        assert!(seen.err.contains(&format!("did you mean {meant}?")), "{}", seen.err);
    }
    let seen = run(house.path(), &["explain", "zzzzzz"]).exits(2);
    assert!(seen.err.contains("there is no rule zzzzzz") && !seen.err.contains("did you mean"), "{}", seen.err);
}

#[test]
fn test_names_the_four_outcomes_and_rules_without_examples() {
    let rule = |id: &str, examples: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nkind = \"terms\"\nlevel = \"note\"\nmessage = \"x\"\n\
             terms = {{ \"town hall\" = \"city hall\" }}\n{examples}\n\n"
        )
    };
    let pack = [
        rule("out/held", "bad = [\"A [[town hall]].\"]\ngood = [\"A city hall.\"]"),
        rule("out/missing", "bad = [\"A city hall.\"]"),
        rule("out/noisy", "good = [\"A town hall.\"]"),
        rule("out/wrong", "bad = [\"A [[town hall -> village hall]].\"]"),
        rule("out/bare", ""),
    ];
    let folder = folder(&[("p.toml", &pack.concat())]);
    let seen = run(folder.path(), &["test", "--no-config", "p.toml"]).exits(1);
    assert!(seen.out.contains("out/bare has no example"), "{}", seen.out);
    assert!(seen.out.contains("5 rules: 2 examples held, 1 missing, 1 noisy, 1 wrong"), "{}", seen.out);
    for (rule, line) in [("out/missing", 16), ("out/noisy", 24), ("out/wrong", 32)] {
        let outcome = rule.trim_start_matches("out/");
        assert!(seen.out.contains(&format!("{rule} ({outcome}): ")), "{}", seen.out);
        assert!(seen.out.contains(&format!("p.toml:{line}:")), "line {line} is not in\n{}", seen.out);
    }
    let seen = run(folder.path(), &["test", "--no-config", "--extend", "p.toml", "out/held"]).exits(0);
    assert!(
        seen.out.contains("1 rules: 2 examples held") || seen.out.contains("1 rule: 2 examples held"),
        "{}",
        seen.out
    );
    let seen = run(folder.path(), &["test", "--no-config", "nothing/here"]).exits(2);
    assert!(seen.err.contains("nothing/here"), "{}", seen.err);
}

#[test]
fn rules_lists_and_filters() {
    let house = house(&[]);
    let ids = |arguments: &[&str]| {
        let seen = run(house.path(), &[&["rules"], arguments].concat()).exits(0);
        let first = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
        // The engine's own rules are listed too; they are the same in every house.
        seen.out.lines().map(first).filter(|id| !id.starts_with("copydesk/")).collect::<Vec<_>>()
    };
    assert!(run(house.path(), &["rules"]).exits(0).out.contains("copydesk/unused-allowance"));
    let all = ["house/city-hall", "house/disclaimer", "house/heard", "house/size", "house/towns", "legal/guilt"];
    assert_eq!(ids(&[]), all);
    assert_eq!(ids(&["--level", "error"]), ["legal/guilt"]);
    assert_eq!(ids(&["--level", "note"]), ["house/heard", "house/size"]);
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
    let house = house(&[]);
    for arguments in [["rules", "--pack", "stile"], ["rules", "--zone", "hedline"]] {
        let seen = run(house.path(), &arguments).exits(2);
        assert!(seen.err.contains(arguments[2]), "{}", seen.err);
    }
}

#[test]
fn completions_are_written_for_shells() {
    let folder = folder(&[]);
    for (shell, words) in [("bash", "complete -F"), ("zsh", "#compdef copydesk"), ("fish", "complete -c copydesk")] {
        let seen = run(folder.path(), &["completions", shell]).exits(0);
        assert!(seen.out.contains(words), "{shell}: {}", seen.out);
        assert!(seen.out.contains("stdin-filename"), "{shell} knows the options");
    }
}

#[test]
fn a_broken_pack_is_told_of_wherever_rules_are_asked_for() {
    let broken =
        format!("{HOUSE}\n[[rule]]\nid = \"house/bad\"\nkind = \"termz\"\nlevel = \"note\"\nmessage = \"m\"\n");
    let house = folder(&[("copydesk.toml", "extends = [\"house.toml\"]\n"), ("house.toml", &broken), ("a.txt", DRAFT)]);
    for (arguments, good) in [
        (&["rules"][..], "house/city-hall"),
        (&["explain", "house/city-hall"], "One form keeps the archive searchable."),
        (&["config"], "\"house/city-hall\" = \"warning\""),
    ] {
        let seen = run(house.path(), arguments).exits(2);
        assert!(seen.out.contains(good), "{arguments:?} still tells of the good rules: {}", seen.out);
        assert!(seen.err.contains("termz") && seen.err.contains("house.toml"), "{arguments:?}: {}", seen.err);
    }
    let seen = run(house.path(), &["explain", "house/bad"]).exits(2);
    assert!(seen.err.contains("termz"), "{}", seen.err);
}

#[test]
fn broken_front_matter_is_shown_and_the_draft_still_checked() {
    let house = house(&[("a.md", "---\ntitle: One\ntags: [a\n---\n\nMeet at the town hall.\n")]);
    let seen = run(house.path(), &["-f", "short", "-q", "a.md"]).exits(1);
    let lines: Vec<&str> = seen.out.lines().collect();
    assert!(
        lines[0]
            .starts_with("a.md:3:1: error[copydesk/front-matter]: the front matter cannot be read: it is not YAML ("),
        "{}",
        seen.out
    );
    assert!(lines[1].starts_with("a.md:6:13: warning[house/city-hall]"), "{}", seen.out);
    // A rule like others: a house says how much it matters, for a path too.
    let lowered = short(house.path(), &["--level", "copydesk/front-matter=note", "a.md"]);
    assert!(lowered.starts_with("a.md:3:1: note[copydesk/front-matter]: "), "{lowered}");
    let own = "extends = [\"house.toml\"]\n[[override]]\npaths = [\"a.md\"]\nlevels = { \"copydesk/front-matter\" = \"off\" }\n";
    super::write(house.path(), "copydesk.toml", own.as_bytes());
    super::write(house.path(), "b.md", b"+++\ntitle = One\n+++\n\nWords.\n");
    let seen = short(house.path(), &[]);
    let places: Vec<&str> = seen.lines().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(places, ["a.md:6:13", "b.md:2:1"], "{seen}");
    let told = run(house.path(), &["explain", "copydesk/front-matter"]).exits(0);
    assert!(told.out.contains("Rules that ask for an author"), "{}", told.out);
}

#[test]
fn html_within_markdown_is_checked_where_it_stands() {
    let draft = "# One\n\n<figure>\n  <img src=\"a.jpg\" alt=\"x\">\n  <figcaption>The town hall.</figcaption>\n</figure>\n\n<blockquote><p>At the town hall.</p></blockquote>\n\n<p>At the\ntown hall. “The town hall,” she said.</p>\n\n<script>town hall</script>\n";
    let house = house(&[("a.md", draft)]);
    assert_eq!(
        short(house.path(), &["a.md"])
            .lines()
            .map(|line| line.split(": ").next().unwrap_or_default())
            .collect::<Vec<_>>(),
        ["a.md:5:19", "a.md:11:1"],
        "a caption and a paragraph, but neither speech nor code"
    );
}

/// What a message cuts short still ends as it begins, and what a draft leaves out is added.
#[test]
fn messages_are_whole() {
    let folder = folder(&[
        (
            "quote.md",
            "The gate was shut.\n\n“We have asked for money in every single year and never had an answer.”\n\nIt rained.\n",
        ),
        ("day.md", "---\ndate: 2026-03-04\n---\nThe vote was on Tuesday, March 2.\n"),
    ]);
    let seen = run(folder.path(), &["--quiet", "--format", "short"]);
    assert!(seen.out.contains("saying “We have asked for money in every single …”\n"), "{}", seen.out);
    assert!(seen.out.contains("March 2, 2026 is a Monday, not a Tuesday\n"), "{}", seen.out);
}
