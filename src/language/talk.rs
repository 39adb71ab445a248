//! [`TalkWords`]: the words by which speech without quotation marks is known (`rules/lexicon/talk.toml`).

use super::WordSet;
use super::lists::parsed;
use crate::prose::Metadata;
use serde::Deserialize;

/// Words of people who talk to each other; lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkWords {
    /// Who speaks, alone or with others: “I”, “our”.
    pub speaker: WordSet<String>,
    /// Who speaks alone: “I”.
    pub alone: WordSet<String>,
    /// Whom the speaker talks to: “you”.
    pub hearer: WordSet<String>,
    fields: Vec<String>,
    interview: Vec<String>,
}

impl TalkWords {
    pub(super) fn embedded() -> Self {
        parsed("talk")
    }

    /// Whether the metadata call the draft an interview.
    #[must_use]
    pub fn is_interview(&self, metadata: &Metadata) -> bool {
        let forms = self.fields.iter().filter_map(|field| metadata.field(field));
        forms.into_iter().any(|form| self.interview.iter().any(|of| form.is(of)))
    }
}
