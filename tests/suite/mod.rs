//! The tests, and what they share: running the program, and files to compare its output with. [`desk`] has folders.

mod action;
mod adoption;
mod allowances;
mod audit;
mod cli;
mod compare;
mod desk;
mod disclosure;
mod docs;
mod documents;
mod fix;
mod forms;
mod hostile;
mod insertions;
mod levels;
mod lsp;
mod metadata;
mod mistakes;
mod names;
mod packaging;
mod packs;
mod page;
mod progress;
mod properties;
mod questions;
mod readings;
mod record;
mod review;
mod rows;
mod saved;
mod schema;
mod seeds;
mod sources;
mod terminal;
mod tidy;
mod unread;
mod whom;
mod word;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data, IntoData};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A ZIP archive with these parts, by name.
fn archive(parts: &[(&str, impl AsRef<str>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a name");
        writer.write_all(text.as_ref().as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// The folder of the package.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a run of the program left behind.
struct Run {
    code: i32,
    out: String,
    err: String,
}

/// The program, to be run in `folder` as if nobody had set anything.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("GITHUB_STEP_SUMMARY")
        .stdin(Stdio::null());
    command
}

/// Runs the program in `folder`.
fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = program(folder).args(arguments).output().expect("the program starts");
    Run::of(output)
}

/// The program on a terminal of its own, as `script` of util-linux gives one; what is written to `stdin` is typed there.
/// `None` where there is no such program.
fn on_a_terminal(folder: &Path, arguments: &str, stdin: Stdio) -> Option<Child> {
    let version = Command::new("script").arg("--version").output().ok()?;
    if !String::from_utf8_lossy(&version.stdout).contains("util-linux") {
        return None;
    }
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_copydesk"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--flush", "--command", &command, "/dev/null"]).current_dir(folder);
    script.env("NO_COLOR", "1").stdin(stdin).stdout(Stdio::piped());
    Some(script.spawn().expect("script starts"))
}

/// Runs the program in `folder` with `text` on its standard input, which it may end without reading.
fn with_stdin(folder: &Path, arguments: &[&str], text: impl AsRef<[u8]>) -> Run {
    let piped = Stdio::piped;
    let mut child = program(folder)
        .args(arguments)
        .stdin(piped())
        .stdout(piped())
        .stderr(piped())
        .spawn()
        .expect("the program starts");
    let _ = child.stdin.take().expect("it has a stdin").write_all(text.as_ref());
    Run::of(child.wait_with_output().expect("it ends"))
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The same, after making sure of the exit code.
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code; on stdout:\n{}\non stderr:\n{}", self.out, self.err);
        self
    }

    /// What was written as JSON.
    #[track_caller]
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in:\n{}", self.out))
    }
}

/// A folder with these files in it, gone when it is dropped.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in files {
        write(folder.path(), name, text.as_bytes());
    }
    folder
}

/// Puts `bytes` at `name` beneath `folder`.
fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap_or(folder)).expect("folders can be made");
    std::fs::write(&path, bytes).expect("files can be written");
}

/// Compares `seen` with `tests/golden/NAME`; `SNAPSHOTS=overwrite cargo test` writes it anew.
#[track_caller]
fn assert_golden(name: &str, seen: &str) {
    let path: PathBuf = root().join("tests/golden").join(name);
    let wanted = Data::read_from(&path, Some(DataFormat::Text)).raw();
    Assert::new().action_env("SNAPSHOTS").eq(seen.into_data().raw(), wanted);
}
