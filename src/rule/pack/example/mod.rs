//! [`Example`]: a test of a rule, written in the rule with marks in the copy.
//!
//! A `bad` text without marks must have a finding somewhere; `[[…]]` marks the exact place of one, `[[… -> …]]` also its
//! fix, and `{{…}}` a further place of a finding. A `good` text must have no finding. A line `%%%` separates drafts, for
//! rules that compare them.

mod house;
mod verify;

pub use verify::verify;

use crate::built_in::EXAMPLES;
use crate::layout::{Map, Reader};
use crate::text::{Source, Span};
use std::ops::Deref;
use std::sync::OnceLock;

/// A small draft and what a rule should find in it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The draft, without marks; Markdown.
    pub text: String,
    /// Whether nothing should be found.
    pub good: bool,
    /// The place of the example in the pack.
    pub span: Span<Source>,
    marks: Vec<Mark>,
    related: Vec<Span<Source>>,
}

#[derive(Clone, Debug)]
struct Mark {
    span: Span<Source>, // in the unmarked text
    fix: Option<String>,
}

/// The result of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The rule finds what it should.
    Held,
    /// Something that is marked was not found.
    Missing,
    /// Something was found that is not marked.
    Noisy,
    /// Something was found, but its fix differs.
    Wrong,
}

impl Outcome {
    /// The name in the output of `copydesk test`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Missing => "missing",
            Self::Noisy => "noisy",
            Self::Wrong => "wrong",
        }
    }
}

/// The result of an example, with a description.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The result.
    pub outcome: Outcome,
    /// The place of the example in the pack.
    pub span: Span<Source>,
    /// A description of what was found, in one line; empty where the rule finds what it should.
    pub seen: String,
}

/// The examples of a rule. Those of built-in rules are read when they are first asked for: few runs show them.
#[derive(Debug, Default)]
pub struct Examples {
    /// The id of the built-in rule whose examples are laid out.
    built_in: Option<String>,
    read: OnceLock<Vec<Example>>,
}

impl Examples {
    /// Examples that have been read.
    #[must_use]
    pub fn new(examples: Vec<Example>) -> Self {
        Self { built_in: None, read: examples.into() }
    }

    /// The examples of a built-in rule.
    #[must_use]
    pub fn built_in(id: &str) -> Self {
        Self { built_in: Some(id.to_owned()), read: OnceLock::new() }
    }

    fn laid_out(id: &str) -> Vec<Example> {
        let Some(mut from) = Map::read(&mut Reader::new(EXAMPLES, 0)).get(id) else { return Vec::new() };
        let mut examples = Vec::new();
        while !from.is_at_end() {
            let (good, span) = (from.byte() != 0, Span::new(from.long(), from.long()));
            examples.extend(Example::parse(from.text(), good, span));
        }
        examples
    }
}

impl Deref for Examples {
    type Target = [Example];

    fn deref(&self) -> &[Example] {
        self.read.get_or_init(|| self.built_in.as_deref().map_or_else(Vec::new, Self::laid_out))
    }
}

impl<'a> IntoIterator for &'a Examples {
    type Item = &'a Example;
    type IntoIter = std::slice::Iter<'a, Example>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Example {
    /// Reads the marks of `text`.
    ///
    /// # Errors
    /// If a mark is not closed or is empty, or a good example has marks.
    pub fn parse(text: &str, good: bool, span: Span<Source>) -> Result<Self, String> {
        let mut example = Self { text: String::new(), good, span, marks: Vec::new(), related: Vec::new() };
        let mut rest = text;
        while let Some((at, open, close)) = first_mark(rest) {
            example.text.push_str(&rest[..at]);
            let inside = &rest[at + 2..];
            let Some(end) = inside.find(close) else {
                return Err(format!("the mark “{open}” is not closed by “{close}”"));
            };
            if inside[..end].trim().is_empty() || inside[..end].contains(open) {
                return Err(format!("the mark “{open}{}{close}” is empty or contains another mark", &inside[..end]));
            }
            let (words, fix) = match inside[..end].split_once(" -> ") {
                Some((words, fix)) if open == "[[" => (words, Some(fix.to_owned())),
                _ => (&inside[..end], None),
            };
            let start = example.text.len();
            example.text.push_str(words);
            let span = Span::new(start, example.text.len());
            if open == "[[" {
                example.marks.push(Mark { span, fix });
            } else {
                example.related.push(span);
            }
            rest = &inside[end + 2..];
        }
        example.text.push_str(rest);
        if good && !(example.marks.is_empty() && example.related.is_empty()) {
            return Err("a good example must not have marks, since nothing should be found in it".into());
        }
        Ok(example)
    }

