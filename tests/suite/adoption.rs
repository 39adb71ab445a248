//! The way in: a baseline for old copy, and a gate that looks at what changed only.

use super::desk::{Desk, PACK};
use super::{Run, run, write};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The rules of the desk, and one that asks for a notice in each draft.
const CONFIGURATION: &str = "extends = [\"house.toml\"]\nlevels = { \"house/notice\" = \"warning\" }\n";

fn desk(files: &[(&str, &str)]) -> Desk {
    Desk::new(&[&[("copydesk.toml", CONFIGURATION)], files].concat())
}

/// Runs git as someone who has set nothing.
#[track_caller]
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]);
    let output = command.args(arguments).output().expect("git starts");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("git writes UTF-8")
}

pub fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", message]);
}

/// A paragraph of its own words with so many findings in it.
fn paragraph(number: usize, findings: usize) -> String {
    let mut text = format!("Paragraph {number} begins with nothing.");
    for index in 0..findings {
        let _ = write!(text, " Room {number}-{index} of the town hall was painted.");
    }
    text + "\n\n"
}

/// 200 findings: a file of 100 in the archive, one of 98 that will move, and two files without the notice.
fn archive() -> Desk {
    let desk = desk(&[]);
    let long: String = (0..20).map(|number| paragraph(number, 5)).collect();
    let other: String = (20..34).map(|number| paragraph(number, 7)).collect();
    desk.write("archive/long.md", long);
    desk.write("archive/other.txt", other);
    git(desk.path(), &["init", "-q"]);
    commit(desk.path(), "Old copy");
    desk
}

fn lines(seen: &Run) -> Vec<String> {
    seen.out.lines().map(str::to_owned).collect()
}

#[track_caller]
fn short(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let seen = run(folder, &[&["check", "-f", "short", "-q"], arguments].concat());
    assert!(seen.code < 2, "{}", seen.err);
    lines(&seen)
}

#[test]
fn old_copy_is_left_alone_and_new_findings_are_not() {
    let desk = archive();
    let path = desk.path();
    assert_eq!(short(path, &[]).len(), 200);
    let written = run(path, &["baseline"]).exits(0);
    assert_eq!(
        written.out,
        "copydesk-baseline.toml: accepts 200 findings in 2 files\n  to use it, add to copydesk.toml: baseline = \"copydesk-baseline.toml\"\n"
    );
    write(path, "copydesk.toml", format!("{CONFIGURATION}baseline = \"copydesk-baseline.toml\"\n").as_bytes());
    assert!(short(path, &[]).is_empty(), "what was there is accepted");
    commit(path, "copydesk is turned on");

    git(path, &["checkout", "-q", "-b", "branch"]);
    let long = std::fs::read_to_string(path.join("archive/long.md")).expect("it is there");
    let edited = long
        .replace("Paragraph 7 begins with nothing.", "Paragraph 7 begins with a new sentence about the old town hall.");
    write(path, "archive/long.md", format!("A new paragraph above all others.\n\n{edited}").as_bytes());
    std::fs::create_dir(path.join("moved")).expect("folders can be made");
    git(path, &["mv", "archive/other.txt", "moved/renamed.txt"]);
    commit(path, "One paragraph is edited and a file moved");
    write(path, "elsewhere.txt", b"Views expressed here are on main.\n");

    let new = "archive/long.md:17:54: warning[house/city-hall]: “town hall” is written “city hall”";
    assert_eq!(short(path, &[]), [new], "the baseline alone");
    // The document changed, so what it lacks is said; whoever has no baseline hears of it.
    let since = short(path, &["--since", "main", "--no-baseline"]);
    assert_eq!(since, ["archive/long.md:1:1: warning[house/notice]: whose views are these?", new], "changes alone");
    assert_eq!(short(path, &["--since", "main"]), [new], "both");
    let diff = git(path, &["diff", "main"]);
    write(path, "change.diff", diff.as_bytes());
    assert_eq!(short(path, &["--diff", "change.diff"]), [new], "a diff, and the baseline");

    let seen = run(path, &["check", "--since", "main", "-f", "json"]).exits(1);
    let files = seen.json()["files"].clone();
    let names: Vec<&str> = files.as_array().expect("files").iter().filter_map(|file| file["path"].as_str()).collect();
    assert_eq!(names, ["archive/long.md", "elsewhere.txt", "moved/renamed.txt"], "untouched files are not read");
    assert_eq!(files[0]["hidden"]["baseline"], 101);
    assert_eq!(files[2]["hidden"]["baseline"], 99);
}

