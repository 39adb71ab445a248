//! `source`: sources that nobody can check: crowds (“critics said”) and unnamed people.

use super::shared::values;
use crate::analysis::{Article, Attributed, Attribution, How, Tags, unnamed};
use crate::language::Language;
use crate::language::WordMap;
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::cell::OnceCell;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "source"
    }

    fn about(&self) -> &'static str {
        "sources that nobody can check: crowds and unnamed people"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "reason", "approved"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        Ok(Check::draft(deserialize_value::<Sources>(keys)?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    report: Report,
    /// Whether the draft must say why the person is not named.
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
    /// A crowd: “critics said”.
    Vague,
    /// An unnamed person.
    Anonymous,
    /// An unnamed person who judges somebody.
    Opinion,
    /// An unnamed person from an organisation that declined to comment.
    DoubleDip,
}

impl DraftCheck for Sources {
    fn values(&self) -> Vec<String> {
        values(&["source", "missing", "judgement", "silent"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let approved = self.approved.as_ref().is_none_or(|field| article.prose.metadata.has(field));
        let silent = OnceCell::new();
        let mut last = None;
        for quote in &article.attributions {
            let Some(attribution) = quote.attribution.as_ref().filter(|of| of.person.is_none()) else { continue };
            let source = attribution.source;
            let in_scope = article.zone_at(source.start).is_some_and(|zone| context.scope.has(zone));
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
                if unnamed::is_unnamed(words, &article.language) {
                    found.extend(self.judge(article, quote, source, &silent));
                }
                continue;
            }
            let missing = match self.report {
                Report::Vague
                    if unnamed::is_crowd(words, &article.language) && is_beside_cue(attribution, quote.span) =>
                {
                    "a name"
                }
                Report::Anonymous
                    if unnamed::is_unnamed(words, &article.language)
                        && self.reason
                        && unnamed::reason(article, source).is_none() =>
                {
                    "a reason"
                }
                Report::Anonymous if unnamed::is_unnamed(words, &article.language) && !approved => {
                    self.approved.as_deref().unwrap_or_default()
                }
                _ => continue,
            };
            found.push(Finding::at(source).with("source", words).with("missing", missing));
        }
    }
}

impl Sources {
    /// What an unnamed person should not be quoted for.
    fn judge<'a>(
        &self,
        article: &'a Article,
        quote: &Attributed,
        source: Span<Prose>,
        silent: &OnceCell<WordMap<&'a str, Span<Prose>>>,
    ) -> Option<Finding> {
        let words = article.slice(source);
        if self.report == Report::Opinion {
            let judgement = judgement(article, quote)?;
            return Some(Finding::at(quote.span).with("source", words).with("judgement", judgement));
        }
        let name = name_within(words, &article.language)?;
        let (&party, &place) = silent.get_or_init(|| silent_parties(article)).get_key_value(name)?;
        let finding = Finding::at(source).with("source", words).with("silent", party);
        (!place.overlaps(source)).then(|| finding.related_to(place, "here it would not speak"))
    }
}

/// Bytes of a quotation that are searched for a judgement, and of a sentence for a refusal to comment.
const READ: usize = 600;

/// A judgemental word in the quotation, if the quotation or its sentence is about a person.
fn judgement<'a>(article: &'a Article, quote: &Attributed) -> Option<&'a str> {
    let lists = &article.language.article.vague_sources;
    let span = Span::new(quote.span.start, quote.span.end.min(quote.span.start + READ));
    let tokens = article.tokens_in(span);
    let word = tokens.iter().map(|token| article.slice(token.span())).find(|word| {
        let lower = word.to_lowercase();
        lists.judgements.binary_search(&lower).is_ok()
    })?;
    // About a person: “he”, “her” or a name inside, or a few quoted words after an object: called the mayor “Q”.
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

/// The names of those who declined to comment, each by its last word with a capital, with the place that says so.
fn silent_parties(article: &Article) -> WordMap<&str, Span<Prose>> {
    let mut found = WordMap::default();
    for sentence in &article.sentences {
        let text = article.slice(sentence.span());
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
            let end = sentence.span().start + head[..at].trim_end().len();
            found.entry(name).or_insert(Span::new(sentence.span().start, end));
        }
    }
    found
}

/// The last capitalised word, without its possessive ending: the organisation that an official belongs to.
fn name_within<'a>(words: &'a str, language: &Language) -> Option<&'a str> {
    let name = |word: &&str| {
        word.starts_with(char::is_uppercase) && language.speech.tags(&word.to_lowercase()).is_empty() && word.len() > 2
    };
    let word = words.split_whitespace().rfind(name)?;
    Some(language.morphology.without_possessive(word.trim_end_matches(|c: char| !c.is_alphanumeric())))
}

/// The largest distance between a crowd, its verb and the quotation, in bytes.
const BESIDE: usize = 50;

/// Whether the crowd is close to its verb of speech, and the verb to the quotation; otherwise somebody else may speak.
fn is_beside_cue(attribution: &Attribution, words: Span<Prose>) -> bool {
    let Some(cue) = attribution.cue else { return true };
    let apart = |one: Span<Prose>, other: Span<Prose>| {
        other.start.saturating_sub(one.end).max(one.start.saturating_sub(other.end))
    };
    apart(attribution.source, cue) <= BESIDE && apart(cue, words) <= BESIDE
}
