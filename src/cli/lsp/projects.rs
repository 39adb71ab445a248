//! [`Projects`]: the configurations of the drafts that are looked at, each loaded once and again when one of its files changes.

use crate::cli::checked::{CheckedFile, Group};
use crate::cli::gate::BaselineArguments;
use crate::cli::project::{ConfigArguments, relative, today};
use crate::cli::records::Records;
use crate::cli::{Streams, problems};
use copydesk::Error;
use copydesk::config::{Day, Library, Options, Settings};
use copydesk::diagnostic::FileReport;
use copydesk::files::{Disk, name_of, read};
use copydesk::lint::{Checked, Linter, Reading, Sidecar};
use copydesk::report::Look;
use copydesk::text::Source;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::SystemTime;

/// Texts that are open in the editor, by path. They count before those on the disk.
pub type Open = BTreeMap<PathBuf, Arc<Source>>;

/// A configuration with its linter and records.
pub struct Project {
    pub group: Group,
    /// Mistakes in its files.
    pub problems: Vec<FileReport>,
    /// What could not be read at all.
    pub errors: Vec<String>,
    records: Records,
    /// The files that it was made from, as they were then.
    made_from: Vec<(PathBuf, Option<Stamp>)>,
    day: Option<Day>,
}

/// When a file was changed, and how long it is.
pub type Stamp = (SystemTime, u64);

/// When the file at `path` was changed, and how long it is.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let data = path.metadata().ok()?;
    Some((data.modified().ok()?, data.len()))
}

/// The disk, with the texts that are open before it; and all files that were looked for.
struct Seen<'a> {
    open: &'a Open,
    paths: RefCell<Vec<PathBuf>>,
}

impl Library for Seen<'_> {
    fn find(&self, name: &str, by: &str) -> Result<Vec<Source>, String> {
        let looked_for = Path::new(by).parent().unwrap_or(Path::new("")).join(name);
        let mut found = Disk.find(name, by);
        let mut paths = self.paths.borrow_mut();
        paths.push(absolute(&looked_for));
        for source in found.iter_mut().flatten() {
            let path = absolute(Path::new(&source.name));
            if let Some(text) = self.open.get(&path) {
                *source = Source::new(source.name.as_str(), text.text.as_str());
            }
            paths.push(path);
        }
        found
    }
}

/// The path without `.` and from the root.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Settings for the configuration in `file`, in which open texts count before the disk, and the files that they came from.
pub fn load(config: &ConfigArguments, file: Option<&Path>, open: &Open) -> (Result<Settings, Error>, Vec<PathBuf>) {
    let seen = Seen { open, paths: RefCell::default() };
    let options = match file {
        None => Ok(Options::none()),
        Some(path) => {
            let path_is = absolute(path);
            let text = open.get(&path_is).map(|text| Source::new(name_of(path), text.text.as_str()));
            seen.paths.borrow_mut().push(path_is);
            text.map_or_else(|| read(path, &name_of(path)), Ok).map(|source| Options::read(Arc::new(source)))
        }
    };
    let settings = options.and_then(|options| config.settings_in(options, &seen));
    (settings, seen.paths.into_inner())
}

impl Project {
    /// Whether the rule `id` asks for something that a draft must have.
    pub fn is_demand(&self, id: &str) -> bool {
        self.settings().rules.iter().any(|rule| rule.id == id && rule.check.is_demand())
    }

    fn new(config: &ConfigArguments, file: Option<PathBuf>) -> Self {
        let (settings, paths) = load(config, file.as_deref(), &Open::new());
        let mut errors = Vec::new();
        // Where the configuration cannot be read, the draft is still checked, by the rules that are built in.
        let settings = settings.or_else(|error| {
            errors.push(error.to_string());
            config.settings_in(Options::none(), &Disk)
        });
        let settings = settings.unwrap_or_else(|error| {
            errors.push(error.to_string());
            Settings::resolve_in(&config.names, Options::none(), Default::default(), &Disk)
                .expect("the default profile loads")
        });
        let problems = problems::reports(&settings);
        let records = Records::new(&[], None, &settings.language);
        let made_from = paths.into_iter().map(|path| (path.to_path_buf(), stamp(&path))).collect();
        let group = Group { file, linter: Linter::new(settings), inputs: String::new() };
        Self { group, problems, errors, records, made_from, day: today() }
    }

    /// Whether it would be the same if it were loaded now.
    fn is_fresh(&self) -> bool {
        self.day == today() && self.made_from.iter().all(|(path, then)| stamp(path) == *then)
    }

    /// Settings of the configuration.
    pub fn settings(&self) -> &Settings {
        self.group.settings()
    }

    /// Reads the draft at `path` as `copydesk check` does. Without trust no record is read, which may be any file.
    pub fn read(&self, path: &Path, source: Arc<Source>, sidecar: Option<Sidecar>, trusted: bool) -> Reading {
        let file = self.group.file.as_deref();
        let reading = self.group.linter.read(source, &relative(path, file), sidecar.map(Arc::new));
        if !trusted {
            return reading;
        }
        let record = self.records.of(&reading, file);
        let archive = self.records.archive_of(&reading, (0, &self.group), std::iter::once(&path.to_path_buf()));
        reading.with_record(record).with_archive(archive)
    }

    /// The findings of `checked` that the baseline of the configuration does not accept.
    pub fn past_the_baseline(&self, path: &Path, checked: Checked) -> FileReport {
        let mut files = [CheckedFile { path: path.to_path_buf(), group: 0, report: checked.report, row: None }];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let applied = BaselineArguments::default().apply(
            std::slice::from_ref(&self.group),
            &mut files,
            &mut silent(&mut out, &mut err),
        );
        drop(applied); // what is wrong with a baseline is said where it is checked
        let [file] = files;
        file.report
    }
}

/// Streams that nobody sees.
pub fn silent<'a>(out: &'a mut Vec<u8>, err: &'a mut Vec<u8>) -> Streams<'a> {
    let look = Look { color: false, width: None, quote_record: false };
    Streams { out, err, look: (look, look), linters: Vec::new() }
}

/// Configurations by their file.
pub struct Projects {
    pub config: ConfigArguments,
    loaded: BTreeMap<Option<PathBuf>, Rc<Project>>,
}

impl Projects {
    pub fn new(config: ConfigArguments) -> Self {
        Self { config, loaded: BTreeMap::new() }
    }

    /// Whether configurations are read.
    pub fn trust(&mut self, trusted: bool) {
        if self.config.packs.no_config == trusted {
            self.config.packs.no_config = !trusted;
            self.loaded.clear();
        }
    }

    /// Forgets everything that was read.
    pub fn forget(&mut self) {
        self.loaded.clear();
    }

    /// The project of a draft, and whether it was loaded just now.
    pub fn of(&mut self, path: &Path) -> (Rc<Project>, bool) {
        let file = self.config.file_for(path);
        if let Some(project) = self.loaded.get(&file).filter(|project| project.is_fresh()) {
            return (Rc::clone(project), false);
        }
        let project = Rc::new(Project::new(&self.config, file.as_deref().map(Path::to_path_buf)));
        self.loaded.insert(file, Rc::clone(&project));
        (project, true)
    }
}
