//! `currency`: an amount of foreign money that a reader cannot weigh, because nobody says what it is at home.
//!
//! How amounts are written is data: `rules/lexicon/currencies.toml`.

use super::Context;
use super::shared::values;
use crate::analysis::Article;
use crate::prose::Prose;
use crate::rule::scan::Expression;
use crate::rule::{Check, Finding, Hit, Pattern, Reading};
use crate::table::{Problem, deserialize_value, meant};
use crate::text::Span;
use serde::Deserialize;
use std::collections::HashSet;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "currency"
    }

    fn about(&self) -> &'static str {
        "amounts of foreign money without a conversion at the first of them"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["house", "except"]
    }

    fn build(&self, keys: Spanned<DeValue>, context: &Context) -> Result<Box<dyn Check>, Problem> {
        let written: Written = deserialize_value(keys)?;
        let currencies = &context.language.currencies;
        for code in std::iter::once(&written.house).chain(&written.except) {
            if !currencies.amounts().contains_key(code.get_ref()) {
                let known: Vec<&str> = currencies.amounts().keys().map(String::as_str).collect();
                let help = meant(code.get_ref(), &known).or_else(|| Some(format!("known are: {}", known.join(", "))));
                return Err(
                    Problem::new(format!("there is no currency “{}”", code.get_ref()), code.span()).with_help_if(help)
                );
            }
        }
        let is_excepted = |code: &str| written.except.iter().any(|of| of.get_ref() == code);
        let (mut patterns, mut codes) = (Vec::new(), Vec::new());
        for (code, forms) in currencies.amounts().iter().filter(|(code, _)| !is_excepted(code)) {
            for form in forms {
                let at = written.house.span();
                patterns.push(Pattern::regex(form, false).map_err(|message| Problem::new(message, at))?);
                codes.push(code.clone());
            }
        }
        let at = written.house.span();
        let rate = |of: &str| Expression::parse(of, false).map_err(|message| Problem::new(message, at.clone()));
        let [before, behind] = currencies.rates();
        let rates = [rate(before)?, rate(behind)?];
        Ok(Box::new(Currency { patterns, codes, house: written.house.into_inner(), rates }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The house's currency, by its code.
    house: Spanned<String>,
    /// Currencies that readers know too.
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

struct Currency {
    patterns: Vec<Pattern>,
    /// The currency of each pattern.
    codes: Vec<String>,
    house: String,
    /// What stands before and behind an amount that is a rate.
    rates: [Expression; 2],
}

/// An expression for rates is shown so many bytes to each side of an amount.
const REACH: usize = 40;

impl Currency {
    /// Whether an amount is one side of a rate of exchange, “$1 = €0.86”, and no sum that is spoken of.
    fn is_rate(&self, article: &Article, span: Span<Prose>) -> bool {
        let text = article.prose.text.as_str();
        let Some(block) = article.prose.block_at(span.start).map(|index| article.prose.blocks[index].span) else {
            return false;
        };
        let from = text.floor_char_boundary(span.start.saturating_sub(REACH)).max(block.start);
        let to = text.ceil_char_boundary((span.end + REACH).min(text.len())).min(block.end);
        let [before, after] = &self.rates;
        before.is_match(&text[from..span.start]) || after.is_match(&text[span.end..to.max(span.end)])
    }
}

impl Check for Currency {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["match", "currency", "house"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        let is_house = |pattern: usize| self.codes[pattern] == self.house;
        let number = |hit: &&Hit| {
            let number = hit.groups.get(1).copied().flatten().map_or("", |span| article.slice(span));
            number.starts_with(|c: char| c.is_ascii_digit()) || article.language.numbers.number(number).is_some()
        };
        let (at_home, abroad): (Vec<&Hit>, Vec<&Hit>) =
            reading.hits.iter().filter(number).partition(|hit| is_house(hit.pattern));
        let abroad = abroad.into_iter().filter(|hit| !self.is_rate(article, hit.span));
        let at_home: Vec<Span<Prose>> = at_home.into_iter().map(|hit| hit.span).collect();
        let mut seen = HashSet::new();
        for hit in abroad {
            let code = self.codes[hit.pattern].as_str();
            if !seen.insert(code) || is_converted(article, hit.span, &at_home) {
                continue;
            }
            found.push(
                Finding::at(hit.span)
                    .with("match", article.slice(hit.span))
                    .with("currency", code)
                    .with("house", self.house.as_str()),
            );
        }
    }
}

/// Whether an amount at home stands in the sentence of `span` or the next one of its paragraph.
fn is_converted(article: &Article, span: Span<Prose>, at_home: &[Span<Prose>]) -> bool {
    let Some(index) = article.sentence_at(span.start) else { return false };
    let sentence = article.sentences[index].span;
    let block = |at: usize| article.prose.block_at(at);
    let next = article.sentences.get(index + 1).filter(|next| block(next.span.start) == block(span.start));
    let end = next.map_or(sentence.end, |next| next.span.end);
    let first = at_home.partition_point(|amount| amount.start < sentence.start);
    at_home.get(first).is_some_and(|amount| amount.start < end)
}
