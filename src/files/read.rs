//! Reading a file, in the format that its name says.

use crate::error::Error;
use crate::format;
use crate::text::Source;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// The largest file that is read, in bytes. A novel has one megabyte; a device such as `/dev/zero` has no end.
const LARGEST: u64 = 256 << 20;

/// The file at `path`, called `name` in messages; the name says its format.
///
/// # Errors
/// When it cannot be read, is too large for a draft, is not UTF-8, or not of the form that its name says.
pub fn read(path: &Path, name: &str) -> Result<Source, Error> {
    let bytes = whole(path).map_err(|source| Error::Io { path: path.into(), source })?;
    format::open(name, bytes)
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
