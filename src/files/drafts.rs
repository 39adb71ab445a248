//! Finds the drafts that the paths of a command line mean.

use super::copy::original_of;
use super::name_of;
use crate::error::Error;
use crate::format::{self, Format};
use crate::record::is_readable;
use crate::rule::glob;
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A draft on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its path.
    pub path: PathBuf,
    /// Its name in reports: the path as given, with `/` between folders.
    pub name: String,
    /// Whether the command line names it. Otherwise it was found in a folder, and filters may exclude it.
    pub named: bool,
}

/// Finds the drafts that `paths` mean: files, folders without ignored files, and globs (an existing file of that name wins).
/// The drafts are sorted by name, each once. A marked copy that was found in a folder beside its draft is not one of them.
///
/// # Errors
/// One for each path without drafts; the drafts of the other paths are still returned.
pub fn drafts(paths: &[PathBuf]) -> (Vec<Draft>, Vec<Error>) {
    find(paths, &is_draft)
}

/// Finds the files of the record that `paths` mean, as [`drafts`] does: drafts, transcripts and captions.
///
/// # Errors
/// One for each path without files; the files of the other paths are still returned.
pub fn records(paths: &[PathBuf]) -> (Vec<Draft>, Vec<Error>) {
    find(paths, &|_, name| is_readable(name))
}

/// Whether the file at a path, with a name, is wanted.
type IsWanted<'a> = dyn Fn(&Path, &str) -> bool + 'a;

fn find(paths: &[PathBuf], is_wanted: &IsWanted) -> (Vec<Draft>, Vec<Error>) {
    // Keyed by path, since two paths that are not UTF-8 may have the same name.
    let mut found: BTreeMap<PathBuf, Draft> = BTreeMap::new();
    let mut errors = Vec::new();
    let several = paths.len() > 1;
    let mut add = |path: PathBuf, named: bool| {
        // Two paths may lead to one draft.
        let whole = if several { std::fs::canonicalize(&path).ok() } else { None };
        let key = whole.unwrap_or_else(|| path.strip_prefix(".").unwrap_or(&path).to_path_buf());
        let name = display(&path);
        let draft = found.entry(key).or_insert(Draft { path, name, named });
        draft.named |= named;
    };
    for path in paths {
        if path.is_dir() {
            let mut is_empty = true;
            let mut unread = Vec::new();
            let mut add = |found| {
                is_empty = false;
                add(found, false);
            };
            walk(path, is_wanted, &mut add, &mut unread, &mut errors);
            if is_empty && !unread.is_empty() {
                unread.sort();
                errors.push(Error::NoDrafts { path: path.clone(), unread });
            }
        } else if path.exists() {
            add(path.clone(), true);
        } else if path.to_string_lossy().contains(['*', '?', '[', '{']) {
            expand(path, is_wanted, &mut |found| add(found, false), &mut errors);
        } else {
            errors.push(Error::NotFound { path: path.clone() });
        }
    }
    let copies = found.iter().filter(|(path, draft)| is_copy(path, draft, &found));
    let copies: Vec<PathBuf> = copies.map(|(path, _)| path.clone()).collect();
    found.retain(|path, _| copies.binary_search(path).is_err());
    let mut drafts: Vec<Draft> = found.into_values().collect();
    drafts.sort_by(|one, other| (&one.name, &one.path).cmp(&(&other.name, &other.path)));
    (drafts, errors)
}

/// Whether `draft`, which was not asked for by its name, is a marked copy of another that was found: it would be checked twice.
fn is_copy(path: &Path, draft: &Draft, found: &BTreeMap<PathBuf, Draft>) -> bool {
    let can_be_marked = || format::by_name(&draft.name).is_some_and(|format| format.can_be_marked());
    !draft.named && can_be_marked() && original_of(path).is_some_and(|original| found.contains_key(&original))
}

/// Prefix of the lock files of Word.
const LOCK: &str = "~$";

/// Whether the file at `path` is a report of an earlier run.
fn is_report(path: &Path, format: &dyn Format) -> bool {
    let Some(head) = format.report_head() else { return false };
    let mut bytes = vec![0; head.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut bytes)).is_ok() && bytes == head.as_bytes()
}

/// Documents that copydesk does not read, and what to do with each.
type Unread = Vec<(PathBuf, &'static str)>;

/// Whether the file is of a known format, and not a report of copydesk.
fn is_draft(path: &Path, name: &str) -> bool {
    format::by_name(name).is_some_and(|format| !is_report(path, format))
}

/// Adds the files below `folder` that are wanted, except hidden and ignored files.
fn walk(
    folder: &Path,
    is_wanted: &IsWanted,
    add: &mut dyn FnMut(PathBuf),
    unread: &mut Unread,
    errors: &mut Vec<Error>,
) {
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                let name = entry.file_name().to_string_lossy();
                if let Some(advice) = format::refusal(&name).filter(|_| is_file && !name.starts_with(LOCK)) {
                    unread.push((entry.path().to_owned(), advice));
                    continue;
                }
                if is_file && !name.starts_with(LOCK) && is_wanted(entry.path(), &name) {
                    add(entry.into_path());
                }
            }
            Err(error) => {
                errors.push(Error::Io { path: folder.into(), source: std::io::Error::other(error.to_string()) })
            }
        }
    }
}

/// Adds the files that match a glob which the shell did not expand; an error if there is none.
fn expand(pattern: &Path, is_wanted: &IsWanted, add: &mut dyn FnMut(PathBuf), errors: &mut Vec<Error>) {
    let text = display(pattern);
    let matcher = match glob(&text) {
        Ok(glob) => glob.compile_matcher(),
        Err(message) => return errors.push(Error::Glob { pattern: text, message }),
    };
    let fixed: PathBuf = pattern
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let root = if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed };
    let mut any = false;
    let mut add = |path: PathBuf| {
        if matcher.is_match(display(&path)) {
            any = true;
            add(path);
        }
    };
    if root.exists() {
        walk(&root, is_wanted, &mut add, &mut Unread::new(), errors);
    }
    if !any {
        errors.push(Error::NotFound { path: pattern.into() });
    }
}

/// The name of a path without a leading `./`.
fn display(path: &Path) -> String {
    name_of(path.strip_prefix(".").unwrap_or(path))
}
