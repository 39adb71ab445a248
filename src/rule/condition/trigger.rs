//! [`Trigger`]: what in a draft calls for something else to be there; places are measured from it.

use super::clause::Look;
use super::{Judged, Node};
use crate::prose::Prose;
use crate::text::Span;

/// The first place that calls for something, or the first mention of a name that does.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The place.
    pub span: Span<Prose>,
    /// What a message can say of it: `match`, and of a name what the register knows.
    pub values: Vec<(String, String)>,
    /// Whether it is a name, so that each name is asked about by itself.
    pub is_name: bool,
    /// Other places that belong to it.
    pub also: Vec<Span<Prose>>,
}

impl Trigger {
    /// A place that is no name.
    pub(super) fn at(span: Span<Prose>) -> Self {
        Self { span, values: Vec::new(), is_name: false, also: Vec::new() }
    }
}

/// So many further places are shown beside a name.
const SHOWN: usize = 3;

impl Judged<'_> {
    /// What called for something, in order of place: each name that did, or else the first place that did.
    #[must_use]
    pub fn triggers(&self) -> Vec<Trigger> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found.sort_by_key(|trigger| trigger.span);
        let (mut names, places): (Vec<Trigger>, Vec<Trigger>) = found.into_iter().partition(|of| of.is_name);
        if names.is_empty() {
            return places.into_iter().take(1).collect();
        }
        names.dedup_by_key(|name| name.span);
        for name in &mut names {
            let span = name.span;
            name.also.extend(places.iter().map(|place| place.span).filter(|place| !place.overlaps(span)).take(SHOWN));
        }
        names
    }

    fn collect(&self, found: &mut Vec<Trigger>) {
        if !self.holds {
            return;
        }
        match self.node {
            Node::Not(_) => {}
            Node::Leaf(clause) if clause.is_trigger() => {
                let Look { found: of, .. } = &self.look;
                found.extend(of.iter().cloned());
            }
            Node::Leaf(_) => {}
            Node::All(_) | Node::Any(_) => self.parts.iter().for_each(|part| part.collect(found)),
        }
    }
}
