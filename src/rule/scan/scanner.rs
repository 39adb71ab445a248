//! [`Scanner`]: one pass over the prose for all patterns of all rules.
//!
//! The pass looks for every phrase and, for every regular expression, for literals of which a match must contain one. A
//! phrase is checked where it is found; an expression runs only in blocks that have one of its literals and everything else
//! that it [`Needs`], and only as far before the literal as a match can begin ([`Reach`]). An expression without such literals
//! runs in every block.

use super::{Hit, Pattern};
use crate::analysis::Page;
use crate::expression::{
    Coded, Collector, Expression, Literal, Literals, Needs, Reach, Seen, Selection, Storage, Tables, cuts_a_word,
};
use crate::prose::Prose;
use crate::rule::Rule;
use crate::text::Span;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// All patterns of a set of rules.
pub struct Scanner {
    /// The literals of built-in expressions, and behind them those of phrases and of a newsroom's expressions.
    literals: [Literals<'static>; 2],
    /// The built-in literals that the patterns ask for.
    selection: Selection,
    /// For each literal the first of its patterns in `owners`, plus one.
    first_owners: Vec<u32>,
    /// The patterns that need a literal.
    owners: Vec<Owner>,
    patterns: Vec<Entry>,
    /// Expressions that nothing sets off.
    everywhere: Vec<u32>,
    rules: usize,
    /// Runs of an expression in a block so far, over all threads.
    runs: AtomicUsize,
}

/// A pattern that needs a literal.
#[derive(Clone, Copy)]
struct Owner {
    pattern: u32,
    /// The place of the next one that needs the same, plus one.
    next: u32,
    /// How far before the literal a match can begin.
    reach: Reach,
}

struct Entry {
    rule: usize,
    index: usize,
    /// How many numbers a match has at least.
    numbers: usize,
    pattern: Sought,
}

/// A pattern as the scan looks for it.
enum Sought {
    /// A phrase, with its letters where case matters.
    Phrase(Option<String>),
    Expression(Expression, Needs<'static>),
}

/// What was seen in a block.
struct Block<'a> {
    literals: &'a SeenLiterals,
    text: &'a str,
    /// Whether the page has figures outside ASCII.
    has_foreign_figures: bool,
    /// The number of figures, once that was asked for.
    digits: Option<usize>,
}

/// The literals that a block has.
struct SeenLiterals {
    /// A bit for each literal of the scanner, of which there are thousands.
    bits: Vec<u64>,
    /// Those that are set, so that no other has to be cleared.
    set: Vec<u32>,
}

impl SeenLiterals {
    fn new(count: usize) -> Self {
        Self { bits: vec![0; count.div_ceil(64)], set: Vec::new() }
    }

    fn has(&self, literal: u32) -> bool {
        self.bits.get(literal as usize / 64).is_some_and(|bits| bits >> (literal % 64) & 1 != 0)
    }

    fn add(&mut self, literal: u32) {
        if !self.has(literal) {
            self.bits[literal as usize / 64] |= 1 << (literal % 64);
            self.set.push(literal);
        }
    }

    fn clear(&mut self) {
        self.set.drain(..).for_each(|literal| self.bits[literal as usize / 64] = 0);
    }
}

impl Seen for Block<'_> {
    fn has_literal(&mut self, number: u32) -> bool {
        self.literals.has(number)
    }

    fn has_digits(&mut self, count: usize) -> bool {
        *self.digits.get_or_insert_with(|| digits(self.text, self.has_foreign_figures)) >= count
    }
}

/// The number of figures, of which some may be outside ASCII if it `has_foreign` ones. ASCII is counted some bytes at a time and
/// without a decision, which is many times faster.
fn digits(text: &str, has_foreign: bool) -> usize {
    let ascii = |some: &[u8]| some.iter().fold(0_u8, |count, byte| count + u8::from(byte.is_ascii_digit()));
    let count: usize = text.as_bytes().chunks(64).map(|some| usize::from(ascii(some))).sum();
    if !has_foreign || text.is_ascii() {
        return count;
    }
    count + text.chars().filter(|c| !c.is_ascii() && c.is_numeric()).count()
}

