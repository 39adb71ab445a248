//! [`Scanner`]: one pass over the prose for all patterns of all rules.
//!
//! One case-insensitive Aho-Corasick automaton holds every phrase and, for every regular expression, literals of which a
//! match must contain one. A phrase is checked where it is hit; an expression runs only in blocks that contain one of its
//! literals. An expression without such literals runs in every block.

use super::expression::cuts_a_word;
use super::{Hit, Pattern};
use crate::prose::Prose;
use crate::rule::Rule;
use crate::text::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// All patterns of a set of rules.
pub struct Scanner {
    automaton: Option<AhoCorasick>,
    /// For each literal of the automaton, the patterns that need it.
    owners: Vec<Vec<u32>>,
    patterns: Vec<Entry>,
    /// Patterns without literals.
    everywhere: Vec<u32>,
    rules: usize,
    /// Runs of an expression in a block so far, over all threads.
    runs: AtomicUsize,
}

struct Entry {
    rule: usize,
    index: usize,
    pattern: Pattern,
    has_groups: bool,
}

/// Literals for the automaton, each with the patterns that need it.
#[derive(Default)]
struct Literals {
    texts: Vec<String>,
    by_text: HashMap<String, usize>,
    owners: Vec<Vec<u32>>,
}

impl Literals {
    fn add(&mut self, literal: &str, pattern: u32) {
        let literal = literal.to_ascii_lowercase();
        let next = self.texts.len();
        let at = *self.by_text.entry(literal.clone()).or_insert(next);
        if at == next {
            self.texts.push(literal);
            self.owners.push(Vec::new());
        }
        if self.owners[at].last() != Some(&pattern) {
            self.owners[at].push(pattern);
        }
    }
}

impl Scanner {
    /// A scanner for the patterns of `rules`, in their order.
    #[must_use]
    pub fn new(rules: &[Rule]) -> Self {
        let mut literals = Literals::default();
        let (mut patterns, mut everywhere) = (Vec::new(), Vec::new());
        let indexed = rules
            .iter()
            .enumerate()
            .flat_map(|(rule, of)| of.patterns().enumerate().map(move |(index, pattern)| (rule, index, pattern)));
        for (rule, index, pattern) in indexed {
            let id = patterns.len() as u32;
            match pattern.literals() {
                None => everywhere.push(id),
                Some(found) => found.iter().for_each(|literal| literals.add(literal, id)),
            }
            let has_groups = matches!(pattern, Pattern::Regex(expression) if !expression.names().is_empty());
            patterns.push(Entry { rule, index, pattern: pattern.clone(), has_groups });
        }
        // Patterns take a few megabytes at most, and unlike a full DFA this kind of automaton has no size limit.
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind((literals.texts.len() > 2_000).then_some(AhoCorasickKind::ContiguousNFA))
            .build(&literals.texts)
            .ok()
            .filter(|_| !literals.texts.is_empty());
        Self { automaton, owners: literals.owners, patterns, everywhere, rules: rules.len(), runs: AtomicUsize::new(0) }
    }

