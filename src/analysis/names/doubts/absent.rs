//! Names in a headline that the text below it never has: another name, or one cut in editing.

use crate::analysis::names::mentions::Draft;
use crate::language::WordSet;
use crate::prose::Prose;
use crate::text::Span;

/// The least words of a text that must name everybody in its headline again.
const WHOLE: usize = 150;

/// Letters that two words share where one is made of the other: Mainers, Maine.
const STEM: usize = 4;

/// The places of such names; `is_headline` has for each block whether it is a headline.
pub fn absent(draft: &Draft, is_headline: &[bool]) -> Vec<Span<Prose>> {
    if !is_headline.contains(&true) {
        return Vec::new();
    }
    let mut below = 0;
    let mut stems: WordSet<&str> = WordSet::default();
    for word in draft.words.iter().filter(|word| !is_headline[word.block]) {
        below += 1;
        let end = word.fold.char_indices().nth(STEM).map_or(word.fold.len(), |(at, _)| at);
        stems.insert(&word.fold[..end]);
    }
    if below < WHOLE {
        return Vec::new();
    }
    let lexicon = draft.lexicon;
    let above = draft.words.iter().filter(|word| is_headline[word.block] && word.capital() && !word.mute);
    let strange = above.filter(|word| {
        let marks = draft.evidence.marks(&word.fold);
        let Some((end, _)) = word.fold.char_indices().nth(STEM) else { return false };
        let name = marks.surname() && !marks.word() && !marks.given();
        // “You’d”, “Achilles’ heel”: an apostrophe that is not a possessive with *s*.
        let apostrophe =
            draft.text[word.start..].chars().take(word.fold.chars().count() + 1).any(|c| matches!(c, '\'' | '’'));
        let short = apostrophe && !word.is_possessive();
        name && !short
            && !draft.register.knows(&word.fold)
            && !lexicon.honorifics.contains(&word.fold)
            && !lexicon.calendar.contains(&word.fold)
            && !draft.coined(&word.fold)
            && !stems.contains(&word.fold[..end])
    });
    strange.map(|word| word.span()).collect()
}
