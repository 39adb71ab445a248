//! `currency`: an amount in a foreign currency that is not converted into the newsroom's own.
//!
//! The forms of amounts are data: `rules/lexicon/currencies.toml`.

use super::shared::values;
use crate::analysis::Article;
use crate::expression::Expression;
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Hit, Pattern, RuleContext};
use crate::table::{Problem, deserialize_value, meant};
use crate::text::Span;
use serde::Deserialize;
use std::collections::HashSet;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "currency"
    }

    fn about(&self) -> &'static str {
        "foreign currencies that are not converted at their first amount"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["house", "except"]
    }

    fn build(&self, keys: Spanned<DeValue>, with: &BuildContext) -> Result<Check, Problem> {
        let options: Options = deserialize_value(keys)?;
        let currencies = &with.language.currencies;
        for code in std::iter::once(&options.house).chain(&options.except) {
            if !currencies.amounts().contains_key(code.get_ref()) {
                let known: Vec<&str> = currencies.amounts().keys().map(String::as_str).collect();
                let help =
                    meant(code.get_ref(), &known).or_else(|| Some(format!("expected one of: {}", known.join(", "))));
                return Err(
                    Problem::new(format!("there is no currency “{}”", code.get_ref()), code.span()).with_help_if(help)
                );
            }
        }
        let is_excepted = |code: &str| options.except.iter().any(|of| of.get_ref() == code);
        let (mut patterns, mut codes) = (Vec::new(), Vec::new());
        for (code, forms) in currencies.amounts().iter().filter(|(code, _)| !is_excepted(code)) {
            for form in forms {
                let at = options.house.span();
                patterns.push(Pattern::regex(form, false).map_err(|message| Problem::new(message, at))?);
                codes.push(code.clone());
            }
        }
        let at = options.house.span();
        let rate = |of: &str| Expression::parse(of, false).map_err(|message| Problem::new(message, at.clone()));
        let [before, behind] = currencies.rates();
        let rates = [rate(before)?, rate(behind)?];
        Ok(Check::draft(Currency { patterns, codes, house: options.house.into_inner(), rates }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The code of the newsroom's currency.
    house: Spanned<String>,
    /// Codes of other currencies that readers know.
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

struct Currency {
    patterns: Vec<Pattern>,
    /// The currency of each pattern.
    codes: Vec<String>,
    house: String,
    /// The text before and after an amount that is an exchange rate.
    rates: [Expression; 2],
}

/// The sign of several currencies, which letters before it tell apart, and those of the one that may do without.
const DOLLAR: char = '$';
const AMERICAN: &str = "US";

/// Bytes on each side of an amount that are searched for signs of an exchange rate.
const REACH: usize = 40;

impl Currency {
    /// Whether an amount is one side of an exchange rate, such as “$1 = €0.86”.
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

impl DraftCheck for Currency {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["match", "currency", "house"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let is_house = |pattern: usize| self.codes[pattern] == self.house;
        let number = |hit: &&Hit| {
            let number = hit.groups.get(1).copied().flatten().map_or("", |span| article.slice(span));
            number.starts_with(|c: char| c.is_ascii_digit()) || article.language.numbers.number(number).is_some()
        };
        let (at_home, abroad): (Vec<&Hit>, Vec<&Hit>) =
            context.hits.iter().filter(number).partition(|hit| is_house(hit.pattern));
        let abroad = abroad.into_iter().filter(|hit| !self.is_rate(article, hit.span));
        let at_home: Vec<Span<Prose>> = at_home.into_iter().map(|hit| hit.span).collect();
        let is_plain = |hit: &Hit| article.slice(hit.span).starts_with(DOLLAR);
        let is_lettered = |hit: &Hit| !is_plain(hit) && article.slice(hit.span).contains(DOLLAR);
        // Next to “S$2 million”, a plain “$2 million” may be of either country.
        let is_unclear =
            context.hits.iter().any(|hit| is_lettered(hit) && !article.slice(hit.span).starts_with(AMERICAN));
        let mut seen = HashSet::new();
        for hit in abroad.filter(|hit| !is_unclear || !is_plain(hit)) {
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

/// Whether an amount in the newsroom's currency is in the sentence of `span` or the next one of its paragraph.
fn is_converted(article: &Article, span: Span<Prose>, at_home: &[Span<Prose>]) -> bool {
    let Some(index) = article.sentence_at(span.start) else { return false };
    let sentence = article.sentences[index].span();
    let block = |at: usize| article.prose.block_at(at);
    let next = article.sentences.get(index + 1).filter(|next| block(next.span().start) == block(span.start));
    let end = next.map_or(sentence.end, |next| next.span().end);
    let first = at_home.partition_point(|amount| amount.start < sentence.start);
    at_home.get(first).is_some_and(|amount| amount.start < end)
}
