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
pub(super) const LARGEST: u64 = 256 << 20;

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

/// Reads the bytes of the file at `path`, up to [`LARGEST`].
fn whole(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let data = file.metadata()?;
    if data.is_file() { bounded(file, data.len()) } else { bounded(file, LARGEST) }
}

/// Reads standard input to its end.
///
/// # Errors
/// If it cannot be read, or has more than 256 MiB.
pub fn read_stdin() -> Result<Vec<u8>, Error> {
    bounded(io::stdin().lock(), LARGEST).map_err(|source| Error::Io { path: "standard input".into(), source })
}

/// Reads `from`, which has about `length` bytes.
fn bounded(from: impl io::Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more, so that the end is seen without growing. To grow would hold the bytes of a pipe twice; what is reserved
    // for it and not written takes no memory. Where so much cannot be reserved, the bytes grow after all.
    let _ = bytes.try_reserve_exact(usize::try_from(length.min(LARGEST) + 1).unwrap_or(0));
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "there are more than 256 MiB to read"));
    }
    bytes.shrink_to_fit();
    Ok(bytes)
}
