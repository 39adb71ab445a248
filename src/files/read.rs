//! Reading a file, in the format that its name says.

use crate::error::Error;
use crate::format;
use crate::text::Source;
use std::path::Path;

/// The file at `path`, called `name` in messages; the name says its format.
///
/// # Errors
/// When it cannot be read, is not UTF-8, or not of the form that its name says.
pub fn read(path: &Path, name: &str) -> Result<Source, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Io { path: path.into(), source })?;
    format::open(name, bytes)
}
