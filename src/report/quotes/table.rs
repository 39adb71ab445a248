//! `table`: for people at a terminal; what is long is cut.

use super::{Form, Row, Share, Sheet, per_cent};
use crate::report::Look;
use crate::report::words::{flat, indented, line, short, widths};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// The form.
pub struct Table;

/// The widest that a speaker, a cue and a quotation get, in characters.
const WHO: usize = 28;
const CUE: usize = 14;
const QUOTATION: usize = 48;

/// The narrowest that a quotation gets on a narrow terminal, and a speaker and a cue.
const LEAST: usize = 16;
const NARROWEST: usize = 6;

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
            writeln!(out, "{}", line(&sheet.path))?;
            if sheet.quotes.iter().any(|row| row.record.is_some()) {
                against_record(sheet, look, out)?;
                continue;
            }
            let mut rows = vec![["place", "form", "verdict", "who", "cue", "quotation"].map(str::to_owned)];
            rows.extend(sheet.quotes.iter().map(|row| {
                [
                    row.at.to_string(),
                    row.form.to_owned(),
                    row.verdict.unwrap_or("–").to_owned(),
                    short(row.speaker().unwrap_or("–"), WHO),
                    short(row.cue.as_ref().map_or("–", |cue| cue.read.as_str()), CUE),
                    String::new(),
                ]
            }));
            for column in [3, 4] {
                narrow(&mut rows, column, look);
            }
            let room = look.width.map_or(QUOTATION, |width| left(&rows, width).max(LEAST));
            for (row, of) in rows.iter_mut().skip(1).zip(&sheet.quotes) {
                row[5] = short(&of.quote.read, room);
            }
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

/// The widest that the name of a file, and a difference, get.
const FILE: usize = 32;
const DIFFERS: usize = 44;

/// Writes the quotations with what the record has: as a table, or on a terminal that has no room for one as a list.
fn against_record(sheet: &Sheet, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = vec![["place", "record", "found in", "at", "who", "differs", "quotation"].map(str::to_owned)];
    for row in &sheet.quotes {
        let Some(record) = &row.record else { continue };
        let passage = record.passage.as_ref();
        let at = passage.map_or("–".to_owned(), |of| of.time.clone().unwrap_or_else(|| of.at.to_string()));
        let differs = record.differs();
        rows.push([
            row.at.to_string(),
            record.verdict.to_owned(),
            passage.map_or("–".to_owned(), |of| short_end(&of.path, FILE)),
            at,
            short(passage.and_then(|of| of.speaker.as_deref()).unwrap_or("–"), WHO),
            if differs.is_empty() { "–".to_owned() } else { short(&differs, DIFFERS) },
            String::new(),
        ]);
    }
    let room = look.width.map_or(QUOTATION, |width| left(&rows, width));
    let quoted = sheet.quotes.iter().filter(|row| row.record.is_some());
    if room < LEAST {
        return listed(&rows, quoted, look, out);
    }
    for (row, of) in rows.iter_mut().skip(1).zip(quoted) {
        row[6] = short(&of.quote.read, room);
    }
    columns(&rows, &|column, text| if look.color && column == 1 { colored(text) } else { text.to_owned() }, out)
}

/// Writes the rows of [`against_record`] with a line for each cell that may be long.
fn listed<'a>(
    rows: &[[String; 7]],
    quoted: impl Iterator<Item = &'a Row>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let wide = widths(rows)[0];
    for ([place, verdict, file, at, who, differs, _], of) in rows.iter().skip(1).zip(quoted) {
        let verdict = if look.color { colored(verdict) } else { verdict.clone() };
        writeln!(out, "  {place:wide$} {verdict}")?;
        let room = look.width.unwrap_or_default().saturating_sub(wide + 3).max(LEAST);
        let mut line = |words: &str| writeln!(out, "{}", indented(words, wide + 3, look.width));
        line(&short(&of.quote.read, room))?;
        if file == "–" {
            continue;
        }
        line(&format!("{file}, {at}{}", if who == "–" { String::new() } else { format!(", {who}") }))?;
        if differs != "–" {
            line(&format!("differs: {differs}"))?;
        }
    }
    Ok(())
}

/// The end of a path, of at most `longest` characters.
fn short_end(path: &str, longest: usize) -> String {
    let path = line(path);
    let count = path.chars().count();
    if count <= longest {
        return path.into_owned();
    }
    format!("…{}", path.chars().skip(count - longest + 1).collect::<String>())
}

/// Writes `rows` with each column as wide as its widest cell; the last is not padded.
fn columns<const N: usize>(
    rows: &[[String; N]],
    painted: &dyn Fn(usize, &str) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = widths(rows);
    for row in rows {
        write!(out, " ")?;
        for (column, text) in row.iter().enumerate() {
            let room = if column + 1 == N { 0 } else { width[column] - text.width() };
            write!(out, " {}{:room$}", painted(column, text), "")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The columns of a terminal that `rows` leave for their last cell.
fn left<const N: usize>(rows: &[[String; N]], width: usize) -> usize {
    width.saturating_sub(1 + widths(rows).iter().map(|width| width + 1).sum::<usize>())
}

/// Cuts the cells of `column` as far as the last one needs room on a narrow terminal.
fn narrow<const N: usize>(rows: &mut [[String; N]], column: usize, look: Look) {
    let Some(width) = look.width else { return };
    let needed = LEAST + 1 + widths(rows).iter().map(|width| width + 1).sum::<usize>();
    let most = widths(rows)[column].saturating_sub(needed.saturating_sub(width)).max(NARROWEST);
    for row in rows.iter_mut().skip(1) {
        row[column] = short(&row[column], most);
    }
}

fn colored(verdict: &str) -> String {
    let code = match verdict {
        "sourced" | "verbatim" | "elided" | "cleaned" => "32",
        "unsourced" | "other-speaker" | "absent" => "31;1",
        "unsure" | "trimmed" | "altered" | "joined" => "33",
        _ => return verdict.to_owned(),
    };
    format!("\u{1b}[{code}m{verdict}\u{1b}[0m")
}
