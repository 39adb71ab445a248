//! `human`: the line of each finding with its words marked, for people at a terminal.
//!
//! Only this file uses codespan-reporting. Newspaper copy has a paragraph on each line, so long lines are wrapped for
//! display; line and column stay those of the file.

use super::words::{indented, line as on_a_line, printable};
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, FileReport, Level, Report};
use crate::text::{Source, Span};
use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, LabelStyle, Severity};
use codespan_reporting::files::{Error as FilesError, Files, Location};
use codespan_reporting::term::{self, Config, StylesWriter, termcolor};
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The form.
pub struct Human;

/// Columns at which a line is wrapped for display, unless the terminal has less room.
const WIDTH: usize = 88;

/// Columns at which a word without spaces is cut, in the same way.
const WIDEST: usize = 100;

/// The fewest columns that are left for words, however narrow the terminal is.
const NARROWEST: usize = 20;

/// Columns between the number of a line and its words: a space, the rule, a space, and the brackets of two marks that go over
/// several lines.
const FRAME: usize = 7;

/// Columns between a mark and what is said of it: a space, or the end of a bracket.
const BESIDE: usize = 3;

/// Columns in which the later lines of a message are indented.
const HANGING: usize = 2;

/// Places of one finding that are shown; the others are counted.
const MOST_LABELS: usize = 6;

impl Reporter for Human {
    fn name(&self) -> &'static str {
        "human"
    }

    fn about(&self) -> &'static str {
        "excerpts for people, the default"
    }

    fn grows(&self) -> bool {
        true
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
    let records = records(file);
    let sources = || std::iter::once(&*file.source).chain(records.iter().copied());
    let room = Room::new(look, sources());
    let shelf = Shelf(sources().map(|source| Wrapped::new(source, room)).collect());
    let config = Config::default();
    let styles = term::Styles::default();
    for diagnostic in &file.diagnostics {
        let shown = shown(diagnostic, &shelf, room);
        let done = if look.color {
            let mut ansi = termcolor::Ansi::new(&mut *out);
            term::emit_to_write_style(&mut StylesWriter::new(&mut ansi, &styles), &config, &shelf, &shown)
        } else {
            term::emit_to_io_write(&mut *out, &config, &shelf, &shown)
        };
        match done {
            Ok(()) => {}
            Err(FilesError::Io(error)) => return Err(error),
            Err(error) => return Err(io::Error::other(error.to_string())),
        }
    }
    Ok(())
}

/// The files of the record that the findings in `file` point at, each once.
fn records(file: &FileReport) -> Vec<&Source> {
    let mut found: Vec<&Source> = Vec::new();
    let places = file.diagnostics.iter().flat_map(|diagnostic| &diagnostic.elsewhere);
    for of in places.filter_map(|place| place.recorded.as_ref()) {
        if !found.iter().any(|known| known.name == of.source.name) {
            found.push(&of.source);
        }
    }
    found
}

/// The columns that there are.
#[derive(Clone, Copy)]
struct Room {
    /// For a message, if the output is a terminal. Otherwise it stays on one line, where programs look for it.
    message: Option<usize>,
    /// For the words beside the frame.
    words: usize,
    /// For a word without spaces.
    word: usize,
}

impl Room {
    fn new<'a>(look: Look, sources: impl Iterator<Item = &'a Source>) -> Self {
        let lines = sources.map(|source| source.lines().count()).max().unwrap_or(0);
        let frame = FRAME + lines.to_string().len();
        let at_most = |limit: usize| look.width.map_or(limit, |width| limit.min(width.saturating_sub(frame)));
        Self { message: look.width, words: at_most(WIDTH).max(NARROWEST), word: at_most(WIDEST).max(NARROWEST) }
    }

    /// `words` after `head`, with later lines under the first.
    fn note(self, head: &str, words: &str) -> String {
        head.to_owned() + indented(words, head.len(), Some(self.words)).trim_start()
    }

    /// Like [`note`](Self::note), for words that programs look for: they stay on one line where no terminal shows them.
    fn line(self, head: &str, words: &str) -> String {
        if self.message.is_some() { self.note(head, words) } else { format!("{head}{words}") }
    }

    /// The message of a finding, which stands after its level and its rule.
    fn message(self, diagnostic: &Diagnostic) -> String {
        let message = on_a_line(&diagnostic.message);
        let head = format!("{}[{}]:", diagnostic.level.name(), diagnostic.rule);
        if self.message.is_none() {
            return message.into_owned();
        }
        let text = indented(&format!("{head} {message}"), HANGING, self.message);
        text[HANGING + head.len()..].trim_start_matches(' ').to_owned()
    }
}

