//! Values that completions know and that may be others too, as the ids of rules: those of a newsroom are in its own packs.

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use copydesk::config::{Flags, Options, Settings};
use copydesk::files::Disk;
use copydesk::rule::PACKS;
use std::collections::BTreeSet;
use std::ffi::OsStr;

/// Accepts any text. `list` has the values that completions offer, and is called only when they are written.
#[derive(Clone)]
pub struct Known {
    list: fn() -> BTreeSet<String>,
}

impl TypedValueParser for Known {
    type Value = String;

    fn parse_ref(&self, _: &clap::Command, _: Option<&clap::Arg>, value: &OsStr) -> Result<String, clap::Error> {
        value.to_str().map(str::to_owned).ok_or_else(|| clap::Error::new(ErrorKind::InvalidUtf8))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.list)().into_iter().map(PossibleValue::new)))
    }
}

/// Packs.
pub fn packs() -> Known {
    Known { list: || PACKS.iter().map(|(name, _)| (*name).to_owned()).collect() }
}

/// Rules by their ids.
pub fn rules() -> Known {
    Known { list: || names(|rule| vec![rule.id.as_str()]) }
}

/// Rules, families and packs.
pub fn selectors() -> Known {
    Known { list: || names(|rule| vec![rule.id.as_str(), rule.family(), rule.pack.as_str()]) }
}

/// What `of` gives for each rule that is built in.
fn names(of: fn(&copydesk::rule::Rule) -> Vec<&str>) -> BTreeSet<String> {
    let extends = PACKS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let flags = Flags { extends, ..Flags::default() };
    let Ok(settings) = Settings::resolve(Options::none(), flags, &Disk) else { return BTreeSet::new() };
    settings.rules.iter().flat_map(|rule| of(rule).into_iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}
