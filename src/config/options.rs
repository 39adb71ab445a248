//! [`Options`]: a `copydesk.toml` as it is written; its mistakes are diagnostics at their place in the file.

use super::fields::{Field, fields};
use super::globs::globs;
use super::origin::Origin;
use super::record::RecordOptions;
use crate::analysis::names::HouseNames;
use crate::diagnostic::{Diagnostic, Level};
use crate::format::encoding_named;
use crate::rule::{Levels, levels, names};
use crate::table::{Problem, deserialize_named, deserialize_value, problem_in, syntax};
use crate::text::{Source, Span};
use globset::GlobSet;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A configuration as written.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file.
    pub source: Arc<Source>,
    /// Packs by name, file or folder; `None` if the key is missing.
    pub extends: Option<Vec<(String, Span<Source>)>>,
    /// Levels by rule or family.
    pub levels: Levels,
    /// Settings for some paths only.
    pub overrides: Vec<Override>,
    /// The drafts to read in a folder; without this key, all files of a known format.
    pub include: GlobSet,
    /// Whether `include` was given.
    pub has_include: bool,
    /// Paths to leave out.
    pub exclude: GlobSet,
    /// The globs of `include` and `exclude` as written, to show them.
    pub globs: [Vec<String>; 2],
    /// Acronyms and terms that no rule may report.
    pub allow: Allowed,
    /// Files of the newsroom's register of names, relative to the configuration.
    pub register: Vec<(String, Span<Source>)>,
    /// The newsroom's names that are written in the configuration itself.
    pub house_names: Option<HouseNames>,
    /// The newsroom's wording of what a rule asks for, by the id of the rule.
    pub texts: BTreeMap<String, (String, Span<Source>)>,
    /// The file of accepted findings, relative to the configuration.
    pub baseline: Option<(String, Span<Source>)>,
    /// The encoding of drafts that are not UTF-8.
    pub encoding: Option<String>,
    /// The lowest level that fails a run.
    pub fail_on: Option<(Level, Span<Source>)>,
    /// Metadata of every draft that does not set the field itself.
    pub metadata: Vec<Field>,
    /// The record that quotations are compared with.
    pub record: RecordOptions,
    /// Mistakes in it.
    pub problems: Vec<Diagnostic>,
}

/// Words that no rule may report.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// Acronyms that need not be spelled out.
    #[serde(default)]
    pub acronyms: Vec<String>,
    /// Terms that no rule of style changes.
    #[serde(default)]
    pub terms: Vec<String>,
}

/// Settings for the paths that match its globs.
#[derive(Clone, Debug)]
pub struct Override {
    /// The paths, relative to the configuration.
    pub paths: GlobSet,
    /// The globs as written.
    pub globs: Vec<String>,
    /// Levels by rule or family.
    pub levels: Levels,
    /// Further packs.
    pub extends: Vec<(String, Span<Source>)>,
    /// Metadata of drafts that do not set the field themselves.
    pub metadata: Vec<Field>,
    /// Further files of the record.
    pub record: RecordOptions,
}

/// The key of `[register]` that names files.
const FILES: &str = "files";

impl Options {
    /// The keys of a configuration.
    pub const KEYS: &[&str] = &[
        "extends", "baseline", "levels", "override", "include", "exclude", "allow", "encoding", "fail-on", "metadata",
        "record", "register", "texts",
    ];
    /// The keys of an override.
    pub const OVERRIDE_KEYS: &[&str] = &["paths", "levels", "extends", "metadata", "record"];

    /// The options of a run without a configuration.
    #[must_use]
    pub fn none() -> Self {
        Self::read(Arc::new(Source::new("", "")))
    }

    /// Reads a configuration; its mistakes are in [`Options::problems`].
    #[must_use]
    pub fn read(source: Arc<Source>) -> Self {
        let mut options = Self {
            source: Arc::clone(&source),
            extends: None,
            levels: Levels::new(),
            overrides: Vec::new(),
            include: GlobSet::empty(),
            has_include: false,
            exclude: GlobSet::empty(),
            globs: [Vec::new(), Vec::new()],
            allow: Allowed::default(),
            register: Vec::new(),
            house_names: None,
            texts: BTreeMap::new(),
            baseline: None,
            encoding: None,
            fail_on: None,
            metadata: Vec::new(),
            record: RecordOptions::default(),
            problems: Vec::new(),
        };
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        for error in errors {
            options.problem(syntax(&source, &error));
        }
        for (key, value) in table.into_inner() {
            let name = key.get_ref().to_string();
            if let Err(problem) = options.set(&name, key.span(), value) {
                options.problem(problem);
            }
        }
        options.problems.sort_by_key(Diagnostic::span);
        options
    }

