//! [`Pattern`]: what a check wants found in the prose, and the literals that it cannot be found without.

use super::expression::Expression;
use crate::prose::Prose;
use crate::text::Span;
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
    Regex(Expression),
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
        let expression = Expression::parse(pattern, match_case)?;
        let hir = expression.hir()?;
        if matches!(hir.kind(), HirKind::Empty | HirKind::Look(_)) || hir.properties().minimum_len() == Some(0) {
            return Err("the pattern matches the empty text, so it would be found everywhere".into());
        }
        if hir.properties().minimum_len().is_none() {
            return Err("the pattern can never match".into());
        }
        Ok(Self::Regex(expression))
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
            Self::Regex(expression) => required(&expression.hir().ok()?).filter(|set| is_useful(set)),
        }
    }
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
