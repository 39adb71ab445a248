//! [`Draft`]: a draft while its quotations are attributed.

use super::grammar::Paragraph;
use super::grammar::frame::Room;
use super::grammar::item::Kind;
use super::grammar::pieces::Input;
use super::model::{Attributed, Certainty, Form};
use crate::layout::hash;
use std::cell::{OnceCell, RefCell};
use std::ops::Index;

/// Where a quotation stands in the paragraphs.
#[derive(Clone, Copy)]
pub struct Place {
    /// The number of the paragraph.
    pub block: usize,
    /// The item that is the quotation.
    pub item: usize,
}

/// The paragraphs of a draft. Each is read for its grammar when a pass first looks at it: most of a draft is far from
/// any quotation, and a paragraph that is not read takes no more room than its place in the list.
pub struct Paragraphs<'a> {
    input: &'a Input<'a>,
    read: Vec<OnceCell<Box<Paragraph>>>,
    room: RefCell<Room>,
}

impl<'a> Paragraphs<'a> {
    fn new(input: &'a Input<'a>) -> Self {
        Self { input, read: input.blocks.iter().map(|_| OnceCell::new()).collect(), room: RefCell::default() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// The paragraph with this number, if there is one.
    pub fn get(&self, block: usize) -> Option<&Paragraph> {
        (block < self.read.len()).then(|| &self[block])
    }

    /// What the paragraph with this number ends with. Most are not read for that.
    pub fn ending(&self, block: usize) -> Option<Kind> {
        match (self.parsed(block), self.input.last_piece(block)) {
            (None, Some(last)) => Some(Kind::of(last.span.of(self.input.text))),
            _ => self.get(block)?.items.last().map(|last| last.kind()),
        }
    }

    /// Whether the paragraph with this number ends without a stop, as captions and headings do.
    pub fn is_unfinished(&self, block: usize) -> bool {
        self.ending(block).is_some_and(Kind::is_no_stop)
    }

    /// The paragraph with this number, if its grammar has been read.
    pub fn parsed(&self, block: usize) -> Option<&Paragraph> {
        self.read.get(block)?.get().map(|paragraph| &**paragraph)
    }
}

impl Index<usize> for Paragraphs<'_> {
    type Output = Paragraph;

    fn index(&self, block: usize) -> &Paragraph {
        self.read[block].get_or_init(|| Box::new(Paragraph::new(self.input, block, &mut self.room.borrow_mut())))
    }
}

/// The paragraphs of a draft, and what is known so far of its quotations.
pub struct Draft<'a> {
    /// The text and the places of its parts.
    pub input: &'a Input<'a>,
    /// What the grammar knows of each paragraph.
    pub paragraphs: Paragraphs<'a>,
    /// The paragraphs that have a quotation, in order.
    pub quoting: Vec<usize>,
    /// For each quotation its items; one per paragraph.
    pub places: Vec<Vec<Place>>,
    /// The quotations, in order.
    pub found: Vec<Attributed>,
    /// For each quotation the hash of its first words, once that was asked for.
    openings: OnceCell<Vec<Option<u64>>>,
    /// Whether it has dialogue without names, in which gestures show who speaks.
    pub has_dialogue: bool,
    /// Whether it tells a story: it has such dialogue, or many of its quotations are questions and shouts.
    pub is_story: bool,
}

impl<'a> Draft<'a> {
    /// Reads the paragraphs that have a quotation.
    pub fn new(input: &'a Input<'a>) -> Self {
        let paragraphs = Paragraphs::new(input);
        let mut places: Vec<Vec<Place>> = Vec::new();
        places.resize_with(input.quotes.len(), Vec::new);
        let mut quoting = Vec::new();
        for (block, span) in input.blocks.iter().enumerate() {
            let next = input.quotes.partition_point(|quote| quote.end <= span.start);
            if input.quotes.get(next).is_none_or(|quote| quote.start >= span.end) {
                continue;
            }
            quoting.push(block);
            for (item, of) in paragraphs[block].items.iter().enumerate() {
                if let Some(number) = of.quote() {
                    if places[number].is_empty() {
                        places[number].reserve_exact(1); // most have no other
                    }
                    places[number].push(Place { block, item });
                }
            }
        }
        let found = input.quotes.iter().map(|&span| Attributed {
            span,
            words: words_of(span.of(input.text)).count(),
            form: Form::Speech,
            attribution: None,
            verdict: None,
            certainty: Certainty::default(),
            reason: None,
        });
        Self {
            input,
            paragraphs,
            quoting,
            places,
            found: found.collect(),
            openings: OnceCell::new(),
            has_dialogue: false,
            is_story: false,
        }
    }

    /// For each quotation the hash of its first words, `length` of them: those that begin alike have the same, and a shorter one
    /// has none. `length` is the same in each call.
    pub fn openings(&self, length: usize) -> &[Option<u64>] {
        self.openings.get_or_init(|| {
            let opening = |found: &Attributed| {
                let words = words_of(found.span.of(self.input.text)).take(length).map(bare);
                hash(words.flat_map(|word| word.bytes().chain([b' '])))
            };
            self.found.iter().map(|found| (found.words >= length).then(|| opening(found))).collect()
        })
    }
}

/// A word without the marks around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !is_alphanumeric(c))
}

/// Whether it is a letter or a figure. Quotation marks and dashes are told from them without the table of all letters.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{2000}'..='\u{203f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// The words of `text`, without lone marks: what stands between blanks and has a letter or a digit.
pub fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (word, next) = next_word(text, at)?;
            at = next;
            if let Some(word) = word {
                return Some(word);
            }
        }
    })
}

/// What stands between byte `start` and the next blank, if it is a word, and where what comes after the blank begins. Most bytes
/// are ASCII and need not be decoded.
fn next_word(text: &str, start: usize) -> Option<(Option<&str>, usize)> {
    let bytes = text.as_bytes();
    let (mut at, mut is_word) = (start, false);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            (at, is_word) = (at + 1, true);
            continue;
        }
        let width = match byte {
            b' ' | b'\t'..=b'\r' => break,
            0..=127 => 1,
            _ => {
                let c = text[at..].chars().next()?;
                if c.is_whitespace() {
                    break;
                }
                is_word = is_word || is_alphanumeric(c);
                c.len_utf8()
            }
        };
        at += width;
    }
    let blank = text[at..].chars().next().map_or(0, char::len_utf8);
    (at + blank > start).then(|| (is_word.then(|| &text[start..at]), at + blank))
}