    fn set(&mut self, key: &str, at: std::ops::Range<usize>, value: Spanned<DeValue>) -> Result<(), Problem> {
        match key {
            "extends" => self.extends = Some(names(value)?),
            "levels" => {
                let (levels, problems) = levels(value)?;
                self.levels = levels;
                problems.into_iter().for_each(|problem| self.problem(problem));
            }
            "include" => {
                (self.include, self.globs[0]) = globs(value)?;
                self.has_include = true;
            }
            "exclude" => (self.exclude, self.globs[1]) = globs(value)?,
            "allow" => self.allow = deserialize_named("`[allow]`", value)?,
            "register" => {
                let at = value.span();
                let DeValue::Table(mut table) = value.into_inner() else {
                    return Err(Problem::new("expected a table for [register]", at));
                };
                let files = table.remove(FILES).map(names).transpose();
                if !table.is_empty() {
                    let (house, problems) = HouseNames::of_table(table, &[FILES], &at);
                    self.house_names = Some(house);
                    problems.into_iter().for_each(|problem| self.problem(problem));
                }
                self.register = files?.unwrap_or_default();
            }
            "texts" => {
                let texts: BTreeMap<Spanned<String>, String> = deserialize_value(value)?;
                let text =
                    |(rule, text): (Spanned<String>, String)| (rule.get_ref().clone(), (text, Span::from(rule.span())));
                self.texts = texts.into_iter().map(text).collect();
            }
            "encoding" => {
                let label: Spanned<String> = deserialize_value(value)?;
                let unknown = || {
                    let help = "expected a name such as windows-1252, latin1 or utf-16le";
                    Problem::new(format!("there is no encoding “{}”", label.get_ref()), label.span()).with_help(help)
                };
                self.encoding = Some(encoding_named(label.get_ref()).ok_or_else(unknown)?.to_owned());
            }
            "fail-on" => {
                let at = value.span();
                let fail_on = deserialize_value(value);
                let fail_on =
                    fail_on.map_err(|_| Problem::new("expected error, warning or note for fail-on", at.clone()))?;
                self.fail_on = Some((fail_on, Span::from(at)));
            }
            "baseline" => {
                let path: Spanned<String> = deserialize_value(value)?;
                let at = Span::from(path.span());
                self.baseline = Some((path.into_inner(), at));
            }
            "metadata" => self.metadata = fields(value, &self.source)?,
            "record" => self.record = RecordOptions::read(value)?,
            "override" => {
                let at = value.span();
                let DeValue::Array(tables) = value.into_inner() else {
                    return Err(Problem::new("write overrides as [[override]]", at));
                };
                for table in tables {
                    match one_override(table, &self.source) {
                        Ok(of) => self.overrides.push(of),
                        Err(problem) => self.problem(problem),
                    }
                }
            }
            other => {
                return Err(Problem::unknown_key("a configuration", other, at, Self::KEYS));
            }
        }
        Ok(())
    }

    /// The line of the file on which `span` starts, as the origin of a value.
    pub(super) fn line(&self, span: Span<Source>) -> Origin {
        Origin::File(self.source.name.clone(), self.source.position(span.start).line)
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem_in("configuration", &self.source, problem));
    }
}

fn one_override(value: Spanned<DeValue>, source: &Source) -> Result<Override, Problem> {
    let at = value.span();
    let DeValue::Table(table) = value.into_inner() else {
        return Err(Problem::new("expected a table for an override", at));
    };
    let mut of = Override {
        paths: GlobSet::empty(),
        globs: Vec::new(),
        levels: Levels::new(),
        extends: Vec::new(),
        metadata: Vec::new(),
        record: RecordOptions::default(),
    };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "paths" => (of.paths, of.globs) = globs(value)?,
            "levels" => {
                let (levels, problems) = levels(value)?;
                if let Some(problem) = problems.into_iter().next() {
                    return Err(problem);
                }
                of.levels = levels;
            }
            "extends" => of.extends = names(value)?,
            "metadata" => of.metadata = fields(value, source)?,
            "record" => of.record = RecordOptions::read(value)?,
            other => {
                return Err(Problem::unknown_key("an override", other, key.span(), Options::OVERRIDE_KEYS));
            }
        }
    }
    if of.globs.is_empty() {
        return Err(Problem::new("the override has no paths, so it never applies", at)
            .with_help("add paths = [\"opinion/**\"]"));
    }
    Ok(of)
}
