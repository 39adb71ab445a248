//! Pairs of forms that may be one name in two spellings, found without comparing each with each.
//!
//! Forms are bucketed by the keys of [`slip_keys`]; two that share a bucket are compared, and overfull buckets are skipped.
//! Work grows with the number of forms, not with its square.

use crate::analysis::names::key::slip_keys;
use crate::analysis::names::mentions::Form;
use crate::analysis::names::slip::{Slip, slip};
use crate::language::NameLexicon;
use crate::language::WordMap;
use std::collections::BTreeSet;

/// The most forms of a bucket that are compared: more look alike in a list, not in an article.
const CROWD: usize = 40;

/// Pairs `(a, b)` of form numbers with `a < b`, ascending, and their slip.
pub fn pairs(forms: &[Form], lexicon: &NameLexicon) -> Vec<(usize, usize, Slip)> {
    let mut buckets: WordMap<String, Vec<usize>> = WordMap::default();
    for (id, form) in forms.iter().enumerate() {
        for key in slip_keys(&form.fold, lexicon) {
            buckets.entry(key).or_default().push(id);
        }
    }
    let mut met = BTreeSet::new();
    for bucket in buckets.values().filter(|bucket| bucket.len() <= CROWD) {
        for (at, &a) in bucket.iter().enumerate() {
            met.extend(bucket[at + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    met.into_iter()
        .filter(|(a, b)| a != b)
        .filter_map(|(a, b)| slip(&forms[a].fold, &forms[b].fold).map(|slip| (a, b, slip)))
        .collect()
}
