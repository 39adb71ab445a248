//! `require`: something that must be present in a draft, possibly near what calls for it.

use super::shared::around::{Around, AroundOptions};
use crate::analysis::{Article, Zone};
use crate::prose::Prose;
use crate::rule::{
    BuildContext, Case, Check, Condition, Demand, DemandCheck, Finding, Insertion, Judged, Pattern, Put, RuleContext,
    Template, Trigger, Values,
};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "require"
    }

    fn about(&self) -> &'static str {
        "what must be present: a byline, a date, a headline, a disclosure"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["require", "show", "fix", "insert", "unless", "only"]
    }

    fn build(&self, keys: Spanned<DeValue>, with: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let DeValue::Table(mut table) = keys.into_inner() else {
            return Err(Problem::new("a rule must be a table", at));
        };
        let Some(required) = table.remove("require") else {
            let help = "add require = { zone = \"byline\" } or another condition";
            return Err(Problem::new("the rule requires nothing", at).with_help(help));
        };
        let require = Condition::read(required, with.language)?;
        let options: Options = deserialize_value(Spanned::new(at, DeValue::Table(table)))?;
        if let Some(text) = options.fix.as_ref().filter(|text| text.get_ref().trim().is_empty()) {
            return Err(Problem::new("the fix is empty", text.span()));
        }
        let fix = options
            .fix
            .map(|text| Template::parse(text.get_ref()).map_err(|message| Problem::new(message, text.span())));
        Ok(Check::Demand(Box::new(Require {
            require,
            show: options.show,
            fix: fix.transpose()?,
            insert: options.insert,
            unless: Around::read(options.unless, false)?,
            only: Around::read(options.only, false)?,
        })))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    show: Option<Show>,
    fix: Option<Spanned<String>>,
    #[serde(default)]
    insert: Insert,
    unless: Option<Spanned<AroundOptions>>,
    only: Option<Spanned<AroundOptions>>,
}

struct Require {
    require: Condition,
    show: Option<Show>,
    fix: Option<Template>,
    insert: Insert,
    /// Words around what calls for it that excuse it, and that it needs.
    unless: Option<Around>,
    only: Option<Around>,
}

/// Where the finding is shown.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Show {
    Start,
    End,
    Trigger,
}

/// Where the required words are inserted.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Insert {
    /// A paragraph before the first of the body.
    Top,
    /// A paragraph before the one that calls for it.
    Above,
    /// A sentence after the one that calls for it.
    After,
    /// A paragraph at the end.
    #[default]
    End,
}

/// The number of words that are marked where there is no headline.
const MARKED_WORDS: usize = 5;

impl DemandCheck for Require {
    fn patterns(&self) -> &[Pattern] {
        self.require.patterns()
    }

    fn measured_place(&self) -> Option<std::ops::Range<usize>> {
        self.require.measured_place()
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        self.each(context, false, |case, judged| {
            if judged.holds {
                return;
            }
            let Some(span) = self.shown(context.article, case.trigger) else { return };
            let mut finding = Finding::at(span);
            if let Some(trigger) = case.trigger {
                finding.values.clone_from(&trigger.values);
                if !trigger.is_name {
                    finding.values.push("match", context.article.slice(trigger.span));
                }
                for &also in &trigger.also {
                    finding = finding.related_to(also, "");
                }
            }
            // What is there, but in the wrong place.
            if let Some(near) = judged.near(case).filter(|_| self.require.measured_place().is_some())
                && let Some(place) = near.span
            {
                finding = finding.related_to(place, near.words);
            }
            finding.insertion = self.insertion(context, case.trigger, &finding.values);
            found.push(finding);
        });
    }

    fn demands(&self, context: &RuleContext) -> Vec<Demand> {
        let mut demands = Vec::new();
        self.each(context, true, |case, judged| {
            demands.push(Demand { trigger: case.trigger.cloned(), grounds: judged.grounds(case) });
        });
        demands
    }
}

impl Require {
    /// Evaluates the requirement for each name that calls for it, or once. Nothing is required of an empty draft.
    fn each(&self, context: &RuleContext, exhaustive: bool, mut with: impl FnMut(&Case, &Judged)) {
        if context.article.prose.blocks.is_empty() {
            return;
        }
        let triggers: Vec<Trigger> = context.when.map(Judged::triggers).unwrap_or_default();
        let case = |trigger| Case { draft: context.draft, hits: context.hits, trigger, exhaustive };
        if triggers.is_empty() {
            let case = case(None);
            with(&case, &self.require.judge(&case));
        }
        for trigger in triggers.iter().filter(|trigger| self.calls(context.article, trigger.span)) {
            let case = case(Some(trigger));
            with(&case, &self.require.judge(&case));
        }
    }

    /// Whether the words around what calls for it let it.
    fn calls(&self, article: &Article, span: Span<Prose>) -> bool {
        let holds = |around: &Around| around.holds(article, span) || around.holds_in(article);
        !self.unless.as_ref().is_some_and(holds) && self.only.as_ref().is_none_or(holds)
    }

    fn shown(&self, article: &Article, trigger: Option<&Trigger>) -> Option<Span<Prose>> {
        let show = self.show.unwrap_or(if trigger.is_some() { Show::Trigger } else { Show::Start });
        if let (Show::Trigger, Some(trigger)) = (show, trigger) {
            return Some(trigger.span);
        }
        if show != Show::End
            && let Some(headline) = article.first(Zone::Headline)
        {
            return Some(headline);
        }
        let block = if show == Show::End { article.prose.blocks.last() } else { article.prose.blocks.first() }?;
        let tokens = article.tokens_in(block.span).iter();
        let words: Vec<Span<Prose>> = tokens.filter(|token| token.is_word()).map(|token| token.span()).collect();
        let of = if show == Show::End {
            words.get(words.len().saturating_sub(MARKED_WORDS)..)
        } else {
            words.get(..MARKED_WORDS.min(words.len()))
        };
        let (first, last) =
            of.and_then(|words| Some((words.first()?, words.last()?))).unwrap_or((&block.span, &block.span));
        Some(Span::new(first.start, last.end))
    }

    /// The newsroom's own words, or else the rule's, with the place to insert them.
    fn insertion(&self, context: &RuleContext, trigger: Option<&Trigger>, values: &Values) -> Option<Insertion> {
        let text = match (context.text, &self.fix) {
            (Some(text), _) => text.to_owned(),
            (None, Some(fix)) => fix.fill(values),
            (None, None) => return None,
        };
        let article = context.article;
        let blocks = || article.prose.blocks.iter().zip(&article.zones);
        let body = || blocks().find(|&(_, &zone)| zone == Zone::Body).map(|(block, _)| Put::Before(block.span.start));
        let at = match (self.insert, trigger) {
            (Insert::Top, _) | (Insert::Above, None) => body()?,
            (Insert::Above, Some(trigger)) => Put::Before(trigger.span.start),
            (Insert::After, Some(trigger)) => {
                let end = article.sentences[article.sentence_at(trigger.span.start)?].span().end;
                let inside = article.in_speech(trigger.span.start) || article.in_speech(end.saturating_sub(1));
                if inside { Put::After(trigger.span.start) } else { Put::Here(end) }
            }
            (Insert::End, _) | (Insert::After, None) => {
                let last = blocks().rfind(|&(_, &zone)| zone != Zone::Furniture)?;
                Put::After(last.0.span.start)
            }
        };
        Some(Insertion { text, at })
    }
}
