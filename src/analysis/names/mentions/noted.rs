//! [`Noted`]: a name or a quotation as one draft has it, for comparison with other drafts.
//!
//! The notes of a draft are small, plain and the same for the same draft and register, so that they can be kept with its findings
//! and compared again without reading the draft.

use super::entity::{Entity, Part};
use crate::analysis::names::house::NameKind;
use crate::prose::Prose;
use crate::text::{Source, Span};

/// What is noted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A name, of a person or an organisation.
    Name(NameKind),
    /// A quotation of the speaker of this name.
    Quotation(String),
}

/// One way of writing a name in full, or a quotation, in one draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Noted {
    /// Which of the two, and whose.
    pub what: What,
    /// A name as written, without title and possessive; a quotation with its marks.
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
                        what: What::Name(entity.kind),
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
