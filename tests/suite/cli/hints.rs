//! Options of other linters, help with examples, and manual pages.

use crate::suite::desk::Desk;
use crate::suite::{folder, root, run, write};

#[test]
fn an_option_of_another_linter_is_refused_with_what_does_it_here() {
    let desk = Desk::new(&[]);
    for (arguments, hint) in [
        (vec!["check", "--fix"], "tip: `copydesk fix` makes fixes"),
        (vec!["--fix", "draft.md"], "tip: `copydesk fix` makes fixes"),
        (vec!["check", "--watch"], "tip: copydesk does not wait for changes; run `copydesk check --cache`"),
        (vec!["check", "--select", "style"], "tip: `copydesk explain RULE DRAFT` shows what one rule finds"),
        (vec!["check", "--ignore=style"], "tip: `--level RULE=off`"),
        (vec!["quotes", "--json"], "tip: the option is `--format json`"),
    ] {
        let seen = desk.run(&arguments).exits(2);
        let on_one_line = seen.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(on_one_line.contains(hint), "{arguments:?}: {}", seen.err);
        let tip = seen.err.lines().skip_while(|line| !line.contains("tip:")).take_while(|line| !line.is_empty());
        assert!(tip.into_iter().all(|line| line.chars().count() <= 60), "{arguments:?}: {}", seen.err);
    }
    let seen = desk.run(&["check", "--quite"]).exits(2);
    assert!(seen.err.contains("'--quiet'"), "clap's own guess stays: {}", seen.err);
}

/// Each example in the help of a command, as it is written there.
#[test]
fn the_examples_in_the_help_can_be_run() {
    let folder = folder(&[("copydesk.toml", ""), ("drafts/a.md", "A draft.\n"), ("archive/a.md", "A draft.\n")]);
    let here = folder.path();
    write(here, "draft.docx", &std::fs::read(root().join("seeds/night-boat.docx")).expect("the seed"));
    write(here, "notes/a.txt", b"HOLM: A note.\n");
    write(here, "drafts/2025/a.md", b"A draft.\n");
    run(here, &["check", "--notes", "2.notes", "drafts/a.md"]);
    let mut shown = 0;
    let commands =
        ["check", "compare", "fix", "mark", "baseline", "quotes", "names", "sources", "rules", "explain", "audit"];
    for command in commands {
        let help = run(here, &[command, "--help"]).exits(0).out;
        let examples = help.split("Examples:\n").nth(1).unwrap_or_else(|| panic!("{command} has no examples"));
        for line in examples.lines().filter(|line| line.starts_with("  copydesk ")) {
            let words = line.trim().split("  ").next().expect("a command");
            let arguments: Vec<&str> = words.split(' ').skip(1).collect();
            assert!(arguments[0] == command || command == "compare");
            shown += 1;
            let seen = run(here, &arguments);
            // There is no repository here to compare with.
            let fails = arguments.contains(&"--since");
            assert!((seen.code == 2) == fails, "`{words}` exits with {}: {}{}", seen.code, seen.out, seen.err);
            if command == "mark" {
                let _ = std::fs::remove_file(here.join("draft.marked.docx"));
            }
        }
    }
    assert!(shown > 15, "{shown} examples");
}

#[test]
fn a_manual_page_is_printed_for_each_command() {
    let folder = folder(&[]);
    let whole = run(folder.path(), &["man"]).exits(0).out;
    assert!(whole.contains(".TH copydesk 1") && whole.contains("An editorial linter"), "{whole}");
    let fix = run(folder.path(), &["man", "fix"]).exits(0).out;
    assert!(fix.contains(".TH copydesk-fix 1") && fix.contains("\\-\\-suggested"), "{fix}");
    let seen = run(folder.path(), &["man", "chek"]).exits(2);
    assert!(seen.err.contains("there is no command chek; did you mean check?"), "{}", seen.err);
}

/// Packages take the pages as files; each page refers to others, which must be there.
#[test]
fn all_manual_pages_are_written_to_a_folder() {
    let folder = folder(&[("file", "")]);
    let seen = run(folder.path(), &["man", "--folder", "share/man1"]).exits(0);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("share/man1").join(name));
    let whole = read("copydesk.1").expect("the page of copydesk");
    let named = regex::Regex::new(r"copydesk\\-([a-z]+)\(1\)").expect("a pattern");
    let named: Vec<String> = named.captures_iter(&whole).map(|page| format!("copydesk-{}", &page[1])).collect();
    assert!(named.len() > 10, "{whole}");
    for name in named {
        let title = format!(".TH {name} 1");
        assert!(read(&format!("{name}.1")).is_ok_and(|page| page.contains(&title)), "{name} in {}", seen.out);
    }
    let seen = run(folder.path(), &["man", "--folder", "file"]).exits(2);
    assert!(seen.err.starts_with("copydesk: file: "), "{}", seen.err);
}

/// Scripts read the first line: the version, and the commit where the build names one.
#[test]
fn version_says_commit_and_packs() {
    let folder = folder(&[]);
    let short = run(folder.path(), &["-V"]).exits(0).out;
    assert_eq!(short, format!("copydesk {}\n", env!("CARGO_PKG_VERSION")));
    let long = run(folder.path(), &["--version"]).exits(0).out;
    let (first, packs) = long.trim_end().split_once("\npacks: ").expect("packs follow");
    let form = regex::Regex::new(r"^copydesk \d+\.\d+\.\d+( \([0-9a-zA-Z.-]+\))?$").expect("a pattern");
    assert!(form.is_match(first) && first.starts_with(short.trim_end()), "{long}");
    let packs: Vec<&str> = packs.split(", ").collect();
    let built_in: Vec<&str> = copydesk::rule::PACKS.iter().map(|(name, _)| *name).collect();
    assert_eq!(packs, built_in);
}

#[test]
fn a_day_that_no_month_has_is_refused() {
    let desk = Desk::new(&[("draft.txt", "A draft.\n")]);
    let seen = desk.run(&["check", "--set", "date=2027-02-30", "draft.txt"]).exits(2);
    assert!(seen.err.contains("there is no day 2027-02-30"), "{}", seen.err);
    desk.run(&["check", "--set", "date=2027-02-28", "draft.txt"]).exits(0);
}

#[test]
fn help_leaves_out_what_does_nothing_and_shows_how_to_check_without_a_command() {
    let desk = Desk::new(&[("draft.md", "A draft.\n")]);
    let help = |command: &str| desk.run(&[command, "--help"]).exits(0).out;
    let whole = desk.run(&["--help"]).exits(0).out;
    assert!(whole.contains("Usage: copydesk [OPTIONS] [PATHS]...\n       copydesk [OPTIONS] <COMMAND>"));
    for command in ["check", "fix", "config"] {
        assert!(help(command).contains("--fail-on"), "{command}");
    }
    for command in ["mark", "baseline", "quotes", "names", "test", "explain", "audit"] {
        assert!(!help(command).contains("--fail-on"), "{command} has no such level");
    }
    assert!(!help("test").contains("--encoding") && !help("test").contains("--set"), "examples are not files");
    desk.run(&["quotes", "--fail-on", "error", "draft.md"]).exits(0);
}
