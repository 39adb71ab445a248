//! [`Template`]: a text with `{placeholders}`.

use super::Values;

/// A text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its words and the names of its placeholders, one after the other.
    letters: String,
    /// In order.
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    kind: Kind,
    /// Where its letters end; they begin where those of the part before end.
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Words,
    /// The name of a value.
    Value,
}

impl Template {
    /// Reads `text`; `{{` and `}}` stand for braces.
    ///
    /// # Errors
    /// If a brace is not closed or not opened.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut template = Self { letters: String::with_capacity(text.len()), parts: Vec::new() };
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'{' | b'}')) {
            template.letters.push_str(&rest[..at]);
            let (brace, after) = rest[at..].split_at(1);
            if let Some(after) = after.strip_prefix(brace) {
                template.letters.push_str(brace);
                rest = after;
            } else if brace == "{" {
                let (name, after) = after.split_once('}').ok_or_else(|| format!("“{{{after}” has no closing brace"))?;
                template.end_words();
                template.letters.push_str(name);
                template.parts.push(Part { kind: Kind::Value, end: template.letters.len() });
                rest = after;
            } else {
                return Err("a closing brace without an opening one; write “}}” for a literal brace".into());
            }
        }
        template.letters.push_str(rest);
        template.end_words();
        Ok(template)
    }

    /// Makes words of the letters that belong to no part yet, if there are any.
    fn end_words(&mut self) {
        let end = self.letters.len();
        if end > self.parts.last().map_or(0, |last| last.end) {
            self.parts.push(Part { kind: Kind::Words, end });
        }
    }

    /// Its parts with their letters, in order.
    fn parts(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.parts.iter().scan(0, |start, part| {
            let letters = &self.letters[*start..part.end];
            *start = part.end;
            Some((part.kind, letters))
        })
    }

    /// The names of its placeholders.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts().filter(|(kind, _)| *kind == Kind::Value).map(|(_, name)| name)
    }

    /// The text with values for its placeholders; one without a value is left empty.
    #[must_use]
    pub fn fill(&self, values: &Values) -> String {
        let fill = |(kind, letters)| match kind {
            Kind::Words => letters,
            Kind::Value => values.get(letters).unwrap_or_default(),
        };
        self.parts().map(fill).collect()
    }

    /// The text with “…” for each placeholder, for use without a finding.
    #[must_use]
    pub fn in_general(&self) -> String {
        let shown = |(kind, letters)| match kind {
            Kind::Words => letters,
            Kind::Value => "…",
        };
        self.parts().map(shown).collect()
    }

    /// The text as written in the rule.
    #[must_use]
    pub fn as_written(&self) -> String {
        let written = |(kind, letters): (Kind, &str)| match kind {
            Kind::Words => letters.to_owned(),
            Kind::Value => format!("{{{letters}}}"),
        };
        self.parts().map(written).collect()
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
