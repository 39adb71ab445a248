//! Explains the result of a condition: what was asked, what was found, and what came close.

use super::case::Case;
use super::grounds::{Ground, Grounds, NOT, quoted};
use super::place::distance;
use super::tree::{Judged, Leaf, Node};
use super::trigger::Trigger;
use crate::analysis::{Article, Zone};
use crate::prose::Prose;
use crate::text::Span;

/// The number of places that are shown for each test.
const SHOWN: usize = 3;

impl Judged<'_> {
    /// Why the condition holds or does not.
    #[must_use]
    pub fn grounds(&self, case: &Case) -> Grounds {
        let mut parts: Vec<Grounds> = self.parts.iter().map(|part| part.grounds(case)).collect();
        let (asked, seen) = match self.node {
            Node::All(_) if parts.len() == 1 => return parts.remove(0),
            Node::All(_) => ("all of".to_owned(), Vec::new()),
            Node::Any(_) => ("any of".to_owned(), Vec::new()),
            Node::Not(_) => (NOT.to_owned(), Vec::new()),
            Node::Leaf(leaf) => (leaf.describe(), self.seen(leaf, case)),
        };
        Grounds { holds: self.holds, asked, seen, parts }
    }

    /// The nearest thing that would satisfy the condition if it stood elsewhere.
    #[must_use]
    pub fn near(&self, case: &Case) -> Option<Ground> {
        let own = match self.node {
            Node::Leaf(leaf) => self.look.near.map(|span| leaf.near(case, span)),
            _ => None,
        };
        let far = |ground: &Ground| {
            let trigger = case.trigger.map_or(0, |trigger| trigger.span.start);
            ground.span.map_or(usize::MAX, |span| span.start.abs_diff(trigger))
        };
        let parts = self.parts.iter().filter(|_| !matches!(self.node, Node::Not(_)));
        own.into_iter().chain(parts.filter_map(|part| part.near(case))).min_by_key(far)
    }

    fn seen(&self, leaf: &Leaf, case: &Case) -> Vec<Ground> {
        if let Some(ground) = leaf.test.seen(case) {
            return vec![ground];
        }
        if !self.look.holds {
            return self.look.near.map(|span| leaf.near(case, span)).into_iter().collect();
        }
        let mut shown: Vec<Ground> = Vec::new();
        for trigger in &self.look.found {
            // Two expressions may find the same words.
            let again = shown.iter().filter_map(|ground| ground.span).any(|span| span.overlaps(trigger.span));
            if !again && shown.len() < SHOWN {
                shown.push(ground(case.article(), trigger));
            }
        }
        shown
    }
}

impl Leaf {
    /// What is asked, in words.
    fn describe(&self) -> String {
        self.test.describe() + &self.bounds.describe()
    }

    /// What came close, and why it does not count.
    fn near(&self, case: &Case, span: Span<Prose>) -> Ground {
        let article = case.article();
        let why = if !self.bounds.have_zone(article, span) {
            let zone = article.zone_at(span.start).map_or("no zone", Zone::name);
            format!("is in the {zone}")
        } else if !self.bounds.have_speech(article, span) {
            "is in a quotation".to_owned()
        } else if let Some(trigger) = case.trigger {
            distance(article, trigger.span, span)
        } else {
            "is elsewhere".to_owned()
        };
        Ground { span: Some(span), words: format!("{} {why}", quoted(article, span)) }
    }
}

/// A place that was found, with what the register knows about it.
fn ground(article: &Article, trigger: &Trigger) -> Ground {
    let known = trigger.values.iter().filter(|(name, _)| !matches!(*name, "match" | "name"));
    let known: Vec<String> = known.map(|(name, value)| format!("{name}: {value}")).collect();
    let mut words = quoted(article, trigger.span);
    if !known.is_empty() {
        words.push_str(&format!(" ({})", known.join("; ")));
    }
    Ground { span: Some(trigger.span), words }
}
