//! Who said it: for every quotation the words that name its source and the cue that ties them to it.
//!
//! Three passes, each over the paragraph frames in order: `within` looks inside the sentence, `carry` takes the
//! speaker over from a neighbouring sentence or paragraph, `verdict` says what is left without a source.
//! Every step leaves a reason. Invariant: the same text gives the same answer, and each step costs linear time.

mod carry;
mod clause;
mod cue;
mod form;
mod frame;
mod label;
mod noun;
mod person;
mod phrase;
mod pieces;
mod subject;
mod turn;
mod verdict;
mod within;
mod words;

use super::{Lexicon, Quote, Token, Zone};
use crate::prose::Prose;
use frame::Frame;
pub(crate) use words::{Tags, speech_words};

type Span = crate::text::Span<Prose>;

/// What kind of quotation it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Words of a speaker, whole or part.
    Speech,
    /// The title of a work.
    Title,
    /// A term, a nickname, words as words.
    Term,
    /// Distance or irony.
    Scare,
    /// Set as a block.
    Block,
}

impl Form {
    /// As `copydesk quotes` writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Title => "title",
            Self::Term => "term",
            Self::Scare => "scare",
            Self::Block => "block",
        }
    }
}

/// Whether somebody is named as saying it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Somebody is.
    Sourced,
    /// Nobody is.
    Unsourced,
    /// Somebody is near, or it may be no speech.
    Unsure,
}

impl Verdict {
    /// As `copydesk quotes` writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::Unsourced => "unsourced",
            Self::Unsure => "unsure",
        }
    }
}

/// Titles of works have seldom more words.
const LONG_TITLE: usize = 9;

/// Which pattern tied the source to the quotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum How {
    /// “Q,” S said
    Behind,
    /// “Q,” said S
    BehindInverted,
    /// S said, “Q”
    Before,
    /// S called it “Q”
    Embedded,
    /// … “Q” …, S said
    ClauseEnd,
    /// according to S
    According,
    /// called “Q” by S
    Passive,
    /// S: “Q”
    Colon,
    /// S’s words “Q”
    Noun,
    /// The verb of the clause is no clear cue.
    Weak,
    /// A further quotation in the paragraph.
    SameParagraph,
    /// The subject of the sentence before.
    PreviousSentence,
    /// The subject of the sentence behind.
    NextSentence,
    /// A paragraph that ends with a colon.
    PreviousParagraph,
    /// A dash and a name behind it.
    Signature,
    /// Goes on from the paragraph before, which ends with speech.
    Continued,
    /// Goes on from a paragraph that went on itself.
    Farther,
    /// The paragraph before speaks of what somebody said.
    SpokenOf,
    /// Turn of a dialogue.
    Alternate,
}

impl How {
    /// What the pattern is called in reasons.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Behind => "“Q,” S said",
            Self::BehindInverted => "“Q,” said S",
            Self::Before => "S said, “Q”",
            Self::Embedded => "S called it “Q”",
            Self::ClauseEnd => "… “Q” …, S said",
            Self::According => "according to S",
            Self::Passive => "called “Q” by S",
            Self::Colon => "S: “Q”",
            Self::Noun => "S’s words “Q”",
            Self::Weak => "the verb of the clause",
            Self::SameParagraph => "speaker of the quotation before, in the same paragraph",
            Self::PreviousSentence => "subject of the sentence before",
            Self::NextSentence => "subject of the sentence behind",
            Self::PreviousParagraph => "lead-in with a colon",
            Self::Signature => "signature behind the quotation",
            Self::Continued => "speaker of the paragraph before",
            Self::Farther => "speaker of an earlier paragraph",
            Self::SpokenOf => "speaker of the sentence before, without a quotation",
            Self::Alternate => "turn of a dialogue",
        }
    }
}

