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

/// What is said in quotations, by its runs of words.
struct Said {
    /// For the hash of each run, the index of its first token.
    runs: WordMap<u64, usize>,
    /// Whether some run begins with a word, by the number of the word.
    begins: Vec<bool>,
    /// Whether a reader of a sentence still remembers some of it, by the index of the sentence.
    remembered: Vec<bool>,
}

impl Said {
    fn new(article: &Article, all: &Words, quotes: &[&Attributed], min: usize) -> Self {
        let mut said = Self { runs: WordMap::default(), begins: Vec::new(), remembered: Vec::new() };
        let mut last = None;
        for quote in quotes.iter().filter(|quote| quote.verdict.is_some() && quote.words > 0) {
            let words = all.within(article, quote.span);
            if words.len() >= min && said.begins.is_empty() {
                said.begins.resize(article.vocabulary.len(), false);
                said.remembered.resize(article.sentences.len(), false);
            }
            for run in words.windows(min) {
                let (word, at) = (run[0].0, run[0].1 as usize);
                said.runs.entry(hash(run)).or_insert(at);
                said.begins[word.index()] = true;
                let sentence = article.sentence_at(article.tokens[at].start as usize);
                if let Some(sentence) = sentence.filter(|_| sentence != last) {
                    let to = (sentence + BESIDE + 1).min(said.remembered.len());
                    said.remembered[sentence.saturating_sub(BESIDE)..to].fill(true);
                    last = Some(sentence);
                }
            }
        }
        said
    }

    /// The first token of the same run of words in a quotation.
    fn find(&self, run: &[(WordId, u32)]) -> Option<usize> {
        self.begins[run[0].0.index()].then(|| self.runs.get(&hash(run)).copied()).flatten()
    }
}

/// Reports runs of at least `min` words of the writer that also occur in a quotation, two of them content words.
pub(super) fn echoes(context: &RuleContext, quotes: &[&Attributed], min: usize, found: &mut Vec<Finding>) {
    let article = context.article;
    if !quotes.iter().any(|quote| quote.verdict.is_some()) {
        return;
    }
    let all = Words::of(article);
    let said = Said::new(article, &all, quotes, min.max(1));
    for (index, sentence) in article.sentences.iter().enumerate() {
        if !said.remembered.get(index).is_some_and(|remembered| *remembered) {
            continue;
        }
        let words = all.within(article, sentence.span());
        let (Some(&(_, from)), Some(&(_, last))) = (words.first(), words.last()) else { continue };
        let (mut done, to) = (from as usize, last as usize + 1);
        let mut reports = None;
        for run in words.windows(min.max(1)) {
            let at = run[0].1 as usize;
            let Some(other) = said.find(run) else { continue };
            // Only the writer's words can echo a speaker's.
            if at < done || article.in_speech(article.tokens[at].start as usize) {
                continue;
            }
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

/// The words of a draft, each with the index of its token.
struct Words(Vec<(WordId, u32)>);

impl Words {
    fn of(article: &Article) -> Self {
        let mut words = Vec::with_capacity(article.tokens.len());
        let tokens = article.tokens.iter().enumerate().filter(|(_, token)| token.is_word());
        words.extend(tokens.map(|(at, token)| (word(article, token), at as u32)));
        Self(words)
    }

    /// Those of `span`.
    fn within(&self, article: &Article, span: Span<Prose>) -> &[(WordId, u32)] {
        let place = |byte: usize| {
            let token = article.first_token_from(byte);
            self.0.partition_point(|&(_, at)| (at as usize) < token)
        };
        let (from, to) = (place(span.start), place(span.end));
        let words = &self.0[from..to.max(from)];
        match words.split_last() {
            Some((&(_, last), before)) if article.tokens[last as usize].end() as usize > span.end => before,
            _ => words,
        }
    }
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
