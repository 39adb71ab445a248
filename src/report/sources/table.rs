//! `table`: for people at a terminal; what is long is cut.

use super::shares::{per_cent, tenths};
use super::{Audit, By, Form, Kind, Part, shares};
use crate::report::Look;
use crate::report::words::{counted, indented, line, short, widths};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// The form.
pub struct Table;

/// Columns, where no terminal says how many it has.
const WIDTH: usize = 100;

/// The widest that a name gets.
const NAME: usize = 36;

/// The narrowest that the last column gets on a narrow terminal. A role is left out instead.
const LEAST: usize = 12;

/// Columns between two cells, and on a narrow terminal.
const WIDE_GAP: usize = 2;
const NARROW_GAP: usize = 1;

const NOTHING: &str = "–";

impl Form for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn about(&self) -> &'static str {
        "columns, for a terminal"
    }

    fn write(&self, audit: &Audit, part: &Part, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let width = look.width.unwrap_or(WIDTH);
        match part {
            Part::Sources => sources(audit, look, out),
            Part::Shares(by) => of_shares(audit, by, width, out),
            Part::Unnamed => unnamed(audit, width, out),
        }
    }
}

fn sources(audit: &Audit, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let width = look.width.unwrap_or(WIDTH);
    let kinds = audit.kinds().map(|(kind, count)| format!("{count} {}", kind.name()));
    let (drafts, sources) = (counted(audit.drafts, "draft"), counted(audit.sources.len(), "source"));
    let summary = format!("{drafts}, {sources}: {}", kinds.join(", "));
    writeln!(out, "{}", indented(&summary, 0, look.width))?;
    for kind in Kind::ALL {
        let ranked = audit.ranked(kind);
        if ranked.is_empty() {
            continue;
        }
        let mut rows = vec![["quotations", "words", "indirect", "drafts", kind.name(), "role"].map(str::to_owned)];
        rows.extend(ranked.iter().map(|of| {
            let total = of.total;
            let [quotations, words, indirect, drafts] =
                [total.quotations, total.words, total.indirect, total.drafts].map(|count| count.to_string());
            [quotations, words, indirect, drafts, short(of.name(), NAME), of.role().unwrap_or_default().into()]
        }));
        writeln!(out)?;
        if left(&rows, WIDE_GAP, width) < LEAST {
            let mut rows: Vec<[String; 5]> = rows.into_iter().map(|[a, b, c, d, name, _]| [a, b, c, d, name]).collect();
            columns(&mut rows, 4, width, out)?;
        } else {
            columns(&mut rows, 4, width, out)?;
        }
    }
    if audit.open.quotations > 0 {
        let (quotations, words) = (counted(audit.open.quotations, "quotation"), counted(audit.open.words, "word"));
        let left_out =
            format!("Not counted: {quotations} ({words}) of pronouns that stand for nobody whom the draft names");
        writeln!(out, "\n{}", indented(&left_out, 0, look.width))?;
    }
    Ok(())
}

fn of_shares(audit: &Audit, by: &By, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let shares = shares(audit, by);
    let head = ["share", "words", "quotations", "indirect", "sources"];
    let mut rows = vec![[head[0], head[1], head[2], head[3], head[4], "unnamed", by.name()].map(str::to_owned)];
    rows.extend(shares.iter().map(|share| {
        let unnamed = share.sources[Kind::Unnamed as usize];
        let [words, quotations, indirect, sources, unnamed] =
            [share.tally.words, share.tally.quotations, share.tally.indirect, share.all_sources(), unnamed]
                .map(|count| count.to_string());
        let per_cent = format!("{} %", per_cent(tenths(share.tally.words, &shares)));
        let value = share.value.as_deref().unwrap_or("(not known)").into();
        [per_cent, words, quotations, indirect, sources, unnamed, value]
    }));
    columns(&mut rows, 6, width, out)
}

fn unnamed(audit: &Audit, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut month = None;
    for of in audit.unnamed_by_month() {
        if month != Some(&of.month) {
            if month.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{}", of.month.as_deref().unwrap_or("(month not known)"))?;
            month = Some(&of.month);
        }
        writeln!(out, "  {}:{}: {}", line(&of.path), of.at, short(&of.words, width.saturating_sub(2)))?;
        for (label, text) in [("reason", &of.reason), ("approval", &of.approval)] {
            let text = text.as_deref().map_or(NOTHING.into(), |text| short(text, width.saturating_sub(14)));
            writeln!(out, "    {label:8}  {text}")?;
        }
    }
    Ok(())
}

/// Writes rows with each column as wide as its widest cell: the first `numbers` columns are set to the right, and the last gets
/// what is left of the line.
fn columns<const N: usize>(
    rows: &mut [[String; N]],
    numbers: usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widths = widths(rows);
    let gap = if left(rows, WIDE_GAP, width) < LEAST { NARROW_GAP } else { WIDE_GAP };
    let most = left(rows, gap, width).max(LEAST / 2);
    for row in rows {
        let mut text = String::from(" ");
        for (at, cell) in row.iter().enumerate() {
            let room = " ".repeat(widths[at].saturating_sub(cell.width()));
            text += &" ".repeat(if at == 0 { 1 } else { gap });
            text += match at {
                _ if at + 1 == N => short(cell, most),
                _ if at < numbers => format!("{room}{cell}"),
                _ => format!("{cell}{room}"),
            }
            .as_str();
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// The columns of a terminal that `rows` leave for their last cell.
fn left<const N: usize>(rows: &[[String; N]], gap: usize, width: usize) -> usize {
    width.saturating_sub(widths(rows)[..N - 1].iter().map(|width| width + gap).sum::<usize>() + WIDE_GAP)
}
