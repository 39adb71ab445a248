//! [`Scope`]: in which zones a rule looks, and whether inside speech.

use crate::analysis::{Article, Zone};
use crate::prose::Prose;
use crate::rule::ZoneSet;
use crate::text::Span;
use serde::Deserialize;

/// Whether a rule looks inside quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speech {
    /// Outside only: a speaker's words are not for the newsroom to restyle.
    #[default]
    Outside,
    /// Inside only.
    Inside,
    /// Both.
    Anywhere,
}

impl Speech {
    /// The name in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Inside => "inside",
            Self::Anywhere => "anywhere",
        }
    }

    /// Whether it allows a place that is inside speech or, if not `in_speech`, outside.
    pub(in crate::rule) const fn allows(self, in_speech: bool) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Outside => !in_speech,
            Self::Inside => in_speech,
        }
    }
}

/// Where a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    zones: ZoneSet,
    /// Whether inside quotations.
    pub speech: Speech,
}

impl Default for Scope {
    fn default() -> Self {
        Self { zones: ZoneSet::TEXT, speech: Speech::Outside }
    }
}

impl Scope {
    /// The zones that `"text"` names.
    #[must_use]
    pub fn text(speech: Speech) -> Self {
        Self { speech, ..Self::default() }
    }

    /// A scope of the zones called `names`: zones and the groups “text” and “any”.
    ///
    /// # Errors
    /// If a name is not a zone, or the scope is empty.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>, speech: Speech) -> Result<Self, String> {
        let mut zones = ZoneSet::default();
        for name in names {
            zones = zones.union(ZoneSet::named(name)?);
        }
        if zones.is_empty() {
            return Err("the list of zones is empty, so the rule can never match".into());
        }
        if zones == ZoneSet::of(&[Zone::BlockQuote]) && speech == Speech::Outside {
            return Err("a block quotation is speech, so the rule can never match; add speech = \"anywhere\"".into());
        }
        Ok(Self { zones, speech })
    }

    /// Whether the rule looks at `zone`.
    #[must_use]
    pub const fn has(self, zone: Zone) -> bool {
        self.zones.has(zone)
    }

    /// The zones it looks at.
    pub fn zones(self) -> impl Iterator<Item = Zone> {
        self.zones.iter()
    }

    /// Whether the rule looks at `span`.
    #[must_use]
    pub fn allows(self, article: &Article, span: Span<Prose>) -> bool {
        let Some(zone) = article.zone_at(span.start) else { return false };
        if !self.has(zone) || (zone != Zone::Code && article.in_inline_code(span.start)) {
            return false;
        }
        if article.in_paragraph_number(span.start) {
            return false;
        }
        self.speech.allows(article.in_speech(span.start))
    }

    /// Why the rule does not look at `span`, as a predicate: “is in a quotation, where …”; `None` where it does.
    pub(in crate::rule) fn refusal(self, article: &Article, span: Span<Prose>) -> Option<String> {
        if self.allows(article, span) {
            return None;
        }
        Some(match article.zone_at(span.start) {
            Some(zone) if !self.has(zone) => {
                format!("is in the zone {}, where the rule does not look", zone.name())
            }
            _ if article.in_code(span.start) => "is code, where the rule does not look".into(),
            _ if article.in_paragraph_number(span.start) => "is the number of a paragraph, which no rule reads".into(),
            _ if self.speech == Speech::Inside => "is outside speech, and the rule looks only inside".into(),
            _ => "is in speech, where the rule does not look".into(),
        })
    }
}
