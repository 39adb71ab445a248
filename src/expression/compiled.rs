//! [`Expression`]: a regular expression, checked when it is read and run cheaply.

use super::facts::{Facts, LARGEST, is_too_large, program, searched};
use super::literal::Literal;
use super::needs::Needs;
use super::program::{Program, Storage};
use super::tables::{Tables, full_page, page};
use crate::built_in::TABLES;
use crate::layout::Reader;
use regex_automata::{Input, meta};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// A regular expression without look-around; clones share its compiled forms.
///
/// `\b` has its ASCII meaning: the fast automaton for the Unicode one gives up at the first curly quotation mark, and its
/// fallback is a hundred times slower. [`cuts_a_word`] rejects the matches that this admits wrongly.
#[derive(Clone, Debug)]
pub struct Expression {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    pattern: Cow<'static, str>,
    match_case: bool,
    names: Vec<String>,
    facts: Facts,
    /// The place of its program in the built-in tables, if that is laid out.
    laid_out: Option<usize>,
    program: OnceLock<Option<Compiled>>,
    /// Steps that the program has taken for whole texts, less one for each of their bytes.
    steps: AtomicU32,
    automaton: OnceLock<Option<meta::Regex>>,
}

/// The instructions of an expression.
#[derive(Debug)]
struct Compiled {
    program: Program<'static>,
    /// Whether they are over the code page.
    is_coded: bool,
}

/// The steps that a program takes for whole texts before an automaton is made of its expression, which costs about as much; and
/// further steps for each byte of the program, since a long one makes a large automaton.
const STEPS: u32 = 60_000;
const STEPS_A_BYTE: usize = 10;

/// The steps that a program may take for one text of which it is known where matches begin. That takes few, whatever the number
/// of texts, so that only a text for which it takes many is left to an automaton.
const STEPS_A_TEXT: u32 = 20_000;

/// A text with its form over the code page, for many expressions.
pub struct Coded<'t> {
    text: &'t str,
    codes: Cow<'t, [u8]>,
}

impl<'t> Coded<'t> {
    /// `text` with its form over the page.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, codes: page().coded(text) }
    }
}

impl Expression {
    /// Reads `pattern`; without `match_case`, case does not matter.
    ///
    /// # Errors
    /// If it is not a valid expression.
    pub fn parse(pattern: &str, match_case: bool) -> Result<Self, String> {
        if pattern.contains('\u{8}') {
            return Err(r"“\b” in double quotation marks is a backspace; use single ones".into());
        }
        let tables = Tables::built_in();
        if let Some(mut from) = tables.find(pattern, match_case) {
            let facts = Facts::read(&mut from);
            let program = Some(from.long()).filter(|place| *place != 0);
            return Ok(Self::new(Cow::Owned(pattern.to_owned()), match_case, facts, program));
        }
        let (facts, size) = Facts::of(pattern, &tables.frequencies)?;
        if is_too_large(pattern, match_case, size) {
            return Err("the expression is too large; it repeats too much".into());
        }
        Ok(Self::new(Cow::Owned(pattern.to_owned()), match_case, facts, None))
    }

    fn new(pattern: Cow<'static, str>, match_case: bool, facts: Facts, laid_out: Option<usize>) -> Self {
        let names = facts.groups.iter().map(|(name, _)| name.clone()).collect();
        let (program, automaton) = (OnceLock::new(), OnceLock::new());
        let steps = AtomicU32::new(0);
        Self { inner: Arc::new(Inner { pattern, match_case, names, facts, laid_out, program, steps, automaton }) }
    }

