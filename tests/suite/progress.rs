//! How far a long run is: said on a terminal, and nowhere else.
//!
//! A run is long here because one of its drafts is a pipe that nobody writes to yet.

use super::{Run, folder, on_a_terminal, program, write};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A folder with a draft and a pipe; `None` where there are no pipes.
fn with_pipe() -> Option<tempfile::TempDir> {
    let folder = folder(&[("copydesk.toml", "extends = []\n")]);
    write(folder.path(), "a.txt", b"Words.\n");
    let made = Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status();
    made.is_ok_and(|status| status.success()).then_some(folder)
}

/// Writes what the pipe’s reader waits for.
fn write_to_pipe(folder: &Path) {
    let mut pipe = std::fs::File::options().write(true).open(folder.join("pipe.txt")).expect("somebody reads it");
    pipe.write_all(b"Words.\n").expect("it can be written to");
}

/// What is left to read.
fn rest(child: &mut Child) -> String {
    let mut bytes = Vec::new();
    child.stdout.as_mut().expect("a pipe").read_to_end(&mut bytes).expect("it can be read");
    String::from_utf8(bytes).expect("the program writes UTF-8")
}

#[test]
fn a_terminal_is_told_how_far_a_long_run_is_and_the_line_goes_away() {
    let Some(house) = with_pipe() else { return };
    let Some(mut child) = on_a_terminal(house.path(), "check a.txt pipe.txt", Stdio::null()) else { return };
    let mut seen = String::new();
    let start = Instant::now();
    while !seen.contains(" of 2 drafts") {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is said: {seen:?}");
        let mut bytes = [0; 256];
        let count = child.stdout.as_mut().expect("a pipe").read(&mut bytes).expect("it can be read");
        assert!(count > 0, "the run ended: {seen:?}");
        seen += &String::from_utf8_lossy(&bytes[..count]);
    }
    write_to_pipe(house.path());
    seen += &rest(&mut child);
    assert!(child.wait().expect("it ends").success(), "{seen:?}");
    assert!(seen.starts_with("\r0 of 2 drafts") || seen.starts_with("\r1 of 2 drafts"), "{seen:?}");
    let (_, last) =
        seen.rsplit_once('\r').map(|(rest, _)| rest.rsplit_once('\r').unwrap_or_default()).unwrap_or_default();
    assert_eq!(last, "\u{1b}[K2 drafts checked: 0 errors, 0 warnings, 0 notes", "{seen:?}");
}

#[test]
fn who_wants_quiet_or_has_no_terminal_is_told_nothing() {
    let Some(house) = with_pipe() else { return };
    // Longer than a run is before it says how far it is.
    let wait = || std::thread::sleep(Duration::from_millis(900));
    if let Some(mut child) = on_a_terminal(house.path(), "check a.txt pipe.txt --quiet", Stdio::null()) {
        wait();
        write_to_pipe(house.path());
        assert_eq!(rest(&mut child), "");
        assert!(child.wait().expect("it ends").success());
    }
    let mut command = program(house.path());
    command.args(["check", "a.txt", "pipe.txt"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the program starts");
    wait();
    write_to_pipe(house.path());
    let seen = Run::of(child.wait_with_output().expect("it ends")).exits(0);
    assert_eq!(seen.err, "2 drafts checked: 0 errors, 0 warnings, 0 notes\n");
}
