//! [`Package`]: a ZIP archive of parts, as Word and OpenDocument files are, read part by part and written with some changed.

use std::io::{Cursor, Read as _, Write as _};
use zip::DateTime;
use zip::read::ZipArchive;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The maximum number of bytes a part may unpack to. An archive of a few kilobytes can claim to hold terabytes.
const LARGEST_PART: u64 = 64 << 20;

/// An archive that is open.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// The text of a part.
pub(super) struct Part {
    pub(super) text: String,
    /// How the part is encoded, so that a changed text is written as the rest of the package expects it.
    encoding: Encoding,
}

/// The encodings that XML parsers must support (XML 1.0, 4.3.3).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Little,
    Utf16Big,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        #[cfg(test)]
        count::add();
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is not a ZIP archive: {error}"))?;
        Ok(Self { archive })
    }

    /// The part called `name`; `None` if there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, String> {
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
        let encoding = Encoding::of(&bytes);
        let text = encoding.decode(bytes).ok_or_else(|| format!("{name} is not {}", encoding.name()))?;
        Ok(Some(Part { text, encoding }))
    }

    /// The archive with `changed` parts, by name; `None` if it cannot be written. All other parts are copied as they are,
    /// without unpacking them, and parts that the archive does not have come last.
    pub(super) fn with(mut self, changed: &[(&str, &Part)]) -> Option<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut written = vec![false; changed.len()];
        let mut time = None;
        for index in 0..self.archive.len() {
            let file = self.archive.by_index_raw(index).ok()?;
            let name = file.name().ok()?.into_owned();
            time = file.last_modified();
            let Some(at) = changed.iter().position(|(of, _)| *of == name) else {
                writer.raw_copy_file(file).ok()?;
                continue;
            };
            drop(file);
            written[at] = true;
            changed[at].1.write(&name, time, &mut writer)?;
        }
        for ((name, part), _) in changed.iter().zip(written).filter(|(_, is_written)| !is_written) {
            part.write(name, time, &mut writer)?;
        }
        Some(writer.finish().ok()?.into_inner())
    }
}

impl Part {
    /// A part that the package does not have yet.
    pub(super) const fn new(text: String) -> Self {
        Self { text, encoding: Encoding::Utf8 }
    }

    fn write(&self, name: &str, time: Option<DateTime>, to: &mut ZipWriter<Cursor<Vec<u8>>>) -> Option<()> {
        let options = SimpleFileOptions::default().last_modified_time(time.unwrap_or_default());
        to.start_file(name, options).ok()?;
        to.write_all(&self.encoding.encode(&self.text)).ok()
    }
}

impl Encoding {
    /// The encoding of a part, by its byte-order mark or else by how its first `<` is written (XML 1.0, appendix F).
    fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => Self::Utf16Little,
            [0xFE, 0xFF, ..] | [0, b'<', ..] => Self::Utf16Big,
            _ => Self::Utf8,
        }
    }

    fn name(self) -> &'static str {
        if self == Self::Utf8 { "UTF-8" } else { "UTF-16" }
    }

    fn decode(self, bytes: Vec<u8>) -> Option<String> {
        let unit = match self {
            Self::Utf8 => return String::from_utf8(bytes).ok(),
            Self::Utf16Little => u16::from_le_bytes,
            Self::Utf16Big => u16::from_be_bytes,
        };
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|pair| unit(*pair));
        char::decode_utf16(units).collect::<Result<String, _>>().ok().filter(|_| rest.is_empty())
    }

    fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf16Little => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Big => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// A package with these parts, by name.
#[cfg(test)]
pub(super) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a name");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// How often packages are opened on this thread: parsing a document again for each fix would not show otherwise.
#[cfg(test)]
pub(crate) mod count {
    use std::cell::Cell;

    thread_local! {
        static OPENED: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn add() {
        OPENED.set(OPENED.get() + 1);
    }

    pub(crate) fn opened() -> usize {
        OPENED.get()
    }
}
