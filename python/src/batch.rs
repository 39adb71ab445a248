//! Tables in, tables out: each row is a draft, and each finding, quotation or name a row of the result.

use crate::draft::sidecar;
use arrow_array::builder::{StringBuilder, UInt64Builder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema};
use copydesk::checker::Checker;
use copydesk::diagnostic::{Diagnostic, Elsewhere};
use copydesk::lint::Reading;
use copydesk::report::{Look, names, quotes};
use copydesk::text::{Source, Span};
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use rayon::prelude::*;
use serde_json::Value as Json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Which columns of a table hold what.
pub struct Columns {
    text: String,
    id: Option<String>,
    meta: Vec<(String, String)>,
    extension: &'static str,
}

impl Columns {
    pub fn new(text: String, id: Option<String>, meta: Vec<(String, String)>, extension: &str) -> PyResult<Self> {
        let known = ["txt", "md", "html"].into_iter().find(|known| *known == extension);
        let extension = known.ok_or_else(|| PyValueError::new_err(format!("{extension}: expected txt, md or html")))?;
        Ok(Self { text, id, meta, extension })
    }
}

/// The columns of a batch as texts.
struct Texts {
    text: LargeStringArray,
    id: Option<LargeStringArray>,
    meta: Vec<(String, LargeStringArray)>,
}

impl Texts {
    fn of(batch: &RecordBatch, columns: &Columns) -> PyResult<Self> {
        let column = |name: &str| {
            let found = batch.column_by_name(name).ok_or_else(|| PyKeyError::new_err(name.to_owned()))?;
            let text = cast(found, &DataType::LargeUtf8);
            let text = text.map_err(|error| PyValueError::new_err(format!("column {name}: {error}")))?;
            Ok::<_, PyErr>(text.as_string::<i64>().clone())
        };
        let meta = columns.meta.iter().map(|(from, name)| Ok((name.clone(), column(from)?)));
        Ok(Self {
            text: column(&columns.text)?,
            id: columns.id.as_deref().map(column).transpose()?,
            meta: meta.collect::<PyResult<_>>()?,
        })
    }

    /// What is listed of a row, or why it cannot be read. Not even a fault of the program costs more than this row.
    fn row(
        &self,
        row: usize,
        first: u64,
        checker: &Checker,
        list: &List,
        columns: &Columns,
    ) -> Result<Vec<Vec<Cell>>, &'static str> {
        let id = self.id(row, first + row as u64).ok_or("the id is missing")?;
        if !self.text.is_valid(row) {
            return Err("the text is missing");
        }
        let text = self.text.value(row);
        if text.len() > LARGEST {
            return Err("the text is larger than 256 MiB");
        }
        let metadata = self.meta.iter().filter(|(_, values)| values.is_valid(row));
        let metadata = metadata.map(|(name, values)| (name.clone(), Json::from(values.value(row))));
        let sidecar = sidecar(&id, metadata);
        let source = Source::new(id, text).with_extension(columns.extension);
        let read = AssertUnwindSafe(|| (list.rows)(&checker.read(source, Some(sidecar))));
        catch_unwind(read).map_err(|_| "copydesk crashed on this text; please report it")
    }

    fn id(&self, row: usize, number: u64) -> Option<String> {
        match &self.id {
            Some(id) => id.is_valid(row).then(|| id.value(row).to_owned()),
            None => Some(number.to_string()),
        }
    }
}

/// A cell of a result.
pub enum Cell {
    Text(Option<String>),
    Number(Option<u64>),
}

/// Text that may be missing.
fn text(of: Option<&str>) -> Cell {
    Cell::Text(of.map(str::to_owned))
}

fn number(of: usize) -> Cell {
    Cell::Number(Some(of as u64))
}

/// Larger texts are not read, as the program reads no larger files.
const LARGEST: usize = 256 << 20;

/// What is listed: its columns after `id` and `row` and before `error`, and the rows of a draft.
struct List {
    columns: &'static [(&'static str, bool)],
    rows: fn(&Reading) -> Vec<Vec<Cell>>,
}

