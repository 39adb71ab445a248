//! [`Number`]: an amount as newspapers write it, in figures or in words, and how exact it is; [`Hedge`]: what is said of
//! that before it.
//!
//! Words and scales are data (`rules/lexicon/numbers.toml`). What is no number to be reckoned with is left out.

use super::lexicon::{longest_first, parsed};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// What it says.
    pub value: f64,
    /// The unit of its last place: 0.1 for “4.5”, 100,000 for “1.2 million”, 1 for “43”.
    pub unit: f64,
    /// Whether it may have been rounded: a decimal, a scale, or a large round figure.
    pub is_round: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    ordinal_endings: Vec<String>,
    words: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    ordinals: BTreeMap<String, f64>,
    factors: BTreeMap<String, f64>,
    fractions: BTreeMap<String, f64>,
    hedges: Hedges,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hedges {
    over: Vec<String>,
    under: Vec<String>,
    about: Vec<String>,
}

/// What is said before an amount of how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// “more than”
    Over,
    /// “nearly”
    Under,
    /// “about”
    About,
}

impl Hedge {
    /// An expression that matches a hedge; it has no groups.
    #[must_use]
    pub fn expression() -> &'static str {
        static EXPRESSION: LazyLock<String> = LazyLock::new(|| {
            let Hedges { over, under, about } = &WORDS.hedges;
            longest_first(over.iter().chain(under).chain(about)).join("|")
        });
        &EXPRESSION
    }

    /// Reads what [`Hedge::expression`] matches.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        let Hedges { over, under, about } = &WORDS.hedges;
        let lists = [(over, Self::Over), (under, Self::Under), (about, Self::About)];
        lists.into_iter().find(|(words, _)| words.contains(&lower)).map(|(_, hedge)| hedge)
    }
}

/// A part of a whole in words, “a third”: in percent, and the expression that matches one.
#[must_use]
pub fn fraction(text: &str) -> Option<f64> {
    WORDS.fractions.get(&text.trim().to_lowercase()).copied()
}

/// An expression that matches what [`fraction`] reads; it has no groups.
#[must_use]
pub fn fraction_expression() -> &'static str {
    static EXPRESSION: LazyLock<String> = LazyLock::new(|| longest_first(WORDS.fractions.keys()).join("|"));
    &EXPRESSION
}

static WORDS: LazyLock<Words> = LazyLock::new(|| parsed("numbers"));

/// What makes a figure an ordinal: “rd” in “3rd”; lower case.
pub(crate) fn ordinal_endings() -> &'static [String] {
    &WORDS.ordinal_endings
}

impl Number {
    /// An expression that matches numbers in figures and in words, with a scale behind them; it has no groups.
    #[must_use]
    pub fn expression() -> &'static str {
        static EXPRESSION: LazyLock<String> = LazyLock::new(|| {
            let words: Vec<&str> = longest_first(WORDS.words.keys().chain(WORDS.ordinals.keys()));
            let (words, letters): (Vec<&str>, Vec<&str>) =
                (words, longest_first(WORDS.scales.keys()).into_iter().filter(|scale| scale.len() < 3).collect());
            let scales: Vec<&str> = longest_first(WORDS.scales.keys()).into_iter().filter(|s| s.len() >= 3).collect();
            let factors = longest_first(WORDS.factors.keys());
            let units: Vec<&str> = WORDS.words.iter().filter(|(_, n)| **n < 10.0).map(|(word, _)| &**word).collect();
            format!(
                r"(?:[$£€]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[$£€]?\d+(?:\.\d+)?(?:{})?|(?:{})(?:-(?:{}))?)(?:[ -](?:{})|(?:{}))?\b|(?:{})\b",
                WORDS.ordinal_endings.join("|"),
                words.join("|"),
                units.join("|"),
                scales.join("|"),
                letters.join("|"),
                factors.join("|"),
            )
        });
        &EXPRESSION
    }

    /// Reads what [`Number::expression`] matches.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().trim_start_matches(['$', '£', '€']).to_lowercase();
        let exact = |value: f64| Self { value, unit: 1.0, is_round: false };
        if let Some(&factor) = WORDS.factors.get(&lower).or_else(|| WORDS.ordinals.get(&lower)) {
            return Some(exact(factor));
        }
        let figures = lower.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | '-'));
        if figures.is_empty() {
            return in_words(&lower).map(|value| Self { is_round: value >= 1_000.0, ..exact(value) });
        }
        let scale = match lower[figures.len()..].trim_start_matches([' ', '-']) {
            "" => None,
            word if WORDS.ordinal_endings.iter().any(|ending| ending == word) => None,
            word => Some(*WORDS.scales.get(word)?),
        };
        let value: f64 = figures.replace(',', "").parse().ok()?;
        let decimals = figures.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let zeros = figures.bytes().rev().take_while(|&b| b == b'0' || b == b',').filter(|&b| b == b'0').count();
        let round = decimals == 0 && value >= 100.0 && zeros > 0;
        // Nobody writes 100 for 60: a round figure is true to a twentieth at least.
        let place = if round {
            10_f64.powi(i32::try_from(zeros).ok()?).min(value / 10.0)
        } else {
            0.1_f64.powi(i32::try_from(decimals).ok()?)
        };
        let scale_or_one = scale.unwrap_or(1.0);
        Some(Self {
            value: value * scale_or_one,
            unit: place * scale_or_one,
            is_round: scale.is_some() || decimals > 0 || round,
        })
    }

    /// The least and the greatest amount that it may stand for.
    #[must_use]
    pub fn range(self) -> (f64, f64) {
        let half = if self.is_round { self.unit / 2.0 } else { 0.0 };
        (self.value - half, self.value + half)
    }
}

fn in_words(text: &str) -> Option<f64> {
    let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
    let mut value = *WORDS.words.get(parts.next()?)?;
    for part in parts {
        match (WORDS.words.get(part), WORDS.scales.get(part)) {
            (Some(unit), _) if value >= 20.0 && *unit < 10.0 => value += unit,
            (_, Some(scale)) => value *= scale,
            _ => return None,
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn figures_and_words_are_read_alike() {
        let value = |text: &str| Number::parse(text).map(|number| number.value);
        assert_eq!(value("1,012"), Some(1012.0));
        assert_eq!(value("$4.5 million"), Some(4_500_000.0));
        assert_eq!(value("€5m"), Some(5_000_000.0));
        assert_eq!(value("Forty-two"), Some(42.0));
        assert_eq!(value("three hundred"), Some(300.0));
        assert_eq!(value("10th"), Some(10.0));
        assert_eq!(value("doubled"), Some(2.0));
        assert_eq!(value("hundred"), None);
    }

    #[test]
    fn round_figures_stand_for_a_range() {
        let range = |text: &str| Number::parse(text).expect("a number").range();
        assert_eq!(range("43"), (43.0, 43.0));
        assert_eq!(range("1,200"), (1150.0, 1250.0));
        assert_eq!(range("200"), (190.0, 210.0));
        assert_eq!(range("2 million"), (1_500_000.0, 2_500_000.0));
    }
}
