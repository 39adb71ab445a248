//! [`Condition`]: what a draft must be like, for a rule's `when` and for what `require` asks.

use super::expression::Expression;
use super::scope::zone_bits;
use crate::analysis::{Article, Zone};
use globset::GlobMatcher;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A glob over paths: `*` stays within a folder, `**` does not.
///
/// # Errors
/// Says what is wrong with it.
pub fn glob(pattern: &str) -> Result<globset::Glob, String> {
    globset::GlobBuilder::new(pattern.trim_start_matches("./"))
        .literal_separator(true)
        .build()
        .map_err(|error| error.to_string())
}

/// A condition on a draft; all parts that are given must hold.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    any: Vec<Condition>,
    all: Vec<Condition>,
    not: Option<Box<Condition>>,
    metadata: Vec<(String, Vec<String>)>, // field, values; no values: the field is present
    zones: Option<u32>,
    words: Option<Expression>,
    within: Option<u32>,
    path: Option<GlobMatcher>,
    dated: Option<bool>,
}

/// A condition as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    any: Vec<Condition>,
    #[serde(default)]
    all: Vec<Condition>,
    not: Option<Box<Condition>>,
    metadata: Option<WrittenMetadata>,
    zone: Option<OneOrMany>,
    phrase: Option<OneOrMany>,
    pattern: Option<String>,
    #[serde(rename = "in")]
    within: Option<OneOrMany>,
    path: Option<String>,
    dated: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum WrittenMetadata {
    Present(OneOrMany),
    Values(BTreeMap<String, OneOrMany>),
}

/// One word or a list of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(word) => vec![word],
            Self::Many(words) => words,
        }
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        Self::build(written).map_err(serde::de::Error::custom)
    }
}

fn bits(names: OneOrMany) -> Result<u32, String> {
    names.into_vec().iter().try_fold(0, |bits, name| Ok(bits | zone_bits(name)?))
}

impl Condition {
    fn build(written: Written) -> Result<Self, String> {
        let metadata = match written.metadata {
            None => Vec::new(),
            Some(WrittenMetadata::Present(fields)) => {
                fields.into_vec().into_iter().map(|field| (field, Vec::new())).collect()
            }
            Some(WrittenMetadata::Values(fields)) => {
                fields.into_iter().map(|(field, values)| (field, values.into_vec())).collect()
            }
        };
        let words = match (written.phrase, written.pattern) {
            (Some(_), Some(_)) => return Err("give either phrase or pattern, not both".into()),
            (Some(phrases), None) => {
                let phrases: Vec<String> =
                    phrases.into_vec().iter().map(|phrase| regex::escape(phrase).replace('\'', "['’]")).collect();
                Some(phrases.join("|"))
            }
            (None, pattern) => pattern,
        };
        let words = words.map(|pattern| Expression::parse(&pattern, false)).transpose()?;
        if written.within.is_some() && words.is_none() {
            return Err("“in” says where a phrase or pattern is looked for, but none is given".into());
        }
        let path = written.path.map(|pattern| glob(&pattern)).transpose()?.map(|glob| glob.compile_matcher());
        Ok(Self {
            any: written.any,
            all: written.all,
            not: written.not,
            metadata,
            zones: written.zone.map(bits).transpose()?,
            words,
            within: written.within.map(bits).transpose()?,
            path,
            dated: written.dated,
        })
    }

    /// Whether `article` is so.
    #[must_use]
    pub fn holds(&self, article: &Article) -> bool {
        (self.any.is_empty() || self.any.iter().any(|condition| condition.holds(article)))
            && self.all.iter().all(|condition| condition.holds(article))
            && self.not.as_ref().is_none_or(|condition| !condition.holds(article))
            && self.metadata.iter().all(|(field, values)| has_field(article, field, values))
            && self.zones.is_none_or(|zones| {
                Zone::ALL.into_iter().any(|zone| zones & (1 << zone as u32) != 0 && article.has_zone(zone))
            })
            && self.words.as_ref().is_none_or(|words| self.has_words(article, words))
            && self.dated.is_none_or(|dated| article.anchor.is_some() == dated)
            && self.path.as_ref().is_none_or(|path| path.is_match(&article.path))
    }

    fn has_words(&self, article: &Article, words: &Expression) -> bool {
        let blocks = article.prose.blocks.iter().zip(&article.zones);
        blocks
            .filter(|&(_, &zone)| self.within.is_none_or(|zones| zones & (1 << zone as u32) != 0))
            .any(|(block, _)| words.is_match(article.slice(block.span)))
    }
}

fn has_field(article: &Article, field: &str, values: &[String]) -> bool {
    let Some(value) = article.prose.metadata.field(field) else { return false };
    if values.is_empty() { value.is_present() } else { values.iter().any(|wanted| value.is(wanted)) }
}
