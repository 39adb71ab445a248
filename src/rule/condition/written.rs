//! A [`Condition`] as it is written: a table whose mistakes are shown at the very key or value.

use super::clause::{At, Clause, Than, What};
use super::link::Links;
use super::place::{self, Place};
use super::{Condition, Node, glob};
use crate::analysis::names::PROPERTIES;
use crate::language::Language;
use crate::rule::scan::zone_bits;
use crate::rule::{Pattern, Speech};
use crate::table::Problem;
use crate::table::{deserialize_value, meant};
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of a condition.
const KEYS: &[&str] = &[
    "all", "any", "date", "dated", "embed", "family", "house", "image", "in", "link", "metadata", "names", "not",
    "path", "pattern", "phrase", "place", "shared", "speech", "zone",
];

pub(in crate::rule) type Text = Spanned<String>;

/// The first key of a table that says where something counts, and its bytes.
type Given = Option<(&'static str, Range<usize>)>;

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// Says what is wrong and where.
    pub(in crate::rule) fn read(value: Spanned<DeValue>, language: &Language) -> Result<Self, Problem> {
        let mut reader = Reader { language, patterns: Vec::new(), measured: None };
        let root = reader.node(value)?;
        Ok(Self { root, patterns: reader.patterns, measured: reader.measured })
    }
}

struct Reader<'a> {
    language: &'a Language,
    patterns: Vec<Pattern>,
    /// Where the first place stands that is measured from a trigger.
    measured: Option<Range<usize>>,
}

