//! The sidecar of a draft: a file next to it with allowances and metadata.

use super::read;
use crate::error::Error;
use crate::lint::SIDECAR_SUFFIX;
use crate::text::Source;
use std::path::{Path, PathBuf};

/// The path of the sidecar of the draft at `path`.
#[must_use]
pub fn sidecar_path(path: &Path) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(SIDECAR_SUFFIX);
    PathBuf::from(beside)
}

/// Reads the sidecar of the draft at `path`, which is called `name` in messages; `None` if it has none.
///
/// # Errors
/// If it exists but cannot be read or is not UTF-8.
pub fn sidecar_of(path: &Path, name: &str) -> Result<Option<Source>, Error> {
    let beside = sidecar_path(path);
    if !beside.is_file() {
        return Ok(None);
    }
    read(&beside, &format!("{name}{SIDECAR_SUFFIX}")).map(Some)
}
