//! [`Case`]: the draft that a condition is evaluated for; [`Look`]: the answer of one test.

use super::trigger::Trigger;
use crate::analysis::Article;
use crate::prose::Prose;
use crate::rule::{Draft, Hit, House};
use crate::text::Span;

/// A draft that a condition is evaluated for.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The hits of the condition's own patterns, in order of their place.
    pub hits: &'a [Hit],
    /// What places in the condition are measured from.
    pub trigger: Option<&'a Trigger>,
    /// Whether to evaluate all parts, even after one has decided the result.
    pub exhaustive: bool,
}

impl<'a> Case<'a> {
    /// The article of the draft.
    pub(super) const fn article(&self) -> &'a Article {
        self.draft.article()
    }

    /// What the newsroom allows and knows.
    pub(super) fn house(&self) -> &'a House {
        self.draft.house()
    }
}

/// The answer of a test.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) holds: bool,
    /// The places that count.
    pub(super) found: Vec<Trigger>,
    /// The nearest place that does not count.
    pub(super) near: Option<Span<Prose>>,
}

impl Look {
    /// The answer of a test that looks at no place.
    pub(super) const fn without_place(holds: bool) -> Self {
        Self { holds, found: Vec::new(), near: None }
    }
}