/// Who is named as saying a quotation.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The words that name the source.
    pub source: Span,
    /// The words that tie it to the quotation.
    pub cue: Option<Span>,
    /// Which pattern it is.
    pub how: How,
    /// The full name that the source resolves to.
    pub person: Option<String>,
    /// The speaker whom the source quotes: B in “A said that B called it Q”.
    pub inner: Option<Span>,
    /// How many people a pronoun could stand for.
    pub candidates: usize,
}

impl Attribution {
    const fn new(how: How, source: Span, cue: Option<Span>) -> Self {
        Self { source, cue, how, person: None, inner: None, candidates: 0 }
    }
}

/// A quotation and who said it.
#[derive(Clone, Debug)]
pub struct Attributed {
    /// From the first mark to the last, or the blocks of a block quotation.
    pub span: Span,
    /// How many words.
    pub words: usize,
    /// What kind of quotation it is.
    pub form: Form,
    /// Who says it, if anybody.
    pub attribution: Option<Attribution>,
    /// For speech and blocks.
    pub verdict: Option<Verdict>,
    /// Each step that was tried.
    pub reasons: Vec<String>,
}

/// What the engine reads: text and where its parts are, all in order.
struct Input<'a> {
    text: &'a str,
    blocks: &'a [Span],
    tokens: &'a [Span],
    quotes: &'a [Span],
}

/// Where a quotation stands in the frames.
struct Place {
    block: usize,
    item: usize,
}

/// A draft while it is being worked on.
struct Draft<'a> {
    input: &'a Input<'a>,
    frames: Vec<Frame>,
    /// For each quotation its items; one per paragraph.
    places: Vec<Vec<Place>>,
    found: Vec<Attributed>,
}

/// Attributes every quotation that stands in no other, and every block quotation, in order.
pub(super) fn attributions(
    prose: &Prose,
    zones: &[Zone],
    tokens: &[Token],
    quotes: &[Quote],
    lexicon: &Lexicon,
) -> Vec<Attributed> {
    let tokens = pieces::pieces(&prose.text, tokens, lexicon);
    let blocks: Vec<Span> = prose.blocks.iter().map(|block| block.span).collect();
    let set = pieces::block_quotations(prose, zones);
    let quotes = pieces::outermost(&set, quotes);
    let mut found = attribute(&Input { text: &prose.text, blocks: &blocks, tokens: &tokens, quotes: &quotes });
    for quote in &mut found {
        if set.binary_search(&quote.span).is_ok() {
            quote.form = Form::Block;
            quote.verdict.get_or_insert(Verdict::Unsure);
        }
    }
    found
}

fn attribute(input: &Input) -> Vec<Attributed> {
    let words = speech_words();
    let mut draft = Draft { input, frames: Vec::new(), places: Vec::new(), found: Vec::new() };
    draft.places.resize_with(input.quotes.len(), Vec::new);
    let (mut token, mut quote) = (0, 0);
    for (block, &span) in input.blocks.iter().enumerate() {
        while token < input.tokens.len() && input.tokens[token].start < span.start {
            token += 1;
        }
        let first = token;
        while token < input.tokens.len() && input.tokens[token].start < span.end {
            token += 1;
        }
        while quote < input.quotes.len() && input.quotes[quote].end <= span.start {
            quote += 1;
        }
        let behind = input.quotes[quote..].partition_point(|of| of.start < span.end);
        let frame = Frame::new(input, words, first..token, quote..quote + behind);
        for (item, of) in frame.items.iter().enumerate() {
            if let Some(number) = of.quote() {
                draft.places[number].push(Place { block, item });
            }
        }
        draft.frames.push(frame);
    }
    for &span in input.quotes {
        let words = words_of(&input.text[span.range()]).count();
        draft.found.push(Attributed {
            span,
            words,
            form: Form::Speech,
            attribution: None,
            verdict: None,
            reasons: Vec::new(),
        });
    }
    form::classify(&mut draft, words);
    within::attribute(&mut draft);
    carry::attribute(&mut draft);
    person::resolve(&mut draft);
    verdict::judge(&mut draft);
    draft.found
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests;
