//! [`DraftNotes`]: what is kept of a draft to compare it with others, in any order, on any machine.
//!
//! Notes are plain values and depend only on the draft, its path and the settings. They have all that a finding says, so
//! that no draft is read again. `wire` writes them as a line of JSON.

mod wire;

#[cfg(feature = "disk")]
pub(crate) use wire::{WireRule, WireStanding};

use super::suppress::Standing;
use crate::analysis::names::Noted;
use crate::diagnostic::Stem;
use crate::text::{Excerpt, Position, Source, Span};

/// What is kept of a draft to compare it with others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DraftNotes {
    /// Its name in reports.
    pub name: String,
    /// Its path relative to the configuration, with `/` between folders.
    pub path: String,
    /// The file that it is a row of.
    pub file: Option<String>,
    /// What each rule keeps.
    pub rules: Vec<Notes>,
    /// Allowances that may cover a finding of the comparison.
    pub standing: Vec<Standing>,
}

/// What a rule keeps of a draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notes {
    /// The rule's id.
    pub rule: String,
    /// Names as the draft has them, in the order of their first places.
    pub names: Vec<Noted>,
    /// The first place of each.
    pub places: Vec<Place>,
}

/// What a finding says of a place in a draft, where only its bytes are known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line and column of its first byte.
    pub start: Position,
    /// Line and column of the byte after it.
    pub end: Position,
    /// The words as the source has them, where these are not the name.
    pub words: Option<String>,
    /// What a finding there is identified by.
    pub stem: Stem,
}

impl DraftNotes {
    /// The same of a row of `file`.
    #[must_use]
    pub fn with_file(self, file: Option<String>) -> Self {
        Self { file, ..self }
    }

    /// The file that the draft is or is a row of.
    #[must_use]
    pub fn file(&self) -> &str {
        self.file.as_deref().unwrap_or(&self.name)
    }
}

impl Notes {
    /// The names that `rule` keeps of the draft in `source`.
    pub(super) fn new(rule: &str, names: Vec<Noted>, source: &Source) -> Self {
        let placed = names.into_iter().map(|name| {
            let place = Place::new(rule, &name, source);
            (name, place)
        });
        Self::of(rule.to_owned(), placed.collect())
    }

    fn of(rule: String, mut placed: Vec<(Noted, Place)>) -> Self {
        placed.sort_by_key(|(name, _)| name.first);
        let (mut names, mut places): (Vec<Noted>, Vec<Place>) = placed.into_iter().unzip();
        // An archive has millions of them.
        names.shrink_to_fit();
        places.shrink_to_fit();
        Self { rule, names, places }
    }

    /// The words at `span` with their place, and what a finding there is identified by.
    pub(super) fn at(&self, span: Span<Source>) -> Option<(Excerpt, Stem)> {
        let index = self.names.binary_search_by_key(&span, |name| name.first).ok()?;
        let (name, place) = (&self.names[index], &self.places[index]);
        let words = place.words.as_ref().unwrap_or(&name.text).clone();
        Some((Excerpt { span, start: place.start, end: place.end, words }, place.stem))
    }
}

impl Place {
    fn new(rule: &str, name: &Noted, source: &Source) -> Self {
        let Span { start, end, .. } = name.first;
        let lines = source.lines();
        let paragraph = lines.range(lines.index(start)).start..lines.range(lines.index(end)).end;
        let words = source.slice(name.first);
        Self {
            start: source.position(start),
            end: source.position(end),
            words: (words != name.text).then(|| words.to_owned()),
            stem: Stem::of(rule, &source.text, start..end, paragraph),
        }
    }
}
