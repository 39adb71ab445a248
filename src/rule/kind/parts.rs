//! `parts`: what has to be told together: a poll with its pollster, sample, dates and margin. Each part that is missing is
//! named.

use super::Context;
use super::shared::{expressions, groups, values};
use crate::analysis::Article;
use crate::prose::Prose;
use crate::rule::condition::OneOrMany;
use crate::rule::scan::Expression;
use crate::rule::{Check, Finding, Pattern, Reading};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "parts"
    }

    fn about(&self) -> &'static str {
        "what has to be told together: a poll with its pollster, sample, dates and margin"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["patterns", "mark", "only", "near", "part", "least"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let written: Written = deserialize_value(keys)?;
        let patterns = expressions(&written.patterns, false)?;
        if patterns.is_empty() || written.part.is_empty() {
            let what = if patterns.is_empty() { "pattern" } else { "part" };
            return Err(Problem::new(format!("the rule has no {what}, so it can never match"), at));
        }
        let mut parts = Vec::new();
        for part in written.part {
            if part.name.get_ref().trim().is_empty() {
                return Err(Problem::new("the part has no name to be told by", part.name.span()));
            }
            parts.push((part.name.into_inner(), joined(part.pattern)?));
        }
        let least = written.least.as_ref().map_or(parts.len(), |least| *least.get_ref());
        if let Some(written) = written.least.filter(|_| least == 0 || least > parts.len()) {
            let message = format!("of {} parts 1 to {} can be enough", parts.len(), parts.len());
            return Err(Problem::new(message, written.span()));
        }
        let mark = groups::mark(written.mark, &groups::names(&patterns, &[]))?;
        let only = written.only.map(joined).transpose()?;
        Ok(Box::new(Parts { patterns, mark, only, near: written.near, parts, least }))
    }
}

fn joined(patterns: Spanned<OneOrMany>) -> Result<Expression, Problem> {
    let at = patterns.span();
    let patterns: Vec<String> = patterns.into_inner().into_vec().iter().map(|one| format!("(?:{one})")).collect();
    Expression::sought(&patterns.join("|"), false).map_err(|message| Problem::new(message, at))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    patterns: Vec<Spanned<String>>,
    mark: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMany>>,
    #[serde(default)]
    near: Near,
    part: Vec<WrittenPart>,
    least: Option<Spanned<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPart {
    name: Spanned<String>,
    pattern: Spanned<OneOrMany>,
}

/// Where the parts are looked for.
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
    /// What has to stand in the sentence of a match, or it is none.
    only: Option<Expression>,
    near: Near,
    parts: Vec<(String, Expression)>,
    /// So many parts are enough.
    least: usize,
}

/// How far from a match is looked, in bytes, so that a page-long paragraph with many matches stays linear.
const REACH: usize = 4_000;

impl Check for Parts {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["match", "missing"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        let mut in_draft: Option<Vec<bool>> = None;
        let mut end = 0;
        for hit in reading.hits {
            let span = hit.marked(&self.patterns, self.mark.as_deref());
            let is_one = |only: &Expression| only.is_match(around(article, hit.span, Near::Sentence));
            if span.start < end || !reading.scope.allows(article, span) || !self.only.as_ref().is_none_or(is_one) {
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

/// The sentence, the paragraph or the draft that `span` stands in.
fn around(article: &Article, span: Span<Prose>, near: Near) -> &str {
    let text = article.prose.text.as_str();
    let whole = match near {
        Near::Document => return text,
        Near::Paragraph => article.prose.block_at(span.start).map(|block| article.prose.blocks[block].span),
        Near::Sentence => article.sentence_at(span.start).map(|index| article.sentences[index].span),
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
