//! Literals that a regular expression cannot match without. The scan looks for these instead of the expression.

use regex_syntax::hir::{Hir, HirKind};

/// The largest number of literals that one pattern adds to the scan.
const MOST_LITERALS: usize = 200;

fn is_useful(set: &[String]) -> bool {
    !set.is_empty() && set.len() <= MOST_LITERALS && shortest(set) >= 2
}

fn shortest(set: &[String]) -> usize {
    set.iter().map(|literal| literal.trim().len()).min().unwrap_or(0)
}

/// Literals of which every match contains one; `None` where there is no useful set.
pub(super) fn required(hir: &Hir) -> Option<Vec<String>> {
    in_every_match(hir).filter(|set| is_useful(set))
}

/// Such literals, useful or not. Non-ASCII letters are left out, since the scan ignores the case of ASCII letters only.
fn in_every_match(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let longest = text.split(|c: char| !c.is_ascii() && c.is_alphabetic()).max_by_key(|part| part.len())?;
            (!longest.trim().is_empty()).then(|| vec![longest.to_owned()])
        }
        HirKind::Capture(capture) => in_every_match(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => in_every_match(&repetition.sub),
        HirKind::Concat(parts) => {
            let sets = parts.iter().filter_map(in_every_match).filter(|set| set.len() <= MOST_LITERALS);
            sets.max_by_key(|set| (shortest(set).min(6), std::cmp::Reverse(set.len())))
        }
        HirKind::Alternation(parts) => {
            let mut union = Vec::new();
            for part in parts {
                union.extend(in_every_match(part)?);
            }
            Some(union)
        }
        _ => None,
    }
}
