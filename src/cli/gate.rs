//! Findings that a run hides: those that the baseline accepts, and those in unchanged sentences.

use super::checked::{self, CheckedFile, Group};
use super::project::{relative, say};
use super::{Streams, problems};
use clap::Args;
use copydesk::Error;
use copydesk::diagnostic::{FileReport, Suppressed, Suppressor};
use copydesk::files::{Since, changed_since, from_root, name_of, read, read_stdin};
use copydesk::format;
use copydesk::lint::{Baseline, Change, Changes, stale_entries};
use copydesk::text::Source;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Options about which baseline holds.
#[derive(Args, Default)]
pub struct BaselineArguments {
    /// Hide the findings that this file accepts; `copydesk baseline` writes it
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Use no baseline, whatever the configuration says
    #[arg(long, conflicts_with = "baseline")]
    no_baseline: bool,
}

/// Options about what is looked past.
#[derive(Args, Default)]
pub struct GateArguments {
    #[command(flatten)]
    baseline: BaselineArguments,

    /// Show only findings in sentences that changed since this branch diverged from a commit or branch; in a new file, every finding
    #[arg(long, value_name = "REV", conflicts_with = "diff")]
    since: Option<String>,

    /// Show only findings in text that a unified diff changes; - reads the diff from standard input
    #[arg(long, value_name = "FILE")]
    diff: Option<PathBuf>,
}

/// The changes to which a run is restricted.
pub struct Changed {
    changes: Changes,
    from: From,
}

/// The folders that the paths of a diff start from.
enum From {
    Git(Since),
    /// The current folder, and that of its repository.
    Here(Vec<PathBuf>),
}

impl Changed {
    /// The changes in the file at `path`; `None` if there are none.
    pub fn of(&self, path: &Path) -> Option<Cow<'_, Change>> {
        match &self.from {
            From::Git(since) => {
                let followed = from_root(path, &since.root).filter(|path| since.followed.contains(path));
                match followed {
                    None => path.is_file().then_some(Cow::Owned(Change::New)),
                    Some(path) => self.changes.of(&path).map(Cow::Borrowed),
                }
            }
            From::Here(folders) => {
                let found = folders.iter().find_map(|folder| self.changes.of(&from_root(path, folder)?));
                found.map(Cow::Borrowed)
            }
        }
    }

    /// Why a diff that changes drafts changes none of those that were found, if that is so.
    pub fn miss(&self) -> Option<Error> {
        let From::Here(_) = self.from else { return None };
        let mut drafts = self.changes.paths().filter(|path| format::by_name(path).is_some());
        let first = drafts.next()?;
        let more = match drafts.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some(Error::Usage(format!(
            "--diff: it changes {first}{more}, which is not among the drafts here; its paths start from this folder or from the top \
             of the repository (--allow-empty accepts a diff that matches no draft)"
        )))
    }

    /// The changes in a draft that has been read. For a draft that is not plain text, such as a Word document, git has none,
    /// so it is compared with its earlier version, which may have had another name.
    fn in_draft(&self, path: &Path, source: &Source) -> Cow<'_, Change> {
        let change = self.of(path).unwrap_or(Cow::Owned(Change::Lines(Vec::new())));
        let From::Git(since) = &self.from else { return change };
        if source.origin.is_none() || !matches!(*change, Change::New) {
            return change;
        }
        let before = || {
            let path = from_root(path, &since.root)?;
            format::open(&source.name, since.before(self.changes.moved_from(&path).unwrap_or(&path))?).ok()
        };
        before().map_or(change, |old| Cow::Owned(Change::between(&old.text, &source.text)))
    }
}

impl GateArguments {
    /// Why these options cannot be combined with a draft on standard input, if they cannot.
    pub fn refusal_of_stdin(&self) -> Option<Error> {
        if self.since.is_some() {
            Some(Error::Usage(
                "--since compares files with git, so it cannot be used with -; give the path of the draft".into(),
            ))
        } else if self.diff.as_deref() == Some(Path::new("-")) {
            Some(Error::Usage(
                "--diff - reads the diff from standard input, so - cannot also read a draft from it".into(),
            ))
        } else {
            None
        }
    }

    /// Why rows cannot be checked with these options, if so.
    pub fn refusal_of_rows(&self) -> Option<Error> {
        let option = if self.since.is_some() { "--since" } else { "--diff" };
        let is_restricted = self.since.is_some() || self.diff.is_some();
        is_restricted.then(|| Error::Usage(format!("{option} compares files, so it cannot be used with --text-field")))
    }

    /// The changes, if the run is restricted to them.
    pub fn changed(&self) -> io::Result<Result<Option<Changed>, Error>> {
        if let Some(revision) = &self.since {
            return Ok(changed_since(revision, Path::new(".")).and_then(|since| {
                let changes = Changes::read(&since.diff).map_err(Error::Usage)?;
                Ok(Some(Changed { changes, from: From::Git(since) }))
            }));
        }
        let Some(path) = &self.diff else { return Ok(Ok(None)) };
        let bytes = if path == Path::new("-") {
            read_stdin()
        } else {
            std::fs::read(path).map_err(|source| Error::Io { path: path.clone(), source })
        };
        let text = match bytes {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => return Ok(Err(error)),
        };
        let here = std::fs::canonicalize(".")?;
        let root = here.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf);
        let from = From::Here(std::iter::once(here.clone()).chain(root).collect());
        let changes = Changes::read(&text).map_err(|message| Error::Usage(format!("{}: {message}", path.display())));
        Ok(changes.map(|changes| Some(Changed { changes, from })))
    }

    /// Whether a baseline is asked for or configured, so that what is stale in it depends on all drafts.
    pub fn has_baseline(&self, groups: &[Group]) -> bool {
        !self.baseline.no_baseline && !baselines(self.baseline.baseline.as_deref(), groups, None).is_empty()
    }

    /// Removes from `files` the findings that the baseline accepts, then those in unchanged sentences. Returns whether that
    /// could be done.
    pub fn apply(
        &self,
        groups: &[Group],
        files: &mut Vec<CheckedFile>,
        changed: Option<&Changed>,
        streams: &mut Streams,
    ) -> io::Result<bool> {
        let (done, stale) = self.baseline.apply(groups, files, streams)?;
        // With only some of the files, entries that seem stale may match findings in others.
        if changed.is_none() {
            files.extend(stale);
        }
        if let Some(changed) = changed {
            for file in files.iter_mut().filter(|file| file.report.is_draft) {
                changed.in_draft(&file.path, &file.report.source).keep_touched(&mut file.report);
            }
        }
        checked::sort(files);
        Ok(done)
    }
}

