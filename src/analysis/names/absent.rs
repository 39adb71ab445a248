//! Names in a headline that the text below it never has: another name, or one cut in editing.

use super::mention::Draft;
use std::collections::HashSet;

/// A text of fewer words need not name everybody again.
const WHOLE: usize = 150;

/// Letters that two words share where one is made of the other: Mainers, Maine.
const STEM: usize = 4;

/// The places of such names; `headline` says which blocks are headlines.
pub fn absent(draft: &Draft, headline: &[bool]) -> Vec<(usize, usize)> {
    if !headline.contains(&true) {
        return Vec::new();
    }
    let mut below = 0;
    let mut stems: HashSet<&str> = HashSet::new();
    for word in draft.words.iter().filter(|word| !headline[word.block]) {
        below += 1;
        let end = word.fold.char_indices().nth(STEM).map_or(word.fold.len(), |(at, _)| at);
        stems.insert(&word.fold[..end]);
    }
    if below < WHOLE {
        return Vec::new();
    }
    let (register, lexicon) = (&draft.names.register, &draft.names.lexicon);
    let strange =
        draft.words.iter().filter(|word| headline[word.block] && word.capital() && !word.mute).filter(|word| {
            let marks = draft.names.evidence.marks(&word.fold);
            let Some((end, _)) = word.fold.char_indices().nth(STEM) else { return false };
            let name = marks.surname() && !marks.word() && !marks.given();
            // “You’d”, “Achilles’ heel”
            let apostrophe =
                draft.text[word.start..].chars().take(word.fold.chars().count() + 1).any(|c| matches!(c, '\'' | '’'));
            let short = apostrophe && word.full_end == word.end;
            name && !short
                && !register.knows(&word.fold)
                && !lexicon.honorifics.contains(&*word.fold)
                && !lexicon.calendar.contains(&*word.fold)
                && !draft.coined(&word.fold)
                && !stems.contains(&word.fold[..end])
        });
    strange.map(|word| (word.start, word.end)).collect()
}
