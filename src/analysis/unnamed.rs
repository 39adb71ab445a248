//! Sources that have no name: crowds and people, and the reason that the draft gives for a name that it withholds.

use super::Article;
use crate::language::Language;
use crate::prose::Prose;
use crate::text::Span;

/// Bytes around a source that are searched for the reason.
const READ: usize = 4_000;

/// Whether the words are a plural group without a name: “critics”, “some local experts”.
#[must_use]
pub fn is_crowd(words: &str, language: &Language) -> bool {
    let lists = &language.article.vague_sources;
    let has = |list: &[String], word: &str| list.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
    let words: Vec<&str> = words.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    // “The critics” and “his allies” are people whom the draft has introduced.
    let is_definite = has(&lists.definite, first);
    let is_plain = words.len() <= 4 && words.iter().all(|word| word.starts_with(char::is_lowercase));
    is_plain && !is_definite && has(&lists.groups, last)
}

/// Whether a source is indefinite and no name follows its noun: “an official”, “two people familiar with the talks”.
#[must_use]
pub fn is_unnamed(source: &str, language: &Language) -> bool {
    let lists = &language.article.vague_sources;
    let words: Vec<&str> = source.split_whitespace().collect();
    let opens = words.first().is_some_and(|word| {
        let lower = word.to_lowercase();
        lists.indefinite.binary_search(&lower).is_ok() || lists.unnamed.binary_search(&lower).is_ok()
    });
    if !opens {
        return false;
    }
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
    noun.is_some_and(|at| !named(at))
}

/// The phrase by which the sentence of `source`, or one next to it, says why the person is not named, and where it stands.
#[must_use]
pub fn reason(article: &Article, source: Span<Prose>) -> Option<Span<Prose>> {
    let index = article.sentence_at(source.start)?;
    let from = article.sentences[index.saturating_sub(1)].span().start;
    let to = article.sentences[(index + 2).min(article.sentences.len() - 1)].span().end;
    let near = &article.prose.text[from..article.prose.text.floor_char_boundary(to.min(from + READ))];
    let phrases = article.language.article.vague_sources.reasons.iter();
    let near = near.to_ascii_lowercase(); // which keeps the places of all letters
    let found = phrases.filter_map(|reason| near.find(reason.as_str()).map(|at| (at, reason.len()))).min();
    found.map(|(at, length)| Span::new(from + at, from + at + length))
}
