//! [`Noted`]: a name as one draft has it, for comparison with other drafts.
//!
//! The notes of a draft are small, plain and the same for the same draft and register, so that they can be kept with its findings
//! and compared again without reading the draft.

use super::entity::{Entity, Part};
use crate::analysis::names::house::NameKind;
use crate::prose::Prose;
use crate::text::{Source, Span};

/// One way of writing a name in full, in one draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Noted {
    /// Person or organisation.
    pub kind: NameKind,
    /// As written, without title and possessive.
    pub text: String,
    /// How often it is so written.
    pub count: usize,
    /// Where first, in the source.
    pub first: Span<Source>,
}

impl Noted {
    /// The names that stand in full where `counts` says yes, each spelling once.
    pub fn all(prose: &Prose, entities: &[Entity], counts: impl Fn(Span<Prose>) -> bool) -> Vec<Self> {
        let mut noted: Vec<Self> = Vec::new();
        for entity in entities {
            let from = noted.len();
            for place in entity.places.iter().filter(|place| place.part == Part::Full && counts(place.name)) {
                let text = prose.slice(place.name);
                match noted[from..].iter_mut().find(|same| same.text == text) {
                    Some(same) => same.count += 1,
                    None => noted.push(Self {
                        kind: entity.kind,
                        text: text.to_owned(),
                        count: 1,
                        first: prose.locate(place.name).span,
                    }),
                }
            }
        }
        noted
    }
}
