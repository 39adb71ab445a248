//! The records of the drafts of a run. Each file is read once, and drafts with the same record share its index.

use super::checked::Group;
use super::project::say;
use super::{Streams, problems};
use copydesk::Error;
use copydesk::diagnostic::FileReport;
use copydesk::files::{Draft, drafts as drafts_of, read, read_transcript, records};
use copydesk::language::Language;
use copydesk::lint::Reading;
use copydesk::record::{Record, Transcript};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The paths that name a record, and whether it is complete.
type Named = (Vec<PathBuf>, bool);

/// A record, once it has been read.
type Loaded = Arc<OnceLock<Arc<Record>>>;

/// Records by the paths that name them.
#[derive(Default)]
pub struct Records {
    /// What the command line names.
    named: Vec<PathBuf>,
    loaded: Mutex<BTreeMap<Named, Loaded>>,
    /// Archives by the paths that name them, and the number of the configuration whose drafts are compared.
    archives: Mutex<BTreeMap<(Vec<PathBuf>, usize), Loaded>>,
    errors: Mutex<Vec<Error>>,
}

impl Records {
    /// The records of a run whose command line names `paths`, which are read now, on all threads.
    pub fn new(paths: &[PathBuf], language: &Language) -> Self {
        let records = Self { named: paths.to_vec(), ..Self::default() };
        if !paths.is_empty() {
            records.load(paths, false, language, true);
        }
        records
    }

    /// The record of a draft, whose configuration is in `configuration`; `None` if nothing names one.
    pub fn of(&self, reading: &Reading, configuration: Option<&Path>) -> Option<Arc<Record>> {
        let options = reading.record_options();
        let by_draft = reading.record_paths();
        if self.named.is_empty() && options.paths.is_empty() && by_draft.is_empty() {
            // A draft that must have a record and has none has said nothing.
            return options.required.then(|| Arc::new(Record::new(Vec::new(), true)));
        }
        let mut paths = self.named.clone();
        paths.extend(options.paths.iter().map(|path| beside(configuration, path)));
        paths.extend(by_draft.into_iter().map(|path| beside(Some(Path::new(&reading.source().name)), path)));
        let complete = options.complete || options.required;
        Some(self.load(&paths, complete, &reading.article().language, false))
    }

    /// The published articles that the quotations of a draft are compared with, and with them `drafts`, those of the same
    /// configuration; `None` if the configuration names no archive.
    pub fn archive_of<'a>(
        &self,
        reading: &Reading,
        (group, configuration): (usize, &Group),
        drafts: impl Iterator<Item = &'a PathBuf>,
    ) -> Option<Arc<Record>> {
        let named = &reading.record_options().archive;
        if named.is_empty() {
            return None;
        }
        let mut paths: Vec<PathBuf> = named.iter().map(|path| beside(configuration.file.as_deref(), path)).collect();
        let cell = {
            let mut archives = self.archives.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(archives.entry((paths.clone(), group)).or_default())
        };
        let load = || {
            paths.extend(drafts.cloned());
            let (files, mut errors) = drafts_of(&paths);
            let mut articles = Vec::with_capacity(files.len());
            for file in files {
                match read(&file.path, &file.name) {
                    Ok(source) => {
                        let source = Arc::new(source);
                        let read = configuration.linter.read(Arc::clone(&source), &file.name, None);
                        articles.push(Arc::new(Transcript::of_article(source, read.article())));
                    }
                    Err(error) => errors.push(error),
                }
            }
            self.errors.lock().unwrap_or_else(PoisonError::into_inner).extend(errors);
            Arc::new(Record::new(articles, false))
        };
        Some(Arc::clone(cell.get_or_init(load)))
    }

    /// Whether the command line names a record.
    pub fn are_named(&self) -> bool {
        !self.named.is_empty()
    }

    /// The record in the files that `paths` mean. The first draft that needs it reads it, and others wait. A thread that
    /// works on a draft must not wait for other threads here: one of these may be about to ask for the same record.
    fn load(&self, paths: &[PathBuf], complete: bool, language: &Language, on_all_threads: bool) -> Arc<Record> {
        let cell = {
            let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(loaded.entry((paths.to_vec(), complete)).or_default())
        };
        Arc::clone(cell.get_or_init(|| {
            let (files, mut errors) = records(paths);
            let read = |file: &Draft| read_transcript(&file.path, &file.name, language).map(Arc::new);
            let read: Vec<Result<Arc<Transcript>, Error>> =
                if on_all_threads { files.par_iter().map(read).collect() } else { files.iter().map(read).collect() };
            let mut transcripts = Vec::with_capacity(read.len());
            for result in read {
                match result {
                    Ok(transcript) => transcripts.push(transcript),
                    Err(error) => errors.push(error),
                }
            }
            self.errors.lock().unwrap_or_else(PoisonError::into_inner).extend(errors);
            Arc::new(Record::new(transcripts, complete))
        }))
    }

    /// Prints what could not be read of the records so far. Returns whether a file could not be read at all.
    pub fn show_problems(&self, streams: &mut Streams) -> io::Result<bool> {
        let errors = std::mem::take(&mut *self.errors.lock().unwrap_or_else(PoisonError::into_inner));
        for error in &errors {
            say(error, streams.err)?;
        }
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let mut broken: BTreeMap<&str, &Arc<Transcript>> = BTreeMap::new();
        for record in loaded.values().filter_map(|cell| cell.get()) {
            let files = record.files().iter().filter(|file| !file.problems.is_empty());
            broken.extend(files.map(|file| (file.source.name.as_str(), file)));
        }
        let reports = broken.into_values();
        let reports = reports.map(|file| FileReport::beside(Arc::clone(&file.source), file.problems.clone())).collect();
        problems::show_files(reports, streams)?;
        Ok(!errors.is_empty())
    }
}

/// `path` relative to the folder of `file`.
fn beside(file: Option<&Path>, path: &str) -> PathBuf {
    file.and_then(Path::parent).unwrap_or(Path::new("")).join(path)
}
