//! [`Pack`]: a TOML file of rules. A mistake is shown at its place, and the rules without mistakes still load.

mod builtin;
mod catalogue;
mod example;
mod levels;
mod precision;
mod rule;

pub use builtin::{PACKS, PROFILES};
pub use catalogue::{Requirement, catalogue};
pub use example::{Example, Examples, Outcome, Verdict, verify};
pub use levels::Levels;
pub(crate) use levels::{levels, names};
pub use precision::Precision;
pub use rule::RULE_KEYS;

use super::{BuildContext, Rule};
use crate::built_in;
use crate::diagnostic::Diagnostic;
use crate::language::{Language, WordMap};
use crate::layout::{Map, Reader, read_table};
use crate::table::{Problem, problem_in, syntax};
use crate::text::{Source, Span};
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file of rules.
#[derive(Debug)]
pub struct Pack {
    /// The name of a built-in pack, or a path.
    pub name: String,
    /// A description.
    pub about: String,
    /// The packs that it extends.
    pub extends: Vec<(String, Span<Source>)>,
    /// The levels that it sets for rules or families.
    pub levels: Levels,
    /// Its rules, without those that have mistakes.
    pub rules: Vec<Rule>,
    /// The file.
    pub source: Arc<Source>,
    /// The mistakes in it.
    pub problems: Vec<Diagnostic>,
}

/// The keys of a pack.
pub const PACK_KEYS: &[&str] = &["about", "source", "licence", "extends", "levels", "rule"];

impl Pack {
    /// Reads a pack. It never fails: mistakes are in [`Pack::problems`].
    #[must_use]
    pub fn read(name: &str, source: Arc<Source>, language: &Language) -> Self {
        let mut pack = Self {
            name: name.into(),
            about: String::new(),
            extends: Vec::new(),
            levels: BTreeMap::new(),
            rules: Vec::new(),
            source: Arc::clone(&source),
            problems: Vec::new(),
        };
        let (table, errors) = match laid_out(name, &source) {
            Some(table) => (table, Vec::new()),
            None => {
                let (table, errors) = DeTable::parse_recoverable(&source.text);
                (table.into_inner(), errors)
            }
        };
        for error in errors {
            pack.problem(syntax(&source, &error));
        }
        for (key, value) in table {
            let at = key.span();
            match key.get_ref().as_ref() {
                "about" => match value.get_ref().as_str() {
                    Some(about) => pack.about = about.to_owned(),
                    None => pack.problem(Problem::new("expected a string in quotation marks", value.span())),
                },
                // Where the data comes from and its licence: for whoever reads the file.
                "source" | "licence" => {
                    if value.get_ref().as_str().is_none() {
                        pack.problem(Problem::new("expected a string in quotation marks", value.span()));
                    }
                }
                "extends" => pack.read_extends(value),
                "levels" => pack.read_levels(value),
                "rule" => pack.read_rules(value, &BuildContext { language }),
                other => {
                    pack.problem(Problem::unknown_key("a pack", other, at, PACK_KEYS));
                }
            }
        }
        pack.problems.sort_by_key(Diagnostic::span);
        pack
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem_in("pack", &self.source, problem));
    }

    fn read_extends(&mut self, value: Spanned<DeValue>) {
        match names(value) {
            Ok(names) => self.extends = names,
            Err(problem) => self.problem(problem),
        }
    }

    fn read_levels(&mut self, value: Spanned<DeValue>) {
        match levels(value) {
            Ok((levels, problems)) => {
                self.levels = levels;
                problems.into_iter().for_each(|problem| self.problem(problem));
            }
            Err(problem) => self.problem(problem),
        }
    }

    fn read_rules(&mut self, value: Spanned<DeValue>, with: &BuildContext) {
        let at = value.span();
        let DeValue::Array(tables) = value.into_inner() else {
            return self.problem(Problem::new("write rules as [[rule]]", at));
        };
        let mut ids: WordMap<String, usize> = WordMap::default();
        ids.reserve(tables.len());
        self.rules.reserve(tables.len()); // rules are large, and to grow would move them
        for table in tables {
            let at = table.span();
            let DeValue::Table(table) = table.into_inner() else {
                self.problem(Problem::new("a rule must be a table: [[rule]]", at));
                continue;
            };
            match rule::read(table, at, &self.name, &self.source, with) {
                Ok(rule) => {
                    if let Some(&twin) = ids.get(&rule.id) {
                        let twin = &self.rules[twin];
                        let line = self.source.position(twin.span.start).line;
                        let message = format!("the rule `{}` is already defined on line {line}", rule.id);
                        self.problem(Problem::new(message, rule.span.range()));
                    } else {
                        ids.insert(rule.id.clone(), self.rules.len());
                        self.rules.push(rule);
                    }
                }
                Err(problems) => problems.into_iter().for_each(|problem| self.problem(problem)),
            }
        }
    }
}

/// The table of a built-in pack, which was parsed when the program was built.
fn laid_out(name: &str, source: &Source) -> Option<DeTable<'static>> {
    PACKS.iter().find(|(known, text)| *known == name && source.text == *text)?;
    let mut from = Map::read(&mut Reader::new(built_in::PACKS, 0)).get(name)?;
    Some(read_table(&mut from))
}
