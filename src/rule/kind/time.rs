//! `time`: relative times in a draft that does not say when it is published, or that was changed long after; one finding
//! with all places.

use super::Context;
use super::shared::values;
use crate::analysis::{Article, date};
use crate::rule::{Check, Finding, Reading};
use crate::table::{Problem, deserialize_value};
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
        &["report", "updated", "days"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let written: Written = deserialize_value(keys)?;
        if written.report == Report::Stale && written.updated.is_empty() {
            return Err(Problem::new("`updated` names no field, so the rule can never match", at));
        }
        Ok(Box::new(written))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    report: Report,
    /// Metadata fields that say when the draft was last changed.
    #[serde(default)]
    updated: Vec<String>,
    /// So many days after publication a relative time is stale.
    #[serde(default = "a_week")]
    days: i32,
}

const fn a_week() -> i32 {
    7
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// The draft does not say when it is published.
    Relative,
    /// The draft was changed long after it was published.
    Stale,
}

impl Check for Written {
    fn values(&self) -> Vec<String> {
        values(match self.report {
            Report::Relative => &["match", "count"],
            Report::Stale => &["match", "count", "days"],
        })
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        let days = match self.report {
            // What is said in a transcript is as it was said.
            Report::Relative if article.anchor.is_some() || article.is_transcript => return,
            Report::Relative => 0,
            Report::Stale => match self.age(article) {
                Some(days) if days > self.days => days,
                _ => return,
            },
        };
        let spans = article.moments.iter().map(|moment| moment.span);
        let spans: Vec<_> = spans.filter(|&span| reading.scope.allows(article, span)).collect();
        let Some((&first, rest)) = spans.split_first() else { return };
        let mut finding = Finding::at(first)
            .with("match", article.slice(first))
            .with("count", spans.len().to_string())
            .with("days", days.to_string());
        for &span in rest {
            finding = finding.related_to(span, "");
        }
        found.push(finding);
    }
}

impl Written {
    /// How many days after its publication the draft was last changed.
    fn age(&self, article: &Article) -> Option<i32> {
        let updated = self.updated.iter().find_map(|field| date::date_field(article, field))?;
        Some((updated - date::published(article)?).get_days())
    }
}
