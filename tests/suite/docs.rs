//! What the README and the guides show is what the program says.
//!
//! The blocks of a page that are marked `console` are run line by line, one after another, in a folder that has the drafts
//! of `seeds`, as a reader has them who has just fetched the project. A line that begins with `$ ` is a command, and lines
//! with `>` that follow belong to it; what stands beneath is all that it prints, on both streams. With
//! `SNAPSHOTS=overwrite` the pages are rewritten with what the commands print now.

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
pub fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
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

/// Whether a command is for a shell, and not one of copydesk alone.
fn is_for_shell(command: &str) -> bool {
    !command.starts_with("copydesk ") && command != "copydesk" || command.contains(['|', '>', '&', ';', '\n'])
}

/// What `command` prints in `folder`; where it is of copydesk alone, words in double quotation marks are one.
fn said(folder: &Path, command: &str) -> String {
    let mut made = program(folder);
    if is_for_shell(command) {
        let here = Path::new(made.get_program()).parent().expect("the program is in a folder").to_path_buf();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(std::iter::once(here).chain(std::env::split_paths(&path)));
        made = Command::new("bash");
        made.args(["-c", &format!("exec 2>&1\n{command}")])
            .current_dir(folder)
            .env("PATH", path.expect("paths can be joined"));
        made.env_remove("GITHUB_STEP_SUMMARY").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        made.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            made.env(format!("GIT_{who}_NAME"), "A").env(format!("GIT_{who}_EMAIL"), "a@example.org");
        }
    } else {
        made.args(command.split('"').enumerate().flat_map(|(at, part)| {
            let quoted = at % 2 == 1;
            if quoted { vec![part] } else { part.split_whitespace().skip(usize::from(at == 0)).collect() }
        }));
    }
    let output = made.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    text(output.stdout) + &text(output.stderr)
}

/// A command with the lines that belong to it, and what is shown beneath.
fn command_and_output(run: &str) -> (String, &str) {
    let (first, mut rest) = run.split_once('\n').unwrap_or((run, ""));
    let mut command = first.to_owned();
    while let Some(more) = rest.strip_prefix('>') {
        let (line, after) = more.split_once('\n').unwrap_or((more, ""));
        command = command + "\n" + line.strip_prefix(' ').unwrap_or(line);
        rest = after;
    }
    (command, rest)
}

#[test]
fn every_command_prints_what_is_shown_beneath_it() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut shown = 0;
    for (name, page) in pages() {
        let mut rewritten = page.clone();
        let folder = tempfile::tempdir().expect("a folder for the test");
        if page.contains("seeds/") {
            copy(&root().join("seeds"), &folder.path().join("seeds"));
        }
        for block in blocks(&page, "console") {
            let block = format!("\n{block}\n");
            for run in block.split("\n$ ").skip(1) {
                let (command, output) = command_and_output(run);
                if cfg!(windows) && is_for_shell(&command) {
                    break;
                }
                let seen = said(folder.path(), &command);
                shown += 1;
                if overwrite && seen.trim_end() != output.trim_end() {
                    let lines = &run[..run.len() - output.len()];
                    rewritten = rewritten.replacen(run.trim_end(), (lines.to_owned() + &seen).trim_end(), 1);
                    continue;
                }
                assert_eq!(
                    seen.trim_end(),
                    output.trim_end(),
                    "{name} does not show what `{command}` prints (SNAPSHOTS=overwrite rewrites it):\n{seen}"
                );
            }
        }
        if rewritten != page {
            std::fs::write(root().join(&name), rewritten).expect("the page can be written");
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

#[test]
fn the_reference_describes_and_lists_every_kind() {
    let reference = std::fs::read_to_string(root().join("docs/writing-rules.md")).expect("the page can be read");
    for kind in copydesk::rule::kind::KINDS.iter().map(|kind| kind.name()) {
        assert!(reference.contains(&format!("\n### {kind}\n")), "docs/writing-rules.md does not describe {kind}");
        assert!(reference.contains(&format!("[{kind}](#{kind})")), "docs/writing-rules.md does not list {kind}");
    }
}

/// The pack `docs/english.toml` finds each of twenty sentences in the English that the project used to write.
#[test]
fn sentences_in_the_old_english_are_found() {
    let path = root().join("tests/cases/old-english.md");
    let text = std::fs::read_to_string(&path).expect("the page can be read");
    let found = said(root(), "copydesk check --config copydesk.toml --format short tests/cases/old-english.md");
    let sentences: Vec<(usize, &str)> = text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty()).collect();
    assert_eq!(sentences.len(), 20);
    for (index, sentence) in sentences {
        let place = format!("tests/cases/old-english.md:{}:", index + 1);
        let is_found = found.lines().any(|line| line.starts_with(&place) && line.contains("[english/"));
        assert!(is_found, "no rule finds “{sentence}”\n{found}");
    }
}

/// The README, the guides and the change log have no finding with the configuration of this repository.
#[test]
fn the_pages_of_the_project_are_clean() {
    let seen = said(root(), "copydesk check --format short README.md CONTRIBUTING.md docs CHANGELOG.md");
    assert!(seen.ends_with(" drafts checked: 0 errors, 0 warnings, 0 notes\n"), "{seen}");
}

/// The hook of docs/ci.md checks what is about to be committed, and not what stands in the folder.
#[cfg(unix)]
#[test]
fn the_hook_reads_what_will_be_committed() {
    use super::adoption::{commit, git};
    let page = std::fs::read_to_string(root().join("docs/ci.md")).expect("the page can be read");
    let hook =
        blocks(&page, "sh").into_iter().find(|block| block.starts_with("#!/bin/sh")).expect("the page has a hook");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let here = folder.path();
    git(here, &["init", "-q"]);
    write(here, "copydesk.toml", b"extends = [\"style\"]\n");
    write(here, "old.md", b"An old e-mail.\n");
    commit(here, "begin");
    let hooked = |draft: &str, bytes: &[u8], now: &[u8]| {
        write(here, draft, bytes);
        git(here, &["add", "."]);
        write(here, draft, now);
        write(here, "hook", hook.as_bytes());
        let seen = said(here, "sh hook; echo \"exit $?\"");
        std::fs::remove_file(here.join("hook")).expect("it is there");
        seen
    };
    let seen = hooked("draft.md", b"Send an e-mail.\n", b"Send an email.\n");
    assert!(seen.contains("write “email” instead of “e-mail”") && seen.ends_with("exit 123\n"), "{seen}");
    assert!(!seen.contains("old.md"), "{seen}");
    let seen = hooked("draft.md", b"Send an email.\n", b"Send an e-mail.\n");
    assert!(seen.ends_with("exit 0\n"), "{seen}");
    let seen = hooked("boat of tonight.docx", &read(&root().join("seeds/night-boat.docx")), b"nothing yet");
    assert!(seen.contains("boat of tonight.docx:6:") && seen.ends_with("exit 123\n"), "{seen}");
}
