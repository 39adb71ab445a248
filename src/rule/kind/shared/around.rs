//! Words around a match that excuse it, or that it needs: the keys `unless` and `only` of several kinds.

use crate::analysis::Article;
use crate::expression::Expression;
use crate::prose::Prose;
use crate::rule::condition::OneOrMany;
use crate::table::Problem;
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;

/// The value of `unless` or `only`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AroundOptions {
    before: Option<Spanned<OneOrMany>>,
    after: Option<Spanned<OneOrMany>>,
    sentence: Option<Spanned<OneOrMany>>,
    nearby: Option<Spanned<OneOrMany>>,
    paragraph: Option<Spanned<OneOrMany>>,
    document: Option<Spanned<OneOrMany>>,
    reach: Option<usize>,
}

impl AroundOptions {
    fn build(self, at: std::ops::Range<usize>, match_case: bool) -> Result<Around, Problem> {
        let all = [&self.before, &self.after, &self.sentence, &self.nearby, &self.paragraph, &self.document];
        if all.iter().all(|key| key.is_none()) {
            let help = "add before, after, sentence, nearby, paragraph or document";
            return Err(Problem::new("expected words to look for", at).with_help(help));
        }
        if self.reach.is_some() && self.nearby.is_none() {
            return Err(Problem::new("`reach` sets how far `nearby` looks, but `nearby` is missing", at));
        }
        let build = |patterns: Option<Spanned<OneOrMany>>| {
            let Some(patterns) = patterns else { return Ok(None) };
            let at = patterns.span();
            let patterns = patterns.into_inner().into_vec();
            if patterns.is_empty() {
                return Err(Problem::new("expected words to look for", at));
            }
            for pattern in &patterns {
                Expression::sought(pattern, match_case).map_err(|message| Problem::new(message, at.clone()))?;
            }
            let joined: Vec<String> = patterns.into_iter().map(|pattern| format!("(?:{pattern})")).collect();
            Expression::parse(&joined.join("|"), match_case).map(Some).map_err(|message| Problem::new(message, at))
        };
        Ok(Around {
            before: build(self.before)?,
            after: build(self.after)?,
            sentence: build(self.sentence)?,
            nearby: build(self.nearby)?,
            reach: self.reach,
            paragraph: build(self.paragraph)?,
            document: build(self.document)?,
        })
    }
}

/// Patterns for words around a match, of which one has to match.
pub struct Around {
    before: Option<Expression>,
    after: Option<Expression>,
    sentence: Option<Expression>,
    nearby: Option<Expression>,
    /// Number of sentences to each side that are nearby, across paragraphs; `None` is one, within the paragraph.
    reach: Option<usize>,
    paragraph: Option<Expression>,
    document: Option<Expression>,
}

/// Bytes before and after a match that are searched, so that a page-long sentence takes linear time.
const REACH: usize = 2_000;

impl Around {
    /// Reads the value of `unless` or `only`, where there is one.
    pub(in crate::rule::kind) fn read(
        options: Option<Spanned<AroundOptions>>,
        match_case: bool,
    ) -> Result<Option<Self>, Problem> {
        let Some(options) = options else { return Ok(None) };
        let at = options.span();
        options.into_inner().build(at, match_case).map(Some)
    }

    /// Whether the `document` pattern matches; to be asked once for a draft, not for each match.
    pub(in crate::rule::kind) fn holds_in(&self, article: &Article) -> bool {
        self.document.as_ref().is_some_and(|regex| regex.is_match(&article.prose.text))
    }

    pub(in crate::rule::kind) fn holds(&self, article: &Article, span: Span<Prose>) -> bool {
        let text = article.prose.text.as_str();
        let sentence = article.sentence_at(span.start);
        let of = |index: usize| article.sentences[index].span();
        let here = sentence.map_or(span, of);
        // A match may run over the end of its sentence, so that what follows it stands in the next.
        let last = article.sentence_at(span.end.saturating_sub(1).max(span.start)).map_or(here, of);
        let whole: Span<Prose> = Span::new(here.start.min(span.start), last.end.max(span.end));
        let block = article.prose.block_at(span.start).map_or(whole, |block| article.prose.blocks[block].span);
        let near = match sentence {
            Some(index) => {
                let reach = self.reach.unwrap_or(1);
                let from = of(index.saturating_sub(reach)).start;
                let to = of((index + reach).min(article.sentences.len() - 1)).end;
                let within: Span<Prose> = if self.reach.is_some() {
                    Span::new(from, to)
                } else {
                    Span::new(from.max(block.start), to.min(block.end))
                };
                Span::new(within.start, within.end.max(whole.end))
            }
            None => whole,
        };
        let near = close_to(text, near, span);
        let whole = close_to(text, whole, span);
        let block = close_to(text, block, span);
        let has = |regex: &Option<Expression>, words: &str| regex.as_ref().is_some_and(|regex| regex.is_match(words));
        has(&self.before, text.get(whole.start..span.start).unwrap_or_default())
            || has(&self.after, text.get(span.end..whole.end).unwrap_or_default())
            || has(&self.sentence, whole.of(text))
            || has(&self.nearby, near.of(text))
            || has(&self.paragraph, block.of(text))
    }
}

/// The part of `wide` within [`REACH`] of `span`, cut at characters.
fn close_to(text: &str, wide: Span<Prose>, span: Span<Prose>) -> Span<Prose> {
    let mut start = wide.start.max(span.start.saturating_sub(REACH)).min(span.start);
    let mut end = wide.end.min(span.end + REACH).max(span.end);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end)
}
