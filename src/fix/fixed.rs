//! [`Fixed`]: the result of fixing one draft.

use crate::diagnostic::FileReport;
use crate::text::{Edit, Source};

/// A draft after fixing.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The rule of each fix that was made, in the order of making.
    pub made: Vec<String>,
    /// What they changed, as edits of the draft as it was: sorted, and none touches another.
    pub edits: Vec<Edit>,
    /// Why no fix was made, if wanted fixes had to be given up.
    pub refused: Option<Refusal>,
    /// Findings in the draft as it is now.
    pub left: FileReport,
}

impl Fixed {
    /// The draft as it is now; if no fix was made, identical to the original.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.left.source
    }
}

/// Why a draft was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The fixes would have changed its paragraphs, headings or list items.
    Blocks,
    /// The fixes would have changed where quotations open or close, or left more marks without a partner.
    Quotations,
    /// The fixes would have made or unmade links, emphasis or other markup inside its paragraphs.
    Markup,
    /// These rules undo each other's fixes.
    Endless(Vec<String>),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Blocks => write!(f, "the fixes would change where paragraphs begin and end"),
            Self::Quotations => write!(f, "the fixes would change where quotations begin and end"),
            Self::Markup => write!(f, "the fixes would change links or emphasis"),
            Self::Endless(rules) => write!(f, "fixes of {} undo each other", rules.join(" and ")),
        }
    }
}
