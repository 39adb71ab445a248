//! A paragraph as the attribution engine sees it: words and marks outside quotation marks, and each quotation
//! as one item, cut into sentences that a question mark inside a quotation does not end.
//!
//! Leaves to others: where quotations, tokens and blocks are. Invariant: items are in text order and do not overlap.

use super::words::{CueHit, Tags, Words};
use super::{Input, Span};
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Word,
    Mark(char),
    Quote(usize),
}

#[derive(Clone, Debug)]
pub struct Item {
    pub span: Span,
    pub kind: Kind,
    pub tags: Tags,
    pub cue: Option<CueHit>,
    pub capital: bool,
    pub flags: u16,
}

/// Shapes of a word that matter to the grammar, found once.
pub const ED: u16 = 1;
pub const LY: u16 = 2;
pub const ING: u16 = 4;
pub const NUMBER: u16 = 8;
pub const GENITIVE: u16 = 16;
/// A quotation whose last character inside the marks is a comma.
pub const COMMA_INSIDE: u16 = 32;
/// A quotation that starts with a capital letter: a whole statement, not a fragment.
pub const WHOLE: u16 = 64;
/// A word that ends with a full stop (an abbreviation).
pub const STOP: u16 = 128;
/// A lower-case word that looks like a plural.
pub const PLURAL: u16 = 256;
/// A quotation whose last character inside the marks ends a sentence or clause.
pub const ENDS: u16 = 512;
/// A quotation that ends with a question mark or an exclamation mark.
pub const ASKS: u16 = 1024;
/// A quotation that ends with a question mark.
pub const QUESTION: u16 = 2048;

pub struct Frame {
    pub items: Vec<Item>,
    pub sentences: Vec<Range<usize>>,
    /* sentence number of each item */ pub of: Vec<u32>,
    /* most words have capitals: a headline */ pub title_case: bool,
}

impl Item {
    pub fn is(&self, tags: Tags) -> bool {
        self.tags.has(tags)
    }
    pub fn mark(&self) -> Option<char> {
        if let Kind::Mark(c) = self.kind { Some(c) } else { None }
    }
    pub fn quote(&self) -> Option<usize> {
        if let Kind::Quote(q) = self.kind { Some(q) } else { None }
    }
    pub fn word(&self) -> bool {
        self.kind == Kind::Word
    }
    /// A word that is written with a capital and is no small word of the grammar.
    pub fn name(&self) -> bool {
        self.word() && self.capital && !self.is(FUNCTION)
    }
    pub fn comma(&self) -> bool {
        self.mark() == Some(',')
    }
    pub fn dash(&self) -> bool {
        matches!(self.mark(), Some('–' | '—' | '―'))
    }
}

pub const FUNCTION: Tags = Tags::SUBJECT
    .or(Tags::OBJECT)
    .or(Tags::POSSESSIVE)
    .or(Tags::RELATIVE)
    .or(Tags::DETERMINER)
    .or(Tags::AUXILIARY)
    .or(Tags::ADVERB)
    .or(Tags::PREPOSITION)
    .or(Tags::COORDINATOR)
    .or(Tags::SUBORDINATOR)
    .or(Tags::INFINITIVE)
    .or(Tags::CONTRAST)
    .or(Tags::ACCORDING)
    .or(Tags::CLITIC);