const DRAFT: &str =
    "The town hall is old. Nobody paints the city hall.\n\nThe town hall burned.\n\nViews expressed are ours.\n";

/// A repository with one draft, committed.
fn repository(draft: &str) -> Desk {
    let desk = desk(&[("draft.md", draft)]);
    git(desk.path(), &["init", "-q"]);
    commit(desk.path(), "First");
    desk
}

#[test]
fn only_touched_sentences_are_looked_at() {
    let desk = repository(DRAFT);
    let path = desk.path();
    let since = |draft: &str| {
        write(path, "draft.md", draft.as_bytes());
        short(path, &["--since", "HEAD"])
    };
    assert!(since(DRAFT).is_empty());
    let neighbour = DRAFT.replace("Nobody paints", "Everybody paints");
    assert!(since(&neighbour).is_empty(), "the sentence beside it, on the same line");
    let itself = DRAFT.replace("is old", "is very old");
    assert_eq!(since(&itself).len(), 1, "{:?}", since(&itself));
    let wrapped = DRAFT.replace("The town hall is old. Nobody", "The\ntown hall is\nold. Nobody");
    assert!(since(&wrapped).is_empty(), "wrapped anew");
    let gone = DRAFT.replace(" Nobody paints the city hall.", "");
    assert!(since(&gone).is_empty(), "a sentence beside it was taken out");
    let shorter =
        DRAFT.replace("The town hall burned.", "Town hall burned.").replace("The town hall is", "town hall is");
    assert_eq!(since(&shorter).len(), 2, "{:?}", since(&shorter));
    let missing = DRAFT.replace("Views expressed are ours.", "Good night.");
    assert_eq!(since(&missing), ["draft.md:1:1: warning[house/notice]: whose views are these?"]);
}

#[test]
fn a_finding_is_news_where_any_of_its_places_is_touched() {
    let draft = "Kyiv is here. Kyiv is big.\n\nKiev was there.\n\nViews expressed.\n";
    let desk = repository(draft);
    desk.write("draft.md", draft.replace("Kyiv is big", "Kyiv is huge"));
    let seen = short(desk.path(), &["--since", "HEAD"]);
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(seen[0].contains("house/towns"), "{seen:?}");
}

#[test]
fn a_new_file_is_new_as_a_whole_whether_git_follows_it_or_not() {
    let desk = repository(DRAFT);
    desk.write("untracked.md", DRAFT);
    desk.write("töpfer \"q\".md", DRAFT);
    git(desk.path(), &["add", "töpfer \"q\".md"]);
    let seen = short(desk.path(), &["--since", "HEAD"]);
    let count = |name: &str| seen.iter().filter(|line| line.starts_with(name)).count();
    assert_eq!((count("untracked.md"), count("töpfer"), count("draft.md")), (2, 2, 0), "{seen:?}");
}

