//! `markdown`: a table for a pull request or a wiki.

use super::{Form, Share, Sheet, per_cent};
use crate::report::Look;
use crate::report::markdown::escaped;
use std::io::{self, Write};

/// The form.
pub struct Markdown;

impl Form for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "a table for a pull request or a wiki"
    }

    fn quotes(&self, sheets: &[Sheet], _: Look, out: &mut dyn Write) -> io::Result<()> {
        for (index, sheet) in sheets.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            writeln!(out, "## {}\n", escaped(&sheet.path))?;
            writeln!(out, "| Place | Quotation | Who | Cue | Form | Verdict | Confidence |")?;
            writeln!(out, "| ---: | --- | --- | --- | --- | --- | --- |")?;
            for row in &sheet.quotes {
                writeln!(
                    out,
                    "| {} | {} | {} | {} | {} | {} | {} |",
                    row.at,
                    escaped(&row.quote.read),
                    escaped(row.speaker().unwrap_or("—")),
                    escaped(row.cue.as_ref().map_or("—", |cue| cue.read.as_str())),
                    row.form,
                    row.verdict.unwrap_or("—"),
                    row.confidence.unwrap_or("—"),
                )?;
            }
        }
        Ok(())
    }

    fn shares(&self, shares: &[Share], _: Look, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "| Speaker | Quotations | Words | Share |")?;
        writeln!(out, "| --- | ---: | ---: | ---: |")?;
        for share in shares {
            let speaker = escaped(share.speaker.as_deref().unwrap_or("nobody is named"));
            writeln!(out, "| {speaker} | {} | {} | {} % |", share.quotes, share.words, per_cent(share.words, shares))?;
        }
        Ok(())
    }
}
