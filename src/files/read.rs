//! Reading a file as text.

use crate::error::Error;
use crate::text::Source;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// The largest file that is read, in bytes. A novel has one megabyte; a device such as `/dev/zero` has no end.
const LARGEST: u64 = 256 << 20;

/// The file at `path`, called `name` in messages.
///
/// # Errors
/// When it cannot be read, is too large for a draft, or is not UTF-8.
pub fn read(path: &Path, name: &str) -> Result<Source, Error> {
    let bytes = whole(path).map_err(|source| Error::Io { path: path.into(), source })?;
    decode(bytes, Path::new(name)).map(|text| Source::new(name, text))
}

/// The bytes of the file at `path`, if they are not too many.
fn whole(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "more than 256 MiB, too large for a draft"));
    }
    Ok(bytes)
}

/// `bytes` as text.
///
/// # Errors
/// When they are not UTF-8: says the offset of the first byte that is not.
pub fn decode(bytes: Vec<u8>, path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes)
        .map_err(|error| Error::NotUtf8 { path: path.into(), offset: error.utf8_error().valid_up_to() })
}
