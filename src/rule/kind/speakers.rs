//! `speakers`: a quotation that drafts of the run give to different speakers.

use super::shared::values;
use crate::analysis::names::{Archive, Heard, Noted, Repeated, What};
use crate::record::{Certainty, PersonName, queries};
use crate::rule::{AcrossCheck, BuildContext, Check, Difference, House, RuleContext, Values};
use crate::table::{Problem, deserialize_value};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

/// Implements [`Kind`](super::Kind) for `speakers`.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "speakers"
    }

    fn about(&self) -> &'static str {
        "quotations that drafts give to different speakers"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["min"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        if options.min < SHORTEST {
            let why = format!("`min` must be at least {SHORTEST}: many people say what is shorter");
            return Err(Problem::new(why, at).with_help("for example min = 8"));
        }
        Ok(Check::Across(Box::new(Speakers { min: options.min })))
    }
}

/// The fewest words of a quotation that `min` may name.
const SHORTEST: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    min: usize,
}

struct Speakers {
    min: usize,
}

impl AcrossCheck for Speakers {
    fn values(&self) -> Vec<String> {
        values(&["speaker", "other", "drafts"])
    }

    /// The quotations that are long enough and have a certain speaker. A draft that is compared with published articles is
    /// compared with the drafts of the run as well, and says so itself.
    fn note(&self, context: &RuleContext) -> Vec<Noted> {
        if context.draft.archive().is_some() {
            return Vec::new();
        }
        let article = context.article;
        let mut noted: Vec<Noted> = Vec::new();
        for query in queries(article) {
            let speaker = query.speaker.filter(|named| named.certainty == Certainty::Sure);
            let zone = article.zone_at(query.quote.start);
            let Some(speaker) = speaker.filter(|_| zone.is_some_and(|zone| context.scope.has(zone))) else { continue };
            if article.words_in(query.quote) >= self.min {
                noted.push(Noted {
                    what: What::Quotation(speaker.name),
                    text: article.slice(query.quote).to_owned(),
                    count: 1,
                    first: article.prose.locate(query.quote).span,
                });
            }
        }
        noted
    }

    fn compare(&self, archive: &Archive, house: &House) -> Vec<Difference> {
        archive.repeated.iter().flat_map(|repeated| differences(repeated, house)).collect()
    }
}

/// A speaker with the places of the words, whatever drafts call this person.
struct Group<'a> {
    speaker: &'a str,
    name: PersonName,
    /// The name that the register files.
    filed: Option<String>,
    heard: Vec<&'a Heard>,
    /// Number of drafts that have the words.
    drafts: usize,
}

impl<'a> Group<'a> {
    fn new(speaker: &'a str, house: &House) -> Self {
        let filed = house.names().filed(speaker).map(|(_, full)| full.to_owned());
        Self { speaker, name: PersonName::new(speaker), filed, heard: Vec::new(), drafts: 0 }
    }

    /// Whether two names may be one person's, as the names show or the register says.
    fn is(&self, other: &Self) -> bool {
        self.name.is(&other.name) || self.filed.is_some() && self.filed == other.filed
    }

    fn add(&mut self, heard: &'a Heard) {
        // Places are in the order of drafts.
        self.drafts += usize::from(self.heard.last().is_none_or(|last| last.draft != heard.draft));
        self.heard.push(heard);
    }
}

/// The places at which fewer drafts, or no more, name this speaker than another one.
fn differences(repeated: &Repeated, house: &House) -> Vec<Difference> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for heard in &repeated.heard {
        let at = *known.entry(&heard.speaker).or_insert_with(|| {
            let new = Group::new(&heard.speaker, house);
            groups.iter().position(|group| group.is(&new)).unwrap_or_else(|| {
                groups.push(new);
                groups.len() - 1
            })
        });
        groups[at].add(heard);
    }
    // Of equals, the first.
    let first = |one: usize, other: usize| if groups[other].drafts > groups[one].drafts { other } else { one };
    let Some(most) = (0..groups.len()).reduce(first) else { return Vec::new() };
    let Some(next) = (0..groups.len()).filter(|index| *index != most).reduce(first) else { return Vec::new() };
    let mut found = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let most = &groups[if index == most { next } else { most }];
        if group.drafts > most.drafts {
            continue;
        }
        for heard in &group.heard {
            let elsewhere = most.heard.iter().filter(|other| other.draft != heard.draft).take(Difference::SHOWN);
            let elsewhere: Arc<[_]> = elsewhere.map(|other| (other.draft, other.at)).collect();
            if elsewhere.is_empty() {
                continue; // both in one draft, which another rule reports
            }
            found.push(Difference {
                draft: heard.draft,
                span: heard.at,
                values: Values::from([
                    ("speaker", heard.speaker.to_string()),
                    ("other", most.speaker.to_owned()),
                    ("drafts", most.drafts.to_string()),
                ]),
                elsewhere,
                at_most: None,
            });
        }
    }
    found
}
