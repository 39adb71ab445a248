//! [`Metadata`]: what a draft says about itself, from front matter or configuration.

use crate::text::{Source, Span};
use std::collections::BTreeMap;

/// A value of a metadata field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: `field:` with no value.
    Empty,
    /// Yes or no.
    Bool(bool),
    /// Words, numbers and dates, as written.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Fields within a field.
    Map(BTreeMap<String, Value>),
}

impl Value {
    /// Whether it says anything: not empty, not `false`, not an empty list.
    #[must_use]
    pub fn is_present(&self) -> bool {
        match self {
            Self::Empty | Self::Bool(false) => false,
            Self::Bool(true) => true,
            Self::Text(text) => !text.trim().is_empty(),
            Self::List(list) => list.iter().any(Self::is_present),
            Self::Map(map) => !map.is_empty(),
        }
    }

    /// Whether it is `word`, or a list that has it; case does not matter.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        match self {
            Self::Text(text) => text.trim().eq_ignore_ascii_case(word.trim()),
            Self::Bool(value) => word.eq_ignore_ascii_case(if *value { "true" } else { "false" }),
            Self::List(list) => list.iter().any(|value| value.is(word)),
            Self::Empty | Self::Map(_) => false,
        }
    }
}

/// Fields of a draft by name.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// Each field; names as written.
    pub fields: BTreeMap<String, Value>,
    /// The front matter in the file, fences included, where there is one.
    pub span: Option<Span<Source>>,
    /// What is wrong with it, so that its fields are not known.
    pub fault: Option<Fault>,
}

/// Front matter that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place.
    pub span: Span<Source>,
    /// What is wrong there.
    pub message: String,
}

impl Metadata {
    /// The value of field `name`; case does not matter, a dot looks inside a map.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        let mut fields = &self.fields;
        let mut parts = name.split('.').peekable();
        while let Some(part) = parts.next() {
            let (_, value) = fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(part))?;
            match (parts.peek(), value) {
                (None, value) => return Some(value),
                (Some(_), Value::Map(inner)) => fields = inner,
                _ => return None,
            }
        }
        None
    }

    /// Whether field `name` is there and says something.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.field(name).is_some_and(Value::is_present)
    }
}