impl Frame {
    /// Builds the frame of one block. `quotes` are the numbers of the quotations that touch the block.
    pub fn new(input: &Input, lexicon: &Words, tokens: Range<usize>, quotes: Range<usize>) -> Frame {
        let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
        let mut lowers: Vec<String> = Vec::with_capacity(tokens.len());
        let mut next = quotes.peekable();
        let put = |q: usize, items: &mut Vec<Item>, lowers: &mut Vec<String>| {
            items.push(Item {
                span: input.quotes[q],
                kind: Kind::Quote(q),
                tags: Tags(0),
                cue: None,
                capital: false,
                flags: quote_flags(&input.text[input.quotes[q].start..input.quotes[q].end]),
            });
            lowers.push(String::new());
        };
        let mut t = tokens.start;
        while t < tokens.end {
            let token = input.tokens[t];
            if let Some(&q) = next.peek()
                && input.quotes[q].start <= token.start
            {
                put(q, &mut items, &mut lowers);
                next.next();
                while t < tokens.end && input.tokens[t].start < input.quotes[q].end {
                    t += 1
                }
                continue;
            }
            let text = &input.text[token.start..token.end];
            let first = text.chars().next().unwrap_or(' ');
            if first.is_alphanumeric() || (first == '$' && text.len() > 1) {
                let lower = text.to_lowercase();
                let genitive =
                    lower.ends_with("'s") || lower.ends_with("’s") || lower.ends_with('\'') || lower.ends_with('’');
                let mut flags = if genitive { GENITIVE } else { 0 };
                if lower.ends_with('.') {
                    flags |= STOP
                }
                if lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss") || lexicon.is_plural(&lower) {
                    flags |= PLURAL
                }
                if lower.len() > 3 && lower.ends_with("ed") {
                    flags |= ED
                }
                if lower.len() > 3 && lower.ends_with("ly") {
                    flags |= LY
                }
                if lower.len() > 4 && lower.ends_with("ing") {
                    flags |= ING
                }
                if !text.chars().any(char::is_alphabetic) {
                    flags |= NUMBER
                }
                let tags = lexicon.tags(&lower);
                // “US” is no pronoun
                let letters = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
                items.push(Item {
                    span: token,
                    kind: Kind::Word,
                    tags: if letters && tags.has(Tags::OBJECT) { Tags(0) } else { tags },
                    cue: None,
                    capital: first.is_uppercase(),
                    flags,
                });
                lowers.push(lower);
            } else {
                let mark = if text == "--" { '—' } else { first };
                items.push(Item {
                    span: token,
                    kind: Kind::Mark(mark),
                    tags: Tags(0),
                    cue: None,
                    capital: false,
                    flags: 0,
                });
                lowers.push(String::new());
            }
            t += 1;
        }
        for q in next {
            put(q, &mut items, &mut lowers)
        }
        for i in 0..items.len() {
            if items[i].kind != Kind::Word {
                continue;
            }
            items[i].cue =
                lexicon.cue(&lowers[i], |n| lowers.get(i + 1 + n).map(String::as_str).filter(|w| !w.is_empty()));
        }
        unmask_names(&mut items);
        let mut frame =
            Frame { of: vec![0; items.len()], title_case: title_case(&items), items, sentences: Vec::new() };
        frame.cut(input);
        frame
    }

    fn cut(&mut self, input: &Input) {
        let mut start = 0;
        let n = self.items.len();
        for i in 0..n {
            if i + 1 < n && !self.ends_after(input, i) {
                continue;
            }
            for of in &mut self.of[start..=i] {
                *of = self.sentences.len() as u32
            }
            self.sentences.push(start..i + 1);
            start = i + 1;
        }
    }

    /// Whether a sentence ends after item `i` (which is not the last).
    fn ends_after(&self, input: &Input, i: usize) -> bool {
        let next = &self.items[i + 1];
        match self.items[i].kind {
            Kind::Mark('.' | '!' | '?' | '…') => {
                next.mark().is_none_or(|c| matches!(c, '(' | '[' | '—' | '_' | '-'))
                    && !(next.word() && !next.capital && next.flags & NUMBER == 0)
            }
            Kind::Mark(_) => false,
            // an abbreviation at the end of a sentence: "at 7 p.m. He …"
            Kind::Word => self.items[i].flags & STOP != 0 && next.word() && next.capital && next.is(FUNCTION),
            Kind::Quote(q) => {
                let quote = input.quotes[q];
                let inner =
                    input.text[quote.start..quote.end].trim_end_matches(['"', '“', '”', '\'', '’', '»', ')', ' ']);
                let last = inner.chars().next_back().unwrap_or(' ');
                if !matches!(last, '.' | '?' | '!' | '…') {
                    return false;
                }
                match next.kind {
                    Kind::Quote(_) => true,
                    Kind::Mark(_) => false,
                    Kind::Word if !next.capital => false,
                    Kind::Word => !self.clause_follows(i + 1, last == '.'),
                }
            }
        }
    }

    /// “Q?” S asked: a short subject and a cue right after the quotation, or “Q?” S pressed: any verb in -ed behind
    /// which the clause ends. After a full stop (`closed`) the clause must start with a name and end there, for
    /// “Q.” S said. is a slip, and “Q.” S said that … a new sentence.
    fn clause_follows(&self, from: usize, closed: bool) -> bool {
        if closed && !self.items[from].name() {
            return false;
        }
        for (n, item) in self.items[from..].iter().take(10).enumerate() {
            if !item.word() && (closed || !item.comma()) {
                return false;
            }
            if n > 0 && item.cue.is_some_and(|c| c.strength == 3 && !c.forms.ing) {
                let next = self.items.get(from + n + 1);
                return !closed || next.is_none_or(|x| x.mark() == Some('.') || x.is(Tags::PREPOSITION.or(Tags::TIME)));
            }
            if item.is(Tags::PREPOSITION.or(Tags::SUBORDINATOR)) && n == 0 {
                return false;
            }
            let pressed = item.flags & ED != 0 || item.cue.is_some_and(|c| c.forms.past);
            if !closed && n > 0 && n < 5 && pressed && !item.capital && self.items[from + n - 1].name() {
                let next = self.items.get(from + n + 1);
                return next.is_none_or(|x| !x.word() || x.is(Tags::PREPOSITION.or(Tags::TIME).or(Tags::ADVERB)));
            }
        }
        false
    }

    pub fn sentence(&self, i: usize) -> Range<usize> {
        self.sentences[self.of[i] as usize].clone()
    }
    pub fn span(&self, r: Range<usize>) -> Span {
        Span::new(self.items[r.start].span.start, self.items[r.end - 1].span.end)
    }
}

