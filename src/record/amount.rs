//! [`amount`]: a number as it is spoken, so that “325” and “three hundred and twenty-five” are the same word.

use super::word::{Break, Word};
use crate::language::{Language, RecordWords};

/// A number at the head of some words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// How many words say it.
    pub count: usize,
    /// Its value.
    pub value: f64,
    /// Whether it is an ordinal: “twenty-fifth”.
    pub is_ordinal: bool,
}

/// The longest number at the head of `words`, if one stands there.
pub(super) fn amount(words: &[Word], language: &Language) -> Option<Amount> {
    let first = words.first()?;
    let scales = |from: usize| follows(words, from).and_then(|word| language.numbers.scale(&word.form));
    if let Some(value) = language.numbers.ordinal(&first.form) {
        return Some(Amount { count: 1, value, is_ordinal: true });
    }
    if !first.form.starts_with(|c: char| c.is_ascii_digit()) {
        return in_words(words, language);
    }
    let mut found = Amount { count: 1, value: language.numbers.cardinal(&first.form)?, is_ordinal: false };
    while let Some(scale) = scales(found.count) {
        found.value *= scale;
        found.count += 1;
    }
    Some(found)
}

/// The word at `at`, if no mark stands before it.
fn follows(words: &[Word], at: usize) -> Option<&Word> {
    let (before, word) = (words.get(at.checked_sub(1)?)?, words.get(at)?);
    (before.after == Break::None && before.aside == word.aside).then_some(word)
}

/// A number in words that is read from left to right.
struct Spoken {
    /// What is said so far of the part below the last scale; `None` right after a scale.
    part: Option<f64>,
    /// The parts with their scales: two million, three hundred thousand.
    total: f64,
    /// The last scale of a thousand or more.
    scale: f64,
}

const HUNDRED: f64 = 100.0;

impl Spoken {
    const fn value(&self) -> f64 {
        self.total + if let Some(part) = self.part { part } else { 0.0 }
    }

    /// Adds a unit, a ten or a teen; whether it can stand here.
    fn unit(&mut self, unit: f64) -> bool {
        let part = match self.part {
            None => unit,
            Some(part) if part >= HUNDRED && part % HUNDRED == 0.0 && unit < HUNDRED => part + unit,
            Some(part) if part % HUNDRED >= 20.0 && part % 10.0 == 0.0 && unit < 10.0 => part + unit,
            // “nineteen eighty-four”: a year is said in two halves.
            Some(part) if self.total == 0.0 && (10.0..HUNDRED).contains(&part) && (10.0..HUNDRED).contains(&unit) => {
                part * HUNDRED + unit
            }
            Some(_) => return false,
        };
        self.part = Some(part);
        true
    }

    /// Multiplies by a scale; whether it can stand here.
    fn scale(&mut self, scale: f64) -> bool {
        let Some(part) = self.part.filter(|part| *part > 0.0) else { return false };
        if scale == HUNDRED {
            if part >= HUNDRED {
                return false;
            }
            self.part = Some(part * HUNDRED);
        } else {
            if scale >= self.scale {
                return false;
            }
            self.total += part * scale;
            (self.part, self.scale) = (None, scale);
        }
        true
    }
}

fn in_words(words: &[Word], language: &Language) -> Option<Amount> {
    let (numbers, record) = (&language.numbers, &language.record);
    let mut spoken = Spoken { part: None, total: 0.0, scale: f64::INFINITY };
    let mut at = 0;
    let mut found = None;
    while let Some(word) = if at == 0 { words.first() } else { follows(words, at) } {
        if let Some(unit) = numbers.cardinal(&word.form) {
            if !spoken.unit(unit) {
                break;
            }
        } else if let Some(scale) = numbers.scale(&word.form) {
            if !spoken.scale(scale) {
                break;
            }
        } else if at == 0 && record.is_one(&word.form) && scale_at(words, 1, language).is_some() {
            spoken.part = Some(1.0);
        } else if is_and(words, at, &spoken, language) {
            at += 1;
            continue;
        } else if let Some(ordinal) = numbers.ordinal(&word.form).filter(|ordinal| *ordinal < 10.0) {
            let is_ten = spoken.part.is_some_and(|part| part % HUNDRED >= 20.0);
            let value = spoken.unit(ordinal).then(|| spoken.value());
            return value
                .filter(|_| is_ten)
                .map_or(found, |value| Some(Amount { count: at + 1, value, is_ordinal: true }));
        } else {
            return decimals(words, at, &spoken, language).or(found);
        }
        at += 1;
        found = Some(Amount { count: at, value: spoken.value(), is_ordinal: false });
    }
    found
}

fn scale_at(words: &[Word], at: usize, language: &Language) -> Option<f64> {
    follows(words, at).and_then(|word| language.numbers.scale(&word.form))
}

/// Whether the word at `at` is the “and” inside a number: “two hundred and five”, not “two hundred and three hundred”.
fn is_and(words: &[Word], at: usize, spoken: &Spoken, language: &Language) -> bool {
    let unit = |at: usize| follows(words, at).and_then(|word| language.numbers.cardinal(&word.form));
    let after_scale = at > 0 && language.numbers.scale(&words[at - 1].form).is_some();
    if !after_scale || !language.record.is_and(&words[at].form) || unit(at + 1).is_none_or(|unit| unit >= HUNDRED) {
        return false;
    }
    let end = if unit(at + 2).is_some() { at + 3 } else { at + 2 };
    match scale_at(words, end, language) {
        None => true,
        Some(scale) => spoken.part.is_none() && scale < spoken.scale,
    }
}

/// “two point five”: the decimals after the number that is read, if the word at `at` says that they follow.
fn decimals(words: &[Word], at: usize, spoken: &Spoken, language: &Language) -> Option<Amount> {
    let record: &RecordWords = &language.record;
    if at == 0 || !record.is_point(&words[at].form) {
        return None;
    }
    let (mut value, mut place, mut end) = (spoken.value(), 0.1, at + 1);
    let digit = |at: usize| follows(words, at).and_then(|word| language.numbers.cardinal(&word.form));
    while let Some(digit) = digit(end).filter(|digit| *digit < 10.0) {
        value += digit * place;
        place /= 10.0;
        end += 1;
    }
    if end == at + 1 {
        return None;
    }
    if let Some(scale) = scale_at(words, end, language) {
        value *= scale;
        end += 1;
    }
    // Tenths cannot be added without a remainder in binary.
    let value = (value * 1e6).round() / 1e6;
    Some(Amount { count: end, value, is_ordinal: false })
}
