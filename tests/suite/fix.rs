//! `copydesk fix`: what is changed, what is left alone, and that no draft is ever half written.

use super::desk::{Desk, PACK};
use super::{folder, root, run};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

#[test]
fn safe_fixes_are_made_and_the_rest_is_counted() {
    let desk = Desk::new(&[
        ("a.txt", "The town hall gave them free reign at the town hall.\n"),
        ("b.txt", "“The town hall,” she said of the city hall.\n"),
    ]);
    let seen = desk.run(&["fix"]).exits(0);
    assert_eq!(desk.read("a.txt"), "The city hall gave them free reign at the city hall.\n");
    assert_eq!(desk.read("b.txt"), "“The town hall,” she said of the city hall.\n", "speech stays");
    assert_eq!(seen.out, "a.txt: 2 fixes: house/city-hall (2)\n");
    assert_eq!(seen.err, "2 fixes made in 1 draft; 0 findings at or above --fail-on left; 1 more with --suggested\n");
    let seen = desk.run(&["fix", "--suggested", "a.txt"]).exits(0);
    assert_eq!(desk.read("a.txt"), "The city hall gave them free rein at the city hall.\n");
    assert_eq!(seen.out, "a.txt: 1 fix: house/guess\n");
    let seen = desk.run(&["fix", "--suggested", "--quiet"]).exits(0);
    assert_eq!((seen.out, seen.err), (String::new(), String::new()));
}

#[test]
fn rules_and_families_choose_and_a_slip_is_told() {
    let draft = "The town hall gave them free reign.\n";
    let desk = Desk::new(&[("a.txt", draft)]);
    desk.run(&["fix", "--rule", "legal"]).exits(1);
    assert_eq!(desk.read("a.txt"), draft);
    let seen = desk.run(&["fix", "--rule", "house/city-hal"]).exits(2);
    assert!(seen.err.contains("did you mean house/city-hall?"), "{}", seen.err);
    assert_eq!(desk.read("a.txt"), draft);
    desk.run(&["fix", "--suggested", "--rule", "house/guess"]).exits(1);
    assert_eq!(desk.read("a.txt"), "The town hall gave them free rein.\n");
    desk.run(&["fix", "--rule", "house"]).exits(0);
    assert_eq!(desk.read("a.txt"), "The city hall gave them free rein.\n");
}

#[test]
fn exit_codes_say_what_is_left() {
    let desk = Desk::new(&[("a.txt", "At the town hall.\n"), ("b.txt", "He is the murderer.\n"), ("bytes.txt", "")]);
    desk.write("bytes.txt", b"At the town hall \xff.\n");
    desk.run(&["fix", "--diff", "a.txt"]).exits(1);
    desk.run(&["fix", "a.txt"]).exits(0);
    desk.run(&["fix", "--diff", "a.txt"]).exits(0);
    desk.run(&["fix", "--diff", "b.txt"]).exits(0);
    desk.run(&["fix", "b.txt"]).exits(1);
    desk.run(&["fix", "gone.txt"]).exits(2);
    let seen = desk.run(&["fix", "bytes.txt"]).exits(2);
    assert!(seen.err.contains("not UTF-8"), "{}", seen.err);
    assert_eq!(std::fs::read(desk.at("bytes.txt")).expect("it is there"), b"At the town hall \xff.\n");
}

#[test]
fn what_the_baseline_accepts_is_not_left() {
    let desk = Desk::new(&[("a.txt", "He is the murderer.\n\nAt the town hall.\n")]);
    let configuration = "extends = [\"house.toml\"]\nbaseline = \"accepted.toml\"\n";
    desk.write("copydesk.toml", configuration);
    desk.run(&["baseline"]).exits(0);
    let seen = desk.run(&["fix", "--rule", "legal"]).exits(0);
    assert_eq!(seen.err, "0 fixes made in 0 drafts; 0 findings at or above --fail-on left\n");
    let seen = desk.run(&["fix", "--rule", "legal", "--no-baseline"]).exits(1);
    assert_eq!(seen.err, "0 fixes made in 0 drafts; 2 findings at or above --fail-on left\n");
    // Accepted or not, a safe fix is made.
    desk.run(&["fix"]).exits(0);
    assert_eq!(desk.read("a.txt"), "He is the murderer.\n\nAt the city hall.\n");
    desk.write("a.txt", b"He is the murderer. She is the murderer.\n");
    let seen = desk.run(&["fix"]).exits(1);
    assert_eq!(seen.err, "0 fixes made in 0 drafts; 1 finding at or above --fail-on left\n");
    let seen = desk.run(&["fix", "--baseline", "gone.toml"]).exits(2);
    assert!(seen.err.contains("gone.toml: there is no such baseline"), "{}", seen.err);
}

