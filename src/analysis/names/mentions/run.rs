//! [`Run`]: words that make one name, with the title before it set apart.
//!
//! Blocks in title case are left out: there, capitals do not show where a name ends.

use super::form::Draft;
use super::word::Word;
use crate::analysis::names::house::Roles;
use crate::language::{Marks, NameTags};

/// A name as it stands in the draft, by the numbers of its words; both ends are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
    /// Titles and roles before the name.
    pub title: Option<(usize, usize)>,
}

/// Runs in the order of the draft, in little memory: every name of a book is one.
#[derive(Default)]
pub struct Runs(Vec<Numbers>);

/// The numbers of the words of a [`Run`]: of its first and last, and of those of its title, or [`NO_TITLE`].
#[derive(Clone, Copy)]
struct Numbers {
    name: [u32; 2],
    title: [u32; 2],
}

const NO_TITLE: [u32; 2] = [u32::MAX; 2];

impl Runs {
    /// Adds a run.
    pub fn push(&mut self, run: Run) {
        let numbers = |(first, last): (usize, usize)| [first as u32, last as u32];
        self.0.push(Numbers { name: numbers((run.first, run.last)), title: run.title.map_or(NO_TITLE, numbers) });
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Run> + Clone + '_ {
        self.0.iter().map(|run| {
            let title = (run.title != NO_TITLE).then_some((run.title[0] as usize, run.title[1] as usize));
            Run { first: run.name[0] as usize, last: run.name[1] as usize, title }
        })
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }
}

/// All runs of capitalised words, in order. `is_spoken_for` says of a word in title case that it is part of a name all the same.
pub fn runs(draft: &Draft, is_spoken_for: impl Fn(Word) -> bool) -> Runs {
    let mut runs = Runs::default();
    // The words up to here belong to a run before.
    let mut done = 0;
    for at in draft.capitals() {
        let word = draft.word(at);
        let is_name = !word.is_mute() && !is_short_for_two(draft, word);
        if at < done || !is_name || (word.is_titled() && !is_spoken_for(word)) || opener(draft, at) {
            continue;
        }
        let mut last = at;
        while let Some(next) = extended(draft, last) {
            last = next;
        }
        // “On Monday Gerda Malinowsky”: the day is not part of the name.
        let day = |at: &usize| draft.is(draft.word(*at), NameTags::CALENDAR) && !given(draft, *at);
        let first = (at..last).find(|at| !day(at)).unwrap_or(at);
        split(draft, first, last, &mut runs);
        done = last + 1;
    }
    runs
}

/// “I”, “I'm”, “I'll”: a capital, and no name.
fn is_short_for_two(draft: &Draft, word: Word) -> bool {
    draft.is(word, NameTags::CAPITAL) || draft.is_contraction(word)
}

fn given(draft: &Draft, at: usize) -> bool {
    draft.marks(draft.word(at)).given()
}

/// Whether a word that may be a title is the surname at the end of its run: “Grace Bishop”, “Peter T. King”, and then “Bishop” or
/// “Professor Bishop”.
fn is_surname(draft: &Draft, first: usize, at: usize) -> bool {
    if !draft.marks(draft.word(at)).surname() {
        return false;
    }
    let before = (first..at).rev().find(|&at| !draft.is_letter(draft.word(at)));
    before.is_some_and(|before| {
        let word = draft.word(before);
        is_called(draft, draft.fold(word), draft.marks(word)) && !draft.is(word, NameTags::ROLE)
    }) || (before
        .map_or_else(|| !follows_article(draft, at), |before| draft.is(draft.word(before), NameTags::HONORIFIC))
        && is_introduced(draft, at))
}

/// “the King”: a title, whoever else is called King.
fn follows_article(draft: &Draft, at: usize) -> bool {
    at > 0 && draft.is(draft.word(at - 1), NameTags::DETERMINER)
}

/// Whether a word is a given name and not a place too.
fn is_called(draft: &Draft, fold: &str, marks: Marks) -> bool {
    marks.given() && !draft.register.place(fold)
}

/// Whether a given name stands before this word somewhere.
fn is_introduced(draft: &Draft, at: usize) -> bool {
    let form = draft.form_of(at).map(|form| &draft.forms[form]);
    form.is_some_and(|form| {
        form.lefts.iter().map(|&left| &draft.forms[left]).any(|left| is_called(draft, left.fold, left.marks))
    })
}