#[test]
fn changes_are_those_since_the_branch_parted() {
    let desk = repository(DRAFT);
    let path = desk.path();
    git(path, &["checkout", "-q", "-b", "branch"]);
    write(path, "mine.md", b"The town hall. Views expressed.\n");
    commit(path, "Mine");
    git(path, &["checkout", "-q", "main"]);
    write(path, "draft.md", DRAFT.replace("burned", "fell").as_bytes());
    commit(path, "Theirs");
    git(path, &["checkout", "-q", "branch"]);
    let seen = short(path, &["--since", "main"]);
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(seen[0].starts_with("mine.md"), "{seen:?}");
    // From a folder within, paths are the same.
    write(path, "inside/note.md", b"The town hall. Views expressed.\n");
    let seen = short(&path.join("inside"), &["--since", "main"]);
    assert_eq!(seen.len(), 1, "{seen:?}");
}

#[test]
fn what_git_cannot_say_is_said() {
    let desk = repository(DRAFT);
    let refused = |folder: &Path, revision: &str| run(folder, &["check", "--since", revision]).exits(2).err;
    assert!(refused(desk.path(), "nowhere").contains("--since nowhere: there is no such commit here"));
    let option = desk.run(&["check", "--since=--help"]).exits(2).err;
    assert!(option.contains("--since --help: there is no such commit here"), "no option of git's: {option}");
    let plain = Desk::empty(&[("draft.md", DRAFT)]);
    assert!(refused(plain.path(), "main").contains("--since needs a git repository"));

    // A clone of the newest commit only does not know where the branches parted.
    git(desk.path(), &["checkout", "-q", "-b", "branch"]);
    desk.write("draft.md", DRAFT.replace("burned", "fell"));
    commit(desk.path(), "Second");
    git(desk.path(), &["checkout", "-q", "main"]);
    desk.write("other.md", DRAFT);
    commit(desk.path(), "Third");
    let clones = Desk::empty(&[]);
    let from = format!("file://{}", desk.path().display());
    git(clones.path(), &["clone", "-q", "--depth", "1", "--no-single-branch", "--branch", "branch", &from, "shallow"]);
    let seen = refused(&clones.path().join("shallow"), "origin/main");
    assert!(seen.contains("this clone is shallow") && seen.contains("git fetch --unshallow"), "{seen}");
}

#[test]
fn a_diff_is_read_from_standard_input_and_what_is_none_is_refused() {
    let desk = repository(DRAFT);
    desk.write("draft.md", DRAFT.replace("burned", "fell"));
    let diff = git(desk.path(), &["diff"]);
    let seen = desk.pipe(&["check", "--diff", "-", "-f", "short", "-q"], diff.as_bytes());
    assert_eq!(seen.out.lines().count(), 1, "{}", seen.out);
    desk.write("bad.diff", b"--- a\n+++ b\n@@ nonsense\n");
    let seen = desk.run(&["check", "--diff", "bad.diff"]).exits(2);
    assert!(seen.err.contains("bad.diff: line 3"), "{}", seen.err);
    desk.run(&["check", "--diff", "nowhere.diff"]).exits(2);
}

#[test]
fn a_gate_that_would_look_at_nothing_is_refused() {
    let desk = repository(DRAFT);
    let refused = |arguments: &[&str], stdin: &[u8]| {
        let seen = desk.pipe(&[&["check"], arguments].concat(), stdin);
        seen.exits(2).err
    };
    let none = refused(&["--diff", "-"], b"Meet at the town hall.\n");
    assert!(none.contains("-: this is not a unified diff"), "{none}");
    let merge =
        refused(&["--diff", "-"], b"diff --cc a.md\n--- a/a.md\n+++ b/a.md\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n -b\n++c\n");
    assert!(merge.contains("line 4: this is a diff of a merge with all its parents"), "{merge}");
    let twice = refused(&["--diff", "-", "-"], b"");
    assert!(twice.contains("--diff - reads the diff from standard input"), "{twice}");
    let draft = refused(&["--since", "HEAD", "--stdin-filename", "draft.md", "-"], DRAFT.as_bytes());
    assert!(draft.contains("--since compares files with git, so it cannot be used with -"), "{draft}");
    let nothing = desk.pipe(&["check", "--diff", "-"], b"").exits(0);
    assert_eq!(nothing.err, "0 drafts checked: 0 errors, 0 warnings, 0 notes\n");
}

