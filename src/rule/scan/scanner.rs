//! [`Scanner`]: one pass over the prose for all patterns of all rules.
//!
//! The pass looks for every phrase and, for every regular expression, for literals of which a match must contain one. A
//! phrase is checked where it is found; an expression runs only in blocks that have one of its literals and everything else
//! that its [`Formula`] wants. An expression without such literals runs in every block.

use super::literals::{Collector, Literals};
use super::{Hit, Pattern};
use crate::expression::{Coded, Expression, Formula, Frequencies, Literal, Tables, cuts_a_word};
use crate::prose::Prose;
use crate::rule::Rule;
use crate::text::Span;
use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

/// All patterns of a set of rules.
pub struct Scanner {
    literals: Literals,
    /// For each literal, what it stands for.
    owners: Vec<Owners>,
    patterns: Vec<Entry>,
    /// Expressions that nothing sets off.
    everywhere: Vec<u32>,
    rules: usize,
    /// Runs of an expression in a block so far, over all threads.
    runs: AtomicUsize,
}

/// The patterns that need a literal.
#[derive(Default)]
struct Owners {
    phrases: Vec<u32>,
    /// The expressions that it sets off.
    expressions: Vec<u32>,
}

struct Entry {
    rule: usize,
    index: usize,
    pattern: Sought,
}

/// A pattern as the scan looks for it.
enum Sought {
    /// A phrase, with its letters where case matters.
    Phrase(Option<String>),
    Expression(Expression, Needs),
}

/// A formula over numbers of literals.
enum Needs {
    Anything,
    Digit,
    Literal(u32),
    All(Box<[Needs]>),
    Any(Box<[Needs]>),
}

impl Needs {
    fn of(formula: &Formula, literals: &mut Collector) -> Self {
        match formula {
            Formula::Anything => Self::Anything,
            Formula::Digit => Self::Digit,
            Formula::Literal(literal) => Self::Literal(literals.add(literal)),
            Formula::All(of) => Self::All(of.iter().map(|of| Self::of(of, literals)).collect()),
            Formula::Any(of) => Self::Any(of.iter().map(|of| Self::of(of, literals)).collect()),
        }
    }

    /// Whether a block has what is needed.
    fn are_met(&self, block: &mut Seen) -> bool {
        match self {
            Self::Anything => true,
            Self::Digit => block.has_digit(),
            Self::Literal(number) => block.literals[*number as usize] == block.number,
            Self::All(of) => of.iter().all(|of| of.are_met(block)),
            Self::Any(of) => of.iter().any(|of| of.are_met(block)),
        }
    }
}

/// What was seen in a block.
struct Seen<'a> {
    /// For each literal the last block that has it, counted from 1.
    literals: &'a [u32],
    /// The number of the block.
    number: u32,
    text: &'a str,
    digit: Option<bool>,
}

impl Seen<'_> {
    fn has_digit(&mut self) -> bool {
        let text = self.text;
        *self.digit.get_or_insert_with(|| {
            text.bytes().any(|byte| byte.is_ascii_digit()) || (!text.is_ascii() && text.chars().any(char::is_numeric))
        })
    }
}

/// What one scan keeps from block to block.
struct Progress {
    /// For each literal the last block that has it, counted from 1.
    literals: Vec<u32>,
    /// For each pattern the last block in which it was set off.
    set_off: Vec<u32>,
    /// The expressions that were set off in the block.
    candidates: Vec<u32>,
    is_wanted: Vec<bool>,
    hits: Vec<Vec<Hit>>,
}

impl Scanner {
    /// A scanner for the patterns of `rules`, in their order.
    #[must_use]
    pub fn new(rules: &[Rule]) -> Self {
        let frequencies = Tables::built_in().frequencies;
        let mut collected = Collected::new(&frequencies);
        for (rule, of) in rules.iter().enumerate() {
            for (index, pattern) in of.patterns().enumerate() {
                let pattern = collected.add(pattern);
                collected.patterns.push(Entry { rule, index, pattern });
            }
        }
        let Collected { literals, mut owners, patterns, everywhere } = collected;
        owners.resize_with(literals.len(), Owners::default);
        let runs = AtomicUsize::new(0);
        Self { literals: literals.finish(), owners, patterns, everywhere, rules: rules.len(), runs }
    }