/// Whether an ordinary word only opens a sentence, and no known name begins with it, as “Xi Jinping” does.
fn opener(draft: &Draft, at: usize) -> bool {
    let begins_name = || {
        // Most words that open a sentence open no name.
        if !draft.roles(at).has(Roles::FIRST) || !draft.roles(at + 1).has(Roles::PART) {
            return false;
        }
        let two = [draft.fold(draft.word(at)), draft.fold(draft.word(at + 1))].join(" ");
        draft.register.find(&two).is_some()
    };
    // “J.J. Holm”: initials open no sentence.
    let is_initial = || draft.is_letter(draft.word(at)) && draft.text[draft.word(at).end()..].starts_with('.');
    // “PETER: It is fine.”: the label of a turn.
    let is_label = || given(draft, at) && draft.text[draft.word(at).full_end()..].starts_with(": ");
    draft.opener(at) && !(is_initial() || is_label() || (draft.joined(at) && begins_name()))
}

/// The last word of the run if it goes on after word `at`: the next word, or one after small words inside a name.
fn extended(draft: &Draft, at: usize) -> Option<usize> {
    let is_name = |word: Word| word.capital() && !word.is_mute() && !is_short_for_two(draft, word);
    let capital = |at: usize| draft.words.get(at).is_some_and(is_name);
    if !draft.joined(at) {
        return None;
    }
    if capital(at + 1) {
        return Some(at + 1);
    }
    let small = draft.words.get(at + 1)?;
    // “Moon Jae-in”: the second syllable of a Korean given name is lower case after its hyphen.
    let tail = draft.gap(at + 1) == "-" && draft.fold(small).len() <= 4;
    if tail && (draft.is(small, NameTags::SYLLABLE) || !draft.marks(small).word()) {
        return Some(at + 1);
    }
    let particle = draft.is(small, NameTags::PERSONAL_PARTICLE);
    let link = draft.is(small, NameTags::LINK);
    if !(particle || link) || !draft.joined(at + 1) || (link && !asks_for_more(draft, at)) {
        return None;
    }
    let next = at + 2;
    if capital(next) {
        return Some(next);
    }
    let article = draft.is(draft.words.get(next)?, NameTags::ARTICLE);
    (article && draft.joined(next) && capital(next + 1)).then_some(next + 1)
}

/// Whether one of the words up to `at` calls for an *of*: “University of Pennsylvania”, “secretary of state”. After others,
/// *of* only relates two names: “Feldkamp of Northfield”.
fn asks_for_more(draft: &Draft, at: usize) -> bool {
    let run = (0..4).map_while(|back| at.checked_sub(back)).take_while(|&at| draft.shape(at).capital());
    run.into_iter().any(|at| draft.is(draft.word(at), NameTags::HEAD.or(NameTags::HONORIFIC)))
}

/// Adds the run from `first` to `last` with its title set apart: all words up to the last one that is a title, with “of
/// State” after it.
fn split(draft: &Draft, first: usize, last: usize, runs: &mut Runs) {
    let is = |at: usize, tags: NameTags| draft.is(draft.word(at), tags);
    let honorific = |at: usize| is(at, NameTags::HONORIFIC);
    let head = |at: usize| is(at, NameTags::HEAD);
    let link = |at: usize| is(at, NameTags::LINK);
    // “Chief Justice Earl Warren”: after a title such a word is a given name.
    let title = |at: usize| {
        let is_given_name = at > first && honorific(at - 1) && at < last && given(draft, at);
        honorific(at) && !is_given_name && !(at == last && is_surname(draft, first, at))
    };
    let Some(mut end) = (first..=last).rev().find(|&at| title(at)) else {
        runs.push(Run { first, last, title: None });
        return;
    };
    if end < last && link(end + 1) {
        // “Secretary of State Anna Feldkamp”: the title ends where a given name begins.
        match (end + 3..=last).find(|&at| draft.shape(at).capital() && given(draft, at)) {
            Some(name) => end = name - 1,
            // “Justice of the Peace Court”: a body, and no title at all.
            None if (first..=last).any(head) => {
                runs.push(Run { first, last, title: None });
                return;
            }
            None => return,
        }
    }
    // “On Monday Gov. Brown”: the day is not part of the title.
    let first = (first..=end).find(|&at| !is(at, NameTags::CALENDAR)).unwrap_or(end);
    if end < last {
        // “Prime Minister Ilir Dragosh of Karsovia”: the title asked for more, not the name.
        let links_name = |&at: &usize| link(at) && !(end + 1..at).any(head);
        let last = (end + 2..=last).find(links_name).map_or(last, |link| link - 1);
        runs.push(Run { first: end + 1, last, title: Some((first, end)) });
    } else if end > first && (first..end).any(head) {
        // “a Federal Reserve Bank Chairman”: the body stands before the title.
        runs.push(Run { first, last: end - 1, title: None });
    }
}
