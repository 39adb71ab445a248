//! [`Reason`]: why a quotation has its form or its verdict.

/// What decided the form or the verdict of a quotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// the film “T”
    WorkBefore,
    /// Moen’s “T”
    OwnerBefore,
    /// the “T” series
    WorkAfter,
    /// The draft has it as a title elsewhere.
    KnownTitle,
    /// Every Word Has a Capital
    Capitals,
    /// in “T”, with capitals
    CapitalsAfterPreposition,
    /// the so-called “Q”
    HintBefore,
    /// Nils “Q” Rud
    InName,
    /// people maintain a “Q”
    InGeneral,
    /// a “Q” plan
    QualifiesNoun,
    /// A single word.
    SingleWord,
    /// was just some “Q”
    SaidOfSomebody,
    /// A source is near, but nothing ties it to the quotation.
    OnlyNear,
    /// It opens the draft.
    OpensDraft,
    /// It is a heading.
    Heading,
    /// A paragraph of a dialogue.
    NamelessTurn,
    /// “Q” goes on as a sentence of the writer.
    SentenceGoesOn,
    /// A long quotation with words of the writer before it.
    LongFragment,
    /// Speech without a source.
    Nobody,
    /// was called “Q”
    NoAgent,
    /// The words of the article itself, set as a block.
    PulledOut,
    /// The draft tells a story, in which readers know the speaker from what happens.
    Story,
    /// The writer talks about their own work or life, where many quotations are imagined.
    FirstPerson,
    /// A few words without a source.
    FewWords,
    /// No paragraph holds it.
    OutsideText,
}

impl Reason {
    /// As reports and messages word it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WorkBefore => "the title of a work, by the word before it",
            Self::OwnerBefore => "the title of a work, by its owner before it",
            Self::WorkAfter => "the title of a work, by the word after it",
            Self::CapitalsAfterPreposition => "the title of a work, capitalised after a preposition",
            Self::KnownTitle => "the title of a work, which the draft names as one elsewhere",
            Self::Capitals => "a title or a headline: every word has a capital",
            Self::HintBefore => "a term or a name, by the word before it",
            Self::InName => "a nickname, inside a name",
            Self::InGeneral => "a term, after a verb that says what people do in general",
            Self::QualifiesNoun => "a term, before the word that it qualifies",
            Self::SingleWord => "a single word that the writer keeps at a distance",
            Self::SaidOfSomebody => "nobody is named as saying this about somebody",
            Self::OnlyNear => "the speaker is only near and not tied to these words",
            Self::Heading => "it is a heading, whose words the text below may have from somebody",
            Self::OpensDraft => "it is the whole first paragraph of the draft",
            Self::NamelessTurn => "a turn of a dialogue in which nobody is named",
            Self::SentenceGoesOn => "the sentence goes on without a cue of speech",
            Self::LongFragment => "a long fragment inside a sentence without a cue of speech",
            Self::Nobody => "nobody is named as saying this",
            Self::NoAgent => "the passive hides who says this",
            Self::PulledOut => "a pull quotation: the article has these words elsewhere",
            Self::Story => "the draft tells a story, which can show who speaks without naming them",
            Self::FirstPerson => "the writer uses the first person, so the quotation may be imagined",
            Self::FewWords => "a few words in quotation marks without a source",
            Self::OutsideText => "the quotation stands outside every paragraph",
        }
    }
}
