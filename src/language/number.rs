//! [`Number`]: an amount as newspapers write it, in figures or in words, and how exact it is; [`Hedge`]: a word before it
//! that makes it less exact; [`Numbers`]: the words of both (`rules/lexicon/numbers.toml`).

use super::lists::{longest_first, parsed};
use crate::expression::Expression;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

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

/// Numbers in words, their scales and endings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    ordinal_endings: Vec<String>,
    words: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    ordinals: BTreeMap<String, f64>,
    factors: BTreeMap<String, f64>,
    fractions: BTreeMap<String, f64>,
    hedges: Hedges,
    #[serde(skip)]
    expression: OnceLock<String>,
    #[serde(skip)]
    counted: OnceLock<Option<Expression>>,
    #[serde(skip)]
    endings: OnceLock<Endings>,
}

/// With what a run of ASCII letters ends in which a number in words begins.
#[derive(Debug)]
struct Endings {
    /// Words by their last letter, each list with a bit for every letter that stands before the last one.
    words: Vec<(u32, Vec<Box<[u8]>>)>,
    /// Letters for scales, which may follow one.
    letters: Vec<Box<[u8]>>,
}

impl Endings {
    /// The endings that are `words`, which may have one of `letters` behind them.
    fn of<'w>(words: impl Iterator<Item = &'w String>, letters: impl Iterator<Item = &'w String>) -> Self {
        let mut endings = Self { words: vec![(0, Vec::new()); 32], letters: Vec::new() };
        for word in words {
            if let [.., before, last] = word.as_bytes() {
                let (befores, words) = &mut endings.words[usize::from(last & 31)];
                *befores |= 1 << (before & 31);
                words.push(word.as_bytes().into());
            }
        }
        endings.letters.extend(letters.map(|letters| letters.as_bytes().into()));
        endings
    }

    fn has(&self, run: &[u8]) -> bool {
        let is_last = |letters: &[u8]| letters.last() == run.last();
        let ends_before = |of: &[u8]| run.strip_suffix(of).is_some_and(|run| self.ends(run));
        self.ends(run) || self.letters.iter().any(|of| is_last(of) && ends_before(of))
    }

    fn ends(&self, run: &[u8]) -> bool {
        let [.., before, last] = run else { return false };
        let (befores, words) = &self.words[usize::from(last & 31)];
        befores >> (before & 31) & 1 != 0 && words.iter().any(|word| run.ends_with(word))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hedges {
    over: Vec<String>,
    under: Vec<String>,
    about: Vec<String>,
}

/// A word before an amount that makes it less exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// “more than”
    Over,
    /// “nearly”
    Under,
    /// “about”
    About,
}

impl Numbers {
    pub(super) fn embedded() -> Self {
        parsed("numbers")
    }

    /// Endings that make a figure an ordinal: “rd” in “3rd”; lower case.
    #[must_use]
    pub fn ordinal_endings(&self) -> &[String] {
        &self.ordinal_endings
    }

    /// An expression that matches a hedge; it has no groups.
    #[must_use]
    pub fn hedge_expression(&self) -> String {
        let Hedges { over, under, about } = &self.hedges;
        longest_first(over.iter().chain(under).chain(about)).join("|")
    }

    /// The hedge that [`Numbers::hedge_expression`] matched.
    #[must_use]
    pub fn hedge(&self, text: &str) -> Option<Hedge> {
        let lower = text.trim().to_lowercase();
        let Hedges { over, under, about } = &self.hedges;
        let lists = [(over, Hedge::Over), (under, Hedge::Under), (about, Hedge::About)];
        lists.into_iter().find(|(words, _)| words.contains(&lower)).map(|(_, hedge)| hedge)
    }

    /// An expression that matches a part of a whole in words, “a third”; it has no groups.
    #[must_use]
    pub fn fraction_expression(&self) -> String {
        longest_first(self.fractions.keys()).join("|")
    }

    /// The part of a whole that [`Numbers::fraction_expression`] matched, in percent.
    #[must_use]
    pub fn fraction(&self, text: &str) -> Option<f64> {
        self.fractions.get(&text.trim().to_lowercase()).copied()
    }

    /// An expression for a number (group `number`) and the word after it (group `thing`): “12 people”. It takes only ASCII
    /// letters for parts of a word, so its caller passes over a number beside another letter: an automaton that knows the
    /// letters of all languages is many times slower.
    #[must_use]
    pub fn counted(&self) -> Option<&Expression> {
        self.counted.get_or_init(|| Expression::parse(&self.counted_pattern(), false).ok()).as_ref()
    }

    /// The pattern of [`Numbers::counted`].
    #[must_use]
    pub fn counted_pattern(&self) -> String {
        let number = self.expression();
        format!(r"(?P<number>\b{number}|[$£€]{number})(?: (?:[\p{{L}}-]+ )??(?P<thing>\p{{L}}{{3,}}))?")
    }

    /// An expression that matches numbers in figures and in words, with their scale; it has no groups.
    #[must_use]
    pub fn expression(&self) -> &str {
        self.expression.get_or_init(|| {
            let words = longest_first(self.words.keys().chain(self.ordinals.keys()));
            let (scales, letters): (Vec<&str>, Vec<&str>) =
                longest_first(self.scales.keys()).into_iter().partition(|scale| self.is_scale(scale));
            let factors = longest_first(self.factors.keys());
            let units: Vec<&str> = self.words.iter().filter(|(_, n)| **n < 10.0).map(|(word, _)| &**word).collect();
            format!(
                r"(?:[$£€]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[$£€]?\d+(?:\.\d+)?(?:{})?|(?:{})(?:-(?:{}))?)(?:[ -](?:{})|(?:{}))?\b|(?:{})\b",
                self.ordinal_endings.join("|"),
                words.join("|"),
                units.join("|"),
                scales.join("|"),
                letters.join("|"),
                factors.join("|"),
            )
        })
    }

