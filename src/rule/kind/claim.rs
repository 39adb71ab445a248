//! `claim`: statements that need a source close by: figures, studies, other people's works.
//!
//! The rule says which words make a claim, what has to stand near them and how near.

mod reply;

use super::Context;
use super::shared::around::{Around, WrittenAround};
use super::shared::{expressions, groups, values};
use crate::analysis::{Article, Form, Tags};
use crate::prose::{InlineKind, Prose};
use crate::rule::{Check, Finding, Hit, Pattern, Reading};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "claim"
    }

    fn about(&self) -> &'static str {
        "claims that need a source, a name or a link close by"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["patterns", "mark", "needs", "near", "match-case", "unless"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let written: Written = deserialize_value(keys)?;
        let patterns = expressions(&written.patterns, written.match_case)?;
        if patterns.is_empty() {
            return Err(Problem::new("the rule has no pattern, so it can never match", at));
        }
        let unless = Around::read(written.unless, written.match_case)?;
        let mark = groups::mark(written.mark, &groups::names(&patterns, &[]))?;
        Ok(Box::new(Claims { patterns, mark, needs: written.needs, near: written.near, unless }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    patterns: Vec<Spanned<String>>,
    mark: Option<Spanned<String>>,
    needs: Needs,
    #[serde(default)]
    near: Near,
    #[serde(default)]
    match_case: bool,
    unless: Option<Spanned<WrittenAround>>,
}

/// What has to stand near a claim. A link is always enough.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Needs {
    /// Somebody who says it.
    Source,
    /// A name beside the claim: an institution, an author, a title.
    Name,
    /// A title or a date, by which the work can be found.
    Title,
    /// A handle or a day, by which the post can be found, where its words are quoted.
    Post,
    /// Anywhere in the draft, an answer of the person or party named by `mark`.
    Reply,
}

/// How near.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Near {
    Sentence,
    /// This sentence and the one behind it.
    Next,
    /// This sentence and both beside it.
    #[default]
    Nearby,
}

struct Claims {
    patterns: Vec<Pattern>,
    mark: Option<String>,
    needs: Needs,
    near: Near,
    unless: Option<Around>,
}

impl Check for Claims {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["match"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        if self.needs == Needs::Reply {
            let is_excused = |hit: &&Hit| self.unless.as_ref().is_some_and(|unless| unless.holds(article, hit.span));
            let claims = reading
                .hits
                .iter()
                .filter(|hit| !is_excused(hit))
                .map(|hit| hit.marked(&self.patterns, self.mark.as_deref()));
            reply::unanswered(article, claims.filter(|span| reading.scope.allows(article, *span)), found);
            return;
        }
        if self.unless.as_ref().is_some_and(|unless| unless.holds_in(article)) {
            return;
        }
        let mut end = 0;
        for hit in reading.hits {
            let span = hit.marked(&self.patterns, self.mark.as_deref());
            if span.start < end
                || !reading.scope.allows(article, span)
                || self.unless.as_ref().is_some_and(|unless| unless.holds(article, hit.span))
            {
                continue;
            }
            end = span.end;
            if !self.is_met(article, hit.span) {
                found.push(Finding::at(span).with("match", article.slice(span)));
            }
        }
    }
}

/// How far around a claim is looked, in bytes: keeps a page-long sentence linear.
const REACH: usize = 2_000;

impl Claims {
    fn is_met(&self, article: &Article, claim: Span<Prose>) -> bool {
        let Some(index) = article.sentence_at(claim.start) else { return true };
        let block = article.sentences[index].block;
        let (first, last) = match self.near {
            Near::Sentence => (index, index),
            Near::Next => (index, index + 1),
            Near::Nearby => (index.saturating_sub(1), index + 1),
        };
        (first..=last.min(article.sentences.len() - 1)).any(|at| {
            let sentence = article.sentences[at];
            if sentence.block != block {
                return false;
            }
            let start = sentence.span.start.max(claim.start.saturating_sub(REACH));
            let span = Span::new(start, sentence.span.end.min(claim.end + REACH));
            has_link(article, span)
                || match self.needs {
                    Needs::Source => has_source(article, span, claim),
                    Needs::Name => has_name(article, span, claim),
                    Needs::Title => has_title(article, span),
                    Needs::Post => has_post(article, span, at == index),
                    Needs::Reply => true,
                }
        })
    }
}

fn has_link(article: &Article, span: Span<Prose>) -> bool {
    let inlines = &article.prose.inlines;
    let from = inlines.partition_point(|inline| inline.span.start < span.start);
    inlines[from..]
        .iter()
        .take_while(|inline| inline.span.start < span.end)
        .any(|inline| matches!(inline.kind, InlineKind::Link(_)))
        || span.of(&article.prose.text).contains("http")
}

/// A cue of speech, or “according to”.
fn has_source(article: &Article, span: Span<Prose>, claim: Span<Prose>) -> bool {
    let words = &article.language.speech;
    article.tokens_in(span).iter().filter(|token| !claim.contains(token.span())).any(|token| {
        let lower = article.slice(token.span()).to_lowercase();
        words.tags(&lower).has(Tags::ACCORDING.or(Tags::CUE_NOUN))
            || words.cue(&lower, |_| None).is_some_and(|cue| cue.strength >= 2)
    })
}

/// A word with a capital that does not begin the sentence and is no time.
fn has_name(article: &Article, span: Span<Prose>, claim: Span<Prose>) -> bool {
    article.tokens_in(span).iter().skip(1).filter(|token| !claim.contains(token.span())).any(|token| {
        let word = article.slice(token.span());
        word.starts_with(char::is_uppercase)
            && word.len() > 1
            && !article.language.speech.tags(&word.to_lowercase()).has(Tags::TIME)
    })
}

/// A handle, a day or a month; or no words of the post are quoted in the sentence that names it.
fn has_post(article: &Article, span: Span<Prose>, own: bool) -> bool {
    let quotes = &article.attributions;
    let from = quotes.partition_point(|quote| quote.span.end <= span.start);
    let quoted = quotes[from..].iter().take_while(|of| of.span.start < span.end).any(|of| of.form == Form::Speech);
    let dated = article.tokens_in(span).iter().any(|token| {
        let lower = article.slice(token.span()).to_lowercase();
        article.language.speech.tags(&lower).has(Tags::TIME)
    });
    dated || own && !quoted || span.of(&article.prose.text).contains('@')
}

/// A title in marks or italics, a month or a year.
fn has_title(article: &Article, span: Span<Prose>) -> bool {
    let quotes = &article.attributions;
    let from = quotes.partition_point(|quote| quote.span.start < span.start);
    let titled = quotes[from..].iter().take_while(|quote| span.contains(quote.span)).any(|of| of.form == Form::Title);
    let inlines = &article.prose.inlines;
    let from = inlines.partition_point(|inline| inline.span.start < span.start);
    let mut within = inlines[from..].iter().take_while(|inline| inline.span.start < span.end);
    let set = within.any(|inline| inline.kind == InlineKind::Emphasis);
    let dated = article.tokens_in(span).iter().any(|token| {
        let word = article.slice(token.span());
        article.language.calendar.is_month(word)
            || word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
    });
    titled || set || dated
}
