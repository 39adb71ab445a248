//! [`Clause`]: one thing that a condition looks for in a draft, and the looking.

use super::link::{Links, stands_alone};
use super::place::Place;
use super::shared::shared;
use super::{Case, Trigger};
use crate::analysis::date::date_field;
use crate::analysis::names::{NameKind, TIE};
use crate::analysis::{Article, Zone};
use crate::prose::{InlineKind, Prose, Value};
use crate::rule::{Draft, Speech};
use crate::text::Span;
use globset::GlobMatcher;
use std::ops::Range;

/// One thing to look for, and where it counts.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) what: What,
    pub(super) at: At,
}

/// Where a thing counts.
#[derive(Clone, Debug, Default)]
pub(super) struct At {
    /// In these zones; `None` for all.
    pub(super) zones: Option<u32>,
    pub(super) speech: Option<Speech>,
    pub(super) place: Option<Place>,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A metadata field, with one of the values if there are any.
    Field { name: String, values: Vec<String> },
    /// Blocks of one of the zones.
    Zone(u32),
    /// The condition's patterns with these numbers, and how they are called.
    Words { patterns: Range<usize>, told: String },
    /// Links.
    Link(Links),
    /// Links that are a block by themselves.
    Embed(Links),
    /// Pictures.
    Image,
    /// Names of which the register knows one of these properties, with one of the values if there are any.
    Names { property: Vec<String>, values: Vec<String> },
    /// Names that stand in both zones.
    Shared(u32, u32),
    /// The house's own name.
    House,
    /// A metadata field with a day, against another day.
    Date { field: String, than: Than },
    /// Whether the draft says when it is published.
    Dated(bool),
    /// The draft's path.
    Path { glob: GlobMatcher, written: String },
}

/// What a day is held against.
#[derive(Clone, Debug)]
pub(super) enum Than {
    /// Today: whether it has not passed yet. Today itself has not.
    Today(bool),
    /// The day in another field, which must be earlier.
    Field(String),
}

/// What was seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) holds: bool,
    /// The places that count.
    pub(super) found: Vec<Trigger>,
    /// The nearest place that does not.
    pub(super) near: Option<Span<Prose>>,
}

impl Look {
    const fn plain(holds: bool) -> Self {
        Self { holds, found: Vec::new(), near: None }
    }
}

pub(super) const fn has(zones: u32, zone: Zone) -> bool {
    zones & (1 << zone as u32) != 0
}

impl Clause {
    /// Whether a look at the head of the draft decides, and no reading of it.
    pub(super) const fn is_plain(&self) -> bool {
        matches!(self.what, What::Field { .. } | What::Zone(_) | What::Date { .. } | What::Dated(_) | What::Path { .. })
    }

    /// Whether it finds things that call for others, and not only where something stands.
    pub(super) const fn is_trigger(&self) -> bool {
        !self.is_plain()
    }

    pub(super) const fn is_of_names(&self) -> bool {
        matches!(self.what, What::Names { .. } | What::Shared(..))
    }

    pub(super) fn look(&self, case: &Case) -> Look {
        let article = case.draft.article();
        match &self.what {
            What::Field { name, values } => Look::plain(has_field(article, name, values)),
            What::Dated(dated) => Look::plain(article.anchor.is_some() == *dated),
            What::Path { glob, .. } => Look::plain(glob.is_match(case.draft.path())),
            What::Zone(zones) => {
                let blocks = article.prose.blocks.iter().zip(&article.zones);
                let spans = blocks.filter(|&(_, &zone)| has(*zones, zone)).map(|(block, _)| block.span);
                let dateline = article.dateline.filter(|_| has(*zones, Zone::Dateline));
                self.sift(case, spans.chain(dateline).map(Trigger::at))
            }
            What::Words { patterns, .. } => {
                let hits = case.hits.iter().filter(|hit| patterns.contains(&hit.pattern));
                self.sift(case, hits.map(|hit| Trigger::at(hit.span)))
            }
            What::Link(wanted) => {
                let links = article.links.iter().filter(|link| wanted.has(link));
                self.sift(case, links.map(|link| Trigger::at(link.span)))
            }
            What::Embed(wanted) => {
                let alone = article.links.iter().filter(|link| stands_alone(article, link.span) && wanted.has(link));
                self.sift(case, alone.map(|link| Trigger::at(link.span)))
            }
            What::Image => {
                let images = article.prose.inlines.iter().filter(|of| matches!(of.kind, InlineKind::Image(_)));
                self.sift(case, images.map(|image| Trigger::at(image.span)))
            }
            What::Date { field, than } => {
                let day_in = |field: &str| date_field(article, field).map(|day| day.to_string());
                let Some(day) = day_in(field) else { return Look::plain(false) };
                Look::plain(match than {
                    Than::Today(ahead) => {
                        case.draft.allow().today.as_ref().is_some_and(|today| (day >= *today) == *ahead)
                    }
                    Than::Field(other) => day_in(other).is_some_and(|other| day > other),
                })
            }
            What::House => {
                let text = article.prose.text.as_str();
                let places = case.draft.allow().names().house().map(|house| text.match_indices(house));
                let spans = places.into_iter().flatten().map(|(at, house)| Span::new(at, at + house.len()));
                self.sift(case, spans.filter(|span| is_word(text, *span)).map(Trigger::at))
            }
            What::Names { property, values } => self.names(case, property, values),
            What::Shared(one, other) => {
                let shared = shared(case.draft, *one, *other);
                self.sift(case, shared.into_iter())
            }
        }
    }

