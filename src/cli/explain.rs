//! `copydesk explain`: what a rule does, why, and where its level comes from.

pub mod draft;

use super::output::Plain;
use super::project::{ConfigArguments, RuleSettings, relative, say, sidecar};
use super::rules::Form;
use super::{End, Streams, known, problems};
use clap::Args;
use copydesk::config::Settings;
use copydesk::files::read_as;
use copydesk::lint::{Linter, Reading};
use copydesk::report::indented;
use copydesk::report::quotes::{Row, Sheet};
use copydesk::report::rules::write as write_rules;
use copydesk::rule::did_you_mean;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr as _;

#[derive(Args)]
pub struct Arguments {
    /// The rule, as in style/preferred-terms
    #[arg(value_parser = known::rules(), hide_possible_values = true)]
    rule: String,

    /// A draft: show how the rule judges it. With a place, explain the verdict on the quotation there
    #[arg(value_name = "DRAFT[:LINE:COLUMN]")]
    draft: Option<String>,

    /// Format of the rule
    #[arg(long, short = 'f', value_enum, default_value_t = Form::Text, conflicts_with = "draft")]
    format: Form,

    #[command(flatten)]
    config: ConfigArguments,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let file = arguments.config.file_for(Path::new("."));
    let found = arguments.config.settings_with_rule_or_say(&arguments.rule, file.as_deref(), streams.err)?;
    let Some(RuleSettings { settings, config, in_use }) = found else { return Ok(End::Failed) };
    let failed = problems::show(&settings, streams)?;
    let Some(index) = settings.rules.iter().position(|rule| rule.id == arguments.rule) else {
        let meant = did_you_mean(&arguments.rule, settings.rules.iter().map(|rule| rule.id.as_str()));
        let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
        writeln!(streams.err, "copydesk: there is no rule {}{meant}", arguments.rule)?;
        return Ok(End::Failed);
    };
    let id = &settings.rules[index].id;
    let end = match &arguments.draft {
        None if arguments.format == Form::Json => {
            write_rules(&settings, |of, _| of == index, streams.out)?;
            End::Clean
        }
        None => describe(&settings, index, in_use, streams)?,
        Some(draft) => match place(draft) {
            Some((path, at)) if !Path::new(draft).exists() => at_place(id, path, at, &config, streams)?,
            _ => draft::run(id, draft, &config, streams)?,
        },
    };
    Ok(if failed { End::Failed } else { end })
}

/// Prints what the rule of this number is, where its level comes from, and its examples.
fn describe(settings: &Settings, index: usize, in_use: bool, streams: &mut Streams) -> io::Result<End> {
    let rule = &settings.rules[index];
    let out = &mut streams.out;
    let width = streams.look.0.width;
    writeln!(out, "{}", rule.id)?;
    writeln!(out, "\n{}", indented(&rule.message.as_written(), 2, width))?;
    let lines = [
        ("why", rule.why.clone()),
        ("what to do", rule.help.as_ref().map(copydesk::rule::Template::as_written)),
        ("see", rule.url.clone()),
        ("owner", rule.owner.clone()),
        ("since", rule.since.clone()),
        ("catalogue", Some(rule.catalogue.join(", ")).filter(|ids| !ids.is_empty())),
        ("precision", rule.precision.map(|precision| precision.to_string())),
    ];
    for (name, words) in lines {
        if let Some(words) = words {
            writeln!(out, "\n{}", indented(&format!("{name}: {words}"), 0, width))?;
        }
    }
    let zones: Vec<&str> = rule.scope.zones().map(copydesk::analysis::Zone::name).collect();
    writeln!(out, "\nkind: {}", rule.kind)?;
    let looks_at = format!("looks at: {}; {} speech", zones.join(", "), rule.scope.speech.name());
    writeln!(out, "{}", indented(&looks_at, 0, width))?;
    let (level, origin) = &settings.levels[index];
    let level = level.map_or("off", |level| level.name());
    if in_use {
        writeln!(out, "level: {level} ({origin})")?;
    } else {
        writeln!(out, "level: not in use here; {level} in pack {}", rule.pack)?;
    }
    writeln!(out, "defined in: {}:{}", rule.source.name, rule.source.position(rule.span.start).line)?;
    for (good, title) in [(false, "caught"), (true, "silent")] {
        for example in rule.examples.iter().filter(|example| example.good == good) {
            writeln!(out, "\n{title}:")?;
            for line in example.text.trim().lines() {
                writeln!(out, "{}", as_written(line, width).trim_end())?;
            }
        }
    }
    Ok(End::Clean)
}

