//! [`Moment`]: times relative to the day of publication, and [`Anchor`]: the place that gives that day.

use super::page::{Page, is_date_line};
use super::{Tags, Token, WordId, Zone};
use crate::language::next_name_word;
use crate::prose::Prose;
use crate::text::Span;

/// A time that a reader can only resolve who knows the day of publication: “yesterday”, “last week”.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The words.
    pub span: Span<Prose>,
}

/// The place from which a reader knows the day of publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A metadata field, by name.
    Metadata(String),
    /// A dateline with a day, or a line that is a date.
    Text(Span<Prose>),
}

pub(super) fn moments(page: &Page) -> Vec<Moment> {
    let text = page.prose.text.as_str();
    let bounded = |span: &Span<Prose>| {
        let before = text[..span.start].chars().next_back();
        let after = text[span.end..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '-')
            && !after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\''))
    };
    // “This Week” with two capitals is the name of something.
    let is_name = |span: &Span<Prose>| {
        let mut words = span.of(text).split(' ').skip(1).peekable();
        words.peek().is_some() && words.all(|word| word.starts_with(char::is_uppercase))
    };
    // “Over the next week” is a span of any seven days.
    let is_any = |span: &Span<Prose>| {
        let determines = |word: &str| page.language.speech.tags(&word.to_lowercase()).has(Tags::DETERMINER);
        let before = text[..span.start].trim_end().rsplit(|c: char| c.is_whitespace()).next();
        before.is_some_and(determines) && !span.of(text).split(' ').next().is_some_and(determines)
    };
    phrases(page)
        .into_iter()
        .filter(|span| bounded(span) && !is_name(span) && !is_any(span))
        .filter(|span| page.prose.block_at(span.start).is_some())
        .map(|span| Moment { span })
        .collect()
}

/// All phrases for times, in order. They start where a word does, and none overlaps another.
fn phrases(page: &Page) -> Vec<Span<Prose>> {
    let (text, vocabulary) = (page.prose.text.as_str(), &page.vocabulary);
    let mut found: Vec<Span<Prose>> = Vec::new();
    let mut add = |start: usize, word: WordId| {
        let is_free = found.last().is_none_or(|last| last.end <= start);
        if !is_free || !vocabulary.facts(word).starts_moment {
            return;
        }
        let rest = &text.as_bytes()[start..];
        let stands = |phrase: &&String| {
            rest.get(..phrase.len()).is_some_and(|here| here.eq_ignore_ascii_case(phrase.as_bytes()))
        };
        let phrase = page.language.article.moments(vocabulary.lower(word)).iter().find(stands);
        found.extend(phrase.map(|phrase| Span::new(start, start + phrase.len())));
    };
    // Most words are one word of letters that begins no phrase.
    let may_have = |token: &&Token| {
        let facts = vocabulary.facts(token.word);
        token.is_word() && (facts.starts_moment || !facts.is_folded)
    };
    for token in page.tokens.iter().filter(may_have) {
        let Some(parts) = vocabulary.parts(token.word) else {
            add(token.start as usize, token.word);
            continue;
        };
        // “today,tomorrow” without a space
        let mut at = token.start as usize;
        for &part in parts {
            let Some((start, end)) = next_name_word(&text[..token.end() as usize], at) else { break };
            add(start, part);
            at = end;
        }
    }
    found
}

pub(super) fn anchor(page: &Page) -> Option<Anchor> {
    let field = page.language.article.zones.metadata.date.iter().find(|name| page.prose.metadata.has(name));
    if let Some(field) = field {
        return Some(Anchor::Metadata(field.clone()));
    }
    let dated = |span: Span<Prose>| {
        let words = page.slice(span);
        // “27 APRIL 2022 –”
        let in_capitals = |word: &str| {
            let rest = word.get(1..).filter(|rest| rest.chars().all(char::is_uppercase)).unwrap_or_default();
            !rest.is_empty() && page.language.calendar.is_month(&format!("{}{}", &word[..1], rest.to_lowercase()))
        };
        let is_month = |word: &str| page.language.calendar.is_month(word) || in_capitals(word);
        let month = words.split(|c: char| !c.is_alphanumeric()).any(is_month);
        month && words.bytes().any(|byte| byte.is_ascii_digit())
    };
    if let Some(dateline) = page.dateline.filter(|&dateline| dated(dateline)) {
        return Some(Anchor::Text(dateline));
    }
    let blocks = page.prose.blocks.iter().zip(&page.zones);
    blocks
        .filter(|&(_, &of)| matches!(of, Zone::Dateline | Zone::Byline | Zone::Standfirst))
        .map(|(block, _)| block.span)
        .find(|&span| dated(span) || is_date_line(page.slice(span), &page.language))
        .map(Anchor::Text)
}
