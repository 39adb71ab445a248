//! [`Facts`]: what is known about an expression before it runs. Those of the built-in expressions are worked out when the
//! program is built; those of a newsroom's are worked out, by the same code, when they are read.

use super::formula::Formula;
use super::frequency::Frequencies;
use super::literal::Literal;
use super::needs::Needs;
use super::page::Page;
use super::program::Program;
use crate::layout::{Reader, Writer};
use regex_automata::nfa::thompson::{Compiler, Config, NFA};
use regex_syntax::hir::{Class, Hir, HirKind};
use regex_syntax::{Parser, ParserBuilder};

/// What is known about an expression before it runs.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The names of its groups, with their numbers.
    pub groups: Vec<(String, usize)>,
    /// The length of the shortest possible match in bytes; `None` where it can never match.
    pub shortest: Option<usize>,
    /// What a text must have for it to match.
    pub wants: Wants,
}

/// What a text must have for an expression to match.
#[derive(Clone, Debug)]
pub enum Wants {
    /// A formula over literals.
    Formula(Formula<'static>),
    /// The same over the numbers of built-in literals.
    LaidOut(Needs<'static>),
}

/// The largest compiled size of an expression, in bytes.
pub const LARGEST: usize = 50 << 20;

/// An expression with more characters and ranges than this, counting repetitions, is compiled when it is read, to see
/// whether that is possible.
const LARGE: usize = 200_000;

/// What has no more than this, with the tables of Unicode left out, cannot be large.
const NEVER_LARGE: usize = 300;

impl Facts {
    /// The facts about `pattern`, and its size with all repetitions written out.
    ///
    /// # Errors
    /// If it is not a valid expression.
    pub fn of(pattern: &str, frequencies: &Frequencies) -> Result<(Self, usize), String> {
        let hir = parsed(pattern)?;
        let mut groups = Vec::new();
        named_groups(&hir, &mut groups);
        let shortest = hir.properties().minimum_len();
        let facts = Self { groups, shortest, wants: Wants::Formula(Formula::of(&hir, frequencies)) };
        Ok((facts, written_out(&hir)))
    }

    /// Lays them out, with the numbers of literals that `number` gives.
    pub fn write(&self, number: &mut dyn FnMut(&Literal) -> u32, out: &mut Writer) {
        out.long(self.shortest.unwrap_or(usize::MAX));
        out.short(self.groups.len());
        for (name, number) in &self.groups {
            out.short(*number);
            out.block(name.as_bytes());
        }
        self.needs(number).write(out);
    }

    /// What a text must have for it to match, with the numbers of literals that `number` gives.
    pub fn needs(&self, number: &mut dyn FnMut(&Literal) -> u32) -> Needs<'static> {
        match &self.wants {
            Wants::Formula(formula) => Needs::of(formula, number),
            Wants::LaidOut(needs) => needs.clone(),
        }
    }

    /// Reads facts that are laid out.
    pub fn read(from: &mut Reader<'static>) -> Self {
        let shortest = Some(from.long()).filter(|&shortest| shortest != u32::MAX as usize);
        let mut groups = Vec::new();
        for _ in 0..from.short() {
            let number = from.short();
            groups.push((from.text().to_owned(), number));
        }
        Self { groups, shortest, wants: Wants::LaidOut(Needs::read(from)) }
    }
}

/// `pattern` as written, case aside. Where it can be, it is read without the tables of Unicode, which is much faster and
/// gives the same facts.
fn parsed(pattern: &str) -> Result<Hir, String> {
    let plainly = || ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok();
    // Flags such as `(?-u)` say themselves which tables they want.
    let is_flag = |c: &char| c.is_ascii_alphabetic() || *c == '-';
    let flags = |rest: &str| rest.chars().take_while(is_flag).any(|c| c == 'u');
    let has_flags =
        pattern.match_indices("(?").any(|(at, _)| !pattern[at + 2..].starts_with('P') && flags(&pattern[at + 2..]));
    let hir = if has_flags { None } else { plainly() };
    match hir {
        Some(hir) => Ok(hir),
        None => Parser::new().parse(pattern).map_err(|error| short_error(&error.to_string())),
    }
}

/// `pattern` as it is searched for. `\b` has its ASCII meaning.
///
/// # Errors
/// If it is not a valid expression.
pub fn searched(pattern: &str, match_case: bool) -> Result<Hir, String> {
    let parsed = ParserBuilder::new().case_insensitive(!match_case).build().parse(&ascii_boundaries(pattern));
    parsed.map_err(|error| short_error(&error.to_string()))
}

/// Whether an expression whose size [`Facts::of`] gives as `size` would take too much, over all characters.
pub fn is_too_large(pattern: &str, match_case: bool, size: usize) -> bool {
    let compiles = |hir: &Hir| {
        let config = Config::new().nfa_size_limit(Some(LARGEST));
        Compiler::new().configure(config).build_from_hir(hir).is_ok()
    };
    size > NEVER_LARGE && searched(pattern, match_case).is_ok_and(|hir| written_out(&hir) > LARGE && !compiles(&hir))
}

/// The automaton of an expression, over the page if the page can say it; and whether it could.
pub fn automaton(hir: &Hir, page: &Page) -> Option<(NFA, bool)> {
    let config = |utf8| Config::new().utf8(utf8).nfa_size_limit(Some(LARGEST));
    match page.translated(hir) {
        Some(hir) => Some((Compiler::new().configure(config(false)).build_from_hir(&hir).ok()?, true)),
        None => Some((Compiler::new().configure(config(true)).build_from_hir(hir).ok()?, false)),
    }
}

/// The instructions of an expression, and whether they are over the page.
pub fn program(hir: &Hir, page: &Page) -> Option<(Program<'static>, bool)> {
    automaton(hir, page).map(|(nfa, is_coded)| (Program::of(&nfa), is_coded))
}

fn named_groups(hir: &Hir, groups: &mut Vec<(String, usize)>) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            groups.extend(capture.name.as_deref().map(|name| (name.to_owned(), capture.index as usize)));
            named_groups(&capture.sub, groups);
        }
        HirKind::Repetition(repetition) => named_groups(&repetition.sub, groups),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| named_groups(part, groups))
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// The number of characters and ranges of an expression whose repetitions are written out.
fn written_out(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Capture(capture) => written_out(&capture.sub),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1) as usize;
            written_out(&repetition.sub).saturating_mul(times)
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().fold(0, |sum: usize, part| sum.saturating_add(written_out(part)))
        }
    }
}

fn ascii_boundaries(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('b')) if !chars.as_str()[1..].starts_with('{') => {
                chars.next();
                out.push_str(r"(?-u:\b)");
            }
            ('\\', Some(escaped)) => {
                chars.next();
                out.extend([c, escaped]);
            }
            _ => out.push(c),
        }
    }
    out
}

fn short_error(message: &str) -> String {
    let last = message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or(message);
    let last = last.trim().trim_start_matches("error: ");
    if last.starts_with("look-around") {
        return "look-around is not supported; use `unless` or `only` for words nearby".into();
    }
    last.to_owned()
}