/// Names of the columns of findings, and whether they hold numbers.
pub const FOUND: &[(&str, bool)] = &[
    ("rule", false),
    ("level", false),
    ("message", false),
    ("help", false),
    ("words", false),
    ("start", true),
    ("end", true),
    ("line", true),
    ("column", true),
    ("fix", false),
    ("safety", false),
    ("fingerprint", false),
    ("elsewhere", false),
    ("notes", false),
];

const FINDINGS: List = List { columns: FOUND, rows: findings };

/// The same with a further row for each draft: what is kept to compare it with others.
const NOTES: List = List { columns: FOUND, rows: findings_and_notes };

const QUOTES: List = List {
    columns: &[
        ("text", false),
        ("speaker", false),
        ("person", false),
        ("source", false),
        ("cue", false),
        ("form", false),
        ("verdict", false),
        ("confidence", false),
        ("words", true),
        ("start", true),
        ("end", true),
        ("line", true),
        ("column", true),
    ],
    rows: quotations,
};

const NAMES: List = List {
    columns: &[
        ("mention", false),
        ("name", false),
        ("kind", false),
        ("role", false),
        ("status", false),
        ("start", true),
        ("end", true),
        ("line", true),
        ("column", true),
    ],
    rows: mentions,
};

/// Lists what the rows of all `batches` have, in their order.
pub fn make(checker: &Checker, what: &str, batches: &[RecordBatch], columns: &Columns) -> PyResult<RecordBatch> {
    let list = match what {
        "findings" => FINDINGS,
        "notes" => NOTES,
        "quotes" => QUOTES,
        _ => NAMES,
    };
    let mut table = Table::new(list.columns);
    let mut first = 0;
    for batch in batches {
        let texts = Texts::of(batch, columns)?;
        let made: Vec<Result<Vec<Vec<Cell>>, &str>> =
            (0..batch.num_rows()).into_par_iter().map(|row| texts.row(row, first, checker, &list, columns)).collect();
        for (row, made) in made.into_iter().enumerate() {
            let number = first + row as u64;
            let id = texts.id(row, number);
            match made {
                Err(error) => table.add_error(id.as_deref(), number, error),
                Ok(made) => made.into_iter().for_each(|cells| table.add(id.as_deref(), Some(number), cells)),
            }
        }
        first += batch.num_rows() as u64;
    }
    table.finish()
}

/// A column while it is built.
enum Column {
    Text(StringBuilder),
    Number(UInt64Builder),
}

/// A result while it is built.
pub struct Table {
    names: Vec<&'static str>,
    columns: Vec<Column>,
}

impl Table {
    pub fn new(own: &[(&'static str, bool)]) -> Self {
        let all = [("id", false), ("row", true)].into_iter().chain(own.iter().copied()).chain([("error", false)]);
        let column = |(name, is_number)| {
            let column =
                if is_number { Column::Number(UInt64Builder::new()) } else { Column::Text(StringBuilder::new()) };
            (name, column)
        };
        let (names, columns) = all.map(column).unzip();
        Self { names, columns }
    }

    fn push(&mut self, cells: impl Iterator<Item = Cell>) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            match (column, cell) {
                (Column::Text(texts), Cell::Text(text)) => texts.append_option(text),
                (Column::Number(numbers), Cell::Number(number)) => numbers.append_option(number),
                (Column::Text(texts), Cell::Number(_)) => texts.append_null(),
                (Column::Number(numbers), Cell::Text(_)) => numbers.append_null(),
            }
        }
    }

    pub fn add(&mut self, id: Option<&str>, row: Option<u64>, cells: Vec<Cell>) {
        self.push([text(id), Cell::Number(row)].into_iter().chain(cells).chain([Cell::Text(None)]));
    }

    fn add_error(&mut self, id: Option<&str>, row: u64, error: &str) {
        let between = self.columns.len() - 3;
        let empty = (0..between).map(|_| Cell::Text(None));
        self.push([text(id), Cell::Number(Some(row))].into_iter().chain(empty).chain([text(Some(error))]));
    }

    pub fn finish(self) -> PyResult<RecordBatch> {
        let (mut fields, mut arrays) = (Vec::new(), Vec::<ArrayRef>::new());
        for (name, column) in self.names.into_iter().zip(self.columns) {
            let array: ArrayRef = match column {
                Column::Text(mut texts) => Arc::new(texts.finish()),
                Column::Number(mut numbers) => Arc::new(numbers.finish()),
            };
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
        }
        let made = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays);
        made.map_err(|error| PyValueError::new_err(error.to_string()))
    }
}

