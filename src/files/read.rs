//! Reads a file in the format that its name says.

use crate::error::Error;
use crate::format;
use crate::language::Language;
use crate::record::Transcript;
use crate::text::Source;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// The largest file that is read, in bytes. A novel has about one megabyte; a device such as `/dev/zero` has no end.
const LARGEST: u64 = 256 << 20;

/// Reads the file at `path`, called `name` in messages, in the format that the name says.
///
/// # Errors
/// If it cannot be read, is too large for a draft, is not UTF-8, or does not have the format that its name says.
pub fn read(path: &Path, name: &str) -> Result<Source, Error> {
    read_as(path, name, None)
}

/// Like [`read`]; text that is neither UTF-8 nor begins with a byte-order mark has the encoding called `encoding`.
///
/// # Errors
/// As of [`read`].
pub fn read_as(path: &Path, name: &str, encoding: Option<&str>) -> Result<Source, Error> {
    if let Some(advice) = format::refusal(name) {
        return Err(Error::Refused { path: path.into(), advice });
    }
    let bytes = whole(path).map_err(|source| Error::Io { path: path.into(), source })?;
    format::open_as(name, bytes, encoding)
}

/// Reads the file of a record at `path`, called `name` in messages.
///
/// # Errors
/// As [`read`].
pub fn read_transcript(path: &Path, name: &str, language: &Language) -> Result<Transcript, Error> {
    let bytes = whole(path).map_err(|source| Error::Io { path: path.into(), source })?;
    Transcript::open(name, bytes, language)
}

/// Reads the text of a file of a record at `path`, called `name` in messages.
///
/// # Errors
/// As [`read`].
pub(super) fn read_record_source(path: &Path, name: &str) -> Result<Source, Error> {
    let bytes = whole(path).map_err(|source| Error::Io { path: path.into(), source })?;
    format::open(name, bytes)
}

/// Reads the bytes of the file at `path`, up to a limit.
fn whole(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // One byte more than the file has, so that its end is seen without growing. A device says 0.
    let expected = file.metadata().map_or(0, |data| data.len().min(LARGEST) + 1);
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the file is larger than 256 MiB"));
    }
    Ok(bytes)
}
