//! Front matter at the very start of a draft becomes metadata: YAML between `---`, TOML between `+++`, or a JSON object.

use crate::prose::{Builder, Fault, Metadata, Value};
use crate::text::{Source, Span};
use std::collections::BTreeMap;

/// Reads front matter at byte `start` of `text`, if there is any, and returns where the text of the draft starts.
///
/// Malformed front matter becomes metadata without fields but with a fault; the draft is read all the same.
pub(crate) fn read(text: &str, start: usize, builder: &mut Builder) -> usize {
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next() else { return start };
    let fence = first.trim_end();
    if fence.starts_with('{') {
        return json(text, start, builder).unwrap_or(start);
    }
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
            let read = if fence == "---" { yaml(inside, open) } else { toml(inside, open) };
            let (fields, fault) = match read {
                Ok(fields) => (fields, None),
                Err(fault) => (Default::default(), Some(fault)),
            };
            builder.metadata(Metadata { fields, span: Some(Span::new(start, end)), fault, ..Metadata::default() });
            return end;
        }
        at = end;
    }
    if opens_fields(&text[open..], fence) {
        let message = format!("“{fence}” opens it, but no “{fence}” closes it");
        let fault = Fault { span: Span::new(start, start + fence.len()), message };
        builder.metadata(Metadata { fault: Some(fault), ..Metadata::default() });
    }
    start
}

/// Fields in which publishing systems keep the headline. Hugo and Jekyll use `title`.
const HEADLINE: [&str; 2] = ["headline", "title"];

/// The headline in the front matter: the words of a field that is written on one line.
pub(super) fn headline(text: &str, metadata: &Metadata) -> Option<Span<Source>> {
    let Span { start, end, .. } = metadata.span?;
    let mut at = start;
    text[start..end].split_inclusive('\n').find_map(|line| {
        let from = at;
        at += line.len();
        let (name, written) = line.split_once([':', '='])?;
        // A field of JSON is indented, and its name stands in marks.
        let quoted = name.trim().strip_prefix('"').and_then(|name| name.strip_suffix('"'));
        let name = quoted.unwrap_or_else(|| name.trim_end());
        let Value::Text(said) = metadata.fields.get(name).filter(|_| HEADLINE.contains(&name))? else { return None };
        // With or without quotation marks, but without escapes: the words must stand in the file as they are read.
        let inside = written.find(said.as_str()).filter(|_| !said.trim().is_empty())?;
        let around = [&written[..inside], &written[inside + said.len()..]];
        // A comma ends a field of JSON.
        let is_mark = |rest: &&str| rest.trim().trim_matches(['"', '\'', ',']).is_empty();
        around.iter().all(is_mark).then(|| {
            let start = from + (line.len() - written.len()) + inside;
            Span::new(start, start + said.len())
        })
    })
}

/// Whether a fence that nothing closes opens front matter rather than being a thematic break: two fields follow it.
fn opens_fields(rest: &str, fence: &str) -> bool {
    let sign = if fence == "+++" { '=' } else { ':' };
    let field = |line: &str| {
        let name = line.split(sign).next().filter(|name| name.len() < line.len()).unwrap_or_default().trim_end();
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'))
    };
    let mut lines = rest.lines();
    lines.next().is_some_and(field) && lines.next().is_some_and(field)
}

type Fields = BTreeMap<String, Value>;

/// Reads YAML that starts at byte `open` of its file.
fn yaml(text: &str, open: usize) -> Result<Fields, Fault> {
    let no_fields = || Fault {
        span: line_at(text, open, 0),
        message: "it is not a list of fields such as “title: …”".into(),
    };
    match serde_saphyr::from_str::<serde_json::Value>(text).map(from_json) {
        Ok(Value::Map(fields)) => Ok(fields),
        Ok(Value::Empty) => Ok(Fields::new()),
        Ok(_) => Err(no_fields()),
        Err(error) => {
            let line = error.location().map_or(0, |location| location.line().saturating_sub(1));
            let span = line_at(text, open, usize::try_from(line).unwrap_or(0));
            Err(Fault { span, message: format!("it is not valid YAML ({})", in_a_line(&error)) })
        }
    }
}

/// The message of an error without its place, which the finding shows.
fn in_a_line(error: &serde_saphyr::Error) -> String {
    let words = error.without_snippet().render_with_formatter(&serde_saphyr::UserMessageFormatter);
    let first = words.lines().next().unwrap_or_default();
    let first = first.trim_start_matches("error: ");
    first.split(" at line ").next().unwrap_or(first).to_owned()
}

/// Line `index` (0-based) of `text`, which starts at byte `open` of its file, without its indentation and line end. If that
/// line is blank, the last one before it that is not.
fn line_at(text: &str, open: usize, index: usize) -> Span<Source> {
    let mut span = Span::new(open, open);
    let mut at = open;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if !line.trim().is_empty() && number <= index {
            let start = at + (line.len() - line.trim_start().len());
            span = Span::new(start, start + line.trim().len());
        }
        at += line.len();
    }
    span
}

