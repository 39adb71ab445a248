//! [`Options`]: what JavaScript asks for, as JSON.

use copydesk::checker;
use copydesk::config::Day;
use copydesk::diagnostic::Level;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The options of a checker; without any, the default profile.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct Options {
    /// The text of a `copydesk.toml`.
    configuration: Option<String>,
    /// The texts of packs and registers, by the names under which the configuration and these options know them.
    files: BTreeMap<String, String>,
    packs: Vec<String>,
    registers: Vec<String>,
    /// The level of a rule, a family or a pack; `off` turns it off.
    levels: BTreeMap<String, String>,
    today: Option<String>,
    offsets: Counted,
}

/// In what offsets count.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Counted {
    #[default]
    Bytes,
    Utf16,
}

impl Options {
    /// Whether offsets count code units of UTF-16.
    pub fn in_utf16(&self) -> bool {
        self.offsets == Counted::Utf16
    }

    /// The options of a [`copydesk::Checker`].
    ///
    /// # Errors
    /// If there is no such level or day.
    pub fn read(self) -> Result<checker::Options, String> {
        let mut options = checker::Options::new();
        if let Some(text) = self.configuration {
            options = options.configuration("copydesk.toml", text);
        }
        for (name, text) in self.files {
            options = options.file(name, text);
        }
        options = self.packs.into_iter().fold(options, checker::Options::pack);
        options = self.registers.into_iter().fold(options, checker::Options::register);
        for (selector, name) in self.levels {
            let level = Level::ALL.into_iter().find(|level| level.name() == name);
            if level.is_none() && name != "off" {
                return Err(format!("levels: {selector}: there is no level {name}"));
            }
            options = options.level(selector, level);
        }
        match self.today {
            Some(day) => Ok(options.today(Day::parse(&day).ok_or_else(|| format!("today: {day} is not a day"))?)),
            None => Ok(options),
        }
    }
}
