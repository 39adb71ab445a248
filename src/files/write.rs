//! Writing a file whole or not at all, and adding to one that others add to.

use crate::error::Error;
use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Puts `bytes` at `path` by writing a file beside it and renaming that, so that a reader sees the old or the new,
/// whenever this is broken off. What stood there keeps its permissions; where `path` is a symbolic link, what it points
/// to is written. A device or a pipe, such as `/dev/stdout`, is no file that could be replaced: it is written to.
///
/// # Errors
/// When the folder cannot be written to; what stood at `path` is then untouched.
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

/// The same, where a file is to be changed that was `old` when it was read.
///
/// # Errors
/// Also when it is another by now, and when it may not be written to.
pub fn replace_whole(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Error> {
    let wrong = |source| Error::Io { path: path.into(), source };
    // Renaming over a file asks leave of its folder only, so the file's own word is asked for here.
    if fs::metadata(path).map_err(wrong)?.permissions().readonly() {
        return Err(wrong(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")));
    }
    if fs::read(path).map_err(wrong)? != old {
        return Err(Error::Changed { path: path.into() });
    }
    write_whole(path, new)
}

/// Adds `text` at the end of the file at `path`, which is made where there is none.
///
/// # Errors
/// When it cannot be written to.
pub fn append(path: &Path, text: &str) -> Result<(), Error> {
    let add = || File::options().append(true).create(true).open(path)?.write_all(text.as_bytes());
    add().map_err(|source| Error::Io { path: path.into(), source })
}

/// A name in the folder of `path` that no draft has: it is hidden, and no format has its extension.
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
