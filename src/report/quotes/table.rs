//! `table`: for people at a terminal; long words are cut.

use super::{Form, Share, Sheet, flat, per_cent, short};
use crate::report::{Look, in_a_line};
use std::io::{self, Write};

/// The form.
pub struct Table;

/// The widest a column gets, in characters.
const WIDEST: [usize; 6] = [10, 7, 9, 28, 14, 48];

impl Form for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn about(&self) -> &'static str {
        "columns, for a terminal"
    }

    fn quotes(&self, sheets: &[Sheet], look: Look, out: &mut dyn Write) -> io::Result<()> {
        for (index, sheet) in sheets.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{}", in_a_line(&sheet.path))?;
            let mut rows = vec![["place", "form", "verdict", "who", "cue", "quotation"].map(str::to_owned)];
            rows.extend(sheet.quotes.iter().map(|row| {
                [
                    format!("{}:{}", row.at.line, row.at.column),
                    row.form.to_owned(),
                    row.verdict.unwrap_or("–").to_owned(),
                    short(row.speaker().unwrap_or("–"), WIDEST[3]),
                    short(row.cue.as_ref().map_or("–", |cue| cue.read.as_str()), WIDEST[4]),
                    short(&row.quote.read, WIDEST[5]),
                ]
            }));
            columns(
                &rows,
                &|column, text| if look.color && column == 2 { colored(text) } else { text.to_owned() },
                out,
            )?;
        }
        Ok(())
    }

    fn shares(&self, shares: &[Share], _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = vec![["share", "words", "quotations", "speaker"].map(str::to_owned)];
        rows.extend(shares.iter().map(|share| {
            [
                format!("{} %", per_cent(share.words, shares)),
                share.words.to_string(),
                share.quotes.to_string(),
                flat(share.speaker.as_deref().unwrap_or("(nobody is named)")),
            ]
        }));
        columns(&rows, &|_, text| text.to_owned(), out)
    }
}

/// Writes `rows` with each column as wide as its widest cell; the last is not padded.
fn columns<const N: usize>(
    rows: &[[String; N]],
    painted: &dyn Fn(usize, &str) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width: [usize; N] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    for row in rows {
        write!(out, " ")?;
        for (column, text) in row.iter().enumerate() {
            let room = if column + 1 == N { 0 } else { width[column] - text.chars().count() };
            write!(out, " {}{:room$}", painted(column, &in_a_line(text)), "")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn colored(verdict: &str) -> String {
    let code = match verdict {
        "sourced" => "32",
        "unsourced" => "31;1",
        "unsure" => "33",
        _ => return verdict.to_owned(),
    };
    format!("\u{1b}[{code}m{verdict}\u{1b}[0m")
}