fn shown(diagnostic: &Diagnostic, shelf: &Shelf, room: Room) -> Shown<usize> {
    let severity = match diagnostic.level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    };
    let (mut labels, mut notes) = (Vec::new(), Vec::new());
    let mut mark = |style: LabelStyle, file: usize, span: Span<Source>, text: &str| {
        let (wrapped, text) = (&shelf.0[file], printable(text));
        let range = whole_characters(&wrapped.source.text, span);
        let label = Label::new(style, file, range.clone());
        if room.message.is_some() && !text.is_empty() && wrapped.column(range.end) + BESIDE + text.width() > room.words
        {
            let line = wrapped.source.position(range.start).line;
            let place =
                if file == 0 { format!("line {line}: ") } else { format!("{}, line {line}: ", wrapped.source.name) };
            notes.push(room.note(&place, &text));
            labels.push(label);
        } else {
            labels.push(label.with_message(text));
        }
    };
    for (index, label) in diagnostic.labels.iter().take(MOST_LABELS).enumerate() {
        let style = if index == 0 { LabelStyle::Primary } else { LabelStyle::Secondary };
        mark(style, 0, label.span, &label.text);
    }
    for of in diagnostic.elsewhere.iter().filter_map(|place| place.recorded.as_ref()) {
        if let Some(file) = shelf.0.iter().skip(1).position(|record| record.source.name == of.source.name) {
            mark(LabelStyle::Secondary, file + 1, of.span, &of.told());
        }
    }
    if diagnostic.labels.len() > MOST_LABELS {
        notes.push(format!("and {} more places", diagnostic.labels.len() - MOST_LABELS));
    }
    notes.extend(diagnostic.elsewhere.iter().filter(|place| place.recorded.is_none()).map(|place| {
        let words = format!("“{}” in {}:{}:{}", place.snippet, place.path, place.line, place.column);
        room.line("elsewhere: ", &words)
    }));
    notes.extend(diagnostic.why.as_ref().map(|why| room.note("why: ", why)));
    notes.extend(diagnostic.help.as_ref().map(|help| room.note("help: ", help)));
    if let Some(fix) = &diagnostic.fix {
        notes.push(room.line(&format!("fix ({}): ", fix.safety.name()), &fix.title));
    }
    notes.extend(diagnostic.url.as_ref().map(|url| format!("see: {url}")));
    Shown::new(severity)
        .with_code(diagnostic.rule.clone())
        .with_message(room.message(diagnostic))
        .with_labels(labels)
        .with_notes(notes.iter().map(|note| printable(note).into_owned()).collect())
}

fn whole_characters(text: &str, span: Span<Source>) -> Range<usize> {
    let end = span.end.min(text.len());
    span.start.min(end)..end
}

/// A source whose long lines are cut for display: at spaces, next to wide characters, which are written without spaces,
/// and inside words that are longer than a line. A grapheme is never cut, or its combining marks would be on the next line.
struct Wrapped<'a> {
    source: &'a Source,
    name: Cow<'a, str>,
    /// The text without control characters.
    text: Cow<'a, str>,
    starts: Vec<usize>,
}

impl<'a> Wrapped<'a> {
    fn new(source: &'a Source, room: Room) -> Self {
        let text = printable(&source.text);
        let mut starts = Vec::with_capacity(source.lines().count());
        for index in 0..source.lines().count() {
            let range = source.lines().range(index);
            starts.push(range.start);
            let line = &text[range.clone()];
            if line.len() > room.words {
                wrap(line.trim_end_matches(['\r', '\n']), range.start, room, &mut starts);
            }
        }
        Self { source, name: on_a_line(&source.name), text, starts }
    }

    /// The column of byte `at` in the line as it is shown.
    fn column(&self, at: usize) -> usize {
        let start = self.starts[..self.starts.partition_point(|&start| start <= at)].last().copied().unwrap_or(0);
        self.text.get(start..at).map_or(0, |before| columns(before, 0))
    }
}

/// Adds to `starts` the places where `line`, at byte `offset` of its source, is wrapped.
fn wrap(line: &str, offset: usize, room: Room, starts: &mut Vec<usize>) {
    let mut column = 0;
    // The last place at which the line may be cut, and its column.
    let mut cut: Option<(usize, usize)> = None;
    for (at, seen) in line.grapheme_indices(true) {
        let width = columns(seen, column);
        if column > 0 && width > 1 {
            cut = Some((at, column));
        }
        if column + width > room.words
            && let Some((place, before)) = cut.take().or((column + width > room.word).then_some((at, column)))
        {
            starts.push(offset + place);
            column -= before;
        }
        column += width;
        if seen == " " || width > 1 {
            cut = Some((at + seen.len(), column));
        }
    }
}

