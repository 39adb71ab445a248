//! [`Entity`]: a person or an organisation with all its mentions: full name, surname, given name, title and surname, letters.

use super::NameKind;

/// Which part of a name a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The name in full.
    Full,
    /// The surname alone.
    Surname,
    /// The given name alone.
    Given,
    /// The letters of an organisation.
    Letters,
}

/// What the register says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The house has held it against a source.
    Verified,
    /// It is in the register.
    Known,
    /// It is not.
    Unknown,
}

impl Status {
    /// As sheets write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Known => "known",
            Self::Unknown => "unknown",
        }
    }
}

/// A mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bytes of the name in the prose, without title and possessive.
    pub name: (usize, usize),
    /// The bytes of the title before it.
    pub title: Option<(usize, usize)>,
    /// Which part of the name it is.
    pub form: Form,
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
    /// What the register says of it.
    pub status: Status,
    /// Its mentions, in order.
    pub places: Vec<Place>,
    /// In lower case; of a person only.
    pub surname: String,
    /// In lower case; empty where it is not known.
    pub given: String,
}

impl Entity {
    /// Whether the name stands in full somewhere.
    #[must_use]
    pub fn is_introduced(&self) -> bool {
        self.kind != NameKind::Person || self.places.iter().any(|place| place.form == Form::Full)
    }
}
