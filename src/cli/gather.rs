//! Drafts read, checked and compared, those of one configuration by one linter; what `check` and `baseline` start from.

mod progress;

use super::gate::Changed;
use super::project::{ConfigArguments, drafts, relative, say};
use super::{Streams, problems};
use clap::Args;
use copydesk::Error;
use copydesk::config::Settings;
use copydesk::diagnostic::{FileReport, Level, Report};
use copydesk::files::{CACHE_NAME, Cache, Draft, Key, read, sidecar_of};
use copydesk::format;
use copydesk::lint::{self, Linter, Sidecar, compare};
use copydesk::rule::Rule;
use copydesk::text::Source;
use rayon::prelude::*;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant, UNIX_EPOCH};

/// Options about what is read.
#[derive(Args)]
pub struct GatherArguments {
    /// Drafts, folders and globs; - reads standard input [default: .]
    paths: Vec<PathBuf>,

    /// Name of standard input: the extension determines its format, the folder its configuration
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,

    /// Keep results, and check only drafts that changed [default folder: .copydesk-cache]
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, require_equals = true, default_missing_value = CACHE_NAME)]
    cache: Option<PathBuf>,

    #[command(flatten)]
    pub config: ConfigArguments,
}

impl GatherArguments {
    /// Whether a draft is read from standard input.
    pub fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }
}

/// How a run wants its drafts.
#[derive(Default)]
pub struct Wanted<'a> {
    /// Whether to say what drafts have of what rules ask for.
    pub passes: bool,
    /// What changed, where nothing else is looked at.
    pub changed: Option<&'a Changed>,
    /// Whether a form of report shows drafts as their readers see them.
    pub pages: bool,
    /// Whether to measure the rules.
    pub stats: bool,
    /// Whether to say on the terminal how far the run is.
    pub progress: bool,
}

impl Wanted<'_> {
    /// Whether the draft at `path` is looked at.
    fn has(&self, path: &Path) -> bool {
        self.changed.is_none_or(|changed| changed.of(path).is_some())
    }
}

/// A draft and its text.
pub struct Loaded {
    pub path: PathBuf,
    pub source: Arc<Source>,
}

/// What was found in one file.
pub struct Checked {
    /// Where the file is.
    pub path: PathBuf,
    /// Whose configuration holds for it.
    pub group: usize,
    /// What was found.
    pub report: FileReport,
}

impl Checked {
    /// What was found in a file that speaks of the draft at `path`, or of many.
    pub const fn beside(report: FileReport, path: PathBuf, group: usize) -> Self {
        Self { path, group, report }
    }
}

/// A configuration and its linter.
pub struct Group {
    /// The configuration.
    pub file: Option<PathBuf>,
    /// The linter of its drafts.
    pub linter: Linter,
}

impl Group {
    /// What holds for its drafts.
    pub fn settings(&self) -> &Settings {
        self.linter.settings()
    }
}

/// What was found in all drafts.
pub struct Gathered {
    /// The configurations that hold.
    pub groups: Vec<Group>,
    /// Drafts, and sidecars in which something was found, sorted by name.
    pub files: Vec<Checked>,
    /// Whether something could not be done; it has been said what.
    pub failed: bool,
    /// The lowest level that fails the run.
    pub fail_on: Level,
}

impl Gathered {
    /// All that was found.
    pub fn into_report(self) -> Report {
        let mut report = Report::default();
        for group in &self.groups {
            report.add_policies(group.settings().rules.iter().map(Rule::policy));
        }
        report.files = self.files.into_iter().map(|file| file.report).collect();
        report
    }

    /// Sorts the files by name.
    pub fn sort(&mut self) {
        self.files.sort_by(|one, other| one.report.source.name.cmp(&other.report.source.name));
    }
}

