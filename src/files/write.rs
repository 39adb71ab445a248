//! Writing a file whole or not at all, and adding to one that others add to.

use crate::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Puts `text` at `path` by writing a file beside it and renaming that, so that a reader sees the old or the new.
///
/// # Errors
/// When the folder cannot be written to; what stood at `path` is then untouched.
pub fn write_whole(path: &Path, text: &str) -> Result<(), Error> {
    let wrong = |source| Error::Io { path: path.into(), source };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside: PathBuf = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if let Ok(old) = std::fs::metadata(path) {
            std::fs::set_permissions(&beside, old.permissions())?;
        }
        std::fs::rename(&beside, path)
    };
    write().map_err(|error| {
        let _ = std::fs::remove_file(&beside); // it may not be there
        wrong(error)
    })
}

/// Adds `text` at the end of the file at `path`, which is made where there is none.
///
/// # Errors
/// When it cannot be written to.
pub fn append(path: &Path, text: &str) -> Result<(), Error> {
    let add = || std::fs::OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes());
    add().map_err(|source| Error::Io { path: path.into(), source })
}
