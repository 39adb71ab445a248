//! [`Entity`]: a person or an organisation with all its mentions.

use crate::analysis::names::house::{NameKind, Status};
use crate::prose::Prose;
use crate::text::Span;

/// Which part of a name a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The name in full.
    Full,
    /// The surname alone.
    Surname,
    /// The given name alone.
    Given,
    /// The letters of an organisation.
    Letters,
}

/// A mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name in the prose, without title and possessive.
    pub name: Span<Prose>,
    /// The title before it.
    pub title: Option<Span<Prose>>,
    /// Which part of the name it is.
    pub part: Part,
}

/// A person or an organisation of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Person or organisation.
    pub kind: NameKind,
    /// The name as first given in full; the surname where it never is.
    pub name: String,
    /// Title or role as first given.
    pub title: Option<String>,
    /// What the register says about the name.
    pub status: Status,
    /// Its mentions, in order.
    pub places: Vec<Place>,
    /// The surname in lower case; of a person only.
    pub surname: String,
    /// The given name in lower case; empty where it is not known.
    pub given: String,
}

impl Entity {
    /// Whether the name stands in full somewhere.
    #[must_use]
    pub fn is_introduced(&self) -> bool {
        self.kind != NameKind::Person || self.places.iter().any(|place| place.part == Part::Full)
    }

    /// The name in all forms by which a register may know it: in full and by its letters, as the draft `text` writes them.
    #[must_use]
    pub fn forms<'a>(&'a self, text: &'a str) -> Vec<&'a str> {
        let whole = self.places.iter().filter(|place| matches!(place.part, Part::Full | Part::Letters));
        let mut forms = vec![self.name.as_str()];
        for form in whole.map(|place| place.name.of(text)) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }
}
