//! [`WordMap`] and [`WordSet`]: maps and sets of words.
//!
//! A draft looks words up more often than it does anything else, and words are short, so a fast hash counts. The seed is
//! fixed: the same draft costs the same work in every run. Lookups decide nothing by the order of a map.

use foldhash::fast::FixedState;
use std::collections::{HashMap, HashSet};

/// A map whose keys are words, or numbers of words.
pub type WordMap<K, V> = HashMap<K, V, FixedState>;

/// A set of words, or of numbers of words.
pub type WordSet<K> = HashSet<K, FixedState>;
