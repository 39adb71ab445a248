//! `copydesk test`: runs the examples in rules.

use super::project::{ConfigArguments, refuse_unknown, say};
use super::{End, Streams, plural, problems};
use clap::Args;
use copydesk::Error;
use copydesk::diagnostic::{FileReport, Report};
use copydesk::report::by_name;
use copydesk::rule::{Origin, Outcome, PACKS, Rule, verify};
use std::io::{self};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// Rules, families, packs, rule files or folders of them [default: all built-in packs and those of the configuration]
    what: Vec<String>,

    #[command(flatten)]
    config: ConfigArguments,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let mut config = arguments.config.clone();
    let (files, names): (Vec<&String>, Vec<&String>) =
        arguments.what.iter().partition(|what| Path::new(what.as_str()).exists());
    config.packs.extend.extend(files.iter().map(|file| (*file).clone()));
    config.packs.extend.extend(PACKS.iter().map(|(name, _)| (*name).to_owned()));
    let file = config.file_for(Path::new("."));
    let Some(settings) = config.settings_or_say(file.as_deref(), streams.err)? else { return Ok(End::Failed) };
    let broken = !settings.problems.is_empty();
    for (source, diagnostics) in &settings.problems {
        show(FileReport::new(source.clone(), diagnostics.clone()), streams)?;
    }
    let roots: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let chosen = |rule: &&Rule| {
        arguments.what.is_empty()
            || names.iter().any(|name| rule.is_selected_by(name))
            || roots.iter().any(|root| Path::new(&rule.source.name).starts_with(root))
    };
    let rules: Vec<&Rule> = settings.rules.iter().filter(chosen).collect();
    if let Some(missing) = names.iter().find(|name| name.ends_with(".toml")) {
        say(&Error::NotFound { path: missing.into() }, streams.err)?;
        return Ok(End::Failed);
    }
    if !broken && let Err(message) = refuse_unknown(names.iter().copied(), &[&settings]) {
        say(&Error::Usage(message), streams.err)?;
        return Ok(End::Failed);
    }
    if rules.is_empty() && !broken {
        writeln!(streams.err, "copydesk: there is no rule in {}", arguments.what.join(", "))?;
        return Ok(End::Failed);
    }
    let mut counts = [0_usize; 4];
    let mut without = Vec::new();
    for rule in &rules {
        let verdicts = verify(rule, &settings.house.names);
        if verdicts.is_empty() && rule.origin != Origin::Engine {
            without.push(rule.id.as_str());
        }
        for verdict in &verdicts {
            counts[verdict.outcome as usize] += 1;
        }
        if verdicts.iter().any(|verdict| verdict.outcome != Outcome::Held) {
            show(FileReport::new(rule.source.clone(), problems::failures(rule, &settings.house.names)), streams)?;
        }
    }
    for id in &without {
        writeln!(streams.out, "{id} has no example")?;
    }
    let [held, missing, noisy, wrong] = counts;
    writeln!(
        streams.out,
        "{}: {} held, {missing} missing, {noisy} noisy, {wrong} wrong",
        plural(rules.len(), "rule"),
        plural(held, "example")
    )?;
    Ok(if broken {
        End::Failed
    } else if missing + noisy + wrong > 0 {
        End::Found
    } else {
        End::Clean
    })
}

fn show(file: FileReport, streams: &mut Streams) -> io::Result<()> {
    match by_name("human") {
        Some(human) => human.write(&Report { files: vec![file], ..Report::default() }, streams.look.0, streams.out),
        None => Ok(()),
    }
}
