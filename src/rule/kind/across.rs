//! `across`: a name that one draft writes differently from many other drafts of the run.

use super::shared::values;
use crate::analysis::names::{Archive, Noted, Threshold, strays};
use crate::diagnostic::Level;
use crate::rule::{AcrossCheck, BuildContext, Check, Difference, House, RuleContext, Values};
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

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        if options.shared < 2 || options.times == 0 {
            let help = "for example shared = 4 and times = 4";
            return Err(Problem::new("`shared` must be at least 2 and `times` at least 1", at).with_help(help));
        }
        Ok(Check::Across(Box::new(Across { threshold: Threshold { shared: options.shared, times: options.times } })))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    shared: usize,
    times: usize,
}

struct Across {
    threshold: Threshold,
}

impl AcrossCheck for Across {
    fn values(&self) -> Vec<String> {
        values(&["match", "right", "drafts"])
    }

    fn note(&self, context: &RuleContext) -> Vec<Noted> {
        let article = context.article;
        let entities = &context.draft.named().entities;
        Noted::all(&article.prose, entities, |place| context.scope.allows(article, place))
    }

    fn compare(&self, archive: &Archive, house: &House) -> Vec<Difference> {
        let strays = strays(archive, house.names(), self.threshold);
        let allowed = |text: &str| house.terms.contains(&text.to_lowercase());
        strays
            .into_iter()
            .filter(|stray| !allowed(&stray.text))
            .map(|stray| Difference {
                draft: stray.draft,
                span: stray.span,
                values: Values::from([
                    ("match", stray.text),
                    ("right", stray.right),
                    ("drafts", stray.others.len().to_string()),
                ]),
                elsewhere: stray.others,
                at_most: stray.known.then_some(Level::Note),
            })
            .collect()
    }
}
