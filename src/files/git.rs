//! What git knows of a folder: what changed since a commit, and which files it follows. The program `git` is run here only.

use super::name_of;
use crate::error::Error;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What changed in a repository since a commit.
#[derive(Clone, Debug)]
pub struct Since {
    /// The folder of the repository, with links resolved.
    pub root: PathBuf,
    /// From the commit where this branch left the other to the files as they lie here: a unified diff without context,
    /// paths from the root, renames followed.
    pub diff: String,
    /// The files that git follows, from the root, those of submodules too; every other file is new.
    pub followed: HashSet<String>,
}

/// What changed in the repository around `folder` since it parted from `revision`.
///
/// # Errors
/// When `folder` is in no repository, git is not there, `revision` is no commit here, or this clone is too shallow to know
/// where the two parted.
pub fn changed_since(revision: &str, folder: &Path) -> Result<Since, Error> {
    let git = Git { folder: folder.to_owned() };
    let root = git.line(&["rev-parse", "--show-toplevel"])?;
    let git =
        Git { folder: PathBuf::from(root.map_err(|said| no(&format!("--since needs a git repository: {said}")))?) };
    let shallow = git.line(&["rev-parse", "--is-shallow-repository"])?.is_ok_and(|answer| answer == "true");
    let commit = format!("{revision}^{{commit}}");
    let commit = git.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?.map_err(|_| {
        let fetch = if shallow {
            "; this clone is shallow: fetch the branch first, as with `git fetch origin BRANCH` or fetch-depth: 0 in \
             actions/checkout"
        } else {
            ""
        };
        no(&format!("--since {revision}: there is no such commit here{fetch}"))
    })?;
    let base = git.line(&["merge-base", &commit, "HEAD"])?.map_err(|_| {
        let why = if shallow {
            "this clone is shallow; fetch more of it, as with `git fetch --unshallow` or fetch-depth: 0 in actions/checkout"
        } else {
            "the two have no commit in common"
        };
        no(&format!("--since {revision}: where this branch parted from it is not known here: {why}"))
    })?;
    let diff = git.text(&[
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
        &base,
        "--",
    ])?;
    let followed = git.text(&["ls-files", "--recurse-submodules", "-z"])?;
    let followed = followed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    let root = std::fs::canonicalize(&git.folder).map_err(|source| Error::Io { path: git.folder.clone(), source })?;
    Ok(Since { root, diff, followed })
}

/// The path of a file from `root`, links resolved, with `/` between folders; `None` where it lies elsewhere.
#[must_use]
pub fn from_root(path: &Path, root: &Path) -> Option<String> {
    let whole = std::fs::canonicalize(path).ok()?;
    Some(name_of(whole.strip_prefix(root).ok()?))
}

struct Git {
    folder: PathBuf,
}

fn no(message: &str) -> Error {
    Error::Usage(message.to_owned())
}

impl Git {
    fn run(&self, arguments: &[&str]) -> Result<Output, Error> {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").args(arguments);
        command.output().map_err(|error| no(&format!("--since runs git, which could not be started: {error}")))
    }

    /// What git prints, in a line; what it complains of where it fails.
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
        Err(no(&format!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim())))
    }
}
