//! [`Word`]: a word of speech as it is compared, whether it was printed or recorded.
//!
//! Case, marks and hyphens are gone, contractions are written out, numbers are amounts. Each word keeps its place, so
//! that a difference can be shown at the very word.

use crate::language::Language;
use crate::prose::Prose;
use crate::text::Span;
use std::ops::Range;

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Lower case, in full; an amount in figures.
    pub form: String,
    /// Where it is written. The words of a contraction share a place.
    pub span: Span<Prose>,
    /// What stands between it and the next word.
    pub after: Break,
    /// The brackets that it stands in.
    pub aside: Aside,
    /// Whether no reader misses it.
    pub filler: bool,
    /// Whether it was written as part of a contraction, or as an ending whose word is not certain.
    pub contracted: bool,
    /// What kind of number it is.
    pub number: Number,
    /// Whether a letter of it stands in brackets.
    pub marked: bool,
    /// Whether it begins with a capital that does not come from the start of a sentence.
    pub name: bool,
}

/// What stands after a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Nothing, or a comma.
    #[default]
    None,
    /// The end of a sentence.
    Stop,
    /// A dash: the speaker may have started anew.
    Dash,
    /// Three dots.
    Ellipsis,
}

/// The brackets around a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Aside {
    /// None.
    #[default]
    None,
    /// Square ones: somebody else's words, with the number of the pair.
    Square(usize),
    /// Round ones.
    Round,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Number {
    /// It is not one.
    #[default]
    No,
    /// “four”.
    Spelled,
    /// “4”.
    Figures,
}