const MARKS: [char; 9] = ['"', '“', '”', '\'', '’', '‘', '«', '»', '`'];

fn quote_flags(text: &str) -> u16 {
    let inner = text.trim_matches(MARKS).trim();
    let mut flags = 0;
    if inner.ends_with(['.', ',', '!', '?', '…']) {
        flags |= ENDS
    }
    if inner.ends_with(',') {
        flags |= COMMA_INSIDE
    }
    if inner.ends_with(['?', '!']) {
        flags |= ASKS
    }
    if inner.ends_with('?') {
        flags |= QUESTION
    }
    if inner
        .trim_start_matches(['.', '…', ' ', '[', '('])
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric())
    {
        flags |= WHOLE
    }
    flags
}

/// Capitalised words that look like small words but stand in a name: "Will Doyle", "CBS This Morning".
fn unmask_names(items: &mut [Item]) {
    let headline = title_case(items);
    for i in 1..items.len() {
        if !items[i].word() || !items[i].capital || !items[i].is(FUNCTION) {
            continue;
        }
        let before = items[i - 1].word() && items[i - 1].capital && !items[i - 1].is(FUNCTION);
        let behind = items.get(i + 1).is_some_and(|n| n.word() && n.capital && !n.is(FUNCTION));
        let verb_behind = items.get(i + 1).is_some_and(|n| n.cue.is_some_and(|c| c.strength == 3 && c.forms.past));
        let starts = matches!(items[i - 1].mark(), Some('.' | '!' | '?' | ':' | '…'));
        // “said Per Lunde”: a small word with a capital inside a sentence, before a name
        let running = items[i - 1].word() && !items[i - 1].capital && items[i - 1].flags & STOP == 0;
        let small = !items[i].is(Tags::SUBJECT.or(Tags::DETERMINER).or(Tags::POSSESSIVE).or(Tags::CLITIC));
        if before && behind
            || running && behind && small && !headline
            || !starts && items[i].is(Tags::AUXILIARY) && (behind || verb_behind)
        {
            items[i].tags = Tags(0)
        }
    }
}

fn title_case(items: &[Item]) -> bool {
    let words = items.iter().filter(|i| i.word()).count();
    words > 2 && 3 * items.iter().filter(|i| i.word() && i.capital).count() > 2 * words
}
