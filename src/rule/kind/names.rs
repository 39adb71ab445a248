//! `names`: one name in two spellings, a name not as the register has it, and how people are referred to.

use super::{Problem, values};
use crate::analysis::Article;
use crate::analysis::names::{Against, Doubt, Entity, Form, NameKind, Named, Status, span};
use crate::diagnostic::{Level, Safety};
use crate::prose::Prose;
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Finding, Reading, Replacement};
use crate::text::Span;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "names"
    }

    fn about(&self) -> &'static str {
        "names spelled two ways, or not as the register has them, and references to people"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "titles", "allow", "min"]
    }

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let written: Written = deserialize_value(keys)?;
        if written.report == Report::FirstReference && written.titles.is_empty() {
            return Err((
                "without titles the rule can never match".into(),
                at,
                Some("add titles = [\"president\"]".into()),
            ));
        }
        Ok(Box::new(Names {
            report: written.report,
            titles: written.titles.iter().map(|title| title.to_lowercase()).collect(),
            allow: written.allow.iter().map(|name| name.to_lowercase()).collect(),
            min: written.min,
        }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    report: Report,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    allow: Vec<String>,
    #[serde(default = "one")]
    min: usize,
}

const fn one() -> usize {
    1
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// Two forms in one draft.
    Inconsistent,
    /// Not as the register has it.
    Register,
    /// Title and surname of somebody who is never introduced.
    FirstReference,
    /// The given name alone, after the full name.
    GivenName,
}

/// The least margin at which one form is called right: the other way round would be e^0.6 times less likely.
const ONE_SIDED: i32 = 60;

/// The least margin at which the other form is offered: e^0.2 times likelier. An editor decides, so it may be lower.
const WORTH_OFFERING: i32 = 20;

struct Names {
    report: Report,
    titles: HashSet<String>,
    allow: HashSet<String>,
    min: usize,
}

impl Check for Names {
    fn values(&self) -> Vec<String> {
        match self.report {
            Report::Inconsistent | Report::Register => values(&["match", "right", "replacement"]),
            Report::FirstReference | Report::GivenName => values(&["match", "name", "title"]),
        }
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let named = reading.article.named(reading.allow.names());
        match self.report {
            Report::Inconsistent => self.doubts(reading, named, Against::Draft, found),
            Report::Register => self.doubts(reading, named, Against::Register, found),
            Report::FirstReference => {
                found.extend(named.entities.iter().filter_map(|entity| self.first_reference(reading, entity)));
            }
            Report::GivenName => {
                let mut families: HashMap<&str, usize> = HashMap::new();
                for entity in &named.entities {
                    *families.entry(&entity.surname).or_default() += 1;
                }
                let alone = named.entities.iter().filter(|entity| families[entity.surname.as_str()] == 1);
                found.extend(alone.filter_map(|entity| self.given_name(reading, entity)));
            }
        }
    }
}

impl Names {
    /// One finding for each pair of forms, with all places of the form in doubt.
    fn doubts(&self, reading: &Reading, named: &Named, against: Against, found: &mut Vec<Finding>) {
        let article = reading.article;
        let words = |doubt: &Doubt| article.slice(span((doubt.start, doubt.end)));
        let mut groups: Vec<Vec<&Doubt>> = Vec::new();
        let mut rooms = HashMap::new();
        for doubt in named.doubts.iter().filter(|doubt| doubt.against == against) {
            let place = span((doubt.start, doubt.end));
            let allowed = self.allows(words(doubt)) || reading.allow.terms.contains(&words(doubt).to_lowercase());
            if allowed || !reading.scope.allows(article, place) {
                continue;
            }
            let group = *rooms.entry((words(doubt), &doubt.suggest)).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push(doubt);
        }
        for group in groups {
            let first = group[0];
            let suggest = first.suggest.clone().unwrap_or_else(|| first.right.clone());
            let mut finding = Finding::at(span((first.start, first.end)))
                .with("match", words(first))
                .with("right", first.right.as_str())
                .with("replacement", suggest.as_str());
            if let Some(other) = first.other {
                finding = finding.related_to(span(other), "the other form");
            }
            for further in &group[1..] {
                finding = finding.related_to(span((further.start, further.end)), "here too");
            }
            let sure = first.margin >= ONE_SIDED;
            finding.at_most = match (against, first.reason) {
                (Against::Register, "capitals or accent") => Some(Level::Note),
                _ if !sure => Some(Level::Warning),
                _ => None,
            };
            let places = group.iter().map(|doubt| span((doubt.start, doubt.end)));
            let edits: Vec<(Span<Prose>, String)> = places.map(|place| (place, suggest.clone())).collect();
            if first.margin >= WORTH_OFFERING && !edits.is_empty() {
                finding.fix = Some(Replacement { edits, safety: Safety::Suggested, spelling: true });
            }
            found.push(finding);
        }
    }

    fn allows(&self, words: &str) -> bool {
        !self.allow.is_empty() && self.allow.contains(&words.to_lowercase())
    }

    fn first_reference(&self, reading: &Reading, entity: &Entity) -> Option<Finding> {
        let article = reading.article;
        if entity.kind != NameKind::Person || entity.is_introduced() || self.allows(&entity.surname) {
            return None;
        }
        if entity.places.len() < self.min {
            return None;
        }
        let titled = entity.places.iter().find_map(|place| {
            let title = span(place.title?);
            let last = article.slice(title).rsplit(' ').next().unwrap_or_default().trim_end_matches('.').to_lowercase();
            let whole = Span::new(title.start, place.name.1);
            (self.titles.contains(&last) && reading.scope.allows(article, whole)).then_some((title, whole))
        });
        let (title, whole) = titled?;
        Some(
            Finding::at(whole)
                .with("match", article.slice(whole))
                .with("name", entity.name.as_str())
                .with("title", article.slice(title)),
        )
    }

    /// The given name of the only person of a surname, who was named in full before.
    fn given_name(&self, reading: &Reading, entity: &Entity) -> Option<Finding> {
        let article = reading.article;
        let full = entity.places.iter().find(|place| place.form == Form::Full)?;
        // Somebody whom the register knows may be known by the one name: Hillary, Bernie.
        let known = entity.status != Status::Unknown;
        if entity.kind != NameKind::Person || known || self.allows(&entity.given) {
            return None;
        }
        let given: Vec<Span<Prose>> = entity
            .places
            .iter()
            .filter(|place| place.form == Form::Given && place.name.0 > full.name.1)
            .map(|place| span(place.name))
            .filter(|&place| reading.scope.allows(article, place) && is_subject(article, place))
            .collect();
        let first = *given.first()?;
        let title = entity.title.as_deref().unwrap_or_default();
        let mut finding = Finding::at(first)
            .with("match", article.slice(first))
            .with("name", entity.name.as_str())
            .with("title", title)
            .related_to(span(full.name), "introduced here");
        for &further in &given[1..] {
            finding = finding.related_to(further, "here too");
        }
        Some(finding)
    }
}

/// Whether a name opens its sentence and the sentence goes on in lower case, as a subject does; not a salutation, a list, a toast.
fn is_subject(article: &Article, name: Span<Prose>) -> bool {
    let opens = article.sentence_at(name.start).is_some_and(|at| article.sentences[at].span.start == name.start);
    let after = article.prose.text[name.end..].strip_prefix(' ').unwrap_or_default();
    opens && after.starts_with(char::is_lowercase) && !after.starts_with("and ")
}
