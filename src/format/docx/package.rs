//! [`Package`]: the ZIP archive that a Word document is, read part by part, and written anew with one part changed.

use std::io::{Cursor, Read as _, Write as _};
use zip::read::ZipArchive;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};

/// No part is unpacked to more than this, in bytes: an archive of a few kilobytes can claim to hold terabytes.
const LARGEST_PART: u64 = 64 << 20;

/// How old Word files begin, and those that are locked with a password.
const COMPOUND_FILE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(
                "it is locked with a password or in the old .doc form; save it as .docx without a password".into()
            );
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is no ZIP archive: {error}"))?;
        Ok(Self { archive })
    }

    /// The text of the part called `name`; `None` where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("{name}: {error}")),
        };
        let mut bytes = Vec::new();
        file.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(format!("{name} holds more than {} MB", LARGEST_PART >> 20));
        }
        String::from_utf8(bytes).map(Some).map_err(|_| format!("{name} is not UTF-8"))
    }

    /// The archive with `text` as its part `name`; `None` where it cannot be written. All other parts are copied as they lie.
    pub(super) fn with(mut self, name: &str, text: &str) -> Option<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let file = self.archive.by_index_raw(index).ok()?;
            if file.name().ok()? != name {
                writer.raw_copy_file(file).ok()?;
                continue;
            }
            let options = SimpleFileOptions::default().last_modified_time(file.last_modified().unwrap_or_default());
            drop(file);
            writer.start_file(name, options).ok()?;
            writer.write_all(text.as_bytes()).ok()?;
        }
        Some(writer.finish().ok()?.into_inner())
    }
}
