//! A rule meets a draft: what it finds, what it notes for the comparison of drafts, and what it requires.

use super::condition::{Case, Judged};
use super::{Account, Check, Draft, Finding, Hit, Rule, RuleContext};
use crate::analysis::Article;
use crate::analysis::names::Noted;
use crate::text::{Source, Span};

impl Rule {
    /// Whether the rule can find something in a draft only where its patterns hit.
    #[must_use]
    pub fn waits_for_hits(&self) -> bool {
        !self.check.patterns().is_empty() && !self.check.is_demand()
    }

    /// What the rule finds in `draft`, given the hits of its patterns anywhere in it.
    #[must_use]
    pub fn findings(&self, draft: &Draft, hits: Vec<Hit>) -> Vec<Finding> {
        let mut found = Vec::new();
        let (mut hits, when_hits) = self.split_hits(hits);
        let is_demand = self.check.is_demand();
        if self.waits_for_hits() {
            hits.retain(|hit| self.scope.allows(draft.article(), hit.span));
            if hits.is_empty() {
                return found;
            }
        }
        let case = Case { draft, hits: &when_hits, trigger: None, exhaustive: is_demand };
        let when = self.when.as_ref().map(|when| when.judge_if_holds(&case));
        if matches!(when, Some(None)) {
            return found;
        }
        let when = when.flatten();
        let context = self.context(draft, &hits, when.as_ref());
        match &self.check {
            Check::Draft(check) => check.check(&context, &mut found),
            Check::Demand(check) => check.check(&context, &mut found),
            Check::Across(_) | Check::Engine => {}
        }
        found.sort_by_key(|finding| finding.span);
        if self.once {
            found.truncate(1);
        }
        found
    }

    /// What the rule keeps of `draft` to compare it with other drafts, if it does; `hits` as for findings.
    #[must_use]
    pub fn notes(&self, draft: &Draft, hits: Vec<Hit>) -> Option<Vec<Noted>> {
        let Check::Across(check) = &self.check else { return None };
        let (hits, when_hits) = self.split_hits(hits);
        let case = Case { draft, hits: &when_hits, trigger: None, exhaustive: false };
        let when = self.when.as_ref().map(|when| when.judge(&case));
        if when.as_ref().is_some_and(|when| !when.holds) {
            return None;
        }
        Some(check.note(&self.context(draft, &hits, when.as_ref())))
    }

    /// Why the rule applies to `draft` or does not, and what it requires of it; `hits` as for findings.
    #[must_use]
    pub fn account(&self, draft: &Draft, hits: Vec<Hit>) -> Account {
        let (hits, when_hits) = self.split_hits(hits);
        let case = Case { draft, hits: &when_hits, trigger: None, exhaustive: true };
        let when = self.when.as_ref().map(|when| when.judge(&case));
        let grounds = when.as_ref().map(|judged| judged.grounds(&case));
        let applies = when.as_ref().is_none_or(|judged| judged.holds);
        let demands = match &self.check {
            Check::Demand(check) if applies => check.demands(&self.context(draft, &hits, when.as_ref())),
            _ => Vec::new(),
        };
        Account { when: grounds, demands }
    }

    /// The hits of its own patterns where it does not look, each with the reason, for the author of an example.
    pub(super) fn hits_out_of_scope(&self, article: &Article, hits: &[Hit]) -> Vec<(Span<Source>, String)> {
        let own = hits.iter().filter(|hit| hit.pattern < self.check.patterns().len());
        let reason = |hit: &Hit| {
            let reason = self.scope.refusal(article, hit.span)?;
            Some((article.prose.locate(hit.span).span, reason))
        };
        own.filter_map(reason).collect()
    }

    /// The hits of the check's patterns, and those of the rule's `when`, whose patterns are counted from 0 again.
    fn split_hits(&self, mut hits: Vec<Hit>) -> (Vec<Hit>, Vec<Hit>) {
        let own = self.check.patterns().len();
        if self.when.as_ref().is_none_or(|when| when.patterns().is_empty()) {
            return (hits, Vec::new());
        }
        let mut when_hits = Vec::new();
        hits.retain(|hit| {
            if hit.pattern >= own {
                when_hits.push(Hit { pattern: hit.pattern - own, ..hit.clone() });
            }
            hit.pattern < own
        });
        (hits, when_hits)
    }

    fn context<'a>(&'a self, draft: &'a Draft, hits: &'a [Hit], when: Option<&'a Judged<'a>>) -> RuleContext<'a> {
        let (article, house) = (draft.article(), draft.house());
        let text = house.texts.get(&self.id).map(String::as_str);
        RuleContext { draft, article, hits, scope: &self.scope, house, when, text }
    }
}
