//! `copydesk rules`: which rules there are.

mod catalogue;

use super::project::{ConfigArguments, PackArguments};
use super::{End, Streams, problems};
use clap::Args;
use copydesk::analysis::Zone;
use copydesk::rule::{PACKS, did_you_mean};
use std::io::{self};
use std::path::Path;

#[derive(Args)]
pub struct Arguments {
    /// Only rules of this pack
    #[arg(long)]
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

    #[command(flatten)]
    packs: PackArguments,
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
    let mut rows: Vec<[String; 4]> = Vec::new();
    for (rule, (level, _)) in settings.rules.iter().zip(&settings.levels) {
        let level = level.map_or("off", |level| level.name());
        let fits = arguments.pack.as_ref().is_none_or(|pack| *pack == rule.pack)
            && arguments.level.as_ref().is_none_or(|wanted| wanted == level)
            && arguments.zone.as_ref().is_none_or(|zone| rule.scope.zones().any(|of| of.name() == zone));
        if fits {
            rows.push([rule.id.clone(), level.to_owned(), rule.kind.to_owned(), rule.message.as_written()]);
        }
    }
    rows.sort();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second, third) = (width(0), width(1), width(2));
    for [id, level, kind, message] in &rows {
        writeln!(streams.out, "{id:<first$}  {level:<second$}  {kind:<third$}  {message}")?;
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

/// A filter that names nothing is a slip of the pen, not an empty list.
fn refuse(message: &str, meant: Option<&str>, streams: &mut Streams) -> io::Result<End> {
    let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
    writeln!(streams.err, "copydesk: {message}{meant}")?;
    Ok(End::Failed)
}