/// A value of JSON as metadata.
#[must_use]
pub fn from_json(value: serde_json::Value) -> Value {
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

/// Reads front matter that is a JSON object, as Hugo writes it, and returns where it ends. Without a closing brace it is text:
/// so may a draft begin, and so does a template.
fn json(text: &str, start: usize, builder: &mut Builder) -> Option<usize> {
    // `{"title": …`; `{{< figure >}}` and `{% include %}` are templates.
    let name = text[start..].strip_prefix('{')?.trim_start().strip_prefix('"')?;
    name.split_once('"').filter(|(name, rest)| !name.contains('\n') && rest.trim_start().starts_with(':'))?;
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<serde_json::Map<_, _>>();
    let read = values.next()?.map(|fields| from_json(serde_json::Value::Object(fields)));
    let (fields, fault, length) = match read {
        Ok(Value::Map(fields)) => (fields, None, values.byte_offset()),
        Ok(_) => return None,
        Err(error) => {
            // The line at which Hugo would look for its end.
            let length = text[start..].find("\n}").map(|at| at + 2)?;
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message);
            let span = line_at(&text[start..start + length], start, error.line().saturating_sub(1));
            (Fields::new(), Some(Fault { span, message: format!("it is not valid JSON ({message})") }), length)
        }
    };
    let rest = &text[start + length..];
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    if !rest[..line].trim().is_empty() {
        return None; // more words on the line: it is text
    }
    let end = start + length + line;
    builder.metadata(Metadata { fields, span: Some(Span::new(start, end)), fault, ..Metadata::default() });
    Some(end)
}

/// Reads TOML that starts at byte `open` of its file.
fn toml(text: &str, open: usize) -> Result<Fields, Fault> {
    match text.parse::<toml::Table>() {
        Ok(table) => match from_toml(toml::Value::Table(table)) {
            Value::Map(fields) => Ok(fields),
            _ => Ok(Fields::new()),
        },
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count();
            Err(Fault {
                span: line_at(text, open, line),
                message: format!("it is not valid TOML ({})", error.message()),
            })
        }
    }
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
    fn yaml_toml_and_json_become_metadata_and_leave_the_prose() {
        for text in [
            "---\ntype: opinion\ntags: [a, b]\n---\n\nHello.",
            "+++\ntype = \"opinion\"\ntags = [\"a\"]\n+++\nHello.",
            "{\n  \"type\": \"opinion\",\n  \"tags\": [\"a\", \"}\"]\n}\n\nHello.",
            "{\"type\": \"opinion\", \"tags\": [\"a\"], \"seo\": {\"x\": 1}}\nHello.",
        ] {
            let prose = read(&Source::new("a.md", text));
            assert!(prose.metadata.field("type").is_some_and(|value| value.is("Opinion")));
            assert!(prose.metadata.field("tags").is_some_and(|value| value.is("a")));
            assert_eq!(prose.text, "Hello.");
            assert_eq!(prose.metadata.fault, None);
        }
        assert_eq!(
            read(&Source::new("a.md", "---\n---\nHello.")).metadata.fault,
            None,
            "front matter without fields has no fault"
        );
    }

    #[test]
    fn a_headline_is_read_if_it_is_written_as_it_is_read() {
        for (line, words) in [
            ("title: Ferry sails", "Ferry sails"),
            ("headline: \"Ferry: sails\"", "Ferry: sails"),
            ("title: 'É sails' ", "É sails"),
            ("title: \"Ferry \\\"sails\\\"\"", ""),
            ("title: >\n  Ferry\n  sails", ""),
            ("title: 12", "12"),
            ("seo:\n  title: Ferry sails", ""),
        ] {
            let text = format!("---\n{line}\ntype: news\n---\n");
            assert_eq!(read(&Source::new("a.md", text)).text, words, "{line}");
        }
        let json = "{\n  \"date\": \"2026-03-02\",\n  \"title\": \"Ferry sails\",\n  \"tags\": []\n}\n";
        assert_eq!(read(&Source::new("a.md", json)).text, "Ferry sails");
    }

    /// The words at which a fault is shown, and its message.
    fn fault(text: &str) -> Option<(String, String)> {
        let source = Source::new("a.md", text);
        let fault = read(&source).metadata.fault?;
        Some((source.slice(fault.span).to_owned(), fault.message))
    }

    #[test]
    fn a_fault_is_shown_at_its_line() {
        for (text, line, words) in [
            ("\u{feff}---\r\ntitle: One\r\ntags: [a, b\r\nauthor: x\r\n---\r\nHello.", "author: x", "not valid YAML"),
            ("---\ntitle: One: two\n---\nHello.", "title: One: two", "not valid YAML"),
            ("---\n- a: b\n---\nHello.", "- a: b", "not a list of fields"),
            ("+++\ntitle = \"One\"\nauthor = Anna\n+++\nHello.", "author = Anna", "not valid TOML"),
            ("+++\ntitle = 1\ntitle = 2\n+++\nHello.", "title = 2", "not valid TOML"),
            ("---\ntitle: One\nauthor: Anna\n\nHello.", "---", "no “---” closes it"),
            ("{\n  \"title\": \"One\",\n  \"author\": Anna\n}\nHello.", "\"author\": Anna", "not valid JSON"),
        ] {
            let (at, message) = fault(text).expect(text);
            assert!(message.contains(words) && !message.contains('\n'), "{message}");
            assert_eq!(at, line, "{message}");
        }
    }

    #[test]
    fn braces_are_not_always_front_matter() {
        for text in [
            "{\"Hello\" is what she said.}\n",
            "{\"a\": 1} is JSON.\n",
            "{\"title\": \"One\",\n",
            "{{< figure src=\"a.png\" >}}\nHello.\n}\n",
            "{% include \"a\" %}\nHello.",
        ] {
            let prose = read(&Source::new("a.md", text));
            assert!(prose.metadata.span.is_none() && prose.metadata.fault.is_none(), "{text:?}");
        }
    }

    #[test]
    fn thematic_breaks_are_not_front_matter() {
        for text in ["---\nHello.\n---\n", "---\n\nWho: a man.\n", "---\nWhat: it is.\nWhere: here.\n", "+++\n\nHello."]
        {
            assert_eq!(fault(text), None, "{text:?}");
        }
    }
}
