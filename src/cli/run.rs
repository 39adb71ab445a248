//! The run loop of every command that takes drafts.
//!
//! Paths become drafts; the drafts are grouped by configuration; each configuration gets one linter; each draft is worked on
//! in its own task, on any thread. Errors are printed and do not stop the run. Results come back sorted by the name of the
//! draft, so that the same drafts give the same output.

mod progress;

use super::checked::Group;
use super::project::{ConfigArguments, drafts, relative, say, sidecar};
use super::records::Records;
use super::{Streams, problems};
use copydesk::Error;
use copydesk::config::Settings;
use copydesk::files::{Cache, RowFields, Rows, is_table, read_as, read_stdin};
use copydesk::format;
use copydesk::lint::{Clock, Linter, Reading, Sidecar};
use copydesk::text::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The drafts that a command was asked for.
pub struct Input<'a> {
    /// Drafts, folders and globs; the current folder if there are none.
    pub paths: &'a [PathBuf],
    /// The name of standard input, for commands that take `-` as a path.
    pub stdin: Option<&'a str>,
    pub config: &'a ConfigArguments,
    /// The clock by which linters measure rules.
    pub clock: Option<Clock>,
    /// Whether folders whose documents cannot be read are no error.
    pub allow_empty: bool,
    /// The record that the command line names, for commands that compare quotations with it.
    pub record: &'a [PathBuf],
    /// Where the indexes of large records are kept.
    pub cache: Option<&'a Arc<Cache>>,
    /// What the rows of a table hold, for commands that read them.
    pub rows: Option<RowFields>,
}

impl<'a> Input<'a> {
    /// The drafts at `paths`, without standard input, a record or anything else that a command may add.
    pub const fn of(paths: &'a [PathBuf], config: &'a ConfigArguments) -> Self {
        Self { paths, stdin: None, config, clock: None, allow_empty: false, record: &[], cache: None, rows: None }
    }
}

/// A draft to work on.
pub struct Task {
    /// Its path; the name given with `--stdin-filename` for standard input.
    pub path: PathBuf,
    /// Its name in reports.
    pub name: String,
    /// Index of its group.
    pub group: usize,
    /// Its path relative to the configuration.
    pub here: String,
    /// The encoding of text that is not UTF-8, if it was named.
    pub encoding: Option<String>,
    /// The text, for standard input, which has been read already.
    stdin: Option<Arc<Source>>,
    /// The row of a table, where it is one; the first, where it is a table that was not split.
    row: Option<(Arc<Rows>, usize)>,
}

impl Task {
    /// Whether the draft came from standard input.
    pub const fn is_stdin(&self) -> bool {
        self.stdin.is_some()
    }

    /// Whether it is a row of a table.
    pub const fn is_row(&self) -> bool {
        self.row.is_some()
    }

    /// The rows, if this is a table; itself, if it is not.
    pub fn split(self) -> impl Iterator<Item = Self> {
        let count = self.row.as_ref().map_or(1, |(rows, _)| rows.len());
        (0..count).map(move |index| Self {
            path: self.path.clone(),
            name: self.name.clone(),
            group: self.group,
            here: self.here.clone(),
            encoding: self.encoding.clone(),
            stdin: self.stdin.clone(),
            row: self.row.as_ref().map(|(rows, _)| (Arc::clone(rows), index)),
        })
    }

    /// The number of the row in its table, from 0.
    pub fn row_number(&self) -> Option<usize> {
        self.row.as_ref().map(|(_, index)| *index)
    }

    /// The text of the draft, and its sidecar if it has one. Mistakes in the sidecar are an error for commands that explain one
    /// rule, list or change, since what was meant is unknown.
    pub fn draft(&self) -> Result<(Arc<Source>, Option<Sidecar>), Error> {
        if let Some((rows, index)) = &self.row {
            let (source, sidecar) = rows.draft(*index)?;
            return Ok((Arc::new(source), Some(sidecar)));
        }
        let source = self.source()?;
        let sidecar = sidecar(&self.path, &source.name)?;
        Ok((source, sidecar))
    }

