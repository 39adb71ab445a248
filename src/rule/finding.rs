//! [`Finding`]: what a check finds in the prose, before the engine makes a diagnostic of it. [`Difference`]: what it finds
//! between drafts.

use super::Values;
use crate::diagnostic::{Level, Safety};
use crate::prose::Prose;
use crate::record::Place;
use crate::text::{Source, Span};
use std::sync::Arc;

/// Something found by a rule.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The words it is about.
    pub span: Span<Prose>,
    /// Further places.
    pub related: Vec<Related>,
    /// Places in the record.
    pub record: Vec<RecordPlace>,
    /// How to fix it.
    pub fix: Option<Replacement>,
    /// The place of a link's address, and what the address should be; the words of the link stay.
    pub readdressed: Option<(Span<Source>, String)>,
    /// What to insert, where something is missing.
    pub insertion: Option<Insertion>,
    /// What the placeholders of the message stand for.
    pub values: Values,
    /// The highest level of this finding, where it matters less than its rule.
    pub at_most: Option<Level>,
}

/// Something in one draft of a run that differs from other drafts. The drafts are not read again, so places are in sources.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The draft, by its place in the archive.
    pub draft: u32,
    /// The words it is about.
    pub span: Span<Source>,
    /// What the placeholders of the message stand for.
    pub values: Values,
    /// Places in other drafts, each with the draft; the first few are shown.
    pub elsewhere: Arc<[(u32, Span<Source>)]>,
    /// The highest level of this finding, where it matters less than its rule.
    pub at_most: Option<Level>,
}

impl Difference {
    /// The maximum number of places in other drafts that a diagnostic lists.
    pub const SHOWN: usize = 3;
}

/// A further place of a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// The place.
    pub span: Span<Prose>,
    /// The label to show there.
    pub text: String,
}

/// A place in the record that goes with a finding.
#[derive(Clone, Debug)]
pub struct RecordPlace {
    /// The passage.
    pub passage: Place,
    /// The words in it that differ; the passage itself if nothing does.
    pub differing: Place,
    /// The bytes of the words of the passage that differ.
    pub marks: Vec<std::ops::Range<usize>>,
}

/// Edits that fix a finding.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// Places and their new words; sorted, not overlapping.
    pub edits: Vec<(Span<Prose>, String)>,
    /// Whether the fix may be made without asking; the engine lowers it where the source does not have the words verbatim.
    pub safety: Safety,
    /// Whether it may be offered inside speech: it corrects the spelling of a name, since a speaker does not spell, or it
    /// gives the words of the record.
    pub spelling: bool,
}

/// Words to insert; an editor decides.
#[derive(Clone, Debug)]
pub struct Insertion {
    /// The words.
    pub text: String,
    /// Where they go.
    pub at: Put,
}

/// Where words are inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// As a paragraph before the block that holds this byte of the prose.
    Before(usize),
    /// As a paragraph after that block.
    After(usize),
    /// As a sentence, right here.
    Here(usize),
}

impl Finding {
    /// A finding at `span`.
    #[must_use]
    pub fn at(span: Span<Prose>) -> Self {
        Self {
            span,
            related: Vec::new(),
            record: Vec::new(),
            fix: None,
            readdressed: None,
            insertion: None,
            values: Values::default(),
            at_most: None,
        }
    }

    /// The finding with a value for a placeholder of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push(name, value);
        self
    }

    /// The finding with a fix that replaces its words.
    #[must_use]
    pub fn replaced_by(mut self, words: impl Into<String>, safety: Safety) -> Self {
        self.fix = Some(Replacement { edits: vec![(self.span, words.into())], safety, spelling: false });
        self
    }

    /// The finding with a further place.
    #[must_use]
    pub fn related_to(mut self, span: Span<Prose>, text: impl Into<String>) -> Self {
        self.related.push(Related { span, text: text.into() });
        self
    }
}
