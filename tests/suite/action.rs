//! copydesk where drafts are handed in: the steps of the action, and the commands of docs/ci.md.

use super::adoption::{commit, git};
use super::desk::PACK;
use super::{Run, folder, root, run};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A repository with drafts, and beside it what a runner of GitHub has.
fn repository() -> TempDir {
    folder(&[
        ("repository/copydesk.toml", "extends = [\"rules.toml\"]\n"),
        ("repository/rules.toml", PACK),
        ("repository/drafts/a draft.md", "Meet at the town hall, \"errors\": 7,\n\n    \"errors\": 7,\n"),
        ("repository/drafts/note.txt", "A very big town.\n"),
        ("repository/clean/clean.txt", "Meet at the city hall.\n"),
        ("temp/kept", ""),
    ])
}

/// A step of the action, with these inputs.
fn step(folder: &Path, script: &str, inputs: &[(&str, &str)]) -> Run {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_copydesk"));
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("bash");
    command
        .arg(root().join(".github/action").join(script))
        .current_dir(folder.join("repository"))
        .env("PATH", format!("{}:{path}", program.parent().unwrap_or(Path::new("")).display()))
        .env("RUNNER_TEMP", folder.join("temp"))
        .env("GITHUB_OUTPUT", folder.join("output"))
        .env("GITHUB_PATH", folder.join("path"))
        .env("GITHUB_STEP_SUMMARY", folder.join("summary"))
        .env("GITHUB_ACTION_PATH", root())
        .envs(inputs.iter().copied());
    Run::of(command.output().expect("bash is there"))
}

fn outputs(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("output")).expect("the step has outputs")
}

#[cfg(unix)]
#[test]
fn the_step_annotates_counts_and_ends_as_copydesk_does() {
    let made = repository();
    let seen =
        step(made.path(), "check.sh", &[("COPYDESK_PATHS", "drafts\nclean\n"), ("COPYDESK_SARIF", "out/r.sarif")]);
    let seen = seen.exits(1);
    assert_eq!(
        seen.out,
        "::warning title=house/city-hall,file=drafts/a draft.md,line=1,endLine=1,col=13,endColumn=22::\
         “town hall” is written “city hall”%0AWrite “city hall”.\n\
         ::notice title=house/size,file=drafts/note.txt,line=1,endLine=1,col=3,endColumn=11::\
         “very big” says little of how big it is\n"
    );
    assert_eq!(outputs(made.path()), "exit-code=1\nerrors=0\nwarnings=1\nnotes=1\nsarif=out/r.sarif\n");
    let sarif = std::fs::read_to_string(made.path().join("repository/out/r.sarif")).expect("the report was written");
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(2));
    let summary = std::fs::read_to_string(made.path().join("summary")).expect("there is a summary");
    assert!(summary.starts_with("### copydesk: 1 warning, 1 note in 3 drafts\n"), "{summary}");
}

#[cfg(unix)]
#[test]
fn inputs_decide_what_is_read_and_what_fails() {
    for (inputs, code, outputs_wanted) in [
        (&[("COPYDESK_PATHS", "clean")][..], 0, "exit-code=0\nerrors=0\nwarnings=0\nnotes=0\n"),
        (&[("COPYDESK_PATHS", "drafts/a draft.md")], 1, "exit-code=1\nerrors=0\nwarnings=1\nnotes=0\n"),
        (&[("COPYDESK_FAIL_ON", "error")], 0, "exit-code=0\nerrors=0\nwarnings=1\nnotes=1\n"),
        (&[("COPYDESK_PATHS", "clean\ngone.md")], 2, "exit-code=2\nerrors=0\nwarnings=0\nnotes=0\n"),
        (&[("COPYDESK_FAIL_ON", "loud")], 2, "exit-code=2\nerrors=\nwarnings=\nnotes=\n"),
    ] {
        let made = repository();
        let seen = step(made.path(), "check.sh", inputs);
        assert_eq!(seen.code, code, "{inputs:?}: {}{}", seen.out, seen.err);
        assert_eq!(outputs(made.path()), outputs_wanted, "{inputs:?}");
    }
}

