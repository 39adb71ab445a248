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
            if sheet.quotes.iter().any(|row| row.record.is_some()) {
                against_record(sheet, out)?;
                continue;
            }
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

/// Writes the quotations with what the record has.
fn against_record(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| Place | Quotation | Record | Found in | At | Said by | Differs | Passage |")?;
    writeln!(out, "| ---: | --- | --- | --- | ---: | --- | --- | --- |")?;
    for row in &sheet.quotes {
        let Some(record) = &row.record else { continue };
        let passage = record.passage.as_ref();
        let or_dash = |text: Option<&str>| escaped(text.unwrap_or("—"));
        let differs = record.differs();
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            row.at,
            escaped(&row.quote.read),
            record.verdict,
            or_dash(passage.map(|of| of.path.as_str())),
            passage.map_or("—".to_owned(), |of| of.time.clone().unwrap_or_else(|| of.at.to_string())),
            or_dash(passage.and_then(|of| of.speaker.as_deref())),
            or_dash(Some(differs.as_str()).filter(|text| !text.is_empty())),
            or_dash(passage.and_then(|of| of.words.as_deref())),
        )?;
    }
    Ok(())
}
