//! Reads levels and lists of pack names, which packs and configurations have alike.

use crate::diagnostic::Level;
use crate::table::{Problem, deserialize_value};
use crate::text::{Source, Span};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

/// Levels by rule or family, each with its place in the file; `None` means off.
pub type Levels = BTreeMap<String, (Option<Level>, Span<Source>)>;

/// A level in `[levels]` and in rules.
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

/// Reads `[levels]`.
pub(crate) fn levels(value: Spanned<DeValue>) -> Result<(Levels, Vec<Problem>), Problem> {
    let at = value.span();
    let DeValue::Table(table) = value.into_inner() else { return Err(Problem::new("[levels] must be a table", at)) };
    let (mut levels, mut problems) = (Levels::new(), Vec::new());
    for (key, value) in table {
        let at = value.span();
        match LevelOrOff::deserialize(value.into_deserializer()) {
            Ok(level) => {
                levels.insert(key.get_ref().to_string(), (level.level(), Span::from(key.span())));
            }
            Err(_) => problems.push(Problem::new("expected off, note, warning or error", at)),
        }
    }
    Ok((levels, problems))
}

/// Reads a list of names, each with its place in the file.
pub(crate) fn names(value: Spanned<DeValue>) -> Result<Vec<(String, Span<Source>)>, Problem> {
    let names: Vec<Spanned<String>> = deserialize_value(value)?;
    Ok(names.into_iter().map(|name| (name.get_ref().clone(), Span::from(name.span()))).collect())
}
