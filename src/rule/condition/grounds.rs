//! [`Grounds`]: why a condition holds or does not, for people: what was looked for, what was found, and what came near.

use super::clause::{Clause, Look, Than, What, has};
use super::place::distance;
use super::{Case, Judged, Node};
use crate::analysis::{Anchor, Article, Zone};
use crate::prose::{Prose, Value};
use crate::rule::{Speech, did_you_mean};
use crate::text::Span;

/// Why a condition, or a part of one, holds or does not.
#[derive(Clone, Debug)]
pub struct Grounds {
    /// Whether it holds.
    pub holds: bool,
    /// What was asked, in words.
    pub asked: String,
    /// What was seen: where it holds, what makes it hold; else what came nearest.
    pub seen: Vec<Ground>,
    /// Of a condition with parts, each part.
    pub parts: Vec<Grounds>,
}

/// Something that was seen.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The place, where it has one.
    pub span: Option<Span<Prose>>,
    /// What is to be said of it.
    pub words: String,
}

/// What is asked where something must not be.
const NOT: &str = "not";

/// So many places are told of each clause.
const TOLD: usize = 3;

impl Judged<'_> {
    /// The grounds, for people.
    #[must_use]
    pub fn grounds(&self, case: &Case) -> Grounds {
        let parts: Vec<Grounds> = self.parts.iter().map(|part| part.grounds(case)).collect();
        let (asked, seen) = match self.node {
            Node::All(_) if parts.len() == 1 => return parts.into_iter().next().unwrap_or_else(Grounds::nothing),
            Node::All(_) => ("all of".to_owned(), Vec::new()),
            Node::Any(_) => ("any of".to_owned(), Vec::new()),
            Node::Not(_) => (NOT.to_owned(), Vec::new()),
            Node::Leaf(clause) => (clause.told(), clause.seen(&self.look, case)),
        };
        Grounds { holds: self.holds, asked, seen, parts }
    }

    /// The nearest place that would have held it, were it elsewhere.
    #[must_use]
    pub fn near(&self, case: &Case) -> Option<Ground> {
        let own = match self.node {
            Node::Leaf(clause) => self.look.near.map(|span| clause.ground_near(case, span)),
            _ => None,
        };
        let far = |ground: &Ground| {
            let trigger = case.trigger.map_or(0, |trigger| trigger.span.start);
            ground.span.map_or(usize::MAX, |span| span.start.abs_diff(trigger))
        };
        let parts = self.parts.iter().filter(|_| !matches!(self.node, Node::Not(_)));
        own.into_iter().chain(parts.filter_map(|part| part.near(case))).min_by_key(far)
    }
}

impl Grounds {
    fn nothing() -> Self {
        Self { holds: true, asked: "nothing".into(), seen: Vec::new(), parts: Vec::new() }
    }

    /// What makes it hold, in order of the parts; of places that overlap, the first.
    #[must_use]
    pub fn held_by(&self) -> Vec<&Ground> {
        let mut grounds: Vec<&Ground> = Vec::new();
        self.collect(&mut grounds);
        grounds
    }

    fn collect<'a>(&'a self, grounds: &mut Vec<&'a Ground>) {
        if !self.holds || self.asked == NOT {
            return;
        }
        for ground in &self.seen {
            let told = grounds.iter().filter_map(|of| of.span).any(|of| ground.span.is_some_and(|it| it.overlaps(of)));
            if !told {
                grounds.push(ground);
            }
        }
        self.parts.iter().for_each(|part| part.collect(grounds));
    }
}

impl Clause {
    /// What is asked, in words.
    fn told(&self) -> String {
        let mut told = match &self.what {
            What::Field { name, values } if values.is_empty() => format!("the field “{name}”"),
            What::Field { name, values } => format!("the field “{name}” is {}", listed(values)),
            What::Zone(zones) => format!("a zone: {}", zone_names(*zones)),
            What::Words { told, .. } => told.clone(),
            What::Link(links) => links.told(),
            What::Embed(links) => format!("{} by itself", links.told()),
            What::Image => "a picture".into(),
            What::Names { property, values } if values.is_empty() => {
                format!("a name of which the register knows {}", listed(property))
            }
            What::Names { property, values } => {
                format!("a name of which the register says {} is {}", property.join(", "), listed(values))
            }
            What::Shared(one, other) => format!("a name in both {} and {}", zone_names(*one), zone_names(*other)),
            What::Date { field, than: Than::Today(false) } => format!("the day in “{field}” has passed"),
            What::Date { field, than: Than::Today(true) } => format!("the day in “{field}” has not passed"),
            What::Date { field, than: Than::Field(other) } => {
                format!("the day in “{field}” is after that in “{other}”")
            }
            What::House => "the house's own name".into(),
            What::Dated(true) => "a date of publication".into(),
            What::Dated(false) => "no date of publication".into(),
            What::Path { written, .. } => format!("a path like {written}"),
        };
        if let Some(zones) = self.at.zones {
            told.push_str(&format!(" in {}", zone_names(zones)));
        }
        match self.at.speech {
            Some(Speech::Outside) => told.push_str(", outside speech"),
            Some(Speech::Inside) => told.push_str(", inside speech"),
            Some(Speech::Anywhere) | None => {}
        }
        if let Some(place) = self.at.place {
            told.push_str(&format!(", {}", place.told()));
        }
        told
    }

