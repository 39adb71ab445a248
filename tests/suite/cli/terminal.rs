//! Findings on a terminal: the forms `human` and `short`, columns and colour.

use super::DRAFT;
use crate::suite::Run;
use crate::suite::desk::Desk;
use std::process::Stdio;

#[test]
fn short_is_a_line_a_finding_with_columns_in_characters() {
    let desk = Desk::new(&[("draft.txt", "Ünï 👩🏽‍🎨 ｗ the town hall.\n")]);
    let column = "Ünï 👩🏽‍🎨 ｗ the ".chars().count() + 1;
    let wanted = format!("draft.txt:1:{column}: warning[house/city-hall]: “town hall” is written “city hall”\n");
    assert_eq!(desk.short(&["draft.txt"]), wanted);
}

#[test]
fn human_shows_the_words_and_the_three_pillars() {
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    let seen = desk.run(&["draft.txt"]).exits(1);
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
    let desk = Desk::new(&[("draft.txt", "The 李曉華 e\u{301}té town hall.\n")]);
    let seen = desk.run(&["draft.txt"]).exits(1);
    let carets = seen.out.lines().find(|line| line.contains('^')).expect("carets");
    let cells = "The ".len() + 2 * 3 + " été ".chars().count();
    assert_eq!(carets, format!("  │ {}^^^^^^^^^", " ".repeat(cells)), "{}", seen.out);
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    let colours = |arguments: &[&str], no_color: bool| {
        let mut command = desk.program();
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
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    let seen = |no_color: &str| {
        let mut command = Command::new("script");
        let line = format!("{} draft.txt", env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(desk.path()).args(["-qec", &line, "/dev/null"]).env("NO_COLOR", no_color);
        let output = command.stdin(Stdio::null()).output().expect("script runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(seen("").contains("\u{1b}["), "a terminal shows colour; an empty NO_COLOR says nothing");
    let plain = seen("1");
    assert!(plain.contains("town hall") && !plain.contains("\u{1b}["), "{plain:?}");
}
