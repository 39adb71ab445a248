//! What changed in a git repository since a commit, and which files git tracks. Only this file runs `git`.

use super::name_of;
use crate::error::Error;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The changes in a repository since a commit.
#[derive(Clone, Debug)]
pub struct Since {
    /// The folder of the repository, with symbolic links resolved.
    pub root: PathBuf,
    /// A unified diff from the commit where this branch parted from the other to the files on the disk: without context,
    /// with paths from the root and with renames followed.
    pub diff: String,
    /// The files that git tracks, with paths from the root, including those of submodules. Every other file is new.
    pub followed: HashSet<String>,
    base: String,
}

impl Since {
    /// The file at `path`, from the root, as it was at that commit; `None` if it did not exist.
    #[must_use]
    pub fn before(&self, path: &str) -> Option<Vec<u8>> {
        let git = Git { folder: self.root.clone() };
        let output = git.run(&["cat-file", "blob", &format!("{}:{path}", self.base)]).ok()?;
        output.status.success().then_some(output.stdout)
    }
}

/// The arguments of `git diff` for a unified diff that does not depend on the configuration of whoever runs it.
const DIFF: &[&str] = &[
    "-c",
    "core.quotePath=false",
    "-c",
    "diff.relative=false",
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--unified=0",
    "--find-renames",
    "-l5000",
    "--submodule=diff",
    "--src-prefix=a/",
    "--dst-prefix=b/",
];

/// Finds what changed in the repository around `folder` since it parted from `revision`.
///
/// # Errors
/// If `folder` is in no repository, git is not installed, `revision` is not a commit of this repository, or this clone is
/// too shallow to know where the two parted.
pub fn changed_since(revision: &str, folder: &Path) -> Result<Since, Error> {
    let git = Git { folder: folder.to_owned() };
    let root = git.line(&["rev-parse", "--show-toplevel"])?;
    let root = root.map_err(|complaint| Error::Usage(format!("--since needs a git repository: {complaint}")))?;
    let git = Git { folder: PathBuf::from(root) };
    let base = git.merge_base(revision)?;
    let diff = git.text(&[DIFF, &[&base, "--"]].concat())?;
    let followed = git.text(&["ls-files", "--recurse-submodules", "-z"])?;
    let followed = followed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    let root = std::fs::canonicalize(&git.folder).map_err(|source| Error::Io { path: git.folder.clone(), source })?;
    Ok(Since { root, diff, followed, base })
}

/// The path of a file from `root`, with links resolved and `/` between folders; `None` if it is outside `root`.
#[must_use]
pub fn from_root(path: &Path, root: &Path) -> Option<String> {
    let whole = std::fs::canonicalize(path).ok()?;
    Some(name_of(whole.strip_prefix(root).ok()?))
}

struct Git {
    folder: PathBuf,
}

impl Git {
    /// The commit where the current branch parted from `revision`.
    fn merge_base(&self, revision: &str) -> Result<String, Error> {
        let shallow = self.line(&["rev-parse", "--is-shallow-repository"])?.is_ok_and(|answer| answer == "true");
        let commit = format!("{revision}^{{commit}}");
        // A revision that begins with a hyphen is not an option of git.
        let commit = self.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let commit = commit.map_err(|_| {
            let fetch = if shallow {
                "; this clone is shallow: fetch the branch first, as with `git fetch origin BRANCH` or fetch-depth: 0 in \
                 actions/checkout"
            } else {
                ""
            };
            Error::Usage(format!("--since {revision}: there is no such commit here{fetch}"))
        })?;
        self.line(&["merge-base", &commit, "HEAD"])?.map_err(|_| {
            let why = if shallow {
                "this clone is shallow; fetch more of it, as with `git fetch --unshallow` or fetch-depth: 0 in \
                 actions/checkout"
            } else {
                "the two have no commit in common"
            };
            Error::Usage(format!("--since {revision}: cannot find where this branch parted from it: {why}"))
        })
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, Error> {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").args(arguments);
        command.output().map_err(|error| Error::Usage(format!("--since runs git, which could not be started: {error}")))
    }

    /// The line that git prints, or, in the inner error, the complaint with which it fails.
    fn line(&self, arguments: &[&str]) -> Result<Result<String, String>, Error> {
        let output = self.run(arguments)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        Ok(if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) })
    }

    fn text(&self, arguments: &[&str]) -> Result<String, Error> {
        let output = self.run(arguments)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(Error::Usage(format!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim())))
    }
}
