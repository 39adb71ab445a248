//! The names sheet: people and organisations with the forms in which they stand, and pairs that somebody should look at.
//!
//! There is one for a draft, [`Sheet`], and one for all drafts of a folder, [`ArchiveSheet`]. A new form is a file here and a
//! line in [`FORMS`].

mod archive;
mod csv;
mod draft;
mod json;
mod markdown;
mod table;
mod toml;

pub use archive::ArchiveSheet;
pub use draft::Sheet;

use super::Look;
use crate::analysis::names::NameKind;
use std::io::{self, Write};

/// A form of the sheet.
pub trait Form: Sync {
    /// As `--format` names it.
    fn name(&self) -> &'static str;
    /// What it is for, in a line.
    fn about(&self) -> &'static str;
    /// Whether it can be had of each draft; else only of an archive, and [`Form::drafts`] writes nothing.
    fn is_of_drafts(&self) -> bool {
        true
    }
    /// Writes a sheet for each draft.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn drafts(&self, sheets: &[Sheet], look: Look, out: &mut dyn Write) -> io::Result<()>;
    /// Writes what all drafts of an archive have.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn archive(&self, sheet: &ArchiveSheet, look: Look, out: &mut dyn Write) -> io::Result<()>;
}

/// All forms; the first is the default.
pub const FORMS: &[&dyn Form] = &[&table::Table, &json::Json, &csv::Csv, &markdown::Markdown, &toml::Toml];

/// The form called `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Form> {
    FORMS.iter().copied().find(|form| form.name() == name)
}

const PERSON: &str = "person";
const ORGANISATION: &str = "organisation";

/// A sheet tells people from all else.
const fn kind(of: NameKind) -> &'static str {
    match of {
        NameKind::Person => PERSON,
        _ => ORGANISATION,
    }
}
