//! [`Example`]: a rule's tests, written in the rule, with marks as an editor marks copy.
//!
//! Plain `bad` text must be caught somewhere; `[[…]]` exactly there; `[[… -> …]]` there and fixed so; `{{…}}` is a further
//! place of the finding before it. A `good` text must stay silent. A line `%%%` parts several drafts, for rules that compare them.

mod house;

use crate::analysis::Article;
use crate::analysis::names::{Archive, Names, Noted};
use crate::rule::{Allow, Case, Draft, Finding, Hit, Rule, Scanner};
use crate::text::{Source, Span};
use std::sync::Arc;

/// A small draft and what is to be found in it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The draft, without marks; Markdown.
    pub text: String,
    /// Whether nothing is to be found.
    pub good: bool,
    /// Where it stands in the pack.
    pub span: Span<Source>,
    marks: Vec<Mark>,
    related: Vec<Span<Source>>,
}

#[derive(Clone, Debug)]
struct Mark {
    span: Span<Source>, // in the unmarked text
    fix: Option<String>,
}

/// How an example turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As it says.
    Held,
    /// Something marked was not found.
    Missing,
    /// Something was found that is not marked.
    Noisy,
    /// Found, but fixed otherwise.
    Wrong,
}

impl Outcome {
    /// As `copydesk test` writes it.
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

/// An example's outcome and what was seen.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// How it turned out.
    pub outcome: Outcome,
    /// Where the example stands in the pack.
    pub span: Span<Source>,
    /// What was seen, in a line; empty where it held.
    pub seen: String,
}

