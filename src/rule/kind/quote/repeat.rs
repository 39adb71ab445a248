//! Words that occur twice: attributed to two speakers, or both quoted and used by the writer.
//!
//! Runs of words are looked up by their hash, so that a draft of any length takes linear time.

use super::finding::with_quote;
use crate::analysis::{Article, Attributed, Tags, Token, WordId};
use crate::diagnostic::fnv;
use crate::language::WordMap;
use crate::prose::Prose;
use crate::rule::{Finding, RuleContext};
use crate::text::Span;
use std::cell::OnceCell;

/// Reports quotations of at least `min` words that are equal except for punctuation and capitals, from different people.
pub(super) fn same_words(article: &Article, quotes: &[&Attributed], min: usize, found: &mut Vec<Finding>) {
    let mut by_words: WordMap<Vec<WordId>, Vec<&Attributed>> = WordMap::default();
    for quote in quotes.iter().filter(|quote| quote.words >= min && person(quote).is_some()) {
        let words = article.tokens_in(quote.span).iter().filter(|token| token.is_word());
        by_words.entry(words.map(|token| word(article, token)).collect()).or_default().push(quote);
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

/// What is said in quotations.
struct Said<'a> {
    article: &'a Article,
    /// Its quotations of enough words.
    quotes: Vec<Span<Prose>>,
    /// The pairs of words that follow each other there, as bits of their hashes.
    pairs: Vec<u64>,
    /// Whether a reader of a sentence may still remember some of it, by the index of the sentence.
    remembered: Vec<bool>,
    /// For the hash of each run of words, the index of its first token. Made when it is first needed: hardly any writer uses so
    /// many of a speaker's words in a row.
    runs: OnceCell<WordMap<u64, usize>>,
}

impl<'a> Said<'a> {
    fn new(article: &'a Article, quotes: &[&Attributed], min: usize) -> Self {
        let (pairs, remembered) = (Vec::new(), Vec::new());
        let mut said = Self { article, quotes: Vec::new(), pairs, remembered, runs: OnceCell::new() };
        for quote in quotes.iter().filter(|quote| quote.verdict.is_some() && quote.words > 0) {
            if article.words_in(quote.span) < min {
                continue;
            }
            said.pairs.resize(PAIRS / 64, 0);
            said.remembered.resize(article.sentences.len(), false);
            let mut last = None;
            for token in article.tokens_in(quote.span).iter().filter(|token| token.is_word()) {
                let word = word(article, token);
                if let Some(last) = last.replace(word) {
                    let pair = pair(last, word);
                    said.pairs[pair / 64] |= 1 << (pair % 64);
                }
            }
            let from = article.sentences.partition_point(|sentence| sentence.span().end <= quote.span.start);
            let to = article.sentences.partition_point(|sentence| sentence.span().start < quote.span.end);
            let to = (to + BESIDE).min(said.remembered.len());
            said.remembered[from.saturating_sub(BESIDE).min(to)..to].fill(true);
            said.quotes.push(quote.span);
        }
        said
    }

    /// Whether `span` may have `min` words in a row of which each two follow each other in some quotation. The last word must be
    /// outside quotations.
    fn may_have(&self, span: Span<Prose>, min: usize) -> bool {
        let (mut in_row, mut last) = (0, None);
        self.article.tokens_in(span).iter().filter(|token| token.is_word()).any(|token| {
            let word = word(self.article, token);
            let is_said = |last| {
                let pair = pair(last, word);
                self.pairs[pair / 64] >> (pair % 64) & 1 != 0
            };
            in_row = if last.replace(word).is_some_and(is_said) { in_row + 1 } else { 1 };
            if in_row >= min && self.article.in_speech(token.start as usize) {
                (in_row, last) = (0, None); // no run with a speaker's word is an echo
            }
            in_row >= min
        })
    }

    /// The first token of the same run of words in a quotation.
    fn find(&self, run: &[(WordId, u32)]) -> Option<usize> {
        let runs = self.runs.get_or_init(|| {
            let mut runs = WordMap::default();
            for quote in &self.quotes {
                for run in words_in(self.article, *quote).windows(run.len()) {
                    runs.entry(hash(run)).or_insert(run[0].1 as usize);
                }
            }
            runs
        });
        runs.get(&hash(run)).copied()
    }
}

/// Reports runs of at least `min` words of the writer that also occur in a quotation, two of them content words.
pub(super) fn echoes(context: &RuleContext, quotes: &[&Attributed], min: usize, found: &mut Vec<Finding>) {
    let (article, min) = (context.article, min.max(1));
    let said = Said::new(article, quotes, min);
    let remembered = article.sentences.iter().zip(&said.remembered).enumerate();
    for (index, (sentence, _)) in remembered.filter(|(_, (_, remembered))| **remembered) {
        if !said.may_have(sentence.span(), min) {
            continue;
        }
        let words = words_in(article, sentence.span());
        let (Some(&(_, from)), Some(&(_, last))) = (words.first(), words.last()) else { continue };
        let (mut done, to) = (from as usize, last as usize + 1);
        let mut reports = None;
        for run in words.windows(min) {
            let at = run[0].1 as usize;
            // Only the writer's words can echo a speaker's.
            if at < done || article.in_speech(article.tokens[at].start as usize) {
                continue;
            }
            let Some(other) = said.find(run) else { continue };
            let Some((here, there, next)) = longest(article, at, other, to) else { continue };
            let whole = article.words_in(here) >= min && context.scope.allows(article, here);
            let beside = article.sentence_at(there.start).is_some_and(|said_in| said_in.abs_diff(index) <= BESIDE);
            if whole
                && beside
                && !is_all(article, here, sentence.span())
                && !has_speech(article, here)
                && says_something(article, here)
                && !*reports.get_or_insert_with(|| is_report(article, sentence.span()))
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

/// Whether a sentence attributes its words: reported speech repeats what was said.
fn is_report(article: &Article, sentence: Span<Prose>) -> bool {
    article.tokens_in(sentence).iter().any(|token| {
        let facts = article.vocabulary.facts(token.word);
        let lower = article.vocabulary.lower(token.word);
        let cue = facts.starts_cue.then(|| article.language.speech.cue(lower, |_| None)).flatten();
        // “A clear message” and “his claims” are nouns and report nothing.
        let verb = cue.filter(|cue| !cue.noun || cue.forms.past || cue.forms.ing);
        facts.tags.has(Tags::ACCORDING) || verb.is_some_and(|cue| cue.strength >= 2)
    })
}

/// The words that lie in `span`, each with the index of its token.
fn words_in(article: &Article, span: Span<Prose>) -> Vec<(WordId, u32)> {
    let first = article.first_token_from(span.start) as u32;
    let tokens = (first..).zip(article.tokens_in(span)).filter(|(_, token)| token.is_word());
    tokens.map(|(at, token)| (word(article, token), at)).collect()
}

/// The number of bits for pairs of words: few quotations have a tenth as many.
const PAIRS: usize = 8192;

/// The bit of two words.
const fn pair(one: WordId, other: WordId) -> usize {
    (one.index().wrapping_mul(31).wrapping_add(other.index())).wrapping_mul(0x9e37_79b1) / 64 % PAIRS
}

fn hash(run: &[(WordId, u32)]) -> u64 {
    fnv(run.iter().map(|(word, _)| word.index() as u64))
}

/// The maximum number of tokens of an echo that are compared, so that a paragraph of one refrain takes linear time.
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
        } else if word(article, a) == word(article, b) {
            last = Some((here, there));
            here += 1;
            there += 1;
        } else {
            break;
        }
    }
    let (here, there) = last?;
    let span =
        |from: usize, to: usize| Span::new(article.tokens[from].start as usize, article.tokens[to].end() as usize);
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
        token.is_word()
            && article.slice(token.span()).starts_with(char::is_lowercase)
            && !article.vocabulary.tags(word(article, token)).has(small)
    });
    words.count() >= 2
}

/// The word of a token, by which words are compared.
fn word(article: &Article, token: &Token) -> WordId {
    article.vocabulary.straight(token.word)
}
