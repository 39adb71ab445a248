//! `pattern`: regular expressions, whose groups can be used in message and fix, and what excuses a match.

use super::Context;
use super::shared::around::{Around, WrittenAround};
use super::shared::groups;
use crate::diagnostic::Safety;
use crate::rule::{Check, Finding, Pattern, Reading, Template};
use crate::table::{Problem, deserialize_value};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "pattern"
    }

    fn about(&self) -> &'static str {
        "regular expressions, with what excuses a match"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["pattern", "patterns", "match-case", "mark", "fix", "safety", "unless", "only"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let written: Written = deserialize_value(keys)?;
        let mut patterns = Vec::new();
        for text in written.pattern.into_iter().chain(written.patterns) {
            let pattern = Pattern::regex(text.get_ref(), written.match_case);
            patterns.push(pattern.map_err(|message| Problem::new(message, text.span()))?);
        }
        if patterns.is_empty() {
            return Err(Problem::new("the rule has no pattern, so it can never match", at));
        }
        let names = groups::names(&patterns, &["match"]);
        let mark = groups::mark(written.mark, &names)?;
        let fix = groups::fix(written.fix, &names)?;
        Ok(Box::new(Expressions {
            patterns,
            names,
            mark,
            fix,
            safety: written.safety,
            unless: Around::read(written.unless, written.match_case)?,
            only: Around::read(written.only, written.match_case)?,
        }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    pattern: Option<Spanned<String>>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    match_case: bool,
    mark: Option<Spanned<String>>,
    fix: Option<Spanned<String>>,
    #[serde(default = "suggested")]
    safety: Safety,
    unless: Option<Spanned<WrittenAround>>,
    only: Option<Spanned<WrittenAround>>,
}

const fn suggested() -> Safety {
    Safety::Suggested
}

struct Expressions {
    patterns: Vec<Pattern>,
    names: Vec<String>,
    mark: Option<String>,
    fix: Option<Template>,
    safety: Safety,
    unless: Option<Around>,
    only: Option<Around>,
}

impl Check for Expressions {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        self.names.clone()
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let in_draft = |around: &Option<Around>| around.as_ref().is_some_and(|around| around.holds_in(reading.article));
        if in_draft(&self.unless) {
            return;
        }
        let asked_for = in_draft(&self.only);
        let mut end = 0;
        for hit in reading.hits {
            let span = hit.marked(&self.patterns, self.mark.as_deref());
            if span.start < end
                || !reading.scope.allows(reading.article, span)
                || reading.allow.terms.contains(&reading.article.slice(span).to_lowercase())
                || self.unless.as_ref().is_some_and(|unless| unless.holds(reading.article, hit.span))
                || self.only.as_ref().is_some_and(|only| !asked_for && !only.holds(reading.article, hit.span))
            {
                continue;
            }
            end = span.end;
            let mut finding = Finding::at(span).with("match", reading.article.slice(span));
            for name in self.names.iter().filter(|name| *name != "match") {
                let words = hit.group(&self.patterns, name).map_or("", |group| reading.article.slice(group));
                finding = finding.with(name, words);
            }
            if let Some(fix) = &self.fix {
                let words = fix.fill(&finding.values);
                if words != reading.article.slice(span) {
                    finding = finding.replaced_by(words, self.safety);
                }
            }
            found.push(finding);
        }
    }
}
