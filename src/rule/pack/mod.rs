//! [`Pack`]: a TOML file of rules, read so that a mistake is shown where it stands and the good rules still load.
//!
//! Spans die in tagged and flattened types, so a rule's table is split by hand: the common keys are read here, the rest
//! goes to the rule's kind.

mod builtin;
mod catalogue;
mod example;
mod levels;
mod precision;

pub use builtin::{PACKS, PROFILES};
pub use catalogue::{Requirement, catalogue};
pub use example::{Example, Outcome, Verdict, verify};
pub use levels::Levels;
pub(crate) use levels::{levels, names};
pub use precision::Precision;

use super::condition::OneOrMany;
use super::kind::{Context, KINDS, Kind};
use super::{Condition, Rule, Scope, Speech, Template};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::table::{Problem, deserialize, meant, problem_in, syntax};
use crate::text::{Source, Span};
use levels::LevelOrOff;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file of rules.
#[derive(Debug)]
pub struct Pack {
    /// What it is called: a built-in pack's name, or a path.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// Packs that come with it.
    pub extends: Vec<(String, Span<Source>)>,
    /// Levels it gives to rules or families.
    pub levels: Levels,
    /// Its rules, broken ones left out.
    pub rules: Vec<Rule>,
    /// The file.
    pub source: Arc<Source>,
    /// What is wrong in it.
    pub problems: Vec<Diagnostic>,
}

/// The keys of a pack.
const PACK_KEYS: &[&str] = &["about", "extends", "levels", "rule"];

/// The keys that every rule has.
const RULE_KEYS: &[&str] = &[
    "id",
    "kind",
    "level",
    "message",
    "why",
    "help",
    "url",
    "owner",
    "since",
    "catalogue",
    "precision",
    "zones",
    "speech",
    "each",
    "when",
    "bad",
    "good",
];

