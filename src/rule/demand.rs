//! [`Demand`]: something that a rule asks of a draft, and why it is met or not.

use super::{Case, Draft, Grounds, Hit, Judged, Reading, Rule, Trigger};

/// Something that a rule asks of a draft.
#[derive(Clone, Debug)]
pub struct Demand {
    /// What calls for it, where that stands somewhere.
    pub trigger: Option<Trigger>,
    /// Why it is met or not.
    pub grounds: Grounds,
}

/// What a rule made of a draft.
#[derive(Clone, Debug)]
pub struct Account {
    /// Why the rule is for the draft or is not, where it has a `when`.
    pub when: Option<Grounds>,
    /// What it asks; nothing where it is not for the draft.
    pub demands: Vec<Demand>,
}

impl Rule {
    /// Why the rule is for `draft` or is not, and what it asks of it, given the hits of its patterns anywhere in it.
    #[must_use]
    pub fn account(&self, draft: &Draft, hits: Vec<Hit>) -> Account {
        let (hits, of_when) = self.parted(hits);
        let case = Case { draft, hits: &of_when, trigger: None, whole: true };
        let when = self.when.as_ref().map(|when| when.judge(&case));
        let grounds = when.as_ref().map(|judged| judged.grounds(&case));
        let applies = when.as_ref().is_none_or(|judged| judged.holds);
        let demands = if applies { self.check.demands(&self.reading(draft, &hits, when.as_ref())) } else { Vec::new() };
        Account { when: grounds, demands }
    }

    /// Hits of the check's own patterns, and those of its `when`, which count from 0 again.
    pub(super) fn parted(&self, mut hits: Vec<Hit>) -> (Vec<Hit>, Vec<Hit>) {
        let own = self.check.patterns().len();
        if self.when.as_ref().is_none_or(|when| when.patterns().is_empty()) {
            return (hits, Vec::new());
        }
        let mut of_when = Vec::new();
        hits.retain(|hit| {
            if hit.pattern >= own {
                of_when.push(Hit { pattern: hit.pattern - own, ..hit.clone() });
            }
            hit.pattern < own
        });
        (hits, of_when)
    }

    pub(super) fn reading<'a>(
        &'a self,
        draft: &'a Draft,
        hits: &'a [Hit],
        when: Option<&'a Judged<'a>>,
    ) -> Reading<'a> {
        let (article, allow) = (draft.article(), draft.allow());
        let text = allow.texts.get(&self.id).map(String::as_str);
        Reading { draft, article, hits, scope: &self.scope, allow, when, text }
    }
}
