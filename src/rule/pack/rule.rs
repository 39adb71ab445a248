//! Reads one rule of a pack.
//!
//! Spans do not survive tagged and flattened serde types, so a rule's table is split by hand: the common keys are read
//! here, the rest goes to the rule's kind.

use super::PACKS;
use super::example::{Example, Examples};
use super::levels::LevelOrOff;
use super::precision::Precision;
use crate::rule::condition::OneOrMany;
use crate::rule::kind::KINDS;
use crate::rule::{BuildContext, Check, Condition, Kind, Origin, Rule, Scope, Speech, Template};
use crate::table::{Problem, deserialize, meant, meant_or_all};
use crate::text::{Source, Span};
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys that every rule has.
pub const RULE_KEYS: &[&str] = &[
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
    "yields-to",
    "language",
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
    #[serde(default, rename = "yields-to")]
    yields_to: Vec<String>,
    #[serde(default)]
    language: Languages,
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

/// The languages of the text that a rule applies to.
#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Languages {
    #[default]
    English,
    Any,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Each {
    // `hit` is the name that packs of version 0.1 use.
    #[default]
    #[serde(alias = "hit")]
    Finding,
    Document,
}

/// Reads the rule in `table`, which is at the bytes `at` of the pack's source.
///
/// # Errors
/// If anything in it is wrong; each problem points at its place.
pub(super) fn read(
    mut table: DeTable,
    at: Range<usize>,
    pack: &str,
    source: &Arc<Source>,
    with: &BuildContext,
) -> Result<Rule, Vec<Problem>> {
    let kind = kind_of(&table, &at)?;
    let (mut own, mut problems) = (DeTable::new(), Vec::new());
    let when = table.remove("when");
    table.remove("kind");
    // Most keys of most rules are common ones, which stay where they are.
    let others = table.keys().filter(|key| !RULE_KEYS.contains(&key.get_ref().as_ref()));
    let others: Vec<_> = others.cloned().collect();
    for key in others {
        let name = key.get_ref().as_ref();
        let Some(value) = table.remove(name) else { continue };
        if kind.keys().contains(&name) {
            own.insert(key, value);
        } else {
            let known: Vec<&str> = RULE_KEYS.iter().chain(kind.keys()).copied().collect();
            let owner = format!("a rule of kind {}", kind.name());
            problems.push(Problem::unknown_key(&owner, name, key.span(), &known));
        }
    }
    let has_unknown_keys = !problems.is_empty();
    let mut found = Problems(problems);
    let common: Option<Common> = found.or_else(deserialize(("a rule", &[]), table, at.clone()));
    let check = found.or_else(kind.build(Spanned::new(at, DeValue::Table(own)), with));
    let when = when.and_then(|when| found.or_else(Condition::read(when, with.language)));
    if has_unknown_keys {
        // A key that is missing is the one that was misspelled.
        found.0.retain(|problem| !problem.is_missing_key());
    }
    match (common, check) {
        (Some(common), Some(check)) => assemble((kind.name(), pack), common, check, when, source, found),
        _ => Err(found.0),
    }
}

/// The mistakes in a rule, which are told all at once.
struct Problems(Vec<Problem>);

impl Problems {
    /// The value, or its problem kept.
    fn or_else<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.0.push(problem)).ok()
    }
}