/// A pull request: main goes on, a branch edits one sentence of an old draft and adds a draft.
#[cfg(unix)]
#[test]
fn since_looks_at_what_a_pull_request_touches() {
    let made = repository();
    let repository = made.path().join("repository");
    let old = "Meet at the town hall.\n\nThe town hall is old. It has a door.\n";
    super::write(&repository, "drafts/old.md", old.as_bytes());
    git(&repository, &["init", "-q"]);
    commit(&repository, "Old copy");
    git(&repository, &["checkout", "-q", "-b", "branch"]);
    super::write(&repository, "drafts/old.md", old.replace("is old", "is very old").as_bytes());
    super::write(&repository, "drafts/new one.md", b"A town hall.\n");
    commit(&repository, "A sentence and a draft");
    git(&repository, &["checkout", "-q", "main"]);
    super::write(&repository, "drafts/theirs.md", b"Another town hall.\n");
    commit(&repository, "Theirs");
    git(&repository, &["checkout", "-q", "branch"]);

    let inputs = [("COPYDESK_SINCE", "main"), ("COPYDESK_SARIF", "r.sarif")];
    let seen = step(made.path(), "check.sh", &inputs).exits(1);
    let annotated: Vec<&str> = seen.out.lines().filter_map(|line| line.split(",endLine").next()).collect();
    let title = "::warning title=house/city-hall,file=drafts/";
    assert_eq!(annotated, [format!("{title}new one.md,line=1"), format!("{title}old.md,line=3")], "{}", seen.out);
    assert_eq!(outputs(made.path()), "exit-code=1\nerrors=0\nwarnings=2\nnotes=0\nsarif=r.sarif\n");

    // What actions/checkout leaves where nobody asks it for more: one commit, and no other branch.
    let from = format!("file://{}", repository.display());
    for (depth, said) in [
        (&["--single-branch"][..], "--since origin/main: there is no such commit here; this clone is shallow"),
        (&["--no-single-branch"], "--since origin/main: cannot find where this branch parted from it"),
    ] {
        let clones = folder(&[("temp/kept", "")]);
        let clone =
            [&["clone", "-q", "--depth", "1", "--branch", "branch"][..], depth, &[&from, "repository"]].concat();
        git(clones.path(), &clone);
        let seen = step(clones.path(), "check.sh", &[("COPYDESK_SINCE", "origin/main")]).exits(2);
        assert!(seen.err.contains(said) && seen.err.contains("fetch-depth: 0 in actions/checkout"), "{}", seen.err);
        assert!(seen.out.starts_with("::error title=copydesk::copydesk could not run as asked"), "{}", seen.out);
        assert_eq!(outputs(clones.path()), "exit-code=2\nerrors=\nwarnings=\nnotes=\n");
    }
}

#[cfg(unix)]
#[test]
fn what_is_let_stand_is_no_alert() {
    let made = repository();
    let allowed = b"A town hall. <!-- copydesk: allow house reason: its name -->\n";
    super::write(made.path(), "repository/clean/allowed.md", allowed);
    let inputs = [("COPYDESK_PATHS", "clean"), ("COPYDESK_SARIF", "r.sarif")];
    step(made.path(), "check.sh", &inputs).exits(0);
    let sarif = std::fs::read_to_string(made.path().join("repository/r.sarif")).expect("the report was written");
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
}

#[cfg(unix)]
#[test]
fn what_is_here_is_not_installed_again() {
    let made = repository();
    let seen = step(made.path(), "install.sh", &[("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64")]).exits(0);
    assert_eq!(seen.out, format!("copydesk {} is here already\n", env!("CARGO_PKG_VERSION")));
    assert!(!made.path().join("path").exists());
}