/// Reads and checks what `arguments` ask for, as `wanted`; `None` where a configuration could not be read, which has been
/// said.
pub fn gather(arguments: &GatherArguments, wanted: &Wanted, streams: &mut Streams) -> io::Result<Option<Gathered>> {
    let (from_stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let (found, errors) = if from_stdin.is_empty() || !paths.is_empty() { drafts(&paths) } else { Default::default() };
    for error in &errors {
        say(error, streams.err)?;
    }
    let mut failed = !errors.is_empty();
    // The register takes as long to read as the packs, and is read beside them.
    let names = Arc::clone(&arguments.config.names);
    rayon::spawn(move || names.prepare());
    let mut groups = arguments.config.grouped(found);
    let mut stdin = if from_stdin.is_empty() { None } else { Some(stdin(&arguments.stdin_filename)?) };
    let stdin_group = arguments.config.file_for(Path::new(&arguments.stdin_filename));
    if stdin.is_some() {
        groups.entry(stdin_group.clone()).or_default();
    }
    let cache = open_cache(arguments.cache.as_deref(), streams)?.filter(|_| !wanted.passes && !wanted.pages);
    let mut fail_on = None;
    let mut parts: Vec<lint::Group> = Vec::new();
    let mut places: Vec<(Option<PathBuf>, Vec<PathBuf>)> = Vec::new();
    for (file, drafts) in groups {
        let (settings, inputs) = match arguments.config.settings_and_inputs(file.as_deref()) {
            Ok(loaded) => loaded,
            Err(error) => {
                say(&error, streams.err)?;
                return Ok(None);
            }
        };
        failed |= problems::show(&settings, streams)?;
        fail_on = Some(fail_on.map_or(settings.fail_on.0, |level: Level| level.min(settings.fail_on.0)));
        let linter = if wanted.stats { Linter::timed(settings, clock) } else { Linter::new(settings) };
        let desk = Desk { file: file.as_deref(), linter: &linter, inputs, cache: cache.as_ref(), wanted };
        let mut results = desk.check_all(drafts);
        if file == stdin_group
            && let Some(text) = stdin.take()
        {
            let path = PathBuf::from(&arguments.stdin_filename);
            if wanted.has(&path) {
                results.push((path, text.and_then(|loaded| desk.check(&loaded.path, loaded.source))));
            }
        }
        let (mut drafts, mut of_drafts) = (Vec::new(), Vec::new());
        for (path, result) in results {
            match result {
                Ok(done) => {
                    if let Some(problems) = done.problems {
                        problems::show_files(vec![problems], streams)?;
                        failed = true;
                    }
                    drafts.push(done.draft);
                    of_drafts.push(path);
                }
                Err(error) => {
                    say(&error, streams.err)?;
                    failed = true;
                }
            }
        }
        parts.push(lint::Group { linter, drafts });
        places.push((file, of_drafts));
    }
    let all: Vec<&Settings> = parts.iter().map(|part| part.linter.settings()).collect();
    if let Err(error) = arguments.config.refuse_unknown_levels(&all) {
        say(&error, streams.err)?;
        return Ok(None);
    }
    compare(&mut parts);
    parts.iter().for_each(|part| streams.counts += part.linter.counts());
    let fail_on = fail_on.unwrap_or(Level::Warning);
    let mut gathered = Gathered { groups: Vec::new(), files: Vec::new(), failed, fail_on };
    for (group, (part, (file, of_drafts))) in parts.into_iter().zip(places).enumerate() {
        for (draft, path) in part.drafts.into_iter().zip(of_drafts) {
            gathered.files.extend(draft.beside.map(|report| Checked::beside(report, path.clone(), group)));
            gathered.files.push(Checked { path, group, report: draft.report });
        }
        gathered.groups.push(Group { file, linter: part.linter });
    }
    gathered.sort();
    Ok(Some(gathered))
}

/// What the drafts of one configuration are checked with.
struct Desk<'a> {
    file: Option<&'a Path>,
    linter: &'a Linter,
    /// All that the settings were made from.
    inputs: String,
    cache: Option<&'a Cache>,
    wanted: &'a Wanted<'a>,
}

/// What came of one draft.
struct Done {
    draft: lint::Checked,
    /// What is wrong in the sidecar.
    problems: Option<FileReport>,
}

