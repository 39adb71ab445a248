//! `human`: the words in their line with the place marked, for people at a terminal.
//!
//! The only file that knows codespan-reporting. Newspaper copy has a paragraph on a line, which no terminal shows well,
//! so a long line is shown as it would be wrapped; line and column stay those of the file.

use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, FileReport, Level, Report};
use crate::text::{Source, Span};
use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, LabelStyle, Severity};
use codespan_reporting::files::{Error as FilesError, Files, Location};
use codespan_reporting::term::{self, Config, StylesWriter, termcolor};
use std::io::{self, Write};
use std::ops::Range;

/// The form.
pub struct Human;

/// Where a line is wrapped for showing, in characters.
const WIDTH: usize = 88;

/// The most places of one finding that are shown; the others are counted.
const MOST_LABELS: usize = 6;

impl Reporter for Human {
    fn name(&self) -> &'static str {
        "human"
    }

    fn about(&self) -> &'static str {
        "code frames for people, the default"
    }

    fn write(&self, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
        for file in &report.files {
            write_file(file, look, out)?;
        }
        Ok(())
    }
}

fn write_file(file: &FileReport, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if file.diagnostics.is_empty() {
        return Ok(());
    }
    let wrapped = Wrapped::new(&file.source);
    let config = Config::default();
    let styles = term::Styles::default();
    for diagnostic in &file.diagnostics {
        let shown = shown(diagnostic, &file.source);
        let done = if look.color {
            let mut ansi = termcolor::Ansi::new(&mut *out);
            term::emit_to_write_style(&mut StylesWriter::new(&mut ansi, &styles), &config, &wrapped, &shown)
        } else {
            term::emit_to_io_write(&mut *out, &config, &wrapped, &shown)
        };
        match done {
            Ok(()) => {}
            Err(FilesError::Io(error)) => return Err(error),
            Err(error) => return Err(io::Error::other(error.to_string())),
        }
    }
    Ok(())
}

fn shown(diagnostic: &Diagnostic, source: &Source) -> Shown<()> {
    let severity = match diagnostic.level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    };
    let labels = diagnostic.labels.iter().take(MOST_LABELS).enumerate().map(|(index, label)| {
        let style = if index == 0 { LabelStyle::Primary } else { LabelStyle::Secondary };
        Label::new(style, (), whole_characters(&source.text, label.span)).with_message(label.text.clone())
    });
    let mut notes = Vec::new();
    if diagnostic.labels.len() > MOST_LABELS {
        notes.push(format!("and {} more places", diagnostic.labels.len() - MOST_LABELS));
    }
    notes.extend(
        diagnostic
            .elsewhere
            .iter()
            .map(|place| format!("elsewhere: “{}” in {}:{}:{}", place.snippet, place.path, place.line, place.column)),
    );
    notes.extend(diagnostic.why.as_ref().map(|why| folded("why: ", why)));
    notes.extend(diagnostic.help.as_ref().map(|help| folded("help: ", help)));
    if let Some(fix) = &diagnostic.fix {
        notes.push(format!("fix ({}): {}", fix.safety.name(), fix.title));
    }
    notes.extend(diagnostic.url.as_ref().map(|url| format!("see: {url}")));
    Shown::new(severity)
        .with_code(diagnostic.rule.clone())
        .with_message(diagnostic.message.clone())
        .with_labels(labels.collect())
        .with_notes(notes)
}

/// Words folded at [`WIDTH`], further lines indented under the first.
fn folded(head: &str, words: &str) -> String {
    let mut out = head.to_owned();
    let mut column = head.len();
    for (index, word) in words.split_whitespace().enumerate() {
        let length = word.chars().count();
        if index > 0 && column + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(head.len()));
            column = head.len();
        } else if index > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn whole_characters(text: &str, span: Span<Source>) -> Range<usize> {
    let end = span.end.min(text.len());
    span.start.min(end)..end
}

/// A source whose long lines are cut at spaces for showing.
struct Wrapped<'a> {
    source: &'a Source,
    starts: Vec<usize>,
}

impl<'a> Wrapped<'a> {
    fn new(source: &'a Source) -> Self {
        let mut starts = Vec::with_capacity(source.lines.count());
        for index in 0..source.lines.count() {
            let range = source.lines.range(index);
            starts.push(range.start);
            let line = &source.text[range.clone()];
            if line.len() <= WIDTH {
                continue;
            }
            let (mut column, mut last_space) = (0, None);
            for (at, c) in line.char_indices() {
                if column >= WIDTH
                    && let Some(space) = last_space.take()
                {
                    starts.push(range.start + space);
                    column = line[space..at].chars().count();
                }
                column += 1;
                if c == ' ' {
                    last_space = Some(at + 1);
                }
            }
        }
        Self { source, starts }
    }
}

impl<'a> Files<'a> for Wrapped<'a> {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, FilesError> {
        Ok(&self.source.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, FilesError> {
        Ok(&self.source.text)
    }

    fn line_index(&'a self, (): (), at: usize) -> Result<usize, FilesError> {
        Ok(self.starts.partition_point(|&start| start <= at).saturating_sub(1))
    }

    fn line_number(&'a self, (): (), line: usize) -> Result<usize, FilesError> {
        let start = self.starts.get(line).ok_or(FilesError::LineTooLarge { given: line, max: self.starts.len() })?;
        Ok(self.source.lines.index(*start) + 1)
    }

    fn location(&'a self, (): (), at: usize) -> Result<Location, FilesError> {
        let position = self.source.position(at);
        Ok(Location { line_number: position.line, column_number: position.column })
    }

    fn line_range(&'a self, (): (), line: usize) -> Result<Range<usize>, FilesError> {
        let start = self.starts.get(line).ok_or(FilesError::LineTooLarge { given: line, max: self.starts.len() })?;
        Ok(*start..self.starts.get(line + 1).copied().unwrap_or(self.source.text.len()))
    }
}
