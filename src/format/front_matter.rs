//! Front matter: YAML between `---` or TOML between `+++`, at the very start of a draft, as metadata.

use crate::prose::{Builder, Metadata, Value};
use crate::text::Span;

/// Reads front matter at byte `start` of `text`, if there is any, and returns where the draft goes on.
///
/// Front matter that is not well-formed is kept as metadata without fields: the draft is still read.
pub(super) fn read(text: &str, start: usize, builder: &mut Builder) -> usize {
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next() else { return start };
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return start;
    }
    let open = start + first.len();
    let mut at = open;
    for line in lines {
        let end = at + line.len();
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            let inside = &text[open..at];
            let looks_like_fields = fence == "+++" || inside.trim().is_empty() || inside.contains(':');
            if !looks_like_fields {
                return start; // two thematic breaks around a line of prose
            }
            let value = if fence == "---" { yaml(inside) } else { toml(inside) };
            let fields = match value {
                Some(Value::Map(fields)) => fields,
                _ => Default::default(),
            };
            builder.metadata(Metadata { fields, span: Some(Span::new(start, end)) });
            return end;
        }
        at = end;
    }
    start
}

fn yaml(text: &str) -> Option<Value> {
    serde_saphyr::from_str::<serde_json::Value>(text).ok().map(from_json)
}

fn from_json(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Empty,
        serde_json::Value::Bool(value) => Value::Bool(value),
        serde_json::Value::Number(number) => Value::Text(number.to_string()),
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(list) => Value::List(list.into_iter().map(from_json).collect()),
        serde_json::Value::Object(map) => {
            Value::Map(map.into_iter().map(|(key, value)| (key, from_json(value))).collect())
        }
    }
}

fn toml(text: &str) -> Option<Value> {
    text.parse::<toml::Table>().ok().map(|table| from_toml(toml::Value::Table(table)))
}

/// A TOML value as metadata; configuration uses it too.
pub(crate) fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Boolean(value) => Value::Bool(value),
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Integer(number) => Value::Text(number.to_string()),
        toml::Value::Float(number) => Value::Text(number.to_string()),
        toml::Value::Datetime(date) => Value::Text(date.to_string()),
        toml::Value::Array(list) => Value::List(list.into_iter().map(from_toml).collect()),
        toml::Value::Table(map) => Value::Map(map.into_iter().map(|(key, value)| (key, from_toml(value))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::text::Source;

    #[test]
    fn yaml_and_toml_become_metadata_and_leave_the_prose() {
        for text in
            ["---\ntype: opinion\ntags: [a, b]\n---\n\nHello.", "+++\ntype = \"opinion\"\ntags = [\"a\"]\n+++\nHello."]
        {
            let prose = read(&Source::new("a.md", text));
            assert!(prose.metadata.field("type").is_some_and(|value| value.is("Opinion")));
            assert!(prose.metadata.field("tags").is_some_and(|value| value.is("a")));
            assert_eq!(prose.text, "Hello.");
        }
    }
}