impl Reader<'_> {
    fn node(&mut self, value: Spanned<DeValue>) -> Result<Node, Problem> {
        let table_at = value.span();
        let DeValue::Table(mut table) = value.into_inner() else {
            let help = "write it as { phrase = \"…\" } or { metadata = { type = \"opinion\" } }";
            return Err(Problem::new("a condition is a table", table_at).with_help(help));
        };
        let (at, given) = self.at(&mut table)?;
        let (mut parts, mut located) = (Vec::new(), 0);
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match name {
                "any" | "all" => {
                    let of = self.nodes(value)?;
                    parts.push(if name == "any" { Node::Any(of) } else { Node::All(of) });
                    continue;
                }
                "not" => {
                    let part = self.node(value)?;
                    parts.push(Node::Not(Box::new(part)));
                    continue;
                }
                _ => {}
            }
            let before = parts.len();
            for what in self.whats(name, key.span(), value)? {
                let zone = matches!(what, What::Zone(_)) && at.zones.is_some(); // `in` is for the words beside it
                let has_place =
                    !matches!(what, What::Field { .. } | What::Date { .. } | What::Dated(_) | What::Path { .. });
                located += usize::from(has_place && !zone);
                let mut at = if has_place { at.clone() } else { At::default() };
                if matches!(what, What::Zone(_)) {
                    at.zones = None;
                }
                parts.push(Node::Leaf(Box::new(Clause { what, at })));
            }
            debug_assert!(parts.len() > before || name == "metadata");
        }
        if let Some((key, span)) = given.filter(|_| located == 0) {
            let message = format!("`{key}` says where something is looked for, but nothing is");
            let help = "add phrase, pattern, family, zone, link, names or image";
            return Err(Problem::new(message, span).with_help(help));
        }
        if parts.is_empty() {
            return Err(Problem::new("the condition asks nothing, so it always holds", table_at));
        }
        Ok(Node::All(parts))
    }

    fn nodes(&mut self, value: Spanned<DeValue>) -> Result<Vec<Node>, Problem> {
        let at = value.span();
        match value.into_inner() {
            DeValue::Array(list) if !list.is_empty() => list.into_iter().map(|part| self.node(part)).collect(),
            _ => Err(Problem::new("here stands a list of conditions: [{ … }, { … }]", at)),
        }
    }

    /// Where the things of a table count, and the first key that says so.
    fn at(&mut self, table: &mut DeTable) -> Result<(At, Given), Problem> {
        let (mut at, mut given) = (At::default(), None);
        if let Some((key, value)) = table.remove_entry("in") {
            given = Some(("in", key.span()));
            at.zones = Some(zones(value)?);
        }
        if let Some((key, value)) = table.remove_entry("speech") {
            given = given.or(Some(("speech", key.span())));
            at.speech = Some(deserialize_value::<Speech>(value)?);
        }
        if let Some((key, value)) = table.remove_entry("place") {
            given = given.or(Some(("place", key.span())));
            let span = value.span();
            let place = place_of(value)?;
            if place.is_measured() {
                self.measured = self.measured.take().or(Some(span));
            }
            at.place = Some(place);
        }
        Ok((at, given))
    }

    fn whats(&mut self, key: &str, at: Range<usize>, value: Spanned<DeValue>) -> Result<Vec<What>, Problem> {
        let span = value.span();
        Ok(vec![match key {
            "metadata" => return fields(value),
            "zone" => What::Zone(zones(value)?),
            "phrase" => {
                let phrases = texts(value)?;
                let told = format!("the words {}", quoted(&phrases));
                let escaped = phrases.into_iter().map(|phrase| {
                    let at = phrase.span();
                    Spanned::new(at, regex::escape(phrase.get_ref()).replace('\'', "['’]"))
                });
                self.words(escaped, told)?
            }
            "pattern" => {
                let patterns = texts(value)?;
                let told = format!("words like {}", quoted(&patterns));
                self.words(patterns.into_iter(), told)?
            }
            "family" => {
                let names = texts(value)?;
                let told = format!("words of the family {}", quoted(&names));
                let mut patterns = Vec::new();
                for name in names {
                    let families = &self.language.article.phrase_families;
                    let Some(of) = families.get(name.get_ref()) else {
                        let known: Vec<&str> = families.keys().map(String::as_str).collect();
                        let help = meant(name.get_ref(), &known);
                        let help = help.or_else(|| Some(format!("families are: {}", known.join(", "))));
                        return Err(Problem::new(format!("there is no family “{}”", name.get_ref()), name.span())
                            .with_help_if(help));
                    };
                    patterns.extend(of.iter().map(|pattern| Spanned::new(name.span(), pattern.clone())));
                }
                self.words(patterns.into_iter(), told)?
            }
            "link" => What::Link(Links::read(value, span)?),
            "embed" => What::Embed(match value.get_ref().as_bool() {
                Some(true) => Links::default(),
                _ => Links::read(value, span)?,
            }),
            "image" => match value.get_ref().as_bool() {
                Some(true) => What::Image,
                _ => return Err(Problem::new("write image = true, or not = { image = true }", span)),
            },
            "house" => match value.get_ref().as_bool() {
                Some(true) => What::House,
                _ => return Err(Problem::new("write house = true, or not = { house = true }", span)),
            },
            "names" => names(value)?,
            "shared" => {
                let zones = texts(value)?;
                let [one, other] = zones.as_slice() else {
                    return Err(Problem::new("shared names two zones: [\"bio\", \"body\"]", span));
                };
                if one.get_ref() == other.get_ref() {
                    return Err(Problem::new("shared names two zones that differ", span));
                }
                let bits =
                    |zone: &Text| zone_bits(zone.get_ref()).map_err(|message| Problem::new(message, zone.span()));
                What::Shared(bits(one)?, bits(other)?)
            }
            "date" => date(value)?,
            "dated" => What::Dated(deserialize_value(value)?),
            "path" => {
                let written: Text = deserialize_value(value)?;
                let glob = glob(written.get_ref()).map_err(|message| Problem::new(message, written.span()))?;
                What::Path { glob: glob.compile_matcher(), written: written.into_inner() }
            }
            _ => return Err(Problem::new(format!("a condition has no key `{key}`"), at).with_help_if(known(key, KEYS))),
        }])
    }

    fn words(&mut self, patterns: impl Iterator<Item = Text>, told: String) -> Result<What, Problem> {
        let from = self.patterns.len();
        for pattern in patterns {
            let read = Pattern::regex(pattern.get_ref(), false);
            self.patterns.push(read.map_err(|message| Problem::new(message, pattern.span()))?);
        }
        Ok(What::Words { patterns: from..self.patterns.len(), told })
    }
}

pub(super) fn known(written: &str, keys: &[&str]) -> Option<String> {
    meant(written, keys).or_else(|| Some(format!("known are: {}", keys.join(", "))))
}

