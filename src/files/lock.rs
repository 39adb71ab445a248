//! [`with_folder_lock`]: keeps two runs from changing the files of one folder at the same time.

use std::fs::File;
use std::path::Path;

/// Runs `work` under a lock on `folder`, so that two runs cannot overwrite each other's changes. If the folder cannot be locked,
/// as on Windows and on some network drives, `work` runs without a lock: two runs at the same moment are rare, and without this
/// nobody could use the command there.
pub fn with_folder_lock<T>(folder: &Path, work: impl FnOnce() -> T) -> T {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // The lock ends with the file, and so with the process if that is killed.
    let lock = File::open(folder).ok().filter(|folder| folder.lock().is_ok());
    let done = work();
    drop(lock);
    done
}
