//! The source audit: who is quoted in drafts, how often, with how many words, and as what.
//!
//! Four steps: `who` tells who the words stand for that name a source; [`Notes`] are what one draft has; [`Audit`] counts the notes of
//! any number of drafts, in any order; and a form writes it. A new form is a file here and a line in [`FORMS`].

mod audit;
mod csv;
mod fold;
mod html;
mod json;
mod notes;
mod shares;
mod table;
mod who;
mod works;

pub use audit::{Audit, Counted, Key, Tally};
pub use notes::{FieldValues, Group, Notes, Said, Unnamed};
pub use shares::{By, Share, shares};
pub use who::{Kind, Who};

use super::Look;
use std::io::{self, Write};

/// What of an audit is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Every source.
    #[default]
    Sources,
    /// What each kind, author, section, month or value of a field has.
    Shares(By),
    /// Every place at which a source without a name is quoted.
    Unnamed,
}

/// A form of the audit.
pub trait Form: Sync {
    /// As `--format` names it.
    fn name(&self) -> &'static str;
    /// What it is for, in a line.
    fn about(&self) -> &'static str;
    /// Whether it always writes all parts.
    fn is_whole(&self) -> bool {
        false
    }
    /// Writes a part of the audit.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn write(&self, audit: &Audit, part: &Part, look: Look, out: &mut dyn Write) -> io::Result<()>;
}

/// All forms; the first is the default.
pub const FORMS: &[&dyn Form] = &[&table::Table, &json::Json, &csv::Csv, &html::Html];

/// The form called `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Form> {
    FORMS.iter().copied().find(|form| form.name() == name)
}
