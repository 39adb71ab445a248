//! Values in conditions: strings and lists of strings, zones, and the patterns that are collected for the scan.

use crate::rule::{Pattern, ZoneSet};
use crate::table::Problem;
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

pub(in crate::rule) type Text = Spanned<String>;

/// The patterns of a condition, in the order in which its keys ask for them.
#[derive(Default)]
pub(super) struct Patterns(pub(super) Vec<Pattern>);

impl Patterns {
    /// Adds regular expressions, and returns the numbers of their patterns.
    pub(super) fn add(&mut self, expressions: impl Iterator<Item = Text>) -> Result<Range<usize>, Problem> {
        let first = self.0.len();
        for text in expressions {
            let pattern = Pattern::regex(text.get_ref(), false);
            self.0.push(pattern.map_err(|message| Problem::new(message, text.span()))?);
        }
        Ok(first..self.0.len())
    }
}

/// A string or a list of strings.
pub(super) fn texts(value: Spanned<DeValue>) -> Result<Vec<Text>, Problem> {
    let at = value.span();
    let wrong = |at| Problem::new("expected a string or a list of strings", at);
    match value.into_inner() {
        DeValue::String(text) => Ok(vec![Spanned::new(at, text.into_owned())]),
        DeValue::Array(list) if !list.is_empty() => list
            .into_iter()
            .map(|value| {
                let at = value.span();
                match value.into_inner() {
                    DeValue::String(text) => Ok(Spanned::new(at, text.into_owned())),
                    _ => Err(wrong(at)),
                }
            })
            .collect(),
        _ => Err(wrong(at)),
    }
}

/// The texts without their places.
pub(super) fn plain(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(Spanned::into_inner).collect()
}

/// Texts in quotation marks with “or” between them, shortened where they are many or long.
pub(super) fn quoted(texts: &[Text]) -> String {
    const SHOWN: usize = 3;
    let short = |text: &Text| match text.get_ref().char_indices().nth(60) {
        Some((end, _)) => format!("“{}…”", &text.get_ref()[..end]),
        None => format!("“{}”", text.get_ref()),
    };
    let shown: Vec<String> = texts.iter().take(SHOWN).map(short).collect();
    let more = if texts.len() > SHOWN { format!(" or {} more", texts.len() - SHOWN) } else { String::new() };
    format!("{}{more}", shown.join(" or "))
}

/// Words in quotation marks: “a”, “b” or “c”.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [one] => format!("“{one}”"),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(|word| format!("“{word}”")).collect();
            format!("{} or “{last}”", head.join(", "))
        }
        [] => String::new(),
    }
}

/// A zone, a group of zones, or a list of both.
pub(super) fn zones(value: Spanned<DeValue>) -> Result<ZoneSet, Problem> {
    texts(value)?.iter().try_fold(ZoneSet::default(), |zones, name| Ok(zones.union(zone(name)?)))
}

/// A zone or a group of zones.
pub(super) fn zone(name: &Text) -> Result<ZoneSet, Problem> {
    ZoneSet::named(name.get_ref()).map_err(|message| Problem::new(message, name.span()))
}

/// A string or a list of strings, for the options of rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a string or a list of strings")]
pub(in crate::rule) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(in crate::rule) fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(word) => vec![word],
            Self::Many(words) => words,
        }
    }
}
