//! `acronym`: acronyms that are not spelled out, or late, twice, or needlessly.

use super::shared::values;
use crate::analysis::{ACRONYM_LENGTHS, Acronym, Article, Zone};
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::collections::HashSet;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "acronym"
    }

    fn about(&self) -> &'static str {
        "acronyms that are not spelled out, or late, twice, or needlessly"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "min", "max", "allow", "household"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        if options.min > options.max.min(*ACRONYM_LENGTHS.end()) {
            return Err(Problem::new(
                format!("`min` is {} and `max` is {}, so the rule can never match", options.min, options.max),
                at,
            ));
        }
        Ok(Check::draft(Acronyms {
            report: options.report,
            lengths: options.min..=options.max,
            allow: options.allow.into_iter().collect(),
            household: options.household,
        }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    report: Report,
    #[serde(default = "two")]
    min: usize,
    #[serde(default = "six")]
    max: usize,
    #[serde(default)]
    allow: Vec<String>,
    /// Whether acronyms that every reader knows are skipped.
    #[serde(default = "yes")]
    household: bool,
}

const fn yes() -> bool {
    true
}

const fn two() -> usize {
    2
}

const fn six() -> usize {
    6
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// Used and never spelled out.
    Undefined,
    /// Spelled out after its first use.
    Late,
    /// Spelled out and never used again.
    Unused,
    /// Spelled out as two different things.
    TwoExpansions,
}

struct Acronyms {
    report: Report,
    lengths: std::ops::RangeInclusive<usize>,
    allow: HashSet<String>,
    household: bool,
}

impl DraftCheck for Acronyms {
    fn values(&self) -> Vec<String> {
        values(&["acronym", "expansion", "other"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        for acronym in &context.article.acronyms {
            let allowed = self.allow.contains(&acronym.letters)
                || context.house.acronyms.contains(&acronym.letters)
                || (self.household && context.article.language.article.household_acronyms.contains(&acronym.letters));
            if !self.lengths.contains(&acronym.letters.chars().count()) || allowed {
                continue;
            }
            // Acronyms in speech cannot be spelled out, and those in a headline are spelled out in the body.
            let uses = if matches!(self.report, Report::Late) { &acronym.early } else { &acronym.bare };
            let first = uses.iter().copied().find(|&span| context.scope.allows(context.article, span));
            if let Some(finding) = self.judge(context.article, acronym, first) {
                found.push(finding);
            }
        }
    }
}

impl Acronyms {
    fn judge(&self, article: &Article, acronym: &Acronym, first: Option<Span<Prose>>) -> Option<Finding> {
        let named = |span: Span<Prose>| Finding::at(span).with("acronym", acronym.letters.as_str());
        let definition = acronym.definitions.first();
        match self.report {
            Report::Undefined => {
                let span = first.filter(|_| !(self.household && acronym.in_field))?;
                let spelled = definition.is_some() || acronym.initials_at.is_some();
                let explained = acronym.told_at.is_some_and(|place| place <= span.start);
                (!spelled && !explained).then(|| named(span))
            }
            Report::Late => {
                let (span, definition) = (first?, definition?);
                let late = definition.acronym.start > span.start && !is_spelled_before(acronym, span.start);
                let expansion = article.slice(definition.expansion);
                late.then(|| {
                    named(span).with("expansion", expansion).related_to(definition.expansion, "spelled out here")
                })
            }
            Report::Unused => {
                let definition = definition?;
                let body = article.zone_at(definition.acronym.start) == Some(Zone::Body)
                    && !article.in_speech(definition.acronym.start);
                let unused = body && acronym.uses.is_empty() && acronym.definitions.len() == 1;
                unused.then(|| named(definition.acronym).with("expansion", article.slice(definition.expansion)))
            }
            Report::TwoExpansions => {
                let mut spelled = acronym.definitions.iter().filter(|definition| definition.has_initials);
                let one = spelled.next()?;
                let words = |span: Span<Prose>| content_words(article, span);
                let first = words(one.expansion);
                let other = spelled.find(|other| !are_same(&words(other.expansion), &first))?;
                Some(
                    named(other.expansion)
                        .with("expansion", article.slice(one.expansion))
                        .with("other", article.slice(other.expansion))
                        .related_to(one.expansion, "first spelled out so"),
                )
            }
        }
    }
}

/// The longer words in lower case and without the ending of a plural, so that “the Board of Trade” and “Boards of Trade”
/// are equal.
fn content_words(article: &Article, span: Span<Prose>) -> Vec<String> {
    let words = article.slice(span).split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let morphology = &article.language.morphology;
    words.map(|word| morphology.without_plural(word).to_lowercase()).collect()
}

/// Whether one of two expansions has all the words of the other: “the Inner Board of Trade” is a Board of Trade.
fn are_same(one: &[String], other: &[String]) -> bool {
    let has_all = |few: &[String], many: &[String]| few.iter().all(|word| many.contains(word));
    has_all(one, other) || has_all(other, one)
}

/// Whether words with its initials occur before byte `at`.
fn is_spelled_before(acronym: &Acronym, at: usize) -> bool {
    acronym.initials_at.is_some_and(|place| place <= at)
}
