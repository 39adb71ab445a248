//! `require`: something that must be present in a draft.

use super::Problem;
use crate::analysis::{Article, Zone};
use crate::prose::Prose;
use crate::rule::pack::deserialize_value;
use crate::rule::{Check, Condition, Finding, Reading};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

/// The door.
pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "require"
    }

    fn about(&self) -> &'static str {
        "what must be present: a byline, a date, a headline, a disclosure"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["require", "place"]
    }

    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem> {
        Ok(Box::new(deserialize_value::<Require>(keys)?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Require {
    require: Condition,
    #[serde(default)]
    place: Place,
}

/// Where the absence is shown.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    #[default]
    Start,
    End,
}

/// So many words of a paragraph are marked where there is no headline.
const MARKED_WORDS: usize = 5;

impl Check for Require {
    fn is_of_document(&self) -> bool {
        true
    }

    fn values(&self) -> Vec<String> {
        Vec::new()
    }

    fn check(&self, reading: &Reading, found: &mut Vec<Finding>) {
        if self.require.holds(reading.article) {
            return;
        }
        found.extend(self.place.span(reading.article).map(Finding::at)); // an empty draft lacks everything, and nothing
    }
}

impl Place {
    fn span(self, article: &Article) -> Option<Span<Prose>> {
        if matches!(self, Self::Start)
            && let Some(headline) = article.first(Zone::Headline)
        {
            return Some(headline);
        }
        let block = match self {
            Self::Start => article.prose.blocks.first(),
            Self::End => article.prose.blocks.last(),
        }?;
        let words: Vec<Span<Prose>> =
            article.tokens_in(block.span).iter().filter(|token| token.is_word()).map(|token| token.span()).collect();
        let of = match self {
            Self::Start => words.get(..MARKED_WORDS.min(words.len())),
            Self::End => words.get(words.len().saturating_sub(MARKED_WORDS)..),
        };
        let (first, last) =
            of.and_then(|words| Some((words.first()?, words.last()?))).unwrap_or((&block.span, &block.span));
        Some(Span::new(first.start, last.end))
    }
}
