//! `copydesk explain RULE DRAFT`: whether a rule applies to a draft and why, what it asks for, and what it finds.

use super::open;
use crate::cli::output::Plain;
use crate::cli::project::ConfigArguments;
use crate::cli::{End, Streams};
use copydesk::lint::{Because, Reading};
use copydesk::rule::{Account, Ground, Grounds};
use std::io::{self, Write};

/// Prints what rule `id` makes of the draft at `path`. Exits as `check` would: 1 if it finds something.
pub fn run(id: &str, path: &str, config: &ConfigArguments, streams: &mut Streams) -> io::Result<End> {
    let Some(reading) = open(path, config, streams)? else { return Ok(End::Failed) };
    match reading.account(id) {
        Some(account) => explain(id, &reading, &account, &mut Plain(streams.out)),
        None => {
            writeln!(streams.err, "copydesk: no pack in use for {path} has the rule {id}")?;
            Ok(End::Failed)
        }
    }
}

fn explain(id: &str, reading: &Reading, account: &Account, out: &mut dyn Write) -> io::Result<End> {
    writeln!(out, "{id} in {}", reading.source().name)?;
    requirements(reading, account, out)?;
    if reading.settings().rules.iter().any(|rule| rule.id == id && rule.check.compares_drafts()) {
        writeln!(
            out,
            "\nthe rule compares drafts with each other, so it finds nothing in one draft: check the folder"
        )?;
        return Ok(End::Clean);
    }
    findings(id, reading, out)
}

/// Prints whether a rule applies to a draft, what it requires, and what satisfies that or came nearest.
pub fn requirements(reading: &Reading, account: &Account, out: &mut dyn Write) -> io::Result<()> {
    if let Some(when) = &account.when {
        writeln!(out, "\napplies to this draft: {}", if when.holds { "yes" } else { "no" })?;
        grounds(reading, when, 1, out)?;
    }
    for demand in &account.demands {
        let by = demand.trigger.as_ref().map_or(String::new(), |trigger| {
            let words = format!("“{}”", reading.article().slice(trigger.span));
            format!(" for {}", ground(reading, &Ground { span: Some(trigger.span), words }))
        });
        writeln!(out, "\nrequirement{by}: {}", if demand.grounds.holds { "met" } else { "not met" })?;
        grounds(reading, &demand.grounds, 1, out)?;
    }
    Ok(())
}

/// Prints the findings of the rule and those that are allowed.
fn findings(id: &str, reading: &Reading, out: &mut dyn Write) -> io::Result<End> {
    if let Some(language) = reading.silenced_by_language(id) {
        writeln!(out, "\nthe draft is in {language}, and the rule is for English")?;
    }
    if !reading.asks(id) {
        writeln!(out, "\nfindings: none")?;
        return Ok(End::Clean);
    }
    let (source, report) = (reading.source(), reading.report());
    let found: Vec<_> = report.diagnostics.iter().filter(|found| found.rule == id).collect();
    writeln!(out, "\nfindings:{}", if found.is_empty() { " none" } else { "" })?;
    for one in &found {
        let at = source.position(one.span().start);
        writeln!(out, "  {at} {}: {}", one.level, one.message)?;
        if let Some(fix) = &one.fix {
            writeln!(out, "      fix ({}): {}", fix.safety.name(), fix.title)?;
        }
    }
    for allowed in report.suppressed.iter().filter(|allowed| allowed.diagnostic.rule == id) {
        let at = source.position(allowed.diagnostic.span().start);
        let reason = if allowed.reason.is_empty() { "without a reason" } else { &allowed.reason };
        writeln!(out, "  allowed at {at}: {} ({reason})", allowed.diagnostic.message)?;
    }
    for withheld in reading.withheld(id) {
        let at = source.position(withheld.at.start);
        match withheld.because {
            Because::YieldsTo(rule) => writeln!(out, "  left to {rule} at {at}")?,
            Because::Language(language) => writeln!(out, "  not reported at {at}: the passage is in {language}")?,
        }
    }
    Ok(if found.is_empty() { End::Clean } else { End::Found })
}

/// Prints a condition and its parts, indented by `depth`.
fn grounds(reading: &Reading, of: &Grounds, depth: usize, out: &mut dyn Write) -> io::Result<()> {
    let mark = if of.holds { '+' } else { '-' };
    writeln!(out, "{:depth$}{mark} {}", "", of.asked, depth = depth * 2)?;
    for seen in &of.seen {
        let near = if of.holds || seen.span.is_none() { "" } else { "nearest: " };
        writeln!(out, "{:depth$}{near}{}", "", ground(reading, seen), depth = depth * 2 + 4)?;
    }
    of.parts.iter().try_for_each(|part| grounds(reading, part, depth + 1, out))
}

/// Something that was seen, with its place in the file.
fn ground(reading: &Reading, of: &Ground) -> String {
    let Some(span) = of.span else { return of.words.clone() };
    let at = reading.source().position(reading.article().prose.locate(span).span.start);
    format!("{at} {}", of.words)
}
