//! [`Run`]: words that make one name, with the title before it set apart.
//!
//! Blocks in title case are left out: there capitals do not tell where a name ends.

use super::mention::Draft;

/// A name as it stands in the draft; numbers of words, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub first: usize,
    pub last: usize,
    /// Titles and roles before the name.
    pub title: Option<(usize, usize)>,
}

/// All runs of capitalised words, in order.
pub fn runs(draft: &Draft) -> Vec<Run> {
    let mut runs = Vec::new();
    let lexicon = &draft.names.lexicon;
    let mut at = 0;
    while at < draft.words.len() {
        let word = &draft.words[at];
        if !word.capital() || word.mute || word.titled || word.fold == "i" || opener(draft, at) {
            at += 1;
            continue;
        }
        let mut last = at;
        while let Some(next) = extended(draft, last) {
            last = next;
        }
        // “On Monday Gerda Malinowsky”: the day is no part of the name.
        let day = |i: &usize| lexicon.calendar.contains(&*draft.words[*i].fold) && !given(draft, *i);
        let first = (at..last).find(|i| !day(i)).unwrap_or(at);
        split(draft, first, last, &mut runs);
        at = last + 1;
    }
    runs
}

fn given(draft: &Draft, at: usize) -> bool {
    draft.names.evidence.marks(&draft.words[at].fold).given()
}

/// An ordinary word that only opens a sentence, unless a known name begins with it: “Xi Jinping”.
fn opener(draft: &Draft, at: usize) -> bool {
    draft.opener(at)
        && !(draft.joined(at)
            && draft.names.register.find(&format!("{} {}", draft.words[at].fold, draft.words[at + 1].fold)).is_some())
}

/// The last word of the run if it goes on after word `at`: the next word, or one after small words inside a name.
fn extended(draft: &Draft, at: usize) -> Option<usize> {
    let capital = |i: usize| draft.words.get(i).is_some_and(|w| w.capital() && !w.mute);
    if !draft.joined(at) {
        return None;
    }
    if capital(at + 1) {
        return Some(at + 1);
    }
    let next = draft.words.get(at + 1)?;
    let (small, lexicon) = (&next.fold, &draft.names.lexicon);
    // “Moon Jae-in”
    let tail = &draft.text[next.gap.0..next.gap.1] == "-" && small.len() <= 4;
    if tail && (lexicon.words.syllables.contains(small) || !draft.names.evidence.marks(small).word()) {
        return Some(at + 1);
    }
    let person = lexicon.words.particles.contains(small);
    let link = lexicon.words.links.contains(small);
    if !(person || link) || !draft.joined(at + 1) {
        return None;
    }
    if link {
        // “University of Pennsylvania”, “secretary of state”: only after a word that asks for more.
        let head = (0..4).map_while(|back| at.checked_sub(back)).take_while(|&i| draft.words[i].capital());
        let asks = |i: usize| {
            let fold = &draft.words[i].fold;
            lexicon.heads.contains_key(fold) || lexicon.honorifics.contains(fold)
        };
        if !head.into_iter().any(asks) {
            return None;
        }
    }
    let next = at + 2;
    if capital(next) {
        return Some(next);
    }
    let the = lexicon.words.articles.contains(&draft.words.get(next)?.fold);
    (the && draft.joined(next) && capital(next + 1)).then_some(next + 1)
}

/// Sets the title apart: all up to the last word that is one, with “of State” after it.
fn split(draft: &Draft, first: usize, last: usize, runs: &mut Vec<Run>) {
    let lexicon = &draft.names.lexicon;
    let honorific = |i: usize| lexicon.honorifics.contains(&draft.words[i].fold);
    // “Chief Justice Earl Warren”: after a title such a word is a given name.
    let title = |i: usize| honorific(i) && !(i > first && honorific(i - 1) && i < last && given(draft, i));
    let Some(mut end) = (first..=last).rev().find(|&i| title(i)) else {
        runs.push(Run { first, last, title: None });
        return;
    };
    if end < last && lexicon.words.links.contains(&draft.words[end + 1].fold) {
        let given = |i: &usize| draft.words[*i].capital() && draft.names.evidence.marks(&draft.words[*i].fold).given();
        match (end + 3..=last).find(given) {
            Some(name) => end = name - 1,
            None if draft.words[first..=last].iter().any(|w| lexicon.heads.contains_key(&w.fold)) => {
                runs.push(Run { first, last, title: None });
                return;
            }
            None => return,
        }
    }
    // “On Monday Gov. Brown”: the day is no part of the title.
    let first = (first..=end).find(|&i| !lexicon.calendar.contains(&draft.words[i].fold)).unwrap_or(end);
    if end < last {
        // “Prime Minister Ilir Dragosh of Karsovia”: the title asked for more, not the name.
        let head = |i: usize| lexicon.heads.contains_key(&draft.words[i].fold);
        let link = |i: &usize| lexicon.words.links.contains(&draft.words[*i].fold) && !(end + 1..*i).any(head);
        let last = (end + 2..=last).find(link).map_or(last, |link| link - 1);
        runs.push(Run { first: end + 1, last, title: Some((first, end)) });
    } else if end > first && draft.words[first..end].iter().any(|w| lexicon.heads.contains_key(&w.fold)) {
        // “a Federal Reserve Bank Chairman”: the body stands before the title.
        runs.push(Run { first, last: end - 1, title: None });
    }
}
