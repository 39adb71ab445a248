//! `names`: one name in two spellings, and a name not as the register has it.

use super::shared::values;
use crate::analysis::names::{Against, Certainty, Doubt, DoubtKind, Named};
use crate::diagnostic::{Level, Safety};
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Replacement, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use toml::Spanned;
use toml::de::DeValue;

/// Implements [`Kind`](super::Kind) for `names`.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "names"
    }

    fn about(&self) -> &'static str {
        "names spelled two ways, not as the register has them, or in a headline only"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "allow"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let options: Options = deserialize_value(keys)?;
        Ok(Check::draft(Names {
            report: options.report,
            allow: options.allow.iter().map(|name| name.to_lowercase()).collect(),
        }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    report: Report,
    #[serde(default)]
    allow: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// Two forms of one name in a draft.
    Inconsistent,
    /// A name that is not as the register has it.
    Register,
    /// A name in a headline that the text does not have.
    Headline,
}

/// The minimum margin, in hundredths of a logit, at which one form is called right: the reverse is e^0.6 times less likely.
const ONE_SIDED: i32 = 60;

/// The minimum margin at which the other form is offered as a fix. An editor decides about that, so it may be lower.
const WORTH_OFFERING: i32 = 20;

struct Names {
    report: Report,
    allow: HashSet<String>,
}

impl DraftCheck for Names {
    fn values(&self) -> Vec<String> {
        values(&["match", "right", "replacement"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let named = context.draft.named();
        let against = match self.report {
            Report::Inconsistent => Against::Draft,
            Report::Register => Against::Register,
            Report::Headline => return self.absent(context, named, found),
        };
        self.doubts(context, named, against, found);
    }
}

impl Names {
    /// One finding for each pair of forms, with all places of the form in doubt.
    fn doubts(&self, context: &RuleContext, named: &Named, against: Against, found: &mut Vec<Finding>) {
        let article = context.article;
        let mut groups: Vec<Vec<&Doubt>> = Vec::new();
        let mut group_of = HashMap::new();
        for doubt in named.doubts.iter().filter(|doubt| doubt.against == against) {
            let words = article.slice(doubt.span);
            if self.allows(context, words) || !context.scope.allows(article, doubt.span) {
                continue;
            }
            let group = *group_of.entry((words, &doubt.suggest)).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push(doubt);
        }
        found.extend(groups.iter().map(|group| finding(group, article.slice(group[0].span))));
    }

    /// Names of a headline that are not below it; one in doubt for its spelling is not reported again.
    fn absent(&self, context: &RuleContext, named: &Named, found: &mut Vec<Finding>) {
        for &place in &named.absent {
            let words = context.article.slice(place);
            let doubted = named.doubts.iter().any(|doubt| doubt.span.overlaps(place));
            if !self.allows(context, words) && !doubted && context.scope.allows(context.article, place) {
                found.push(Finding::at(place).with("match", words).with("right", "").with("replacement", ""));
            }
        }
    }

    /// Whether the rule or the newsroom accepts these words as they stand.
    fn allows(&self, context: &RuleContext, words: &str) -> bool {
        let words = words.to_lowercase();
        self.allow.contains(&words) || context.house.terms.contains(&words)
    }
}

/// The finding for a form in doubt, which is `words` in all its places.
fn finding(group: &[&Doubt], words: &str) -> Finding {
    let first = group[0];
    let mut finding = Finding::at(first.span)
        .with("match", words)
        .with("right", first.right.as_str())
        .with("replacement", first.suggest.as_str());
    if let Some(other) = first.other {
        finding = finding.related_to(other, "the other form");
    }
    for further in &group[1..] {
        finding = finding.related_to(further.span, "here too");
    }
    finding.at_most = match first.kind {
        // Many write a brand without its inner capitals or accents, and readers know whom they mean.
        DoubtKind::Dress => Some(Level::Note),
        _ => match first.certainty {
            Certainty::Hint => Some(Level::Note),
            Certainty::Likely => Some(Level::Warning),
            Certainty::Sure if first.margin < ONE_SIDED => Some(Level::Warning),
            Certainty::Sure => None,
        },
    };
    if first.margin >= WORTH_OFFERING {
        let edits: Vec<(Span<Prose>, String)> = group.iter().map(|doubt| (doubt.span, first.suggest.clone())).collect();
        finding.fix = Some(Replacement { edits, safety: Safety::Suggested, spelling: true });
    }
    finding
}