    /// The largest number of numbers that [`Numbers::expression`] can begin to match in a word in lower case: it ends where a run of
    /// ASCII letters and figures does, so that none begins in a run with another.
    #[must_use]
    pub fn begin_in(&self, word: &str) -> u8 {
        let endings = self.endings.get_or_init(|| {
            let words = self.words.keys().chain(self.ordinals.keys()).chain(self.factors.keys());
            Endings::of(words, self.scales.keys().filter(|scale| !self.is_scale(scale)))
        });
        let runs = word.as_bytes().split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
        let count = runs.filter(|run| run.iter().any(u8::is_ascii_digit) || endings.has(run)).count();
        u8::try_from(count).unwrap_or(u8::MAX)
    }

    /// Whether `word` multiplies the number before it, as “million” does.
    #[must_use]
    pub fn is_scale(&self, word: &str) -> bool {
        word.len() >= 3 && self.scales.contains_key(word.to_lowercase().as_str())
    }

    /// By how much `word` multiplies the number before it; lower case.
    #[must_use]
    pub fn scale(&self, word: &str) -> Option<f64> {
        self.scales.get(word).copied().filter(|_| word.len() >= 3)
    }

    /// The number that [`Numbers::expression`] matched.
    #[must_use]
    pub fn number(&self, text: &str) -> Option<Number> {
        let lower = text.trim().trim_start_matches(['$', '£', '€']).to_lowercase();
        let exact = |value: f64| Number { value, unit: 1.0, is_round: false };
        if let Some(&factor) = self.factors.get(&lower).or_else(|| self.ordinals.get(&lower)) {
            return Some(exact(factor));
        }
        let figures = lower.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | '-'));
        if figures.is_empty() {
            return self.in_words(&lower).map(|value| Number { is_round: value >= 1_000.0, ..exact(value) });
        }
        let scale = match lower[figures.len()..].trim_start_matches([' ', '-']) {
            "" => None,
            word if self.ordinal_endings.iter().any(|ending| ending == word) => None,
            word => Some(*self.scales.get(word)?),
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
        Some(Number {
            value: value * scale_or_one,
            unit: place * scale_or_one,
            is_round: scale.is_some() || decimals > 0 || round,
        })
    }

    /// The amount that `text` says exactly, in figures or in words, with its scale; not an ordinal or a factor.
    #[must_use]
    pub fn cardinal(&self, text: &str) -> Option<f64> {
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return self.in_words(text);
        }
        let figures = text.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
        let scale = match text[figures.len()..].trim() {
            "" => 1.0,
            word => *self.scales.get(word)?,
        };
        Some(figures.replace(',', "").parse::<f64>().ok()? * scale)
    }

    /// The number that an ordinal says, in figures or as one word: 3 for “3rd” and “third”.
    #[must_use]
    pub fn ordinal(&self, text: &str) -> Option<f64> {
        let in_figures = || {
            let figures = self.ordinal_endings.iter().find_map(|ending| text.strip_suffix(ending.as_str()))?;
            figures.parse().ok()
        };
        self.ordinals.get(text).copied().or_else(in_figures)
    }

    fn in_words(&self, text: &str) -> Option<f64> {
        let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
        let mut value = *self.words.get(parts.next()?)?;
        for part in parts {
            match (self.words.get(part), self.scales.get(part)) {
                (Some(unit), _) if value >= 20.0 && *unit < 10.0 => value += unit,
                (_, Some(scale)) => value *= scale,
                _ => return None,
            }
        }
        Some(value)
    }
}

impl Number {
    /// The minimum and the maximum amount that it may stand for.
    #[must_use]
    pub fn range(self) -> (f64, f64) {
        let half = if self.is_round { self.unit / 2.0 } else { 0.0 };
        (self.value - half, self.value + half)
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn figures_and_words_are_read_alike() {
        let numbers = Numbers::embedded();
        let value = |text: &str| numbers.number(text).map(|number| number.value);
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
    fn numbers_begin_in_words_as_in_the_expression() {
        let numbers = Numbers::embedded();
        let words =
            ["nine", "twenty-one", "48-46", "1,200", "$40", "40m", "twom", "stone", "doubled", "million", "harbour"];
        assert_eq!(words.map(|word| numbers.begin_in(word)), [1, 2, 2, 2, 1, 1, 1, 1, 1, 0, 0]);
        let expression = regex::Regex::new(&format!("(?i){}", numbers.expression())).expect("a valid expression");
        let most = |text: &str| text.split(' ').map(|word| usize::from(numbers.begin_in(word))).sum::<usize>();
        for text in ["nine million and 1.5m, or twenty-one", "first, 2nd_3 and thirty-five-forty", "often ninety2 a100"]
        {
            assert!(expression.find_iter(text).count() <= most(text), "{text}");
        }
    }

    #[test]
    fn round_figures_stand_for_a_range() {
        let numbers = Numbers::embedded();
        let range = |text: &str| numbers.number(text).expect("a number").range();
        assert_eq!(range("43"), (43.0, 43.0));
        assert_eq!(range("1,200"), (1150.0, 1250.0));
        assert_eq!(range("200"), (190.0, 210.0));
        assert_eq!(range("2 million"), (1_500_000.0, 2_500_000.0));
    }
}
