//! What the engine gives back: each quotation, its form, its source and the verdict.

use super::reason::Reason;
use crate::prose::Prose;

/// A place in the prose.
pub type Span = crate::text::Span<Prose>;

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
    /// Somebody is near, or it may not be speech.
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

/// How clear it is that a quotation without a source needs one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Certainty {
    /// A few words, which may as well be a term or a turn of phrase.
    #[default]
    Slight,
    /// A statement in a draft that does not report: the writer tells of himself, asks, or names few speakers. Such drafts have
    /// words in marks that nobody said.
    Possible,
    /// A statement; something near it may name the speaker for readers.
    Likely,
    /// A whole sentence in a draft that names other speakers, with nobody near who could have said it.
    Clear,
}

/// Which pattern tied the source to the quotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum How {
    /// “Q,” S said
    After,
    /// “Q,” said S
    AfterInverted,
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
    /// The verb of the clause, which is not a clear cue.
    Weak,
    /// A further quotation in the paragraph.
    SameParagraph,
    /// The speaker of the sentence before.
    PreviousSentence,
    /// The speaker of the next sentence.
    NextSentence,
    /// S nodded. “Q”
    Gesture,
    /// A paragraph that ends with a colon.
    PreviousParagraph,
    /// A dash and a name after the quotation.
    Signature,
    /// Goes on from the paragraph before, which ends with speech.
    Continued,
    /// Goes on from a paragraph that went on itself.
    Farther,
    /// The paragraph before reports what somebody said.
    SpokenOf,
    /// A turn of a dialogue.
    Alternate,
}

/// How often the pattern that tied a source to a quotation names the right one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Confidence {
    /// In less than 70 of 100 quotations, or it was too rare to be measured.
    Low,
    /// In 70 to 92 of 100.
    Medium,
    /// In 93 of 100 or more.
    High,
}

impl Confidence {
    /// As `copydesk quotes` writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl How {
    /// How far to trust a source that this pattern found. `docs/attribution.md` has the shares.
    #[must_use]
    pub const fn confidence(self) -> Confidence {
        match self {
            Self::After | Self::AfterInverted | Self::Before | Self::SameParagraph => Confidence::High,
            Self::Embedded
            | Self::ClauseEnd
            | Self::According
            | Self::Colon
            | Self::PreviousSentence
            | Self::PreviousParagraph
            | Self::Signature
            | Self::Continued => Confidence::Medium,
            Self::Passive
            | Self::Noun
            | Self::Weak
            | Self::NextSentence
            | Self::Gesture
            | Self::Farther
            | Self::SpokenOf
            | Self::Alternate => Confidence::Low,
        }
    }

    /// As reports word it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::After => "“Q,” S said",
            Self::AfterInverted => "“Q,” said S",
            Self::Before => "S said, “Q”",
            Self::Embedded => "S called it “Q”",
            Self::ClauseEnd => "… “Q” …, S said",
            Self::According => "according to S",
            Self::Passive => "called “Q” by S",
            Self::Colon => "S: “Q”",
            Self::Noun => "S’s words “Q”",
            Self::Weak => "the verb of the clause",
            Self::SameParagraph => "the speaker of the quotation before, in the same paragraph",
            Self::PreviousSentence => "the subject of the sentence before",
            Self::NextSentence => "the subject of the next sentence",
            Self::Gesture => "who does something in the sentence beside it",
            Self::PreviousParagraph => "a lead-in with a colon",
            Self::Signature => "a signature after the quotation",
            Self::Continued => "the speaker of the paragraph before",
            Self::Farther => "the speaker of an earlier paragraph",
            Self::SpokenOf => "the speaker of the sentence before, which has no quotation",
            Self::Alternate => "a turn of a dialogue",
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
    /// Whether the source stands outside the quotation’s own sentence.
    pub carried: bool,
    /// The name that the source resolves to, as fully as the draft gives it.
    pub person: Option<String>,
    /// The speaker whom the source quotes: B in “A said that B called it Q”.
    pub inner: Option<Span>,
    /// How many people a pronoun could stand for.
    pub candidates: usize,
}

impl Attribution {
    /// A source in the quotation’s own sentence.
    pub(super) const fn in_sentence(how: How, source: Span, cue: Option<Span>) -> Self {
        Self { source, cue, how, carried: false, person: None, inner: None, candidates: 0 }
    }

    /// A source in another sentence.
    pub(super) const fn carried(how: How, source: Span, cue: Option<Span>) -> Self {
        Self { source, cue, how, carried: true, person: None, inner: None, candidates: 0 }
    }

    /// The same source for another quotation.
    pub(super) fn carried_on(&self, how: How) -> Self {
        Self { how, carried: true, ..self.clone() }
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
    /// How clear it is that it needs a source, where it has none.
    pub certainty: Certainty,
    /// What decided its form or its verdict, unless its source did.
    pub reason: Option<Reason>,
}

/// A step of the search for the source of a quotation.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// Its own sentence names the source.
    Tied(&'a Attribution),
    /// The source quotes somebody else.
    Nested {
        /// The words that name the source.
        source: Span,
        /// The words that name the speaker whom it quotes.
        inner: Span,
    },
    /// Its own sentence has no cue.
    NoCue,
    /// A neighbouring sentence or paragraph names the source.
    Carried(&'a Attribution),
    /// The neighbours name nobody.
    NoSpeaker,
    /// The form or the verdict was decided without a source.
    Judged(Reason),
}

impl Attributed {
    /// The steps of the search, in order.
    #[must_use]
    pub fn steps(&self) -> Vec<Step<'_>> {
        let mut steps = Vec::new();
        // A title is known by its looks, and no source is looked for.
        if self.form != Form::Title {
            let found = self.attribution.as_ref();
            match found.filter(|found| !found.carried) {
                Some(tied) => {
                    steps.push(Step::Tied(tied));
                    steps.extend(tied.inner.map(|inner| Step::Nested { source: tied.source, inner }));
                }
                None => {
                    steps.push(Step::NoCue);
                    steps.push(found.map_or(Step::NoSpeaker, Step::Carried));
                }
            }
        }
        steps.extend(self.reason.map(Step::Judged));
        steps
    }
}
