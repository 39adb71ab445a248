//! `csv`: a row for each source, share or place, for a spreadsheet (RFC 4180).

use super::shares::{per_cent, tenths};
use super::{Audit, By, Form, Kind, Part, shares};
use crate::report::Look;
use crate::report::csv::{cell, rows};
use std::io::{self, Write};

/// The form.
pub struct Csv;

impl Form for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a row for each source, for a spreadsheet"
    }

    fn write(&self, audit: &Audit, part: &Part, _: Look, out: &mut dyn Write) -> io::Result<()> {
        match part {
            Part::Sources => sources(audit, out),
            Part::Shares(by) => of_shares(audit, by, out),
            Part::Unnamed => unnamed(audit, out),
        }
    }
}

fn sources(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows(out);
    let fields = audit.fields();
    let head =
        ["kind", "source", "role", "quotations", "words", "indirect", "drafts", "first", "last"].map(str::to_owned);
    rows.write_record(head.into_iter().chain(fields.iter().map(|field| cell(field))))?;
    for kind in Kind::ALL {
        for of in audit.ranked(kind) {
            let counts = [of.total.quotations, of.total.words, of.total.indirect, of.total.drafts];
            let (first, last) = of.days.clone().unwrap_or_default();
            let mut cells = vec![kind.name().into(), cell(of.name()), cell(of.role().unwrap_or_default())];
            cells.extend(counts.map(|count| count.to_string()));
            cells.extend([first, last]);
            for field in &fields {
                let values = of.fields.get(*field).into_iter().flatten().map(String::as_str);
                cells.push(cell(&values.collect::<Vec<_>>().join("; ")));
            }
            rows.write_record(cells)?;
        }
    }
    rows.flush()
}

fn of_shares(audit: &Audit, by: &By, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows(out);
    let shares = shares(audit, by);
    let head = [by.name(), "quotations", "words", "share", "indirect", "drafts", "sources"];
    rows.write_record(head.into_iter().chain(Kind::ALL.map(Kind::name)))?;
    for share in &shares {
        let tally = share.tally;
        let mut cells = vec![cell(share.value.as_deref().unwrap_or_default()), tally.quotations.to_string()];
        cells.extend([tally.words.to_string(), per_cent(tenths(tally.words, &shares)), tally.indirect.to_string()]);
        let has_drafts = matches!(by, By::Group(_));
        cells.push(if has_drafts { tally.drafts.to_string() } else { String::new() });
        cells.extend([share.all_sources()].into_iter().chain(share.sources).map(|count| count.to_string()));
        rows.write_record(cells)?;
    }
    rows.flush()
}

fn unnamed(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows(out);
    rows.write_record(["month", "path", "line", "column", "source", "reason", "approval"])?;
    for of in audit.unnamed_by_month() {
        let text = |text: &Option<String>| cell(text.as_deref().unwrap_or_default());
        let at = [of.at.line.to_string(), of.at.column.to_string()];
        let [line, column] = at;
        rows.write_record([
            text(&of.month),
            cell(&of.path),
            line,
            column,
            cell(&of.words),
            text(&of.reason),
            text(&of.approval),
        ])?;
    }
    rows.flush()
}
