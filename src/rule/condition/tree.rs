//! [`Condition`] as a tree of tests, and its evaluation.

use super::bounds::Bounds;
use super::case::{Case, Look};
use super::test::{Subject, Test};
use super::trigger::Trigger;
use crate::analysis::names::PROPERTIES;
use crate::rule::{Draft, Pattern};
use std::ops::Range;
use std::sync::Arc;

/// A condition on a draft.
#[derive(Clone, Debug)]
pub struct Condition {
    pub(super) root: Node,
    pub(super) patterns: Vec<Pattern>,
    /// The bytes of the pack with the first place that is measured from a trigger.
    pub(super) measured_place: Option<Range<usize>>,
}

/// One table of a condition; all its parts must hold.
#[derive(Clone, Debug)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Leaf(Leaf),
}

/// A test, and where what it finds counts.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) test: Arc<dyn Test>,
    pub(super) bounds: Bounds,
}

/// The result of evaluating a condition.
pub struct Judged<'c> {
    /// Whether it holds.
    pub holds: bool,
    pub(super) node: &'c Node,
    pub(super) look: Look,
    pub(super) parts: Vec<Judged<'c>>,
}

impl Condition {
    /// The patterns that the one scan is to find for it.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Whether it looks for things that stand somewhere in the text, so that there is a place to measure from.
    #[must_use]
    pub fn has_trigger(&self) -> bool {
        self.root.leaves().any(|(leaf, negated)| !negated && leaf.is_trigger())
    }

    /// The placeholders that messages can use for what it finds.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        let leaves = || self.root.leaves().filter(|(_, negated)| !negated).map(|(leaf, _)| leaf);
        let mut values = Vec::new();
        if leaves().any(Leaf::is_trigger) {
            values.push("match");
        }
        if leaves().any(|leaf| leaf.test.finds_names()) {
            values.push("name");
            values.extend(PROPERTIES);
        }
        values.into_iter().map(str::to_owned).collect()
    }

    /// The bytes of the pack with the first place that is measured from a trigger.
    #[must_use]
    pub fn measured_place(&self) -> Option<Range<usize>> {
        self.measured_place.clone()
    }

    /// Whether it may hold, as far as that is known before the scan: any words may be there.
    #[must_use]
    pub fn may_hold(&self, draft: &Draft) -> bool {
        self.root.may_hold(&Case { draft, hits: &[], trigger: None, exhaustive: false })
    }

    /// Evaluates it for a draft, if it holds: as most do not, nothing is kept of these.
    #[must_use]
    pub fn judge_if_holds<'c>(&'c self, case: &Case) -> Option<Judged<'c>> {
        self.root.judge_if_holds(case)
    }

    /// Evaluates it for a draft.
    #[must_use]
    pub fn judge<'c>(&'c self, case: &Case) -> Judged<'c> {
        self.root.judge(case)
    }
}

impl Leaf {
    /// Whether what it finds can call for something else, and places can be measured from it.
    pub(super) fn is_trigger(&self) -> bool {
        self.test.subject() == Subject::Words
    }

    fn look(&self, case: &Case) -> Look {
        self.test.look(case, &self.bounds)
    }
}

impl Node {
    fn judge<'c>(&'c self, case: &Case) -> Judged<'c> {
        let (holds, look, parts) = match self {
            Self::All(parts) => judge_parts(parts, false, case),
            Self::Any(parts) => judge_parts(parts, true, case),
            Self::Not(part) => {
                let part = part.judge(case);
                (!part.holds, Look::default(), vec![part])
            }
            Self::Leaf(leaf) => {
                let look = leaf.look(case);
                (look.holds, look, Vec::new())
            }
        };
        Judged { holds, node: self, look, parts }
    }

    fn judge_if_holds<'c>(&'c self, case: &Case) -> Option<Judged<'c>> {
        match self {
            Self::All(parts) => {
                let mut judged = Vec::new();
                for part in parts {
                    judged.push(part.judge_if_holds(case)?);
                }
                Some(Judged { holds: true, node: self, look: Look::default(), parts: judged })
            }
            Self::Leaf(_) => Some(self.judge(case)).filter(|judged| judged.holds),
            Self::Any(_) | Self::Not(_) => self.holds(case).then(|| self.judge(case)),
        }
    }

    /// Whether it holds. Keeps nothing of its parts.
    fn holds(&self, case: &Case) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(case)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(case)),
            Self::Not(part) => !part.holds(case),
            Self::Leaf(leaf) => leaf.look(case).holds,
        }
    }

    fn may_hold(&self, case: &Case) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.may_hold(case)),
            Self::Any(parts) => parts.iter().any(|part| part.may_hold(case)),
            Self::Not(part) => part.leaves().any(|(leaf, _)| leaf.is_trigger()) || !part.holds(case),
            Self::Leaf(leaf) => leaf.is_trigger() || leaf.look(case).holds,
        }
    }

    /// All leaves, each with whether an odd number of `not` stands above it.
    fn leaves(&self) -> Box<dyn Iterator<Item = (&Leaf, bool)> + '_> {
        match self {
            Self::All(parts) | Self::Any(parts) => Box::new(parts.iter().flat_map(Self::leaves)),
            Self::Not(part) => Box::new(part.leaves().map(|(leaf, negated)| (leaf, !negated))),
            Self::Leaf(leaf) => Box::new(std::iter::once((leaf, false))),
        }
    }
}

/// Judges the parts of a node: if `any`, one that holds decides, otherwise one that does not. The parts after it are judged
/// only where all are to be shown.
fn judge_parts<'c>(parts: &'c [Node], any: bool, case: &Case) -> (bool, Look, Vec<Judged<'c>>) {
    let mut judged: Vec<Judged> = Vec::with_capacity(parts.len());
    for part in parts {
        judged.push(part.judge(case));
        if !case.exhaustive && judged.last().is_some_and(|part| part.holds == any) {
            break;
        }
    }
    let decided = judged.iter().any(|part| part.holds == any);
    (decided == any, Look::default(), judged)
}

/// The number of further places that are shown with a name.
const SHOWN: usize = 3;

impl Judged<'_> {
    /// What called for something, in order of place: each name that did, or else the first place that did.
    #[must_use]
    pub fn triggers(&self) -> Vec<Trigger> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found.sort_by_key(|trigger| trigger.span);
        let (mut names, places): (Vec<Trigger>, Vec<Trigger>) = found.into_iter().partition(|found| found.is_name);
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
            Node::Leaf(leaf) if leaf.is_trigger() => found.extend(self.look.found.iter().cloned()),
            Node::Leaf(_) | Node::Not(_) => {}
            Node::All(_) | Node::Any(_) => self.parts.iter().for_each(|part| part.collect(found)),
        }
    }
}
