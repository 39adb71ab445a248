//! [`RecordOptions`]: `[record]`, which files are the record of a draft.

use super::globs::globs;
use crate::record::Address;
use crate::table::{Problem, deserialize_value};
use globset::GlobSet;
use toml::Spanned;
use toml::de::DeValue;

const KEYS: &[&str] = &["paths", "archive", "pages", "complete", "required"];

/// The record of the drafts of a configuration, or of some paths.
#[derive(Clone, Debug, Default)]
pub struct RecordOptions {
    /// Files, folders and globs, relative to the configuration.
    pub paths: Vec<String>,
    /// The same as a set, to tell which files are no drafts.
    pub globs: GlobSet,
    /// What was published before, whose quotations are compared with those of a draft; in the same way.
    pub archive: Vec<String>,
    /// The same as a set, to tell which files are no drafts.
    pub archive_globs: GlobSet,
    /// Pages that were saved: the address and the file of each, in the same way.
    pub pages: Vec<(Address, String)>,
    /// Whether every quotation must be in the record.
    pub complete: bool,
    /// Whether a draft must have a record.
    pub required: bool,
}

impl RecordOptions {
    /// Reads the value of `record`: a table, or `"required"`.
    pub(super) fn read(value: Spanned<DeValue>) -> Result<Self, Problem> {
        let at = value.span();
        if let DeValue::String(word) = value.get_ref() {
            let help = "write record = \"required\", or a table [record] with paths = [\"notes/**\"]";
            return match word.as_ref() {
                REQUIRED => Ok(Self { required: true, ..Self::default() }),
                other => Err(Problem::new(format!("`{other}` is not a value of record"), at).with_help(help)),
            };
        }
        let DeValue::Table(table) = value.into_inner() else {
            return Err(Problem::new("expected a table for [record]", at));
        };
        let mut options = Self::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "paths" => (options.globs, options.paths) = globs(value)?,
                "archive" => (options.archive_globs, options.archive) = globs(value)?,
                "pages" => options.pages = read_pages(value)?,
                "complete" => options.complete = deserialize_value(value)?,
                "required" => options.required = deserialize_value(value)?,
                other => return Err(Problem::unknown_key("`[record]`", other, key.span(), KEYS)),
            }
        }
        Ok(options)
    }

    /// Whether the file at `path` is part of the record or the archive, and so no draft.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_page = || self.pages.iter().any(|(_, file)| file == path);
        self.globs.is_match(path) || self.archive_globs.is_match(path) || is_page()
    }

    /// Adds what an override says.
    pub(super) fn extend(&mut self, other: &Self) {
        self.paths.extend(other.paths.iter().cloned());
        self.archive.extend(other.archive.iter().cloned());
        self.pages.extend(other.pages.iter().cloned());
        self.complete |= other.complete;
        self.required |= other.required;
    }
}

/// Reads a table of addresses and the files in which their pages were saved.
fn read_pages(value: Spanned<DeValue>) -> Result<Vec<(Address, String)>, Problem> {
    let at = value.span();
    let DeValue::Table(table) = value.into_inner() else {
        return Err(Problem::new("expected a table of addresses and files for pages", at));
    };
    let page = |(url, file): (Spanned<std::borrow::Cow<str>>, Spanned<DeValue>)| {
        let address = Address::read(url.get_ref());
        let help = "write it as \"https://example.org/2026/ice\" = \"saved/ice.html\"";
        let no_address = || Problem::new(format!("`{}` is not an address on the web", url.get_ref()), url.span());
        Ok((address.ok_or_else(|| no_address().with_help(help))?, deserialize_value::<String>(file)?))
    };
    table.into_iter().map(page).collect()
}

/// The word for a record that a draft must have.
const REQUIRED: &str = "required";