/// Columns that a character takes at `column`, as codespan-reporting counts them.
fn columns(seen: &str, column: usize) -> usize {
    const TAB: usize = 4;
    let width = |c: char| if c == '\t' { TAB - column % TAB } else { c.width().unwrap_or(0) };
    seen.chars().map(width).sum()
}

/// The draft, and the files of the record that its findings point at.
struct Shelf<'a>(Vec<Wrapped<'a>>);

impl<'a> Shelf<'a> {
    fn file(&self, id: usize) -> Result<&Wrapped<'a>, FilesError> {
        self.0.get(id).ok_or(FilesError::FileMissing)
    }
}

impl<'a> Files<'a> for Shelf<'a> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, FilesError> {
        Ok(&self.file(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, FilesError> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, at: usize) -> Result<usize, FilesError> {
        Ok(self.file(id)?.starts.partition_point(|&start| start <= at).saturating_sub(1))
    }

    fn line_number(&'a self, id: usize, line: usize) -> Result<usize, FilesError> {
        let file = self.file(id)?;
        let start = file.starts.get(line).ok_or(FilesError::LineTooLarge { given: line, max: file.starts.len() })?;
        Ok(file.source.lines().index(*start) + 1)
    }

    fn location(&'a self, id: usize, at: usize) -> Result<Location, FilesError> {
        let position = self.file(id)?.source.position(at);
        Ok(Location { line_number: position.line, column_number: position.column })
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, FilesError> {
        let file = self.file(id)?;
        let start = file.starts.get(line).ok_or(FilesError::LineTooLarge { given: line, max: file.starts.len() })?;
        Ok(*start..file.starts.get(line + 1).copied().unwrap_or(file.source.text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words above the carets of each marked line of the frame, by column.
    fn marked(text: &str, words: &str) -> Vec<String> {
        let source = std::sync::Arc::new(Source::new("a.txt", text));
        let at = text.find(words).expect("the words are there");
        let found = Diagnostic::new("a/b", Level::Note, "m", Span::new(at, at + words.len()));
        let file = FileReport::new(source, vec![found]);
        let mut out = Vec::new();
        write_file(&file, Look::default(), &mut out).expect("memory can be written to");
        let shown = String::from_utf8(out).expect("text");
        let lines: Vec<&str> = shown.lines().collect();
        let cells = |line: &str| {
            line.chars().flat_map(|c| std::iter::repeat_n(c, columns(&c.to_string(), 0))).collect::<Vec<_>>()
        };
        let under = |pair: &[&str]| {
            let mut seen: Vec<char> = Vec::new();
            let above = cells(pair[0]);
            for (column, c) in cells(pair[1]).into_iter().enumerate() {
                if c == '^' && seen.last() != above.get(column) {
                    seen.extend(above.get(column));
                }
            }
            seen.into_iter().collect::<String>()
        };
        assert!(lines.iter().all(|line| cells(line).len() <= WIDEST + 4), "{shown}");
        lines.windows(2).filter(|pair| pair[1].contains('^')).map(under).collect()
    }

    #[test]
    fn carets_stand_under_the_words_in_long_lines_of_any_script() {
        let latin = "The town sold the pier to a man of the same name. ".repeat(4);
        assert_eq!(marked(&format!("{latin}Then e-mail came. {latin}"), "e-mail"), ["e-mail"]);
        let chinese = "港口的桥在星期一关闭".repeat(12);
        assert_eq!(marked(&format!("{chinese}，市長說了。{chinese}"), "市長說"), ["市長說"]);
        let hebrew = "הגשר נסגר ביום שני והמעבורת שטה שוב אל האי ".repeat(5);
        assert_eq!(marked(&format!("{hebrew}שלום {hebrew}"), "שלום"), ["שלום"]);
        let combining = "cafe\u{301} de\u{301}ja\u{300} vu ".repeat(20);
        assert_eq!(marked(&format!("{combining}word {combining}"), "word"), ["word"]);
        let long = "https://news.example/".to_owned() + &"a/".repeat(150);
        assert_eq!(marked(&format!("{long} pier"), "pier"), ["pier"]);
    }

    #[test]
    fn what_is_seen_as_one_is_not_cut() {
        for one in ["e\u{301}", "👩🏽‍🎨", "🇭🇺", "ก็"] {
            let line = one.repeat(200);
            let mut starts = Vec::new();
            wrap(&line, 0, Room::new(Look::default(), std::iter::empty()), &mut starts);
            assert!(!starts.is_empty() && starts.iter().all(|start| start % one.len() == 0), "{one}: {starts:?}");
        }
    }
}
