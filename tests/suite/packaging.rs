//! The ways to get copydesk: what the files of packages say of each other, and the launcher of npm.

use super::{Run, folder, root, run};
use serde_json::Value;
use std::process::Command;

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn toml(path: &str) -> toml::Table {
    text(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The targets for which the release has an archive.
fn targets() -> Vec<String> {
    let workflow: Value = serde_saphyr::from_str(&text(".github/workflows/release.yml")).expect("YAML");
    let built = workflow["jobs"]["program"]["strategy"]["matrix"]["include"].as_array().expect("a matrix").clone();
    built.iter().map(|target| target["target"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn all_packages_have_the_same_version() {
    let wanted = env!("CARGO_PKG_VERSION");
    for path in ["python/Cargo.toml", "editors/web/Cargo.toml"] {
        assert_eq!(toml(path)["package"]["version"].as_str(), Some(wanted), "{path}");
    }
    for path in ["python/pyproject.toml", "pyproject.toml"] {
        assert_eq!(toml(path)["project"]["version"].as_str(), Some(wanted), "{path}");
    }
    for path in ["packaging/npm/package.json", "editors/web/package.json", "editors/vscode/package.json"] {
        assert_eq!(json(path)["version"], wanted, "{path}");
    }
    let formula = text("packaging/homebrew/copydesk.rb");
    assert!(formula.contains(&format!("tag: \"v{wanted}\"")), "packaging/homebrew/copydesk.rb");
}

/// The hook of pre-commit installs the wheel that its own tag names.
#[test]
fn the_hooks_install_this_version_and_run_a_command_that_is() {
    let pinned = format!("copydesk=={}", env!("CARGO_PKG_VERSION"));
    assert_eq!(toml("pyproject.toml")["project"]["dependencies"], toml::Value::Array(vec![pinned.into()]));
    let hooks: Value = serde_saphyr::from_str(&text(".pre-commit-hooks.yaml")).expect("YAML");
    let hooks = hooks.as_array().expect("a list of hooks");
    let kinds: Vec<(&str, &str)> =
        hooks.iter().filter_map(|hook| Some((hook["id"].as_str()?, hook["language"].as_str()?))).collect();
    assert_eq!(kinds, [("copydesk", "python"), ("copydesk-src", "rust")]);
    let made = folder(&[("draft.md", "The clerk sent an e-mail.\n")]);
    for hook in hooks {
        assert_eq!(hook["files"], hooks[0]["files"]);
        let words: Vec<&str> = hook["entry"].as_str().expect("an entry").split(' ').collect();
        assert_eq!(words[0], "copydesk");
        let seen = run(made.path(), &[&words[1..], &["draft.md"]].concat()).exits(1);
        assert!(seen.out.contains("style/preferred-terms"), "{}", seen.out);
    }
}

/// Each system that npm knows has a program in the release, and cargo-binstall and the action look for archives that are there.
#[test]
fn what_installs_an_archive_names_one_that_the_release_has() {
    let targets = targets();
    assert!(targets.len() >= 7, "{targets:?}");
    let package = json("packaging/npm/package.json");
    let workflow = text(".github/workflows/release.yml");
    for (name, version) in package["optionalDependencies"].as_object().expect("packages of systems") {
        assert_eq!(version, env!("CARGO_PKG_VERSION"), "{name}");
        let system = name.strip_prefix("@copydesk/").expect("a package of ours");
        let at = regex::Regex::new(&format!(r#""{system}=\$\(at ([^)]+)\)"#)).expect("a pattern");
        let target = &at.captures(&workflow).unwrap_or_else(|| panic!("{name} is not packed"))[1];
        assert!(targets.iter().any(|of| of == target), "{name} takes the program for {target}");
    }
    let action = text(".github/action/install.sh");
    let asked = regex::Regex::new(r"target=([\w-]+) archive").expect("a pattern");
    let asked: Vec<String> = asked.captures_iter(&action).map(|target| target[1].to_owned()).collect();
    assert!(asked.len() >= 3, "{asked:?}");
    for target in asked {
        assert!(targets.contains(&target), "the action asks for {target}");
    }
    let metadata = &toml("Cargo.toml")["package"]["metadata"]["binstall"];
    assert!(workflow.contains("ARCHIVE: copydesk-v${{ needs.version.outputs.version }}-${{ matrix.target }}\n"));
    let forms = [(metadata, "tar.gz"), (&metadata["overrides"]["x86_64-pc-windows-msvc"], "zip")];
    for (form, ends) in forms {
        let url = "{ repo }/releases/download/v{ version }/{ name }-v{ version }-{ target }";
        assert_eq!(form["pkg-url"].as_str(), Some(format!("{url}.{ends}").as_str()));
    }
}

/// The launcher of npm hands on arguments, input, output and exit codes, and says what is missing.
#[cfg(unix)]
#[test]
fn the_launcher_of_npm_starts_the_program_of_this_system() {
    let node = |arguments: &[&str]| Command::new("node").args(arguments).output();
    let Ok(system) = node(&["--print", "process.platform + '-' + process.arch"]) else { return };
    let system = String::from_utf8_lossy(&system.stdout).trim().to_owned();
    let modules = "node_modules/copydesk";
    let made = folder(&[
        (&format!("{modules}/package.json"), &text("packaging/npm/package.json")),
        (&format!("{modules}/bin/copydesk.js"), &text("packaging/npm/bin/copydesk.js")),
        ("draft.md", "The clerk sent an e-mail.\n"),
    ]);
    let launch = |arguments: &[&str]| {
        let mut command = Command::new("node");
        command.arg(format!("{modules}/bin/copydesk.js")).args(arguments).current_dir(made.path());
        Run::of(command.output().expect("node starts"))
    };
    let seen = launch(&["check", "draft.md"]).exits(2);
    let known = json("packaging/npm/package.json")["optionalDependencies"].get(format!("@copydesk/{system}")).is_some();
    let said = if known { "is not installed; install copydesk again" } else { "there is no package for" };
    assert!(seen.err.contains(said), "{}", seen.err);

    let bin = made.path().join("node_modules/@copydesk").join(&system).join("bin");
    std::fs::create_dir_all(&bin).expect("folders can be made");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_copydesk"), bin.join("copydesk")).expect("links can be made");
    for (arguments, code) in [
        (&["check", "--format", "short", "draft.md"][..], 1),
        (&["check", "gone.md"], 2),
        (&["rules", "--pack", "style"], 0),
    ] {
        let (seen, wanted) = (launch(arguments).exits(code), run(made.path(), arguments));
        assert_eq!((seen.out, seen.err), (wanted.out, wanted.err), "{arguments:?}");
    }
}