#[cfg(unix)]
#[test]
fn paths_are_found_whatever_they_are_called() {
    let names = ["a b, 50%.md", "t\tb.md", "new\nline.md", "back\\slash.md", "q\"uote.md", "😀.md", " lead.md"];
    let desk = repository(DRAFT);
    let old = "The town hall is old.\n\nThe town hall burned. Views expressed.\n";
    for name in names {
        desk.write(name, old);
    }
    commit(desk.path(), "Odd names");
    for name in names {
        desk.write(name, old.replace("is old", "is very old"));
    }
    let diff = git(desk.path(), &["diff"]);
    desk.write("change.diff", diff);
    for arguments in [["--since", "HEAD"], ["--diff", "change.diff"]] {
        let seen = short(desk.path(), &arguments);
        assert_eq!(seen.len(), names.len(), "one in each: {arguments:?} {seen:#?}");
        for name in names {
            let line = format!("{}:1:5: ", name.replace(['\t', '\n'], " "));
            assert!(seen.iter().any(|seen| seen.starts_with(&line)), "{name:?}: {arguments:?} {seen:#?}");
        }
    }
}

#[test]
fn copy_in_a_submodule_is_old_copy_too() {
    let agency = repository(DRAFT);
    let desk = repository("Views expressed.\n");
    let from = format!("file://{}", agency.path().display());
    git(desk.path(), &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &from, "agency"]);
    commit(desk.path(), "The agency's copy");
    let draft = desk.at("agency/draft.md");
    assert!(short(desk.path(), &["--since", "HEAD"]).is_empty());
    std::fs::write(&draft, DRAFT.replace("burned", "fell")).expect("it can be written");
    let seen = short(desk.path(), &["--since", "HEAD"]);
    assert_eq!(seen, ["agency/draft.md:3:5: warning[house/city-hall]: “town hall” is written “city hall”"]);
    commit(&desk.at("agency"), "It fell");
    assert_eq!(short(desk.path(), &["--since", "HEAD"]), seen, "committed there and not here");
}

// ---- the baseline

fn with_baseline(draft: &str) -> Desk {
    let configuration = format!("{CONFIGURATION}baseline = \"copydesk-baseline.toml\"\n");
    let desk = Desk::new(&[("copydesk.toml", &configuration), ("draft.md", draft)]);
    desk.run(&["baseline"]).exits(0);
    desk
}

fn baseline_of(desk: &Desk) -> String {
    desk.read("copydesk-baseline.toml")
}

#[test]
fn a_baseline_is_a_line_a_finding_that_people_can_read() {
    let desk = with_baseline(DRAFT);
    let text = baseline_of(&desk);
    let entries: Vec<&str> = text.lines().filter(|line| line.starts_with('"')).collect();
    assert_eq!(entries.len(), 2, "{text}");
    assert!(
        entries[0].contains("rule = \"house/city-hall\", words = \"town hall\", near = \"The … burned.\""),
        "{text}"
    );
    assert!(text.contains("\n[\"draft.md\"]\n"), "{text}");
    assert!(!text.contains(":1") && text.ends_with('\n'), "{text}");
    let seen = desk.run(&["check"]).exits(0);
    assert_eq!(seen.err, "1 draft checked: 0 errors, 0 warnings, 0 notes (not shown: 2 in the baseline)\n");
    assert_eq!(short(desk.path(), &["--no-baseline"]).len(), 2);
}

