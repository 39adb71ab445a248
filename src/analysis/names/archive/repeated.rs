//! [`Repeated`]: the same words in quotations of more than one speaker.

use crate::analysis::names::mentions::{Noted, What};
use crate::language::fold;
use crate::text::{Source, Span};
use std::collections::BTreeMap;

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
    pub speaker: String,
    /// The draft, by its place in [`Archive::drafts`](super::Archive::drafts).
    pub draft: u32,
    /// Where they stand.
    pub at: Span<Source>,
}

/// The quotations of `notes`, which are sorted, that speakers of more than one name have: the same words in the same order,
/// whatever their capitals and marks.
pub fn repeated(notes: &[(&str, &[Noted])]) -> Vec<Repeated> {
    let mut by_words: BTreeMap<String, Vec<(u32, &Noted, &String)>> = BTreeMap::new();
    for (draft, (_, noted)) in (0_u32..).zip(notes) {
        for of in *noted {
            if let What::Quotation(speaker) = &of.what {
                by_words.entry(words(&of.text)).or_default().push((draft, of, speaker));
            }
        }
    }
    let mut repeated = Vec::new();
    for all in by_words.into_values() {
        if all.iter().any(|(_, _, speaker)| *speaker != all[0].2) {
            let heard =
                |(draft, of, speaker): (u32, &Noted, &String)| Heard { speaker: speaker.clone(), draft, at: of.first };
            repeated.push(Repeated { heard: all.into_iter().map(heard).collect() });
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
