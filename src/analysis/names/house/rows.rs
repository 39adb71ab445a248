//! A register as a table (RFC 4180): one line for each name, with its kind and properties.

use super::entry::{Entry, File, NameKind, WRITTEN, several};
use crate::table::Problem;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::ops::Range;

/// The text of a cell without its quotation marks, and its bytes in the file.
type Cell = (String, Range<usize>);

/// The columns of a table other than properties.
const COLUMNS: &[&str] = &["name", "kind", "since", "until", "variants", "wrong", "acronym", "verified"];

/// What a column begins with that holds one of the newsroom's own fields.
const FIELD: &str = "fields.";

/// All columns, as a table may name them.
fn columns() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().chain(WRITTEN).copied()
}

/// The entries of a table, and what is wrong in it.
pub(super) fn read(text: &str) -> (File, Vec<Problem>) {
    let (mut file, mut problems) = (File::default(), Vec::new());
    let mut columns: Option<Vec<String>> = None;
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    let lines: Vec<&str> = text[at..].split_inclusive('\n').collect();
    let is_comment = |line: &&&str| line.starts_with('#') || line.trim().is_empty();
    let marks = |line: &&str| ['\t', ';', ','].into_iter().find(|&mark| unquoted(line).contains(mark));
    let mark = lines.iter().filter(|line| !is_comment(line)).find_map(marks).unwrap_or(',');
    let mut reader = ReaderBuilder::new().delimiter(mark as u8).build();
    for line in &lines {
        let start = at;
        at += line.len();
        if is_comment(&line) {
            continue;
        }
        match cells(&mut reader, line.trim_end_matches(['\n', '\r']), start) {
            Err(problem) => problems.push(problem),
            Ok(cells) => match &columns {
                None if cells[0].0.eq_ignore_ascii_case(COLUMNS[0]) => columns = Some(head(&cells, &mut problems)),
                // In a table without a header row, ignore the columns after name and kind: it may be an export from another system.
                None => {
                    let plain = ["name", "kind"].map(String::from);
                    file.entry.extend(row(&cells[..cells.len().min(plain.len())], &plain, &mut problems));
                }
                Some(columns) => file.entry.extend(row(&cells, columns, &mut problems)),
            },
        }
    }
    (file, problems)
}

/// A line without what stands in quotation marks.
fn unquoted(line: &str) -> String {
    line.split('"').step_by(2).collect()
}

/// The cells of a line, which begins at byte `start` of the file.
fn cells(reader: &mut Reader, line: &str, start: usize) -> Result<Vec<Cell>, Problem> {
    reader.reset();
    let (mut found, mut at) = (Vec::new(), 0);
    let mut buffer = vec![0; line.len() + 1]; // no cell is longer than the line
    loop {
        let (from, mut filled) = (at, 0);
        let last = loop {
            let (result, read, wrote) = reader.read_field(&line.as_bytes()[at..], &mut buffer[filled..]);
            at += read;
            filled += wrote;
            match result {
                ReadFieldResult::Field { record_end } => break record_end,
                ReadFieldResult::End => return Ok(found),
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            }
        };
        let raw = &line[from..if last { at } else { at - 1 }]; // without the separator
        let begin = start + from + (raw.len() - raw.trim_start().len());
        let span = begin..begin + raw.trim().len();
        if raw.starts_with('"') && raw.matches('"').count() % 2 == 1 {
            return Err(Problem::new("this quotation mark is not closed on its line", span));
        }
        found.push((String::from_utf8_lossy(&buffer[..filled]).trim().to_owned(), span));
        if last {
            return Ok(found);
        }
    }
}

/// The columns that the header row names.
fn head(cells: &[Cell], problems: &mut Vec<Problem>) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for (cell, at) in cells {
        let column = cell.to_lowercase().replace([' ', '-'], "_");
        if !columns().any(|known| known == column) && !column.starts_with(FIELD) {
            let help = format!("expected one of: {}, or {FIELD}NAME", columns().collect::<Vec<_>>().join(", "));
            problems.push(Problem::new(format!("unknown column “{column}”"), at.clone()).with_help(help));
        } else if named.contains(&column) {
            problems.push(Problem::new(format!("duplicate column “{column}”"), at.clone()));
        }
        named.push(column);
    }
    named
}

/// The entry of a row; none where a cell is wrong.
fn row(cells: &[Cell], columns: &[String], problems: &mut Vec<Problem>) -> Option<Entry> {
    let before = problems.len();
    let (name, at) = cells.first().filter(|_| cells.iter().any(|(cell, _)| !cell.is_empty()))?;
    if name.is_empty() {
        problems.push(Problem::new("the row has no name", at.clone()));
    }
    if let Some((_, at)) = cells.get(columns.len()..).and_then(|more| more.iter().find(|(cell, _)| !cell.is_empty())) {
        let message = format!("the row has {} cells, but the table has {} columns", cells.len(), columns.len());
        let help = "put a cell that contains the separator in double quotation marks, with no space before them";
        problems.push(Problem::new(message, at.clone()).with_help(help));
    }
    let mut entry = Entry { name: name.clone(), kind: Some(NameKind::Organisation), ..Entry::default() };
    for (column, (cell, at)) in columns.iter().zip(cells).skip(1).filter(|(_, (cell, _))| !cell.is_empty()) {
        if let Err((message, help)) = set(&mut entry, column, cell) {
            problems.push(Problem::new(message, at.clone()).with_help(help));
        }
        if column == "until" && entry.never_holds() {
            problems.push(Problem::new("`until` is before `since`, so it never holds", at.clone()));
        }
    }
    (problems.len() == before).then_some(entry)
}

/// Puts a cell into its place; several values are separated by `|`.
fn set(entry: &mut Entry, column: &str, cell: &str) -> Result<(), (String, String)> {
    let day = || {
        let day = cell.parse().ok().filter(|day: &toml::value::Datetime| day.date.is_some());
        day.map(Some).ok_or_else(|| (format!("“{cell}” is not a date"), "write dates as 2026-03-02".to_owned()))
    };
    match column {
        "kind" => {
            let help = "expected one of: person, organisation, place, product, law";
            let kind = kind_called(cell).ok_or_else(|| (format!("“{cell}” is not a kind of name"), help.to_owned()))?;
            entry.kind = Some(kind);
        }
        "since" => entry.since = day()?,
        "until" => entry.until = day()?,
        "verified" => entry.verified = day()?,
        "variants" => entry.variants = several(cell),
        "wrong" => entry.wrong = several(cell),
        "acronym" => entry.acronym = Some(cell.to_owned()),
        field if field.starts_with(FIELD) => entry.set_field(&field[FIELD.len()..], cell),
        property => {
            entry.set_property(property, cell); // an unknown column was reported with the header row
        }
    }
    Ok(())
}

/// A kind by what tables call it; an organisation where they leave it out.
fn kind_called(name: &str) -> Option<NameKind> {
    match name.to_lowercase().as_str() {
        "person" | "people" => Some(NameKind::Person),
        "" | "organisation" | "organization" | "org" => Some(NameKind::Organisation),
        "place" | "location" => Some(NameKind::Place),
        "product" => Some(NameKind::Product),
        "law" => Some(NameKind::Law),
        _ => None,
    }
}