/// What one scan keeps from block to block.
struct Progress {
    literals: SeenLiterals,
    /// What set off expressions in the block: the expression, the place in the block, and how far before it a match can begin.
    candidates: Vec<(u32, u32, Reach)>,
    /// Where matches of an expression can begin in the block.
    starts: Vec<Range<usize>>,
    is_wanted: Vec<bool>,
    hits: Vec<Vec<Hit>>,
    storage: Storage,
}

impl Scanner {
    /// A scanner for the patterns of `rules`, in their order.
    #[must_use]
    pub fn new(rules: &[Rule]) -> Self {
        let tables = Tables::built_in();
        let frequencies = &tables.frequencies;
        let mut own = Collector::new(frequencies);
        let mut scanner = Self {
            first_owners: vec![0; tables.literals.count()],
            owners: Vec::new(),
            patterns: Vec::new(),
            everywhere: Vec::new(),
            rules: rules.len(),
            runs: AtomicUsize::new(0),
            selection: tables.literals.none(),
            literals: [Tables::built_in().literals, Collector::new(frequencies).finish()],
        };
        for (rule, of) in rules.iter().enumerate() {
            for (index, pattern) in of.patterns().enumerate() {
                let pattern = scanner.add(pattern, &tables, &mut own);
                scanner.patterns.push(Entry { rule, index, numbers: of.numbers(index), pattern });
            }
        }
        scanner.literals[1] = own.finish();
        scanner
    }

    /// Files the next pattern under its literals.
    fn add(&mut self, pattern: &Pattern, tables: &Tables, own: &mut Collector) -> Sought {
        let id = self.patterns.len() as u32;
        let built_in = self.literals[0].count() as u32;
        let mut number = |literal: &Literal| built_in + own.add(literal);
        match pattern {
            Pattern::Phrase { text, match_case } => {
                for form in pattern.forms() {
                    let number = tables.phrase(&form).unwrap_or_else(|| number(&Literal::phrase(&form)));
                    tables.literals.add_to(&mut self.selection, number);
                    self.own(number, id, Reach::default());
                }
                Sought::Phrase(match_case.then(|| text.clone()))
            }
            Pattern::Regex(expression) => {
                let needs = expression.needs(&mut number);
                needs.each_literal(&mut |literal| tables.literals.add_to(&mut self.selection, literal));
                match needs.triggers() {
                    None => self.everywhere.push(id),
                    Some(triggers) => triggers.for_each(|(literal, reach)| self.own(literal, id, reach)),
                }
                Sought::Expression(expression.clone(), needs)
            }
        }
    }

