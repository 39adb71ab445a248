//! What a draft has of what rules ask for: the other side of what they find.

use super::{Linter, Sidecar};
use crate::diagnostic::{Met, Pass};
use crate::text::Source;

impl Linter {
    /// What the rules that hold here ask for and the draft has, with what meets each, in order of the place. `path` and
    /// `sidecar` as in [`Linter::check_beside`].
    #[must_use]
    pub fn passes(&self, source: &Source, path: &str, sidecar: Option<&Sidecar>) -> Vec<Pass> {
        let here = self.settings.for_path(path);
        let article = self.read(source, path, &here, sidecar);
        let hits = self.hits(&article, &here.levels);
        let place = |span| article.prose.locate(span).span;
        let mut passes = Vec::new();
        for ((rule, hits), level) in self.settings.rules.iter().zip(hits).zip(&here.levels) {
            if level.is_none() || !rule.check.is_of_document() {
                continue;
            }
            let demands = rule.account(&article, hits, &self.settings.allow).demands.into_iter();
            let met = demands.filter(|demand| demand.grounds.holds && !demand.grounds.held_by().is_empty());
            passes.extend(met.map(|demand| {
                Pass {
                    rule: rule.id.clone(),
                    asked_by: demand.trigger.as_ref().map(|trigger| Met {
                        span: Some(place(trigger.span)),
                        words: article.slice(trigger.span).to_owned(),
                    }),
                    met_by: (demand.grounds.held_by().into_iter())
                        .map(|ground| Met { span: ground.span.map(place), words: ground.words.clone() })
                        .collect(),
                }
            }));
        }
        passes.sort_by(|one, other| (one.span(), &one.rule).cmp(&(other.span(), &other.rule)));
        passes
    }
}
