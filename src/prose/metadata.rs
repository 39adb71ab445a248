//! [`Metadata`]: facts about a draft, from its front matter and from configuration.

use crate::text::{Source, Span};
use std::collections::BTreeMap;

/// A value of a metadata field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value, as in `field:`.
    Empty,
    /// A truth value.
    Bool(bool),
    /// Text, including numbers and dates as written.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// A table of further fields.
    Map(BTreeMap<String, Value>),
}

impl Value {
    /// Whether it states anything: it is not empty, `false` or an empty list.
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

    /// Whether it is `word` or a list that contains it, ignoring case.
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

/// The metadata of a draft.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// Its fields by name, as written.
    pub fields: BTreeMap<String, Value>,
    /// The front matter in the file, fences included, if there is one.
    pub span: Option<Span<Source>>,
    /// Why the front matter could not be read. Its fields are then unknown.
    pub fault: Option<Fault>,
    /// Where each field was set that does not come from the draft itself, by name in lower case.
    pub origins: BTreeMap<String, String>,
}

/// Front matter that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span<Source>,
    /// What is wrong, for the user.
    pub message: String,
}

impl Metadata {
    /// The value of field `name`, ignoring case. A dot looks inside a table.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        let mut fields = &self.fields;
        if fields.is_empty() {
            return None; // as of most plain text, which every condition on metadata asks
        }
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

    /// Sets a field, overriding the draft; `origin` says where the value comes from. A dot looks inside a table.
    pub fn set(&mut self, name: &str, value: Value, origin: &str) {
        put(&mut self.fields, name, value);
        self.origins.insert(name.to_ascii_lowercase(), origin.to_owned());
    }

    /// Sets a field that the draft does not have; `origin` says where the value comes from.
    pub fn add(&mut self, name: &str, value: Value, origin: &str) {
        let head = name.split('.').next().unwrap_or(name);
        if !self.fields.keys().any(|field| field.eq_ignore_ascii_case(head)) {
            self.set(name, value, origin);
        }
    }

    /// Where field `name` was set, if not in the draft itself.
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

    /// Whether field `name` exists and states something.
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
    fn a_field_has_one_value_and_its_origin_is_known() {
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
