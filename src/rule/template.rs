//! [`Template`]: a text with `{placeholders}`.

use super::Values;
use std::fmt::Write as _;

/// A text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Value(String),
}

impl Template {
    /// Reads `text`; `{{` and `}}` stand for braces.
    ///
    /// # Errors
    /// If a brace is not closed or not opened.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            words.push_str(&rest[..at]);
            let (brace, after) = rest[at..].split_at(1);
            if let Some(after) = after.strip_prefix(brace) {
                words.push_str(brace);
                rest = after;
            } else if brace == "{" {
                let (name, after) = after.split_once('}').ok_or_else(|| format!("“{{{after}” has no closing brace"))?;
                if !words.is_empty() {
                    parts.push(Part::Words(std::mem::take(&mut words)));
                }
                parts.push(Part::Value(name.to_owned()));
                rest = after;
            } else {
                return Err("a closing brace without an opening one; write “}}” for a literal brace".into());
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        Ok(Self { parts })
    }

    /// The names of its placeholders.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Value(name) => Some(name.as_str()),
            Part::Words(_) => None,
        })
    }

    /// The text with values for its placeholders; one without a value is left empty.
    #[must_use]
    pub fn fill(&self, values: &Values) -> String {
        let mut out = String::new();
        for part in &self.parts {
            let words = match part {
                Part::Words(words) => words.as_str(),
                Part::Value(name) => values.get(name).unwrap_or_default(),
            };
            let _ = out.write_str(words); // writing to a String cannot fail
        }
        out
    }

    /// The text with “…” for each placeholder, for use without a finding.
    #[must_use]
    pub fn in_general(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Words(words) => words.as_str(),
            Part::Value(_) => "…",
        });
        parts.collect()
    }

    /// The text as written in the rule.
    #[must_use]
    pub fn as_written(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Words(words) => words.clone(),
            Part::Value(name) => format!("{{{name}}}"),
        });
        parts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_and_braces_can_be_written() {
        let template = Template::parse("“{match}” {{so}}").expect("well-formed");
        assert_eq!(template.fill(&Values::from([("match", "x")])), "“x” {so}");
        assert_eq!(template.names().collect::<Vec<_>>(), ["match"]);
        assert_eq!(template.in_general(), "“…” {so}");
        assert!(Template::parse("{match").is_err());
    }
}
