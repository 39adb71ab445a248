//! Output forms: each writes a [`Report`] to a stream and does nothing else.
//!
//! A new form is a file here and a line in [`REPORTERS`].

mod checkstyle;
mod csv;
mod github;
mod gitlab;
mod html;
#[cfg(feature = "cli")]
mod human;
mod indent;
mod json;
mod jsonl;
mod junit;
mod lazy;
mod markdown;
pub mod names;
pub mod quotes;
mod rdjson;
pub mod rules;
mod sarif;
mod short;
pub mod sources;
mod words;
mod xml;

pub use csv::csv_row;
pub use words::{indented, printable};

use crate::diagnostic::{Report, Summary};
use std::io::{self, Write};

/// A form of report.
pub trait Reporter: Sync {
    /// Its name for `--format`.
    fn name(&self) -> &'static str;
    /// A line that says what it is for.
    fn about(&self) -> &'static str;
    /// Whether it shows drafts as their readers see them, and so wants the [`Page`](crate::diagnostic::Page) of each.
    fn shows_pages(&self) -> bool {
        false
    }
    /// Whether a report can be written while drafts are checked: what [opens](Reporter::open) it, [parts](Reporter::add) with some
    /// of the drafts each, and what [closes](Reporter::close) it are then the bytes that [`write`](Reporter::write) writes.
    fn grows(&self) -> bool {
        false
    }
    /// Whether it shows more of a draft than the words of findings.
    fn shows_text(&self) -> bool {
        true
    }
    /// Writes `report` to `out`.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn write(&self, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()>;
    /// Writes what stands before the drafts of a report that [grows](Reporter::grows).
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn open(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
    /// Writes the drafts of `part`, after those of other parts if `is_first` is not set.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn add(&self, part: &Report, _is_first: bool, look: Look, out: &mut dyn Write) -> io::Result<()> {
        self.write(part, look, out)
    }
    /// Writes what stands after the drafts, of which there are none if `is_empty` is set.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn close(&self, _counts: Summary, _is_empty: bool, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// How a form for people is displayed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Whether to use colour.
    pub color: bool,
    /// Columns of the terminal; `None` if the output is not a terminal.
    pub width: Option<usize>,
    /// Whether forms that may leave the machine show passages of the record.
    pub quote_record: bool,
}

/// All forms; the first one is the default.
pub const REPORTERS: &[&dyn Reporter] = &[
    #[cfg(feature = "cli")]
    &human::Human,
    &short::Short,
    &json::Json,
    &jsonl::JsonLines,
    &html::Html,
    &sarif::Sarif,
    &github::GitHub,
    &gitlab::GitLab,
    &junit::JUnit,
    &checkstyle::Checkstyle,
    &rdjson::RdJson,
    &csv::Csv,
    &markdown::Markdown,
];

/// The form called `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Reporter> {
    REPORTERS.iter().copied().find(|reporter| reporter.name() == name)
}