impl BaselineArguments {
    /// Removes from `files` the findings that the baselines of their groups accept. Returns whether that could be done, and
    /// reports of stale entries.
    pub fn apply(
        &self,
        all: &[Group],
        files: &mut [CheckedFile],
        streams: &mut Streams,
    ) -> io::Result<(bool, Vec<CheckedFile>)> {
        let (mut done, mut stale) = (true, Vec::new());
        if self.no_baseline {
            return Ok((done, stale));
        }
        for (path, groups) in baselines(self.baseline.as_deref(), all, None) {
            let Some(baseline) = load(&path, streams)? else {
                done = false;
                continue;
            };
            done &= baseline.problems.is_empty();
            let (indices, matching) = {
                let (indices, files) = files_of(files, &groups, &path);
                (indices, baseline.matching(&files, &is_gone(&path), &can_tell(all, &groups)))
            };
            for (index, accepted) in indices.into_iter().zip(&matching.accepted) {
                accept(&mut files[index].report, accepted, &baseline.source.name);
            }
            let report = stale_entries(all[groups[0]].settings(), &baseline, &matching.stale);
            stale.extend(report.map(|report| CheckedFile { path, group: groups[0], report, row: None }));
        }
        Ok((done, stale))
    }
}

/// Removes from `report` the findings that the baseline accepts.
fn accept(report: &mut FileReport, accepted: &[bool], baseline: &str) {
    for (diagnostic, accepted) in std::mem::take(&mut report.diagnostics).into_iter().zip(accepted) {
        if *accepted {
            let reason = format!("accepted in {baseline}");
            report.suppressed.push(Suppressed { diagnostic, by: Suppressor::Baseline, reason });
            report.hidden.baseline += 1;
        } else {
            report.diagnostics.push(diagnostic);
        }
    }
}

/// The baselines of groups, each with its groups: the one asked for, or that of each configuration, or the one called `or`
/// next to the configuration.
pub fn baselines(asked: Option<&Path>, groups: &[Group], or: Option<&str>) -> BTreeMap<PathBuf, Vec<usize>> {
    let mut found: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        let beside = |name: &str| group.file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(name);
        let configured = group.settings().options.baseline.as_ref().map(|(name, _)| beside(name));
        let path = asked.map(Path::to_path_buf).or(configured).or_else(|| or.map(beside));
        if let Some(path) = path {
            found.entry(path).or_default().push(index);
        }
    }
    found
}

/// The baseline at `path`; `None` if it cannot be read. Its mistakes have been printed.
pub fn load(path: &Path, streams: &mut Streams) -> io::Result<Option<Baseline>> {
    if !path.exists() {
        let message = format!("{}: there is no such baseline; `copydesk baseline` writes it", path.display());
        say(&Error::Usage(message), streams.err)?;
        return Ok(None);
    }
    match read(path, &name_of(path)) {
        Ok(source) => {
            let baseline = Baseline::read(Arc::new(source));
            if !baseline.problems.is_empty() {
                let report = FileReport::beside(Arc::clone(&baseline.source), baseline.problems.clone());
                problems::show_files(vec![report], streams)?;
            }
            Ok(Some(baseline))
        }
        Err(error) => say(&error, streams.err).map(|()| None),
    }
}

/// The files of `groups` with their paths from the baseline, in order of these paths; and their indexes in `files`.
pub fn files_of<'a>(
    files: &'a [CheckedFile],
    groups: &[usize],
    baseline: &Path,
) -> (Vec<usize>, Vec<(String, &'a FileReport)>) {
    let of_groups = files.iter().enumerate().filter(|(_, file)| groups.contains(&file.group));
    let mut found: Vec<(usize, (String, &FileReport))> = of_groups
        .map(|(index, file)| (index, (relative(Path::new(&file.report.source.name), Some(baseline)), &file.report)))
        .collect();
    found.sort_by(|(_, (one, _)), (_, (other, _))| one.cmp(other));
    found.into_iter().unzip()
}

/// Whether one draft alone shows that a finding of a rule is gone. Findings of rules that compare drafts depend on the others.
pub fn can_tell<'a>(all: &'a [Group], groups: &'a [usize]) -> impl Fn(&str) -> bool + 'a {
    move |rule| {
        let rules = groups.iter().flat_map(|group| &all[*group].settings().rules);
        rules.filter(|of| of.id == rule).all(|of| !of.check.compares_drafts())
    }
}

/// Whether a path, relative to the baseline, no longer exists.
pub fn is_gone(baseline: &Path) -> impl Fn(&str) -> bool + use<> {
    let folder = baseline.parent().unwrap_or(Path::new("")).to_path_buf();
    move |path| !folder.join(path).exists()
}
