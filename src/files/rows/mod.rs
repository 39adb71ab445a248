//! [`Rows`]: a file of JSON Lines, each row of which holds a draft: `{"id": "a7", "body": "…", "section": "Harbour"}`; or a file
//! in Parquet with such columns.
//!
//! Only the places of the rows are kept; a row is read when it is asked for, so that a file may be larger than the memory.

#[cfg(feature = "parquet")]
mod parquet;

use super::read::LARGEST;
use crate::Error;
use crate::config::{Field, Origin};
use crate::format::metadata_from_json;
use crate::lint::Sidecar;
use crate::text::Source;
use memchr::memchr_iter;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Which fields of a row hold what. A dot in the name of a field looks inside an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowFields {
    /// The text of the draft.
    pub text: String,
    /// What names the draft; the number of the line without one.
    pub id: Option<String>,
    /// Metadata: the field, and what the metadata calls it.
    pub metadata: Vec<(String, String)>,
    /// The extension that says the format of the text: `md`.
    pub extension: &'static str,
}

/// The rows of a file.
#[derive(Debug)]
pub struct Rows {
    path: PathBuf,
    name: String,
    fields: RowFields,
    /// The rows as lines, where the file at `path` has none.
    lines: Option<Mutex<File>>,
    /// The number of the line and the first byte of each row, and after the last row the length of the file.
    starts: Vec<(usize, u64)>,
}

/// Bytes that are searched for line ends at a time.
const WINDOW: usize = 1 << 20;

impl Rows {
    /// Finds the rows of the file at `path`, called `name` in messages. Lines without words are not rows.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn find(path: &Path, name: &str, fields: RowFields) -> Result<Self, Error> {
        let wrong = |source| Error::Io { path: path.into(), source };
        if is_parquet(name) {
            let mut lines = lines_of_parquet(path, &fields).map_err(|why| Error::Usage(format!("{name}: {why}")))?;
            let starts = starts(&mut lines).map_err(wrong)?;
            return Ok(Self { path: path.into(), name: name.into(), fields, lines: Some(Mutex::new(lines)), starts });
        }
        let starts = File::open(path).and_then(|mut file| starts(&mut file)).map_err(wrong)?;
        Ok(Self { path: path.into(), name: name.into(), fields, lines: None, starts })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The draft in row `index`, called `FILE#ID`, and its metadata.
    ///
    /// # Errors
    /// If the row cannot be read or is not an object with the fields that are asked for; says in which line.
    pub fn draft(&self, index: usize) -> Result<(Source, Sidecar), Error> {
        let Some(&[(line, start), (_, end)]) = self.starts.get(index..index + 2) else {
            return Err(self.wrong(0, "no such row"));
        };
        let bytes = self.bytes(start, end).map_err(|source| Error::Io { path: self.path.clone(), source })?;
        let text = std::str::from_utf8(&bytes).map_err(|_| self.wrong(line, "not UTF-8"))?;
        let row: Map<String, Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| self.wrong(line, &format!("not a JSON object in one line: {error}")))?;
        let id = match &self.fields.id {
            None => line.to_string(),
            Some(field) => match field_of(&row, field) {
                Some(Value::String(id)) if !id.trim().is_empty() => id.clone(),
                Some(Value::Number(id)) => id.to_string(),
                _ => return Err(self.wrong(line, &format!("no text or number in the field “{field}”"))),
            },
        };
        let Some(Value::String(text)) = field_of(&row, &self.fields.text) else {
            return Err(self.wrong(line, &format!("no text in the field “{}”", self.fields.text)));
        };
        let mut metadata = Vec::new();
        for (field, name) in &self.fields.metadata {
            let value = field_of(&row, field).filter(|value| !value.is_null());
            metadata.extend(value.map(|value| (name.as_str(), value)));
        }
        let name = format!("{}#{id}", self.name);
        // What a cached result depends on: the fields that count, and not the whole row.
        let written = Value::Array(metadata.iter().map(|(name, value)| serde_json::json!([name, value])).collect());
        let field = |(name, value): &(&str, &Value)| Field {
            name: (*name).into(),
            value: metadata_from_json((*value).clone()),
            origin: Origin::File(self.name.clone(), line),
        };
        let beside = Source::new(name.as_str(), written.to_string());
        let sidecar = Sidecar::of_metadata(Arc::new(beside), metadata.iter().map(field).collect());
        Ok((Source::new(name, text.as_str()).with_extension(self.fields.extension), sidecar))
    }

    fn bytes(&self, start: u64, end: u64) -> io::Result<Vec<u8>> {
        let length = end.saturating_sub(start);
        if length > LARGEST {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a row is larger than 256 MiB"));
        }
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        let mut read = |file: &mut File| {
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut bytes)
        };
        match &self.lines {
            Some(lines) => read(&mut lines.lock().unwrap_or_else(PoisonError::into_inner))?,
            None => read(&mut File::open(&self.path)?)?,
        }
        Ok(bytes)
    }

    fn wrong(&self, line: usize, why: &str) -> Error {
        Error::Usage(format!("{}:{line}: {why}", self.name))
    }
}

/// Whether a file of this name holds rows, if it is asked for them.
#[must_use]
pub fn is_table(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| matches!(extension.as_str(), "jsonl" | "ndjson" | "parquet"))
}

fn is_parquet(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("parquet"))
}

#[cfg(feature = "parquet")]
fn lines_of_parquet(path: &Path, fields: &RowFields) -> Result<File, String> {
    parquet::lines(path, fields)
}

/// Whether a panic in this thread is not a bug: the reader of Parquet panics at damaged files, which become an error.
#[cfg(feature = "parquet")]
#[must_use]
pub fn is_expected_panic() -> bool {
    parquet::is_expected_panic()
}

/// Whether a panic in this thread is not a bug. Without Parquet, every panic is one.
#[cfg(not(feature = "parquet"))]
#[must_use]
pub const fn is_expected_panic() -> bool {
    false
}

#[cfg(not(feature = "parquet"))]
fn lines_of_parquet(_: &Path, _: &RowFields) -> Result<File, String> {
    Err("this copydesk was built without Parquet; build it with `--features parquet`, or convert the file to JSON Lines".into())
}

/// The value of a field, given by its name or by a path with dots.
fn field_of<'a>(row: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = row.get(name) {
        return Some(value);
    }
    let (head, rest) = name.split_once('.')?;
    field_of(row.get(head)?.as_object()?, rest)
}

/// The number of the line and the first byte of each line with words, and after them the length of the file.
fn starts(file: &mut File) -> io::Result<Vec<(usize, u64)>> {
    let mut starts = Vec::new();
    let mut window = vec![0; WINDOW];
    let (mut at, mut line, mut start, mut has_words) = (0_u64, 1, 0_u64, false);
    loop {
        let read = match file.read(&mut window) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let bytes = &window[..read];
        let mut from = 0;
        for end in memchr_iter(b'\n', bytes) {
            has_words |= !bytes[from..end].trim_ascii().is_empty();
            if has_words {
                starts.push((line, start));
            }
            (from, start, has_words) = (end + 1, at + end as u64 + 1, false);
            line += 1;
        }
        has_words |= !bytes[from..].trim_ascii().is_empty();
        at += read as u64;
        if read == 0 {
            break;
        }
    }
    if has_words {
        starts.push((line, start));
    }
    starts.push((line, at));
    Ok(starts)
}