    /// Number of times that an expression was run in a block so far.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.runs.load(Ordering::Relaxed)
    }

    /// Number of expressions that were compiled so far.
    #[must_use]
    pub fn built(&self) -> usize {
        let is_built = |entry: &&Entry| matches!(&entry.pattern, Pattern::Regex(expression) if expression.is_built());
        self.patterns.iter().filter(is_built).count()
    }

    /// The hits of each rule, in order of their place.
    #[must_use]
    pub fn scan(&self, prose: &Prose) -> Vec<Vec<Hit>> {
        self.scan_for(prose, |_| true)
    }

    /// The hits of the rules whose number is wanted; the expressions of other rules are not run.
    #[must_use]
    pub fn scan_for(&self, prose: &Prose, wanted_by: impl Fn(usize) -> bool) -> Vec<Vec<Hit>> {
        let is_wanted: Vec<bool> = (0..self.rules).map(wanted_by).collect();
        let mut hits: Vec<Vec<Hit>> = (0..self.rules).map(|_| Vec::new()).collect();
        let expressions = self.scan_literals(prose, &is_wanted, &mut hits);
        self.runs.fetch_add(expressions.len(), Ordering::Relaxed);
        for (id, block) in expressions {
            self.run(id, prose, prose.blocks[block as usize].span, &mut hits);
        }
        for rule in &mut hits {
            rule.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.pattern));
        }
        hits
    }

    /// Adds the hits of phrases, and returns the expressions to run, each with the block to run it in.
    fn scan_literals(&self, prose: &Prose, is_wanted: &[bool], hits: &mut [Vec<Hit>]) -> Vec<(u32, u32)> {
        let mut expressions: Vec<(u32, u32)> = Vec::new();
        let mut last: Vec<u32> = vec![u32::MAX; self.patterns.len()];
        let mut block = 0;
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(&prose.text)) {
            while block + 1 < prose.blocks.len() && prose.blocks[block].span.end < found.end() {
                block += 1;
            }
            let Some(within) = prose.blocks.get(block) else { break };
            if found.start() < within.span.start || found.end() > within.span.end {
                continue;
            }
            for &id in &self.owners[found.pattern().as_usize()] {
                let entry = &self.patterns[id as usize];
                if !is_wanted[entry.rule] {
                    continue;
                }
                if let Pattern::Phrase { text, match_case } = &entry.pattern {
                    let span = Span::new(found.start(), found.end());
                    let hit = phrase_hit(prose, span, match_case.then_some(text.as_str()), entry.index);
                    hits[entry.rule].extend(hit);
                } else if last[id as usize] != block as u32 {
                    last[id as usize] = block as u32;
                    expressions.push((id, block as u32));
                }
            }
        }
        for &id in self.everywhere.iter().filter(|&&id| is_wanted[self.patterns[id as usize].rule]) {
            expressions.extend((0..prose.blocks.len() as u32).map(|block| (id, block)));
        }
        expressions
    }

    fn run(&self, id: u32, prose: &Prose, block: Span<Prose>, hits: &mut [Vec<Hit>]) {
        let entry = &self.patterns[id as usize];
        let Pattern::Regex(expression) = &entry.pattern else { return };
        let Some(regex) = expression.regex() else { return };
        let text = block.of(&prose.text);
        let place = |found: regex::Match| Span::new(block.start + found.start(), block.start + found.end());
        let is_match = |span: Span<Prose>| !span.is_empty() && !cuts_a_word(&prose.text, span.start, span.end);
        let out = &mut hits[entry.rule];
        if entry.has_groups {
            for captures in regex.captures_iter(text) {
                let groups: Vec<_> = captures.iter().map(|group| group.map(place)).collect();
                if let Some(span) = groups[0].filter(|span| is_match(*span)) {
                    out.push(Hit { span, pattern: entry.index, groups });
                }
            }
        } else {
            let found = regex.find_iter(text).map(place).filter(|span| is_match(*span));
            out.extend(found.map(|span| Hit { span, pattern: entry.index, groups: Vec::new() }));
        }
    }
}

/// The hit of a phrase at `span`, if it stands there as whole words and, where case matters, with the letters of `exact`.
fn phrase_hit(prose: &Prose, span: Span<Prose>, exact: Option<&str>, pattern: usize) -> Option<Hit> {
    let fits = exact.is_none_or(|exact| same_letters(span.of(&prose.text), exact));
    (is_whole(&prose.text, span) && fits).then(|| Hit { span, pattern, groups: Vec::new() })
}

/// Whether `span` holds whole words that are not part of an address such as `e-mail.example.org` or `a@b`.
fn is_whole(text: &str, span: Span<Prose>) -> bool {
    let words = span.of(text);
    let before = text[..span.start].chars().next_back();
    let mut rest = text[span.end..].chars();
    let after = rest.next();
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '_' | '/' | '\\'));
    let starts_with_word = words.starts_with(char::is_alphanumeric);
    let ends_with_word = words.ends_with(char::is_alphanumeric);
    let address = ends_with_word && after == Some('.') && rest.next().is_some_and(char::is_alphanumeric);
    let after_dot = starts_with_word && before == Some('.') && {
        let head = &text[..span.start - 1];
        head.ends_with(char::is_alphanumeric)
    };
    !(starts_with_word && joins(before))
        && !(joins(after) && (ends_with_word || after.is_some_and(char::is_alphanumeric)))
        && !address
        && !after_dot
}

/// Whether two texts are equal when curly and straight apostrophes are treated alike.
fn same_letters(found: &str, wanted: &str) -> bool {
    found == wanted || found.replace('’', "'") == wanted.replace('’', "'")
}