impl Example {
    /// Reads the marks of `text`.
    ///
    /// # Errors
    /// Says which mark is not closed or has no words of its own, or that a good example has marks.
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
                return Err(format!("the mark “{open}{}{close}” has no words, or a mark within it", &inside[..end]));
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
            return Err("a good example has no marks: it stays silent".into());
        }
        Ok(example)
    }

    /// How the example turned out where `found` was found, and `passed` was passed over because the rule does not look there.
    fn judge(&self, found: &[Seen], passed: &[(Span<Source>, String)]) -> (Outcome, String) {
        let words = |span: Span<Source>| format!("“{}”", span.of(&self.text));
        if self.good {
            return match found.first() {
                None => (Outcome::Held, String::new()),
                Some(seen) => (Outcome::Noisy, format!("found {} where nothing was to be found", words(seen.span))),
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

/// A finding, in the text of the example.
struct Seen {
    span: Span<Source>,
    related: Vec<Span<Source>>,
    edits: Vec<(Span<Source>, String)>,
}

impl Seen {
    fn new(article: &Article, finding: &Finding) -> Self {
        let place = |span| article.prose.locate(span).span;
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        Self {
            span: place(finding.span),
            related: finding.related.iter().map(|related| place(related.span)).collect(),
            edits: edits.map(|(span, text)| (place(*span), text.clone())).collect(),
        }
    }
}

fn first_mark(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let square = text.find("[[").map(|at| (at, "[[", "]]"));
    let curly = text.find("{{").map(|at| (at, "{{", "}}"));
    [square, curly].into_iter().flatten().min_by_key(|&(at, ..)| at)
}

/// Runs the examples of a rule, as if the rule were on.
#[must_use]
pub fn verify(rule: &Rule, names: &Names) -> Vec<Verdict> {
    if rule.examples.is_empty() {
        return Vec::new();
    }
    let scanner = Scanner::new(std::slice::from_ref(rule));
    let nothing = Arc::new(Allow::new(Arc::new(names.with_house(Vec::new()))));
    let mut verdicts = Vec::with_capacity(rule.examples.len());
    for example in &rule.examples {
        let source = Source::new("example.md", example.text.as_str());
        let article = Article::new(&source, crate::format::read_markdown(&source), &names.language);
        let hits = scanner.scan(&article.prose).pop().unwrap_or_default();
        let allow = house::known(&article, &nothing.names).map_or_else(|| Arc::clone(&nothing), Arc::new);
        let passed = rule.passed_over(&article, &hits);
        let draft = Draft::new(article, source.name.as_str(), Arc::clone(&allow));
        let found = rule.findings(&draft, hits);
        let mut seen: Vec<Seen> = found.iter().map(|finding| Seen::new(draft.article(), finding)).collect();
        seen.extend(between(rule, &example.text, &allow));
        let (outcome, seen) = example.judge(&seen, &passed);
        verdicts.push(Verdict { outcome, span: example.span, seen });
    }
    verdicts
}

/// The line that parts the drafts of an example.
const PARTING: &str = "\n%%%\n";

/// What a rule that compares drafts finds between those of an example.
fn between(rule: &Rule, text: &str, allow: &Arc<Allow>) -> Vec<Seen> {
    let mut notes: Vec<(String, usize, Vec<Noted>)> = Vec::new();
    if !rule.check.is_of_drafts() {
        return Vec::new();
    }
    let mut at = 0;
    for draft in text.split(PARTING) {
        let source = Source::new("example.md", draft);
        let article = Article::new(&source, crate::format::read_markdown(&source), &allow.names.language);
        let hits = Scanner::new(std::slice::from_ref(rule)).scan(&article.prose).pop().unwrap_or_default();
        let draft_of_example = Draft::new(article, source.name.as_str(), Arc::clone(allow));
        let Some(noted) = rule.notes(&draft_of_example, hits) else { return Vec::new() };
        notes.push((format!("{:03}", notes.len()), at, noted));
        at += draft.len() + PARTING.len();
    }
    let noted = notes.iter().map(|(name, _, noted)| (name.as_str(), noted.as_slice()));
    let archive = Archive::new(noted.collect(), &allow.names.language);
    let seen = |difference: crate::rule::Difference| {
        let start = notes[difference.draft as usize].1;
        let span = Span::new(start + difference.span.start, start + difference.span.end);
        Seen { span, related: Vec::new(), edits: Vec::new() }
    };
    rule.check.compare(&archive, allow).into_iter().map(seen).collect()
}

impl Rule {
    /// What the rule finds in `draft`, given the hits of its patterns anywhere in it.
    #[must_use]
    pub fn findings(&self, draft: &Draft, hits: Vec<Hit>) -> Vec<Finding> {
        let mut found = Vec::new();
        let (mut hits, of_when) = self.parted(hits);
        let whole = self.check.is_of_document();
        if !self.check.patterns().is_empty() && !whole {
            hits.retain(|hit| self.scope.allows(draft.article(), hit.span));
            if hits.is_empty() {
                return found;
            }
        }
        let case = Case { draft, hits: &of_when, trigger: None, whole };
        let when = self.when.as_ref().map(|when| when.judge(&case));
        if when.as_ref().is_some_and(|when| !when.holds) {
            return found;
        }
        self.check.check(&self.reading(draft, &hits, when.as_ref()), &mut found);
        found.sort_by_key(|finding| finding.span);
        if self.once {
            found.truncate(1);
        }
        found
    }

    /// The hits of its patterns where it does not look, with the reason, for the author of an example.
    fn passed_over(&self, article: &Article, hits: &[Hit]) -> Vec<(Span<Source>, String)> {
        let of_its_own = hits.iter().filter(|hit| hit.pattern < self.check.patterns().len());
        let why = |hit: &Hit| {
            let why = self.scope.refusal(article, hit.span)?;
            Some((article.prose.locate(hit.span).span, why))
        };
        of_its_own.filter_map(why).collect()
    }

    /// What the rule keeps of `draft` to compare it with others, if it does; `hits` as for findings.
    #[must_use]
    pub fn notes(&self, draft: &Draft, hits: Vec<Hit>) -> Option<Vec<Noted>> {
        let (hits, of_when) = self.parted(hits);
        let case = Case { draft, hits: &of_when, trigger: None, whole: self.check.is_of_document() };
        let when = self.when.as_ref().map(|when| when.judge(&case));
        if when.as_ref().is_some_and(|when| !when.holds) {
            return None;
        }
        self.check.note(&self.reading(draft, &hits, when.as_ref()))
    }
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