#[test]
fn a_baseline_grows_and_shrinks_only_when_it_is_told_to() {
    let desk = with_baseline(DRAFT);
    let before = baseline_of(&desk);
    let changed = DRAFT.replace("The town hall burned.", "It burned.") + "\nA town hall in Este.\n";
    desk.write("draft.md", changed);
    let seen = desk.run(&["baseline"]).exits(1);
    let said = "copydesk-baseline.toml: 1 finding accepted\n  1 not accepted; --accept adds them\n  1 no longer match; --prune removes them\n";
    assert_eq!(seen.out, said);
    assert_eq!(baseline_of(&desk), before, "nothing is written unasked");
    let checked = short(desk.path(), &[]);
    assert_eq!(checked.len(), 2, "{checked:?}");
    assert!(
        checked[0].starts_with("copydesk-baseline.toml:") && checked[0].contains("no longer match a finding: 1"),
        "{checked:?}"
    );
    assert!(checked[1].starts_with("draft.md:7:3"), "{checked:?}");

    desk.run(&["baseline", "--prune"]).exits(1);
    assert_eq!(baseline_of(&desk).lines().filter(|line| line.starts_with('"')).count(), 1);
    desk.run(&["baseline", "--accept"]).exits(0);
    assert_eq!(baseline_of(&desk).lines().filter(|line| line.starts_with('"')).count(), 2);
    assert!(short(desk.path(), &[]).is_empty());
}

#[test]
fn the_same_words_twice_are_two_findings() {
    let desk = with_baseline("The town hall.\n\nThe town hall.\n\nViews expressed.\n");
    assert!(short(desk.path(), &[]).is_empty());
    desk.write("draft.md", "The town hall.\n\n".repeat(3));
    let seen = short(desk.path(), &[]);
    assert_eq!(seen.len(), 2, "the third, and the notice: {seen:?}");
}

#[test]
fn what_a_document_lacks_is_accepted_whatever_it_begins_with() {
    let desk = with_baseline("A headline\n\nWords.\n");
    desk.write("draft.md", b"Quite another beginning\n\nWords.\n");
    assert!(short(desk.path(), &[]).is_empty());
}

#[test]
fn files_that_are_not_looked_at_keep_their_entries() {
    let desk = with_baseline(DRAFT);
    desk.write("new.md", b"The town hall. Views expressed.\n");
    desk.run(&["baseline", "--prune", "--accept", "new.md"]).exits(0);
    assert_eq!(baseline_of(&desk).lines().filter(|line| line.starts_with('"')).count(), 3);
    assert!(short(desk.path(), &["new.md"]).is_empty(), "entries of other files are not called stale");
    std::fs::remove_file(desk.at("draft.md")).expect("it can be removed");
    desk.run(&["baseline", "--prune"]).exits(0);
    assert_eq!(baseline_of(&desk).lines().filter(|line| line.starts_with('"')).count(), 1);
}

#[test]
fn a_moved_file_takes_its_entries_along_and_a_copy_does_not() {
    let desk = with_baseline(DRAFT);
    desk.write("copy.md", DRAFT);
    assert_eq!(short(desk.path(), &[]).len(), 2);
    std::fs::remove_file(desk.at("draft.md")).expect("it can be removed");
    assert!(short(desk.path(), &[]).is_empty());
    desk.run(&["baseline", "--prune"]).exits(0);
    assert!(baseline_of(&desk).contains("[\"copy.md\"]"));
    assert!(!baseline_of(&desk).contains("[\"draft.md\"]"));
}

#[test]
fn a_baseline_that_is_not_there_or_broken_is_said() {
    let desk = Desk::empty(&[("copydesk.toml", "extends = []\nbaseline = \"none.toml\"\n"), ("draft.md", DRAFT)]);
    let seen = desk.run(&["check"]).exits(2);
    assert!(seen.err.contains("none.toml: there is no such baseline; `copydesk baseline` writes it"), "{}", seen.err);
    for broken in [
        "[\"a.md\"]\n\"12\" = { rule = \"x\" }\n",
        "version = 2\n",
        "a = 1\n",
        "[\"a.md\"]\n\"0123456789abcdef\" = { }\n",
        "[",
    ] {
        desk.write("none.toml", broken);
        let seen = desk.run(&["check"]).exits(2);
        assert!(seen.err.contains("error[baseline]"), "{broken}: {}", seen.err);
        assert_eq!(desk.run(&["baseline", "--accept"]).exits(2).out, "", "a broken one is not overwritten");
    }
}

