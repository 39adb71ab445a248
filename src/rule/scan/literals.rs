//! The literals that an expression cannot match without: they are what the one scan looks for in its stead.

use regex_syntax::hir::{Hir, HirKind};

/// The most literals that one pattern puts into the scan.
const MOST_LITERALS: usize = 200;

fn is_useful(set: &[String]) -> bool {
    !set.is_empty() && set.len() <= MOST_LITERALS && shortest(set) >= 2
}

fn shortest(set: &[String]) -> usize {
    set.iter().map(|literal| literal.trim().len()).min().unwrap_or(0)
}

/// Literals one of which every match contains; `None` where there is no useful set.
pub(super) fn required(hir: &Hir) -> Option<Vec<String>> {
    in_every_match(hir).filter(|set| is_useful(set))
}

/// The same, useful or not. The scan folds ASCII case, so other letters are left out.
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
