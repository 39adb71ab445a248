//! [`queries`]: the quotations of a draft that are looked for, and whom it names as their speakers.

use super::compare::Query;
use super::speaker::{Certainty, Named};
use super::transcript::Address;
use crate::analysis::{Article, Attributed, Confidence, Form, Tags};
use crate::prose::{InlineKind, Prose};
use crate::text::{Overlaps, Span};

/// A query for each quotation of `article` that may be somebody’s words, in order.
#[must_use]
pub fn queries(article: &Article) -> Vec<Query> {
    let quotes = article.attributions.iter().filter(|quote| quote.form != Form::Title);
    let all_links = links(article);
    let query = |quote: &Attributed| {
        let sentences = sentences(article, quote.span);
        let links = all_links.with(sentences).filter_map(|(_, url)| Address::read(url)).collect();
        Query { quote: quote.span, speaker: named(article, quote), sentences, links }
    };
    quotes.map(query).collect()
}

/// The sentences that a quotation stands in.
fn sentences(article: &Article, quote: Span<Prose>) -> Span<Prose> {
    let sentence = |at: usize| article.sentence_at(at).map(|index| article.sentences[index].span());
    let start = sentence(quote.start).map_or(quote.start, |sentence| sentence.start.min(quote.start));
    let end = sentence(quote.end.saturating_sub(1)).map_or(quote.end, |sentence| sentence.end.max(quote.end));
    Span::new(start, end)
}

/// The links of a draft.
fn links(article: &Article) -> Overlaps<Prose, &str> {
    let links = article.prose.inlines.iter().filter_map(|inline| match &inline.kind {
        InlineKind::Link(url) => Some((inline.span, url.as_str())),
        _ => None,
    });
    links.collect()
}

/// Whom the draft names. A pronoun or a role may have been resolved to the wrong person, so only a name that stands at the
/// quotation is certain.
fn named(article: &Article, quote: &Attributed) -> Option<Named> {
    let attribution = quote.attribution.as_ref()?;
    let source = attribution.inner.unwrap_or(attribution.source);
    let words = article.slice(source);
    let name = attribution.person.as_deref().filter(|_| attribution.inner.is_none()).unwrap_or(words);
    let surname = name.split_whitespace().next_back()?;
    if name.split_whitespace().any(|word| word.starts_with(char::is_lowercase)) {
        return None;
    }
    // “Trump’s spokeswoman Hope Hicks” names Hicks, whatever it resolves to: the last name counts.
    let head = words.split(", ").next().unwrap_or(words);
    let last = head.split_whitespace().rfind(|word| word.starts_with(char::is_uppercase));
    let is_named = last.is_some_and(|word| word.trim_matches(|c: char| !c.is_alphanumeric()) == surname);
    let is_pronoun = article.language.speech.tags(&words.to_lowercase()).has(Tags::SUBJECT.or(Tags::OTHER));
    if is_pronoun {
        return None;
    }
    let has_full_name = name.contains(' ');
    // A speaker who is carried over must be a person or have a full name, since any capital word may stand in the sentence
    // before. A pattern that is right less often needs the full name at the quotation.
    let certainty = match attribution.how.confidence() {
        _ if !is_named => Certainty::Guess,
        Confidence::High if !attribution.carried || attribution.person.is_some() || has_full_name => Certainty::Sure,
        Confidence::Medium if has_full_name && head.ends_with(name) => Certainty::Sure,
        Confidence::Medium if has_full_name && !attribution.carried => Certainty::Likely,
        _ => Certainty::Guess,
    };
    Some(Named { name: name.to_owned(), place: source, certainty })
}
