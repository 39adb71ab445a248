//! Rules as JSON, for programs: what each does, why, and where its level comes from.

use crate::analysis::Zone;
use crate::config::Settings;
use crate::rule::{Rule, Template};
use serde::Serialize;
use std::io::{self, Write};

/// All that is written; fields may be added.
#[derive(Serialize)]
struct Listed<'a> {
    version: u32,
    rules: Vec<Described<'a>>,
}

#[derive(Serialize)]
struct Described<'a> {
    id: &'a str,
    family: &'a str,
    pack: &'a str,
    kind: &'a str,
    /// `off` if the rule is off.
    level: &'static str,
    /// What set the level.
    level_from: String,
    message: String,
    why: Option<&'a str>,
    help: Option<String>,
    url: Option<&'a str>,
    owner: Option<&'a str>,
    since: Option<&'a str>,
    catalogue: &'a [String],
    precision: Option<Counted>,
    zones: Vec<&'static str>,
    speech: &'static str,
    defined_in: Place<'a>,
    /// Examples that the rule finds, and examples in which it finds nothing.
    bad: Vec<&'a str>,
    good: Vec<&'a str>,
}

#[derive(Serialize)]
struct Counted {
    read: u32,
    wanted: u32,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
}

/// Writes those rules of `settings` that `fits` accepts, which is given each with its index, sorted by id.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(settings: &Settings, fits: impl Fn(usize, &Rule) -> bool, out: &mut dyn Write) -> io::Result<()> {
    let wanted = settings.rules.iter().enumerate().filter(|(index, rule)| fits(*index, rule));
    let mut rules: Vec<Described> = wanted.map(|(index, rule)| described(settings, index, rule)).collect();
    rules.sort_by_key(|rule| rule.id);
    serde_json::to_writer_pretty(&mut *out, &Listed { version: 1, rules })?;
    writeln!(out)
}

fn described<'a>(settings: &'a Settings, index: usize, rule: &'a Rule) -> Described<'a> {
    let (level, origin) = &settings.levels[index];
    let examples = |good: bool| rule.examples.iter().filter(|of| of.good == good).map(|of| of.text.trim()).collect();
    Described {
        id: &rule.id,
        family: rule.family(),
        pack: &rule.pack,
        kind: rule.kind,
        level: level.map_or("off", |level| level.name()),
        level_from: origin.to_string(),
        message: rule.message.as_written(),
        why: rule.why.as_deref(),
        help: rule.help.as_ref().map(Template::as_written),
        url: rule.url.as_deref(),
        owner: rule.owner.as_deref(),
        since: rule.since.as_deref(),
        catalogue: &rule.catalogue,
        precision: rule.precision.map(|of| Counted { read: of.read, wanted: of.wanted }),
        zones: rule.scope.zones().map(Zone::name).collect(),
        speech: rule.scope.speech.name(),
        defined_in: Place { path: &rule.source.name, line: rule.source.position(rule.span.start).line },
        bad: examples(false),
        good: examples(true),
    }
}