/// Start, end, line and column.
fn place(source: &Source, span: Span<Source>) -> [Cell; 4] {
    let at = source.position(span.start);
    [span.start, span.end, at.line, at.column].map(number)
}

fn findings(reading: &Reading) -> Vec<Vec<Cell>> {
    let report = reading.report();
    found(&report.source, &report.diagnostics)
}

fn findings_and_notes(reading: &Reading) -> Vec<Vec<Cell>> {
    let mut checked = reading.checked();
    let mut rows = found(&checked.report.source, &checked.report.diagnostics);
    let mut notes: Vec<Cell> = (1..FOUND.len()).map(|_| Cell::Text(None)).collect();
    notes.push(Cell::Text(Some(checked.take_notes().to_json())));
    rows.push(notes);
    rows
}

/// A row for each finding in `source`.
pub fn found(source: &Source, diagnostics: &[Diagnostic]) -> Vec<Vec<Cell>> {
    let row = |found: &Diagnostic| {
        let span = found.span();
        let edit = found.fix.as_ref().and_then(|fix| match fix.edits.as_slice() {
            [edit] if edit.span == span => Some(edit.text.as_str()),
            _ => None,
        });
        let mut cells = vec![
            text(Some(&found.rule)),
            text(Some(found.level.name())),
            text(Some(&found.message)),
            text(found.help.as_deref()),
            text(Some(source.slice(span))),
        ];
        cells.extend(place(source, span));
        let safety = found.fix.as_ref().map(|fix| fix.safety.name());
        cells.extend([text(edit), text(safety), text(Some(&found.fingerprint.to_string()))]);
        cells.extend([Cell::Text(elsewhere(found)), Cell::Text(None)]);
        cells
    };
    diagnostics.iter().map(row).collect()
}

/// Places in other drafts, as JSON; nothing where there are none.
fn elsewhere(found: &Diagnostic) -> Option<String> {
    let place = |of: &Elsewhere| serde_json::json!({"path": of.path, "line": of.line, "column": of.column, "snippet": of.snippet});
    let places: Vec<Json> = found.elsewhere.iter().map(place).collect();
    (!places.is_empty()).then(|| Json::from(places).to_string())
}

fn quotations(reading: &Reading) -> Vec<Vec<Cell>> {
    let source = reading.source();
    let row = |row: &quotes::Row| {
        let mut cells = vec![
            text(Some(&row.quote.text)),
            text(row.speaker()),
            text(row.person.as_deref()),
            text(row.source.as_ref().map(|source| source.text.as_str())),
            text(row.cue.as_ref().map(|cue| cue.text.as_str())),
            text(Some(row.form)),
            text(row.verdict),
            text(row.confidence),
            number(row.words),
        ];
        cells.extend(place(source, row.quote.span));
        cells
    };
    quotes::Sheet::new(reading).quotes.iter().map(row).collect()
}

/// The sheet of names has no public rows, so its JSON is read.
fn mentions(reading: &Reading) -> Vec<Vec<Cell>> {
    let mut json = Vec::new();
    let sheet = names::Sheet::new(reading);
    let written = names::by_name("json").map(|form| form.drafts(&[sheet], Look::default(), &mut json));
    let Some(Ok(())) = written else { return Vec::new() };
    let Ok(json) = serde_json::from_slice::<Json>(&json) else { return Vec::new() };
    let list = |of: &Json, key: &str| of[key].as_array().cloned().unwrap_or_default();
    let mut rows = Vec::new();
    for name in list(&json["files"][0], "names") {
        for form in list(&name, "forms") {
            for place in list(&form, "places") {
                let mut cells = vec![text(form["text"].as_str())];
                cells.extend(["name", "kind", "title", "status"].map(|key| text(name[key].as_str())));
                cells.extend(["start", "end", "line", "column"].map(|key| Cell::Number(place[key].as_u64())));
                rows.push(cells);
            }
        }
    }
    rows.sort_by_key(|cells| match &cells[5] {
        Cell::Number(start) => *start,
        Cell::Text(_) => None,
    });
    rows
}
