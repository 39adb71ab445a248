//! Words that occur twice: attributed to two speakers, or both quoted and used by the writer.
//!
//! Runs of words are looked up by their hash, so that a draft of any length takes linear time.

use super::finding::with_quote;
use crate::analysis::{Article, Attributed, Tags, Token};
use crate::diagnostic::fnv;
use crate::language::WordMap;
use crate::prose::Prose;
use crate::rule::{Finding, RuleContext};
use crate::text::Span;

/// Reports quotations of at least `min` words that are equal except for punctuation and capitals, from different people.
pub(super) fn same_words(article: &Article, quotes: &[&Attributed], min: usize, found: &mut Vec<Finding>) {
    let mut by_words: WordMap<Vec<String>, Vec<&Attributed>> = WordMap::default();
    for quote in quotes.iter().filter(|quote| quote.words >= min && person(quote).is_some()) {
        let words = article.tokens_in(quote.span).iter().filter(|token| token.is_word());
        by_words.entry(words.map(|token| lower(article, token)).collect()).or_default().push(quote);
    }
    for group in by_words.into_values() {
        let Some((first, rest)) = group.split_first() else { continue };
        for other in rest.iter().filter(|other| person(other) != person(first)) {
            let finding = Finding::at(other.span)
                .with("speaker", person(other).unwrap_or_default())
                .related_to(first.span, format!("{} said it here", person(first).unwrap_or_default()));
            found.push(with_quote(finding, article, other));
        }
    }
}

fn person(quote: &Attributed) -> Option<&str> {
    quote.attribution.as_ref()?.person.as_deref()
}

/// Reports runs of at least `min` words of the writer that also occur in a quotation, two of them content words.
pub(super) fn echoes(context: &RuleContext, quotes: &[&Attributed], min: usize, found: &mut Vec<Finding>) {
    let article = context.article;
    // For each run of `min` words in a quotation, the index of its first token.
    let mut said: WordMap<u64, usize> = WordMap::default();
    for quote in quotes.iter().filter(|quote| quote.verdict.is_some()) {
        let from = article.tokens.partition_point(|token| (token.start as usize) < quote.span.start);
        let to = article.tokens.partition_point(|token| (token.end as usize) <= quote.span.end);
        for (hash, at) in runs(article, from, to, min) {
            said.entry(hash).or_insert(at);
        }
    }
    if said.is_empty() {
        return;
    }
    for (index, sentence) in article.sentences.iter().enumerate() {
        let from = article.tokens.partition_point(|token| (token.start as usize) < sentence.span.start);
        let to = article.tokens.partition_point(|token| (token.end as usize) <= sentence.span.end);
        let mut done = from;
        let mut reports = None;
        for (hash, at) in runs(article, from, to, min) {
            // Only the writer's words can echo a speaker's.
            let own = at >= done && !article.in_speech(article.tokens[at].start as usize);
            let Some(&other) = said.get(&hash).filter(|_| own) else { continue };
            let Some((here, there, next)) = longest(article, at, other, to) else { continue };
            let whole = article.words_in(here) >= min && context.scope.allows(article, here);
            let beside = article.sentence_at(there.start).is_some_and(|said_in| said_in.abs_diff(index) <= BESIDE);
            if whole
                && beside
                && !is_all(article, here, sentence.span)
                && !has_speech(article, here)
                && says_something(article, here)
                && !*reports.get_or_insert_with(|| is_report(article, from, to))
            {
                done = next;
                let finding = Finding::at(here).with("match", article.slice(here));
                found.push(finding.related_to(there, "said here"));
            }
        }
    }
}

/// The number of sentences for which a reader remembers a speaker's words.
const BESIDE: usize = 3;

/// Whether it is nearly the whole sentence: then it is a post or a quotation set twice, not the writer's voice.
fn is_all(article: &Article, here: Span<Prose>, sentence: Span<Prose>) -> bool {
    article.words_in(here) * 5 >= article.words_in(sentence) * 4
}

