//! [`Pack`]: a TOML file of rules, read so that a mistake is shown where it stands and the good rules still load.
//!
//! Spans die in tagged and flattened types, so a rule's table is split by hand: the common keys are read here, the rest
//! goes to the rule's kind.

use super::condition::OneOrMany;
use super::example::Example;
use super::kind::{KINDS, Kind};
use super::{Condition, Precision, Rule, Scope, Speech, Template, did_you_mean};
use crate::diagnostic::{Diagnostic, Level};
use crate::text::{Source, Span};
use serde::Deserialize;
use serde::de::IntoDeserializer;
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

/// Levels by rule or family, each with its place in the file; `None` is off.
pub type Levels = BTreeMap<String, (Option<Level>, Span<Source>)>;

/// A level as written in `[levels]` and rules.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LevelOrOff {
    Off,
    Note,
    Warning,
    Error,
}

impl LevelOrOff {
    pub(crate) const fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Note => Some(Level::Note),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
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
    when: Option<Condition>,
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

/// Something wrong at bytes of the pack.
type Problem = (String, std::ops::Range<usize>, Option<String>);

impl Pack {
    /// Reads a pack. What is wrong in it is in [`Pack::problems`]; nothing is thrown.
    #[must_use]
    pub fn read(name: &str, source: Arc<Source>) -> Self {
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
            pack.problem((error.message().to_owned(), error.span().unwrap_or(0..0), None));
        }
        for (key, value) in table.into_inner() {
            let at = key.span();
            match key.get_ref().as_ref() {
                "about" => match value.get_ref().as_str() {
                    Some(about) => pack.about = about.to_owned(),
                    None => pack.problem(("about is a sentence in quotation marks".into(), value.span(), None)),
                },
                "extends" => pack.read_extends(value),
                "levels" => pack.read_levels(value),
                "rule" => pack.read_rules(value),
                other => {
                    let help = meant(other, PACK_KEYS);
                    pack.problem((format!("a pack has no key `{other}`"), at, help));
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
        let at = value.span();
        match Vec::<Spanned<String>>::deserialize(value.into_deserializer()) {
            Ok(names) => {
                self.extends =
                    names.into_iter().map(|name| (name.get_ref().clone(), Span::from(name.span()))).collect();
            }
            Err(error) => self.problem((error.message().to_owned(), error.span().unwrap_or(at), None)),
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

    fn read_rules(&mut self, value: Spanned<DeValue>) {
        let at = value.span();
        let DeValue::Array(tables) = value.into_inner() else {
            return self.problem(("rules are written as [[rule]]".into(), at, None));
        };
        let mut ids: HashMap<String, usize> = HashMap::new();
        for table in tables {
            let at = table.span();
            let DeValue::Table(table) = table.into_inner() else {
                self.problem(("a rule is a table: [[rule]]".into(), at, None));
                continue;
            };
            match self.rule(table, at) {
                Ok(rule) => {
                    if let Some(&twin) = ids.get(&rule.id) {
                        let twin = &self.rules[twin];
                        let line = self.source.position(twin.span.start).line;
                        let message = format!("there already is a rule `{}`, in line {line}", rule.id);
                        self.problem((message, rule.span.range(), None));
                    } else {
                        ids.insert(rule.id.clone(), self.rules.len());
                        self.rules.push(rule);
                    }
                }
                Err(problems) => problems.into_iter().for_each(|problem| self.problem(problem)),
            }
        }
    }

    fn rule(&self, table: DeTable, at: std::ops::Range<usize>) -> Result<Rule, Vec<Problem>> {
        let kind = kind_of(&table, &at)?;
        let (mut common, mut own, mut problems) = (DeTable::new(), DeTable::new(), Vec::new());
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name == "kind" {
            } else if RULE_KEYS.contains(&name) {
                common.insert(key, value);
            } else if kind.keys().contains(&name) {
                own.insert(key, value);
            } else {
                let known: Vec<&str> = RULE_KEYS.iter().chain(kind.keys()).copied().collect();
                problems.push((
                    format!("a rule of kind {} has no key `{name}`", kind.name()),
                    key.span(),
                    meant(name, &known),
                ));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let common: Common = deserialize(common, at.clone()).map_err(|problem| vec![problem])?;
        let check = kind.build(Spanned::new(at, DeValue::Table(own))).map_err(|problem| vec![problem])?;
        self.assemble(kind, common, check)
    }

    fn assemble(
        &self,
        kind: &'static dyn Kind,
        common: Common,
        check: Box<dyn super::Check>,
    ) -> Result<Rule, Vec<Problem>> {
        let id = common.id.get_ref().clone();
        let well_formed = id.split('/').count() == 2
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c));
        // Ids of imported styles keep their own spelling, so only the shape “family/name” is asked for.
        if !well_formed && id.split('/').filter(|part| !part.is_empty()).count() != 2 {
            return Err(vec![(format!("the id `{id}` is not of the form family/name"), common.id.span(), None)]);
        }
        let values = check.values();
        let template = |text: &Spanned<String>| {
            let template = Template::parse(text.get_ref()).map_err(|message| vec![(message, text.span(), None)])?;
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
                return Err(vec![(message, text.span(), help)]);
            }
            Ok(template)
        };
        let scope = match common.zones {
            None => Scope::text(common.speech),
            Some(zones) => {
                let at = zones.span();
                let names = zones.into_inner().into_vec();
                Scope::of(names.iter().map(String::as_str), common.speech)
                    .map_err(|message| vec![(message, at, None)])?
            }
        };
        let bad = common.bad.into_iter().map(|text| (false, text));
        let good = common.good.into_iter().map(|text| (true, text));
        let mut examples = Vec::new();
        for (good, text) in bad.chain(good) {
            let at = text.span();
            examples.push(
                Example::parse(text.get_ref(), good, Span::from(at.clone()))
                    .map_err(|message| vec![(message, at, None)])?,
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
            when: common.when,
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
        return Err(vec![(
            "the rule has no kind".into(),
            at.clone(),
            Some(format!("kinds are: {}", names.join(", "))),
        )]);
    };
    let name = value.get_ref().as_str().unwrap_or_default();
    KINDS.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
        let help = meant(name, &names).or_else(|| Some(format!("kinds are: {}", names.join(", "))));
        vec![(format!("there is no kind `{name}`"), value.span(), help)]
    })
}

/// `[levels]`, as packs and configurations have it.
pub(crate) fn levels(value: Spanned<DeValue>) -> Result<(Levels, Vec<Problem>), Problem> {
    let at = value.span();
    let DeValue::Table(table) = value.into_inner() else { return Err(("[levels] is a table".into(), at, None)) };
    let (mut levels, mut problems) = (Levels::new(), Vec::new());
    for (key, value) in table {
        let at = value.span();
        match LevelOrOff::deserialize(value.into_deserializer()) {
            Ok(level) => {
                levels.insert(key.get_ref().to_string(), (level.level(), Span::from(key.span())));
            }
            Err(_) => problems.push(("levels are: off, note, warning, error".into(), at, None)),
        }
    }
    Ok((levels, problems))
}

/// A problem as a diagnostic in its file; at the end of it where the parser points past it.
pub(crate) fn problem_in(rule: &str, source: &Source, (message, range, help): Problem) -> Diagnostic {
    let end = source.text.len();
    let start = range.start.min(end);
    let mut diagnostic = Diagnostic::new(rule, Level::Error, message, Span::new(start, range.end.clamp(start, end)));
    diagnostic.help = help;
    diagnostic
}

/// Reads a table into `T`, with the place of what is wrong.
pub(crate) fn deserialize<T: for<'de> Deserialize<'de>>(
    table: DeTable,
    at: std::ops::Range<usize>,
) -> Result<T, Problem> {
    deserialize_value(Spanned::new(at, DeValue::Table(table)))
}

/// Reads a value into `T`, with the place of what is wrong.
pub(crate) fn deserialize_value<T: for<'de> Deserialize<'de>>(value: Spanned<DeValue>) -> Result<T, Problem> {
    let at = value.span();
    T::deserialize(value.into_deserializer()).map_err(|error| {
        let (message, help) = said(error.message());
        (message, error.span().unwrap_or(at), help)
    })
}

/// What serde says, as an editor would say it, and what was meant.
fn said(message: &str) -> (String, Option<String>) {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown variant") || message.starts_with("unknown field");
    let Some(written) = quoted.next().filter(|_| unknown) else {
        return (message.trim().replace("expected usize", "expected a whole number"), None);
    };
    let known: Vec<&str> = quoted.collect();
    let what = if message.starts_with("unknown field") { "there is no key" } else { "there is no value" };
    (
        format!("{what} `{written}` here"),
        meant(written, &known).or_else(|| Some(format!("known are: {}", known.join(", ")))),
    )
}

pub(crate) fn meant(written: &str, known: &[&str]) -> Option<String> {
    did_you_mean(written, known.iter().copied()).map(|meant| format!("did you mean `{meant}`?"))
}