fn assemble(
    (kind, pack): (&'static str, &str),
    common: Common,
    check: Check,
    when: Option<Condition>,
    source: &Arc<Source>,
    mut found: Problems,
) -> Result<Rule, Vec<Problem>> {
    if !is_id(common.id.get_ref()) {
        let message = format!("the id `{}` is not of the form family/name", common.id.get_ref());
        found.0.push(Problem::new(message, common.id.span()));
    }
    if common.message.get_ref().trim().is_empty() {
        let help = "say in one line what is wrong: message = \"“{match}” is …\"";
        found.0.push(Problem::new("the message is empty", common.message.span()).with_help(help));
    }
    found.or_else(has_trigger(&check, when.as_ref()));
    let mut values = check.values();
    if check.is_demand() {
        // Elsewhere, what the condition finds is not what the finding is about.
        values.extend(when.iter().flat_map(Condition::values));
    }
    let message = found.or_else(template(&common.message, &values));
    let help = common.help.as_ref().and_then(|text| found.or_else(template(text, &values)));
    let scope = found.or_else(scope(common.zones, common.speech));
    let is_built_in = PACKS.iter().any(|(name, _)| *name == pack);
    let examples = examples(common.bad, common.good, &mut found);
    let (Some(message), Some(scope), true) = (message, scope, found.0.is_empty()) else { return Err(found.0) };
    let examples = if is_built_in && examples.is_empty() {
        Examples::built_in(common.id.get_ref())
    } else {
        Examples::new(examples)
    };
    let place = (Arc::clone(source), Span::from(common.id.span()));
    Ok(Rule {
        origin: if is_built_in { Origin::BuiltIn } else { Origin::Newsroom },
        level: common.level.level(),
        why: common.why,
        help,
        url: common.url,
        owner: common.owner,
        since: common.since,
        catalogue: common.catalogue,
        precision: common.precision,
        yields_to: common.yields_to,
        any_language: matches!(common.language, Languages::Any),
        scope,
        once: matches!(common.each, Each::Document),
        when,
        examples,
        ..Rule::new(common.id.into_inner(), (kind, pack), message, check, place)
    })
}

/// Whether an id is a family and a name. Imported styles may spell these as they like, so only the form is checked.
fn is_id(id: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && !part.contains('/');
    id.split_once('/').is_some_and(|(family, name)| is_part(family) && is_part(name))
        && !id.contains(char::is_whitespace)
}

/// Checks that a place which is measured from what `when` finds has something to be measured from.
fn has_trigger(check: &Check, when: Option<&Condition>) -> Result<(), Problem> {
    let Check::Demand(demand) = check else { return Ok(()) };
    match demand.measured_place() {
        Some(at) if !when.is_some_and(Condition::has_trigger) => {
            let message = "the place is measured from what `when` finds, but `when` finds nothing";
            let help = "add words, a link, a picture or a name to `when`, or use another place";
            Err(Problem::new(message, at).with_help(help))
        }
        _ => Ok(()),
    }
}

/// A message or help whose placeholders are all among `values`.
fn template(text: &Spanned<String>, values: &[String]) -> Result<Template, Problem> {
    let template = Template::parse(text.get_ref()).map_err(|message| Problem::new(message, text.span()))?;
    let Some(unknown) = template.names().find(|name| !values.iter().any(|value| value == name)) else {
        return Ok(template);
    };
    let known: Vec<&str> = values.iter().map(String::as_str).collect();
    let help = meant(unknown, &known).unwrap_or_else(|| match known.as_slice() {
        [] => "this rule has no placeholders".into(),
        known => format!("expected one of: {}", known.join(", ")),
    });
    Err(Problem::new(format!("unknown placeholder `{{{unknown}}}`"), text.span()).with_help(help))
}

fn scope(zones: Option<Spanned<OneOrMany>>, speech: Speech) -> Result<Scope, Problem> {
    let Some(zones) = zones else { return Ok(Scope::text(speech)) };
    let at = zones.span();
    let names = zones.into_inner().into_vec();
    Scope::of(names.iter().map(String::as_str), speech).map_err(|message| Problem::new(message, at))
}

fn examples(bad: Vec<Spanned<String>>, good: Vec<Spanned<String>>, found: &mut Problems) -> Vec<Example> {
    let bad = bad.into_iter().map(|text| (false, text));
    let good = good.into_iter().map(|text| (true, text));
    let example = |(good, text): (bool, Spanned<String>)| {
        let at = text.span();
        if text.get_ref().trim().is_empty() {
            return Err(Problem::new("the example is empty", at));
        }
        Example::parse(text.get_ref(), good, Span::from(at.clone())).map_err(|message| Problem::new(message, at))
    };
    bad.chain(good).filter_map(|text| found.or_else(example(text))).collect()
}

fn kind_of(table: &DeTable, at: &Range<usize>) -> Result<&'static dyn Kind, Vec<Problem>> {
    let names = || -> Vec<&str> { KINDS.iter().map(|kind| kind.name()).collect() };
    let Some(value) = table.get("kind") else {
        let help = format!("expected one of: {}", names().join(", "));
        return Err(vec![Problem::new("the rule has no kind", at.clone()).with_help(help)]);
    };
    let name = value.get_ref().as_str().unwrap_or_default();
    KINDS.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
        let help = meant_or_all(name, &names());
        vec![Problem::new(format!("there is no kind `{name}`"), value.span()).with_help(help)]
    })
}
