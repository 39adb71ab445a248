//! Letters that readers of a field know, such as those of computing, in a draft that is about it.

use super::Acronym;
use crate::analysis::Page;
use crate::language::Field;

/// How many different words of a field show that a draft is for its readers. A story for everyone about a firm of the field
/// has a few.
const SIGNS: usize = 6;

/// Marks the acronyms that readers of the field know which the draft is about.
pub(super) fn mark(page: &Page, acronyms: &mut [Acronym]) {
    let is_open = |acronym: &Acronym| !acronym.bare.is_empty() && acronym.definitions.is_empty();
    if !acronyms.iter().any(is_open) {
        return;
    }
    for field in page.language.article.fields.iter() {
        let mut theirs = acronyms.iter_mut().filter(|acronym| field.words.contains(&acronym.letters)).peekable();
        if theirs.peek().is_some() && is_about(page, field) {
            theirs.for_each(|acronym| acronym.in_field = true);
        }
    }
}

/// Whether the draft has enough different words of the field.
fn is_about(page: &Page, field: &Field) -> bool {
    page.vocabulary.words().filter(|word| field.signs.contains(*word)).take(SIGNS).count() == SIGNS
}
