//! Writes files whole or not at all, and appends to files that other programs append to.

use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Replaces the file at `path` by `bytes`, as a [`WholeFile`] does.
///
/// # Errors
/// If the folder cannot be written to. The file at `path` is then unchanged.
pub fn write_whole(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
    let mut file = WholeFile::create(path)?;
    file.write(bytes.as_ref())?;
    file.finish()
}

/// A file that is written next to its path and renamed when it is complete, so that the file at the path is old or new even if
/// the program is killed. The file keeps its permissions. If the path is a symbolic link, its target is replaced. A device
/// or a pipe, such as `/dev/stdout`, cannot be replaced and is written to.
pub struct WholeFile {
    path: PathBuf,
    /// What is written, and where it will be; `None` for a device.
    renamed: Option<(PathBuf, PathBuf)>,
    out: BufWriter<File>,
}

impl WholeFile {
    /// A file that will be at `path`.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let wrong = |source| Error::Io { path: path.into(), source };
        let old = fs::metadata(path).ok(); // there may be nothing yet
        if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
            let out = File::options().append(true).open(path).map_err(wrong)?;
            return Ok(Self { path: path.into(), renamed: None, out: BufWriter::new(out) });
        }
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let beside = beside(&target);
        let file = File::create(&beside).map_err(wrong)?;
        let whole = Self { path: path.into(), renamed: Some((beside, target)), out: BufWriter::new(file) };
        if let Some(old) = old {
            // Before the words, which may not be for everyone.
            whole.out.get_ref().set_permissions(old.permissions()).map_err(wrong)?;
        }
        Ok(whole)
    }

    /// Adds `bytes`.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.out.write_all(bytes).map_err(|source| Error::Io { path: self.path.clone(), source })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// If the rest cannot be written, or the file not be renamed.
    pub fn finish(mut self) -> Result<(), Error> {
        let done = self.out.flush().and_then(|()| match &self.renamed {
            None => Ok(()),
            Some((beside, target)) => self.out.get_ref().sync_all().and_then(|()| fs::rename(beside, target)),
        });
        if done.is_ok() {
            self.renamed = None;
        }
        done.map_err(|source| Error::Io { path: self.path.clone(), source })
    }
}

impl Drop for WholeFile {
    /// Of a file that is not complete nothing stays.
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.renamed {
            let _ = fs::remove_file(beside); // it may not be there
        }
    }
}

/// Like [`write_whole`], for a file whose content was `old` when it was read.
///
/// # Errors
/// Also if the file has changed since, or is read-only.
pub fn replace_whole(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Error> {
    let wrong = |source| Error::Io { path: path.into(), source };
    // Renaming over a file needs permission for the folder only, so a read-only file must be checked for here.
    if fs::metadata(path).map_err(wrong)?.permissions().readonly() {
        return Err(wrong(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")));
    }
    if fs::read(path).map_err(wrong)? != old {
        return Err(Error::Changed { path: path.into() });
    }
    write_whole(path, new)
}

/// Appends `text` to the file at `path`, which is created if necessary.
///
/// # Errors
/// If it cannot be written to.
pub fn append(path: &Path, text: &str) -> Result<(), Error> {
    let add = || File::options().append(true).create(true).open(path)?.write_all(text.as_bytes());
    add().map_err(|source| Error::Io { path: path.into(), source })
}

/// A path for a temporary file in the folder of `path`. It cannot be a draft: it is hidden, and no format has its extension.
fn beside(path: &Path) -> PathBuf {
    const MOST: usize = 50; // characters of the name, of which systems take 255 bytes
    let name: String = path.file_name().unwrap_or_default().to_string_lossy().chars().take(MOST).collect();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;

    #[test]
    fn what_is_written_beside_a_draft_is_no_draft() {
        for name in ["draft.md", ".hidden.txt", "no-extension", &"ü".repeat(120)] {
            let beside = beside(&Path::new("desk").join(name));
            let beside_name = beside.file_name().unwrap_or_default().to_string_lossy();
            assert!(beside_name.starts_with('.') && format::by_name(&beside_name).is_none(), "{beside_name}");
            assert_eq!(beside.parent(), Some(Path::new("desk")));
            assert!(beside_name.len() < 255);
        }
    }
}
