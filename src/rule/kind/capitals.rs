//! `capitals`: headlines in title case or in sentence case.

use super::shared::values;
use crate::analysis::{Article, TokenKind, Zone};
use crate::diagnostic::Safety;
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
        "capitals"
    }

    fn about(&self) -> &'static str {
        "headlines in title case or sentence case"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["of", "style", "small"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let options: Options = deserialize_value(keys)?;
        let zone = match options.of {
            Of::Headline => Zone::Headline,
            Of::Subheading => Zone::Subheading,
        };
        Ok(Check::draft(Capitals { zone, style: options.style, small: options.small.into_iter().collect() }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    of: Of,
    style: Style,
    #[serde(default)]
    small: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Of {
    Headline,
    Subheading,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Style {
    Title,
    Sentence,
    /// Title case, only in a line that is evidently meant to be in title case.
    Mixed,
}

struct Capitals {
    zone: Zone,
    style: Style,
    small: HashSet<String>,
}

impl DraftCheck for Capitals {
    fn values(&self) -> Vec<String> {
        values(&["match", "replacement"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let blocks = context.article.prose.blocks.iter().zip(&context.article.zones);
        for (block, _) in blocks.filter(|&(_, &zone)| zone == self.zone) {
            match self.style {
                Style::Title => self.title(context.article, block.span, found),
                Style::Mixed => self.mixed(context.article, block.span, found),
                Style::Sentence => self.sentence(context.article, block.span, found),
            }
        }
    }
}

impl Capitals {
    /// Reports words in lower case; of a line that is evidently in sentence case, only the first.
    fn title(&self, article: &Article, span: Span<Prose>, found: &mut Vec<Finding>) {
        let words = self.large_words(article, span);
        let low: Vec<&Span<Prose>> = words.iter().filter(|span| starts_low(article.slice(**span))).collect();
        if low.len() * 2 > words.len() {
            if let Some(first) = low.first() {
                found.push(finding(article, **first));
            }
            return;
        }
        found.extend(low.into_iter().map(|span| finding(article, *span)));
    }

    /// Reports one or two words in lower case where at least three times as many have a capital, and more of those than are
    /// in lower case are evidently not names, since the draft also has them in lower case.
    fn mixed(&self, article: &Article, span: Span<Prose>, found: &mut Vec<Finding>) {
        let words = self.large_words(article, span);
        let low: Vec<&Span<Prose>> = words.iter().filter(|span| starts_low(article.slice(**span))).collect();
        if low.is_empty() || low.len() > 2 || words.len() < 5 || words.len() < 4 * low.len() {
            return;
        }
        let plain: HashSet<&str> =
            article.tokens.iter().map(|token| article.slice(token.span())).filter(|word| starts_low(word)).collect();
        let high = words.iter().skip(1).map(|span| article.slice(*span)).filter(|word| !starts_low(word));
        if high.filter(|word| plain.contains(word.to_lowercase().as_str())).count() > low.len() {
            found.extend(low.into_iter().map(|span| finding(article, *span)));
        }
    }

    /// Reports a line in which most words have a capital; single capitals may be names.
    fn sentence(&self, article: &Article, span: Span<Prose>, found: &mut Vec<Finding>) {
        let words = self.large_words(article, span);
        let high = words.iter().skip(1).filter(|span| !starts_low(article.slice(**span))).count();
        if words.len() >= 5 && high * 5 >= (words.len() - 1) * 4 {
            found.push(Finding::at(span).with("match", article.slice(span)).with("replacement", ""));
        }
    }

    fn large_words(&self, article: &Article, span: Span<Prose>) -> Vec<Span<Prose>> {
        let tokens = article.tokens_in(span).iter().filter(|token| token.kind() == TokenKind::Word);
        let words = tokens.map(|token| token.span());
        words
            .filter(|span| !self.small.contains(&article.slice(*span).to_lowercase()) && !article.in_speech(span.start))
            .collect()
    }
}

fn starts_low(word: &str) -> bool {
    word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic())
}

fn finding(article: &Article, span: Span<Prose>) -> Finding {
    let word = article.slice(span);
    let mut chars = word.chars();
    let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    Finding::at(span).with("match", word).with("replacement", capital.as_str()).replaced_by(capital, Safety::Suggested)
}