#[cfg(unix)]
#[test]
fn a_diff_is_applied_whatever_its_drafts_are_called() {
    let names = ["plain.txt", "two words.txt", "t\tb.txt", "q\"uote.txt", "ü 👩‍🚀.txt", "a\u{1b}.txt"];
    let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, "At the town hall.\r\nOn Monday.\r\n")).collect();
    let desk = Desk::new(&files);
    let patch = desk.run(&["fix", "--diff", "--quiet"]).exits(1).out;
    desk.write("change.diff", patch);
    super::adoption::git(desk.path(), &["apply", "-p0", "--whitespace=nowarn", "change.diff"]);
    for name in names {
        let text = desk.read(name);
        assert_eq!(text, "At the city hall.\r\nOn Monday.\r\n", "{name:?}");
    }
}

#[test]
fn a_diff_shows_and_writes_nothing() {
    let draft = "First.\r\n\r\nAt the town hall.\r\n\r\nLast.";
    let desk = Desk::new(&[("desk/a.txt", draft)]);
    let seen = desk.run(&["fix", "--diff"]).exits(1);
    let wanted = "\
--- desk/a.txt
+++ desk/a.txt
@@ -1,5 +1,5 @@
 First.\r
 \r
-At the town hall.\r
+At the city hall.\r
 \r
 Last.
\\ No newline at end of file
";
    assert_eq!(seen.out, wanted);
    assert_eq!(seen.err, "1 fix would be made in 1 draft\n");
    assert_eq!(desk.read("desk/a.txt"), draft);
    let seen = desk.run(&["--color", "always", "fix", "--diff"]).exits(1);
    assert!(seen.out.contains("\u{1b}[32m+At the city hall.\r\u{1b}[0m\n"), "{:?}", seen.out);
}

#[test]
fn standard_input_comes_back_fixed() {
    let desk = Desk::new(&[]);
    let seen = desk
        .pipe(&["fix", "-", "--stdin-filename", "x.md"], "\u{feff}At the town hall,\r\nin the town\r\nhall.")
        .exits(1);
    assert_eq!(seen.out, "\u{feff}At the city hall,\r\nin the town\r\nhall.", "across a line end it is only suggested");
    let seen = desk.pipe(&["fix", "--diff", "-", "--stdin-filename", "x.md"], "At the town hall.\n").exits(1);
    assert!(seen.out.starts_with("--- x.md\n+++ x.md\n"), "{}", seen.out);
    let seen = desk.pipe(&["fix", "-"], "Nothing.\n").exits(0);
    assert_eq!(seen.out, "Nothing.\n", "what needs no fix comes back too");
    desk.pipe(&["fix", "-", "a.txt"], "").exits(2);
}

#[test]
fn questions_need_a_terminal() {
    let desk = Desk::new(&[("a.txt", "At the town hall.\n")]);
    let seen = desk.pipe(&["fix", "--interactive"], "y\n").exits(2);
    assert!(seen.err.contains("standard input is not a terminal"), "{}", seen.err);
    assert_eq!(desk.read("a.txt"), "At the town hall.\n");
    desk.run(&["fix", "--interactive", "--diff"]).exits(2);
}

#[test]
fn a_broken_configuration_fixes_nothing() {
    let desk = Desk::new(&[("a.txt", "At the town hall.\n")]);
    desk.write("copydesk.toml", b"extends = [\"house.toml\"]\nlevel = { house = \"off\" }\n");
    let seen = desk.run(&["fix"]).exits(2);
    assert!(seen.err.contains("has no key `level`") && seen.err.contains("nothing was fixed"), "{}", seen.err);
    assert_eq!(desk.read("a.txt"), "At the town hall.\n");
}

#[test]
fn rules_that_undo_each_other_are_named() {
    let desk = Desk::new(&[("a.txt", "At the town hall.\n"), ("b.txt", "At the city hall.\n")]);
    let back = PACK.replace("terms   = { \"town", "terms   = { \"city hall\" = \"town hall\", \"town");
    let back = back.replace("good    = [\"The vote at the city hall is on Monday.\"]\n", "");
    desk.write("house.toml", back);
    let seen = desk.run(&["fix"]).exits(2);
    assert!(seen.err.contains("a.txt: not changed: fixes of house/city-hall undo each other"), "{}", seen.err);
    assert_eq!(desk.read("a.txt"), "At the town hall.\n");
}

#[cfg(unix)]
#[test]
fn permissions_links_line_ends_and_byte_order_marks_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let desk = Desk::new(&[
        ("real.txt", "\u{feff}At the town hall.\r\n\r\nA second town hall.\r"),
        ("locked.txt", "At the town hall.\n"),
    ]);
    let at = |name: &str| desk.path().join(name);
    let mode =
        |name: &str, mode| std::fs::set_permissions(at(name), std::fs::Permissions::from_mode(mode)).expect("set");
    mode("real.txt", 0o640);
    mode("locked.txt", 0o444);
    symlink("real.txt", at("link.txt")).expect("links can be made");
    desk.run(&["fix", "link.txt"]).exits(0);
    assert_eq!(desk.read("real.txt"), "\u{feff}At the city hall.\r\n\r\nA second city hall.\r");
    assert!(std::fs::symlink_metadata(at("link.txt")).expect("it is there").is_symlink(), "the link is still one");
    let found = std::fs::metadata(at("real.txt")).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(found, 0o640);
    let seen = desk.run(&["fix", "locked.txt"]).exits(2);
    assert!(seen.err.contains("read-only"), "{}", seen.err);
    assert!(!seen.err.contains("left"), "what is left in it is not known: {}", seen.err);
    assert_eq!(desk.read("locked.txt"), "At the town hall.\n");
}

