//! Names in a headline that the text below it never has: another name, or one cut in editing.

use crate::analysis::names::mentions::{Draft, Word};
use crate::language::NameTags;
use crate::prose::Prose;
use crate::text::Span;

/// The minimum number of words of a text that must name everybody in its headline again.
const WHOLE: usize = 150;

/// Letters that two words share where one is made of the other: Mainers, Maine.
const STEM: usize = 4;

/// The places of such names.
pub fn absent(draft: &Draft) -> Vec<Span<Prose>> {
    if draft.headlines.is_empty() {
        return Vec::new();
    }
    let is_above = |word: &Word| {
        let next = draft.headlines.partition_point(|headline| headline.end <= word.start());
        draft.headlines.get(next).is_some_and(|headline| headline.holds(word.start()))
    };
    let above = draft.capitals().map(|at| draft.word(at)).filter(is_above);
    let mut strange: Vec<Word> = above.filter(|word| is_strange(draft, *word)).collect();
    if strange.is_empty() {
        return Vec::new();
    }
    if draft.words_in(..).filter(|word| !is_above(word)).nth(WHOLE - 1).is_none() {
        return Vec::new();
    }
    // A headline has few names, so that each word of the text is compared with all of them.
    for word in draft.words_in(..) {
        let fold = draft.fold(word);
        if strange.iter().any(|of| fold.starts_with(stem(draft.fold(*of)))) && !is_above(&word) {
            strange.retain(|of| !fold.starts_with(stem(draft.fold(*of))));
        }
    }
    strange.into_iter().map(Word::span).collect()
}

/// The letters by which a name, which has more, is compared with other words.
fn stem(fold: &str) -> &str {
    fold.char_indices().nth(STEM).map_or(fold, |(end, _)| &fold[..end])
}

/// Whether a word of a headline can only be a name that readers do not know.
fn is_strange(draft: &Draft, word: Word) -> bool {
    let (fold, marks) = (draft.fold(word), draft.marks(word));
    let letters = fold.chars().count();
    let name = marks.surname() && !marks.word() && !marks.given();
    if word.is_mute() || !name || letters <= STEM {
        return false;
    }
    // “You’d”, “Achilles’ heel”: an apostrophe that is not a possessive with *s*.
    let apostrophe = draft.text[word.start()..].chars().take(letters + 1).any(|c| matches!(c, '\'' | '’'));
    let short = apostrophe && !word.is_possessive();
    !short
        && !draft.register.knows(fold)
        && !draft.is(word, NameTags::HONORIFIC.or(NameTags::CALENDAR))
        && !draft.coined(fold)
}