impl Desk<'_> {
    fn check_all(&self, drafts: Vec<Draft>) -> Vec<(PathBuf, Result<Done, Error>)> {
        let is_read = |draft: &Draft| draft.named || self.linter.settings().reads(&relative(&draft.path, self.file));
        let drafts: Vec<Draft> =
            drafts.into_iter().filter(|draft| is_read(draft) && self.wanted.has(&draft.path)).collect();
        let done = AtomicUsize::new(0);
        let check_all = || -> Vec<(PathBuf, Result<Done, Error>)> {
            let checked = drafts.par_iter().map(|draft| {
                let read = read(&draft.path, &draft.name);
                let result = read.and_then(|source| self.check(&draft.path, Arc::new(source)));
                done.fetch_add(1, Ordering::Relaxed);
                (draft.path.clone(), result)
            });
            checked.collect()
        };
        if self.wanted.progress { progress::shown(&done, drafts.len(), check_all) } else { check_all() }
    }

    fn check(&self, path: &Path, source: Arc<Source>) -> Result<Done, Error> {
        let sidecar = sidecar_of(path, &source.name)?.map(|source| Arc::new(Sidecar::read(Arc::new(source))));
        let here = relative(path, self.file);
        let key = self.cache.map(|cache| (cache, self.key(cache, &here, &source, sidecar.as_deref())));
        if let Some((cache, key)) = key
            && let Some(draft) = cache.find(key, &here, &source, sidecar.as_ref().map(|sidecar| &sidecar.source))
        {
            return Ok(Done { draft, problems: None });
        }
        let reading = self.linter.read(source, &here, sidecar.clone());
        let mut draft = reading.checked();
        draft.report.passes = self.wanted.passes.then(|| reading.passes());
        draft.report.page = self.wanted.pages.then(|| reading.into_page());
        let problems = sidecar.filter(|sidecar| !sidecar.problems.is_empty());
        if let (Some((cache, key)), None) = (key, &problems) {
            cache.keep(key, &draft);
        }
        let problems =
            problems.map(|sidecar| FileReport::beside(Arc::clone(&sidecar.source), sidecar.problems.clone()));
        Ok(Done { draft, problems })
    }

    /// The hash of all that decides what is found in a draft: its words and place, its sidecar, the settings and the day.
    fn key(&self, cache: &Cache, here: &str, source: &Source, sidecar: Option<&Sidecar>) -> Key {
        let beside = sidecar.map(|sidecar| sidecar.source.text.as_str());
        let has_sidecar = if beside.is_some() { "beside" } else { "" };
        let [inputs, here, name, has_sidecar, beside] =
            [&self.inputs, here, &source.name, has_sidecar, beside.unwrap_or_default()].map(str::as_bytes);
        cache.key(&[inputs, here, name, source.bytes(), has_sidecar, beside])
    }
}

/// The cache in `folder`; where it cannot be had, that is said, and the run goes on without.
fn open_cache(folder: Option<&Path>, streams: &mut Streams) -> io::Result<Option<Cache>> {
    let Some(folder) = folder else { return Ok(None) };
    // The version alone would not tell two builds apart.
    let build = std::env::current_exe().and_then(|path| path.metadata()).and_then(|data| {
        let changed = data.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(format!("{} {} {}", env!("CARGO_PKG_VERSION"), data.len(), changed.as_nanos()))
    });
    let opened = match build {
        Ok(build) => Cache::open(folder, build.as_bytes()),
        Err(source) => Err(Error::Io { path: "copydesk".into(), source }),
    };
    match opened {
        Ok(cache) => Ok(Some(cache)),
        Err(error) => say(&error, streams.err).map(|()| None),
    }
}

/// How long the program has run.
fn clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// The draft on standard input, called `name`.
pub fn stdin(name: &str) -> io::Result<Result<Loaded, Error>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let path = PathBuf::from(name);
    Ok(format::open(name, bytes).map(|source| Loaded { source: Arc::new(source), path }))
}
