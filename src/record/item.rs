//! [`Item`]: a part of a quotation as it is compared: a word, dots for words that are left out, or words in brackets that
//! stand for others.

use super::word::{Aside, Word};
use super::words::words;
use crate::language::Language;
use crate::prose::Prose;
use crate::text::Span;

/// A part of a quotation.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A word that must have been said.
    Word(Word),
    /// “…”: any words may have been said here. The place is that of the end of the word before.
    Gap(Span<Prose>),
    /// “[the president]”: a few words may have been said here, or none.
    Bracket(Vec<Word>, Span<Prose>),
}

impl Item {
    /// Its place in the draft.
    pub fn span(&self) -> Span<Prose> {
        match self {
            Self::Word(word) => word.span,
            Self::Gap(span) | Self::Bracket(_, span) => *span,
        }
    }

    /// The word, if it is one.
    pub const fn word(&self) -> Option<&Word> {
        match self {
            Self::Word(word) => Some(word),
            Self::Gap(_) | Self::Bracket(..) => None,
        }
    }
}

/// The parts of the quotation at `span` of `text`.
pub(super) fn items(text: &str, span: Span<Prose>, language: &Language) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut last_end = span.start;
    for word in words(text, &[span], language) {
        // Dots in brackets have no word that could carry them, so the marks between two words are looked at.
        let between = &text[last_end.min(word.span.start)..word.span.start];
        if has_dots(between) && !items.is_empty() && !matches!(items.last(), Some(Item::Gap(_))) {
            items.push(Item::Gap(Span::new(last_end, word.span.start)));
        }
        last_end = word.span.end.max(last_end);
        match (word.aside, items.last_mut()) {
            (Aside::Square(pair), Some(Item::Bracket(inside, place)))
                if inside.last().is_some_and(|last| last.aside == Aside::Square(pair)) =>
            {
                place.end = word.span.end;
                inside.push(word);
            }
            // “[S]takes”: a capital in brackets is the letter of a word, which `join_letters` has put together.
            (Aside::Square(_), _) => {
                let place = word.span;
                items.push(Item::Bracket(vec![word], place));
            }
            _ => items.push(Item::Word(word)),
        }
    }
    join_letters(items, text)
}

/// Whether marks between two words say that words were left out.
fn has_dots(marks: &str) -> bool {
    marks.contains('…') || marks.contains("...") || marks.contains(". . .")
}

/// “[S]takes” and “replac[ed]” as one word each.
fn join_letters(items: Vec<Item>, text: &str) -> Vec<Item> {
    let mut joined: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let touches = |one: &Item, other: &Item| {
            let between = text.get(one.span().end..other.span().start).unwrap_or(" ");
            !between.is_empty() && between.chars().all(|c| matches!(c, '[' | ']'))
        };
        match (joined.last_mut(), item) {
            (Some(last @ Item::Bracket(..)), Item::Word(word)) if touches(last, &Item::Word(word.clone())) => {
                let letters = match last {
                    Item::Bracket(inside, _) => inside.iter().map(|word| word.form.as_str()).collect::<String>(),
                    Item::Word(_) | Item::Gap(_) => String::new(),
                };
                let span = Span::new(last.span().start, word.span.end);
                *last = Item::Word(Word { form: letters + &word.form, span, aside: Aside::None, marked: true, ..word });
            }
            (Some(Item::Word(word)), Item::Bracket(inside, place))
                if touches(&Item::Word(word.clone()), &Item::Bracket(Vec::new(), place)) =>
            {
                // An ending in brackets makes another form of the word: nobody said exactly this.
                let span = Span::new(word.span.start, place.end);
                let mut all = vec![word.clone()];
                all.extend(inside);
                joined.pop();
                joined.push(Item::Bracket(all, span));
            }
            (_, item) => joined.push(item),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let items = items(text, Span::new(0, text.len()), &Language::default());
        let show = |item: &Item| match item {
            Item::Word(word) => word.form.clone(),
            Item::Gap(_) => "…".to_owned(),
            Item::Bracket(words, _) => {
                format!("[{}]", words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" "))
            }
        };
        items.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn dots_and_brackets_are_marks_and_a_letter_in_brackets_is_not() {
        assert_eq!(shown("We … will [the council] go"), "we … will [the council] go");
        assert_eq!(shown("We [...] go . . . there..."), "we … go … there");
        assert_eq!(shown("[S]takes are high"), "stakes are high");
        assert_eq!(shown("He replac[ed] it"), "he [replac ed] it");
    }
}