/// A line of a draft, which is wrapped only if it is longer than the terminal is wide.
fn as_written(line: &str, width: Option<usize>) -> String {
    let is_long = width.is_some_and(|width| 4 + line.width() > width);
    if is_long { indented(line, 4, width) } else { format!("    {line}") }
}

/// Reads the draft at `path`, with its sidecar, by the configuration that holds for it; `None` if that cannot be done, which
/// has been said.
fn open(path: &str, config: &ConfigArguments, streams: &mut Streams) -> io::Result<Option<Reading>> {
    let draft = Path::new(path);
    let file = config.file_for(draft);
    let Some(settings) = config.settings_or_say(file.as_deref(), streams.err)? else { return Ok(None) };
    let encoding = config.encoding.as_ref().or(settings.options.encoding.as_ref()).map(String::as_str);
    match read_as(draft, path, encoding).and_then(|source| Ok((source, sidecar(draft, path)?))) {
        Ok((source, sidecar)) => {
            let here = relative(draft, file.as_deref());
            let linter = Linter::new(settings);
            streams.linters.push(linter.clone());
            Ok(Some(linter.read(Arc::new(source), &here, sidecar.map(Arc::new))))
        }
        Err(error) => say(&error, streams.err).map(|()| None),
    }
}

/// `draft.md:16:308` as a path, a line and a column.
fn place(written: &str) -> Option<(&str, (usize, usize))> {
    let mut parts = written.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, (line, column)))
}

/// Prints what the quotation at `wanted`, a line and a column, was taken for, and each step that led there.
fn at_place(
    rule: &str,
    path: &str,
    wanted: (usize, usize),
    config: &ConfigArguments,
    streams: &mut Streams,
) -> io::Result<End> {
    let Some(reading) = open(path, config, streams)? else { return Ok(End::Failed) };
    let (source, sheet) = (reading.source(), Sheet::new(&reading));
    let found = sheet.quotes.iter().find(|row| {
        let end = source.position(row.quote.span.end);
        (row.at.line, row.at.column) <= wanted && wanted < (end.line, end.column)
    });
    let Some(row) = found else {
        writeln!(streams.err, "copydesk: there is no quotation at {path}:{}:{}", wanted.0, wanted.1)?;
        return Ok(End::Failed);
    };
    let width = streams.look.0.width;
    let out = &mut Plain(streams.out);
    writeln!(out, "{rule} at {path}:{}\n\n{}\n", row.at, as_written(&row.quote.read, width))?;
    quotation(row, out)?;
    Ok(End::Clean)
}

/// Prints what a quotation was taken for, and each step that led there.
pub fn quotation(row: &Row, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "form: {}", row.form)?;
    writeln!(out, "verdict: {}", row.verdict.unwrap_or("none; only speech needs a source"))?;
    if let Some(said_by) = &row.source {
        let cue = row.cue.as_ref().map_or(String::new(), |cue| format!(", by the cue “{}”", cue.read));
        let person = row.person.as_ref().filter(|person| **person != said_by.read);
        let person = person.map_or(String::new(), |person| format!(" ({person})"));
        let inner = row.inner.as_ref().map_or(String::new(), |inner| format!(", who quotes “{}”", inner.read));
        writeln!(out, "source: “{}”{person}{inner}{cue}", said_by.read)?;
    }
    writeln!(out, "steps:")?;
    for reason in &row.reasons {
        writeln!(out, "  - {reason}")?;
    }
    Ok(())
}
