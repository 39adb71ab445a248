//! `copydesk fix --interactive`, answered on a terminal.

use super::desk::Desk;
use super::on_a_terminal;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;

const ASKED: &str = "Make this change [y,n,a,d,q,?]? ";

/// What a person sees who gives these answers, each when the next question is there; their own words are seen too. With the
/// exit code.
fn answered(folder: &Path, arguments: &str, answers: &[&str]) -> Option<(String, i32)> {
    let mut child = on_a_terminal(folder, arguments, Stdio::piped())?;
    let (mut keys, mut screen) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let mut seen = Vec::new();
    let mut bytes = [0; 4096];
    let mut answers = answers.iter();
    loop {
        // Where the program asks more than there are answers, the terminal goes away.
        if seen.ends_with(ASKED.as_bytes()) && keys.write_all(answers.next().unwrap_or(&"\u{4}").as_bytes()).is_err() {
            break;
        }
        match screen.read(&mut bytes).expect("it can be read") {
            0 => break,
            count => seen.extend_from_slice(&bytes[..count]),
        }
    }
    assert_eq!(answers.next(), None, "it asked less: {}", String::from_utf8_lossy(&seen));
    let seen = String::from_utf8(seen).expect("the program writes UTF-8").replace("\r\n", "\n");
    Some((seen, child.wait().expect("it ends").code().unwrap_or(-1)))
}

#[test]
fn a_question_shows_the_change_and_yes_makes_it() {
    let desk = Desk::new(&[("a.txt", "The town hall gave them free reign.\n")]);
    let Some((seen, code)) = answered(desk.path(), "fix --interactive", &["y\n", "n\n"]) else { return };
    let wanted = "
a.txt:1:5: warning[house/city-hall]: “town hall” is written “city hall”
fix (safe): write “city hall”
- The town hall gave them free reign.
+ The city hall gave them free reign.
Make this change [y,n,a,d,q,?]? y

a.txt:1:25: note[house/guess]: “free reign” may be “free rein”
fix (suggested): write “free rein”
- The town hall gave them free reign.
+ The town hall gave them free rein.
Make this change [y,n,a,d,q,?]? n
a.txt: 1 fix: house/city-hall
1 fix made in 1 draft; 0 findings at or above --fail-on left
";
    assert_eq!((seen.as_str(), code), (wanted, 0));
    assert_eq!(desk.read("a.txt"), "The city hall gave them free reign.\n");
}

#[test]
fn all_none_and_quit_hold_as_long_as_they_say() {
    let three = "One town hall, two, a town hall, and three, a town hall.\n";
    let desk = Desk::new(&[("a.txt", three), ("b.txt", three), ("c.txt", three), ("d.txt", three)]);
    let answers = ["n\n", "a\n", "what\n", "y\n", "d\n", "y\n", "q\n"];
    let Some((seen, code)) = answered(desk.path(), "fix -i", &answers) else { return };
    let of = |name: &str| desk.read(name).trim_end().replace("town hall", "T").replace("city hall", "C");
    assert_eq!(of("a.txt"), "One T, two, a C, and three, a C.", "no, then all of this draft");
    assert_eq!(of("b.txt"), "One C, two, a T, and three, a T.", "yes, then no more of this draft");
    assert_eq!(of("c.txt"), "One C, two, a T, and three, a T.", "what was said yes to before the end stays");
    assert_eq!(desk.read("d.txt"), three, "nothing is asked after the end");
    assert_eq!(seen.matches("q - quit; keep the changes made so far").count(), 1, "help, once: {seen}");
    assert!(!seen.contains("d.txt"), "{seen}");
    let end = "4 fixes made in 3 drafts; 5 findings at or above --fail-on left\n";
    assert!(seen.ends_with(end) && code == 1, "{code}: {seen}");
}

#[test]
fn the_end_of_the_answers_is_the_end() {
    let desk = Desk::new(&[("a.txt", "One town hall, two, a town hall.\n")]);
    let Some((seen, code)) = answered(desk.path(), "fix -i", &["y\n", "\u{4}"]) else { return };
    assert_eq!(desk.read("a.txt"), "One city hall, two, a town hall.\n");
    assert!(seen.contains("a.txt: 1 fix: house/city-hall\n") && code == 1, "{code}: {seen}");
}
