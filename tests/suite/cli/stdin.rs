//! Drafts on standard input.

use super::{DRAFT, paths};
use crate::suite::desk::Desk;

#[test]
fn standard_input_is_read_as_its_name_says() {
    let desk = Desk::new(&[]);
    let markdown = "---\ntype: opinion\n---\n\nMeet at the *town* hall &amp; `town hall`.\n".as_bytes();
    let seen = desk.pipe(&["-f", "short", "-q", "--stdin-filename", "desk/a.md", "-"], markdown).exits(1);
    assert_eq!(
        seen.out,
        "desk/a.md:5:1: warning[house/disclaimer]: an opinion piece says whose views it holds\n\
         desk/a.md:5:14: warning[house/city-hall]: “town hall” is written “city hall”\n"
    );
    let seen = desk.pipe(&["-f", "short", "-"], DRAFT.as_bytes()).exits(1);
    assert_eq!(paths(&seen.out), ["<stdin>"]);
}

#[test]
fn standard_input_and_files_are_checked_together() {
    let desk = Desk::new(&[("a.txt", DRAFT), ("z.txt", DRAFT)]);
    let arguments = ["-f", "short", "z.txt", "-", "--stdin-filename", "m.txt", "a.txt"];
    let seen = desk.pipe(&arguments, DRAFT.as_bytes()).exits(1);
    assert_eq!(paths(&seen.out), ["a.txt", "m.txt", "z.txt"]);
}
