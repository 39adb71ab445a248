//! Pairs of forms that may be one name in two spellings, found without comparing each with each.
//!
//! Of the few forms that begin with one letter in an article, each is compared with each, since most pairs are told apart by the set of
//! their letters. Where there are more, they are bucketed by the keys of [`slip_keys`](crate::analysis::names::key::slip_keys), as
//! hashes; two that share a bucket are compared, and overfull buckets are skipped. Two keys with one hash only make a bucket
//! larger. Work grows with the number of forms, not with its square.

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
    let numbered = (0_u32..).zip(&draft.forms).filter(|(_, form)| !is_acronym(draft, form));
    let mut letters: Vec<Letters> = numbered.map(|(id, form)| Letters::of(form.fold, id)).collect();
    letters.sort_unstable_by_key(|of| (of.first, of.form));
    let mut found = Vec::new();
    // A slip keeps the first letter.
    for group in letters.chunk_by(|one, other| one.first == other.first) {
        if group.len() <= CROWD {
            compare_each(draft, group, &mut found);
        } else {
            compare_by_key(draft, group, &mut found);
        }
    }
    found.sort_unstable();
    found
}

/// The letters of a form, as far as they tell most pairs of forms apart.
struct Letters {
    first: char,
    /// One bit for each letter; `None` where some are outside ASCII.
    set: Option<u32>,
    form: u32,
}

impl Letters {
    fn of(fold: &str, form: u32) -> Self {
        let set = fold.is_ascii().then(|| fold.bytes().fold(0, |set, byte| set | bit(byte)));
        Self { first: fold.chars().next().unwrap_or_default(), set, form }
    }

    /// Whether the two may share a key: they have the same letters but for one of each, or but for `weak` ones.
    fn may_share_key(&self, other: &Self, weak: u32) -> bool {
        let Some((one, other)) = self.set.zip(other.set) else { return true };
        let differ = one ^ other;
        differ & !weak == 0 || differ.count_ones() <= 2
    }
}

/// The bit of a letter. Marks and figures share those of letters, which only makes more words look alike.
const fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// Adds the pairs among a few forms, each compared with each.
fn compare_each(draft: &Draft, group: &[Letters], found: &mut Vec<(usize, usize, Slip)>) {
    let weak = draft.lexicon.words.weak.iter().filter_map(|&letter| u8::try_from(letter).ok());
    let weak = weak.fold(0, |set, letter| set | bit(letter));
    for (at, one) in group.iter().enumerate() {
        for other in group[at + 1..].iter().filter(|other| one.may_share_key(other, weak)) {
            let (a, b) = (one.form as usize, other.form as usize);
            let (of_one, of_other) = (draft.forms[a].fold, draft.forms[b].fold);
            if let Some(slip) = slip(of_one, of_other)
                && share_key(draft, of_one, of_other)
            {
                found.push((a, b, slip));
            }
        }
    }
}

fn share_key(draft: &Draft, one: &str, other: &str) -> bool {
    let mut keys = Vec::new();
    each_slip_key(one, draft.lexicon, |hash| keys.push(hash));
    let mut share = false;
    each_slip_key(other, draft.lexicon, |hash| share |= keys.contains(&hash));
    share
}

/// Adds the pairs among many forms, of which only those that share a key are compared.
fn compare_by_key(draft: &Draft, group: &[Letters], found: &mut Vec<(usize, usize, Slip)>) {
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(group.len() * 9);
    for of in group {
        each_slip_key(draft.forms[of.form as usize].fold, draft.lexicon, |hash| keys.push((hash, of.form)));
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
    found.extend(met.filter_map(|(a, b)| slip(draft.forms[a].fold, draft.forms[b].fold).map(|slip| (a, b, slip))));
}
