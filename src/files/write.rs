//! Writes files whole or not at all, and appends to files that other programs append to.

use crate::error::Error;
use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Replaces the file at `path` by writing a new file next to it and renaming that, so that the file is old or new even if
/// the program is killed. The file keeps its permissions. If `path` is a symbolic link, its target is replaced. A device
/// or a pipe, such as `/dev/stdout`, cannot be replaced and is written to.
///
/// # Errors
/// If the folder cannot be written to. The file at `path` is then unchanged.
pub fn write_whole(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
    let old = fs::metadata(path).ok(); // there may be nothing yet
    if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
        let wrong = |source| Error::Io { path: path.into(), source };
        return File::options().append(true).open(path).and_then(|mut to| to.write_all(bytes.as_ref())).map_err(wrong);
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let permissions = old.map(|old| old.permissions());
    let beside = beside(&target);
    put(&beside, bytes.as_ref(), permissions).and_then(|()| fs::rename(&beside, &target)).map_err(|source| {
        let _ = fs::remove_file(&beside); // it may not be there
        Error::Io { path: path.into(), source }
    })
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

fn put(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let mut file = File::create(path)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?; // before the words, which may not be for everyone
    }
    file.write_all(bytes)?;
    file.sync_all()
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
