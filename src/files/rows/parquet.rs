//! Parquet: the rows of a file as lines of JSON, which can be read in any order.
//!
//! A Parquet file can only be read from the start of a part, and parts may be larger than the memory. So its rows are written to
//! a temporary file without a name, with no more than the fields that are asked for.

use super::RowFields;
use jiff::Timestamp;
use jiff::civil::date;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// The name of the thread in which a file is read.
const READER: &str = "parquet";

/// Whether a panic in this thread only says that a file is damaged, which the caller of [`lines`] is told.
#[must_use]
pub fn is_expected_panic() -> bool {
    thread::current().name() == Some(READER)
}

/// Rows that are decoded at a time.
const ROWS: usize = 64;

/// The rows of the file at `path`, each a line of JSON with the columns that `fields` name.
///
/// # Errors
/// Says why the file cannot be read.
pub fn lines(path: &Path, fields: &RowFields) -> Result<File, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    // The reader panics at some files that are damaged, so it has a thread that may end so.
    thread::scope(|scope| {
        let reader = thread::Builder::new().name(READER.into()).spawn_scoped(scope, || written(file, fields));
        let reader = reader.map_err(|error| error.to_string())?;
        reader.join().unwrap_or_else(|_| Err("not read as Parquet: the file is damaged".into()))
    })
}

fn written(file: File, fields: &RowFields) -> Result<File, String> {
    let not_read = |error: ParquetError| format!("not read as Parquet: {error}");
    let reader = SerializedFileReader::new(file).map_err(not_read)?;
    let wanted = columns(reader.metadata().file_metadata().schema(), fields)?;
    let rows = RowIter::from_file_into(Box::new(reader)).project(Some(wanted)).map_err(not_read)?.with_batch_size(ROWS);
    let no_room = |error: std::io::Error| format!("its rows cannot be written to a temporary file: {error}");
    let mut out = BufWriter::new(tempfile::tempfile().map_err(no_room)?);
    for row in rows {
        let row = Value::Object(object(row.map_err(not_read)?));
        serde_json::to_writer(&mut out, &row).map_err(|error| no_room(error.into()))?;
        out.write_all(b"\n").map_err(no_room)?;
    }
    let mut file = out.into_inner().map_err(|error| no_room(error.into_error()))?;
    file.rewind().map_err(no_room)?;
    Ok(file)
}

/// The columns of `schema` that `fields` name.
fn columns(schema: &Type, fields: &RowFields) -> Result<Type, String> {
    let known = schema.get_fields();
    let find = |field: &str| {
        let head = field.split('.').next().unwrap_or(field);
        known.iter().find(|of| of.name() == field).or_else(|| known.iter().find(|of| of.name() == head))
    };
    let needed = std::iter::once(&fields.text).chain(&fields.id);
    if let Some(missing) = needed.clone().find(|field| find(field).is_none()) {
        let names: Vec<&str> = known.iter().map(|of| of.name()).collect();
        return Err(format!("the file has no column “{missing}”; it has {}", names.join(", ")));
    }
    let mut wanted: Vec<Arc<Type>> = Vec::new();
    for column in needed.chain(fields.metadata.iter().map(|(field, _)| field)).filter_map(|field| find(field)) {
        if !wanted.iter().any(|of| of.name() == column.name()) {
            wanted.push(Arc::clone(column));
        }
    }
    // A projection keeps the order of the file.
    wanted.sort_by_key(|of| known.iter().position(|other| other.name() == of.name()));
    Type::group_type_builder(schema.name()).with_fields(wanted).build().map_err(|error| error.to_string())
}

fn object(row: Row) -> Map<String, Value> {
    row.into_columns().into_iter().map(|(name, field)| (name, value(&field))).collect()
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(of) => Value::from(*of),
        Field::Byte(of) => Value::from(*of),
        Field::Short(of) => Value::from(*of),
        Field::Int(of) => Value::from(*of),
        Field::Long(of) => Value::from(*of),
        Field::UByte(of) => Value::from(*of),
        Field::UShort(of) => Value::from(*of),
        Field::UInt(of) => Value::from(*of),
        Field::ULong(of) => Value::from(*of),
        Field::Float(of) => Value::from(*of),
        Field::Double(of) => Value::from(*of),
        Field::Str(of) => Value::from(of.as_str()),
        Field::Bytes(of) => std::str::from_utf8(of.data()).map_or(Value::Null, Value::from),
        Field::Date(days) => {
            let day = date(1970, 1, 1).checked_add(jiff::Span::new().days(i64::from(*days)));
            day.map_or(Value::Null, |day| Value::from(day.to_string()))
        }
        Field::TimestampMillis(of) => time(Timestamp::from_millisecond(*of)),
        Field::TimestampMicros(of) => time(Timestamp::from_microsecond(*of)),
        Field::Group(row) => row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect(),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => Value::from(other.to_string()),
    }
}

fn time(of: Result<Timestamp, jiff::Error>) -> Value {
    of.map_or(Value::Null, |time| Value::from(time.to_string()))
}