/// A text or a list of texts.
pub(super) fn texts(value: Spanned<DeValue>) -> Result<Vec<Text>, Problem> {
    let at = value.span();
    let wrong = |at| Problem::new("here stands a text or a list of texts", at);
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

pub(super) fn plain(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(Spanned::into_inner).collect()
}

fn quoted(texts: &[Text]) -> String {
    const SHOWN: usize = 3;
    let short = |text: &Text| match text.get_ref().char_indices().nth(60) {
        Some((end, _)) => format!("“{}…”", &text.get_ref()[..end]),
        None => format!("“{}”", text.get_ref()),
    };
    let shown: Vec<String> = texts.iter().take(SHOWN).map(short).collect();
    let more = if texts.len() > SHOWN { format!(" or {} more", texts.len() - SHOWN) } else { String::new() };
    format!("{}{more}", shown.join(" or "))
}

fn zones(value: Spanned<DeValue>) -> Result<u32, Problem> {
    texts(value)?.into_iter().try_fold(0, |bits, name| {
        zone_bits(name.get_ref()).map(|of| bits | of).map_err(|message| Problem::new(message, name.span()))
    })
}

/// `"before"`, `{ sentences = 1 }` and so on.
fn place_of(value: Spanned<DeValue>) -> Result<Place, Problem> {
    let at = value.span();
    let names: Vec<&str> = place::NAMES.iter().map(|(name, _)| *name).collect();
    match value.into_inner() {
        DeValue::String(name) => {
            let found = place::NAMES.iter().find(|(of, _)| *of == name).map(|(_, place)| *place);
            found.ok_or_else(|| {
                Problem::new(format!("there is no place “{name}”"), at).with_help_if(known(&name, &names))
            })
        }
        DeValue::Table(table) if table.len() == 1 => {
            let (key, value) = table.into_iter().next().expect("it has one entry");
            let make = match key.get_ref().as_ref() {
                "sentences" => Place::Sentences,
                "words" => Place::Words,
                other => {
                    let message = format!("a place has no key `{other}`");
                    return Err(Problem::new(message, key.span()).with_help_if(known(other, &["sentences", "words"])));
                }
            };
            Ok(make(deserialize_value(value)?))
        }
        _ => {
            let help = format!("places are: {}, {{ sentences = 1 }}, {{ words = 6 }}", names.join(", "));
            Err(Problem::new("this is no place", at).with_help(help))
        }
    }
}

/// `"author"`, `["author", "date"]` or `{ type = ["opinion", "column"], sponsored = true }`.
fn fields(value: Spanned<DeValue>) -> Result<Vec<What>, Problem> {
    let DeValue::Table(table) = value.get_ref() else {
        let present = |name| What::Field { name, values: Vec::new() };
        let names = texts(value)?;
        if let Some(empty) = names.iter().find(|name| name.get_ref().trim().is_empty()) {
            return Err(Problem::new("the field has no name", empty.span()));
        }
        return Ok(plain(names).into_iter().map(present).collect());
    };
    let field = |(name, value): (&Spanned<_>, &Spanned<DeValue>)| -> Result<What, Problem> {
        let name: &std::borrow::Cow<str> = name.get_ref();
        let values = match value.get_ref() {
            DeValue::Boolean(yes) => vec![yes.to_string()],
            _ => plain(texts(value.clone())?),
        };
        Ok(What::Field { name: name.to_string(), values })
    };
    table.iter().map(field).collect()
}

/// `{ field = "embargo", is = "ahead" }` or `{ field = "updated", after = "published" }`.
fn date(value: Spanned<DeValue>) -> Result<What, Problem> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        field: String,
        is: Option<Is>,
        after: Option<String>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Is {
        Ahead,
        Passed,
    }
    let at = value.span();
    let Written { field, is, after } = deserialize_value(value)?;
    let than = match (is, after) {
        (Some(is), None) => Than::Today(matches!(is, Is::Ahead)),
        (None, Some(other)) => Than::Field(other),
        _ => {
            let help = "{ field = \"embargo\", is = \"ahead\" } or { field = \"updated\", after = \"published\" }";
            return Err(Problem::new("a date is ahead or passed, or after another", at).with_help(help));
        }
    };
    Ok(What::Date { field, than })
}

/// `"owner"`, `["owner", "funder"]` or `{ label = ["state-run", "state-owned"] }`.
fn names(value: Spanned<DeValue>) -> Result<What, Problem> {
    let property = |at: Range<usize>, name: &str| match PROPERTIES.contains(&name) {
        true => Ok(name.to_owned()),
        false => {
            Err(Problem::new(format!("names have no property `{name}`"), at).with_help_if(known(name, PROPERTIES)))
        }
    };
    let at = value.span();
    if !value.get_ref().is_table() {
        let of = texts(value)?.into_iter().map(|name| property(name.span(), name.get_ref()));
        return Ok(What::Names { property: of.collect::<Result<_, _>>()?, values: Vec::new() });
    }
    let DeValue::Table(table) = value.into_inner() else { return Err(Problem::new("this is no property", at)) };
    if table.len() != 1 {
        return Err(Problem::new("here stands one property: { label = \"state-run\" }", at));
    }
    let (key, value) = table.into_iter().next().expect("it has one entry");
    Ok(What::Names { property: vec![property(key.span(), key.get_ref())?], values: plain(texts(value)?) })
}

/// One word or a list of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts")]
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
