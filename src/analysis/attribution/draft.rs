//! [`Draft`]: a draft while its quotations are attributed.

use super::grammar::Paragraph;
use super::grammar::pieces::Input;
use super::model::{Attributed, Certainty, Form};

/// Where a quotation stands in the paragraphs.
#[derive(Clone, Copy)]
pub struct Place {
    /// The number of the paragraph.
    pub block: usize,
    /// The item that is the quotation.
    pub item: usize,
}

/// The paragraphs of a draft, read once, and what is known so far of its quotations.
pub struct Draft<'a> {
    /// The text and the places of its parts.
    pub input: &'a Input<'a>,
    /// What the grammar knows of each paragraph.
    pub paragraphs: Vec<Paragraph>,
    /// For each quotation its items; one per paragraph.
    pub places: Vec<Vec<Place>>,
    /// The quotations, in order.
    pub found: Vec<Attributed>,
    /// Whether it tells a story, in which gestures show who speaks.
    pub is_story: bool,
}

impl<'a> Draft<'a> {
    /// Reads every paragraph for its grammar.
    pub fn new(input: &'a Input<'a>) -> Self {
        let mut paragraphs = Vec::with_capacity(input.blocks.len());
        let mut places: Vec<Vec<Place>> = Vec::new();
        places.resize_with(input.quotes.len(), Vec::new);
        for (block, &span) in input.blocks.iter().enumerate() {
            let tokens = input.tokens.partition_point(|token| token.span.start < span.start)
                ..input.tokens.partition_point(|token| token.span.start < span.end);
            let quotes = input.quotes.partition_point(|quote| quote.end <= span.start)
                ..input.quotes.partition_point(|quote| quote.start < span.end);
            let paragraph = Paragraph::new(input, tokens, quotes);
            for (item, of) in paragraph.items.iter().enumerate() {
                if let Some(number) = of.quote() {
                    places[number].push(Place { block, item });
                }
            }
            paragraphs.push(paragraph);
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
        Self { input, paragraphs, places, found: found.collect(), is_story: false }
    }
}

/// The words of `text`, without lone marks.
pub fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}
