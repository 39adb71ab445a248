//! [`Repeated`]: the same words in quotations of more than one speaker.

use crate::analysis::names::mentions::{Noted, What};
use crate::language::fold;
use crate::text::{Source, Span};
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher as _;
use std::sync::Arc;

/// A quotation that drafts give to speakers of more than one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Each place of it, by draft and place.
    pub heard: Vec<Heard>,
}

/// A place at which a draft has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Whose words they are there.
    pub speaker: Arc<str>,
    /// The draft, by its place in [`Archive::drafts`](super::Archive::drafts).
    pub draft: u32,
    /// Where they stand.
    pub at: Span<Source>,
}

/// A quotation: a hash of its words, its draft, and its number among the notes of that draft.
type Quoted = (u64, u32, u32);

/// The quotations of `notes`, which are sorted, that speakers of more than one name have: the same words in the same order,
/// whatever their capitals and marks.
pub fn repeated(notes: &[(&str, &[Noted])]) -> Vec<Repeated> {
    // Most quotations are in one draft only, so nothing but a hash of each is kept.
    let mut quoted: Vec<Quoted> = Vec::new();
    let state = FixedState::default();
    for (draft, (_, noted)) in (0_u32..).zip(notes) {
        let quotations = (0_u32..).zip(*noted).filter(|(_, of)| matches!(of.what, What::Quotation(_)));
        quoted.extend(quotations.map(|(number, of)| (state.hash_one(words(&of.text)), draft, number)));
    }
    quoted.sort_unstable();
    let mut speakers: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut repeated = Vec::new();
    for same in quoted.chunk_by(|one, other| one.0 == other.0) {
        let of = |&(_, draft, number): &Quoted| {
            let noted = &notes[draft as usize].1[number as usize];
            let What::Quotation(speaker) = &noted.what else { return None };
            Some((draft, noted, speaker))
        };
        let Some((_, _, speaker)) = same.first().and_then(of) else { continue };
        if same.iter().filter_map(of).all(|(_, _, other)| other == speaker) {
            continue;
        }
        // Other words may have the same hash.
        let mut by_words: BTreeMap<String, Vec<(u32, &Noted, &String)>> = BTreeMap::new();
        for quote in same.iter().filter_map(of) {
            by_words.entry(words(&quote.1.text)).or_default().push(quote);
        }
        for all in by_words.into_values().filter(|all| all.iter().any(|(_, _, speaker)| *speaker != all[0].2)) {
            let heard = all.into_iter().map(|(draft, of, speaker)| {
                let known = speakers.get(speaker.as_str()).cloned();
                let speaker = known.unwrap_or_else(|| Arc::from(speaker.as_str()));
                speakers.insert(Arc::clone(&speaker));
                Heard { speaker, draft, at: of.first }
            });
            repeated.push(Repeated { heard: heard.collect() });
        }
    }
    repeated
}

/// The words of a quotation, in lower case, without marks.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let words = words.map(|word| word.trim_matches(['\'', '’'])).filter(|word| !word.is_empty());
    words.map(fold).collect::<Vec<_>>().join(" ")
}
