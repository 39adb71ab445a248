//! [`Scanner`]: one walk over the prose for all patterns of all rules.
//!
//! One case-insensitive Aho-Corasick automaton holds every phrase and, for every regular expression, literals without
//! which it cannot match. A phrase is decided where it is hit; an expression runs only in the blocks where one of its
//! literals stands. An expression without such literals runs in every block, so that it costs its author's own drafts
//! and no one else's.

use super::expression::cuts_a_word;
use super::{Hit, Pattern};
use crate::prose::Prose;
use crate::rule::Rule;
use crate::text::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::HashMap;

/// All patterns of a set of rules.
pub struct Scanner {
    automaton: Option<AhoCorasick>,
    /// For each literal of the automaton, the patterns that it stands for.
    owners: Vec<Vec<u32>>,
    patterns: Vec<Entry>,
    /// Patterns without literals.
    everywhere: Vec<u32>,
    rules: usize,
}

struct Entry {
    rule: usize,
    index: usize,
    pattern: Pattern,
    has_groups: bool,
}

impl Scanner {
    /// A scanner for the patterns of `rules`, in their order.
    #[must_use]
    pub fn new(rules: &[Rule]) -> Self {
        let mut literals: Vec<String> = Vec::new();
        let mut by_literal: HashMap<String, usize> = HashMap::new();
        let mut owners: Vec<Vec<u32>> = Vec::new();
        let mut patterns = Vec::new();
        let mut everywhere = Vec::new();
        for (rule, of) in rules.iter().enumerate() {
            for (index, pattern) in of.patterns().enumerate() {
                let id = patterns.len() as u32;
                match pattern.literals() {
                    None => everywhere.push(id),
                    Some(found) => {
                        for literal in found {
                            let literal = literal.to_ascii_lowercase();
                            let at = *by_literal.entry(literal.clone()).or_insert_with(|| {
                                literals.push(literal);
                                owners.push(Vec::new());
                                owners.len() - 1
                            });
                            if owners[at].last() != Some(&id) {
                                owners[at].push(id);
                            }
                        }
                    }
                }
                let has_groups = matches!(pattern, Pattern::Regex(expression) if !expression.names().is_empty());
                patterns.push(Entry { rule, index, pattern: pattern.clone(), has_groups });
            }
        }
        // Patterns are few megabytes at most, and the kind below cannot fail on size as a full DFA could.
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind((literals.len() > 2_000).then_some(AhoCorasickKind::ContiguousNFA))
            .build(&literals)
            .ok()
            .filter(|_| !literals.is_empty());
        Self { automaton, owners, patterns, everywhere, rules: rules.len() }
    }

    /// The hits of each rule, in order of their place.
    #[must_use]
    pub fn scan(&self, prose: &Prose) -> Vec<Vec<Hit>> {
        self.scan_for(prose, |_| true)
    }

    /// The same, for those rules only whose number is wanted: the expressions of the others are not run.
    #[must_use]
    pub fn scan_for(&self, prose: &Prose, wanted_by: impl Fn(usize) -> bool) -> Vec<Vec<Hit>> {
        let is_wanted: Vec<bool> = (0..self.rules).map(wanted_by).collect();
        let mut hits: Vec<Vec<Hit>> = (0..self.rules).map(|_| Vec::new()).collect();
        let mut wanted: Vec<(u32, u32)> = Vec::new(); // expression, block
        let mut last: Vec<u32> = vec![u32::MAX; self.patterns.len()];
        if let Some(automaton) = &self.automaton {
            let mut block = 0;
            for found in automaton.find_overlapping_iter(&prose.text) {
                while block + 1 < prose.blocks.len() && prose.blocks[block].span.end < found.end() {
                    block += 1;
                }
                let Some(of) = prose.blocks.get(block) else { break };
                if found.start() < of.span.start || found.end() > of.span.end {
                    continue;
                }
                for &id in &self.owners[found.pattern().as_usize()] {
                    let entry = &self.patterns[id as usize];
                    if !is_wanted[entry.rule] {
                        continue;
                    }
                    if let Pattern::Phrase { text, match_case } = &entry.pattern {
                        let span = Span::new(found.start(), found.end());
                        if is_whole(&prose.text, span) && (!match_case || same_letters(span.of(&prose.text), text)) {
                            hits[entry.rule].push(Hit { span, pattern: entry.index, groups: Vec::new() });
                        }
                    } else if last[id as usize] != block as u32 {
                        last[id as usize] = block as u32;
                        wanted.push((id, block as u32));
                    }
                }
            }
        }
        for &id in self.everywhere.iter().filter(|&&id| is_wanted[self.patterns[id as usize].rule]) {
            wanted.extend((0..prose.blocks.len() as u32).map(|block| (id, block)));
        }
        for (id, block) in wanted {
            self.run(id, prose, prose.blocks[block as usize].span, &mut hits);
        }
        for rule in &mut hits {
            rule.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.pattern));
        }
        hits
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

/// Whether the words at `span` are whole words, and no part of an address such as `e-mail.example.org` or `a@b`.
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

/// The same letters, with curly and straight apostrophes alike.
fn same_letters(found: &str, wanted: &str) -> bool {
    found == wanted || found.replace('’', "'") == wanted.replace('’', "'")
}
