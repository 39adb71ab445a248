//! A register in TOML. Each name, pair and entry is read by itself, so that a mistake in one does not cost the others.

use super::entry::{Entry, File};
use crate::table::{Problem, deserialize, deserialize_value};
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How messages call a table, and keys of it that have been read before.
pub(super) type Owner<'a> = (&'a str, &'a [&'a str]);

/// The register in a table, and what is wrong in it.
pub(super) fn read(owner: Owner, mut table: DeTable, at: &Range<usize>) -> (File, Vec<Problem>) {
    let mut problems = Vec::new();
    let names = list(table.remove("names"), &mut problems, deserialize_value);
    let different = list(table.remove("different"), &mut problems, |value| {
        let at = value.span();
        deserialize_value(value).map_err(|_| Problem::new("expected a pair of names: [\"Reagan\", \"Regan\"]", at))
    });
    let mut entries = Vec::new();
    for value in list(table.remove("entry"), &mut problems, Ok) {
        let at = value.span();
        match value.into_inner() {
            DeValue::Table(table) => entries.extend(entry(table, &at, &mut problems)),
            _ => problems.push(Problem::new("expected a table: [[entry]]", at)),
        }
    }
    let file: File = right_keys(owner, table, at, &mut problems).unwrap_or_default();
    (File { names, different, entry: entries, ..file }, problems)
}

/// The values of a list that `read` can read.
fn list<'a, T>(
    value: Option<Spanned<DeValue<'a>>>,
    problems: &mut Vec<Problem>,
    read: impl Fn(Spanned<DeValue<'a>>) -> Result<T, Problem>,
) -> Vec<T> {
    let Some(value) = value else { return Vec::new() };
    let at = value.span();
    let DeValue::Array(values) = value.into_inner() else {
        problems.push(Problem::new("expected a list in square brackets", at));
        return Vec::new();
    };
    let values: Vec<Result<T, Problem>> = values.into_iter().map(read).collect();
    values.into_iter().filter_map(|value| value.map_err(|problem| problems.push(problem)).ok()).collect()
}

/// The entry in a table, if all of it is right: half of an entry may mean the opposite of the whole.
fn entry(table: DeTable, at: &Range<usize>, problems: &mut Vec<Problem>) -> Option<Entry> {
    let before = problems.len();
    let until = table.get("until").map(Spanned::span);
    let name = table.get("name").map(Spanned::span);
    let entry: Entry = right_keys(("`[[entry]]`", &[]), table, at, problems)?;
    if let Some(at) = name.filter(|_| entry.name.trim().is_empty()) {
        problems.push(Problem::new("the name is empty", at));
    }
    if let Some(at) = until.filter(|_| entry.never_holds()) {
        problems.push(Problem::new("`until` is before `since`, so it never holds", at));
    }
    (problems.len() == before).then_some(entry)
}

/// Reads a table without the keys that are wrong; each is reported.
fn right_keys<T: for<'de> Deserialize<'de>>(
    owner: Owner,
    mut table: DeTable,
    at: &Range<usize>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    loop {
        let problem = match deserialize::<T>(owner, table.clone(), at.clone()) {
            Ok(read) => return Some(read),
            Err(problem) => problem,
        };
        let holds = |span: Range<usize>| span.start <= problem.range.start && problem.range.end <= span.end;
        let mut keys = table.iter().filter(|(key, value)| holds(key.span()) || holds(value.span()));
        let key = keys.next().map(|(key, _)| key.clone());
        problems.push(problem);
        table.remove(&key?);
    }
}
