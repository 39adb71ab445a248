//! [`Bounds`]: where in a draft what a test finds counts.

use super::case::{Case, Look};
use super::place::Place;
use super::trigger::Trigger;
use crate::analysis::{Article, Zone};
use crate::prose::Prose;
use crate::rule::{Speech, ZoneSet};
use crate::text::Span;

/// The zones, the speech and the place within which something counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounds {
    /// `None` for all zones.
    pub(super) zones: Option<ZoneSet>,
    pub(super) speech: Option<Speech>,
    pub(super) place: Option<Place>,
}

impl Bounds {
    /// Which of `things` count: all of them if the case is exhaustive, otherwise the first; and the nearest that does not.
    pub(super) fn sift(&self, case: &Case, things: impl Iterator<Item = Trigger>) -> Look {
        let mut look = Look::default();
        let trigger = case.trigger.map(|trigger| trigger.span);
        for thing in things {
            if self.have(case.article(), thing.span, trigger) {
                look.holds = true;
                look.found.push(thing);
                if !case.exhaustive {
                    break;
                }
            } else {
                let far = |span: Span<Prose>| span.start.abs_diff(trigger.map_or(0, |trigger| trigger.start));
                if look.near.is_none_or(|near| far(thing.span) < far(near)) {
                    look.near = Some(thing.span);
                }
            }
        }
        look
    }

    fn have(&self, article: &Article, span: Span<Prose>, trigger: Option<Span<Prose>>) -> bool {
        self.have_zone(article, span)
            && self.have_speech(article, span)
            && self.place.is_none_or(|place| place.holds(article, span, trigger))
    }

    /// Whether `span` stands in one of the zones.
    pub(super) fn have_zone(&self, article: &Article, span: Span<Prose>) -> bool {
        self.zones.is_none_or(|zones| {
            let block = article.prose.block_at(span.start).map(|block| article.zones[block]);
            // A dateline is part of a block whose zone is another.
            let dateline = zones.has(Zone::Dateline) && article.zone_at(span.start) == Some(Zone::Dateline);
            dateline || block.is_some_and(|zone| zones.has(zone))
        })
    }

    /// Whether `span` stands inside or outside speech, as asked.
    pub(super) fn have_speech(&self, article: &Article, span: Span<Prose>) -> bool {
        self.speech.is_none_or(|speech| speech.allows(article.in_speech(span.start)))
    }

    /// The bounds in words that follow what is asked for.
    pub(super) fn describe(&self) -> String {
        let zones = self.zones.map(|zones| format!(" in {}", zones.describe()));
        let speech = match self.speech {
            Some(Speech::Outside) => ", outside speech",
            Some(Speech::Inside) => ", inside speech",
            Some(Speech::Anywhere) | None => "",
        };
        let place = self.place.map(|place| format!(", {}", place.describe()));
        format!("{}{speech}{}", zones.unwrap_or_default(), place.unwrap_or_default())
    }
}

/// The blocks of an article that stand in one of `zones`.
pub(super) fn blocks(article: &Article, zones: ZoneSet) -> impl Iterator<Item = Span<Prose>> + '_ {
    let blocks = article.prose.blocks.iter().zip(&article.zones);
    blocks.filter(move |&(_, &zone)| zones.has(zone)).map(|(block, _)| block.span)
}
