//! `names`: one name in two spellings, and a name not as the register has it.

use super::Context;
use super::shared::values;
use crate::analysis::names::{Against, Doubt, Named, span};
use crate::diagnostic::{Level, Safety};
use crate::prose::Prose;
use crate::rule::{Check, Finding, Reading, Replacement};
use crate::table::{Problem, deserialize_value};
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
        "names spelled two ways, not as the register has them, or in a headline only"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "allow"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
        let written: Written = deserialize_value(keys)?;
        Ok(Box::new(Names {
            report: written.report,
            allow: written.allow.iter().map(|name| name.to_lowercase()).collect(),
        }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    report: Report,
    #[serde(default)]
    allow: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// Two forms in one draft.
    Inconsistent,
    /// Not as the register has it.
    Register,
    /// In a headline and not in the text.
    Headline,
}

/// The least margin at which one form is called right: the other way round would be e^0.6 times less likely.
const ONE_SIDED: i32 = 60;

/// The least margin at which the other form is offered: e^0.2 times likelier. An editor decides, so it may be lower.
const WORTH_OFFERING: i32 = 20;

struct Names {
    report: Report,
    allow: HashSet<String>,
}

impl Check for Names {
    fn values(&self) -> Vec<String> {
        values(&["match", "right", "replacement"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let named = reading.draft.named();
        let against = match self.report {
            Report::Inconsistent => Against::Draft,
            Report::Register => Against::Register,
            Report::Headline => return self.absent(reading, named, found),
        };
        self.doubts(reading, named, against, found);
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

    /// Names of a headline that are not below it; one in doubt for its spelling is not reported again.
    fn absent(&self, reading: &Reading, named: &Named, found: &mut Vec<Finding>) {
        let doubted = |place| named.doubts.iter().any(|doubt| span((doubt.start, doubt.end)).overlaps(place));
        for place in named.absent.iter().map(|&bytes| span(bytes)) {
            let words = reading.article.slice(place);
            let allowed = self.allows(words) || reading.allow.terms.contains(&words.to_lowercase());
            if !allowed && !doubted(place) && reading.scope.allows(reading.article, place) {
                found.push(Finding::at(place).with("match", words).with("right", "").with("replacement", ""));
            }
        }
    }

    fn allows(&self, words: &str) -> bool {
        !self.allow.is_empty() && self.allow.contains(&words.to_lowercase())
    }
}
