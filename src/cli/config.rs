//! `copydesk config`: what holds for a path, and where each value came from.

use super::project::{ConfigArguments, relative, say, sidecar};
use super::{End, Streams, problems};
use clap::Args;
use copydesk::config::{Field, Origin};
use copydesk::files::name_of;
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
    let beside = match sidecar(&arguments.path, &name_of(&arguments.path)) {
        Ok(sidecar) => sidecar,
        Err(error) => {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
    };
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
    let mut said: Vec<&Field> = Vec::new();
    for field in here.forced.iter().chain(beside.iter().flat_map(|sidecar| &sidecar.metadata)).chain(&here.metadata) {
        if !said.iter().any(|known| known.is_called(&field.name)) {
            said.push(field);
        }
    }
    if said.iter().any(|field| field.origin != Origin::Flag) {
        writeln!(out, "# metadata of a draft whose front matter does not say otherwise")?;
    }
    for Field { name, value, origin } in said {
        writeln!(out, "metadata.{name} = {}  # {origin}", written(value))?;
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

/// A value as TOML writes it; empty if there is none.
fn written(value: &Value) -> toml::Value {
    match value {
        Value::Empty => toml::Value::String(String::new()),
        Value::Bool(yes) => toml::Value::Boolean(*yes),
        Value::Text(text) => toml::Value::String(text.clone()),
        Value::List(list) => toml::Value::Array(list.iter().map(written).collect()),
        Value::Map(fields) => {
            toml::Value::Table(fields.iter().map(|(name, value)| (name.clone(), written(value))).collect())
        }
    }
}