#[test]
fn so_many_warnings_are_let_pass() {
    let desk = repository(DRAFT);
    let most = |count: &str| desk.run(&["check", "--max-warnings", count]).code;
    assert_eq!((most("1"), most("2"), most("3")), (1, 0, 0));
    let level = ["check", "--max-warnings", "9", "--level", "house=error"];
    assert_eq!(desk.run(&level).code, 1, "errors are not warnings");
}

// ---- the cache

#[test]
fn a_cached_run_says_the_same_and_notices_every_change() {
    let draft = "The town hall. <!-- copydesk: allow house/towns reason: x until: 2027-01-31 -->\n\nViews expressed.\n";
    let desk = desk(&[("draft.md", draft)]);
    let path = desk.path();
    let checked = |arguments: &[&str]| {
        let plain = ["check", "-f", "json", "--today", "2027-01-01"];
        let without = run(path, &[&plain[..], arguments].concat());
        for time in ["first", "second"] {
            let with = run(path, &[&plain[..], &["--cache"], arguments].concat());
            assert_eq!((with.code, &with.out, &with.err), (without.code, &without.out, &without.err), "{time}");
        }
        without.out
    };
    let mut seen = vec![checked(&[])];
    seen.push(checked(&["--level", "house/city-hall=error"]));
    seen.push(checked(&["--today", "2027-02-01"]));
    write(path, "draft.md.copydesk.toml", b"[[allow]]\nrule = \"house/city-hall\"\nreason = \"its name\"\n");
    seen.push(checked(&[]));
    write(
        path,
        "draft.md.copydesk.toml",
        b"[[allow]]\nrule = \"house/city-hall\"\nreason = \"its name\"\nuntil = 2026-01-01\n",
    );
    seen.push(checked(&[]));
    write(path, "house.toml", PACK.replace("is written", "is spelled").as_bytes());
    seen.push(checked(&[]));
    write(path, "copydesk.toml", format!("{CONFIGURATION}[allow]\nterms = [\"town hall\"]\n").as_bytes());
    seen.push(checked(&[]));
    write(path, "draft.md", draft.replace("town", "old town").as_bytes());
    seen.push(checked(&[]));
    for (index, pair) in seen.windows(2).enumerate() {
        assert_ne!(pair[0], pair[1], "change {index} is no change");
    }
    assert!(path.join(".copydesk-cache/.gitignore").is_file());
}

/// What lies in a cache beside its `.gitignore`: the entries, and what somebody left behind.
fn entries(cache: &Path) -> Vec<PathBuf> {
    let in_folder = |folder: &Path| -> Vec<PathBuf> {
        let all = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        all.map(|entry| entry.expect("an entry").path()).collect()
    };
    let (folders, left): (Vec<PathBuf>, Vec<PathBuf>) =
        in_folder(cache).into_iter().filter(|path| !path.ends_with(".gitignore")).partition(|path| path.is_dir());
    folders.iter().flat_map(|folder| in_folder(folder)).chain(left).collect()
}

/// The head of an entry: a line, the hash of what went into it, and that of what follows.
const HEAD: usize = "copydesk cache 2\n".len() + 2 * 32;

/// Whether an entry is what somebody wrote, whole.
fn is_whole(entry: &[u8]) -> bool {
    entry.len() > HEAD && entry[HEAD - 32..HEAD] == Sha256::digest(&entry[HEAD..])[..]
}

