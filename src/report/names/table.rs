//! `table`: for people at a terminal; no line is wider than that unless a name is.

use super::{ArchiveSheet, Form, ORGANISATION, PERSON, Sheet};
use crate::report::Look;
use crate::report::words::line;
use std::io::{self, Write};

/// Implements [`Form`] as aligned columns.
pub struct Table;

/// Columns, where no terminal says how many it has.
const WIDTH: usize = 80;

const PARTS: [(&str, &str); 2] = [(PERSON, "People"), (ORGANISATION, "Organisations")];

impl Form for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn about(&self) -> &'static str {
        "columns, for a terminal"
    }

    fn drafts(&self, sheets: &[Sheet], look: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Page { width: look.width.unwrap_or(WIDTH), out };
        for (number, sheet) in sheets.iter().enumerate() {
            if number > 0 {
                writeln!(page.out)?;
            }
            page.draft(sheet)?;
        }
        Ok(())
    }

    fn archive(&self, sheet: &ArchiveSheet, look: Look, out: &mut dyn Write) -> io::Result<()> {
        Page { width: look.width.unwrap_or(WIDTH), out }.archive(sheet)
    }
}

/// A page of limited width.
struct Page<'a> {
    width: usize,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn draft(&mut self, sheet: &Sheet) -> io::Result<()> {
        writeln!(self.out, "{}", line(&sheet.path))?;
        for (kind, heading) in PARTS {
            let mut rows = sheet.rows.iter().filter(|row| row.kind == kind).peekable();
            if rows.peek().is_some() {
                writeln!(self.out, "\n{heading}")?;
            }
            for row in rows {
                let gap = self.width.saturating_sub(4 + row.name.chars().count() + row.status.len()).max(1);
                writeln!(self.out, "  {}{:gap$}{}", row.name, "", row.status)?;
                if let Some(title) = &row.title {
                    self.wrapped("    as given  ", title.split(' ').map(str::to_owned))?;
                }
                for (form, places) in &row.forms {
                    self.wrapped(&format!("    {form}  "), places.iter().map(|place| place.at.to_string()))?;
                }
            }
        }
        if !sheet.doubts.is_empty() {
            writeln!(self.out, "\nTo be checked")?;
        }
        for doubt in &sheet.doubts {
            let other = match &doubt.other {
                Some(other) => format!("“{}” at {}", doubt.right, other.at),
                None => format!("“{}” in the register", doubt.right),
            };
            self.sentence(&format!("“{}” at {}, but {other}", doubt.words, doubt.place.at))?;
        }
        if sheet.rows.is_empty() && sheet.doubts.is_empty() {
            writeln!(self.out, "\n  no names")?;
        }
        Ok(())
    }

    fn archive(&mut self, sheet: &ArchiveSheet) -> io::Result<()> {
        writeln!(self.out, "{}", drafts(sheet.drafts))?;
        for (kind, heading) in PARTS {
            let mut rows = sheet.rows.iter().filter(|row| row.kind == kind).peekable();
            if rows.peek().is_some() {
                writeln!(self.out, "\n{heading}")?;
            }
            for row in rows {
                let counts = format!("{:>11}  {:<8}", drafts(row.drafts), row.status.name());
                let gap = self.width.saturating_sub(2 + row.name.chars().count() + counts.chars().count()).max(2);
                writeln!(self.out, "  {}{:gap$}{}", row.name, "", counts.trim_end())?;
                for form in row.forms.iter().skip(1) {
                    let also = format!("{} ({})", form.text, drafts(form.drafts.len()));
                    self.wrapped("    also ", std::iter::once(also))?;
                }
            }
        }
        if !sheet.doubts.is_empty() {
            writeln!(self.out, "\nTo be checked")?;
        }
        for doubt in &sheet.doubts {
            let place = format!("{}:{}", line(&doubt.path), doubt.at);
            self.sentence(&format!(
                "“{}” at {place}, but “{}” in {} other drafts",
                doubt.text, doubt.right, doubt.others
            ))?;
        }
        Ok(())
    }

    fn sentence(&mut self, text: &str) -> io::Result<()> {
        self.wrapped("  ", text.split(' ').map(str::to_owned))
    }

    /// Writes words after a label and wraps them; further lines begin below the first word.
    fn wrapped(&mut self, label: &str, words: impl Iterator<Item = String>) -> io::Result<()> {
        let mut line = label.to_owned();
        let indent = label.chars().count().min(self.width / 2);
        let mut fresh = true;
        for word in words {
            if !fresh && line.chars().count() + 1 + word.chars().count() > self.width {
                writeln!(self.out, "{line}")?;
                line = " ".repeat(indent);
                fresh = true;
            }
            if !fresh {
                line.push(' ');
            }
            line.push_str(&word);
            fresh = false;
        }
        writeln!(self.out, "{line}")
    }
}

/// “1 draft”, “2 drafts”.
pub(super) fn drafts(count: usize) -> String {
    format!("{count} draft{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn lines_are_as_wide_as_the_terminal() {
        let wrapped = |width: usize| {
            let mut out = Vec::new();
            let words = ["3:5", "10:12", "14:1"].map(str::to_owned);
            Page { width, out: &mut out }.wrapped("  Holm  ", words.into_iter()).expect("memory takes it");
            String::from_utf8(out).expect("UTF-8")
        };
        assert_eq!(wrapped(80), "  Holm  3:5 10:12 14:1\n");
        assert_eq!(wrapped(18), "  Holm  3:5 10:12\n        14:1\n");
    }
}