    /// Files a pattern under a literal.
    fn own(&mut self, literal: u32, pattern: u32, reach: Reach) {
        let index = literal as usize;
        if self.first_owners.len() <= index {
            self.first_owners.resize(index + 1, 0);
        }
        self.owners.push(Owner { pattern, next: self.first_owners[index], reach });
        self.first_owners[index] = self.owners.len() as u32;
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
    pub fn scan(&self, page: &Page) -> Vec<Vec<Hit>> {
        self.scan_for(page, |_| true)
    }

    /// The hits of the rules whose number is wanted; the expressions of other rules are not run.
    #[must_use]
    pub fn scan_for(&self, page: &Page, wanted_by: impl Fn(usize) -> bool) -> Vec<Vec<Hit>> {
        let prose = &page.prose;
        let mut progress = Progress {
            literals: SeenLiterals::new(self.literals.iter().map(Literals::count).sum()),
            candidates: Vec::new(),
            starts: Vec::new(),
            is_wanted: (0..self.rules).map(wanted_by).collect(),
            hits: (0..self.rules).map(|_| Vec::new()).collect(),
            storage: Storage::default(),
        };
        let mut runs = 0;
        let has_foreign_figures = page.vocabulary.has_foreign_figures();
        for block in &prose.blocks {
            progress.literals.clear();
            self.scan_literals(page, block.span, &mut progress);
            let wanted = self.everywhere.iter().filter(|&&id| progress.is_wanted[self.patterns[id as usize].rule]);
            progress.candidates.extend(wanted.map(|&id| (id, 0, EVERYWHERE)));
            if progress.candidates.is_empty() {
                continue;
            }
            // By the expression, and then by the place.
            progress.candidates.sort_unstable_by_key(|&(id, at, _)| (id, at));
            let text = block.span.of(&prose.text);
            let mut seen = Block { literals: &progress.literals, text, has_foreign_figures, digits: None };
            let coded = OnceCell::new();
            let numbers = OnceCell::new();
            let has_numbers = |least: usize| {
                least == 0 || has_foreign_figures || *numbers.get_or_init(|| page.numbers_in(block.span)) >= least
            };
            for set_off in progress.candidates.chunk_by(|one, other| one.0 == other.0) {
                let Entry { rule, index, numbers, pattern } = &self.patterns[set_off[0].0 as usize];
                if let Sought::Expression(expression, needs) = pattern
                    && has_numbers(*numbers)
                    && needs.are_met(&mut seen)
                {
                    runs += 1;
                    starts(text.as_bytes(), set_off, &mut progress.starts);
                    let out = (&mut progress.storage, &mut progress.hits[*rule]);
                    let coded = coded.get_or_init(|| Coded::new(text));
                    run(expression, *index, (prose, block.span), (coded, &progress.starts), out);
                }
            }
            progress.candidates.clear();
        }
        self.runs.fetch_add(runs, Ordering::Relaxed);
        for rule in &mut progress.hits {
            rule.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.pattern));
        }
        progress.hits
    }

    /// Adds the hits of phrases in a block, and notes the expressions that its literals set off.
    fn scan_literals(&self, page: &Page, block: Span<Prose>, progress: &mut Progress) {
        let prose = &page.prose;
        let text = block.of(&prose.text).as_bytes();
        let [built_in, own] = &self.literals;
        built_in.find_selected(&self.selection, text, page.anchored(block), |literal, place| {
            self.found(literal, (prose, block), place, progress)
        });
        // What is known of words says nothing of a newsroom's literals.
        let (before, known) = (built_in.count() as u32, std::iter::empty());
        own.find(text, known, |literal, place| self.found(before + literal, (prose, block), place, progress));
    }

    /// Notes what a literal stands for that was found at `place` of a block.
    fn found(&self, literal: u32, (prose, block): (&Prose, Span<Prose>), place: Range<usize>, progress: &mut Progress) {
        let index = literal as usize;
        progress.literals.add(literal);
        let mut next = self.first_owners.get(index).copied().unwrap_or_default();
        while let Some(owner) = next.checked_sub(1) {
            let owner = self.owners[owner as usize];
            next = owner.next;
            let entry = &self.patterns[owner.pattern as usize];
            if !progress.is_wanted[entry.rule] {
                continue;
            }
            match &entry.pattern {
                Sought::Phrase(exact) => {
                    let span = Span::new(block.start + place.start, block.start + place.end);
                    progress.hits[entry.rule].extend(phrase_hit(prose, span, exact.as_deref(), entry.index));
                }
                Sought::Expression(..) => progress.candidates.push((owner.pattern, place.start as u32, owner.reach)),
            }
        }
    }
}

/// Of an expression that nothing sets off.
const EVERYWHERE: Reach = Reach { bytes: Reach::ANY, blanks: Reach::ANY };

/// Where matches of an expression can begin that was set off in these places of a text, which are in order.
fn starts(text: &[u8], set_off: &[(u32, u32, Reach)], starts: &mut Vec<Range<usize>>) {
    starts.clear();
    let reach = set_off.iter().fold(Reach::default(), |reach, (.., other)| reach.or(*other));
    if !reach.is_limited() {
        starts.push(0..text.len() + 1);
        return;
    }
    for &(_, at, _) in set_off {
        let at = at as usize;
        // All have the same reach, so no match begins before the last range. That is not read again: this takes linear time.
        let from = starts.last().map_or(0, |last| last.end.min(at));
        let start = reach.start(text, at, from);
        match starts.last_mut().filter(|last| start <= last.end) {
            Some(last) => last.end = last.end.max(at + 1),
            None => starts.push(start..at + 1),
        }
    }
}

/// Adds the hits of an expression in a block.
fn run(
    expression: &Expression,
    pattern: usize,
    (prose, block): (&Prose, Span<Prose>),
    (coded, starts): (&Coded, &[Range<usize>]),
    (storage, hits): (&mut Storage, &mut Vec<Hit>),
) {
    let has_groups = !expression.names().is_empty();
    expression.each_within(coded, starts, storage, |groups| {
        let place = |group: &Range<usize>| Span::new(block.start + group.start, block.start + group.end);
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
