//! Pairs of forms that may be one name in two spellings, found without comparing each with each.
//!
//! Forms are bucketed by the keys of [`slip_keys`](crate::analysis::names::key::slip_keys), as hashes; two that share a
//! bucket are compared, and overfull buckets are skipped. Two keys with one hash only make a bucket larger. Work grows with
//! the number of forms, not with its square.

use super::apart::is_acronym;
use crate::analysis::names::key::each_slip_key;
use crate::analysis::names::mentions::Draft;
use crate::analysis::names::slip::{Slip, slip};

/// The maximum number of forms of a bucket that are compared: more look alike in a list, not in an article.
const CROWD: usize = 40;

/// Drops most keys that only one form has, as nearly all are, so that few are left to sort.
fn drop_lone(keys: &mut Vec<(u64, u32)>) {
    // How often each hash was met, cut short: a few lone keys that share a place with another are kept.
    let mut met = vec![0_u8; (keys.len() * 4).next_power_of_two()];
    let slot = |hash: u64| (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize;
    let mask = met.len() - 1;
    for &(hash, _) in keys.iter() {
        let times = &mut met[slot(hash) & mask];
        *times = times.saturating_add(1);
    }
    keys.retain(|&(hash, _)| met[slot(hash) & mask] > 1);
}

/// Pairs `(a, b)` of form numbers with `a < b`, ascending, and their slip. Acronyms have none: most combinations of a few
/// letters are one slip from many others.
pub fn pairs(draft: &Draft) -> Vec<(usize, usize, Slip)> {
    let forms = &draft.forms;
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(forms.len() * 9);
    for (id, form) in (0_u32..).zip(forms).filter(|(_, form)| !is_acronym(draft, form)) {
        each_slip_key(form.fold, draft.lexicon, |hash| keys.push((hash, id)));
    }
    drop_lone(&mut keys);
    keys.sort_unstable();
    keys.dedup();
    let mut met: Vec<(u32, u32)> = Vec::new();
    for bucket in keys.chunk_by(|one, other| one.0 == other.0).filter(|bucket| (2..=CROWD).contains(&bucket.len())) {
        for (at, &(_, a)) in bucket.iter().enumerate() {
            met.extend(bucket[at + 1..].iter().map(|&(_, b)| (a, b)));
        }
    }
    met.sort_unstable();
    met.dedup();
    let met = met.into_iter().map(|(a, b)| (a as usize, b as usize));
    met.filter_map(|(a, b)| slip(forms[a].fold, forms[b].fold).map(|slip| (a, b, slip))).collect()
}
