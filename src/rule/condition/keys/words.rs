//! Words found by patterns: what `phrase`, `pattern` and `family` have in common.

use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::Test;
use crate::rule::condition::trigger::Trigger;
use std::ops::Range;

/// Words that some of the condition's patterns find.
#[derive(Debug)]
pub(super) struct Words {
    /// The numbers of the patterns.
    pub(super) patterns: Range<usize>,
    /// What is asked, in words.
    pub(super) asked: String,
}

impl Test for Words {
    fn describe(&self) -> String {
        self.asked.clone()
    }

    fn look(&self, case: &Case, bounds: &Bounds) -> Look {
        let hits = case.hits.iter().filter(|hit| self.patterns.contains(&hit.pattern));
        bounds.sift(case, hits.map(|hit| Trigger::at(hit.span)))
    }
}