    fn seen(&self, look: &Look, case: &Case) -> Vec<Ground> {
        let article = case.draft.article();
        let plain = |words: String| vec![Ground { span: None, words }];
        match &self.what {
            What::Field { name, .. } => return plain(field(article, name)),
            What::Date { field: name, than } => {
                let other = match than {
                    Than::Today(_) => case.draft.allow().today.as_ref().map(|day| format!("today is {day}")),
                    Than::Field(other) => Some(field(article, other)),
                };
                return plain(format!("{}; {}", field(article, name), other.as_deref().unwrap_or("no day was given")));
            }
            What::Path { .. } => return plain(format!("the path is {}", case.draft.path())),
            What::Dated(_) => {
                return match &article.anchor {
                    Some(Anchor::Metadata(name)) => plain(field(article, name)),
                    Some(Anchor::Text(span)) => vec![Ground { span: Some(*span), words: quoted(article, *span) }],
                    None => plain("there is no date".into()),
                };
            }
            _ => {}
        }
        if !look.holds {
            return look.near.map(|span| self.ground_near(case, span)).into_iter().collect();
        }
        let ground = |trigger: &super::Trigger| {
            let known = trigger.values.iter().filter(|(key, _)| !matches!(key.as_str(), "match" | "name"));
            let known: Vec<String> = known.map(|(key, value)| format!("{key}: {value}")).collect();
            let mut words = quoted(article, trigger.span);
            if !known.is_empty() {
                words.push_str(&format!(" ({})", known.join("; ")));
            }
            Ground { span: Some(trigger.span), words }
        };
        let mut told: Vec<Ground> = Vec::new();
        for trigger in &look.found {
            // Expressions of one family may find the same words.
            let again = told.iter().filter_map(|ground| ground.span).any(|span| span.overlaps(trigger.span));
            if !again && told.len() < TOLD {
                told.push(ground(trigger));
            }
        }
        told
    }

    /// What came near, and why it does not count.
    fn ground_near(&self, case: &Case, span: Span<Prose>) -> Ground {
        let article = case.draft.article();
        let why = if !self.is_in_zone(article, span) {
            let zone = article.zone_at(span.start).map_or("no zone", Zone::name);
            format!("stands in the {zone}")
        } else if !self.is_in_speech(article, span) {
            "is a speaker's".to_owned()
        } else if let Some(trigger) = case.trigger {
            distance(article, trigger.span, span)
        } else {
            "stands elsewhere".to_owned()
        };
        Ground { span: Some(span), words: format!("{} {why}", quoted(article, span)) }
    }
}

/// What the draft says in a field, and where if it is not said in its front matter; or that it has none.
fn field(article: &Article, name: &str) -> String {
    let metadata = &article.prose.metadata;
    let origin = metadata.origin(name).map_or(String::new(), |origin| format!(" ({origin})"));
    let said = match metadata.field(name) {
        Some(Value::Text(text)) => format!("“{name}” is “{text}”"),
        Some(Value::Bool(value)) => format!("“{name}” is {value}"),
        Some(Value::List(list)) => {
            let texts = list.iter().filter_map(|value| match value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            });
            format!("“{name}” is {}", texts.collect::<Vec<_>>().join(", "))
        }
        Some(Value::Map(_)) => format!("“{name}” has fields of its own"),
        Some(Value::Empty) => format!("“{name}” is empty"),
        None => {
            let meant = did_you_mean(name, metadata.fields.keys().map(String::as_str));
            let meant = meant.map_or(String::new(), |meant| format!("; there is “{meant}”"));
            format!("there is no field “{name}”{meant}")
        }
    };
    said + &origin
}

/// So many characters of a place are told.
const LONGEST: usize = 80;

fn quoted(article: &Article, span: Span<Prose>) -> String {
    let words = article.slice(span);
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{} …”", words[..end].trim_end()),
        None => format!("“{words}”"),
    }
}

fn listed(words: &[String]) -> String {
    match words {
        [one] => format!("“{one}”"),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(|word| format!("“{word}”")).collect();
            format!("{} or “{last}”", head.join(", "))
        }
        [] => String::new(),
    }
}

fn zone_names(zones: u32) -> String {
    let names: Vec<&str> = Zone::ALL.into_iter().filter(|&zone| has(zones, zone)).map(Zone::name).collect();
    if names.len() + 1 >= Zone::ALL.len() { "any zone".into() } else { names.join(", ") }
}
