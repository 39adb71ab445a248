//! `repetition`: a word twice in a row.

use super::shared::values;
use crate::analysis::TokenKind;
use crate::diagnostic::Safety;
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
        "repetition"
    }

    fn about(&self) -> &'static str {
        "a word twice in a row"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["allow", "safe"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let options: Options = deserialize_value(keys)?;
        let words = |list: Vec<String>| list.into_iter().map(|word| word.to_lowercase()).collect();
        Ok(Check::draft(Repetition { allow: words(options.allow), safe: words(options.safe) }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    #[serde(default)]
    allow: Vec<String>,
    #[serde(default)]
    safe: Vec<String>,
}

struct Repetition {
    allow: HashSet<String>,
    /// Words that are never right twice in a row, so that one may be removed without asking.
    safe: HashSet<String>,
}

impl DraftCheck for Repetition {
    fn values(&self) -> Vec<String> {
        values(&["match", "replacement"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        for pair in article.tokens.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            if { first.word } != { second.word }
                || first.kind() != TokenKind::Word
                || first.span().len() != second.span().len()
            {
                continue;
            }
            let (one, two) = (article.slice(first.span()), article.slice(second.span()));
            let between = &article.prose.text[first.end() as usize..second.start as usize];
            // Lower case: “Walla Walla” and “Duran Duran” are names, “The the” at the head of a sentence is not.
            let opens = || {
                let sentence = article.sentence_at(first.start as usize);
                sentence.is_some_and(|at| article.sentences[at].span().start == first.start as usize)
            };
            let same = (one == two || (one.eq_ignore_ascii_case(two) && opens()))
                && two.chars().all(char::is_lowercase)
                && between.trim().is_empty()
                && !between.contains('\n');
            let span = Span::new(first.start as usize, second.end() as usize);
            // “contact contact@example.org”: the second begins an address.
            let is_address = article.prose.text[span.end..].starts_with('@');
            if !same
                || is_address
                || between.is_empty()
                || self.allow.contains(two)
                || !context.scope.allows(article, span)
                || !context.scope.allows(article, second.span())
            {
                continue;
            }
            let finding = Finding::at(span).with("match", article.slice(span)).with("replacement", one);
            let safety = if self.safe.contains(two) { Safety::Safe } else { Safety::Suggested };
            found.push(finding.replaced_by(one, safety));
        }
    }
}
