//! [`Sidecar`]: `DRAFT.copydesk.toml`, metadata and allowances of a draft whose format has no place for them.
//!
//! ```toml
//! record = ["notes/2026-03-02-voss.vtt"]       # what the quotations are compared with
//!
//! [metadata]                                 # as front matter would say it
//! type   = "opinion"
//! author = "Anna Holm"
//!
//! [[allow]]
//! rule   = "style/preferred-terms"
//! words  = "e-mail"                          # without words: in the whole draft
//! reason = "The bill's title has the hyphen."
//! until  = 2027-01-31                        # the last day; without one: for good
//! ```

use super::allowance::{Allowance, Cover, Fault};
use crate::config::{Day, Field, Origin, fields};
use crate::diagnostic::{Diagnostic, Suppressor};
use crate::format::metadata_from_toml;
use crate::table::{Problem, deserialize_named, deserialize_value, problem_in, syntax};
use crate::text::{Source, Span};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The ending that the name of a sidecar adds to that of its draft.
pub const SIDECAR_SUFFIX: &str = ".copydesk.toml";

/// Metadata and allowances in a file next to a draft.
#[derive(Clone, Debug)]
pub struct Sidecar {
    /// The file.
    pub source: Arc<Source>,
    /// Mistakes in it; everything else applies.
    pub problems: Vec<Diagnostic>,
    /// Metadata for fields that the draft itself does not set.
    pub metadata: Vec<Field>,
    pub(super) allowances: Vec<Allowance>,
    pub(super) faults: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: Spanned<String>,
    words: Option<Spanned<String>>,
    #[serde(default)]
    reason: String,
    until: Option<Spanned<toml::Value>>,
}

impl Sidecar {
    /// Reads a sidecar. Mistakes are collected in [`Sidecar::problems`].
    #[must_use]
    pub fn read(source: Arc<Source>) -> Self {
        let mut sidecar = Self {
            source: Arc::clone(&source),
            problems: Vec::new(),
            metadata: Vec::new(),
            allowances: Vec::new(),
            faults: Vec::new(),
        };
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        for error in errors {
            sidecar.problem(syntax(&source, &error));
        }
        for (key, value) in table.into_inner() {
            sidecar.add_key(&key, value);
        }
        sidecar.problems.sort_by_key(Diagnostic::span);
        sidecar
    }

    /// Metadata that is written elsewhere: `source` stands for the place, and its text for all that it says.
    #[must_use]
    pub fn of_metadata(source: Arc<Source>, metadata: Vec<Field>) -> Self {
        Self { source, problems: Vec::new(), metadata, allowances: Vec::new(), faults: Vec::new() }
    }

    /// Reads the value of one key.
    fn add_key(&mut self, key: &Spanned<Cow<str>>, value: Spanned<DeValue>) {
        let at = value.span();
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("metadata", _) => match fields(value, &self.source) {
                Ok(fields) => self.metadata.extend(fields),
                Err(problem) => self.problem(problem),
            },
            ("record", _) => match deserialize_value(value) {
                Ok(value) => {
                    let line = self.source.position(key.span().start).line;
                    let origin = Origin::File(self.source.name.clone(), line);
                    self.metadata.push(Field { name: "record".into(), value: metadata_from_toml(value), origin });
                }
                Err(problem) => self.problem(problem),
            },
            ("allow", DeValue::Array(_)) => {
                let DeValue::Array(entries) = value.into_inner() else { return };
                for entry in entries {
                    self.add(entry).unwrap_or_else(|problem| self.problem(problem));
                }
            }
            ("allow", _) => self.problem(Problem::new("write allowances as [[allow]]", at)),
            (name, _) => {
                self.problem(Problem::unknown_key("a sidecar", name, key.span(), &["record", "metadata", "allow"]));
            }
        }
    }

    fn add(&mut self, entry: Spanned<DeValue>) -> Result<(), Problem> {
        let entry: Entry = deserialize_named("`[[allow]]`", entry)?;
        let at = Span::from(entry.rule.span());
        let until = match entry.until {
            None => None,
            Some(written) => {
                let text = match written.get_ref() {
                    toml::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let day = Day::parse(&text);
                Some(day.ok_or_else(|| Problem::new("write days as 2027-01-31", written.span()))?)
            }
        };
        let cover = match entry.words {
            None => Cover::File,
            Some(words) => {
                let folded = words.get_ref().split_whitespace().collect::<Vec<_>>().join(" ");
                if folded.is_empty() {
                    let help = Some("leave the key out to allow the rule in the whole draft".into());
                    return Err(Problem::new("the words are empty", words.span()).with_help_if(help));
                }
                Cover::Words(folded)
            }
        };
        let selector = entry.rule.into_inner();
        let reason = entry.reason.trim().to_owned();
        if reason.is_empty() {
            self.faults.push(Fault::without_reason(at, &[&selector]));
        }
        self.allowances.push(Allowance { selector: Some(selector), at, reason, until, cover, by: Suppressor::Sidecar });
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem_in("sidecar", &self.source, problem));
    }
}
