//! [`Finding`]: what a check found, in the prose; the engine makes a diagnostic of it. [`Difference`]: what it found between drafts.

use crate::diagnostic::{Level, Safety};
use crate::prose::Prose;
use crate::text::{Source, Span};

/// Something found by a rule.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The words it is about.
    pub span: Span<Prose>,
    /// Further places.
    pub related: Vec<Related>,
    /// How to mend it.
    pub fix: Option<Replacement>,
    /// The address behind the words, and what it should be: the words stay as they are.
    pub readdressed: Option<(Span<Source>, String)>,
    /// What could be put in, where something is missing.
    pub insertion: Option<Insertion>,
    /// What the message can name.
    pub values: Vec<(String, String)>,
    /// The highest level it may have, where it matters less than its rule.
    pub at_most: Option<Level>,
}

/// Something that one draft of a run has otherwise than others. The drafts are not read again, so places are in sources.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The draft, by its place in the archive.
    pub draft: u32,
    /// The words it is about.
    pub span: Span<Source>,
    /// What the message can name.
    pub values: Vec<(String, String)>,
    /// Where the others have it, by draft.
    pub elsewhere: Vec<(u32, Span<Source>)>,
    /// The highest level it may have, where it matters less than its rule.
    pub at_most: Option<Level>,
}

/// A further place of a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// The place.
    pub span: Span<Prose>,
    /// What to say there.
    pub text: String,
}

/// What to put where.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// Places and their new words; sorted, not overlapping.
    pub edits: Vec<(Span<Prose>, String)>,
    /// Whether it may be made unasked; the engine lowers it where the source does not say the words verbatim.
    pub safety: Safety,
    /// Whether it only spells a name: that may be offered inside speech, since who spoke did not spell.
    pub spelling: bool,
}

/// Words to put in, for a person to decide.
#[derive(Clone, Debug)]
pub struct Insertion {
    /// The words.
    pub text: String,
    /// Where they go.
    pub at: Put,
}

/// Where words are put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// As a paragraph of their own before the block that holds this byte of the prose.
    Before(usize),
    /// As a paragraph of their own after that block.
    After(usize),
    /// As a sentence, right here.
    Here(usize),
}

impl Finding {
    /// A finding at `span` and nothing more.
    #[must_use]
    pub const fn at(span: Span<Prose>) -> Self {
        Self {
            span,
            related: Vec::new(),
            fix: None,
            readdressed: None,
            insertion: None,
            values: Vec::new(),
            at_most: None,
        }
    }

    /// The same, with a value that the message can name.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.into(), value.into()));
        self
    }

    /// The same, with a fix that puts `words` in its place.
    #[must_use]
    pub fn replaced_by(mut self, words: impl Into<String>, safety: Safety) -> Self {
        self.fix = Some(Replacement { edits: vec![(self.span, words.into())], safety, spelling: false });
        self
    }

    /// The same, with a further place.
    #[must_use]
    pub fn related_to(mut self, span: Span<Prose>, text: impl Into<String>) -> Self {
        self.related.push(Related { span, text: text.into() });
        self
    }
}
