//! Levels and names of packs, as rule packs and configurations write them.

use crate::diagnostic::Level;
use crate::table::{Problem, deserialize_value};
use crate::text::{Source, Span};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

/// Levels by rule or family, each with its place in the file; `None` is off.
pub type Levels = BTreeMap<String, (Option<Level>, Span<Source>)>;

/// A level as written in `[levels]` and rules.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LevelOrOff {
    Off,
    Note,
    Warning,
    Error,
}

impl LevelOrOff {
    pub(crate) const fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Note => Some(Level::Note),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}

/// `[levels]`, as packs and configurations have it.
pub(crate) fn levels(value: Spanned<DeValue>) -> Result<(Levels, Vec<Problem>), Problem> {
    let at = value.span();
    let DeValue::Table(table) = value.into_inner() else { return Err(Problem::new("[levels] is a table", at)) };
    let (mut levels, mut problems) = (Levels::new(), Vec::new());
    for (key, value) in table {
        let at = value.span();
        match LevelOrOff::deserialize(value.into_deserializer()) {
            Ok(level) => {
                levels.insert(key.get_ref().to_string(), (level.level(), Span::from(key.span())));
            }
            Err(_) => problems.push(Problem::new("levels are: off, note, warning, error", at)),
        }
    }
    Ok((levels, problems))
}

/// A list of names, such as those of packs, each with its place in the file.
pub(crate) fn names(value: Spanned<DeValue>) -> Result<Vec<(String, Span<Source>)>, Problem> {
    let names: Vec<Spanned<String>> = deserialize_value(value)?;
    Ok(names.into_iter().map(|name| (name.get_ref().clone(), Span::from(name.span()))).collect())
}