    /// The text of a draft that is not a row.
    pub fn source(&self) -> Result<Arc<Source>, Error> {
        match &self.stdin {
            Some(source) => Ok(Arc::clone(source)),
            None => read_as(&self.path, &self.name, self.encoding.as_deref()).map(Arc::new),
        }
    }
}

/// The configurations and drafts of a run.
pub struct Run {
    /// One group for each configuration.
    pub groups: Vec<Group>,
    /// The drafts, sorted by name.
    pub tasks: Vec<Task>,
    /// The records of the drafts.
    pub records: Records,
    /// Whether a configuration, pack or register has mistakes. They have been printed.
    pub has_problems: bool,
    /// Whether something could not be done. The reason has been printed.
    pub failed: bool,
}

impl Run {
    /// Finds the drafts of `input` and the configurations that apply to them. `None` if one of the configurations cannot
    /// be read, which has been printed.
    pub fn plan(input: &Input, streams: &mut Streams) -> io::Result<Option<Self>> {
        let mut run = Self::plan_files(input, streams)?;
        run.iter_mut().for_each(Self::split_tables);
        Ok(run)
    }

    /// A [`plan`](Run::plan) in which a table is one task, to be [split](Task::split) as its rows are needed.
    pub fn plan_files(input: &Input, streams: &mut Streams) -> io::Result<Option<Self>> {
        let config = input.config;
        Self::plan_with(input, &mut |file, streams| config.settings_and_inputs_or_say(file, streams.err), streams)
    }

    /// Makes a task of each row.
    pub fn split_tables(&mut self) {
        self.tasks = std::mem::take(&mut self.tasks).into_iter().flat_map(Task::split).collect();
    }

