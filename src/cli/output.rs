//! Where reports go: one form on standard output, any number into files, and GitHub's summary of a job; and what goes to a
//! terminal.

use super::Streams;
use super::project::say;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use copydesk::Error;
use copydesk::diagnostic::{Report, Summary};
use copydesk::files::{append, write_whole};
use copydesk::report::{Look, REPORTERS, Reporter, by_name, printable};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Options about reports.
#[derive(Args)]
pub struct OutputArguments {
    /// Format of the report
    #[arg(long, short = 'f', default_value = "human", value_parser = forms())]
    format: String,

    /// Write an additional report, as in html=report.html; the file is written completely or not at all (may be repeated)
    #[arg(long, short = 'o', value_name = "FORMAT=FILE", value_parser = output)]
    output: Vec<(String, PathBuf)>,

    /// Show the passages of the record in reports that may leave this machine: json, sarif and html
    #[arg(long)]
    quote_record: bool,
}

/// Forms, each with its name and what it is for, as help and completions show them.
pub fn choices(forms: impl Iterator<Item = (&'static str, &'static str)>) -> PossibleValuesParser {
    forms.map(|(name, about)| PossibleValue::new(name).help(about)).collect::<Vec<_>>().into()
}

fn forms() -> PossibleValuesParser {
    choices(REPORTERS.iter().map(|form| (form.name(), form.about())))
}

fn form(name: &str) -> Result<String, String> {
    let known: Vec<String> = REPORTERS.iter().map(|form| format!("{} ({})", form.name(), form.about())).collect();
    by_name(name).map(|form| form.name().to_owned()).ok_or_else(|| format!("the formats are: {}", known.join("; ")))
}

fn output(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((_, "-")) => Err("standard output has the format of --format".into()),
        Some((name, file)) if !file.is_empty() => Ok((form(name)?, file.into())),
        _ => Err("expected FORMAT=FILE".into()),
    }
}

impl OutputArguments {
    /// What is wrong with what is asked for, if anything.
    pub fn refusal(&self) -> Option<Error> {
        let mut files: Vec<&Path> = self.output.iter().map(|(_, path)| path.as_path()).collect();
        files.sort_unstable();
        let twice = files.windows(2).find(|pair| pair[0] == pair[1])?[0];
        Some(Error::Usage(format!("two reports have the same path: {}", twice.display())))
    }

    /// Whether a form that is asked for shows drafts as their readers see them.
    pub fn shows_pages(&self) -> bool {
        let mut names = self.output.iter().map(|(name, _)| name).chain([&self.format]);
        names.any(|name| by_name(name).is_some_and(|form| form.shows_pages()))
    }

    /// Whether what goes to standard output is for people to read.
    pub fn is_for_people(&self) -> bool {
        matches!(self.format.as_str(), "human" | "short")
    }

    /// The report, if it can be written a part after another, so that no more than a part is in memory.
    pub fn growing(&self, streams: &Streams) -> Option<Growing> {
        let look = Look { quote_record: self.quote_record, ..streams.look.0 };
        Growing::new(&self.format, look).filter(|_| self.output.is_empty())
    }

    /// Writes `report` in all forms that are asked for, and says whether all could be written.
    pub fn write(&self, report: &Report, streams: &mut Streams) -> io::Result<bool> {
        let mut failed = Vec::new();
        let look = Look { quote_record: self.quote_record, ..Look::default() };
        for (name, path) in &self.output {
            failed.extend(in_memory(name, report, look).and_then(|text| write_whole(path, &text)).err());
        }
        if let Some(path) = self.summary_of_the_job() {
            failed.extend(in_memory("markdown", report, look).and_then(|text| append(&path, &text)).err());
        }
        for error in &failed {
            say(error, streams.err)?;
        }
        if let Some(form) = by_name(&self.format) {
            form.write(report, Look { quote_record: self.quote_record, ..streams.look.0 }, streams.out)?;
        }
        Ok(failed.is_empty())
    }

    /// Where GitHub Actions takes the summary of a step; it has room for what the annotations have none for.
    fn summary_of_the_job(&self) -> Option<PathBuf> {
        let path = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty())?;
        (self.format == "github").then(|| path.into())
    }
}

/// A report that is written to standard output a part after another.
pub struct Growing {
    form: &'static dyn Reporter,
    look: Look,
    /// Whether anything was written.
    is_open: bool,
    files: usize,
    counts: Summary,
}

impl Growing {
    /// A report of the form called `name`, if that form grows.
    pub fn new(name: &str, look: Look) -> Option<Self> {
        let form = by_name(name).filter(|form| form.grows())?;
        Some(Self { form, look, is_open: false, files: 0, counts: Summary::default() })
    }

    /// Writes the next part.
    pub fn add(&mut self, part: &Report, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_open, true) {
            self.form.open(out)?;
        }
        self.form.add(part, self.files == 0, self.look, out)?;
        self.files += part.files.len();
        self.counts += part.summary();
        Ok(())
    }

    /// Writes what stands after all parts, and returns their counts.
    pub fn close(self, out: &mut dyn Write) -> io::Result<Summary> {
        if !self.is_open {
            self.form.open(out)?;
        }
        self.form.close(self.counts, self.files == 0, out)?;
        Ok(self.counts)
    }
}

/// A stream for people on which the words of drafts tell a terminal nothing.
pub struct Plain<'a>(pub &'a mut dyn Write);

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(printable(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The report as text, so that a file is written only once all of it is there.
fn in_memory(form: &str, report: &Report, look: Look) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let written = by_name(form).map_or(Ok(()), |form| form.write(report, look, &mut bytes));
    written.map_err(|error| Error::Usage(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Error::Usage(error.to_string()))
}
