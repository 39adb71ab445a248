//! `source`: sources of quotations that nobody can ask: crowds (“critics said”), and people without a name.

use super::Context;
use super::shared::values;
use crate::analysis::{Article, Attributed, Attribution, How, Tags};
use crate::language::Language;
use crate::prose::Prose;
use crate::rule::{Check, Finding, Reading};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::collections::HashMap;
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

    fn build(&self, keys: Spanned<DeValue>, _: &Context) -> Result<Box<dyn Check>, Problem> {
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
#[serde(rename_all = "kebab-case")]
enum Report {
    /// A crowd.
    Vague,
    /// A person without a name.
    Anonymous,
    /// A person without a name who judges another.
    Opinion,
    /// A person without a name, of a party that would not speak.
    DoubleDip,
}

impl Check for Sources {
    fn values(&self) -> Vec<String> {
        values(&["source", "missing", "judgement", "silent"])
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        let article = reading.article;
        let approved = self.approved.as_ref().is_none_or(|field| article.prose.metadata.has(field));
        let silent = if self.report == Report::DoubleDip { silent_parties(article) } else { HashMap::new() };
        let mut last = None;
        for quote in &article.attributions {
            let Some(attribution) = quote.attribution.as_ref().filter(|of| of.person.is_none()) else { continue };
            let source = attribution.source;
            let in_scope = article.zone_at(source.start).is_some_and(|zone| reading.scope.has(zone));
            if !in_scope || last == Some(source) && self.report != Report::Opinion {
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
            if matches!(self.report, Report::Opinion | Report::DoubleDip) {
                if is_unnamed(words, &article.language) {
                    found.extend(self.judge(article, quote, source, &silent));
                }
                continue;
            }
            let missing = match self.report {
                Report::Vague if is_crowd(words, &article.language) && is_beside_cue(attribution, quote.span) => {
                    "who they are"
                }
                Report::Anonymous
                    if is_unnamed(words, &article.language) && self.reason && !has_reason(article, quote) =>
                {
                    "a reason"
                }
                Report::Anonymous if is_unnamed(words, &article.language) && !approved => {
                    self.approved.as_deref().unwrap_or_default()
                }
                _ => continue,
            };
            found.push(Finding::at(source).with("source", words).with("missing", missing));
        }
    }
}

impl Sources {
    /// What somebody without a name should not have said.
    fn judge(
        &self,
        article: &Article,
        quote: &Attributed,
        source: Span<Prose>,
        silent: &HashMap<&str, Span<Prose>>,
    ) -> Option<Finding> {
        let words = article.slice(source);
        if self.report == Report::Opinion {
            let judgement = judgement(article, quote)?;
            return Some(Finding::at(quote.span).with("source", words).with("judgement", judgement));
        }
        let (&party, &place) = silent.get_key_value(name_within(words, &article.language)?)?;
        let finding = Finding::at(source).with("source", words).with("silent", party);
        (!place.overlaps(source)).then(|| finding.related_to(place, "here it would not speak"))
    }
}

/// How many bytes of a quotation are read for a judgement, and before a refusal for who refused.
const READ: usize = 600;

/// A word in the quotation that judges, if the quotation or its sentence is about a person.
fn judgement<'a>(article: &'a Article, quote: &Attributed) -> Option<&'a str> {
    let lists = &article.language.article.vague_sources;
    let span = Span::new(quote.span.start, quote.span.end.min(quote.span.start + READ));
    let tokens = article.tokens_in(span);
    let word = tokens.iter().map(|token| article.slice(token.span())).find(|word| {
        let lower = word.to_lowercase();
        lists.judgements.binary_search(&lower).is_ok()
    })?;
    // About somebody: “he”, “her” or a name inside, or a few words that an object stands before: called the mayor “Q”.
    let person = Tags::MALE.or(Tags::FEMALE);
    let mut inside = tokens.iter().skip(2).map(|token| article.slice(token.span()));
    let first = tokens.get(1).map(|token| article.slice(token.span()).to_lowercase()).unwrap_or_default();
    let first = first.split(['’', '\'']).next().unwrap_or_default(); // “he’s”
    let about = article.language.speech.tags(first).has(person)
        || inside.any(|word| {
            let lower = word.to_lowercase();
            let tags = article.language.speech.tags(&lower);
            tags.has(person) || word.starts_with(char::is_uppercase) && tags.is_empty() && word.len() > 2
        });
    let called = quote.attribution.as_ref().is_some_and(|of| of.how == How::Embedded) && quote.words <= 6;
    (about || called).then_some(word)
}

/// The names of parties that would not speak, by their last word with a capital, and where it is said.
fn silent_parties(article: &Article) -> HashMap<&str, Span<Prose>> {
    let mut found = HashMap::new();
    for sentence in &article.sentences {
        let text = article.slice(sentence.span);
        let head = text.char_indices().nth(READ).map_or(text, |(at, _)| &text[..at]);
        let refusal = article
            .language
            .article
            .vague_sources
            .silences
            .iter()
            .filter_map(|phrase| head.find(phrase.as_str()))
            .min();
        if let Some((at, name)) = refusal.and_then(|at| Some((at, name_within(&head[..at], &article.language)?))) {
            let end = sentence.span.start + head[..at].trim_end().len();
            found.entry(name).or_insert(Span::new(sentence.span.start, end));
        }
    }
    found
}

/// The last run of words with capitals, without its possessive: what an official is of.
fn name_within<'a>(words: &'a str, language: &Language) -> Option<&'a str> {
    let name = |word: &&str| {
        word.starts_with(char::is_uppercase) && language.speech.tags(&word.to_lowercase()).is_empty() && word.len() > 2
    };
    let word = words.split_whitespace().rfind(name)?;
    Some(language.morphology.without_possessive(word.trim_end_matches(|c: char| !c.is_alphanumeric())))
}

/// In bytes: “critics of the plan have long said that it is”.
const BESIDE: usize = 50;

/// Whether the crowd stands close to the verb that makes it speak, and that to the words; farther off, they may be another's.
fn is_beside_cue(attribution: &Attribution, words: Span<Prose>) -> bool {
    let Some(cue) = attribution.cue else { return true };
    let apart = |one: Span<Prose>, other: Span<Prose>| {
        other.start.saturating_sub(one.end).max(one.start.saturating_sub(other.end))
    };
    apart(attribution.source, cue) <= BESIDE && apart(cue, words) <= BESIDE
}

/// A plural group and no name: “critics”, “some local experts”.
fn is_crowd(words: &str, language: &Language) -> bool {
    let groups = &language.article.vague_sources.groups;
    let mut words = words.split_whitespace();
    let plain = words.clone().all(|word| word.starts_with(char::is_lowercase)) && words.clone().count() <= 4;
    let definite = words.clone().next().is_some_and(|word| matches!(word, "the" | "his" | "her" | "their" | "its"));
    plain
        && !definite
        && words.next_back().is_some_and(|word| groups.binary_search_by(|of| of.as_str().cmp(word)).is_ok())
}

/// “An official”, “two people familiar with the talks”, “a White House aide”: indefinite, and no name behind the noun.
fn is_unnamed(source: &str, language: &Language) -> bool {
    let lists = &language.article.vague_sources;
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
            word.starts_with(char::is_uppercase) && (comma || language.speech.tags(&word.to_lowercase()).is_empty())
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
    article.language.article.vague_sources.reasons.iter().any(|reason| near.contains(reason.as_str()))
}