/// Whether part of it is in quotation marks: those words are already marked as a speaker's.
fn has_speech(article: &Article, span: Span<Prose>) -> bool {
    let last = span.end.saturating_sub(1);
    article.in_speech(last) || article.tokens_in(span).iter().any(|token| article.in_speech(token.start as usize))
}

/// Whether the sentence of the tokens `from..to` attributes its words: reported speech repeats what was said.
fn is_report(article: &Article, from: usize, to: usize) -> bool {
    let words = &article.language.speech;
    article.tokens[from..to.max(from)].iter().any(|token| {
        let lower = article.slice(token.span()).to_lowercase();
        let cue = words.cue(&lower, |_| None);
        // “A clear message” and “his claims” are nouns and report nothing.
        let verb = cue.filter(|cue| !cue.noun || cue.forms.past || cue.forms.ing);
        words.tags(&lower).has(Tags::ACCORDING) || verb.is_some_and(|cue| cue.strength >= 2)
    })
}

/// The hash of every run of `min` words among the tokens `from..to`, with the index of its first token.
fn runs(article: &Article, from: usize, to: usize, min: usize) -> Vec<(u64, usize)> {
    let words: Vec<(u64, usize)> = (from..to.max(from))
        .filter(|&at| article.tokens[at].is_word())
        .map(|at| (fnv(letters(article, &article.tokens[at]).map(u64::from)), at))
        .collect();
    words.windows(min).map(|window| (fnv(window.iter().map(|(word, _)| *word)), window[0].1)).collect()
}

/// The most tokens of an echo that are compared, so that a paragraph of one refrain takes linear time.
const LONGEST: usize = 100;

/// The longest run of equal words from the tokens `one` and `other`, and the token after the first run.
fn longest(article: &Article, one: usize, other: usize, end: usize) -> Option<(Span<Prose>, Span<Prose>, usize)> {
    let (mut here, mut there) = (one, other);
    let mut last = None;
    let (end, limit) = (end.min(one + LONGEST), article.tokens.len().min(other + LONGEST));
    while here < end && there < limit {
        let (a, b) = (&article.tokens[here], &article.tokens[there]);
        if !a.is_word() {
            here += 1;
        } else if !b.is_word() {
            there += 1;
        } else if letters(article, a).eq(letters(article, b)) {
            last = Some((here, there));
            here += 1;
            there += 1;
        } else {
            break;
        }
    }
    let (here, there) = last?;
    let span = |from: usize, to: usize| Span::new(article.tokens[from].start as usize, article.tokens[to].end as usize);
    Some((span(one, here), span(other, there), here + 1))
}

/// Whether at least two of the words are content words in lower case.
fn says_something(article: &Article, span: Span<Prose>) -> bool {
    let small = Tags::SUBJECT
        .or(Tags::OBJECT)
        .or(Tags::POSSESSIVE)
        .or(Tags::RELATIVE)
        .or(Tags::DETERMINER)
        .or(Tags::AUXILIARY)
        .or(Tags::PREPOSITION)
        .or(Tags::COORDINATOR)
        .or(Tags::SUBORDINATOR)
        .or(Tags::INFINITIVE);
    let words = article.tokens_in(span).iter().filter(|token| {
        let lower = lower(article, token);
        token.is_word()
            && article.slice(token.span()).starts_with(char::is_lowercase)
            && !article.language.speech.tags(&lower).has(small)
    });
    words.count() >= 2
}

fn lower(article: &Article, token: &Token) -> String {
    letters(article, token).collect()
}

/// The letters of a word in lower case, its apostrophes straight.
fn letters<'a>(article: &'a Article, token: &Token) -> impl Iterator<Item = char> + 'a {
    let straight = |c| if c == '’' { '\'' } else { c };
    article.slice(token.span()).chars().flat_map(char::to_lowercase).map(straight)
}