/// Entries that are used, not only written: one that says otherwise is believed.
#[test]
fn a_cached_draft_is_not_checked_again_and_a_broken_entry_is_none() {
    let desk = desk(&[("draft.md", DRAFT)]);
    let cached = |folder: &str| desk.run(&["check", "-f", "short", "-q", folder]).out;
    let right = cached("--cache=kept");
    assert_eq!(right.lines().count(), 2);
    let entries = entries(&desk.at("kept"));
    assert_eq!(entries.len(), 1, "{entries:?}");
    let told = std::fs::read(&entries[0]).expect("an entry");
    let at = told.windows(10).position(|words| words == "is written".as_bytes()).expect("the message is there");
    let mut changed = told.clone();
    changed[at..at + 10].copy_from_slice(b"is WRITTEN");
    let mut sealed = changed.clone();
    let sum = Sha256::digest(&sealed[HEAD..]);
    sealed[HEAD - 32..HEAD].copy_from_slice(&sum);
    std::fs::write(&entries[0], &sealed).expect("it can be written");
    assert!(cached("--cache=kept").contains("is WRITTEN"));
    let half_and_half = [&told[..told.len() / 2], &vec![b' '; told.len() / 2][..]].concat();
    for broken in [&told[..told.len() / 2], &changed, &half_and_half, b"", b"copydesk cache 2\nnothing"] {
        std::fs::write(&entries[0], broken).expect("it can be written");
        assert_eq!(cached("--cache=kept"), right);
        assert_eq!(std::fs::read(&entries[0]).expect("an entry"), told, "it is written anew");
    }
    desk.write("file", b"");
    let seen = desk.run(&["check", "-f", "short", "-q", "--cache=file"]).exits(1);
    assert_eq!(seen.out, right, "no cache, and still a report");
    assert!(seen.err.contains("file: "), "{}", seen.err);
}

/// Runs of two houses' minds over the same drafts, all at once and again: each says what it says alone.
#[test]
fn runs_that_share_a_cache_say_what_they_say_alone() {
    let desk = desk(&[]);
    for number in 0..60 {
        desk.write(&format!("drafts/{number}.md"), paragraph(number, number % 7));
    }
    let arguments = |run: usize| -> Vec<&str> {
        let level = ["--level", if run.is_multiple_of(2) { "house/city-hall=error" } else { "house/notice=off" }];
        [&["check", "-f", "json", "--today", "2027-01-01", "drafts"][..], &level].concat()
    };
    let alone: Vec<Run> = (0..2).map(|of| desk.run(&arguments(of)).exits(1)).collect();
    assert_ne!(alone[0].out, alone[1].out);
    for time in 0..3 {
        let started: Vec<_> = (0..6)
            .map(|of| {
                let mut command = desk.program();
                command.args(arguments(of)).arg("--cache=shared").stdout(Stdio::piped()).stderr(Stdio::piped());
                command.spawn().expect("the program starts")
            })
            .collect();
        for (of, child) in started.into_iter().enumerate() {
            let seen = Run::of(child.wait_with_output().expect("the program ends"));
            let alone = &alone[of % 2];
            assert_eq!((seen.code, &seen.out, &seen.err), (alone.code, &alone.out, &alone.err), "{time}: run {of}");
        }
    }
    let entries = entries(&desk.at("shared"));
    assert_eq!(entries.len(), 60, "an entry a draft, and nothing left behind: {entries:?}");
    for entry in entries {
        assert!(is_whole(&std::fs::read(&entry).expect("an entry")), "{}", entry.display());
    }
}

#[test]
fn statistics_count_findings_by_rule_on_the_error_stream() {
    let desk = desk(&[("draft.md", DRAFT)]);
    let seen = desk.run(&["check", "--stats", "-f", "short", "-q"]).exits(1);
    assert_eq!(seen.out.lines().count(), 2);
    let row = seen.err.lines().find(|line| line.ends_with("house/city-hall")).expect("a row");
    assert_eq!(row.split_whitespace().nth(1), Some("2"), "{row}");
}