    /// Keeps what counts, in full where all is looked at, and the nearest that does not.
    fn sift(&self, case: &Case, things: impl Iterator<Item = Trigger>) -> Look {
        let mut look = Look::default();
        let trigger = case.trigger.map(|trigger| trigger.span);
        for thing in things {
            if self.counts(case.draft.article(), thing.span, trigger) {
                look.holds = true;
                look.found.push(thing);
                if !case.whole {
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

    fn counts(&self, article: &Article, span: Span<Prose>, trigger: Option<Span<Prose>>) -> bool {
        self.is_in_zone(article, span)
            && self.is_in_speech(article, span)
            && self.at.place.is_none_or(|place| place.holds(article, span, trigger))
    }

    pub(super) fn is_in_zone(&self, article: &Article, span: Span<Prose>) -> bool {
        self.at.zones.is_none_or(|zones| {
            let block = article.prose.block_at(span.start).map(|block| article.zones[block]);
            let dateline = has(zones, Zone::Dateline) && article.zone_at(span.start) == Some(Zone::Dateline);
            dateline || block.is_some_and(|zone| has(zones, zone))
        })
    }

    pub(super) fn is_in_speech(&self, article: &Article, span: Span<Prose>) -> bool {
        match self.at.speech {
            None | Some(Speech::Anywhere) => true,
            Some(Speech::Outside) => !article.in_speech(span.start),
            Some(Speech::Inside) => article.in_speech(span.start),
        }
    }

    /// The first mention, where it counts, of each name with a property.
    fn names(&self, case: &Case, wanted: &[String], values: &[String]) -> Look {
        let (article, names) = (case.draft.article(), case.draft.allow().names());
        if !names.has_properties(wanted) {
            return Look::plain(false);
        }
        let day = case.draft.allow().day(article);
        let mut found = Vec::new();
        for entity in &case.draft.named().entities {
            let Some(known) = names.properties(&entity.forms(&article.prose.text), day.as_deref()) else { continue };
            let fits = wanted.iter().any(|property| {
                let said = known.of(property);
                !said.is_empty()
                    && (values.is_empty() || said.iter().any(|of| values.iter().any(|v| v.eq_ignore_ascii_case(of))))
            });
            let mentions = entity.places.iter().map(|place| place.name);
            let counts = |span: &Span<Prose>| self.is_in_zone(article, *span) && self.is_in_speech(article, *span);
            if let Some(span) = mentions.into_iter().find(counts).filter(|_| fits) {
                let mut values = vec![("name".to_owned(), entity.name.clone())];
                values.push(("match".to_owned(), article.slice(span).to_owned()));
                values.extend(known.told());
                found.push(Trigger { span, values, is_name: true, also: Vec::new() });
            }
        }
        if wanted.iter().any(|property| property == TIE) {
            let known: Vec<Span<Prose>> = found.iter().map(|trigger| trigger.span).collect();
            for (name, tie) in names.house_ties(day.as_deref()) {
                let mut places = article.prose.text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len()));
                let whole = |span: &Span<Prose>| is_word(&article.prose.text, *span);
                let Some(span) = places.find(|span| whole(span) && self.is_in_zone(article, *span)) else { continue };
                if !known.iter().any(|of| of.overlaps(span)) && !is_mentioned(case.draft, name) {
                    let values = [("name", name), ("match", name), (TIE, tie.as_str())];
                    let values = values.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
                    found.push(Trigger { span, values, is_name: true, also: Vec::new() });
                }
            }
        }
        found.sort_by_key(|trigger| trigger.span);
        self.sift(case, found.into_iter())
    }
}

/// Whether `name` is an entity of the draft, so that what the register says of it has been asked.
fn is_mentioned(draft: &Draft, name: &str) -> bool {
    let is_body = |kind: NameKind| matches!(kind, NameKind::Organisation | NameKind::Person);
    draft.named().entities.iter().any(|entity| is_body(entity.kind) && entity.name == name)
}

/// Whether no letter or digit touches `span`.
fn is_word(text: &str, span: Span<Prose>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..span.start].chars().next_back()) && !letter(text[span.end..].chars().next())
}

fn has_field(article: &Article, field: &str, values: &[String]) -> bool {
    let Some(value) = article.prose.metadata.field(field) else { return false };
    if values.is_empty() { value.is_present() } else { values.iter().any(|wanted| Value::is(value, wanted)) }
}
