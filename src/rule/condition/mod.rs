//! [`Condition`]: what a draft must be like, for a rule's `when` and for what `require` asks.
//!
//! A condition is a tree. Its leaves are [`Clause`]s, each of which looks for one thing; [`written`] reads the tree from
//! TOML, [`place`] says where a thing must stand, and [`grounds`] tells people what was found and what was not. The
//! patterns of all clauses go into the one scan.

mod clause;
mod grounds;
mod link;
mod place;
mod shared;
mod trigger;
mod written;

pub use grounds::{Ground, Grounds};
pub(super) use link::host;
pub use trigger::Trigger;
pub(super) use written::OneOrMany;

use super::{Draft, Hit, Pattern};
use crate::analysis::names::PROPERTIES;
use clause::{Clause, Look};
use std::ops::Range;

/// A glob over paths: `*` stays within a folder, `**` does not.
///
/// # Errors
/// Says what is wrong with it.
pub fn glob(pattern: &str) -> Result<globset::Glob, String> {
    globset::GlobBuilder::new(pattern.trim_start_matches("./"))
        .literal_separator(true)
        .build()
        .map_err(|error| error.to_string())
}

/// A condition on a draft.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    root: Node,
    patterns: Vec<Pattern>,
    /// Where in the pack the first place stands that is measured from a trigger.
    measured: Option<Range<usize>>,
}

/// One table of a condition; all its parts must hold.
#[derive(Clone, Debug)]
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Leaf(Box<Clause>),
}

impl Default for Node {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// What a condition is held against.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The hits of the condition's own patterns, in order of their place.
    pub hits: &'a [Hit],
    /// What the places of the condition are measured from.
    pub trigger: Option<&'a Trigger>,
    /// Whether all parts are looked at, even where one has decided.
    pub whole: bool,
}

/// How a condition came out.
pub struct Judged<'c> {
    /// Whether it holds.
    pub holds: bool,
    node: &'c Node,
    look: Look,
    parts: Vec<Judged<'c>>,
}

impl Condition {
    /// What it wants found by the one scan.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Whether it looks for things that stand somewhere, so that there is a place to measure from.
    #[must_use]
    pub fn has_trigger(&self) -> bool {
        self.root.clauses().any(|(clause, denied)| !denied && clause.is_trigger())
    }

    /// What messages can say of what it finds.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        let clauses = || self.root.clauses().filter(|(_, denied)| !denied).map(|(clause, _)| clause);
        let mut values = Vec::new();
        if clauses().any(Clause::is_trigger) {
            values.push("match");
        }
        if clauses().any(Clause::is_of_names) {
            values.push("name");
            values.extend(PROPERTIES);
        }
        values.into_iter().map(str::to_owned).collect()
    }

    /// The bytes of the pack where it first says a place that is measured from a trigger.
    #[must_use]
    pub fn measured(&self) -> Option<Range<usize>> {
        self.measured.clone()
    }

    /// Whether it may hold, before anything was scanned: words are taken to be there.
    #[must_use]
    pub fn may_hold(&self, draft: &Draft) -> bool {
        self.root.may_hold(&Case { draft, hits: &[], trigger: None, whole: false })
    }

    /// Holds it against a draft.
    #[must_use]
    pub fn judge<'c>(&'c self, case: &Case) -> Judged<'c> {
        self.root.judge(case)
    }
}

impl Node {
    fn judge<'c>(&'c self, case: &Case) -> Judged<'c> {
        let mut judged = Judged { holds: true, node: self, look: Look::default(), parts: Vec::new() };
        match self {
            Self::All(parts) | Self::Any(parts) => {
                let any = matches!(self, Self::Any(_));
                judged.holds = !any;
                for part in parts {
                    let part = part.judge(case);
                    let decided = part.holds == any;
                    judged.parts.push(part);
                    if decided {
                        judged.holds = any;
                        if !case.whole {
                            break;
                        }
                    }
                }
            }
            Self::Not(part) => {
                let part = part.judge(case);
                judged.holds = !part.holds;
                judged.parts.push(part);
            }
            Self::Leaf(clause) => {
                judged.look = clause.look(case);
                judged.holds = judged.look.holds;
            }
        }
        judged
    }

    fn may_hold(&self, case: &Case) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.may_hold(case)),
            Self::Any(parts) => parts.iter().any(|part| part.may_hold(case)),
            Self::Not(part) => part.clauses().any(|(clause, _)| !clause.is_plain()) || !part.judge(case).holds,
            Self::Leaf(clause) => !clause.is_plain() || clause.look(case).holds,
        }
    }

    /// All clauses, and whether an odd number of `not` lies over them.
    fn clauses(&self) -> Box<dyn Iterator<Item = (&Clause, bool)> + '_> {
        match self {
            Self::All(parts) | Self::Any(parts) => Box::new(parts.iter().flat_map(Self::clauses)),
            Self::Not(part) => Box::new(part.clauses().map(|(clause, denied)| (clause, !denied))),
            Self::Leaf(clause) => Box::new(std::iter::once((&**clause, false))),
        }
    }
}
