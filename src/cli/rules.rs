//! `copydesk rules`: which rules there are.

mod catalogue;

use super::project::{ConfigArguments, PackArguments};
use super::{End, Streams, known, problems};
use clap::{Args, ValueEnum};
use copydesk::analysis::Zone;
use copydesk::config::Settings;
use copydesk::report::{self, indented};
use copydesk::rule::{PACKS, Rule, did_you_mean};
use std::io::{self};
use std::path::Path;

#[derive(Args)]
pub struct Arguments {
    /// Only rules of this pack
    #[arg(long, value_parser = known::packs(), hide_possible_values = true)]
    pack: Option<String>,

    /// Only rules of this level: off, note, warning or error
    #[arg(long, value_parser = ["off", "note", "warning", "error"])]
    level: Option<String>,

    /// Only rules that look at this zone
    #[arg(long)]
    zone: Option<String>,

    /// Include built-in packs that are not in use here
    #[arg(long)]
    all: bool,

    /// Print the requirements of an editorial desk with the built-in rules that cover them, as a Markdown table
    #[arg(long, conflicts_with_all = ["pack", "level", "zone", "all"])]
    catalogue: bool,

    /// Format of the list
    #[arg(long, short = 'f', value_enum, default_value_t = Form::Text, conflicts_with = "catalogue")]
    format: Form,

    #[command(flatten)]
    packs: PackArguments,
}

/// How rules are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people
    Text,
    /// For programs
    Json,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    if arguments.catalogue {
        return Ok(if catalogue::write(streams)? { End::Clean } else { End::Failed });
    }
    let mut config = ConfigArguments { packs: arguments.packs.clone(), ..ConfigArguments::default() };
    if arguments.all || arguments.pack.is_some() {
        config.packs.extend.extend(PACKS.iter().map(|(name, _)| (*name).to_owned()));
    }
    let file = config.file_for(Path::new("."));
    let Some(settings) = config.settings_or_say(file.as_deref(), streams.err)? else { return Ok(End::Failed) };
    let failed = problems::show(&settings, streams)?;
    if let Some(zone) = &arguments.zone
        && !Zone::ALL.iter().any(|of| of.name() == zone)
    {
        let meant = did_you_mean(zone, Zone::ALL.iter().map(|of| of.name()));
        return refuse(&format!("there is no zone {zone}"), meant, streams);
    }
    if let Some(pack) = &arguments.pack
        && !settings.packs.iter().any(|(name, _)| name == pack)
    {
        let meant = did_you_mean(pack, settings.packs.iter().map(|(name, _)| name.as_str()));
        return refuse(&format!("there is no pack {pack}"), meant, streams);
    }
    let fits = |index: usize, rule: &Rule| {
        let level = settings.levels[index].0.map_or("off", |level| level.name());
        arguments.pack.as_ref().is_none_or(|pack| *pack == rule.pack)
            && arguments.level.as_ref().is_none_or(|wanted| wanted == level)
            && arguments.zone.as_ref().is_none_or(|zone| rule.scope.zones().any(|of| of.name() == zone))
    };
    match arguments.format {
        Form::Json => report::rules::write(&settings, fits, streams.out)?,
        Form::Text => table(&settings, fits, streams)?,
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

/// Writes a line for each rule that `fits`. On a terminal that is too narrow for the messages, they stand beneath.
fn table(settings: &Settings, fits: impl Fn(usize, &Rule) -> bool, streams: &mut Streams) -> io::Result<()> {
    let wanted = settings.rules.iter().enumerate().filter(|(index, rule)| fits(*index, rule));
    let mut rows: Vec<[String; 4]> = wanted
        .map(|(index, rule)| {
            let level = settings.levels[index].0.map_or("off", |level| level.name());
            [rule.id.clone(), level.to_owned(), rule.kind.to_owned(), rule.message.as_written()]
        })
        .collect();
    rows.sort();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second, third) = (width(0), width(1), width(2));
    for [id, level, kind, message] in &rows {
        let row = format!("{id:<first$}  {level:<second$}  {kind:<third$}  ");
        let room = streams.look.0.width.map(|width| width.saturating_sub(row.len()));
        if room.is_none_or(|room| room >= message.chars().count()) {
            writeln!(streams.out, "{row}{message}")?;
        } else {
            writeln!(streams.out, "{}", row.trim_end())?;
            writeln!(streams.out, "{}", indented(message, 4, streams.look.0.width))?;
        }
    }
    Ok(())
}

/// A filter that names nothing is a slip of the pen, not an empty list.
fn refuse(message: &str, meant: Option<&str>, streams: &mut Streams) -> io::Result<End> {
    let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
    writeln!(streams.err, "copydesk: {message}{meant}")?;
    Ok(End::Failed)
}
