//! `across`: a name that one draft writes differently from many other drafts of the run.

use super::Context;
use super::shared::values;
use crate::analysis::names::{Archive, Bar, Noted, strays};
use crate::diagnostic::Level;
use crate::rule::{Allow, Check, Difference, Finding, Reading};
use crate::table::{Problem, deserialize_value};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// Implements [`Kind`](super::Kind) for `across`.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "across"
    }

    fn about(&self) -> &'static str {
        "names that a draft writes differently from many other drafts"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["shared", "times"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
        let at = keys.span();
        let written: Written = deserialize_value(keys)?;
        if written.shared < 2 || written.times == 0 {
            let help = "say for instance shared = 4 and times = 4";
            return Err(Problem::new("a form is shared by two drafts or more", at).with_help(help));
        }
        Ok(Box::new(Across { bar: Bar { shared: written.shared, times: written.times } }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    shared: usize,
    times: usize,
}

struct Across {
    bar: Bar,
}

impl Check for Across {
    fn values(&self) -> Vec<String> {
        values(&["match", "right", "drafts"])
    }

    /// Finds nothing: one draft does not show how others write.
    fn check(&self, _: &Reading, _: &mut Vec<Finding>) {}

    fn is_of_drafts(&self) -> bool {
        true
    }

    fn note(&self, reading: &Reading) -> Option<Vec<Noted>> {
        let article = reading.article;
        let entities = &reading.draft.named().entities;
        Some(Noted::all(&article.prose, entities, |place| reading.scope.allows(article, place)))
    }

    fn compare(&self, archive: &Archive, allow: &Allow) -> Vec<Difference> {
        let strays = strays(archive, allow.names(), self.bar);
        let allowed = |text: &str| allow.terms.contains(&text.to_lowercase());
        strays
            .into_iter()
            .filter(|stray| !allowed(&stray.text))
            .map(|stray| Difference {
                draft: stray.draft,
                span: stray.span,
                values: vec![
                    ("match".into(), stray.text),
                    ("right".into(), stray.right),
                    ("drafts".into(), stray.others.len().to_string()),
                ],
                elsewhere: stray.others,
                at_most: stray.known.then_some(Level::Note),
            })
            .collect()
    }
}