    /// [`plan_files`](Run::plan_files) in which `load` gives the settings for the configuration in a file, and their inputs.
    pub fn plan_with(input: &Input, load: &mut Load, streams: &mut Streams) -> io::Result<Option<Self>> {
        // The register takes as long to read as the packs, so it is read at the same time.
        let names = Arc::clone(&input.config.names);
        rayon::spawn(move || names.prepare());
        let records = Records::new(input.record, input.cache.cloned(), &input.config.names.language);
        let mut run = Self { groups: Vec::new(), tasks: Vec::new(), records, has_problems: false, failed: false };
        let mut by_file: BTreeMap<Option<PathBuf>, Vec<(Task, bool)>> = BTreeMap::new();
        for (task, named) in run.find(input, streams)? {
            by_file.entry(input.config.file_for(&task.path)).or_default().push((task, named));
        }
        for (file, tasks) in by_file {
            let Some((settings, inputs)) = load(file.as_deref(), streams)? else { return Ok(None) };
            run.has_problems |= problems::show(&settings, streams)?;
            let linter = match input.clock {
                Some(clock) => Linter::timed(settings, clock),
                None => Linter::new(settings),
            };
            streams.linters.push(linter.clone());
            for (mut task, named) in tasks {
                task.here = relative(&task.path, file.as_deref());
                task.encoding = task.encoding.or_else(|| linter.settings().options.encoding.clone());
                task.group = run.groups.len();
                // A draft that is named is read even where the configuration excludes it.
                if named || linter.settings().reads(&task.here) {
                    run.tasks.push(task);
                }
            }
            run.groups.push(Group { file, linter, inputs });
        }
        run.failed |= run.has_problems;
        run.tasks.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Some(run))
    }

    /// The drafts of `input`, and whether each was named rather than found in a folder. The groups are not known yet.
    fn find(&mut self, input: &Input, streams: &mut Streams) -> io::Result<Vec<(Task, bool)>> {
        let is_stdin = |path: &&PathBuf| input.stdin.is_some() && path.as_path() == Path::new("-");
        let paths: Vec<PathBuf> = input.paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
        let from_stdin = paths.len() < input.paths.len();
        let (found, errors) = if from_stdin && paths.is_empty() { Default::default() } else { drafts(&paths) };
        for error in &errors {
            if !(input.allow_empty && matches!(error, Error::NoDrafts { .. })) {
                self.fail(error, streams)?;
            }
        }
        let encoding = || input.config.encoding.clone();
        let task = |path, name, stdin| Task {
            path,
            name,
            group: 0,
            here: String::new(),
            encoding: encoding(),
            stdin,
            row: None,
        };
        let mut tasks: Vec<(Task, bool)> = Vec::with_capacity(found.len());
        for draft in found {
            let fields = input.rows.as_ref().filter(|_| is_table(&draft.name));
            let Some(fields) = fields else {
                tasks.push((task(draft.path, draft.name, None), draft.named));
                continue;
            };
            match Rows::find(&draft.path, &draft.name, fields.clone()).map(Arc::new) {
                Ok(rows) => {
                    let table = Task { row: Some((rows, 0)), ..task(draft.path, draft.name, None) };
                    tasks.push((table, draft.named));
                }
                Err(error) => self.fail(&error, streams)?,
            }
        }
        if let Some(name) = input.stdin.filter(|_| from_stdin) {
            match stdin(name, input.config.encoding.as_deref()) {
                Ok(source) => tasks.push((task(PathBuf::from(name), name.to_owned(), Some(source)), true)),
                Err(error) => self.fail(&error, streams)?,
            }
        }
        Ok(tasks)
    }

    /// The group of a task.
    pub fn group(&self, task: &Task) -> &Group {
        &self.groups[task.group]
    }

    /// Settings of all groups.
    pub fn settings(&self) -> Vec<&Settings> {
        self.groups.iter().map(Group::settings).collect()
    }

    /// Reads a draft by the settings that apply to it.
    pub fn read(&self, task: &Task, source: Arc<Source>, sidecar: Option<Sidecar>) -> Reading {
        let reading = self.group(task).linter.read(source, &task.here, sidecar.map(Arc::new));
        let record = self.records.of(&reading, self.group(task).file.as_deref());
        let drafts =
            self.tasks.iter().filter(|other| other.group == task.group && other.stdin.is_none() && !other.is_row());
        let archive =
            self.records.archive_of(&reading, (task.group, self.group(task)), drafts.map(|other| &other.path));
        reading.with_record(record).with_archive(archive)
    }

    /// Does `work` for each draft, in parallel, and shows on a terminal how far it is if `progress` is set. Returns the
    /// results in the order of the tasks, each with the index of its task.
    pub fn each<T: Send>(
        &mut self,
        progress: bool,
        streams: &mut Streams,
        work: impl Fn(&Self, &Task) -> Result<T, Error> + Sync,
    ) -> io::Result<Vec<(usize, T)>> {
        let done = AtomicUsize::new(0);
        let all = || -> Vec<Result<T, Error>> {
            let results = self.tasks.par_iter().map(|task| {
                let result = work(self, task);
                done.fetch_add(1, Ordering::Relaxed);
                result
            });
            results.collect()
        };
        let results = if progress { progress::shown(&done, self.tasks.len(), all) } else { all() };
        self.failed |= self.records.show_problems(streams)?;
        let mut finished = Vec::with_capacity(results.len());
        for (index, result) in results.into_iter().enumerate() {
            match result {
                Ok(result) => finished.push((index, result)),
                Err(error) => self.fail(&error, streams)?,
            }
        }
        Ok(finished)
    }

    /// Prints an error; the run goes on, and fails at its end.
    pub fn fail(&mut self, error: &Error, streams: &mut Streams) -> io::Result<()> {
        self.failed = true;
        say(error, streams.err)
    }
}

/// Gives the settings for the configuration in a file, or for none, and their inputs. `None` if they could not be read; the
/// error has been printed.
pub type Load<'a> = dyn FnMut(Option<&Path>, &mut Streams) -> io::Result<Option<(Settings, String)>> + 'a;

/// The draft on standard input, called `name`.
fn stdin(name: &str, encoding: Option<&str>) -> Result<Arc<Source>, Error> {
    format::open_as(name, read_stdin()?, encoding).map(Arc::new)
}
