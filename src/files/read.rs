//! Reading a file as text.

use crate::error::Error;
use crate::text::Source;
use std::path::Path;

/// The file at `path`, called `name` in messages.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn read(path: &Path, name: &str) -> Result<Source, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Io { path: path.into(), source })?;
    decode(bytes, Path::new(name)).map(|text| Source::new(name, text))
}

/// `bytes` as text.
///
/// # Errors
/// When they are not UTF-8: says the offset of the first byte that is not.
pub fn decode(bytes: Vec<u8>, path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes)
        .map_err(|error| Error::NotUtf8 { path: path.into(), offset: error.utf8_error().valid_up_to() })
}
