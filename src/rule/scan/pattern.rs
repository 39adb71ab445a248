//! [`Pattern`]: what a check wants found in the prose, and where it was.

use super::expression::Expression;
use crate::prose::Prose;
use crate::text::Span;

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

impl Hit {
    /// The place of the group called `name`, where one of `patterns` has it and it took part in the match.
    #[must_use]
    pub fn group(&self, patterns: &[Pattern], name: &str) -> Option<Span<Prose>> {
        let Pattern::Regex(expression) = &patterns[self.pattern] else { return None };
        self.groups.get(expression.group(name)?).copied().flatten()
    }

    /// The place that a finding is about: that of the group called `mark`, else the whole.
    #[must_use]
    pub fn marked(&self, patterns: &[Pattern], mark: Option<&str>) -> Span<Prose> {
        mark.and_then(|mark| self.group(patterns, mark)).unwrap_or(self.span)
    }
}

impl Pattern {
    /// A regular expression without look-around; case does not matter unless `match_case`.
    ///
    /// # Errors
    /// Says what is wrong with the expression, or that it matches nothing or the empty text.
    pub fn regex(pattern: &str, match_case: bool) -> Result<Self, String> {
        let expression = Expression::parse(pattern, match_case)?;
        match expression.shortest() {
            Some(0) => Err("the pattern matches the empty text, so it would be found everywhere".into()),
            None => Err("the pattern can never match".into()),
            Some(_) => Ok(Self::Regex(expression)),
        }
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
            Self::Regex(expression) => expression.literals().map(<[String]>::to_vec),
        }
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
