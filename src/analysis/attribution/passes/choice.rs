//! [`Choice`]: the source that a pass chose, and [`Around`]: what it chose from.

use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::grammar::tie::Tie;
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::analysis::attribution::model::How;
use std::ops::Range;

/// With fewer words a quotation without a source is a term, a title or distance as often as speech.
pub const LONG: usize = 6;

/// A fragment of speech with no more words looks like a label or a turn of phrase.
pub const FRAGMENT: usize = 5;

/// How many ties to each side of a quotation are weighed; a sentence of any length stays linear.
pub const WEIGHED: usize = 12;

/// A source and the pattern that ties it to the quotation.
pub struct Choice {
    /// The pattern.
    pub how: How,
    /// The words that name the source.
    pub source: Range<usize>,
    /// The words that tie it.
    pub cue: Option<Range<usize>>,
}

impl Choice {
    /// A source with its cue.
    pub fn new(how: How, source: Range<usize>, cue: Range<usize>) -> Self {
        Self { how, source, cue: Some(cue) }
    }

    /// The source of a tie.
    pub fn of(how: How, tie: &Tie) -> Self {
        Self::new(how, tie.source.clone(), tie.cue.clone())
    }
}

/// A quotation in its sentence, with the ties to both sides.
pub struct Around<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// The items of the sentence.
    pub sentence: Range<usize>,
    /// The quotation.
    pub at: usize,
    /// The nearest ties before it, in order.
    pub left: &'a [Tie],
    /// The nearest ties after it, in order.
    pub right: &'a [Tie],
}

impl<'a> Around<'a> {
    /// The sentence around the quotation `at`.
    pub fn new(paragraph: &'a Paragraph, at: usize) -> Self {
        let sentence = paragraph.sentence(at);
        let ties = paragraph.ties_in(&sentence);
        let split = ties.partition_point(|tie| tie.cue.start < at);
        Self {
            left: &ties[split.saturating_sub(WEIGHED)..split],
            right: &ties[split..ties.len().min(split + WEIGHED)],
            paragraph,
            sentence,
            at,
        }
    }

    /// The item before the quotation in its sentence.
    pub fn before(&self) -> Option<&'a Item> {
        self.paragraph.before(self.at)
    }

    /// Whether it opens its sentence.
    pub fn opens(&self) -> bool {
        self.at == self.sentence.start
    }

    /// Whether the comma of American style stands inside its marks.
    pub fn comma_inside(&self) -> bool {
        self.paragraph.items[self.at].is(Tags::COMMA_INSIDE)
    }

    /// Whether another quotation stands between `from` and this one.
    pub fn quote_since(&self, from: usize) -> bool {
        from < self.at && self.paragraph.items[from..self.at].iter().any(|item| item.quote().is_some())
    }
}
