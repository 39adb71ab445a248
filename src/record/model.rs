//! What the comparison gives back: a verdict for each quotation, the passage, and what differs.

use super::index::Record;
use super::speaker::PersonName;
use crate::diagnostic::Level;
use crate::prose::Prose;
use crate::text::{Source, Span};
use std::ops::Range;
use std::sync::Arc;

/// How a quotation compares with the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Word for word.
    Verbatim,
    /// Changed, and marked so: … [ ].
    Elided,
    /// Only fillers, repeats, false starts, contractions or the writing of numbers differ.
    Cleaned,
    /// Words were left out without a mark.
    Trimmed,
    /// A word was changed or put in.
    Altered,
    /// Two passages were made one.
    Joined,
    /// Somebody else said it.
    OtherSpeaker,
    /// It is nowhere in the record.
    Absent,
    /// It is too short to be looked for.
    Short,
    /// It was not found, and a file of the record could not be read.
    Unknown,
}

impl Verdict {
    /// As reports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Elided => "elided",
            Self::Cleaned => "cleaned",
            Self::Trimmed => "trimmed",
            Self::Altered => "altered",
            Self::Joined => "joined",
            Self::OtherSpeaker => "other-speaker",
            Self::Absent => "absent",
            Self::Short => "short",
            Self::Unknown => "unknown",
        }
    }
}

/// A quotation compared with the record.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The quotation, from its first mark to its last.
    pub quote: Span<Prose>,
    /// The result.
    pub verdict: Verdict,
    /// How much it matters unless the newsroom says otherwise; `None` where nothing is wrong.
    pub level: Option<Level>,
    /// Where it was said; for an absent quotation, the nearest place if one is near.
    pub passage: Option<Passage>,
    /// Further places with the same words, and for a joined quotation its other part.
    pub others: Vec<Passage>,
    /// What differs, in order of the draft.
    pub differences: Vec<Difference>,
    /// The words that name the speaker in the draft, where the record knows another.
    pub named: Option<String>,
}

/// Words of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The file, by its index in the record.
    pub file: usize,
    /// The words in its prose.
    pub span: Span<Prose>,
}

/// A difference between a quotation and the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind it is.
    pub kind: DifferenceKind,
    /// The words of the draft; empty where words were left out.
    pub draft: Span<Prose>,
    /// The words of the record; empty where words were put in.
    pub record: Passage,
    /// The words of the draft and of the record with the matching words beside them, where one of the two has none.
    pub around: (Span<Prose>, Passage),
    /// How much it weighs.
    pub weight: Weight,
}

/// What a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// Another word.
    Changed,
    /// A word that was not said.
    Added,
    /// Words that were left out.
    Dropped,
    /// Where the second passage begins.
    Joined,
    /// A filler, a repeat or another way of writing.
    Cleaned,
    /// Words left out or put in with a mark.
    Marked,
}

impl DifferenceKind {
    /// As reports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Joined => "joined",
            Self::Cleaned => "cleaned",
            Self::Marked => "marked",
        }
    }

    /// Whether it makes another statement of the quotation, or may.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Changed | Self::Added | Self::Dropped | Self::Joined)
    }
}

/// How much a difference weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Only words of grammar.
    Light,
    /// Other words.
    Plain,
    /// A number, a negation or a name.
    Heavy,
}

/// A passage in its file, for reports.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes, from the first word to the last.
    pub span: Span<Source>,
    /// Who speaks there.
    pub speaker: Option<String>,
    /// When, in milliseconds from the start of the recording.
    pub time: Option<u32>,
    /// The words as they are read.
    pub words: String,
}

impl Record {
    /// The name of the speaker of a passage as it is compared.
    pub(super) fn speaker_of(&self, passage: &Passage) -> Option<&PersonName> {
        let file = &self.files[passage.file];
        let speaker = file.turn_at(passage.span.start)?.speaker?;
        file.speakers.get(speaker as usize).map(|speaker| &speaker.name)
    }

    /// The name of the speaker of a passage, where the record tells it.
    #[must_use]
    pub fn speaker(&self, passage: &Passage) -> Option<String> {
        let turn = self.files[passage.file].turn_at(passage.span.start)?;
        self.name_of(passage.file, turn.speaker?)
    }

    /// Where a passage stands in its file.
    #[must_use]
    pub fn place(&self, passage: &Passage) -> Place {
        let (source, span) = self.locate(passage.file, passage.span);
        Place {
            source,
            span,
            speaker: self.speaker(passage),
            time: self.files[passage.file].turn_at(passage.span.start).and_then(|turn| turn.time),
            words: self.words_of(passage.file, passage.span),
        }
    }

    /// Where the words of `part` are in those of `passage`, as [`place`](Self::place) gives them; `None` if they are not in it.
    #[must_use]
    pub fn bytes_within(&self, passage: &Passage, part: &Passage) -> Option<Range<usize>> {
        let is_within = part.file == passage.file && passage.span.contains(part.span) && !part.span.is_empty();
        let before = is_within.then(|| self.words_of(part.file, Span::new(passage.span.start, part.span.start)))?;
        let words = self.words_of(part.file, part.span);
        // A space stands before the words unless they go on from a mark.
        let whole = self.words_of(passage.file, passage.span);
        let start = before.len() + usize::from(whole.get(before.len()..)?.starts_with(' '));
        (whole.get(start..)?.starts_with(&words)).then(|| start..start + words.len())
    }
}
