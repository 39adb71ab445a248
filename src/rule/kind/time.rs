//! `time`: relative times in a draft that does not say when it is published, or that was changed long after. One finding
//! shows all places.

use super::shared::values;
use crate::analysis::{Article, date};
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

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

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        if options.report == Report::Stale && options.updated.is_empty() {
            return Err(Problem::new("`updated` is empty, so the rule can never match", at));
        }
        Ok(Check::draft(options))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    report: Report,
    /// Metadata fields that say when the draft was last changed.
    #[serde(default)]
    updated: Vec<String>,
    /// The number of days after publication from which a relative time is stale.
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

impl DraftCheck for Options {
    fn values(&self) -> Vec<String> {
        values(match self.report {
            Report::Relative => &["match", "count"],
            Report::Stale => &["match", "count", "days"],
        })
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let days = match self.report {
            // A transcript gives what was said.
            Report::Relative if article.anchor.is_some() || article.is_transcript => return,
            Report::Relative => 0,
            Report::Stale => match self.age(article) {
                Some(days) if days > self.days => days,
                _ => return,
            },
        };
        let spans = article.moments.iter().map(|moment| moment.span);
        let spans = spans.filter(|&span| context.scope.allows(article, span));
        let spans: Vec<_> = match self.report {
            Report::Relative => spans.collect(),
            Report::Stale => spans.filter(|&span| !self.is_still_true(article, article.slice(span))).collect(),
        };
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

impl Options {
    /// The number of days between publication and the last change.
    fn age(&self, article: &Article) -> Option<i32> {
        let (published, updated) = self.days(article)?;
        Some((updated - published).get_days())
    }

    /// The day of publication and that of the last change.
    fn days(&self, article: &Article) -> Option<(Date, Date)> {
        let updated = self.updated.iter().find_map(|field| date::date_field(article, field))?;
        Some((date::published(article)?, updated))
    }

    /// Whether the phrase meant the same time on the day of the last change: “next year”, if that is in the same year.
    fn is_still_true(&self, article: &Article, phrase: &str) -> bool {
        let Some((published, updated)) = self.days(article) else { return false };
        let words = &article.language.article;
        let among = |list: &[String]| list.iter().any(|listed| listed.eq_ignore_ascii_case(phrase));
        let same_year = published.year() == updated.year();
        same_year && (among(&words.years) || (published.month() == updated.month() && among(&words.months)))
    }
}
