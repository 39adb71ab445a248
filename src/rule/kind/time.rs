//! `time`: relative times in a draft that does not say when it is published; one finding with all places.

use super::{Problem, values};
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Finding, Reading};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "time"
    }

    fn about(&self) -> &'static str {
        "times that a reader cannot resolve without the day of publication"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report"]
    }

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        let Written { report: Report::Relative } = deserialize_value(keys)?;
        Ok(Box::new(Relative))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    report: Report,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    Relative,
}

struct Relative;

impl Check for Relative {
    fn values(&self) -> Vec<String> {
        values(&["match", "count"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        if reading.article.anchor.is_some() {
            return;
        }
        let spans = reading.article.moments.iter().map(|moment| moment.span);
        let spans: Vec<_> = spans.filter(|&span| reading.scope.allows(reading.article, span)).collect();
        let Some((&first, rest)) = spans.split_first() else { return };
        let mut finding =
            Finding::at(first).with("match", reading.article.slice(first)).with("count", spans.len().to_string());
        for &span in rest {
            finding = finding.related_to(span, "");
        }
        found.push(finding);
    }
}
