//! `pattern`: regular expressions, with words that excuse a match. Their groups can be used in message and fix.

use super::shared::around::{Around, AroundOptions};
use super::shared::groups;
use crate::diagnostic::Safety;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Pattern, RuleContext, Template};
use crate::table::{Problem, deserialize_value};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "pattern"
    }

    fn about(&self) -> &'static str {
        "regular expressions, with words that excuse a match"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["pattern", "patterns", "match-case", "mark", "fix", "safety", "unless", "only"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let mut patterns = Vec::new();
        for text in options.pattern.into_iter().chain(options.patterns) {
            let pattern = Pattern::regex(text.get_ref(), options.match_case);
            patterns.push(pattern.map_err(|message| Problem::new(message, text.span()))?);
        }
        if patterns.is_empty() {
            return Err(Problem::new("the rule has no pattern, so it can never match", at));
        }
        let names = groups::names(&patterns, &["match"]);
        let mark = groups::mark(options.mark, &names)?;
        let fix = groups::fix(options.fix, &names)?;
        Ok(Check::draft(Expressions {
            patterns,
            names,
            mark,
            fix,
            safety: options.safety,
            unless: Around::read(options.unless, options.match_case)?,
            only: Around::read(options.only, options.match_case)?,
        }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    pattern: Option<Spanned<String>>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    match_case: bool,
    mark: Option<Spanned<String>>,
    fix: Option<Spanned<String>>,
    #[serde(default = "suggested")]
    safety: Safety,
    unless: Option<Spanned<AroundOptions>>,
    only: Option<Spanned<AroundOptions>>,
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

impl DraftCheck for Expressions {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        self.names.clone()
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let in_draft = |around: &Option<Around>| around.as_ref().is_some_and(|around| around.holds_in(context.article));
        if in_draft(&self.unless) {
            return;
        }
        let asked_for = in_draft(&self.only);
        let mut end = 0;
        for hit in context.hits {
            let span = hit.marked(&self.patterns, self.mark.as_deref());
            if span.start < end
                || !context.scope.allows(context.article, span)
                || context.house.terms.contains(&context.article.slice(span).to_lowercase())
                || self.unless.as_ref().is_some_and(|unless| unless.holds(context.article, hit.span))
                || self.only.as_ref().is_some_and(|only| !asked_for && !only.holds(context.article, hit.span))
            {
                continue;
            }
            end = span.end;
            let mut finding = Finding::at(span).with("match", context.article.slice(span));
            for name in self.names.iter().filter(|name| *name != "match") {
                let words = hit.group(&self.patterns, name).map_or("", |group| context.article.slice(group));
                finding = finding.with(name, words);
            }
            if let Some(fix) = &self.fix {
                let words = fix.fill(&finding.values);
                if words != context.article.slice(span) {
                    finding = finding.replaced_by(words, self.safety);
                }
            }
            found.push(finding);
        }
    }
}
