//! `copydesk config`: what holds for a path, and where each value came from.

use super::project::{ConfigArguments, relative};
use super::{End, Streams, problems};
use clap::Args;
use copydesk::prose::Value;
use std::io::{self, Write as _};
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    /// The draft or folder to show it for
    #[arg(default_value = ".")]
    path: PathBuf,

    #[command(flatten)]
    config: ConfigArguments,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let file = arguments.config.file_for(&arguments.path);
    let Some(settings) = arguments.config.settings_or_say(file.as_deref(), streams.err)? else {
        return Ok(End::Failed);
    };
    let failed = problems::show(&settings, streams)?;
    let path = relative(&arguments.path, file.as_deref());
    let here = settings.for_path(&path);
    let out = &mut streams.out;
    match &file {
        Some(file) => writeln!(out, "# configuration: {}", file.display())?,
        None => writeln!(out, "# no copydesk.toml here or above; these are the defaults")?,
    }
    writeln!(out, "# for: {}\n", if path.is_empty() { "." } else { &path })?;
    let (fail_on, origin) = &settings.fail_on;
    writeln!(out, "fail-on = \"{fail_on}\"  # {origin}")?;
    let [include, exclude] = &settings.options.globs;
    writeln!(out, "include = {include:?}\nexclude = {exclude:?}")?;
    writeln!(
        out,
        "allow = {{ acronyms = {:?}, terms = {:?} }}",
        settings.options.allow.acronyms, settings.options.allow.terms
    )?;
    for (field, value) in here.metadata.iter().chain(&here.forced) {
        let value = match value {
            Value::Text(text) => format!("{text:?}"),
            other => format!("{other:?}"),
        };
        writeln!(out, "metadata.{field} = {value}")?;
    }
    writeln!(out, "\n# packs, in the order in which later ones win")?;
    for (name, origin) in &settings.packs {
        writeln!(out, "{name}  # {origin}")?;
    }
    writeln!(out, "\n[levels]")?;
    let mut rows: Vec<(&str, String)> = Vec::new();
    for (index, rule) in settings.rules.iter().enumerate() {
        let level = here.levels[index].map_or("off", |level| level.name());
        let (base, origin) = &settings.levels[index];
        let origin =
            if *base == here.levels[index] { origin.to_string() } else { "an [[override]] for this path".into() };
        rows.push((&rule.id, format!("\"{}\" = \"{level}\"  # {origin}", rule.id)));
    }
    rows.sort();
    for (_, row) in rows {
        writeln!(out, "{row}")?;
    }
    Ok(if failed { End::Failed } else { End::Clean })
}
