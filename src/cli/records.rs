//! The records of the drafts of a run. Each file is read once, and drafts with the same record share its index.

use super::checked::Group;
use super::project::say;
use super::{Streams, problems};
use copydesk::Error;
use copydesk::diagnostic::FileReport;
use copydesk::files::{Cache, Draft, drafts as drafts_of, read, read_transcript, records};
use copydesk::language::Language;
use copydesk::lint::Reading;
use copydesk::record::{Address, File, Part, Record, Transcript};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The paths that name a record, the pages that lie in it, and whether it is complete.
type Named = (Vec<PathBuf>, Vec<(Address, PathBuf)>, bool);

/// A record, once it has been read.
type Loaded = Arc<OnceLock<Arc<Record>>>;

/// Records by the paths that name them.
#[derive(Default)]
pub struct Records {
    /// What the command line names.
    named: Vec<PathBuf>,
    /// Where the indexes of large records are kept.
    cache: Option<Arc<Cache>>,
    loaded: Mutex<BTreeMap<Named, Loaded>>,
    /// Archives by the paths that name them, and the number of the configuration whose drafts are compared.
    archives: Mutex<BTreeMap<(Vec<PathBuf>, usize), Loaded>>,
    errors: Mutex<Vec<Error>>,
}

impl Records {
    /// The records of a run whose command line names `paths`, which are read now, on all threads. With a `cache`, the
    /// indexes of large ones are kept.
    pub fn new(paths: &[PathBuf], cache: Option<Arc<Cache>>, language: &Arc<Language>) -> Self {
        let records = Self { named: paths.to_vec(), cache, ..Self::default() };
        if !paths.is_empty() {
            records.load((paths.to_vec(), Vec::new(), false), language, true);
        }
        records
    }

    /// The record of a draft, whose configuration is in `configuration`; `None` if nothing names one.
    pub fn of(&self, reading: &Reading, configuration: Option<&Path>) -> Option<Arc<Record>> {
        let options = reading.record_options();
        let by_draft = reading.record_paths();
        if self.named.is_empty() && options.paths.is_empty() && options.pages.is_empty() && by_draft.is_empty() {
            // A draft that must have a record and has none has said nothing.
            return options.required.then(|| Arc::new(Record::new(Vec::new(), true)));
        }
        let mut paths = self.named.clone();
        paths.extend(options.paths.iter().map(|path| beside(configuration, path)));
        paths.extend(by_draft.into_iter().map(|path| beside(Some(Path::new(&reading.source().name)), path)));
        let page = |(address, path): &(Address, String)| (address.clone(), beside(configuration, path));
        let pages: Vec<(Address, PathBuf)> = options.pages.iter().map(page).collect();
        paths.extend(pages.iter().map(|(_, path)| path.clone()));
        let complete = options.complete || options.required;
        Some(self.load((paths, pages, complete), &reading.article().language, false))
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
    fn load(&self, named: Named, language: &Arc<Language>, on_all_threads: bool) -> Arc<Record> {
        let cell = {
            let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(loaded.entry(named.clone()).or_default())
        };
        let (paths, pages, complete) = named;
        let load = || Arc::new(self.read(&paths, &pages, language, on_all_threads).complete(complete));
        Arc::clone(cell.get_or_init(load))
    }

    /// Reads the record in the files that `paths` mean, or finds its index.
    fn read(
        &self,
        paths: &[PathBuf],
        pages: &[(Address, PathBuf)],
        language: &Arc<Language>,
        on_all_threads: bool,
    ) -> Record {
        let (files, errors) = records(paths);
        let (found, mut has_gaps) = (files.len(), !errors.is_empty());
        self.errors.lock().unwrap_or_else(PoisonError::into_inner).extend(errors);
        let cache = self.cache.as_ref().filter(|cache| cache.keeps_record(&files));
        let kept = cache.and_then(|cache| cache.record(&files, language));
        let (record, files) = match kept {
            Some(record) => (record, files),
            None => self.index(files, cache, language, on_all_threads),
        };
        has_gaps |= files.len() < found;
        // Two paths may lead to one file.
        let whole = |path: &Path| std::fs::canonicalize(path).ok();
        let page = |(address, path): &'_ (Address, PathBuf)| {
            let page = whole(path)?;
            let at = files.iter().position(|file| whole(&file.path).as_ref() == Some(&page))?;
            Some((address.clone(), at))
        };
        let pages: Vec<(Address, usize)> = pages.iter().filter_map(page).collect();
        record.gaps(has_gaps).with_pages(pages.iter().map(|(address, at)| (address, *at)))
    }

    /// Reads and indexes `files`. Returns those that could be read too.
    fn index(
        &self,
        files: Vec<Draft>,
        cache: Option<&Arc<Cache>>,
        language: &Arc<Language>,
        on_all_threads: bool,
    ) -> (Record, Vec<Draft>) {
        let read = |file: &Draft| {
            let part = Part::new(Arc::new(read_transcript(&file.path, &file.name, language)?));
            Ok(if cache.is_some() { part.without_words() } else { part })
        };
        let read: Vec<Result<Part, Error>> =
            if on_all_threads { files.par_iter().map(read).collect() } else { files.iter().map(read).collect() };
        let (mut whole, mut parts) = (Vec::with_capacity(files.len()), Vec::with_capacity(files.len()));
        for (file, result) in files.into_iter().zip(read) {
            match result {
                Ok(part) => {
                    whole.push(file);
                    parts.push(part);
                }
                Err(error) => self.errors.lock().unwrap_or_else(PoisonError::into_inner).push(error),
            }
        }
        let record = Record::of(parts);
        let record = match cache {
            Some(cache) => cache.keep_record(&whole, record, language),
            None => record,
        };
        (record, whole)
    }

    /// Prints what could not be read of the records so far. Returns whether a file could not be read at all.
    pub fn show_problems(&self, streams: &mut Streams) -> io::Result<bool> {
        let errors = std::mem::take(&mut *self.errors.lock().unwrap_or_else(PoisonError::into_inner));
        for error in &errors {
            say(error, streams.err)?;
        }
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let read: Vec<&Arc<Record>> = loaded.values().filter_map(|cell| cell.get()).collect();
        let has_failed = read.iter().any(|record| record.has_failed());
        if has_failed {
            let source =
                io::Error::other("a file of it changed or could not be read while drafts were compared; run again");
            say(&Error::Io { path: "the record".into(), source }, streams.err)?;
        }
        let mut broken: BTreeMap<&str, &Arc<Transcript>> = BTreeMap::new();
        for record in read {
            let files = record.files().iter().filter_map(File::transcript).filter(|file| !file.problems.is_empty());
            broken.extend(files.map(|file| (file.source.name.as_str(), file)));
        }
        let reports = broken.into_values();
        let reports = reports.map(|file| FileReport::beside(Arc::clone(&file.source), file.problems.clone())).collect();
        problems::show_files(reports, streams)?;
        Ok(has_failed || !errors.is_empty())
    }
}

/// `path` relative to the folder of `file`.
fn beside(file: Option<&Path>, path: &str) -> PathBuf {
    file.and_then(Path::parent).unwrap_or(Path::new("")).join(path)
}