    /// Number of times that an expression was run in a block so far.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.runs.load(Ordering::Relaxed)
    }

    /// Number of expressions for which an automaton was built so far.
    #[must_use]
    pub fn built(&self) -> usize {
        let is_built =
            |entry: &&Entry| matches!(&entry.pattern, Sought::Expression(expression, _) if expression.is_built());
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
        let mut progress = Progress {
            literals: vec![0; self.owners.len()],
            set_off: vec![0; self.patterns.len()],
            candidates: Vec::new(),
            is_wanted: (0..self.rules).map(wanted_by).collect(),
            hits: (0..self.rules).map(|_| Vec::new()).collect(),
        };
        let coded = Coded::new(&prose.text);
        let mut runs = 0;
        for (number, block) in (1..).zip(&prose.blocks) {
            self.scan_literals(prose, block.span, number, &mut progress);
            let wanted = self.everywhere.iter().filter(|&&id| progress.is_wanted[self.patterns[id as usize].rule]);
            progress.candidates.extend(wanted);
            if progress.candidates.is_empty() {
                continue;
            }
            let text = block.span.of(&prose.text);
            let mut seen = Seen { literals: &progress.literals, number, text, digit: None };
            let coded = coded.part(block.span.range());
            for id in progress.candidates.drain(..) {
                let Entry { rule, index, pattern } = &self.patterns[id as usize];
                if let Sought::Expression(expression, needs) = pattern
                    && needs.are_met(&mut seen)
                {
                    runs += 1;
                    run(expression, *index, (prose, block.span), &coded, &mut progress.hits[*rule]);
                }
            }
        }
        self.runs.fetch_add(runs, Ordering::Relaxed);
        for rule in &mut progress.hits {
            rule.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.pattern));
        }
        progress.hits
    }

    /// Adds the hits of phrases in a block, and notes the expressions that its literals set off.
    fn scan_literals(&self, prose: &Prose, block: Span<Prose>, number: u32, progress: &mut Progress) {
        let Progress { literals, set_off, candidates, is_wanted, hits } = progress;
        self.literals.find(block.of(&prose.text).as_bytes(), |literal, place| {
            let owners = &self.owners[literal as usize];
            for &id in &owners.phrases {
                let entry = &self.patterns[id as usize];
                if let Sought::Phrase(exact) = &entry.pattern
                    && is_wanted[entry.rule]
                {
                    let span = Span::new(block.start + place.start, block.start + place.end);
                    hits[entry.rule].extend(phrase_hit(prose, span, exact.as_deref(), entry.index));
                }
            }
            if std::mem::replace(&mut literals[literal as usize], number) == number {
                return;
            }
            for &id in &owners.expressions {
                let entry = &self.patterns[id as usize];
                if is_wanted[entry.rule] && std::mem::replace(&mut set_off[id as usize], number) != number {
                    candidates.push(id);
                }
            }
        });
    }
}

/// The parts of a scanner that is being made.
struct Collected<'f> {
    literals: Collector<'f>,
    owners: Vec<Owners>,
    patterns: Vec<Entry>,
    everywhere: Vec<u32>,
}

impl<'f> Collected<'f> {
    fn new(frequencies: &'f Frequencies<'f>) -> Self {
        let literals = Collector::new(frequencies);
        Self { literals, owners: Vec::new(), patterns: Vec::new(), everywhere: Vec::new() }
    }

    /// Files the literals of the next pattern.
    fn add(&mut self, pattern: &Pattern) -> Sought {
        let id = self.patterns.len() as u32;
        match pattern {
            Pattern::Phrase { text, match_case } => {
                for form in pattern.forms() {
                    self.owners(&phrase(&form)).phrases.push(id);
                }
                Sought::Phrase(match_case.then(|| text.clone()))
            }
            Pattern::Regex(expression) => {
                let needs = Needs::of(expression.formula(), &mut self.literals);
                match expression.formula().triggers() {
                    None => self.everywhere.push(id),
                    Some(triggers) => triggers.iter().for_each(|of| self.owners(of).expressions.push(id)),
                }
                Sought::Expression(expression.clone(), needs)
            }
        }
    }

    /// What a literal stands for.
    fn owners(&mut self, literal: &Literal) -> &mut Owners {
        let index = self.literals.add(literal) as usize;
        if self.owners.len() <= index {
            self.owners.resize_with(index + 1, Owners::default);
        }
        &mut self.owners[index]
    }
}

/// Adds the hits of an expression in a block.
fn run(
    expression: &Expression,
    pattern: usize,
    (prose, block): (&Prose, Span<Prose>),
    coded: &Coded,
    hits: &mut Vec<Hit>,
) {
    let has_groups = !expression.names().is_empty();
    expression.each(coded, |groups| {
        let place = |group: &std::ops::Range<usize>| Span::new(block.start + group.start, block.start + group.end);
        if let Some(span) = groups.first().and_then(Option::as_ref).map(place)
            && !span.is_empty()
            && !cuts_a_word(&prose.text, span.start, span.end)
        {
            let groups =
                if has_groups { groups.iter().map(|group| group.as_ref().map(place)).collect() } else { Vec::new() };
            hits.push(Hit { span, pattern, groups });
        }
        true
    });
}

/// A phrase as a literal, which begins and ends as its words do.
fn phrase(text: &str) -> Literal<'_> {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let (opens, closes) = (is_word(text.as_bytes().first()), is_word(text.as_bytes().last()));
    Literal { text: Cow::Borrowed(text), opens, closes }
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
