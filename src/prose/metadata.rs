//! [`Metadata`]: what a draft says about itself, from front matter, and what is said of it elsewhere.

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
    /// Of fields that are said outside of the draft, where; names in lower case.
    pub origins: BTreeMap<String, String>,
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

    /// Gives the draft a field that is said at `origin`, whatever the draft says itself; a dot looks inside a map.
    pub fn set(&mut self, name: &str, value: Value, origin: &str) {
        put(&mut self.fields, name, value);
        self.origins.insert(name.to_ascii_lowercase(), origin.to_owned());
    }

    /// The same, where the draft does not have the field.
    pub fn add(&mut self, name: &str, value: Value, origin: &str) {
        let head = name.split('.').next().unwrap_or(name);
        if !self.fields.keys().any(|field| field.eq_ignore_ascii_case(head)) {
            self.set(name, value, origin);
        }
    }

    /// Where field `name` is said, if it is not the draft that says it.
    #[must_use]
    pub fn origin(&self, name: &str) -> Option<&str> {
        let mut name = name.to_ascii_lowercase();
        loop {
            if let Some(origin) = self.origins.get(&name) {
                return Some(origin);
            }
            name.truncate(name.rfind('.')?);
        }
    }

    /// Whether field `name` is there and says something.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.field(name).is_some_and(Value::is_present)
    }
}

fn put(fields: &mut BTreeMap<String, Value>, name: &str, value: Value) {
    let (head, rest) = name.split_once('.').map_or((name, None), |(head, rest)| (head, Some(rest)));
    let known = fields.keys().find(|field| field.eq_ignore_ascii_case(head)).cloned();
    let old = known.and_then(|field| fields.remove(&field));
    let value = match (rest, old) {
        (None, _) => value,
        (Some(rest), old) => {
            let mut inner = if let Some(Value::Map(inner)) = old { inner } else { BTreeMap::new() };
            put(&mut inner, rest, value);
            Value::Map(inner)
        }
    };
    fields.insert(head.to_owned(), value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_one_value_and_knows_where_it_is_said() {
        let text = |words: &str| Value::Text(words.into());
        let mut metadata = Metadata::default();
        metadata.fields.insert("Type".into(), text("news"));
        metadata.fields.insert("author".into(), Value::Map(BTreeMap::from([("name".into(), text("Anna Holm"))])));
        metadata.add("type", text("opinion"), "a.toml:1");
        metadata.add("section", text("letters"), "a.toml:2");
        assert!(metadata.field("type").is_some_and(|value| value.is("news")));
        assert_eq!((metadata.origin("type"), metadata.origin("Section")), (None, Some("a.toml:2")));
        metadata.set("type", text("review"), "command line");
        metadata.set("author.mail", text("a@b.example"), "command line");
        assert!(metadata.field("Type").is_some_and(|value| value.is("review")));
        assert!(metadata.field("author.name").is_some_and(|value| value.is("Anna Holm")));
        assert_eq!((metadata.origin("author.mail"), metadata.origin("author.name")), (Some("command line"), None));
        assert_eq!(metadata.fields.len(), 3);
    }
}
