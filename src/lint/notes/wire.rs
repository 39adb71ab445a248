//! Notes as JSON: an object on one line for each draft.
//!
//! ```json
//! {"draft": "a7.txt", "path": "a7.txt", "rules": [{"rule": "names/across-drafts", "names": [
//!   {"kind": "person", "name": "Ida Moen", "count": 2, "start": [14, 1, 15], "end": [22, 1, 23], "stem": "9f6f0e0ab2f1c3d4"}]}]}
//! ```
//!
//! `start` and `end` are of the first place: byte, line and column. `words` are there where the source writes the name in other
//! bytes. A quotation has the kind `quotation`, itself as its name, and its `speaker`. The types are only here, so that those of
//! the core can change freely.

use super::{DraftNotes, Notes, Place};
use crate::analysis::names::{NameKind, Noted, What};
use crate::diagnostic::{Stem, Suppressor};
use crate::lint::suppress::Standing;
use crate::text::{Position, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is wrong with a line that holds no notes.
const NOT_NOTES: &str = "this line is not a note that `copydesk check --notes` wrote";

#[derive(Serialize, Deserialize)]
struct WireDraft<'a> {
    #[serde(borrow)]
    draft: Cow<'a, str>,
    path: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    file: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    rules: Vec<WireRule<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    allowances: Vec<WireStanding<'a>>,
}

/// What a rule keeps of a draft.
#[derive(Serialize, Deserialize)]
pub struct WireRule<'a> {
    #[serde(borrow)]
    rule: Cow<'a, str>,
    names: Vec<WireName<'a>>,
}

#[derive(Serialize, Deserialize)]
struct WireName<'a> {
    kind: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    count: usize,
    start: (usize, usize, usize),
    end: (usize, usize, usize),
    stem: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    words: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    speaker: Option<Cow<'a, str>>,
}

/// An allowance that may cover a finding between drafts.
#[derive(Serialize, Deserialize)]
pub struct WireStanding<'a> {
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    selector: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    place: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    words: Option<Cow<'a, str>>,
    in_draft: bool,
    reason: Cow<'a, str>,
}

/// The kinds of names with what notes call them.
const KINDS: [(NameKind, &str); 5] = [
    (NameKind::Person, "person"),
    (NameKind::Organisation, "organisation"),
    (NameKind::Place, "place"),
    (NameKind::Product, "product"),
    (NameKind::Law, "law"),
];

/// What notes call a quotation.
const QUOTATION: &str = "quotation";

impl DraftNotes {
    /// The notes as a line of JSON, without a line end. The same notes give the same bytes.
    #[must_use]
    pub fn to_json(&self) -> String {
        let wire = WireDraft {
            draft: Cow::from(&self.name),
            path: Cow::from(&self.path),
            file: self.file.as_deref().map(Cow::from),
            rules: self.rules.iter().map(WireRule::of).collect(),
            allowances: self.standing.iter().map(WireStanding::of).collect(),
        };
        serde_json::to_string(&wire).unwrap_or_default() // texts and numbers can always be written
    }

    /// The notes in a line of JSON.
    ///
    /// # Errors
    /// If it holds none; says why.
    pub fn from_json(line: &str) -> Result<Self, String> {
        let wire: WireDraft = serde_json::from_str(line).map_err(|error| format!("{NOT_NOTES}: {error}"))?;
        let rules = wire.rules.into_iter().map(WireRule::notes).collect::<Option<Vec<_>>>();
        let mut rules = rules.ok_or(NOT_NOTES)?;
        rules.shrink_to_fit();
        Ok(Self {
            name: wire.draft.into_owned(),
            path: wire.path.into_owned(),
            file: wire.file.map(Cow::into_owned),
            rules,
            standing: wire.allowances.into_iter().map(WireStanding::standing).collect(),
        })
    }
}

impl<'a> WireRule<'a> {
    pub(crate) fn of(notes: &'a Notes) -> Self {
        let names = notes.names.iter().zip(&notes.places).map(|(name, place)| WireName::of(name, place));
        Self { rule: Cow::from(&notes.rule), names: names.collect() }
    }

    /// The notes; `None` where a value is none that is written.
    pub(crate) fn notes(self) -> Option<Notes> {
        let placed = self.names.into_iter().map(WireName::name).collect::<Option<_>>()?;
        Some(Notes::of(self.rule.into_owned(), placed))
    }
}

impl<'a> WireName<'a> {
    fn of(name: &'a Noted, place: &'a Place) -> Self {
        let (kind, speaker) = match &name.what {
            What::Name(kind) => (KINDS.iter().find(|(of, _)| of == kind).map_or("", |(_, called)| called), None),
            What::Quotation(speaker) => (QUOTATION, Some(Cow::from(speaker))),
        };
        Self {
            kind: Cow::from(kind),
            speaker,
            name: Cow::from(&name.text),
            count: name.count,
            start: (name.first.start, place.start.line, place.start.column),
            end: (name.first.end, place.end.line, place.end.column),
            stem: Cow::from(format!("{:016x}", place.stem.0)),
            words: place.words.as_deref().map(Cow::from),
        }
    }

    fn name(self) -> Option<(Noted, Place)> {
        let what = match self.speaker {
            Some(speaker) if self.kind == QUOTATION => What::Quotation(speaker.into_owned()),
            _ => What::Name(KINDS.iter().find(|(_, called)| *called == self.kind).map(|(kind, _)| *kind)?),
        };
        let first = Span::new(self.start.0, self.end.0);
        let position = |(_, line, column): (usize, usize, usize)| Position { line, column };
        let place = Place {
            start: position(self.start),
            end: position(self.end),
            words: self.words.map(Cow::into_owned),
            stem: Stem(u64::from_str_radix(&self.stem, 16).ok()?),
        };
        Some((Noted { what, text: self.name.into_owned(), count: self.count, first }, place))
    }
}

impl<'a> WireStanding<'a> {
    pub(crate) fn of(of: &'a Standing) -> Self {
        Self {
            selector: of.selector.as_deref().map(Cow::from),
            place: of.place.map(|span| (span.start, span.end)),
            words: of.words.as_deref().map(Cow::from),
            in_draft: of.by == Suppressor::Draft,
            reason: Cow::from(&of.reason),
        }
    }

    pub(crate) fn standing(self) -> Standing {
        Standing {
            selector: self.selector.map(Cow::into_owned),
            place: self.place.map(|(start, end)| Span::new(start, end)),
            words: self.words.map(Cow::into_owned),
            by: if self.in_draft { Suppressor::Draft } else { Suppressor::Sidecar },
            reason: self.reason.into_owned(),
        }
    }
}
