//! Each command reads and scans each state of a draft at most once, as `--count-readings` counts it.

use super::desk::Desk;
use super::{Run, folder, run, with_stdin, write};
use std::path::Path;

const HOUSE: &str = r#"about = "Rules for the tests of readings."

[[rule]]
id      = "house/city-hall"
kind    = "terms"
level   = "warning"
message = "“{match}” is written “{replacement}”"
terms   = { "town hall" = "city hall", "e-mail" = "email" }

[[rule]]
id      = "house/byline"
kind    = "require"
level   = "warning"
message = "there is no byline"
require = { zone = "byline" }

[[rule]]
id      = "house/opinion"
kind    = "terms"
level   = "warning"
message = "“{match}” in an opinion piece"
when    = { metadata = { type = "opinion" } }
terms   = { "bridge" = "crossing" }
"#;

const DRAFT: &str = "The Bridge Stays Shut\n\nBy Anna Holm\n\nThe vote at the town hall is on Monday. Send an e-mail.\n\n\
                     “The bridge is not safe,” Carl Brandt said.\n";

/// Number of readings and of scans that a run counted.
#[track_caller]
fn counted(seen: &Run) -> (usize, usize) {
    let line = seen.err.lines().find_map(|line| line.strip_prefix("readings: "));
    let (readings, scans) = line.and_then(|line| line.split_once(", scans: ")).expect("the counts are printed");
    (readings.parse().expect("a number"), scans.parse().expect("a number"))
}

#[track_caller]
fn counts(folder: &Path, arguments: &[&str], wanted: (usize, usize)) {
    let seen = run(folder, &[arguments, &["--count-readings"]].concat());
    assert!(seen.code < 2, "{arguments:?} exits {}:\n{}", seen.code, seen.err);
    assert_eq!(counted(&seen), wanted, "readings and scans of {arguments:?}");
}

/// A sidecar for the first draft, a configuration for both.
fn two_drafts() -> Desk {
    let sidecar = "[metadata]\ntype = \"opinion\"\n";
    Desk::with_rules(HOUSE, &[("a.md", DRAFT), ("a.md.copydesk.toml", sidecar), ("b.md", DRAFT)])
}

#[test]
fn each_command_reads_and_scans_each_draft_at_most_once() {
    let here = two_drafts();
    let here = here.path();
    counts(here, &["check"], (2, 2));
    counts(here, &["check", "--show-passes"], (2, 2));
    counts(here, &["check", "--format", "html"], (2, 2));
    counts(here, &["check", "--show-passes", "--output", "html=page.html", "--output", "sarif=log.sarif"], (2, 2));
    counts(here, &["baseline"], (2, 2));
    counts(here, &["audit", "--rule", "house/city-hall"], (2, 2));
    counts(here, &["quotes"], (2, 0));
    counts(here, &["quotes", "--by", "speaker"], (2, 0));
    counts(here, &["names"], (2, 0));
    counts(here, &["names", "--by-draft"], (2, 0));
    counts(here, &["explain", "house/city-hall", "a.md"], (1, 1));
    counts(here, &["explain", "house/opinion", "a.md"], (1, 1));
    counts(here, &["explain", "house/opinion", "b.md"], (1, 1));
    counts(here, &["explain", "house/city-hall", "a.md", "--level", "house/city-hall=off"], (1, 1));
    counts(here, &["explain", "house/byline", "a.md:7:1"], (1, 0));
}

/// Nothing is read whose findings are known.
#[test]
fn a_cache_saves_readings() {
    let here = two_drafts();
    counts(here.path(), &["check", "--cache"], (2, 2));
    counts(here.path(), &["check", "--cache"], (0, 0));
}

/// The text as it is, the text after the first round of fixes, and no more: that has no fix left.
#[test]
fn fix_reads_each_state_of_a_draft_once() {
    let here = two_drafts();
    counts(here.path(), &["fix", "--diff"], (4, 4));
    counts(here.path(), &["fix"], (4, 4));
    counts(here.path(), &["fix"], (2, 2));
    let seen = with_stdin(here.path(), &["quotes", "--count-readings", "--stdin-filename", "c.md", "-"], DRAFT);
    assert_eq!(counted(&seen), (1, 0));
}

/// The page shows the draft as it was judged: with a headline in the sidecar, the first line of the draft is body.
#[test]
fn a_page_shows_the_zones_that_were_judged() {
    let draft = "The bridge is shut.\n\nIt will stay shut for a year.\n\nNobody knows why.\n";
    let here = folder(&[("a.md", draft)]);
    let page = || run(here.path(), &["--format", "html", "a.md"]).out;
    assert!(page().contains("<h2 class=\"zone headline\">"), "{}", page());
    write(here.path(), "a.md.copydesk.toml", b"[metadata]\ntitle = \"Bridge shut\"\n");
    assert!(!page().contains("<h2 class=\"zone headline\">"), "{}", page());
}
