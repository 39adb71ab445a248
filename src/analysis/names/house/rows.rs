//! A register as a table (RFC 4180): a name and what is known of it in each line.

use crate::analysis::names::properties::Said;
use crate::analysis::names::register::{Entry, File, Kind};
use crate::table::Problem;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::ops::Range;

/// A cell as its author means it, and its bytes in the file.
type Cell = (String, Range<usize>);

/// The columns of a table.
const COLUMNS: &[&str] = &[
    "name",
    "kind",
    "owner",
    "funder",
    "label",
    "leaning",
    "listed",
    "do_not_name",
    "pronouns",
    "since",
    "until",
    "variants",
    "wrong",
    "acronym",
    "verified",
];

/// Names and what is known of them, and what is wrong in the table.
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
                // A table without a head is a list from elsewhere: what stands behind name and kind is not for us.
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

/// The cells of a line that begins at byte `start` of the file.
fn cells(reader: &mut Reader, line: &str, start: usize) -> Result<Vec<Cell>, Problem> {
    reader.reset();
    let (mut found, mut at) = (Vec::new(), 0);
    let mut room = vec![0; line.len() + 1]; // no cell is longer than what it is read from
    loop {
        let (from, mut filled) = (at, 0);
        let last = loop {
            let (result, read, wrote) = reader.read_field(&line.as_bytes()[at..], &mut room[filled..]);
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
            return Err(Problem::new("the quotation mark is not closed in its line", span));
        }
        found.push((String::from_utf8_lossy(&room[..filled]).trim().to_owned(), span));
        if last {
            return Ok(found);
        }
    }
}

/// The first row, where it names the columns.
fn head(cells: &[Cell], problems: &mut Vec<Problem>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for (cell, at) in cells {
        let column = cell.to_lowercase().replace([' ', '-'], "_");
        if !COLUMNS.contains(&column.as_str()) {
            let message = format!("a register has no column “{column}”");
            problems.push(Problem::new(message, at.clone()).with_help(format!("columns are: {}", COLUMNS.join(", "))));
        } else if columns.contains(&column) {
            problems.push(Problem::new(format!("the column “{column}” stands twice"), at.clone()));
        }
        columns.push(column);
    }
    columns
}

/// What a row says of its name; nothing where a cell is wrong.
fn row(cells: &[Cell], columns: &[String], problems: &mut Vec<Problem>) -> Option<Entry> {
    let before = problems.len();
    let (name, at) = cells.first().filter(|_| cells.iter().any(|(cell, _)| !cell.is_empty()))?;
    if name.is_empty() {
        problems.push(Problem::new("the row has no name", at.clone()));
    }
    if let Some((_, at)) = cells.get(columns.len()..).and_then(|more| more.iter().find(|(cell, _)| !cell.is_empty())) {
        let message = format!("the row has {} cells, and there are {} columns", cells.len(), columns.len());
        let help = "a cell with the separator in it stands in double quotation marks, without a blank before them";
        problems.push(Problem::new(message, at.clone()).with_help(help));
    }
    let mut entry = Entry { name: name.clone(), kind: Some(Kind::Organisation), ..Entry::default() };
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

/// Puts a cell into its place; several values are parted by `|`.
fn set(entry: &mut Entry, column: &str, cell: &str) -> Result<(), (String, String)> {
    let several = || cell.split('|').map(|value| value.trim().to_owned()).collect();
    let said = || {
        Some(match cell.to_lowercase().as_str() {
            "yes" | "true" | "x" => Said::Plain(true),
            "no" | "false" => Said::Plain(false),
            _ => Said::Many(several()),
        })
    };
    let day = || {
        let day = cell.parse().ok().filter(|day: &toml::value::Datetime| day.date.is_some());
        day.map(Some).ok_or_else(|| (format!("“{cell}” is no day"), "days are written 2026-03-02".to_owned()))
    };
    match column {
        "kind" => {
            let help = "kinds are: person, organisation, place, product, law";
            let kind = kind_called(cell).ok_or_else(|| (format!("“{cell}” is no kind of name"), help.to_owned()))?;
            entry.kind = Some(kind);
        }
        "owner" => entry.owner = said(),
        "funder" => entry.funder = said(),
        "label" => entry.label = Some(cell.to_owned()),
        "leaning" => entry.leaning = said(),
        "listed" => entry.listed = said(),
        "do_not_name" => entry.do_not_name = said(),
        "pronouns" => entry.pronouns = Some(cell.to_owned()),
        "since" => entry.since = day()?,
        "until" => entry.until = day()?,
        "verified" => entry.verified = day()?,
        "variants" => entry.variants = several(),
        "wrong" => entry.wrong = several(),
        "acronym" => entry.acronym = Some(cell.to_owned()),
        _ => {} // said of the head of the table already
    }
    Ok(())
}

/// A kind by what tables call it; an organisation where they do not say.
fn kind_called(name: &str) -> Option<Kind> {
    match name.to_lowercase().as_str() {
        "person" | "people" => Some(Kind::Person),
        "" | "organisation" | "organization" | "org" => Some(Kind::Organisation),
        "place" | "location" => Some(Kind::Place),
        "product" => Some(Kind::Product),
        "law" => Some(Kind::Law),
        _ => None,
    }
}
