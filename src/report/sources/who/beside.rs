//! A name beside the words that say who somebody is: “the keeper, Ida Moen”, “Ida Moen, the keeper,”.

use super::Finder;
use crate::analysis::names::{Entity, NameKind};
use crate::analysis::{Tags, Token};

/// Bytes after “the keeper, ” among which the name of the keeper begins.
const APPOSITION: usize = 40;

/// Bytes of an age with its comma.
const AGE: usize = 5;

impl<'a> Finder<'a> {
    /// The person named after a role and a comma: “the keeper, Ida Moen”.
    pub(super) fn in_apposition(&self, core: &[Token]) -> Option<&'a Entity> {
        let last = core.last()?;
        let text = &self.article.prose.text;
        let is_role = core.iter().any(|token| self.tags(token).has(Tags::ROLE.or(Tags::HONORIFIC)));
        let end = last.span().end;
        if !is_role || !text[end..].starts_with(", ") {
            return None;
        }
        let next = self.places.partition_point(|(place, _)| place.start < end);
        let (place, at) = self.places.get(next)?;
        let between = text.get(end + 2..place.start)?;
        let near = between.len() <= APPOSITION
            && !between.contains([',', '.', ';', '“', '"'])
            && between.split_whitespace().count() <= 3;
        // “the average, although Moen”
        let clause = Tags::SUBORDINATOR.or(Tags::CONTRAST).or(Tags::COORDINATOR).or(Tags::CONTENT).or(Tags::RELATIVE);
        let speech = &self.article.language.speech;
        let near = near && !between.split_whitespace().any(|word| speech.tags(&word.to_lowercase()).has(clause));
        let entity = &self.named.entities[*at];
        (near && entity.kind == NameKind::Person).then_some(entity)
    }

    /// The person of whom a source is said between commas: “Ida Moen, 41, *a keeper at the Elmsby lock*, said”.
    pub(super) fn said_of(&self, tokens: &[Token]) -> Option<&'a Entity> {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let text = &self.article.prose.text;
        if !text[last.span().end..].starts_with(',') || !self.tags(first).has(Tags::DETERMINER) {
            return None;
        }
        let before = text[..first.span().start].strip_suffix(", ")?;
        let age = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let before = match (1..AGE).contains(&age) {
            true => before[..before.len() - age].strip_suffix(", ")?,
            false => before,
        };
        let at = self.places.partition_point(|(place, _)| place.start < before.len()).checked_sub(1)?;
        let (place, entity) = &self.places[at];
        let entity = &self.named.entities[*entity];
        (place.end == before.len() && entity.kind == NameKind::Person).then_some(entity)
    }
}
