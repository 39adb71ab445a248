//! [`Doubt`]: a place where a name may be written wrong, and what it disagrees with.

use crate::prose::Prose;
use crate::text::Span;

/// What a name is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// Another place of the draft.
    Draft,
    /// The register.
    Register,
}

/// How a place differs from what it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// A word one or two slips from another: Mailnowsky, Malinowsky.
    Spelling,
    /// Capitals: CLinton, Clinton.
    Capitals,
    /// Accents: Pena, Peña.
    Accent,
    /// Capitals or accents of a name in the register.
    Dress,
    /// A short form set once in another case: Pac, PAC.
    ShortForm,
    /// Words apart, with a hyphen, or as one: Wasserman-Schultz, Wasserman Schultz.
    Joint,
    /// A hyphen of the register's name that is left out: Coca Cola.
    Hyphen,
    /// A blank inside a name: Ru bio.
    Blank,
    /// Letters of an acronym in another order: NDC, DNC.
    Acronym,
    /// The head of a body's name: Committee, Commission.
    Head,
    /// A possessive that the name does not have: St. Anselm's College.
    Possessive,
    /// The given name before a surname: Todd Cruz, Ted Cruz.
    GivenName,
    /// Two courtesy titles of one person: Mrs. Warren, Ms. Warren.
    CourtesyTitle,
    /// A form that the register lists as wrong.
    KnownMistake,
    /// A name of the register with one word that differs.
    OneWord,
    /// A single word near a place, brand or surname of the register.
    SingleWord,
}

/// How strong the evidence for a doubt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It may be a slip. On copy that nobody tuned this on, more than a third of these are two names.
    Hint,
    /// It is a slip, or a matter of style.
    Likely,
    /// Everything speaks for a slip.
    Sure,
}

/// The margin of a doubt that nothing weighed: the difference itself is the evidence.
const CERTAIN: i32 = 100;

/// A place where a name is not written as elsewhere in the draft, or not as in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What it disagrees with.
    pub against: Against,
    /// How it differs.
    pub kind: DoubtKind,
    /// Where it stands.
    pub span: Span<Prose>,
    /// What would stand there instead.
    pub suggest: String,
    /// Where the draft has the other form; `None` against the register.
    pub other: Option<Span<Prose>>,
    /// The other form, or the register's name.
    pub right: String,
    /// By how much the evidence favours the other form, in hundredths of a logit; 0 where either may be right.
    pub margin: i32,
    /// How sure it is that the two are one name.
    pub certainty: Certainty,
}

impl Doubt {
    /// A doubt about `span`, since the draft has `usual` at `other`.
    pub fn in_draft(kind: DoubtKind, span: Span<Prose>, usual: &str, other: Span<Prose>) -> Self {
        Self {
            against: Against::Draft,
            kind,
            span,
            suggest: usual.to_owned(),
            other: Some(other),
            right: usual.to_owned(),
            margin: CERTAIN,
            certainty: Certainty::Sure,
        }
    }

    /// A doubt about `span`, since the register has the name `right`; `suggest` is its part that belongs here.
    pub fn by_register(kind: DoubtKind, span: Span<Prose>, suggest: String, right: &str) -> Self {
        Self {
            against: Against::Register,
            kind,
            span,
            suggest,
            other: None,
            right: right.to_owned(),
            margin: CERTAIN,
            certainty: Certainty::Sure,
        }
    }

    /// The same doubt, where the other form may as well be the wrong one.
    pub fn either_way(self) -> Self {
        Self { margin: 0, ..self }
    }

    /// The same doubt, with weaker evidence.
    pub fn at_most(self, certainty: Certainty) -> Self {
        Self { certainty: self.certainty.min(certainty), ..self }
    }
}
