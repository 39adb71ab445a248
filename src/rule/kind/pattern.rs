//! `pattern`: regular expressions, whose groups can be used in message and fix, and what excuses a match.

use super::Problem;
use super::around::{Around, WrittenAround};
use crate::diagnostic::Safety;
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Finding, Pattern, Reading, Template, did_you_mean};
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

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let written: Written = deserialize_value(keys)?;
        let mut patterns = Vec::new();
        let mut names = vec!["match".to_owned()];
        for text in written.pattern.into_iter().chain(written.patterns) {
            let pattern =
                Pattern::regex(text.get_ref(), written.match_case).map_err(|message| (message, text.span(), None))?;
            if let Pattern::Regex(expression) = &pattern {
                names.extend_from_slice(expression.names());
            }
            patterns.push(pattern);
        }
        if patterns.is_empty() {
            return Err(("the rule has no pattern, so it can never match".into(), at, None));
        }
        names.sort();
        names.dedup();
        let unknown = |name: &str, what: &str| {
            let help =
                did_you_mean(name, names.iter().map(String::as_str)).map(|meant| format!("did you mean `{meant}`?"));
            (format!("{what} names the group `{name}`, which no pattern has"), help)
        };
        if let Some(mark) = &written.mark
            && !names.contains(mark.get_ref())
        {
            let (message, help) = unknown(mark.get_ref(), "mark");
            return Err((message, mark.span(), help));
        }
        let fix = match written.fix {
            None => None,
            Some(text) => {
                let template = Template::parse(text.get_ref()).map_err(|message| (message, text.span(), None))?;
                if let Some(name) = template.names().find(|name| !names.iter().any(|known| known == name)) {
                    let (message, help) = unknown(name, "the fix");
                    return Err((message, text.span(), help));
                }
                Some(template)
            }
        };
        Ok(Box::new(Expressions {
            patterns,
            names,
            mark: written.mark.map(Spanned::into_inner),
            fix,
            safety: written.safety,
            unless: written.unless.map(|around| around.build(written.match_case)).transpose()?,
            only: written.only.map(|around| around.build(written.match_case)).transpose()?,
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
    unless: Option<WrittenAround>,
    only: Option<WrittenAround>,
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