    /// Reads a pattern for words that may or may not be there, and refuses one that always or never matches.
    ///
    /// # Errors
    /// If it is not a valid expression.
    pub fn sought(pattern: &str, match_case: bool) -> Result<Self, String> {
        const TEXTS: [&str; 4] = ["", "a", "Z 9.", "“é”,"]; // `^\W*$` is in the first of these, `x*` in all
        let expression = Self::parse(pattern, match_case)?;
        match expression.shortest() {
            None => Err("this pattern can never match".into()),
            Some(0) if TEXTS.iter().all(|text| expression.is_match(text)) => {
                Err("this pattern matches every text, so the condition is always true".into())
            }
            Some(_) => Ok(expression),
        }
    }

    /// What a text must have for it to match. Literals that are not built in get the numbers that `number` gives.
    pub fn needs(&self, number: &mut dyn FnMut(&Literal) -> u32) -> Needs<'static> {
        self.inner.facts.needs(number)
    }

    /// The length of the shortest possible match in bytes; `None` where it can never match.
    #[must_use]
    pub fn shortest(&self) -> Option<usize> {
        self.inner.facts.shortest
    }

    /// The names of its groups.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.inner.names
    }

    /// Whether its program was laid out when copydesk was built.
    #[must_use]
    pub fn is_laid_out(&self) -> bool {
        self.inner.laid_out.is_some()
    }

    /// Whether an automaton has been built for it.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.inner.automaton.get().is_some()
    }

    /// The number of the group called `name`.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<usize> {
        self.inner.facts.groups.iter().find(|(of, _)| of == name).map(|(_, number)| *number)
    }

    /// Whether it matches somewhere in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The first match in `text`.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let text = Coded::new(text);
        let (program, bytes) = self.program_for(&text)?;
        let mut steps = self.steps_left(program);
        let before = steps;
        let found = program.find(bytes, 0..bytes.len() + 1, &mut Storage::default(), &mut steps);
        self.count(before - steps, bytes.len());
        match found {
            Ok(found) => found.map(|(start, end)| start..end),
            Err(_) => self.automaton()?.find(bytes).map(|found| found.range()),
        }
    }

    /// The places of all groups of the first match in `text`, the whole match first.
    #[must_use]
    pub fn captures(&self, text: &str) -> Option<Vec<Option<Range<usize>>>> {
        let mut first = None;
        self.each(&Coded::new(text), &mut Storage::default(), |groups| {
            first = Some(groups.to_vec());
            false
        });
        first
    }

    /// Gives the places of all groups of each match in `text`, the whole match first, until it is told to stop with `false`.
    pub fn each(&self, text: &Coded, storage: &mut Storage, give: impl FnMut(&[Option<Range<usize>>]) -> bool) {
        let whole = 0..text.text.len() + 1;
        self.each_within(text, std::slice::from_ref(&whole), storage, give);
    }

    /// The same for a text in which it is known that matches begin in `starts` only, which are in order.
    pub fn each_within(
        &self,
        text: &Coded,
        starts: &[Range<usize>],
        storage: &mut Storage,
        mut give: impl FnMut(&[Option<Range<usize>>]) -> bool,
    ) {
        let Some((program, bytes)) = self.program_for(text) else { return };
        let is_whole = starts.iter().any(|within| within.len() > bytes.len());
        let mut steps = if is_whole { self.steps_left(program) } else { STEPS_A_TEXT };
        let before = steps;
        storage.slots.clear();
        storage.slots.resize(program.slots, None);
        let mut groups = std::mem::take(&mut storage.groups);
        let (mut at, mut goes_on) = (0, false);
        let mut within = starts.iter().peekable();
        while let Some(starts) = within.peek() {
            match program.find(bytes, at.max(starts.start)..starts.end, storage, &mut steps) {
                Err(_) => goes_on = true,
                Ok(None) => {
                    within.next();
                    continue;
                }
                Ok(Some((start, end))) => {
                    groups.clear();
                    groups.extend(storage.slots.chunks_exact(2).map(|pair| Some(pair[0]?..pair[1]?)));
                    at = if end > start { end } else { end + 1 };
                }
            }
            if goes_on || !give(&groups) || at > bytes.len() {
                break;
            }
        }
        storage.groups = groups;
        if is_whole {
            self.count(before - steps, bytes.len());
        }
        if goes_on {
            self.each_by_automaton(bytes, at, give);
        }
    }

    /// Its program, and the form of `text` that it runs over.
    fn program_for<'t>(&self, text: &'t Coded) -> Option<(&Program<'static>, &'t [u8])> {
        let Compiled { program, is_coded } = self.compiled()?;
        Some((program, if *is_coded { &text.codes } else { text.text.as_bytes() }))
    }

    /// The steps that its program may still take before an automaton is cheaper.
    fn steps_left(&self, program: &Program) -> u32 {
        let further = u32::try_from(program.size().saturating_mul(STEPS_A_BYTE)).unwrap_or(u32::MAX);
        STEPS.saturating_add(further).saturating_sub(self.inner.steps.load(Ordering::Relaxed))
    }

    /// Counts the steps that its program took for a whole text. An automaton takes about a step for each byte, so that a program
    /// that takes fewer is never replaced. Where another thread counts at the same time, one of the two may be lost, which does not
    /// matter.
    fn count(&self, steps: u32, bytes: usize) {
        let before = self.inner.steps.load(Ordering::Relaxed);
        let after = before.saturating_add(steps).saturating_sub(u32::try_from(bytes).unwrap_or(u32::MAX));
        self.inner.steps.store(after, Ordering::Relaxed);
    }

    /// Its automaton.
    fn automaton(&self) -> Option<&meta::Regex> {
        self.inner.automaton.get_or_init(|| self.build()).as_ref()
    }

    /// Goes on from the byte `at` with an automaton.
    fn each_by_automaton(&self, bytes: &[u8], at: usize, mut give: impl FnMut(&[Option<Range<usize>>]) -> bool) {
        let Some(regex) = self.automaton() else { return };
        let mut input = Input::new(bytes).range(at..);
        let mut captures = regex.create_captures();
        let mut groups = Vec::new();
        loop {
            regex.search_captures(&input, &mut captures);
            let Some(whole) = captures.get_match() else { return };
            groups.clear();
            groups.extend((0..captures.group_len()).map(|group| captures.get_group(group).map(|span| span.range())));
            if !give(&groups) {
                return;
            }
            let next = if whole.is_empty() { whole.end() + 1 } else { whole.end() };
            if next > bytes.len() {
                return;
            }
            input.set_start(next);
        }
    }

    fn build(&self) -> Option<meta::Regex> {
        let hir = searched(&self.inner.pattern, self.inner.match_case).ok()?;
        let (hir, is_utf8) = match full_page().translated(&hir) {
            Some(hir) => (hir, false),
            None => (hir, true),
        };
        let config = meta::Config::new().utf8_empty(is_utf8).nfa_size_limit(Some(LARGEST)).onepass(false).dfa(false);
        meta::Builder::new().configure(config).build_from_hir(&hir).ok()
    }

    /// Its instructions; `None` where it is too large.
    fn compiled(&self) -> Option<&Compiled> {
        let inner = &self.inner;
        let read = |at: usize| {
            let mut from = Reader::new(TABLES, at);
            let is_coded = from.byte() != 0;
            Some(Compiled { program: Program::read(&mut from), is_coded })
        };
        let compile = || {
            let (program, is_coded) = program(&searched(&inner.pattern, inner.match_case).ok()?, &full_page())?;
            Some(Compiled { program, is_coded })
        };
        inner.program.get_or_init(|| inner.laid_out.map_or_else(compile, read)).as_ref()
    }
}

/// Whether a match at `start..end` of `text` begins or ends inside a word, next to a letter outside ASCII.
#[must_use]
pub fn cuts_a_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let foreign = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    let (head, tail) = (text[start..end].chars().next(), text[start..end].chars().next_back());
    (letter(head) && foreign(text[..start].chars().next_back()))
        || (letter(tail) && foreign(text[end..].chars().next()))
}
