//! The index of a large record, kept in the folder of the cache.
//!
//! There is one file for each list of paths. Its key has the size and the times of each file of the record, so that the index of a
//! record that has changed is replaced. It is renamed into place whole, and only the user can read it: it has no words, but
//! whoever has it and a dictionary could guess them.

use super::{Cache, Key};
use crate::files::Draft;
use crate::files::read::{read_record_source, read_transcript};
use crate::language::Language;
use crate::record::{Record, Shelf, Transcript, read, write};
use crate::text::Source;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Bytes of a record from which an index is kept. Reading less than that takes hardly any time.
const LARGE: u64 = 256 << 10;

/// A file that was changed this short a time ago may change again within the same tick of the clock of the disk.
const SETTLED: Duration = Duration::from_secs(2);

/// Folder of the indexes within that of the cache.
const FOLDER: &str = "record";

impl Cache {
    /// Whether an index is kept of a record in `files`.
    #[must_use]
    pub fn keeps_record(&self, files: &[Draft]) -> bool {
        files.iter().filter_map(|file| file.path.metadata().ok()).map(|data| data.len()).sum::<u64>() >= LARGE
    }

    /// The record in `files`, if an index of it as it is now was kept.
    #[must_use]
    pub fn record(&self, files: &[Draft], language: &Arc<Language>) -> Option<Record> {
        let stamps = stamps(files)?;
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let mut index = File::open(self.index_of(files)).ok()?;
        let length = index.metadata().ok()?.len();
        let record = read(&mut index, length, &self.record_key(files, &stamps).0, &names)?;
        Some(record.with_shelf(Box::new(OnDisk::new(files, stamps, Some(index), language))))
    }

    /// Keeps the index of `record`, whose files are `files`, if it can be written. Returns the record with its words on the disk.
    #[must_use]
    pub fn keep_record(&self, files: &[Draft], record: Record, language: &Arc<Language>) -> Record {
        let Some(stamps) = stamps(files) else { return record };
        let is_settled = stamps.iter().all(|stamp| stamp.changed.elapsed().is_ok_and(|age| age > SETTLED));
        if is_settled {
            let _ = self.write_index(files, &stamps, &record); // no run needs it
        }
        record.with_shelf(Box::new(OnDisk::new(files, stamps, None, language)))
    }

    fn write_index(&self, files: &[Draft], stamps: &[Stamp], record: &Record) -> io::Result<()> {
        let path = self.index_of(files);
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let beside = self.folder.join(format!(".{}-{number}.tmp", std::process::id()));
        let write = || {
            std::fs::create_dir_all(self.folder.join(FOLDER))?;
            let mut to = BufWriter::with_capacity(1 << 20, private(&beside)?);
            write(record, &self.record_key(files, stamps).0, &mut to)?;
            to.flush()?;
            std::fs::rename(&beside, &path)
        };
        let written = write();
        if written.is_err() {
            let _ = std::fs::remove_file(&beside); // it may not be there
        }
        written
    }

    fn record_key(&self, files: &[Draft], stamps: &[Stamp]) -> Key {
        let parts: Vec<Vec<u8>> = files.iter().zip(stamps).map(|(file, stamp)| stamp.bytes(&file.path)).collect();
        self.key(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// The path of the index of the record in `files`.
    fn index_of(&self, files: &[Draft]) -> std::path::PathBuf {
        let paths: Vec<&[u8]> = files.iter().map(|file| file.path.as_os_str().as_encoded_bytes()).collect();
        let name: String = self.key(&paths).0.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(FOLDER).join(name)
    }
}

/// A new file that only the user can read.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// What tells whether a file has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    changed: SystemTime,
    /// When its name, owner or content last changed, where the system says so: a copy may have the time of its original.
    touched: (i64, i64),
}

impl Stamp {
    fn of(data: &Metadata) -> io::Result<Self> {
        #[cfg(unix)]
        let touched = {
            use std::os::unix::fs::MetadataExt as _;
            (data.ctime(), data.ctime_nsec())
        };
        #[cfg(not(unix))]
        let touched = (0, 0);
        Ok(Self { length: data.len(), changed: data.modified()?, touched })
    }

    fn bytes(&self, path: &Path) -> Vec<u8> {
        let changed = self.changed.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let (seconds, nanos) = self.touched;
        let mut bytes = format!("{} {changed} {seconds} {nanos} ", self.length).into_bytes();
        bytes.extend_from_slice(path.as_os_str().as_encoded_bytes());
        bytes
    }
}

/// The stamps of `files`; `None` if one of them cannot be read.
fn stamps(files: &[Draft]) -> Option<Vec<Stamp>> {
    files.iter().map(|file| file.path.metadata().and_then(|data| Stamp::of(&data)).ok()).collect()
}

/// A record whose words are on the disk.
#[derive(Debug)]
struct OnDisk {
    files: Vec<Draft>,
    stamps: Vec<Stamp>,
    index: Option<Mutex<File>>,
    language: Arc<Language>,
}

impl OnDisk {
    fn new(files: &[Draft], stamps: Vec<Stamp>, index: Option<File>, language: &Arc<Language>) -> Self {
        let index = index.map(Mutex::new);
        Self { files: files.to_vec(), stamps, index, language: Arc::clone(language) }
    }

    /// The file, if it is as it was.
    fn unchanged(&self, file: usize) -> Option<&Draft> {
        let draft = self.files.get(file)?;
        let now = draft.path.metadata().and_then(|data| Stamp::of(&data)).ok()?;
        (self.stamps.get(file) == Some(&now)).then_some(draft)
    }
}

impl Shelf for OnDisk {
    fn read(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let Some(index) = &self.index else { return Err(io::ErrorKind::NotFound.into()) };
        let mut index = index.lock().unwrap_or_else(PoisonError::into_inner);
        index.seek(SeekFrom::Start(at))?;
        index.read_exact(into)
    }

    fn source(&self, file: usize) -> Option<Source> {
        let draft = self.unchanged(file)?;
        read_record_source(&draft.path, &draft.name).ok()
    }

    fn transcript(&self, file: usize) -> Option<Transcript> {
        let draft = self.unchanged(file)?;
        read_transcript(&draft.path, &draft.name, &self.language).ok()
    }
}
