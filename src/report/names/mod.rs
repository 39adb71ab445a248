//! The sheet of names: people and organisations with the forms in which they stand, and pairs that an editor should look at.
//!
//! [`Sheet`] is that of one draft, [`ArchiveSheet`] that of all drafts in a folder. To add a form, add a file here and a line in
//! [`FORMS`].

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

/// A form in which sheets are written.
pub trait Form: Sync {
    /// Its name, as `--format` takes it.
    fn name(&self) -> &'static str;
    /// What it is for, on one line.
    fn about(&self) -> &'static str;
    /// Whether it exists for single drafts; otherwise only for an archive, and [`Form::drafts`] writes nothing.
    fn is_of_drafts(&self) -> bool {
        true
    }
    /// Writes a sheet for each draft.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn drafts(&self, sheets: &[Sheet], look: Look, out: &mut dyn Write) -> io::Result<()>;
    /// Writes the sheet of an archive.
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

/// The kind of a name on a sheet, which distinguishes people from everything else.
const fn kind(of: NameKind) -> &'static str {
    match of {
        NameKind::Person => PERSON,
        _ => ORGANISATION,
    }
}
