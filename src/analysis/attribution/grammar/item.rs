//! [`Item`]: a word, a mark or a whole quotation, with what is known of it before any grammar.

use super::{CueHit, Tags};
use crate::language::PackedCue;
use crate::prose::Prose;

/// A place in the prose.
pub type Span = crate::text::Span<Prose>;

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A word, a number or an amount of money.
    Word,
    /// A punctuation mark.
    Mark(char),
    /// A quotation, by its number. The grammar never looks inside it.
    Quote(u32),
}

impl Kind {
    /// What words or a mark in the text are.
    pub fn of(text: &str) -> Self {
        let first = text.chars().next().unwrap_or(' ');
        match text {
            "--" => Self::Mark('—'),
            _ if first.is_alphanumeric() || (first == '$' && text.len() > 1) => Self::Word,
            _ => Self::Mark(first),
        }
    }

    /// Whether a paragraph that ends with it ends without a stop, as captions and headings do.
    pub fn is_no_stop(self) -> bool {
        matches!(self, Self::Word | Self::Mark(')' | ']'))
    }
}

/// One step of a paragraph. Small, because those of all paragraphs with quotations are held at once, and a book has a million.
#[derive(Clone, Debug)]
pub struct Item {
    start: u32,
    end: u32,
    /// The word lists that hold it, and its shape.
    pub tags: Tags,
    /// The mark that it is, [`WORD`], or above that one more than the number of a quotation.
    what: u32,
    /// The cue of speech that starts here, in the form in which it stands.
    cue: Option<PackedCue>,
    /// Whether its first letter is a capital.
    pub capital: bool,
}

const _: () = assert!(size_of::<Item>() <= 24, "an item is at most 24 bytes");

/// Follows the last number of a character.
const WORD: u32 = char::MAX as u32 + 1;

const _: () = assert!(Tags::LISTS.len() <= 50, "the bits above those of the lists are taken");

/// The shape of a quotation, in the bits of [`Tags`] below those for the shape of a word.
impl Tags {
    /// A quotation whose last character inside the marks is a comma, as American style sets it, or a dash, which breaks it off.
    pub const COMMA_INSIDE: Tags = Tags(1 << 56);
    /// A quotation whose last character inside the marks ends a sentence or a clause.
    pub const CLOSED_INSIDE: Tags = Tags(1 << 55);
    /// A quotation that ends with a question mark or an exclamation mark.
    pub const EXCLAIMS: Tags = Tags(1 << 54);
    /// A quotation that ends with a question mark.
    pub const ASKS: Tags = Tags(1 << 53);
    /// A quotation that starts with a capital: a whole statement and not a fragment.
    pub const WHOLE: Tags = Tags(1 << 52);

    /// An ordinary word with a capital that it has only from the start of its sentence: no list of given names has it, and the
    /// draft has it nowhere with a capital after another word.
    pub const OPENER: Tags = Tags(1 << 51);

    /// A word of two or more letters that are all capitals.
    pub const INITIALS: Tags = Tags(1 << 50);

    /// Every shape.
    pub const SHAPES: Tags = Tags(u64::MAX << 52);

    /// Small words that carry the grammar of a sentence and name nothing.
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

    /// Words that stand before a name and belong to it: titles, roles and articles.
    pub const BEFORE_NAME: Tags = Tags::HONORIFIC.or(Tags::ROLE).or(Tags::DETERMINER);

    /// The shape alone, without what word lists say.
    #[must_use]
    pub const fn shape(self) -> Tags {
        Tags(self.0 & Tags::SHAPES.0)
    }
}

impl Item {
    /// An item with which no cue starts.
    pub fn new(span: Span, kind: Kind, tags: Tags, capital: bool) -> Self {
        let what = match kind {
            Kind::Word => WORD,
            Kind::Mark(mark) => mark as u32,
            Kind::Quote(number) => WORD.saturating_add(1).saturating_add(number),
        };
        Self { start: span.start as u32, end: span.end as u32, tags, what, cue: None, capital }
    }

    /// Whether it has one of `tags`.
    pub fn is(&self, tags: Tags) -> bool {
        self.tags.has(tags)
    }

    /// Its place in the prose.
    pub const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        match (self.mark(), self.quote()) {
            (Some(mark), _) => Kind::Mark(mark),
            (None, Some(number)) => Kind::Quote(number as u32),
            (None, None) => Kind::Word,
        }
    }

    /// The mark that it is.
    pub const fn mark(&self) -> Option<char> {
        char::from_u32(self.what)
    }

    /// The number of the quotation that it is.
    pub fn quote(&self) -> Option<usize> {
        self.what.checked_sub(WORD + 1).map(|number| number as usize)
    }

    /// Whether it is a word.
    pub const fn word(&self) -> bool {
        self.what == WORD
    }

    /// The cue of speech that starts here, in the form in which it stands.
    pub fn cue(&self) -> Option<CueHit> {
        self.cue.map(CueHit::from)
    }

    /// Notes the cue of speech that starts here.
    pub fn set_cue(&mut self, cue: Option<CueHit>) {
        self.cue = cue.map(PackedCue::from);
    }

    /// A word with a capital that is not a small word of the grammar.
    pub fn name(&self) -> bool {
        self.word() && self.capital && !self.is(Tags::FUNCTION)
    }

    /// Whether it is a comma.
    pub fn comma(&self) -> bool {
        self.mark() == Some(',')
    }

    /// Whether it is a long dash.
    pub fn dash(&self) -> bool {
        matches!(self.mark(), Some('–' | '—' | '―'))
    }

    /// Whether it is a dash of any length. A hyphen between spaces stands for one.
    pub fn any_dash(&self) -> bool {
        self.dash() || self.mark() == Some('-')
    }

    /// Whether it is a comma or a dash, either of which sets a clause or an apposition off.
    pub fn sets_off(&self) -> bool {
        self.comma() || self.any_dash()
    }

    /// Whether the comma of American style stands inside its marks.
    pub fn comma_inside(&self) -> bool {
        self.is(Tags::COMMA_INSIDE)
    }

    /// A relative pronoun that is not “that”, which opens a content clause as often.
    pub fn surely_relative(&self) -> bool {
        self.is(Tags::RELATIVE) && !self.is(Tags::CONTENT)
    }

    /// A conjunction that opens a subordinate clause: “when”, “because”. “That” is left out, since it opens reported speech.
    pub fn subordinates(&self) -> bool {
        self.is(Tags::SUBORDINATOR) && !self.is(Tags::CONTENT)
    }
}
