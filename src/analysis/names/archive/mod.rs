//! [`Archive`]: the names of many drafts, and how many drafts have each; and the quotations that more than one speaker has.
//!
//! It is made of the drafts' notes, whatever their order, and holds no text but the names. [`strays`] finds the names that one
//! draft writes otherwise than the others.

mod repeated;
mod stray;

pub use repeated::{Heard, Repeated};
pub use stray::{Stray, Threshold, strays};

use super::house::NameKind;
use super::key::split;
use super::mentions::{Noted, What};
use crate::language::{Language, WordMap};
use crate::text::{Source, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The names of a run's drafts.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// Names of the drafts, sorted.
    pub drafts: Vec<String>,
    /// The names, sorted by kind and words.
    pub names: Vec<Filed>,
    /// The quotations that drafts give to speakers of more than one name, in no order.
    pub repeated: Vec<Repeated>,
}

/// A name, in all the ways in which drafts write the same words.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Person or organisation.
    pub kind: NameKind,
    /// Its words in lower case, without accents and initials.
    pub words: Vec<String>,
    /// Its spellings, with or without hyphen, accents, capitals; that of most drafts comes first.
    pub ways: Vec<Way>,
}

/// One way of writing a name.
#[derive(Clone, Debug)]
pub struct Way {
    /// As written.
    pub text: String,
    /// Where it stands, by draft.
    pub uses: Vec<Use>,
}

/// A way of writing a name in one draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The draft, by its place in [`Archive::drafts`].
    pub draft: u32,
    /// How often it stands there.
    pub count: u32,
    /// Where it first stands.
    pub first: Span<Source>,
}

impl Archive {
    /// Files the notes of all drafts, each with the name of its draft; no two drafts share a name.
    #[must_use]
    pub fn new(mut notes: Vec<(&str, &[Noted])>, language: &Language) -> Self {
        notes.sort_by_key(|(draft, _)| *draft);
        let mut ways: WordMap<(NameKind, &str), Vec<Use>> = WordMap::default();
        for (draft, (_, noted)) in (0_u32..).zip(&notes) {
            for name in *noted {
                let What::Name(kind) = name.what else { continue };
                let uses = ways.entry((kind, &name.text)).or_default();
                let count = u32::try_from(name.count).unwrap_or(u32::MAX);
                match uses.last_mut().filter(|last| last.draft == draft) {
                    Some(last) => last.count = last.count.saturating_add(count),
                    None => uses.push(Use { draft, count, first: name.first }),
                }
            }
        }
        // Names are cut into words once for each way of writing them, not for each draft.
        let mut filed: Vec<Filed> = ways
            .into_iter()
            .map(|((kind, text), uses)| Filed {
                kind,
                words: split(text, &language.names),
                ways: vec![Way { text: text.to_owned(), uses }],
            })
            .filter(|name| !name.words.is_empty())
            .collect();
        filed.sort_by(|one, other| one.order().cmp(&other.order()));
        let mut names: Vec<Filed> = Vec::with_capacity(filed.len());
        for name in filed {
            match names.last_mut().filter(|last| (last.kind, &last.words) == (name.kind, &name.words)) {
                Some(last) => last.ways.extend(name.ways),
                None => names.push(name),
            }
        }
        for name in names.iter_mut().filter(|name| name.ways.len() > 1) {
            name.ways.sort_by_key(|way| (shouts(&way.text), std::cmp::Reverse(way.uses.len())));
        }
        let repeated = repeated::repeated(&notes);
        Self { repeated, drafts: notes.iter().map(|(draft, _)| (*draft).to_owned()).collect(), names }
    }
}

impl Filed {
    /// What names are sorted by before the ways of writing the same words are put together.
    fn order(&self) -> (NameKind, &[String], &str) {
        (self.kind, &self.words, &self.ways[0].text)
    }

    /// The number of drafts that have the name.
    #[must_use]
    pub fn draft_count(&self) -> usize {
        match self.ways.as_slice() {
            [way] => way.uses.len(),
            _ => self.drafts().len(),
        }
    }

    /// The way that most drafts write it; one in capitals only where there is no other.
    #[must_use]
    pub fn usual(&self) -> &Way {
        &self.ways[0]
    }

    /// The drafts that have the name, ascending.
    #[must_use]
    pub fn drafts(&self) -> BTreeSet<u32> {
        self.ways.iter().flat_map(|way| way.uses.iter().map(|of| of.draft)).collect()
    }

    /// Where each draft has it first, by draft.
    #[must_use]
    pub fn firsts(&self) -> BTreeMap<u32, Span<Source>> {
        let mut firsts: BTreeMap<u32, Span<Source>> = BTreeMap::new();
        for of in self.ways.iter().flat_map(|way| &way.uses) {
            let first = firsts.entry(of.draft).or_insert(of.first);
            *first = (*first).min(of.first);
        }
        firsts
    }
}

/// Whether a text is all capitals, which do not show how the name is written elsewhere.
fn shouts(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}
