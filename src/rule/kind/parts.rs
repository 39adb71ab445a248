//! `parts`: facts that belong together, such as a poll with its pollster, sample, dates and margin. A finding names each
//! part that is missing.

use super::shared::{expressions, groups, values};
use crate::analysis::Article;
use crate::expression::Expression;
use crate::prose::Prose;
use crate::rule::condition::OneOrMany;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Pattern, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "parts"
    }

    fn about(&self) -> &'static str {
        "facts that belong together: a poll with its pollster, sample, dates and margin"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["patterns", "mark", "only", "near", "part", "least", "alternatives"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let patterns = expressions(&options.patterns, false)?;
        if patterns.is_empty() || options.part.is_empty() {
            let what = if patterns.is_empty() { "pattern" } else { "part" };
            return Err(Problem::new(format!("the rule has no {what}, so it can never match"), at));
        }
        let mut parts = Vec::new();
        for part in options.part {
            if part.name.get_ref().trim().is_empty() {
                return Err(Problem::new("the part has no name", part.name.span()));
            }
            parts.push((part.name.into_inner(), joined(part.pattern)?));
        }
        let least = options.least.as_ref().map_or(parts.len(), |least| *least.get_ref());
        if let Some(options) = options.least.filter(|_| least == 0 || least > parts.len()) {
            let message = format!("`least` must be between 1 and {0} (there are {0} parts)", parts.len());
            return Err(Problem::new(message, options.span()));
        }
        let mark = groups::mark(options.mark, &groups::names(&patterns, &[]))?;
        let only = options.only.map(joined).transpose()?;
        Ok(Check::draft(Parts {
            patterns,
            mark,
            only,
            near: options.near,
            parts,
            least,
            alternatives: options.alternatives,
        }))
    }
}

fn joined(patterns: Spanned<OneOrMany>) -> Result<Expression, Problem> {
    let at = patterns.span();
    let patterns: Vec<String> = patterns.into_inner().into_vec().iter().map(|one| format!("(?:{one})")).collect();
    Expression::sought(&patterns.join("|"), false).map_err(|message| Problem::new(message, at))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    patterns: Vec<Spanned<String>>,
    mark: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMany>>,
    #[serde(default)]
    near: Near,
    part: Vec<PartOptions>,
    least: Option<Spanned<usize>>,
    #[serde(default = "yes")]
    alternatives: bool,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartOptions {
    name: Spanned<String>,
    pattern: Spanned<OneOrMany>,
}

/// The text in which the parts are looked for.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Near {
    Sentence,
    Paragraph,
    #[default]
    Document,
}

struct Parts {
    patterns: Vec<Pattern>,
    mark: Option<String>,
    /// What the sentence of a match must contain.
    only: Option<Expression>,
    near: Near,
    parts: Vec<(String, Expression)>,
    /// The number of parts that must be there.
    least: usize,
    /// Whether alternative text of pictures counts.
    alternatives: bool,
}

/// Bytes before and after a match that are searched, so that a page-long paragraph takes linear time.
const REACH: usize = 4_000;

impl DraftCheck for Parts {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["match", "missing"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let mut in_draft: Option<Vec<bool>> = None;
        let mut end = 0;
        for hit in context.hits {
            let span = hit.marked(&self.patterns, self.mark.as_deref());
            let is_one = |only: &Expression| only.is_match(around(article, hit.span, Near::Sentence));
            if span.start < end || !context.scope.allows(article, span) || !self.only.as_ref().is_none_or(is_one) {
                continue;
            }
            if !self.alternatives && article.in_alternative_text(span.start) {
                continue;
            }
            end = span.end;
            let has = |text: &str| self.parts.iter().map(|(_, part)| part.is_match(text)).collect::<Vec<bool>>();
            let there = match self.near {
                Near::Document => in_draft.get_or_insert_with(|| has(&article.prose.text)).clone(),
                near => has(around(article, hit.span, near)),
            };
            if there.iter().filter(|there| **there).count() >= self.least {
                continue;
            }
            let missing: Vec<&str> = self
                .parts
                .iter()
                .zip(&there)
                .filter(|(_, there)| !**there)
                .map(|((name, _), _)| name.as_str())
                .collect();
            found.push(Finding::at(span).with("match", article.slice(span)).with("missing", missing.join(", ")));
        }
    }
}

/// The text of the sentence, the paragraph or the draft around `span`.
fn around(article: &Article, span: Span<Prose>, near: Near) -> &str {
    let text = article.prose.text.as_str();
    let whole = match near {
        Near::Document => return text,
        Near::Paragraph => article.prose.block_at(span.start).map(|block| article.prose.blocks[block].span),
        Near::Sentence => article.sentence_at(span.start).map(|index| article.sentences[index].span()),
    };
    let whole = whole.unwrap_or(span);
    let mut start = whole.start.max(span.start.saturating_sub(REACH));
    let mut end = whole.end.max(span.end).min(span.end + REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[start..end]
}
