//! [`Scope`]: in which zones a rule looks, and whether inside speech.

use crate::analysis::{Article, Zone};
use crate::diagnostic::did_you_mean;
use crate::prose::Prose;
use crate::text::Span;
use serde::Deserialize;

/// Whether a rule looks inside quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speech {
    /// Not inside: a speaker's words are not the house's to restyle.
    #[default]
    Outside,
    /// Only inside.
    Inside,
    /// Both.
    Anywhere,
}

impl Speech {
    /// As rule files write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Inside => "inside",
            Self::Anywhere => "anywhere",
        }
    }
}

/// Where a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    zones: u32,
    /// Whether inside quotations.
    pub speech: Speech,
}

/// The zones of “text”: what the house writes for its readers.
const TEXT: [Zone; 8] = [
    Zone::Kicker,
    Zone::Headline,
    Zone::Subheading,
    Zone::Standfirst,
    Zone::Body,
    Zone::Caption,
    Zone::Bio,
    Zone::Disclaimer,
];

impl Default for Scope {
    fn default() -> Self {
        Self { zones: bits(&TEXT) | 1 << Zone::Correction as u32, speech: Speech::Outside }
    }
}

fn bits(zones: &[Zone]) -> u32 {
    zones.iter().fold(0, |bits, &zone| bits | 1 << zone as u32)
}

impl Scope {
    /// The zones of “text”.
    #[must_use]
    pub fn text(speech: Speech) -> Self {
        Self { speech, ..Self::default() }
    }

    /// A scope of the zones called `names`: zones and the groups “text” and “any”.
    ///
    /// # Errors
    /// Says which name is not one, and which was meant.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>, speech: Speech) -> Result<Self, String> {
        let mut zones = 0;
        for name in names {
            zones |= zone_bits(name)?;
        }
        if zones == 0 {
            return Err("no zone is named, so the rule can never match".into());
        }
        if zones == bits(&[Zone::BlockQuote]) && speech == Speech::Outside {
            return Err("a block quotation is speech, so the rule can never match: add speech = \"anywhere\"".into());
        }
        Ok(Self { zones, speech })
    }

    /// Whether the rule looks at `zone`.
    #[must_use]
    pub const fn has(self, zone: Zone) -> bool {
        self.zones & (1 << zone as u32) != 0
    }

    /// The zones it looks at.
    pub fn zones(self) -> impl Iterator<Item = Zone> {
        Zone::ALL.into_iter().filter(move |&zone| self.has(zone))
    }

    /// Whether the rule may speak of `span`.
    #[must_use]
    pub fn allows(self, article: &Article, span: Span<Prose>) -> bool {
        let Some(zone) = article.zone_at(span.start) else { return false };
        if !self.has(zone) || (zone != Zone::Code && article.in_code(span.start)) {
            return false;
        }
        match self.speech {
            Speech::Anywhere => true,
            Speech::Outside => !article.in_speech(span.start),
            Speech::Inside => article.in_speech(span.start),
        }
    }

    /// Why it may not, as words that follow what stands there; `None` where it may.
    pub(in crate::rule) fn refusal(self, article: &Article, span: Span<Prose>) -> Option<String> {
        if self.allows(article, span) {
            return None;
        }
        Some(match article.zone_at(span.start) {
            Some(zone) if !self.has(zone) => {
                format!("is in the zone {}, at which the rule does not look", zone.name())
            }
            _ if article.in_code(span.start) => "is code, at which no rule looks".into(),
            _ if self.speech == Speech::Inside => "is outside speech, and the rule looks inside only".into(),
            _ => "is in speech, at which the rule does not look".into(),
        })
    }
}

/// The bits of a zone or a group of zones.
pub(in crate::rule) fn zone_bits(name: &str) -> Result<u32, String> {
    match name {
        "text" => Ok(Scope::default().zones),
        "any" => Ok(bits(&Zone::ALL) & !bits(&[Zone::Code])),
        _ => Zone::ALL.iter().find(|zone| zone.name() == name).map(|&zone| bits(&[zone])).ok_or_else(|| {
            let known = Zone::ALL.iter().map(|zone| zone.name()).chain(["text", "any"]);
            let meant = did_you_mean(name, known).map_or(String::new(), |meant| format!("; did you mean “{meant}”?"));
            format!("there is no zone “{name}”{meant}")
        }),
    }
}
