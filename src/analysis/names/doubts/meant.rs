//! Forms that a draft means as it writes them: two spellings shown side by side, letters with a plural, a name that is new there.

use crate::analysis::names::mentions::{Draft, Form, Use, Word};
use crate::language::NameTags;

/// The maximum number of words between two spellings that are shown side by side.
const NEAR: usize = 3;

/// Marks for a change from one spelling to another, or for a choice.
const ARROWS: [&str; 6] = ["→", "⇒", "➔", "->", "=>", "/"];

/// The minimum number of capitals of letters with a plural.
const LETTERS: usize = 2;

/// Whether the draft shows the two as a choice or a change somewhere: “Smith or Smyth”, “Smith → Smyth”, “Pos-TV (or Post-TV)”.
/// `one` and `other` are their uses in order, and `word` gives the word of a use.
pub fn are_shown_together<U>(draft: &Draft, one: &[U], other: &[U], word: impl Fn(&U) -> usize) -> bool {
    one.iter().map(&word).any(|a| {
        let from = other.partition_point(|b| word(b) + NEAR + 1 < a);
        let mut near = other[from..].iter().map(&word).take_while(|&b| b <= a + NEAR + 1);
        near.any(|b| is_choice(draft, a.min(b), a.max(b)))
    })
}

/// Whether nothing but names stands between two words, and a word or mark that makes a choice of them.
fn is_choice(draft: &Draft, from: usize, to: usize) -> bool {
    let (first, last) = (draft.word(from), draft.word(to));
    if !draft.are_in_one_block(from, to) {
        return false;
    }
    let mut between = draft.words_in(from + 1..to);
    let turns = |word: Word| draft.is(word, NameTags::ALTERNATIVE);
    let shown = || ARROWS.iter().any(|arrow| draft.text[first.full_end()..last.start()].contains(arrow));
    between.clone().all(|word| word.capital() || turns(word)) && (between.any(turns) || shown())
}

/// Whether the form is always letters with the ending of a plural: APIs, ISPs. Most combinations of a few letters are one slip from
/// another one.
pub fn is_plural_of_letters(draft: &Draft, form: &Form) -> bool {
    let plurals = &draft.lexicon.words.plurals;
    let is_plural = |written: &str| {
        plurals.iter().filter_map(|ending| written.strip_suffix(ending.as_str())).any(|letters| {
            letters.chars().nth(LETTERS - 1).is_some() && letters.chars().all(|letter| letter.is_uppercase())
        })
    };
    !form.uses.is_empty() && form.uses.iter().all(|of| is_plural(draft.written(of.word())))
}

/// Whether each use introduces the name as new, or compares something else to it: “tools like Solang”, “a Digg-like site”.
pub fn is_new(draft: &Draft, form: &Form) -> bool {
    let words = &draft.lexicon.words;
    let is_introduced = |of: &Use| {
        let before = draft.text[..draft.word(of.word()).start()].trim_end_matches(['“', '"', '‘', '\'']);
        words.introductions.iter().any(|introduction| before.ends_with(introduction.as_str()))
    };
    let is_compared = |of: &Use| {
        let after = &draft.text[draft.word(of.word()).full_end()..];
        words.likenesses.iter().any(|likeness| after.starts_with(likeness.as_str()))
    };
    !form.uses.is_empty() && form.uses.iter().all(|of| is_introduced(of) || is_compared(of))
}
