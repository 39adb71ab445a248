//! `copydesk rules --catalogue`: for each requirement of the catalogue its rules, as a table in Markdown.

use crate::cli::Streams;
use crate::cli::project::ConfigArguments;
use copydesk::config::Settings;
use copydesk::rule::{PROFILES, Rule, catalogue};
use std::io;

/// Writes the table; false where a profile cannot be read.
pub fn write(streams: &mut Streams) -> io::Result<bool> {
    let mut profiles: Vec<(&str, Settings)> = Vec::new();
    for &profile in PROFILES {
        let mut config = ConfigArguments::default();
        config.packs.extend.push(profile.to_owned());
        let Some(settings) = config.settings_or_say(None, streams.err)? else { return Ok(false) };
        profiles.push((profile, settings));
    }
    let rules = all_rules(&profiles);
    let covering =
        |id: &str| rules.iter().filter(|rule| rule.catalogue.iter().any(|of| of == id)).copied().collect::<Vec<_>>();
    let catalogue = catalogue();
    let covered = catalogue.iter().filter(|requirement| !covering(&requirement.id).is_empty()).count();
    let out = &mut streams.out;
    writeln!(out, "# What copydesk checks\n")?;
    writeln!(out, "Written by `copydesk rules --catalogue`; a test compares it with the packs.\n")?;
    writeln!(
        out,
        "{covered} of {} requirements are covered by {} rules. The profile is the first in which a rule is on; a rule without a \
         profile is on only if you turn it on. Precision says how many of the findings that were read, on 289 published articles \
         from thirty sources, an editor would act on. No rule was tuned on these articles. “No findings” means that there was nothing to \
         read; docs/names.md and docs/attribution.md have figures of more copy.\n",
        catalogue.len(),
        rules.len(),
    )?;
    writeln!(out, "| Id | Asks | Rule | Kind | Profile | Level | Precision |")?;
    writeln!(out, "|:---|:-----|:-----|:-----|:--------|:------|:----------|")?;
    for requirement in &catalogue {
        let rules = covering(&requirement.id);
        if rules.is_empty() {
            let why = requirement.uncovered.as_deref().unwrap_or("not yet");
            writeln!(out, "| {} | {} | none: {why} | | | | |", requirement.id, requirement.name)?;
        }
        for rule in rules {
            let (profile, level) = first_profile(rule, &profiles);
            let precision = match rule.precision {
                None => String::new(),
                Some(of) if of.read == 0 => "no findings".into(),
                Some(of) => format!("{} of {}", of.wanted, of.read),
            };
            let cells = [&requirement.id, &requirement.name, &rule.id, rule.kind, profile, level, &precision];
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    Ok(true)
}

/// The rules of all profiles, each once, by id.
fn all_rules<'a>(profiles: &'a [(&str, Settings)]) -> Vec<&'a Rule> {
    let mut rules: Vec<&Rule> = profiles.iter().flat_map(|(_, settings)| &settings.rules).collect();
    rules.sort_by(|one, other| one.id.cmp(&other.id));
    rules.dedup_by(|one, other| one.id == other.id);
    rules
}

/// The first profile in which a rule is on, and its level there.
fn first_profile<'a>(rule: &Rule, profiles: &[(&'a str, Settings)]) -> (&'a str, &'static str) {
    let on = profiles.iter().find_map(|(name, settings)| {
        let index = settings.rules.iter().position(|of| of.id == rule.id)?;
        Some((*name, settings.levels[index].0?.name()))
    });
    on.unwrap_or(("", "off"))
}
