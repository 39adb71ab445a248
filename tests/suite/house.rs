//! The rules of the house that a machine can check, read from `src`.

use super::root;
use std::collections::BTreeSet;
use std::path::Path;

/// A file of `src` and its text.
struct File {
    /// Its path beneath `src`, with `/` between folders.
    path: String,
    text: String,
}

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
            files.push(File { path, text });
        }
    }
}

impl File {
    /// Lines that are code: comments and the file’s own tests left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines
            .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The first folder of its path, or the file itself without its extension.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

#[track_caller]
fn assert_none(what: &str, wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
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
    assert_none("files that do not open with a line of //! that says something", wrong.collect());
}

#[test]
fn the_disk_is_touched_in_files_and_cli_only() {
    let may = |path: &str| path.starts_with("files/") || path.starts_with("cli/") || path == "main.rs";
    assert_none("the disk outside src/files and src/cli", lines_with(&["std::fs", "File::open", "use std::{fs"], may));
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
        .filter(|file| file.room() == "cli")
        .flat_map(|file| {
            let lines = file.code().filter(|(_, line)| line.contains("crate::") && !line.contains("crate::cli"));
            lines.map(|(number, line)| format!("src/{}:{number}: {line}", file.path)).collect::<Vec<_>>()
        })
        .collect();
    assert_none("the binary’s files reach into the binary’s crate", inside);
}

/// On which floor a room is; what is not here is a room that nobody has given a floor.
fn floor(room: &str) -> Option<u8> {
    Some(match room {
        "text" | "error" => 0,
        "prose" | "diagnostic" => 1,
        "format" | "analysis" => 2,
        "rule" | "config" => 3,
        "lint" => 4,
        "report" | "files" | "fix" => 5,
        "lsp" => 6,
        "cli" => 7,
        "lib" | "main" => 8,
        _ => return None,
    })
}

/// Rooms that a line of code names: `crate::text`, and in `crate::{text, prose::Prose}` both.
fn rooms_of(line: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let name = name.trim_start();
            rooms.push(name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    rooms
}

#[test]
fn use_looks_down_only() {
    let mut wrong = Vec::new();
    for file in sources() {
        if file.path.ends_with("/tests.rs") {
            continue; // cases start from a draft, whatever floor they test
        }
        let room = file.room().to_owned();
        let Some(here) = floor(&room) else {
            wrong.push(format!("src/{}: the room {room} has no floor", file.path));
            continue;
        };
        for (number, line) in file.code() {
            for other in rooms_of(line).into_iter().filter(|other| *other != room) {
                let beside = [room.as_str(), other.as_str()] == ["rule", "config"]
                    || [room.as_str(), other.as_str()] == ["config", "rule"];
                let down = floor(&other).is_some_and(|there| there < here);
                // `crate::Error` is error.rs by its name in the façade.
                if !down && !beside && other != "Error" && other != "error" {
                    wrong.push(format!("src/{}:{number}: {room} uses {other}: {}", file.path, line.trim()));
                }
            }
        }
    }
    assert_none("rooms that use what is not beneath them", wrong);
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
    let wrong = lines_with(&["#![allow(", "allow(unsafe_code", "allow(missing_docs"], |_| false);
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

/// A file that passes 400 lines of code usually holds two rooms.
#[test]
fn no_file_holds_two_rooms() {
    let long = sources().into_iter().filter_map(|file| {
        let lines = file.text.lines().count();
        (lines > 400).then(|| format!("src/{}: {lines} lines", file.path))
    });
    assert_none("files of more than 400 lines", long.collect());
}
