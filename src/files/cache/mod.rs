//! [`Cache`]: findings of drafts that have not changed, checked with settings that have not changed either.
//!
//! There is one entry for each draft, so that the folder does not grow. An entry has a hash of everything that went into
//! it and a hash of itself; if either does not match, the entry is ignored. Entries are renamed into place whole, so several
//! runs may share a folder; the hash detects an entry that was damaged all the same, for example by two machines with the
//! same process id or by a power cut. An entry that cannot be written is skipped: no run needs the cache.

mod record;
mod wire;

use crate::error::Error;
use crate::lint::Checked;
use crate::text::Source;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The default name of the folder.
pub const CACHE_NAME: &str = ".copydesk-cache";

/// The first bytes of every entry; they change with the form of entries.
const MAGIC: &[u8] = b"copydesk cache 3\n";

/// A folder of entries.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    program: Vec<u8>,
    written: AtomicUsize,
}

/// The hash of everything that a result depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Cache {
    /// Opens the cache in `folder` and creates the folder if necessary. `program` identifies the exact build.
    ///
    /// # Errors
    /// If the folder cannot be created.
    pub fn open(folder: &Path, program: &[u8]) -> Result<Self, Error> {
        let wrong = |source| Error::Io { path: folder.into(), source };
        std::fs::create_dir_all(folder).map_err(wrong)?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            std::fs::write(&ignore, "# made by copydesk; safe to delete\n*\n").map_err(wrong)?;
        }
        Ok(Self { folder: folder.into(), program: program.into(), written: AtomicUsize::new(0) })
    }

    /// The hash of the program and of `parts`. The length of each part is hashed too, so parts cannot run together.
    #[must_use]
    pub fn key(&self, parts: &[&[u8]]) -> Key {
        let mut hash = Sha256::new();
        for part in std::iter::once(&self.program.as_slice()).chain(parts) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Key(hash.finalize().into())
    }

    /// The findings in `draft`, if there is an entry for `key`; `path` as in [`Checked::path`].
    #[must_use]
    pub fn find(&self, key: Key, path: &str, draft: &Arc<Source>, sidecar: Option<&Arc<Source>>) -> Option<Checked> {
        let bytes = std::fs::read(self.path(&draft.name)).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (of, rest) = rest.split_at_checked(key.0.len())?;
        let (sum, wire) = rest.split_at_checked(key.0.len())?;
        if of != key.0 || sum != Sha256::digest(wire).as_slice() {
            return None;
        }
        wire::read(wire, path, draft, sidecar)
    }

    /// Keeps the findings in a draft.
    pub fn keep(&self, key: Key, found: &Checked) {
        let Some(wire) = wire::write(found) else { return };
        let bytes = [MAGIC, &key.0, &Sha256::digest(&wire), &wire].concat();
        let path = self.path(&found.report.source.name);
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let beside = self.folder.join(format!(".{}-{number}.tmp", std::process::id()));
        let folder = path.parent().unwrap_or(&self.folder);
        let done = std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&beside, bytes))
            .and_then(|()| std::fs::rename(&beside, &path));
        if done.is_err() {
            let _ = std::fs::remove_file(&beside); // it may not be there
        }
    }

    /// The path of the entry of the draft called `name`, in subfolders, since some systems are slow with many files in one.
    fn path(&self, name: &str) -> PathBuf {
        let hash = Sha256::digest(name.as_bytes());
        let digits: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(&digits[..2]).join(&digits[2..])
    }
}
