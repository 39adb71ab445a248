//! `copydesk check`: what it reads and counts, and how it ends.

use super::{DRAFT, paths};
use crate::suite::desk::Desk;
use std::process::Stdio;

#[test]
fn check_is_what_it_does_when_no_command_is_named() {
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    let named = desk.run(&["check", "draft.txt"]).exits(1);
    let unnamed = desk.run(&["draft.txt"]).exits(1);
    assert_eq!((named.out, named.err), (unnamed.out, unnamed.err));
    let bare = desk.run(&["-f", "short"]).exits(1);
    assert_eq!(paths(&bare.out), ["draft.txt"], "without a path it checks the folder it is in");
}

#[test]
fn an_option_for_all_commands_may_stand_before_the_command() {
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    let seen = desk.run(&["--color", "never", "rules", "--pack", "house.toml"]).exits(0);
    assert!(seen.out.contains("house/city-hall"), "{}", seen.out);
    let seen = desk.run(&["--color=never", "check", "-f", "short", "draft.txt"]).exits(1);
    assert_eq!(paths(&seen.out), ["draft.txt"], "{}", seen.err);
}

#[test]
fn exit_codes_say_clean_found_or_failed() {
    let desk = Desk::new(&[
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
        let seen = desk.run(arguments);
        assert_eq!(seen.code, code, "{arguments:?}: {}{}", seen.out, seen.err);
    }
}

#[test]
fn what_is_not_there_is_said_and_the_rest_is_checked() {
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    let seen = desk.run(&["-f", "short", "gone.txt", "draft.txt"]).exits(2);
    assert!(seen.err.contains("gone.txt: no such file or folder"), "{}", seen.err);
    assert_eq!(paths(&seen.out), ["draft.txt"]);
}

#[test]
fn a_file_that_is_not_utf8_is_said_and_the_rest_is_checked() {
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    desk.write("latin.txt", b"Caf\xe9 town hall\n");
    for arguments in [&["-f", "short", "latin.txt", "draft.txt"][..], &["-f", "short", "."]] {
        let seen = desk.run(arguments).exits(2);
        let said: Vec<&str> = seen.err.lines().filter(|line| line.contains("not UTF-8")).collect();
        assert_eq!(said.len(), 1, "{}", seen.err);
        assert!(said[0].starts_with("copydesk: latin.txt: "), "named as a finding would be: {}", said[0]);
        assert!(said[0].contains("offset 3 "), "{}", said[0]);
        assert_eq!(paths(&seen.out), ["draft.txt"]);
        assert!(seen.err.contains("1 draft checked: 0 errors, 1 warning, 0 notes"), "{}", seen.err);
    }
    let seen = desk.pipe(&["-"], b"ab\xff").exits(2);
    assert!(seen.err.contains("<stdin>: not UTF-8") && seen.err.contains("offset 2 "), "{}", seen.err);
}

#[test]
fn the_summary_counts_and_can_be_left_out() {
    let desk = Desk::new(&[("a.txt", "A very big town hall.\n"), ("b.txt", "He is the murderer.\n")]);
    let seen = desk.run(&["."]).exits(1);
    assert_eq!(seen.err, "2 drafts checked: 1 error, 1 warning, 1 note\n");
    let seen = desk.run(&["--quiet", "."]).exits(1);
    assert_eq!(seen.err, "");
}

#[test]
fn what_is_below_the_level_shown_is_counted() {
    let desk = Desk::new(&[("draft.txt", "A very big town hall, the murderer said.\n")]);
    let seen = desk.run(&["-f", "json", "--show", "error", "draft.txt"]).exits(1);
    let file = &seen.json()["files"][0];
    assert_eq!(file["diagnostics"].as_array().map(Vec::len), Some(1));
    assert_eq!(file["hidden"]["below"], 2);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let desk = Desk::new(&[("draft.txt", &"Meet at the town hall.\n\n".repeat(2_000))]);
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
        let output = desk.program().args(arguments).stdout(writer).stderr(Stdio::piped()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("panicked") && !said.contains("os error"), "{arguments:?}: {said}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {:?}: {said}", output.status);
    }
}
