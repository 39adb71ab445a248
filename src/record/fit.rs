//! [`Fit`]: how well a stretch of the record fits a quotation, by the weight of the words that are the same.

use super::align::{Alignment, Step};
use super::index::{Record, hash};
use super::item::Item;
use crate::language::RecordWords;

/// The weight of a word of grammar.
const FUNCTION: f32 = 1.0;

/// The share of a quotation whose every word was found.
const WHOLE: f32 = 0.999;

/// How well a stretch fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    /// The share of the words that are the same, by weight.
    pub share: f32,
    /// The weight of the words that are the same.
    pub weight: f32,
    /// The weight of the longest run of words that are the same, its length, and how many of its words say something.
    pub run: f32,
    pub length: usize,
    pub content: usize,
    /// Words of the quotation that are the same, and all.
    pub same: usize,
    pub words: usize,
}

impl Fit {
    /// Whether the words were said here. A stretch that differs must share words of the weight `telling`; where three words in
    /// five are the same, nearly every place is chance, unless many rare ones stand in a row.
    pub fn holds(self, telling: f32) -> bool {
        let row = self.length >= 6 && self.run >= 1.5 * telling;
        // A short quotation with one rare word changed loses much of its weight and little of its words.
        let nearly = self.same * 7 >= self.words * 6;
        let mostly = self.same * 4 >= self.words * 3 && self.length >= 5 && self.run >= 18.0;
        let fits = self.share >= 0.8 || nearly || mostly || (self.share >= 0.6 && row);
        self.share >= WHOLE || (self.weight >= telling && fits)
    }
}

impl Fit {
    /// Whether so many of the words say something that two people hardly said them by chance.
    pub fn is_rare(self, telling: f32) -> bool {
        self.words >= 5 && self.content >= 2 && self.run >= 0.85 * telling
    }
}

impl Record {
    /// How much each item says: a word of grammar little, a rare word much, a filler nothing.
    pub(super) fn weights(&self, items: &[Item], text: &str, language: &RecordWords) -> Vec<f32> {
        let mut lower = String::new();
        let mut weight = |item: &Item| {
            let Some(word) = item.word().filter(|word| !word.filler) else { return 0.0 };
            if language.is_function(&word.form) || word.contracted {
                return FUNCTION;
            }
            self.weigh(hash(word.span.of(text), &mut lower)).0.max(2.0 * FUNCTION)
        };
        items.iter().map(&mut weight).collect()
    }
}

impl Fit {
    /// How well an alignment of items with these weights fits.
    pub fn new(weights: &[f32], alignment: &Alignment) -> Self {
        let total: f32 = weights.iter().sum();
        let (mut same, mut count) = (0.0, 0);
        let (mut run, mut length, mut content) = (0.0, 0, 0);
        let (mut longest, mut longest_length, mut most_content) = (0.0_f32, 0, 0);
        for step in &alignment.steps {
            let gained = match step {
                Step::Same { item, .. } => weights[*item],
                Step::Compound { items, .. } => weights[items.0..items.1].iter().sum(),
                Step::Skipped { .. } | Step::Marked { .. } => continue,
                _ => {
                    (run, length, content) = (0.0, 0, 0);
                    continue;
                }
            };
            same += gained;
            count += 1;
            run += gained;
            length += 1;
            content += usize::from(gained > FUNCTION);
            longest = longest.max(run);
            longest_length = longest_length.max(length);
            most_content = most_content.max(content);
        }
        let share = if total > 0.0 { same / total } else { 0.0 };
        Self {
            share,
            weight: same,
            run: longest,
            length: longest_length,
            content: most_content,
            same: count,
            words: weights.len(),
        }
    }
}
