//! `source`: sources of quotations that nobody can ask: crowds (“critics said”), and people without a name.

use super::{Problem, values};
use crate::analysis::{Article, Attributed, lexicon, speech_words};
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Finding, Reading};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "source"
    }

    fn about(&self) -> &'static str {
        "sources of quotations that nobody can ask: crowds, and people without a name"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "reason", "approved"]
    }

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        Ok(Box::new(deserialize_value::<Sources>(keys)?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    report: Report,
    /// Whether the draft must say why there is no name.
    #[serde(default = "yes")]
    reason: bool,
    /// The metadata field that says which editor knows the name.
    approved: Option<String>,
}

const fn yes() -> bool {
    true
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    /// A crowd.
    Vague,
    /// A person without a name.
    Anonymous,
}

impl Check for Sources {
    fn values(&self) -> Vec<String> {
        values(&["source", "missing"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        let approved = self.approved.as_ref().is_none_or(|field| article.prose.metadata.has(field));
        let mut last = None;
        for quote in &article.attributions {
            let Some(attribution) = quote.attribution.as_ref().filter(|of| of.person.is_none()) else { continue };
            let source = attribution.source;
            let in_scope = article.zone_at(source.start).is_some_and(|zone| reading.scope.has(zone));
            if !in_scope || last == Some(source) {
                continue;
            }
            last = Some(source);
            let words = article.slice(source);
            // “an official, Anna Holm,” has a name.
            let mut behind = article.prose.text[source.end..].chars();
            let named = behind.next() == Some(',') && behind.nth(1).is_some_and(char::is_uppercase);
            if named {
                continue;
            }
            let missing = match self.report {
                Report::Vague if is_crowd(words) => "who they are",
                Report::Anonymous if is_unnamed(words) && self.reason && !has_reason(article, quote) => "a reason",
                Report::Anonymous if is_unnamed(words) && !approved => self.approved.as_deref().unwrap_or_default(),
                _ => continue,
            };
            found.push(Finding::at(source).with("source", words).with("missing", missing));
        }
    }
}

/// A plural group and no name: “critics”, “some local experts”.
fn is_crowd(words: &str) -> bool {
    let groups = &lexicon().vague_sources.groups;
    let mut words = words.split_whitespace();
    let plain = words.clone().all(|word| word.starts_with(char::is_lowercase)) && words.clone().count() <= 4;
    let definite = words.clone().next().is_some_and(|word| matches!(word, "the" | "his" | "her" | "their" | "its"));
    plain
        && !definite
        && words.next_back().is_some_and(|word| groups.binary_search_by(|of| of.as_str().cmp(word)).is_ok())
}

/// “An official”, “two people familiar with the talks”, “a White House aide”: indefinite, and no name behind the noun.
fn is_unnamed(source: &str) -> bool {
    let lists = &lexicon().vague_sources;
    let words: Vec<&str> = source.split_whitespace().collect();
    let opens = words.first().is_some_and(|word| {
        let lower = word.to_lowercase();
        lists.indefinite.binary_search(&lower).is_ok() || lists.unnamed.binary_search(&lower).is_ok()
    });
    let noun = words.iter().position(|word| {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        lists.unnamed.binary_search_by(|of| of.as_str().cmp(bare)).is_ok()
    });
    let named = |at: usize| {
        let comma = words[at].ends_with(',');
        words.get(at + 1).is_some_and(|word| {
            word.starts_with(char::is_uppercase) && (comma || speech_words().tags(&word.to_lowercase()).is_empty())
        })
    };
    opens && noun.is_some_and(|at| !named(at))
}

/// Whether this sentence or one beside it says why there is no name.
fn has_reason(article: &Article, quote: &Attributed) -> bool {
    let Some(attribution) = &quote.attribution else { return false };
    let Some(index) = article.sentence_at(attribution.source.start) else { return false };
    let from = article.sentences[index.saturating_sub(1)].span.start;
    let to = article.sentences[(index + 2).min(article.sentences.len() - 1)].span.end;
    let near = article.prose.text.get(from..to.min(from + 4_000)).unwrap_or_default().to_lowercase();
    lexicon().vague_sources.reasons.iter().any(|reason| near.contains(reason.as_str()))
}
