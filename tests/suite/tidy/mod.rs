//! Limits on the code, read from `src`. Every violation is shown with its file and line.

mod code;
mod modules;
mod shape;
mod statics;
mod words;

use super::root;
use code::File;
use std::collections::BTreeSet;
use std::path::Path;

fn sources() -> Vec<File> {
    let mut files = Vec::new();
    read(&root().join("src"), "", &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(files.len() > 50, "src was read: {} files", files.len());
    files
}

fn read(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("src can be read") {
        let entry = entry.expect("src can be read");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), files);
        } else if path.ends_with(".rs") {
            let text = std::fs::read_to_string(entry.path()).expect("src is text");
            files.push(File::new(&path, &text));
        }
    }
}

#[track_caller]
fn assert_none<T: ToString>(what: &str, wrong: impl IntoIterator<Item = T>) {
    let lines: Vec<String> = wrong.into_iter().map(|one| one.to_string()).collect();
    assert!(lines.is_empty(), "{} {what}:\n{}", lines.len(), lines.join("\n"));
}

/// Lines of code that have one of `words`, outside files that `may` have them.
fn lines_with(words: &[&str], may: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in sources().iter().filter(|file| !may(&file.path)) {
        for (number, line) in file.code().filter(|(_, line)| words.iter().any(|word| line.contains(word))) {
            found.push(format!("src/{}:{number}: {}", file.path, line.trim()));
        }
    }
    found
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let wrong = sources().into_iter().filter_map(|file| {
        let first = file.text.lines().next().unwrap_or_default();
        let words = first.strip_prefix("//!").unwrap_or_default().split_whitespace().count();
        (words < 3).then(|| format!("src/{}: {first:?}", file.path))
    });
    assert_none("files that do not open with a line of //! that says something", wrong);
}

#[test]
fn the_disk_is_touched_in_files_and_cli_only() {
    let may = |path: &str| path.starts_with("files/") || path.starts_with("cli/") || path == "main.rs";
    assert_none("the disk outside src/files and src/cli", lines_with(&["std::fs", "File::open", "use std::{fs"], may));
}

/// Only a reading reads drafts. Rules read their own examples, and unit tests what they like.
#[test]
fn drafts_are_read_in_one_place() {
    let may =
        |path: &str| ["lint/reading.rs", "rule/pack/example/verify.rs"].contains(&path) || path.ends_with("/tests.rs");
    assert_none("drafts read elsewhere", lines_with(&["Article::new("], may));
}

#[test]
fn codespan_is_known_to_one_file() {
    assert_none(
        "codespan outside report/human.rs",
        lines_with(&["codespan_reporting"], |path| path == "report/human.rs"),
    );
}

#[test]
fn the_command_line_is_known_to_cli_only() {
    assert_none("clap outside src/cli", lines_with(&["clap"], |path| path.starts_with("cli/")));
    let printing = lines_with(&["println!", "print!(", "std::process::exit", "std::env::"], |path| {
        path.starts_with("cli/") || path == "files/library.rs"
    });
    assert_none("printing, exiting or the environment outside src/cli", printing);
}

#[test]
fn the_binary_sees_the_facade_only() {
    let inside: Vec<String> = sources()
        .iter()
        .filter(|file| file.module() == "cli")
        .flat_map(|file| {
            let lines = file.code().filter(|(_, line)| line.contains("crate::") && !line.contains("crate::cli"));
            lines.map(|(number, line)| format!("src/{}:{number}: {line}", file.path)).collect::<Vec<_>>()
        })
        .collect();
    assert_none("the binary’s files reach into the binary’s crate", inside);
}

#[test]
fn nothing_is_left_to_do() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), "todo!", "unimplemented!", "dbg!"];
    let mut wrong = Vec::new();
    for file in sources() {
        for (index, line) in
            file.text.lines().enumerate().filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)))
        {
            wrong.push(format!("src/{}:{}: {}", file.path, index + 1, line.trim()));
        }
    }
    assert_none("left to do", wrong);
}

/// The crate’s lints hold everywhere: what is not documented or used is seen.
#[test]
fn no_file_turns_the_lints_off() {
    let wrong = lines_with(&["#![allow(", "allow(unsafe_code", "allow(missing_docs", "allow(dead_code"], |_| false);
    assert_none("lints turned off", wrong);
}

/// The rooms that the architecture gives, and no rooms of odds and ends.
#[test]
fn rooms_have_names_that_say_something() {
    let rooms: BTreeSet<String> = sources()
        .iter()
        .flat_map(|file| file.path.trim_end_matches(".rs").split('/').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let vague = ["utils", "util", "helpers", "helper", "common", "misc", "manager", "types"];
    let found: Vec<String> = rooms.into_iter().filter(|room| vague.contains(&room.as_str())).collect();
    assert_none("rooms of odds and ends", found);
}

#[test]
fn no_file_is_too_long() {
    assert_none("files that are too long", sources().iter().filter_map(shape::long_file));
}

/// The figure may fall and not grow: whoever lowers it lowers the ceiling too.
#[test]
fn copies_do_not_grow() {
    const CEILING: f64 = 11.1;
    let files = sources();
    let copies: usize = files.iter().filter(|file| !file.is_test()).map(shape::copies).sum();
    let lines: usize = files.iter().filter(|file| !file.is_test()).map(File::lines).sum();
    let share = copies as f64 * 1000.0 / lines as f64;
    assert!(
        share <= CEILING,
        "{copies} calls of clone and to_owned in {lines} lines: {share:.1} per 1,000, not {CEILING}"
    );
}

#[test]
fn nothing_is_used_upward() {
    assert_none("uses of what is not below", modules::upward(&sources()));
}

#[test]
fn no_function_is_too_long() {
    assert_none("functions that are too long", sources().iter().flat_map(shape::long_functions));
}

#[test]
fn no_function_nests_too_deeply() {
    assert_none("functions that nest too deeply", sources().iter().flat_map(shape::deep_functions));
}

#[test]
fn no_code_knows_english_words() {
    assert_none("English words in code: they are data in rules/", sources().iter().flat_map(words::english));
}

#[test]
fn statics_are_few_and_known() {
    assert!(statics::STATICS.len() <= 3, "{} statics may be: at most three", statics::STATICS.len());
    assert_none("statics", sources().iter().flat_map(statics::statics));
}

#[test]
fn no_file_uses_itself_in_a_circle() {
    assert_none("uses that make a circle", modules::in_circles(&sources()));
}
