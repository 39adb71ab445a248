//! `speakers`: a quotation that drafts of the run give to different speakers.

use super::shared::values;
use crate::analysis::names::{Archive, Heard, Noted, Repeated, What};
use crate::record::{Certainty, may_be_one, queries};
use crate::rule::{AcrossCheck, BuildContext, Check, Difference, House, RuleContext, Values};
use crate::table::{Problem, deserialize_value};
use serde::Deserialize;
use std::collections::BTreeSet;
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
    heard: Vec<&'a Heard>,
}

impl Group<'_> {
    fn drafts(&self) -> usize {
        self.heard.iter().map(|heard| heard.draft).collect::<BTreeSet<u32>>().len()
    }
}

/// The places at which fewer drafts, or no more, name this speaker than another one.
fn differences(repeated: &Repeated, house: &House) -> Vec<Difference> {
    let mut groups: Vec<Group> = Vec::new();
    for heard in &repeated.heard {
        match groups.iter_mut().find(|group| is_one(group.speaker, &heard.speaker, house)) {
            Some(group) => group.heard.push(heard),
            None => groups.push(Group { speaker: &heard.speaker, heard: vec![heard] }),
        }
    }
    let mut found = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let others = groups.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, group)| group);
        // Of equals, the first.
        let Some(most) = others.reduce(|most, group| if group.drafts() > most.drafts() { group } else { most }) else {
            continue;
        };
        if group.drafts() > most.drafts() {
            continue;
        }
        for heard in &group.heard {
            let elsewhere = most.heard.iter().filter(|other| other.draft != heard.draft);
            let elsewhere: Vec<_> = elsewhere.map(|other| (other.draft, other.at)).collect();
            if elsewhere.is_empty() {
                continue; // both in one draft, which another rule reports
            }
            found.push(Difference {
                draft: heard.draft,
                span: heard.at,
                values: Values::from([
                    ("speaker", heard.speaker.clone()),
                    ("other", most.speaker.to_owned()),
                    ("drafts", most.drafts().to_string()),
                ]),
                elsewhere,
                at_most: None,
            });
        }
    }
    found
}

/// Whether two names may be one person's, as the names show or the register says.
fn is_one(one: &str, other: &str, house: &House) -> bool {
    let filed = |name: &str| house.names().filed(name).map(|(_, full)| full.to_owned());
    one == other || may_be_one(one, other) || filed(one).is_some_and(|full| filed(other) == Some(full))
}
