//! Whether somebody who is accused responds anywhere in the draft.
//!
//! One pass over the tokens collects the names near a response or before a verb of speech. Each accusation then looks up
//! its target, so that a draft full of accusations takes linear time.

use crate::analysis::Article;
use crate::prose::Prose;
use crate::rule::Finding;
use crate::text::Span;
use std::collections::HashSet;

/// The number of tokens before a response, and after it, that may name who responds.
const BEFORE: usize = 10;
const BEHIND: usize = 8;

/// The number of sentences after an accusation in which a bare “He denied it” responds to it.
const NEXT: usize = 2;

/// Reports each target of `claims` who does not respond, once for each name.
pub fn unanswered(article: &Article, claims: impl Iterator<Item = Span<Prose>>, found: &mut Vec<Finding>) {
    let mut heard: Option<HashSet<&str>> = None;
    let mut reported: HashSet<&str> = HashSet::new();
    for target in claims {
        let words = article.slice(target);
        let name = surname(article, words);
        let heard = heard.get_or_insert_with(|| answered(article));
        if heard.contains(name) || !reported.insert(name) || answers_next(article, target) {
            continue;
        }
        found.push(Finding::at(target).with("match", words));
    }
}

/// The last word without its possessive ending.
fn surname<'a>(article: &Article, words: &'a str) -> &'a str {
    let last = words.rsplit([' ', '\n']).next().unwrap_or(words);
    article.language.morphology.without_possessive(last).trim_matches(|c: char| !c.is_alphanumeric())
}

/// Surnames of everybody who speaks, denies, declines to comment or has a spokesperson.
fn answered(article: &Article) -> HashSet<&str> {
    let mut heard: HashSet<&str> = HashSet::new();
    let surname_of = |words| surname(article, words);
    for of in &article.attributions {
        let Some(attribution) = &of.attribution else { continue };
        heard.extend(article.slice(attribution.source).split_whitespace().map(surname_of));
        heard.extend(attribution.person.as_deref().map(surname_of));
    }
    let text = |at: usize| article.slice(article.tokens[at].span());
    for at in 0..article.tokens.len() {
        let lower = text(at).to_lowercase();
        let answer = article.language.article.answers.contains(&lower);
        let speaks =
            article.language.speech.cue(&lower, |_| None).is_some_and(|cue| cue.strength == 3 && !cue.forms.ing);
        if !answer && !speaks {
            continue;
        }
        let to = if answer { (at + BEHIND).min(article.tokens.len()) } else { at };
        let near = (at.saturating_sub(BEFORE)..to).map(text).filter(|word| word.starts_with(char::is_uppercase));
        heard.extend(near.map(surname_of));
    }
    heard
}

/// Whether the rest of the sentence or one of the next has a response: “He denied it.”
fn answers_next(article: &Article, target: Span<Prose>) -> bool {
    let Some(index) = article.sentence_at(target.start) else { return false };
    let last = article.sentences[(index + NEXT).min(article.sentences.len() - 1)].span().end;
    let tokens = article.tokens_in(Span::new(target.end, last.max(target.end)));
    tokens
        .iter()
        .take(120)
        .any(|token| article.language.article.answers.contains(&article.slice(token.span()).to_lowercase()))
}
