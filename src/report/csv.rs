//! A row of a table for a spreadsheet (RFC 4180).

use std::io::{self, Write};

/// Writes `fields` as a row. A field that a spreadsheet would run as a formula is quoted so that it does not.
///
/// # Errors
/// When `out` cannot be written to.
pub fn csv_row(fields: &[String], out: &mut dyn Write) -> io::Result<()> {
    let row: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    writeln!(out, "{}", row.join(","))
}

fn quoted(field: &str) -> String {
    let guard = if field.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    if guard.is_empty() && !field.contains([',', '"', '\n', '\r']) {
        return field.to_owned();
    }
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}