/// Calls `each` with every written word of `text`: letters and digits, with the apostrophes, points and commas inside.
pub(super) fn pieces(text: &str, mut each: impl FnMut(Range<usize>)) {
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let apostrophe = is_apostrophe(first) && chars.peek().is_some_and(|&(_, next)| next.is_alphabetic());
        let follows_word = before(text, start).is_some_and(char::is_alphanumeric);
        if !first.is_alphanumeric() && (!apostrophe || follows_word) {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        // Letters since the start or the last point: “U.S.” is one word, “go.Then” is two.
        let mut letters = 1;
        while let Some(&(at, c)) = chars.peek() {
            let next = text[at + c.len_utf8()..].chars().next();
            let inside = if c.is_alphanumeric() {
                letters += 1;
                true
            } else if is_apostrophe(c) {
                last.is_alphanumeric() && next.is_some_and(char::is_alphabetic)
            } else if c == ',' || c == '.' {
                let figures = last.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
                let after_next = text[at + c.len_utf8()..].chars().nth(1);
                let initials = c == '.'
                    && letters == 1
                    && last.is_alphabetic()
                    && next.is_some_and(char::is_alphabetic)
                    && !after_next.is_some_and(char::is_alphanumeric);
                if initials {
                    letters = 0;
                }
                figures || initials
            } else {
                false
            };
            if !inside {
                break;
            }
            chars.next();
            end = at + c.len_utf8();
            last = c;
        }
        each(start..end);
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// Adds to `lower` the written word `piece` in lower case with straight apostrophes, without points and commas.
pub(super) fn fold(piece: &str, lower: &mut String) {
    if piece.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        lower.extend(piece.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    let figures = piece.starts_with(|c: char| c.is_ascii_digit());
    for c in piece.chars() {
        match c {
            _ if is_apostrophe(c) => lower.push('\''),
            ',' => {}
            '.' if !figures => {}
            c => lower.extend(c.to_lowercase()),
        }
    }
}

/// The words of `span` of the prose.
pub(super) fn words(text: &str, span: Span<Prose>, language: &Language) -> Vec<Word> {
    let slice = span.of(text);
    let mut reader = Reader { language, words: Vec::new(), aside: Aside::None, pairs: 0, money: None, opens: true };
    let mut end = 0;
    let mut lower = String::new();
    pieces(slice, |piece| {
        reader.between(&slice[end..piece.start], span.start + end);
        end = piece.end;
        lower.clear();
        fold(&slice[piece.clone()], &mut lower);
        let capital = slice[piece.clone()].starts_with(char::is_uppercase);
        let place = Span::new(span.start + piece.start, span.start + piece.end);
        reader.word(&lower, capital, place);
    });
    reader.between(&slice[end..], span.start + end);
    reader.spend();
    let mut words = numbers(reader.words, language);
    let mut at = 0;
    while at < words.len() {
        let length = language.record.filler_phrase(at, |n| words.get(n).map(|word| word.form.as_str()));
        words[at..at + length].iter_mut().for_each(|word| word.filler = true);
        at += length.max(1);
    }
    words
}

struct Reader<'a> {
    language: &'a Language,
    words: Vec<Word>,
    aside: Aside,
    /// Square brackets that were opened so far.
    pairs: usize,
    /// The word for a sign of money, which waits for its amount, and the place of the last figure of that amount.
    money: Option<(String, Option<Span<Prose>>)>,
    /// Whether the next word opens a sentence.
    opens: bool,
}

impl Reader<'_> {
    /// Reads what stands between two words, from byte `at`.
    fn between(&mut self, marks: &str, at: usize) {
        let mut pause = Break::None;
        let mut dashes = 0;
        let mut points = 0;
        for (offset, c) in marks.char_indices() {
            dashes = if matches!(c, '-' | '–' | '—') { dashes + 1 } else { 0 };
            points = if c == '.' { points + 1 } else { 0 };
            let place = Span::new(at + offset, at + offset + c.len_utf8());
            match c {
                '[' => {
                    self.pairs += 1;
                    self.aside = Aside::Square(self.pairs);
                    self.opens = true;
                }
                '(' => self.aside = Aside::Round,
                ']' | ')' => self.aside = Aside::None,
                '.' | '?' | '!' | ':' | '\n' | '“' | '"' | '‘' | '”' => {
                    pause = pause.max(Break::Stop);
                    self.opens = true;
                }
                '…' => pause = Break::Ellipsis,
                '—' => pause = pause.max(Break::Dash),
                '-' | '–' => {
                    let alone = marks[..offset].ends_with(char::is_whitespace);
                    let followed = marks[offset + c.len_utf8()..].starts_with(char::is_whitespace);
                    if dashes > 1 || (alone && (followed || marks.len() == offset + c.len_utf8())) {
                        pause = pause.max(Break::Dash);
                    }
                }
                _ => {}
            }
            if points >= 3 {
                pause = Break::Ellipsis;
            }
            if let Some(word) = self.language.record.money(c) {
                self.money = Some((word.to_owned(), None));
            }
            if let Some(word) = self.language.record.sign(c) {
                let word = word.to_owned();
                self.push(&word, place, false);
            }
        }
        if let Some(last) = self.words.last_mut() {
            last.after = last.after.max(pause);
        }
    }

    /// Adds the written word `lower`, in full.
    fn word(&mut self, lower: &str, capital: bool, place: Span<Prose>) {
        let name = capital && !self.opens;
        self.opens = false;
        if !self.language.numbers.is_scale(lower) {
            self.spend();
        }
        let record = &self.language.record;
        // A quotation mark before a word reads like an apostrophe, unless the word is one that loses its beginning.
        let lower = if record.in_full(lower).is_some() { lower } else { lower.trim_start_matches('\'') };
        if let Some(full) = record.in_full(lower) {
            full.iter().for_each(|word| self.push(word, place, true));
        } else if let Some((base, ending)) = lower.rsplit_once('\'').filter(|(base, _)| !base.is_empty()) {
            if let Some(verb) = record.negated(lower) {
                let not = record.not().to_owned();
                self.push(verb, place, false);
                self.push(&not, place, true);
            } else if record.clitic(ending).is_some() {
                self.push(base, place, false);
                self.push(&format!("'{ending}"), place, true);
            } else {
                self.push(&lower.replace('\'', ""), place, false);
            }
        } else {
            self.push(lower, place, false);
        }
        if let Some(last) = self.words.last_mut() {
            last.name = name;
        }
        if let Some((_, amount)) = &mut self.money {
            *amount = Some(place);
        }
    }

    /// Adds the word for a sign of money after the amount that it stands before.
    fn spend(&mut self) {
        if let Some((money, Some(place))) = self.money.take_if(|(_, amount)| amount.is_some()) {
            self.push(&money, place, false);
        }
    }

    fn push(&mut self, form: &str, span: Span<Prose>, contracted: bool) {
        self.words.push(Word {
            form: form.to_owned(),
            span,
            after: Break::None,
            aside: self.aside,
            filler: self.language.record.is_filler(form),
            contracted,
            number: Number::No,
            marked: false,
            name: false,
        });
    }
}

/// Words of a number at most: “three hundred and twenty-five million” has no more without its “and”.
const LONGEST_NUMBER: usize = 5;

/// `words` with each number as one amount.
fn numbers(words: Vec<Word>, language: &Language) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        if let Some(ordinal) = language.numbers.ordinal(&word.form) {
            joined.push(Word { form: format!("{ordinal}."), number: written(word), ..word.clone() });
            at += 1;
            continue;
        }
        let mut text = String::new();
        let mut found = None;
        for (count, next) in words[at..].iter().take(LONGEST_NUMBER).enumerate() {
            if count > 0 {
                // A sign of money stands in the words after the first figure; its amount may go on after it.
                if words[at + count - 1].after != Break::None || next.aside != word.aside {
                    break;
                }
                text.push(' ');
            }
            text.push_str(&next.form);
            match language.numbers.cardinal(&text) {
                Some(value) => found = Some((count + 1, value)),
                None => break,
            }
        }
        let Some((count, value)) = found else {
            joined.push(word.clone());
            at += 1;
            continue;
        };
        let last = &words[at + count - 1];
        let span = Span::new(word.span.start, last.span.end);
        joined.push(Word { form: value.to_string(), span, after: last.after, number: written(word), ..word.clone() });
        at += count;
    }
    joined
}

fn written(word: &Word) -> Number {
    if word.form.starts_with(|c: char| c.is_ascii_digit()) { Number::Figures } else { Number::Spelled }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> String {
        let words = words(text, Span::new(0, text.len()), &Language::default());
        words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_compared_in_full_and_numbers_as_amounts() {
        assert_eq!(forms("We won't go, I’m told; he can't."), "we will not go i 'm told he can not");
        assert_eq!(
            forms("The U.S. health-care bill, 25% of $2.5 million"),
            "the us health care bill 25 percent of 2500000 dollars"
        );
        assert_eq!(
            forms("twenty-five of them, 1,237 in all, the 3rd and third"),
            "25 of them 1237 in all the 3. and 3."
        );
        assert_eq!(forms("O'Malley said ‘yes’ to ’em"), "omalley said yes to them");
    }
}
