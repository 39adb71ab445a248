//! What the README and the guides show is what the program says.
//!
//! Each block marked `console` is run line by line in a folder of its own that has the drafts of `seeds`, as a reader has
//! them who has just fetched the project. A line that begins with `$ ` is a command; what stands beneath it is all that the
//! program prints, on both streams.

use super::{program, root, write};
use std::path::Path;
use std::process::Command;

/// Every page that shows the program.
fn pages() -> Vec<(String, String)> {
    let guides = std::fs::read_dir(root().join("docs")).expect("docs/ is there");
    let guides =
        guides.map(|entry| format!("docs/{}", entry.expect("docs/ can be read").file_name().to_string_lossy()));
    let mut names: Vec<String> = guides.filter(|name| name.ends_with(".md")).collect();
    names.extend(["README.md", "CONTRIBUTING.md"].map(str::to_owned));
    names.sort();
    let text = |name: &String| std::fs::read_to_string(root().join(name)).expect("the page can be read");
    names.iter().map(|name| (name.clone(), text(name))).collect()
}

/// The words of the blocks of `page` that are marked `language`.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("\n```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("\n```").next().unwrap_or(rest)).collect()
}

/// Puts a copy of `from` at `to`.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("seeds can be read") {
        let entry = entry.expect("seeds can be read");
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            write(to.parent().expect("it is in a folder"), &entry.file_name().to_string_lossy(), &read(&path));
        }
    }
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("seeds can be read")
}

/// What `command` prints in `folder`; it begins with `copydesk`, and words in double quotation marks are one.
fn said(folder: &Path, command: &str) -> String {
    let words = command.strip_prefix("copydesk ").unwrap_or_else(|| panic!("{command} does not run copydesk"));
    let words = words.split('"').enumerate().flat_map(|(at, part)| {
        let quoted = at % 2 == 1;
        if quoted { vec![part] } else { part.split_whitespace().collect() }
    });
    let output = Command::output(program(folder).args(words)).expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    text(output.stdout) + &text(output.stderr)
}

#[test]
fn every_command_prints_what_is_shown_beneath_it() {
    let mut shown = 0;
    for (name, page) in pages() {
        for block in blocks(&page, "console") {
            let folder = tempfile::tempdir().expect("a folder for the test");
            copy(&root().join("seeds"), &folder.path().join("seeds"));
            let block = format!("\n{block}\n");
            for run in block.split("\n$ ").skip(1) {
                let (command, output) = run.split_once('\n').unwrap_or((run, ""));
                let (seen, output) = (said(folder.path(), command), output.trim_end());
                assert_eq!(seen.trim_end(), output, "{name} shows otherwise what `{command}` prints:\n{seen}");
                shown += 1;
            }
        }
    }
    assert!(shown >= 12, "{shown} commands are shown");
}

/// Commands that are not followed by what they print are spelled as the program takes them.
#[test]
fn every_command_that_is_named_is_one() {
    let help = said(root(), "copydesk --help");
    let listed = help.split("Commands:").nth(1).expect("the help lists commands");
    let listed = listed.split("\n\n").next().unwrap_or(listed).lines();
    let commands: Vec<&str> = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    for (name, page) in pages() {
        for word in page.split("`copydesk ").skip(1).filter_map(|rest| rest.split([' ', '`']).next()) {
            let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(!is_word || commands.contains(&word), "{name} names `copydesk {word}`, which is no command");
        }
    }
    let readme = &pages().into_iter().find(|(name, _)| name == "README.md").expect("there is a README").1;
    for command in commands.iter().filter(|command| **command != "help" && !command.is_empty()) {
        assert!(readme.contains(&format!("`copydesk {command}")), "README.md does not tell of `copydesk {command}`");
    }
}

#[test]
fn the_readme_tells_of_every_pack_kind_format_and_form() {
    let readme = &pages().into_iter().find(|(name, _)| name == "README.md").expect("there is a README").1;
    let packs = copydesk::rule::PACKS.iter().map(|(name, _)| (*name).to_owned());
    let kinds = copydesk::rule::kind::KINDS.iter().map(|kind| kind.name().to_owned());
    let extensions = copydesk::format::FORMATS.iter().flat_map(|format| format.extensions());
    let forms = copydesk::report::REPORTERS.iter().map(|form| form.name().to_owned());
    for word in packs.chain(kinds).chain(extensions.map(|extension| format!(".{extension}"))).chain(forms) {
        assert!(readme.contains(&format!("`{word}`")), "README.md does not tell of `{word}`");
    }
}