    /// The result, given what was `found` and what was `passed` over because the rule does not look there.
    fn judge(&self, found: &[Seen], passed: &[(Span<Source>, String)]) -> (Outcome, String) {
        let words = |span: Span<Source>| format!("“{}”", span.of(&self.text));
        if self.good {
            return match found.first() {
                None => (Outcome::Held, String::new()),
                Some(seen) => (Outcome::Noisy, format!("found {} where nothing should be found", words(seen.span))),
            };
        }
        if self.marks.is_empty() {
            return match found.is_empty() {
                false => (Outcome::Held, String::new()),
                true => match passed.first() {
                    None => (Outcome::Missing, "nothing was found".into()),
                    Some((span, why)) => (Outcome::Missing, format!("nothing was found; {} {why}", words(*span))),
                },
            };
        }
        for mark in &self.marks {
            let Some(seen) = found.iter().find(|seen| seen.span == mark.span) else {
                if let Some((_, why)) = passed.iter().find(|(span, _)| *span == mark.span) {
                    return (Outcome::Missing, format!("{} was not found: it {why}", words(mark.span)));
                }
                let instead: Vec<String> = found.iter().map(|seen| words(seen.span)).collect();
                let instead = if instead.is_empty() { "nothing".into() } else { instead.join(", ") };
                return (Outcome::Missing, format!("{} was not found; found: {instead}", words(mark.span)));
            };
            if let Some(wanted) = &mark.fix {
                let edit = seen.edits.iter().find(|(span, _)| *span == mark.span);
                let got = edit.map(|(_, text)| text.as_str());
                if got != Some(wanted) {
                    let got = got.map_or("not fixed".into(), |got| format!("fixed as “{got}”"));
                    return (Outcome::Wrong, format!("{} is {got}, not as “{wanted}”", words(mark.span)));
                }
            }
        }
        if let Some(seen) = found.iter().find(|seen| !self.marks.iter().any(|mark| mark.span == seen.span)) {
            return (Outcome::Noisy, format!("found {}, which is not marked", words(seen.span)));
        }
        let pointed = |span: &Span<Source>| found.iter().any(|seen| seen.related.contains(span));
        match self.related.iter().find(|span| !pointed(span)) {
            Some(span) => (Outcome::Missing, format!("{} is not pointed at", words(*span))),
            None => (Outcome::Held, String::new()),
        }
    }
}

/// A finding with its places in the text of the example.
struct Seen {
    span: Span<Source>,
    related: Vec<Span<Source>>,
    edits: Vec<(Span<Source>, String)>,
}

fn first_mark(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let square = text.find("[[").map(|at| (at, "[[", "]]"));
    let curly = text.find("{{").map(|at| (at, "{{", "}}"));
    [square, curly].into_iter().flatten().min_by_key(|&(at, ..)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_taken_out() {
        let example =
            Example::parse("Send an [[e-mail -> email]] to {{x}}.", false, Span::new(0, 0)).expect("well-formed");
        assert_eq!(example.text, "Send an e-mail to x.");
        assert_eq!(example.marks[0].span.of(&example.text), "e-mail");
        assert!(Example::parse("[[open", false, Span::new(0, 0)).is_err());
        assert!(Example::parse("a [[]] b", false, Span::new(0, 0)).is_err());
        assert!(Example::parse("[[a [[b]]]]", false, Span::new(0, 0)).is_err());
        assert!(Example::parse("[[a]]", true, Span::new(0, 0)).is_err());
    }
}
