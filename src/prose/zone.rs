//! [`Zone`]: the parts of a news article.

use serde::Deserialize;

/// A part of a news article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// The line above the headline that names the section or theme.
    Kicker,
    /// The title of the article.
    Headline,
    /// A heading within the article.
    Subheading,
    /// The summary beneath the headline.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// Place, date and agency at the head of the first paragraph; or a line with the date.
    Dateline,
    /// Running text.
    Body,
    /// A quotation set as a block.
    BlockQuote,
    /// What a picture shows.
    Caption,
    /// Who the author is.
    Bio,
    /// Who made a picture, or who else reported.
    Credit,
    /// Whose opinion it is; what the house has to say about itself.
    Disclaimer,
    /// What was wrong before.
    Correction,
    /// Buttons, sign-up boxes and other parts of the page.
    Furniture,
    /// Code, or markup shown as such.
    Code,
}

impl Zone {
    /// All zones, in the order of an article.
    pub const ALL: [Self; 15] = [
        Self::Kicker,
        Self::Headline,
        Self::Subheading,
        Self::Standfirst,
        Self::Byline,
        Self::Dateline,
        Self::Body,
        Self::BlockQuote,
        Self::Caption,
        Self::Bio,
        Self::Credit,
        Self::Disclaimer,
        Self::Correction,
        Self::Furniture,
        Self::Code,
    ];

    /// As rule files write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kicker => "kicker",
            Self::Headline => "headline",
            Self::Subheading => "subheading",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Body => "body",
            Self::BlockQuote => "block-quote",
            Self::Caption => "caption",
            Self::Bio => "bio",
            Self::Credit => "credit",
            Self::Disclaimer => "disclaimer",
            Self::Correction => "correction",
            Self::Furniture => "furniture",
            Self::Code => "code",
        }
    }
}
