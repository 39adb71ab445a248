//! [`Expression`]: a regular expression, checked when it is read and compiled when it is first needed.
//!
//! Most drafts need few of the expressions of all packs, and compiling one costs as much as reading a page.

use super::literals::required;
use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::sync::{Arc, OnceLock};

/// A regular expression without look-around; clones share the compiled form.
///
/// `\b` has its ASCII meaning: the fast automaton for the Unicode one gives up at the first curly quotation mark, and its
/// fallback is a hundred times slower. [`cuts_a_word`] rejects the matches that this admits wrongly.
#[derive(Clone, Debug)]
pub struct Expression {
    pattern: String,
    match_case: bool,
    names: Vec<String>,
    literals: Option<Arc<[String]>>,
    shortest: Option<usize>,
    built: Arc<OnceLock<Option<Regex>>>,
}

/// The largest compiled size of an expression, in bytes.
const LARGEST: usize = 50 << 20;

/// An expression with more characters and ranges than this, counting repetitions, is compiled when it is read, to see
/// whether that is possible.
const LARGE: usize = 200_000;

impl Expression {
    /// Reads `pattern`; without `match_case`, case does not matter.
    ///
    /// # Errors
    /// If it is not a valid expression.
    pub fn parse(pattern: &str, match_case: bool) -> Result<Self, String> {
        if pattern.contains('\u{8}') {
            return Err(r"“\b” in double quotation marks is a backspace; use single ones".into());
        }
        let hir = regex_syntax::Parser::new().parse(pattern).map_err(|error| short_error(&error.to_string()))?;
        let mut names = Vec::new();
        group_names(&hir, &mut names);
        let expression = Self {
            pattern: pattern.into(),
            match_case,
            names,
            literals: required(&hir).map(Arc::from),
            shortest: hir.properties().minimum_len(),
            built: Arc::default(),
        };
        if written_out(&hir) > LARGE && expression.regex().is_none() {
            return Err("the expression is too large; it repeats too much".into());
        }
        Ok(expression)
    }

    /// Reads a pattern for words that may or may not be there, and refuses one that always or never matches.
    ///
    /// # Errors
    /// If it is not a valid expression.
    pub fn sought(pattern: &str, match_case: bool) -> Result<Self, String> {
        const TEXTS: [&str; 4] = ["", "a", "Z 9.", "“é”,"]; // `^\W*$` is in the first of these, `x*` in all
        let expression = Self::parse(pattern, match_case)?;
        match expression.shortest {
            None => Err("this pattern can never match".into()),
            Some(0) if TEXTS.iter().all(|text| expression.is_match(text)) => {
                Err("this pattern matches every text, so the condition is always true".into())
            }
            Some(_) => Ok(expression),
        }
    }

    /// Literals of which every match contains one; `None` where there is no useful set.
    #[must_use]
    pub fn literals(&self) -> Option<&[String]> {
        self.literals.as_deref()
    }

    /// The length of the shortest possible match in bytes; `None` where it can never match.
    #[must_use]
    pub const fn shortest(&self) -> Option<usize> {
        self.shortest
    }

    /// The names of its groups.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The number of the group called `name`.
    pub(super) fn group(&self, name: &str) -> Option<usize> {
        self.regex()?.capture_names().position(|of| of == Some(name))
    }

    /// Whether it matches somewhere in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// Whether it has been compiled.
    pub(super) fn is_built(&self) -> bool {
        self.built.get().is_some()
    }

    /// The compiled expression; `None` where it is too large.
    pub(in crate::rule) fn regex(&self) -> Option<&Regex> {
        let build = || {
            let mut builder = RegexBuilder::new(&ascii_boundaries(&self.pattern));
            builder.case_insensitive(!self.match_case).size_limit(LARGEST).build().ok()
        };
        self.built.get_or_init(build).as_ref()
    }
}

fn group_names(hir: &Hir, names: &mut Vec<String>) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            names.extend(capture.name.as_deref().map(str::to_owned));
            group_names(&capture.sub, names);
        }
        HirKind::Repetition(repetition) => group_names(&repetition.sub, names),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().for_each(|part| group_names(part, names)),
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

/// Whether a match at `start..end` of `text` begins or ends inside a word, next to a letter outside ASCII.
pub(super) fn cuts_a_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let foreign = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    let (head, tail) = (text[start..end].chars().next(), text[start..end].chars().next_back());
    (letter(head) && foreign(text[..start].chars().next_back()))
        || (letter(tail) && foreign(text[end..].chars().next()))
}

fn short_error(message: &str) -> String {
    let last = message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or(message);
    let last = last.trim().trim_start_matches("error: ");
    if last.starts_with("look-around") {
        return "look-around is not supported; use `unless` or `only` for words nearby".into();
    }
    last.to_owned()
}
