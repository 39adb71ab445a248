//! Runs the cases of `tests/cases/attribution.toml`, which an editor can read and question.

use crate::analysis::{Article, Attributed};
use crate::language::Language;
use crate::prose::Prose;
use crate::text::{Source, Span};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    shows: String,
    text: String,
    quotes: Vec<Wanted>,
    why: String,
}

/// What is wanted of a quotation; an empty text wants that there is none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    form: Option<String>,
    verdict: Option<String>,
    speaker: Option<String>,
    cue: Option<String>,
    person: Option<String>,
    inner: Option<String>,
}

impl Wanted {
    /// The wanted fields that differ, each as “name: found, not wanted”.
    fn differences(&self, article: &Article, quote: &Attributed) -> Vec<String> {
        let by = quote.attribution.as_ref();
        let words = |span: Option<Span<Prose>>| span.map_or("", |span| article.slice(span));
        let sourced = self.speaker.as_ref().map(|_| "sourced".to_owned());
        let checks = [
            ("form", Some(self.form.as_deref().unwrap_or("speech")), quote.form.name()),
            (
                "verdict",
                self.verdict.as_ref().or(sourced.as_ref()).map(String::as_str),
                quote.verdict.map_or("", |of| of.name()),
            ),
            ("speaker", Some(self.speaker.as_deref().unwrap_or("")), words(by.map(|by| by.source))),
            ("cue", self.cue.as_deref(), words(by.and_then(|by| by.cue))),
            ("person", self.person.as_deref(), by.and_then(|by| by.person.as_deref()).unwrap_or("")),
            ("inner", self.inner.as_deref(), words(by.and_then(|by| by.inner))),
        ];
        let differs = |(name, wanted, found): (&str, Option<&str>, &str)| {
            wanted.filter(|&wanted| wanted != found).map(|wanted| format!("{name}: “{found}”, not “{wanted}”"))
        };
        checks.into_iter().filter_map(differs).collect()
    }
}

#[test]
fn every_case_has_the_speakers_that_an_editor_sees() {
    let cases: Cases =
        toml::from_str(include_str!("../../../tests/cases/attribution.toml")).expect("the cases are TOML");
    let english = Language::english();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let source = Source::new("draft.md", &*case.text);
        let article = Article::new(&source, crate::format::read(&source), &english);
        let mut differences: Vec<String> = case
            .quotes
            .iter()
            .zip(&article.attributions)
            .flat_map(|(wanted, quote)| wanted.differences(&article, quote))
            .collect();
        if case.quotes.len() != article.attributions.len() {
            differences.push(format!("{} quotations, not {}", article.attributions.len(), case.quotes.len()));
        }
        if !differences.is_empty() {
            let differences = differences.join("; ");
            wrong.push(format!("{}: {}\n    {differences}\n    why: {}", case.shows, case.text, case.why));
        }
    }
    assert!(wrong.is_empty(), "{} cases are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_phenomenon_in_the_docs_has_a_case() {
    let cases: Cases =
        toml::from_str(include_str!("../../../tests/cases/attribution.toml")).expect("the cases are TOML");
    let docs = include_str!("../../../docs/attribution.md");
    let table =
        docs.split("| Phenomenon |").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("the docs have it");
    for line in table.lines().skip(2) {
        let shown = line.trim_end_matches('|').rsplit('|').next().unwrap_or_default().trim();
        assert!(shown.is_empty() || cases.case.iter().any(|case| case.shows == shown), "no case shows “{shown}”");
    }
}
