//! [`Pattern`]: what a check looks for in the prose; [`Hit`]: where it was found.

use crate::expression::Expression;
use crate::prose::Prose;
use crate::text::Span;

/// A phrase or a regular expression.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Literal text, found as whole words.
    Phrase {
        /// The words, single-spaced.
        text: String,
        /// Whether capitals matter.
        match_case: bool,
    },
    /// A regular expression, run within each block.
    Regex(Expression),
}

/// A place where a pattern was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The place.
    pub span: Span<Prose>,
    /// The number of the pattern among those of the check.
    pub pattern: usize,
    /// The places of the capture groups, the whole match first; empty for a phrase.
    pub groups: Vec<Option<Span<Prose>>>,
}

impl Hit {
    /// The place of the group `name`, if the pattern has it and it took part in the match.
    #[must_use]
    pub fn group(&self, patterns: &[Pattern], name: &str) -> Option<Span<Prose>> {
        let Pattern::Regex(expression) = &patterns[self.pattern] else { return None };
        self.groups.get(expression.group(name)?).copied().flatten()
    }

    /// The place that a finding is about: that of the group `mark`, or else the whole match.
    #[must_use]
    pub fn marked(&self, patterns: &[Pattern], mark: Option<&str>) -> Span<Prose> {
        mark.and_then(|mark| self.group(patterns, mark)).unwrap_or(self.span)
    }
}

impl Pattern {
    /// A regular expression without look-around; case does not matter unless `match_case`.
    ///
    /// # Errors
    /// If the expression is invalid, can never match, or matches the empty string.
    pub fn regex(pattern: &str, match_case: bool) -> Result<Self, String> {
        let expression = Expression::parse(pattern, match_case)?;
        match expression.shortest() {
            Some(0) => Err("this pattern matches the empty string, so it would match everywhere".into()),
            None => Err("this pattern can never match".into()),
            Some(_) => Ok(Self::Regex(expression)),
        }
    }

    /// The forms in which a phrase is looked for: a straight apostrophe matches a curly one too.
    #[must_use]
    pub fn forms(&self) -> Vec<String> {
        match self {
            Self::Phrase { text, .. } if text.contains('\'') => vec![text.clone(), text.replace('\'', "’")],
            Self::Phrase { text, .. } => vec![text.clone()],
            Self::Regex(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_match_nothing_or_everything_are_refused() {
        assert!(Pattern::regex("x*", false).is_err());
        assert!(Pattern::regex(r"[^\s\S]", false).is_err());
        assert!(Pattern::regex("(", false).is_err());
    }
}