#[derive(Deserialize)]
struct Common {
    id: Spanned<String>,
    level: LevelOrOff,
    message: Spanned<String>,
    why: Option<String>,
    help: Option<Spanned<String>>,
    url: Option<String>,
    owner: Option<String>,
    since: Option<String>,
    #[serde(default)]
    catalogue: Vec<String>,
    precision: Option<Precision>,
    zones: Option<Spanned<OneOrMany>>,
    #[serde(default)]
    speech: Speech,
    #[serde(default)]
    each: Each,
    #[serde(default)]
    bad: Vec<Spanned<String>>,
    #[serde(default)]
    good: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Each {
    #[default]
    Hit,
    Document,
}

impl Pack {
    /// Reads a pack. What is wrong in it is in [`Pack::problems`]; nothing is thrown.
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
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        for error in errors {
            pack.problem(syntax(&source, &error));
        }
        for (key, value) in table.into_inner() {
            let at = key.span();
            match key.get_ref().as_ref() {
                "about" => match value.get_ref().as_str() {
                    Some(about) => pack.about = about.to_owned(),
                    None => pack.problem(Problem::new("about is a sentence in quotation marks", value.span())),
                },
                "extends" => pack.read_extends(value),
                "levels" => pack.read_levels(value),
                "rule" => pack.read_rules(value, language),
                other => {
                    let help = meant(other, PACK_KEYS);
                    pack.problem(Problem::new(format!("a pack has no key `{other}`"), at).with_help_if(help));
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

    fn read_rules(&mut self, value: Spanned<DeValue>, language: &Language) {
        let at = value.span();
        let DeValue::Array(tables) = value.into_inner() else {
            return self.problem(Problem::new("rules are written as [[rule]]", at));
        };
        let mut ids: HashMap<String, usize> = HashMap::new();
        for table in tables {
            let at = table.span();
            let DeValue::Table(table) = table.into_inner() else {
                self.problem(Problem::new("a rule is a table: [[rule]]", at));
                continue;
            };
            match self.rule(table, at, language) {
                Ok(rule) => {
                    if let Some(&twin) = ids.get(&rule.id) {
                        let twin = &self.rules[twin];
                        let line = self.source.position(twin.span.start).line;
                        let message = format!("there already is a rule `{}`, in line {line}", rule.id);
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

    fn rule(&self, table: DeTable, at: std::ops::Range<usize>, language: &Language) -> Result<Rule, Vec<Problem>> {
        let kind = kind_of(&table, &at)?;
        let (mut common, mut own, mut when, mut problems) = (DeTable::new(), DeTable::new(), None, Vec::new());
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name == "kind" {
            } else if name == "when" {
                when = Some(value);
            } else if RULE_KEYS.contains(&name) {
                common.insert(key, value);
            } else if kind.keys().contains(&name) {
                own.insert(key, value);
            } else {
                let known: Vec<&str> = RULE_KEYS.iter().chain(kind.keys()).copied().collect();
                problems.push(
                    Problem::new(format!("a rule of kind {} has no key `{name}`", kind.name()), key.span())
                        .with_help_if(meant(name, &known)),
                );
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let common: Common = deserialize(common, at.clone()).map_err(|problem| vec![problem])?;
        let check = kind.build(Spanned::new(at, DeValue::Table(own)), &Context { language });
        let check = check.map_err(|problem| vec![problem])?;
        let when = when.map(|when| Condition::read(when, language)).transpose().map_err(|problem| vec![problem])?;
        self.assemble(kind, common, check, when)
    }

    fn assemble(
        &self,
        kind: &'static dyn Kind,
        common: Common,
        check: Box<dyn super::Check>,
        when: Option<Condition>,
    ) -> Result<Rule, Vec<Problem>> {
        let id = common.id.get_ref().clone();
        // Ids of imported styles keep their own spelling, so only the shape is asked for.
        let parts: Vec<&str> = id.split('/').collect();
        let well_formed =
            parts.len() == 2 && parts.iter().all(|part| !part.is_empty()) && !id.contains(char::is_whitespace);
        if !well_formed {
            return Err(vec![Problem::new(format!("the id `{id}` is not of the form family/name"), common.id.span())]);
        }
        if common.message.get_ref().trim().is_empty() {
            let help = "say in a line what it is: message = \"“{match}” is …\"";
            return Err(vec![Problem::new("the message is empty", common.message.span()).with_help(help)]);
        }
        let mut values = check.values();
        if check.is_of_document() {
            values.extend(when.iter().flat_map(Condition::values)); // what calls for something is no finding elsewhere
        }
        if let Some(at) = check.measured().filter(|_| !when.as_ref().is_some_and(Condition::has_trigger)) {
            let help = "add words, a link, a picture or a name to `when`, or take another place";
            return Err(vec![
                Problem::new("the place is measured from what `when` finds, and it finds nothing", at).with_help(help),
            ]);
        }
        let template = |text: &Spanned<String>| {
            let template =
                Template::parse(text.get_ref()).map_err(|message| vec![Problem::new(message, text.span())])?;
            if let Some(unknown) = template.names().find(|name| !values.iter().any(|value| value == name)) {
                let known: Vec<&str> = values.iter().map(String::as_str).collect();
                let message = format!("the message names `{{{unknown}}}`, which this rule does not know");
                let help = meant(unknown, &known).or_else(|| {
                    Some(if known.is_empty() {
                        "it knows no values".into()
                    } else {
                        format!("it knows: {}", known.join(", "))
                    })
                });
                return Err(vec![Problem::new(message, text.span()).with_help_if(help)]);
            }
            Ok(template)
        };
        let scope = match common.zones {
            None => Scope::text(common.speech),
            Some(zones) => {
                let at = zones.span();
                let names = zones.into_inner().into_vec();
                Scope::of(names.iter().map(String::as_str), common.speech)
                    .map_err(|message| vec![Problem::new(message, at)])?
            }
        };
        let bad = common.bad.into_iter().map(|text| (false, text));
        let good = common.good.into_iter().map(|text| (true, text));
        let mut examples = Vec::new();
        for (good, text) in bad.chain(good) {
            let at = text.span();
            if text.get_ref().trim().is_empty() {
                return Err(vec![Problem::new("the example is empty", at)]);
            }
            examples.push(
                Example::parse(text.get_ref(), good, Span::from(at.clone()))
                    .map_err(|message| vec![Problem::new(message, at)])?,
            );
        }
        Ok(Rule {
            kind: kind.name(),
            pack: self.name.clone(),
            level: common.level.level(),
            message: template(&common.message)?,
            why: common.why,
            help: common.help.as_ref().map(template).transpose()?,
            url: common.url,
            owner: common.owner,
            since: common.since,
            catalogue: common.catalogue,
            precision: common.precision,
            scope,
            once: matches!(common.each, Each::Document),
            when,
            examples,
            source: Arc::clone(&self.source),
            span: Span::from(common.id.span()),
            check,
            id,
        })
    }
}

fn kind_of(table: &DeTable, at: &std::ops::Range<usize>) -> Result<&'static dyn Kind, Vec<Problem>> {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name()).collect();
    let Some(value) = table.get("kind") else {
        return Err(vec![
            Problem::new("the rule has no kind", at.clone()).with_help(format!("kinds are: {}", names.join(", "))),
        ]);
    };
    let name = value.get_ref().as_str().unwrap_or_default();
    KINDS.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
        let help = meant(name, &names).or_else(|| Some(format!("kinds are: {}", names.join(", "))));
        vec![Problem::new(format!("there is no kind `{name}`"), value.span()).with_help_if(help)]
    })
}
