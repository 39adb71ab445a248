//! Reads a [`Condition`] from its TOML table. A mistake is shown at the key or value that has it.

use super::bounds::Bounds;
use super::keys::KEYS;
use super::place::Place;
use super::test::Subject;
use super::tree::{Condition, Leaf, Node};
use super::written::{Patterns, zones};
use crate::language::Language;
use crate::rule::Speech;
use crate::table::{Problem, deserialize_value};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Keys that combine conditions, and keys that say where something counts.
const STRUCTURE: &[&str] = &["all", "any", "in", "not", "place", "speech"];

/// The first key of a table that says where something counts, and its bytes.
type Given = Option<(&'static str, Range<usize>)>;

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// If it is not well-formed; the error points at the key or value that is wrong.
    pub(in crate::rule) fn read(value: Spanned<DeValue>, language: &Language) -> Result<Self, Problem> {
        let mut reader = Reader { patterns: Patterns::default(), measured_place: None, language };
        let root = reader.node(value)?;
        Ok(Self { root, patterns: reader.patterns.0, measured_place: reader.measured_place })
    }
}

struct Reader<'a> {
    patterns: Patterns,
    /// The bytes of the first place that is measured from a trigger.
    measured_place: Option<Range<usize>>,
    language: &'a Language,
}

impl Reader<'_> {
    fn node(&mut self, value: Spanned<DeValue>) -> Result<Node, Problem> {
        let table_at = value.span();
        let DeValue::Table(mut table) = value.into_inner() else {
            let help = "write it as { phrase = \"…\" } or { metadata = { type = \"opinion\" } }";
            return Err(Problem::new("a condition is a table", table_at).with_help(help));
        };
        let (bounds, given) = self.bounds(&mut table)?;
        let (mut parts, mut bounded) = (Vec::new(), false);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "any" => parts.push(Node::Any(self.nodes(value)?)),
                "all" => parts.push(Node::All(self.nodes(value)?)),
                "not" => parts.push(Node::Not(Box::new(self.node(value)?))),
                name => bounded |= self.leaves(name, key.span(), value, &bounds, &mut parts)?,
            }
        }
        if let Some((key, span)) = given.filter(|_| !bounded) {
            let message = format!("`{key}` limits where to look, but nothing is looked for");
            let help = "add what to look for, such as phrase, pattern, link or names";
            return Err(Problem::new(message, span).with_help(help));
        }
        if parts.is_empty() {
            return Err(Problem::new("the condition is empty, so it is always true", table_at));
        }
        Ok(Node::All(parts))
    }

    /// Adds the tests of one key to `parts`. Whether the bounds of the table apply to one of them.
    fn leaves(
        &mut self,
        name: &str,
        at: Range<usize>,
        value: Spanned<DeValue>,
        bounds: &Bounds,
        parts: &mut Vec<Node>,
    ) -> Result<bool, Problem> {
        let Some(key) = KEYS.iter().find(|key| key.name() == name) else {
            let mut known: Vec<&str> = KEYS.iter().map(|key| key.name()).chain(STRUCTURE.iter().copied()).collect();
            known.sort_unstable();
            return Err(Problem::unknown_key("a condition", name, at, &known));
        };
        let mut bounded = false;
        for test in key.read(value, &mut self.patterns, self.language)? {
            let bounds = match test.subject() {
                Subject::Draft => Bounds::default(),
                Subject::Zones => {
                    // Beside `zone`, `in` is meant for the words of the same table.
                    bounded |= bounds.zones.is_none();
                    Bounds { zones: None, ..bounds.clone() }
                }
                Subject::Words => {
                    bounded = true;
                    bounds.clone()
                }
            };
            parts.push(Node::Leaf(Leaf { test, bounds }));
        }
        Ok(bounded)
    }

    fn nodes(&mut self, value: Spanned<DeValue>) -> Result<Vec<Node>, Problem> {
        let at = value.span();
        match value.into_inner() {
            DeValue::Array(list) if !list.is_empty() => list.into_iter().map(|part| self.node(part)).collect(),
            _ => Err(Problem::new("expected a list of conditions: [{ … }, { … }]", at)),
        }
    }

    /// Takes the keys that say where things count out of the table; also the first of them.
    fn bounds(&mut self, table: &mut DeTable) -> Result<(Bounds, Given), Problem> {
        let (mut bounds, mut given) = (Bounds::default(), None);
        if let Some((key, value)) = table.remove_entry("in") {
            given = Some(("in", key.span()));
            bounds.zones = Some(zones(value)?);
        }
        if let Some((key, value)) = table.remove_entry("speech") {
            given = given.or(Some(("speech", key.span())));
            bounds.speech = Some(deserialize_value::<Speech>(value)?);
        }
        if let Some((key, value)) = table.remove_entry("place") {
            given = given.or(Some(("place", key.span())));
            let span = value.span();
            let place = Place::read(value)?;
            if place.is_measured() {
                self.measured_place.get_or_insert(span);
            }
            bounds.place = Some(place);
        }
        Ok((bounds, given))
    }
}
