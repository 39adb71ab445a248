//! [`Desk`]: a folder in which a test runs the program.

use super::{Run, program, with_stdin};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Rules of the desk, which do not change with the built-in packs.
pub const PACK: &str = include_str!("../packs/desk.toml");

/// A configuration that asks for the rules of the desk and nothing more; more top-level keys may follow it.
pub const CONFIGURATION: &str = "extends = [\"house.toml\"]\n";

/// A folder with drafts and rules, removed when it is dropped.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A desk with its own rules, a configuration that asks for them, and `files`, which may replace both.
    pub fn new(files: &[(&str, &str)]) -> Self {
        Self::with_rules(PACK, files)
    }

    /// A desk with `rules` instead of those of all desks.
    pub fn with_rules(rules: &str, files: &[(&str, &str)]) -> Self {
        Self::empty(&[&[("copydesk.toml", CONFIGURATION), ("house.toml", rules)], files].concat())
    }

    /// A folder with nothing but `files`.
    pub fn empty(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    #[track_caller]
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        super::write(self.path(), name, bytes.as_ref());
    }

    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The program, to be run here as if nobody had set anything.
    pub fn program(&self) -> Command {
        program(self.path())
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        super::run(self.path(), arguments)
    }

    /// Runs the program in a folder of the desk.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        super::run(&self.at(folder), arguments)
    }

    /// Runs the program with `text` on its standard input.
    pub fn pipe(&self, arguments: &[&str], text: impl AsRef<[u8]>) -> Run {
        with_stdin(self.path(), arguments, text)
    }

    /// The findings of a run in the short form; nothing else may be written.
    #[track_caller]
    pub fn short(&self, arguments: &[&str]) -> String {
        self.short_in("", arguments)
    }

    /// The same, in a folder of the desk.
    #[track_caller]
    pub fn short_in(&self, folder: &str, arguments: &[&str]) -> String {
        let seen = self.run_in(folder, &[&["--format", "short", "--quiet"], arguments].concat());
        assert_eq!(seen.err, "", "on stderr; on stdout:\n{}", seen.out);
        seen.out
    }
}
