//! [`Pattern`]: what a check wants found in the prose, and the literals that it cannot be found without.

use crate::prose::Prose;
use crate::text::Span;
use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};

/// A phrase or a regular expression.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Words that stand for themselves, as whole words.
    Phrase {
        /// The words, single-spaced.
        text: String,
        /// Whether capitals matter.
        match_case: bool,
    },
    /// A regular expression, run within each block.
    Regex(Regex),
}

/// A place that a pattern was found at.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The place.
    pub span: Span<Prose>,
    /// Which of the check's patterns.
    pub pattern: usize,
    /// The places of a regular expression's groups, the whole match first; empty for a phrase.
    pub groups: Vec<Option<Span<Prose>>>,
}

impl Pattern {
    /// A regular expression without look-around; case does not matter unless `match_case`.
    ///
    /// # Errors
    /// Says what is wrong with the expression, or that it matches nothing or the empty text.
    pub fn regex(pattern: &str, match_case: bool) -> Result<Self, String> {
        let regex = regex(pattern, match_case)?;
        let hir = regex_syntax::Parser::new().parse(pattern).map_err(|error| short_error(&error.to_string()))?;
        if matches!(hir.kind(), HirKind::Empty | HirKind::Look(_)) || hir.properties().minimum_len() == Some(0) {
            return Err("the pattern matches the empty text, so it would be found everywhere".into());
        }
        if hir.properties().minimum_len().is_none() {
            return Err("the pattern can never match".into());
        }
        Ok(Self::Regex(regex))
    }

    /// Literals one of which must stand wherever the pattern matches; `None` where there is no useful set.
    #[must_use]
    pub fn literals(&self) -> Option<Vec<String>> {
        match self {
            Self::Phrase { text, .. } => {
                let mut forms = vec![text.clone()];
                if text.contains('\'') {
                    forms.push(text.replace('\'', "’")); // a straight apostrophe stands for a curly one too
                }
                Some(forms)
            }
            Self::Regex(regex) => {
                let hir = regex_syntax::Parser::new().parse(regex.as_str()).ok()?;
                required(&hir).filter(|set| is_useful(set))
            }
        }
    }
}

/// `pattern` as a regular expression; without `match_case`, case does not matter.
///
/// `\b` is taken in its ASCII sense: the automaton that knows Unicode's gives up at the first curly quotation mark, and
/// what then takes over is a hundred times slower. [`cuts_a_word`] puts right what that finds too much.
///
/// # Errors
/// Says what is wrong with the expression.
pub(super) fn regex(pattern: &str, match_case: bool) -> Result<Regex, String> {
    let build = |pattern: &str| RegexBuilder::new(pattern).case_insensitive(!match_case).size_limit(10 << 20).build();
    build(pattern).map_err(|error| short_error(&error.to_string()))?; // so that the message speaks of what was written
    build(&ascii_boundaries(pattern)).map_err(|error| short_error(&error.to_string()))
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

/// The most literals that one pattern puts into the scan.
const MOST_LITERALS: usize = 200;

fn is_useful(set: &[String]) -> bool {
    !set.is_empty() && set.len() <= MOST_LITERALS && shortest(set) >= 2
}

fn shortest(set: &[String]) -> usize {
    set.iter().map(|literal| literal.trim().len()).min().unwrap_or(0)
}

/// A set of literals one of which every match contains. The scan folds ASCII case, so other letters are left out.
fn required(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let longest = text.split(|c: char| !c.is_ascii() && c.is_alphabetic()).max_by_key(|part| part.len())?;
            (!longest.trim().is_empty()).then(|| vec![longest.to_owned()])
        }
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => {
            let sets = parts.iter().filter_map(required).filter(|set| set.len() <= MOST_LITERALS);
            sets.max_by_key(|set| (shortest(set).min(6), std::cmp::Reverse(set.len())))
        }
        HirKind::Alternation(parts) => {
            let mut union = Vec::new();
            for part in parts {
                union.extend(required(part)?);
            }
            Some(union)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_what_a_match_cannot_do_without() {
        let of = |pattern: &str| Pattern::regex(pattern, false).expect("well-formed").literals();
        assert_eq!(of(r"\b(is|are) (widely )?expected to\b"), Some(vec!["expected to".into()]));
        assert_eq!(of(r"(?:many|some) \w+"), Some(vec!["many".into(), "some".into()]));
        assert_eq!(of(r"\d+ ?%"), None);
    }

    #[test]
    fn patterns_that_match_nothing_or_everything_are_refused() {
        assert!(Pattern::regex("x*", false).is_err());
        assert!(Pattern::regex(r"[^\s\S]", false).is_err());
        assert!(Pattern::regex("(", false).is_err());
    }
}
