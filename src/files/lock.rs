//! [`alone`]: keeps two runs from changing the files of one folder at the same time.

use std::fs::File;
use std::path::Path;

/// Does `work` while no other run does any in `folder`: two that read a file and write it back would lose the change of one of
/// them. Where a folder cannot be locked, the work is done at once.
pub fn alone<T>(folder: &Path, work: impl FnOnce() -> T) -> T {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // The lock ends with the file, and so with the process if that is killed.
    let lock = File::open(folder).ok().filter(|folder| folder.lock().is_ok());
    let done = work();
    drop(lock);
    done
}
