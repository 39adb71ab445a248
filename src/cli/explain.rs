//! `copydesk explain`: what a rule does, why, and where its level comes from.

mod draft;

use super::output::Plain;
use super::project::{ConfigArguments, say};
use super::{End, Streams, problems};
use clap::Args;
use copydesk::analysis::Article;
use copydesk::files::read;
use copydesk::report::quotes::sheet;
use copydesk::rule::{PACKS, did_you_mean};
use std::io::{self, Write as _};
use std::path::Path;

#[derive(Args)]
pub struct Arguments {
    /// The rule, as in style/preferred-terms
    rule: String,

    /// A draft: say what the rule makes of it. With a place, a quotation there: say how it was judged
    #[arg(value_name = "DRAFT[:LINE:COLUMN]")]
    draft: Option<String>,

    #[command(flatten)]
    config: ConfigArguments,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let file = arguments.config.file_for(Path::new("."));
    let mut config = arguments.config.clone();
    let loaded = config.settings(file.as_deref()).map(|settings| {
        let here = settings.rules.iter().any(|rule| rule.id == arguments.rule);
        (settings, here)
    });
    let (settings, on) = match loaded {
        Ok((settings, true)) => (settings, true),
        // Not in the packs that hold here: perhaps in one that could be turned on.
        Ok((_, false)) => {
            config.packs.extend.extend(PACKS.iter().map(|(name, _)| (*name).to_owned()));
            match config.settings(file.as_deref()) {
                Ok(settings) => (settings, false),
                Err(error) => {
                    say(&error, streams.err)?;
                    return Ok(End::Failed);
                }
            }
        }
        Err(error) => {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
    };
    let failed = problems::show(&settings, streams)?;
    let Some(index) = settings.rules.iter().position(|rule| rule.id == arguments.rule) else {
        let meant = did_you_mean(&arguments.rule, settings.rules.iter().map(|rule| rule.id.as_str()));
        let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
        writeln!(streams.err, "copydesk: there is no rule {}{meant}", arguments.rule)?;
        return Ok(End::Failed);
    };
    let rule = &settings.rules[index];
    if let Some(written) = &arguments.draft {
        let end = match place(written) {
            Some((path, at)) if !Path::new(written).exists() => at_place(&rule.id, path, at, streams),
            _ => draft::run(&rule.id, written, &config, streams),
        }?;
        return Ok(if failed { End::Failed } else { end });
    }
    let (level, origin) = &settings.levels[index];
    let out = &mut streams.out;
    writeln!(out, "{}", rule.id)?;
    writeln!(out, "\n  {}", rule.message.as_written())?;
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
            writeln!(out, "\n{name}: {words}")?;
        }
    }
    let zones: Vec<&str> = rule.scope.zones().map(copydesk::analysis::Zone::name).collect();
    writeln!(out, "\nkind: {}", rule.kind)?;
    writeln!(out, "looks at: {}; {} speech", zones.join(", "), rule.scope.speech.name())?;
    let level = level.map_or("off", |level| level.name());
    if on {
        writeln!(out, "level: {level} ({origin})")?;
    } else {
        writeln!(out, "level: not in use here; {level} in pack {}", rule.pack)?;
    }
    writeln!(out, "defined in: {}:{}", rule.source.name, rule.source.position(rule.span.start).line)?;
    for (good, title) in [(false, "caught"), (true, "silent")] {
        for example in rule.examples.iter().filter(|example| example.good == good) {
            writeln!(out, "\n{title}:")?;
            for line in example.text.trim().lines() {
                writeln!(out, "{}", format!("    {line}").trim_end())?;
            }
        }
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

/// `draft.md:16:308` as a path, a line and a column.
fn place(written: &str) -> Option<(&str, (usize, usize))> {
    let mut parts = written.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, (line, column)))
}

/// Prints what the quotation at `wanted`, a line and a column, was taken for, and each step that led there.
fn at_place(rule: &str, path: &str, wanted: (usize, usize), streams: &mut Streams) -> io::Result<End> {
    let source = match read(Path::new(path), path) {
        Ok(source) => source,
        Err(error) => {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
    };
    let sheet = sheet(&source, &Article::new(&source, copydesk::format::read(&source)));
    let found = sheet.quotes.iter().find(|row| {
        let end = source.position(row.quote.span.end);
        (row.at.line, row.at.column) <= wanted && wanted < (end.line, end.column)
    });
    let Some(row) = found else {
        writeln!(streams.err, "copydesk: no quotation stands at {path}:{}:{}", wanted.0, wanted.1)?;
        return Ok(End::Failed);
    };
    let out = &mut Plain(streams.out);
    writeln!(out, "{rule} at {path}:{}\n\n    {}\n", row.at, row.quote.read)?;
    writeln!(out, "form: {}", row.form)?;
    writeln!(out, "verdict: {}", row.verdict.unwrap_or("none; only speech needs a source"))?;
    if let Some(said_by) = &row.source {
        let cue = row.cue.as_ref().map_or(String::new(), |cue| format!(", by the cue “{}”", cue.read));
        let person = row.person.as_ref().filter(|person| **person != said_by.read);
        let person = person.map_or(String::new(), |person| format!(" ({person})"));
        let inner = row.inner.as_ref().map_or(String::new(), |inner| format!(", who quotes “{}”", inner.read));
        writeln!(out, "source: “{}”{person}{inner}{cue}", said_by.read)?;
    }
    writeln!(out, "looked at:")?;
    for reason in &row.reasons {
        writeln!(out, "  - {reason}")?;
    }
    Ok(End::Clean)
}
