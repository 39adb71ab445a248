//! Drafts checked and compared; what `check` and `baseline` start from.

use super::checked::{self, CheckedFile, Group};
use super::gate::Changed;
use super::project::{ConfigArguments, open_cache, say};
use super::run::{Input, Run, Task};
use super::{Streams, problems};
use clap::Args;
use copydesk::Error;
use copydesk::diagnostic::{FileReport, Level};
use copydesk::files::{CACHE_NAME, Cache, Key, RowFields, sidecar_of};
use copydesk::lint::{self, DraftNotes, Sidecar, compare};
use copydesk::text::Source;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// Options about what is read.
#[derive(Args)]
pub struct GatherArguments {
    /// Drafts, folders and globs; - reads standard input [default: .]
    paths: Vec<PathBuf>,

    /// Name of standard input: the extension determines its format, the folder its configuration
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,

    /// Compare each quotation with this record: notes, transcripts, documents and folders of them (may be repeated)
    #[arg(long, value_name = "PATH")]
    record: Vec<PathBuf>,

    /// Keep results, and check only drafts that changed [default folder: .copydesk-cache]
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, require_equals = true, default_missing_value = CACHE_NAME)]
    cache: Option<PathBuf>,

    /// Accept folders whose documents cannot be read, and a diff that matches no draft
    #[arg(long)]
    allow_empty: bool,

    #[command(flatten)]
    pub config: ConfigArguments,
}

impl GatherArguments {
    /// The drafts at `paths`; a folder without drafts is no mistake.
    pub fn of(paths: Vec<PathBuf>, config: ConfigArguments) -> Self {
        Self { paths, stdin_filename: String::new(), record: Vec::new(), cache: None, allow_empty: true, config }
    }

    /// Whether a draft is read from standard input.
    pub fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// Whether the file at `path` is named itself, and not only found in a folder.
    pub fn names(&self, path: &Path) -> bool {
        self.paths.iter().any(|named| named == path)
    }
}

/// How a command wants its drafts checked.
#[derive(Default)]
pub struct Wanted<'a> {
    /// Whether to list the demands of rules that drafts meet.
    pub passes: bool,
    /// What changed, to check only that.
    pub changed: Option<&'a Changed>,
    /// Whether a form of report shows drafts as their readers see them.
    pub pages: bool,
    /// Whether to measure the rules.
    pub stats: bool,
    /// Whether to show on the terminal how far the run is.
    pub progress: bool,
    /// Is told how many drafts are checked, and of how many.
    pub told: Option<&'a (dyn Fn(usize, usize) + Sync)>,
    /// What the rows of a table hold, if they are drafts.
    pub rows: Option<RowFields>,
    /// Whether to keep notes of the drafts instead of comparing them with each other.
    pub notes: bool,
}

/// Findings of a run.
pub struct Gathered {
    /// One group for each configuration.
    pub groups: Vec<Group>,
    /// Drafts, and sidecars that have findings, sorted by name.
    pub files: Vec<CheckedFile>,
    /// Whether something could not be done. The reason has been printed.
    pub failed: bool,
    /// The lowest level that fails the run.
    pub fail_on: Level,
    /// The notes of the drafts, if they were wanted.
    pub notes: Vec<DraftNotes>,
}

/// Checks the drafts that `arguments` ask for; `None` if a configuration cannot be read, which has been printed.
pub fn gather(arguments: &GatherArguments, wanted: &Wanted, streams: &mut Streams) -> io::Result<Option<Gathered>> {
    let Some(gathering) = Gathering::plan(arguments, wanted, streams)? else { return Ok(None) };
    gathering.check_all(wanted, streams)
}

/// Drafts that are to be checked, all at once or a part after another.
pub struct Gathering<'a> {
    /// The drafts with their configurations.
    pub run: Run,
    /// The notes of the drafts that were checked last, if they are wanted.
    pub notes: Vec<DraftNotes>,
    arguments: &'a GatherArguments,
    cache: Option<Arc<Cache>>,
}

impl<'a> Gathering<'a> {
    /// Finds the drafts that `arguments` ask for, each table as one; `None` if a configuration cannot be read, which has been
    /// printed.
    pub fn plan(arguments: &'a GatherArguments, wanted: &Wanted, streams: &mut Streams) -> io::Result<Option<Self>> {
        let cache = open_cache(arguments.cache.as_deref(), streams)?.map(Arc::new);
        let input = Input {
            stdin: Some(&arguments.stdin_filename),
            clock: wanted.stats.then_some(clock as fn() -> Duration),
            allow_empty: arguments.allow_empty,
            record: &arguments.record,
            cache: cache.as_ref(),
            rows: wanted.rows.clone(),
            ..Input::of(&arguments.paths, &arguments.config)
        };
        let Some(mut run) = Run::plan_files(&input, streams)? else { return Ok(None) };
        if let Some(changed) = wanted.changed {
            run.tasks.retain(|task| changed.of(&task.path).is_some());
            if let Some(error) = changed.miss().filter(|_| run.tasks.is_empty() && !arguments.allow_empty) {
                run.fail(&error, streams)?;
            }
        }
        Ok(Some(Self { run, notes: Vec::new(), arguments, cache }))
    }

    /// The lowest level that fails the run.
    pub fn fail_on(&self) -> Level {
        self.run.groups.iter().map(|group| group.settings().fail_on.0).min().unwrap_or(Level::Warning)
    }