/// A draft is written as a new file that takes the place of the old, so that it is old or new. Another name of the old file
/// keeps it.
#[cfg(unix)]
#[test]
fn a_second_name_of_a_file_keeps_what_it_had() {
    let desk = Desk::new(&[("a.txt", "At the town hall.\n")]);
    std::fs::hard_link(desk.at("a.txt"), desk.at("kept.bak")).expect("links can be made");
    desk.run(&["fix", "a.txt"]).exits(0);
    assert_eq!(desk.read("a.txt"), "At the city hall.\n");
    assert_eq!(desk.read("kept.bak"), "At the town hall.\n");
}

const KILLED: usize = 400;
const OLD: &str = "The vote at the town hall is on Monday, and the town hall is full.\n";
const NEW: &str = "The vote at the city hall is on Monday, and the city hall is full.\n";

/// How many drafts are new; each of them is old or new, and nothing else is a draft.
#[track_caller]
fn old_or_new(folder: &Path) -> usize {
    let drafts = copydesk::files::drafts(&[folder.to_path_buf()]).0;
    assert_eq!(drafts.len(), KILLED, "what was being written is no draft");
    let texts = drafts.iter().map(|draft| std::fs::read_to_string(&draft.path).expect("text"));
    texts
        .filter(|text| {
            assert!(text == OLD || text == NEW, "half a draft: {text:?}");
            text == NEW
        })
        .count()
}

#[test]
fn a_run_that_is_killed_leaves_each_draft_old_or_new() {
    let desk = Desk::new(&[]);
    let name = |index: usize| format!("drafts/{index:03}.txt");
    let mut midway = false;
    for (round, wait) in [0, 1, 3, 7, 15].into_iter().enumerate() {
        for index in 0..KILLED {
            desk.write(&name(index), OLD);
        }
        let mut child = desk
            .program()
            .args(["fix", "drafts"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // The first draft is written first: from then on it is at work.
        let began = Instant::now();
        while desk.read(&name(0)) == OLD && began.elapsed() < Duration::from_secs(60) {
            if child.try_wait().expect("it can be asked").is_some() {
                break;
            }
        }
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill(); // it may have ended
        child.wait().expect("it ends");
        let new = old_or_new(&desk.at("drafts"));
        midway |= 0 < new && new < KILLED;
        assert!(new > 0, "round {round}: nothing was done");
    }
    assert!(midway, "no run was killed while it wrote");
    desk.run(&["fix", "drafts"]).exits(0);
    assert_eq!(old_or_new(&desk.at("drafts")), KILLED, "the next run ends the work");
}

#[test]
fn the_page_on_fixing_shows_what_the_program_writes() {
    let page = std::fs::read_to_string(root().join("docs/fixing.md")).expect("the page is there");
    let seen = run(root(), &["fix", "--diff", "seeds/unicode.md"]).exits(1);
    let shown = format!("$ copydesk fix --diff seeds/unicode.md\n{}{}```\n", seen.out, seen.err);
    assert!(page.contains(&shown), "docs/fixing.md does not show:\n{shown}");
}

/// A fix that meets the start or the end of markup moves it to one side of its words.
#[test]
fn fixes_keep_the_markup_that_they_meet() {
    for (name, text, fixed) in [
        ("a.md", "See the web [site of the town](u).\n", "See the [website of the town](u).\n"),
        ("a.md", "See the [town web](u) site.\n", "See the [town website](u).\n"),
        ("a.md", "It was **the** the end.\n", "It was **the** end.\n"),
        ("a.md", "It was the **the** end.\n", "It was **the** end.\n"),
        ("a.md", "An *old web* site and a web **site**.\n", "An *old website* and a **website**.\n"),
        ("a.md", "A [web](u) [site](v).\n", "A [web](u) [site](v).\n"),
        ("a.html", "<p>A web <a href=\"u\">site</a>.</p>\n", "<p>A <a href=\"u\">website</a>.</p>\n"),
        ("a.html", "<p>A <i>web</i> site.</p>\n", "<p>A <i>website</i>.</p>\n"),
        ("a.html", "<p>A <i>web</i> <b>site</b>.</p>\n", "<p>A <i>web</i> <b>site</b>.</p>\n"),
        ("a.html", "<p>A web<br>site.</p>\n", "<p>A web<br>site.</p>\n"),
    ] {
        let desk = folder(&[(name, text)]);
        run(desk.path(), &["fix", "--no-config", "--suggested", "--quiet", name]);
        assert_eq!(std::fs::read_to_string(desk.path().join(name)).expect("the draft"), fixed, "{text}");
    }
}
