//! [`words`]: the words of a text as they are compared.

use super::amount::{Amount, amount};
use super::word::{Aside, Break, Number, Word, fold, pieces};
use crate::language::Language;
use crate::prose::Prose;
use crate::text::Span;

/// The words of `spans` of the prose, which are in order: the lines of a transcript, or one quotation.
pub(super) fn words(text: &str, spans: &[Span<Prose>], language: &Language) -> Vec<Word> {
    let mut reader = Reader { language, words: Vec::new(), aside: Aside::None, pairs: 0, money: None, opens: true };
    let mut lower = String::new();
    for span in spans {
        let slice = span.of(text);
        let mut end = 0;
        reader.opens = true;
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
    }
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
                ',' | ';' => pause = pause.max(Break::Comma),
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
        let (record, morphology) = (&self.language.record, &self.language.morphology);
        let first = self.words.len();
        // A quotation mark before a word reads like an apostrophe, unless the word is one that loses its beginning.
        let lower = if record.in_full(lower).is_some() { lower } else { lower.trim_start_matches('\'') };
        if let Some(full) = record.in_full(lower) {
            // “Cannot” is written as one word and has lost nothing.
            let contracted = full.concat() != lower;
            full.iter().for_each(|word| self.push(word, place, contracted));
        } else if let Some((base, ending)) = lower.rsplit_once('\'').filter(|(base, _)| !base.is_empty()) {
            if let Some(verb) = record.negated(lower) {
                let not = record.not().to_owned();
                self.push(verb, place, false);
                self.push(&not, place, true);
            } else if record.clitic(ending).is_some() {
                self.push(base, place, false);
                self.push(&format!("'{ending}"), place, true);
                // “Sanders’s” may be written “Sanders’”.
                let is_possessive = morphology.without_possessive(lower).len() == base.len();
                if let Some(ending) = self.words.last_mut() {
                    ending.filler |= is_possessive && morphology.takes_possessive_mark(base);
                }
            } else {
                self.push(&lower.replace('\'', ""), place, false);
            }
        } else {
            self.push(lower, place, false);
        }
        if let Some(word) = self.words.get_mut(first) {
            word.name = name;
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

/// `words` with each number as one amount.
fn numbers(words: Vec<Word>, language: &Language) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let Some(Amount { count, value, is_ordinal }) = amount(&words[at..], language) else {
            joined.push(word.clone());
            at += 1;
            continue;
        };
        let last = &words[at + count - 1];
        let form = if is_ordinal { format!("{value}.") } else { value.to_string() };
        let span = Span::new(word.span.start, last.span.end);
        joined.push(Word { form, span, after: last.after, number: written(word), ..word.clone() });
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
        let words = words(text, &[Span::new(0, text.len())], &Language::default());
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
        assert_eq!(
            forms("three hundred and twenty-five people, a trillion dollars, two point five million"),
            "325 people 1000000000000 dollars 2500000"
        );
        assert_eq!(
            forms(
                "in nineteen eighty-four, between two hundred and three hundred, two million and five hundred thousand"
            ),
            "in 1984 between 200 and 300 2500000"
        );
        assert_eq!(forms("the twenty-fifth and the 25th, fifteen, twenty"), "the 25. and the 25. 15 20");
        assert_eq!(forms("O'Malley said ‘yes’ to ’em"), "omalley said yes to them");
    }
}