/// A release that is no other than the file its list of sums names.
#[cfg(unix)]
#[test]
fn a_release_is_installed_if_it_is_what_was_released() {
    if !Command::new("curl").arg("--version").output().is_ok_and(|output| output.status.success()) {
        return; // runners have it
    }
    let made = repository();
    let name = "copydesk-v9.9.9-x86_64-unknown-linux-gnu";
    super::write(made.path(), &format!("releases/v9.9.9/{name}/copydesk"), b"#!/bin/sh\necho copydesk 9.9.9\n");
    let release = made.path().join("releases/v9.9.9");
    let packed =
        format!("chmod +x {name}/copydesk && tar czf {name}.tar.gz {name} && sha256sum {name}.tar.gz > SHA256SUMS");
    let done = Command::new("bash").args(["-c", &packed]).current_dir(&release).status().expect("bash is there");
    if !done.success() {
        return; // no sha256sum to make a release with
    }
    let releases = format!("file://{}", made.path().join("releases").display());
    let inputs = [
        ("COPYDESK_RELEASES", releases.as_str()),
        ("COPYDESK_VERSION", "v9.9.9"),
        ("RUNNER_OS", "Linux"),
        ("RUNNER_ARCH", "X64"),
    ];
    step(made.path(), "install.sh", &inputs).exits(0);
    let path = std::fs::read_to_string(made.path().join("path")).expect("the path was added to");
    let installed = Path::new(path.trim_end()).join("copydesk");
    let output = Command::new(installed).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "copydesk 9.9.9\n");

    std::fs::remove_file(made.path().join("path")).expect("it was there");
    super::write(&release, &format!("{name}.tar.gz"), b"something else");
    let seen = step(made.path(), "install.sh", &inputs).exits(1);
    assert!(seen.out.contains("is not the file that SHA256SUMS names"), "{}{}", seen.out, seen.err);
    let gone = [inputs[0], ("COPYDESK_VERSION", "8.8.8"), inputs[2], inputs[3]];
    let seen = step(made.path(), "install.sh", &gone).exits(1);
    assert!(seen.out.contains("there is no release 8.8.8"), "{}{}", seen.out, seen.err);
    assert!(!made.path().join("path").exists(), "nothing was put on the path");
}

/// The action hands on each input that it names, under the name that a step reads, and promises no output that none sets.
#[test]
fn the_action_and_its_steps_speak_of_the_same() {
    let read =
        |path: &str| std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let action: Value = serde_saphyr::from_str(&read("action.yml")).expect("YAML");
    let steps = read(".github/action/install.sh") + &read(".github/action/check.sh");
    let inputs = action["inputs"].as_object().expect("inputs");
    assert!(inputs.len() >= 4);
    let env: Vec<(String, String)> = (0..2)
        .flat_map(|step| action["runs"]["steps"][step]["env"].as_object().expect("env").clone())
        .map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned()))
        .collect();
    for input in inputs.keys() {
        let name = format!("COPYDESK_{}", input.replace('-', "_").to_uppercase());
        let value = format!("${{{{ inputs.{input} }}}}");
        assert!(env.contains(&(name.clone(), value)), "{input} is handed on");
        assert!(steps.contains(&name), "{name} is read");
    }
    for output in action["outputs"].as_object().expect("outputs").keys() {
        assert!(steps.contains(&format!("echo \"{output}=")), "{output} is set");
    }
    let docs = read("docs/ci.md");
    for name in inputs.keys().chain(action["outputs"].as_object().expect("outputs").keys()) {
        assert!(docs.contains(&format!("`{name}`")), "docs/ci.md tells of {name}");
    }
    let hooks: Value = serde_saphyr::from_str(&read(".pre-commit-hooks.yaml")).expect("YAML");
    assert_eq!(hooks[0]["id"], "copydesk");
    let files = regex::Regex::new(hooks[0]["files"].as_str().expect("files")).expect("a regular expression");
    for extension in copydesk::format::FORMATS.iter().flat_map(|format| format.extensions()) {
        assert!(files.is_match(&format!("a.{extension}")), "the hook takes .{extension}");
    }
}

/// Each command of the page runs, up to where it hands on to another program.
#[test]
fn commands_of_the_page_run() {
    let page = std::fs::read_to_string(root().join("docs/ci.md")).expect("docs/ci.md is there");
    let made = repository();
    let repository = made.path().join("repository");
    let commands: Vec<&str> = page
        .lines()
        .map(|line| line.trim().trim_start_matches("- "))
        .filter(|line| line.starts_with("copydesk check"))
        .map(|line| line.split(['|', '>']).next().unwrap_or_default().trim())
        .collect();
    assert!(commands.len() >= 4, "{commands:?}");
    for command in commands {
        let arguments: Vec<&str> = command.split(' ').skip(1).collect();
        let seen = run(&repository, &arguments).exits(1);
        assert!(!seen.out.is_empty(), "{command}");
        for file in arguments.iter().filter_map(|argument| Some(argument.split_once('=')?.1)) {
            assert!(repository.join(file).metadata().is_ok_and(|file| file.len() > 0), "{command}: {file}");
        }
    }
}
