//! `csv`: a row for each quotation, for a spreadsheet (RFC 4180).

use super::{Form, Share, Sheet, flat, per_cent};
use crate::report::{Look, csv_row};
use std::io::{self, Write};

/// The form.
pub struct Csv;

impl Form for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a row for each quotation, for a spreadsheet"
    }

    fn quotes(&self, sheets: &[Sheet], _: Look, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "path,line,column,words,form,verdict,speaker,source,cue,quotation,reasons")?;
        for sheet in sheets {
            for row in &sheet.quotes {
                let fields = [
                    sheet.path.clone(),
                    row.at.line.to_string(),
                    row.at.column.to_string(),
                    row.words.to_string(),
                    row.form.to_owned(),
                    row.verdict.unwrap_or_default().to_owned(),
                    row.speaker().map(flat).unwrap_or_default(),
                    row.source.as_ref().map(|source| flat(&source.text)).unwrap_or_default(),
                    row.cue.as_ref().map(|cue| flat(&cue.text)).unwrap_or_default(),
                    flat(&row.quote.text),
                    row.reasons.join("; "),
                ];
                csv_row(&fields, out)?;
            }
        }
        Ok(())
    }

    fn shares(&self, shares: &[Share], _: Look, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "speaker,quotations,words,share")?;
        for share in shares {
            let speaker = share.speaker.as_deref().map(flat).unwrap_or_default();
            csv_row(&[speaker, share.quotes.to_string(), share.words.to_string(), per_cent(share.words, shares)], out)?;
        }
        Ok(())
    }
}
