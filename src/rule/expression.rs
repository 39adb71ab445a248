//! [`Expression`]: a regular expression, checked when it is read and built when it is first needed.
//!
//! Most drafts need few of the expressions of all packs, and building one costs as much as reading a page.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};
use std::sync::{Arc, OnceLock};

/// A regular expression without look-around; clones share what is built.
///
/// `\b` is taken in its ASCII sense: the automaton that knows Unicode's gives up at the first curly quotation mark, and
/// what then takes over is a hundred times slower. [`cuts_a_word`] puts right what that finds too much.
#[derive(Clone, Debug)]
pub struct Expression {
    pattern: String,
    match_case: bool,
    names: Vec<String>,
    built: Arc<OnceLock<Option<Regex>>>,
}

/// What one expression may take, in bytes.
const LARGEST: usize = 50 << 20;

impl Expression {
    /// Reads `pattern`; without `match_case`, case does not matter.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(pattern: &str, match_case: bool) -> Result<Self, String> {
        let expression = Self { pattern: pattern.into(), match_case, names: Vec::new(), built: Arc::default() };
        let mut names = Vec::new();
        group_names(&expression.hir()?, &mut names);
        Ok(Self { names, ..expression })
    }

    /// The expression as regex-syntax understands it, case as written.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub(super) fn hir(&self) -> Result<Hir, String> {
        regex_syntax::Parser::new().parse(&self.pattern).map_err(|error| short_error(&error.to_string()))
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

    /// The expression, built; `None` where it is too large to be.
    pub(super) fn regex(&self) -> Option<&Regex> {
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

/// Whether a match at `start..end` of `text` begins or ends beside a letter outside ASCII, inside a word.
pub(super) fn cuts_a_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let foreign = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    let (head, tail) = (text[start..end].chars().next(), text[start..end].chars().next_back());
    (letter(head) && foreign(text[..start].chars().next_back()))
        || (letter(tail) && foreign(text[end..].chars().next()))
}

fn short_error(message: &str) -> String {
    let last = message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or(message);
    last.trim().trim_start_matches("error: ").to_owned()
}
