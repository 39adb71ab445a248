//! `claim`: statements that need a source close by: figures, studies, other people's works.
//!
//! The rule says which words make a claim, what it needs and how near that must be.

mod reply;

use super::shared::around::{Around, AroundOptions};
use super::shared::{expressions, groups, values};
use crate::analysis::{Article, Form, Tags};
use crate::prose::{InlineKind, Prose};
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Hit, Pattern, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

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

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let patterns = expressions(&options.patterns, options.match_case)?;
        if patterns.is_empty() {
            return Err(Problem::new("the rule has no pattern, so it can never match", at));
        }
        let unless = Around::read(options.unless, options.match_case)?;
        let mark = groups::mark(options.mark, &groups::names(&patterns, &[]))?;
        Ok(Check::draft(Claims { patterns, mark, needs: options.needs, near: options.near, unless }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    patterns: Vec<Spanned<String>>,
    mark: Option<Spanned<String>>,
    needs: Needs,
    #[serde(default)]
    near: Near,
    #[serde(default)]
    match_case: bool,
    unless: Option<Spanned<AroundOptions>>,
}

/// What a claim needs. A link is always enough.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Needs {
    /// A source.
    Source,
    /// A name: of an institution, an author, a title.
    Name,
    /// A title or a date, with which the work can be found.
    Title,
    /// A handle or a date, with which the post can be found, if it is quoted.
    Post,
    /// A response, anywhere in the draft, of whoever `mark` names.
    Reply,
}

/// How near it must be.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Near {
    Sentence,
    /// This sentence or the next.
    Next,
    /// This sentence, the one before or the next.
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

impl DraftCheck for Claims {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["match"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        if self.needs == Needs::Reply {
            let is_excused = |hit: &&Hit| self.unless.as_ref().is_some_and(|unless| unless.holds(article, hit.span));
            let claims = context
                .hits
                .iter()
                .filter(|hit| !is_excused(hit))
                .map(|hit| hit.marked(&self.patterns, self.mark.as_deref()));
            reply::unanswered(article, claims.filter(|span| context.scope.allows(article, *span)), found);
            return;
        }
        if self.unless.as_ref().is_some_and(|unless| unless.holds_in(article)) {
            return;
        }
        let mut end = 0;
        for hit in context.hits {
            let span = hit.marked(&self.patterns, self.mark.as_deref());
            if span.start < end
                || !context.scope.allows(article, span)
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

/// Bytes before and after a claim that are searched, so that a page-long sentence takes linear time.
const REACH: usize = 2_000;

impl Claims {
    fn is_met(&self, article: &Article, claim: Span<Prose>) -> bool {
        let Some(index) = article.sentence_at(claim.start) else { return true };
        let block = article.sentences[index].block();
        let (first, last) = match self.near {
            Near::Sentence => (index, index),
            Near::Next => (index, index + 1),
            Near::Nearby => (index.saturating_sub(1), index + 1),
        };
        (first..=last.min(article.sentences.len() - 1)).any(|at| {
            let sentence = article.sentences[at];
            if sentence.block() != block {
                return false;
            }
            let start = sentence.span().start.max(claim.start.saturating_sub(REACH));
            let span = Span::new(start, sentence.span().end.min(claim.end + REACH));
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

/// Whether there is a verb of speech, or “according to”.
fn has_source(article: &Article, span: Span<Prose>, claim: Span<Prose>) -> bool {
    let words = &article.language.speech;
    article.tokens_in(span).iter().filter(|token| !claim.contains(token.span())).any(|token| {
        let lower = article.slice(token.span()).to_lowercase();
        words.tags(&lower).has(Tags::ACCORDING.or(Tags::CUE_NOUN))
            || words.cue(&lower, |_| None).is_some_and(|cue| cue.strength >= 2)
    })
}

/// Whether there is a capitalised word that does not begin the sentence and is not a month or a weekday.
fn has_name(article: &Article, span: Span<Prose>, claim: Span<Prose>) -> bool {
    article.tokens_in(span).iter().skip(1).filter(|token| !claim.contains(token.span())).any(|token| {
        let word = article.slice(token.span());
        word.starts_with(char::is_uppercase)
            && word.len() > 1
            && !article.language.speech.tags(&word.to_lowercase()).has(Tags::TIME)
    })
}

/// Whether there is a handle, a weekday or a month, or the sentence that mentions the post does not quote it.
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

/// Whether there is a title in quotation marks or italics, a month or a year.
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
            || word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (2000..2100).contains(&year))
    });
    titled || set || dated
}
