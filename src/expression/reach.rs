//! [`Reach`]: how far a literal may be from where a match begins, so that a match is looked for only there.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The largest distance from where a match begins, in two measures: a match begins within both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// In bytes; [`Reach::ANY`] where it is not limited.
    pub bytes: u16,
    /// In blanks; [`Reach::ANY`] where it is not limited.
    pub blanks: u16,
}

impl Reach {
    /// A distance without a limit.
    pub const ANY: u16 = u16::MAX;

    /// The maximum number of bytes of a character. Expressions are read without the tables of Unicode, so that what counts as one
    /// byte may be a character.
    const CHARACTER: usize = 4;

    /// The longest text that `hir` matches.
    pub fn of(hir: &Hir) -> Self {
        let bytes = hir.properties().maximum_len().and_then(|length| length.checked_mul(Self::CHARACTER));
        Self { bytes: limited(bytes), blanks: limited(blanks(hir)) }
    }

    /// One after the other.
    pub fn and(self, next: Self) -> Self {
        Self { bytes: self.bytes.saturating_add(next.bytes), blanks: self.blanks.saturating_add(next.blanks) }
    }

    /// The longer of two.
    pub fn or(self, other: Self) -> Self {
        Self { bytes: self.bytes.max(other.bytes), blanks: self.blanks.max(other.blanks) }
    }

    /// Whether it has a limit at all.
    pub const fn is_limited(self) -> bool {
        self.bytes != Self::ANY || self.blanks != Self::ANY
    }

    /// The first byte of `text` at which a match can begin that has the literal at byte `at`, as far as that is not before
    /// the byte `from`.
    pub fn start(self, text: &[u8], at: usize, from: usize) -> usize {
        let from = if self.bytes == Self::ANY { from } else { from.max(at.saturating_sub(self.bytes.into())) };
        if self.blanks == Self::ANY || from >= at {
            return from.min(at);
        }
        let mut blanks = text[from..at].iter().rev().enumerate().filter(|(_, byte)| **byte == b' ');
        blanks.nth(self.blanks.into()).map_or(from, |(before, _)| at - before)
    }
}

fn limited(length: Option<usize>) -> u16 {
    length.and_then(|length| u16::try_from(length).ok()).unwrap_or(Reach::ANY)
}

/// The maximum number of blanks in a text that `hir` matches; `None` where they are not limited.
fn blanks(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => Some(literal.0.iter().filter(|byte| **byte == b' ').count()),
        HirKind::Class(Class::Unicode(class)) => {
            Some(usize::from(class.ranges().iter().any(|range| range.start() <= ' ' && ' ' <= range.end())))
        }
        HirKind::Class(Class::Bytes(class)) => {
            Some(usize::from(class.ranges().iter().any(|range| range.start() <= b' ' && b' ' <= range.end())))
        }
        HirKind::Repetition(repetition) => match (blanks(&repetition.sub)?, repetition.max) {
            (0, _) => Some(0),
            (blanks, max) => blanks.checked_mul(usize::try_from(max?).ok()?),
        },
        HirKind::Capture(capture) => blanks(&capture.sub),
        HirKind::Concat(parts) => parts.iter().try_fold(0_usize, |sum, part| sum.checked_add(blanks(part)?)),
        HirKind::Alternation(parts) => parts.iter().try_fold(0, |most: usize, part| Some(most.max(blanks(part)?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(pattern: &str, text: &str, literal: &str) -> usize {
        let hir = regex_syntax::parse(pattern).expect("a valid expression");
        Reach::of(&hir).start(text.as_bytes(), text.find(literal).expect("it is there"), 0)
    }

    #[test]
    fn a_match_begins_within_reach_of_its_literal() {
        let text = "It fell by some forty-five or 45.5 per cent";
        assert_eq!(start("", text, "per cent"), text.find("per").unwrap_or_default());
        assert_eq!(start(r"[\d.]+ ", text, "per cent"), text.find("45.5").unwrap_or_default());
        assert_eq!(start(r"\w+-\w+ (?:or )?\S+ ", text, "per cent"), text.find("forty").unwrap_or_default());
        assert_eq!(start(r"\w ", text, "per cent"), text.find("45.5").unwrap_or_default());
        assert_eq!(start(r"(?:\w+ )+", text, "per cent"), 0);
    }
}