    /// Checks all drafts; `None` as from [`check`](Gathering::check).
    pub fn check_all(mut self, wanted: &Wanted, streams: &mut Streams) -> io::Result<Option<Gathered>> {
        self.run.split_tables();
        let Some(files) = self.check(wanted, streams)? else { return Ok(None) };
        let (fail_on, notes) = (self.fail_on(), self.notes);
        let Run { groups, failed, .. } = self.run;
        Ok(Some(Gathered { groups, files, failed, fail_on, notes }))
    }

    /// Checks the drafts of the run, and compares those that are not rows; sorted by name. `None` if a level is set of a rule
    /// that no configuration has, which has been printed.
    pub fn check(&mut self, wanted: &Wanted, streams: &mut Streams) -> io::Result<Option<Vec<CheckedFile>>> {
        let cache = self.cache.as_deref().filter(|_| !wanted.passes && !wanted.pages);
        let run = &mut self.run;
        let done = AtomicUsize::new(0);
        let results = run.each(wanted.progress, streams, |run, task| {
            let checked = check(run, task, cache, wanted);
            if let Some(told) = wanted.told {
                told(done.fetch_add(1, Ordering::Relaxed) + 1, run.tasks.len());
            }
            checked
        })?;
        if let Err(error) = self.arguments.config.refuse_unknown_levels(&run.settings()) {
            say(&error, streams.err)?;
            return Ok(None);
        }
        let (mut drafts, mut indices) = (Vec::with_capacity(results.len()), Vec::with_capacity(results.len()));
        for (index, (draft, problems)) in results {
            if let Some(problems) = problems {
                problems::show_files(vec![problems], streams)?;
                run.failed = true;
            }
            drafts.push(draft);
            indices.push(index);
        }
        if wanted.notes {
            let file = |index: usize| run.tasks[index].is_row().then(|| run.tasks[index].name.clone());
            let kept = indices.iter().zip(&mut drafts);
            self.notes = kept.map(|(index, draft)| draft.take_notes().with_file(file(*index))).collect();
        } else {
            let linters: Vec<_> = run.groups.iter().map(|group| &group.linter).collect();
            // Rows may be more than fit into memory, and are not compared with each other here.
            let compared = indices.iter().zip(&mut drafts).filter(|(index, _)| !run.tasks[**index].is_row());
            compare(&linters, compared.map(|(index, draft)| (run.tasks[*index].group, draft)));
        }
        let mut files = Vec::with_capacity(drafts.len());
        for (draft, index) in drafts.into_iter().zip(indices) {
            let Task { path, group, .. } = &run.tasks[index];
            let row = run.tasks[index].row_number();
            let file = |report| CheckedFile { path: path.clone(), group: *group, report, row };
            files.extend(draft.beside.map(file));
            files.push(file(draft.report));
        }
        checked::sort(&mut files);
        Ok(Some(files))
    }
}

/// Checks one draft, or finds it in the cache. Returns the mistakes in its sidecar too.
fn check(
    run: &Run,
    task: &Task,
    cache: Option<&Cache>,
    wanted: &Wanted,
) -> Result<(lint::Checked, Option<FileReport>), Error> {
    let (source, sidecar) = if task.is_row() {
        task.draft()?
    } else {
        let source = task.source()?;
        let sidecar = sidecar_of(&task.path, &source.name)?.map(|source| Sidecar::read(Arc::new(source)));
        (source, sidecar)
    };
    // Findings against a record hold words of it, which may be confidential, so they are not kept: an entry is always of a
    // draft without a record.
    let cache = cache.filter(|_| !run.records.are_named());
    let cache = cache.map(|cache| (cache, key(cache, run, task, &source, sidecar.as_ref())));
    if let Some((cache, key)) = cache
        && let Some(draft) = cache.find(key, &task.here, &source, sidecar.as_ref().map(|sidecar| &sidecar.source))
    {
        return Ok((draft, None));
    }
    let mistakes = sidecar.as_ref().filter(|sidecar| !sidecar.problems.is_empty());
    let mistakes = mistakes.map(|of| FileReport::beside(Arc::clone(&of.source), of.problems.clone()));
    let reading = run.read(task, source, sidecar);
    let is_compared = reading.is_compared();
    let mut draft = reading.checked();
    draft.report.passes = wanted.passes.then(|| reading.passes());
    draft.report.page = wanted.pages.then(|| Box::new(reading.into_page()));
    if let (Some((cache, key)), None, false) = (cache, &mistakes, is_compared) {
        cache.keep(key, &draft);
    }
    Ok((draft, mistakes))
}

/// The hash of everything that decides the findings in a draft: its words and path, its sidecar, the settings and the day.
fn key(cache: &Cache, run: &Run, task: &Task, source: &Source, sidecar: Option<&Sidecar>) -> Key {
    let beside = sidecar.map(|sidecar| sidecar.source.text.as_str());
    let has_sidecar = if beside.is_some() { "beside" } else { "" };
    let encoding = task.encoding.as_deref().unwrap_or_default();
    let [inputs, here, name, encoding, has_sidecar, beside] =
        [&run.group(task).inputs, &task.here, &source.name, encoding, has_sidecar, beside.unwrap_or_default()]
            .map(str::as_bytes);
    cache.key(&[inputs, here, name, encoding, source.bytes(), has_sidecar, beside])
}

/// Time since the program first asked.
fn clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}
