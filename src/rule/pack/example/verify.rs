//! Runs the examples of a rule.

use super::house::known;
use super::{Seen, Verdict};
use crate::analysis::Article;
use crate::analysis::names::{Archive, Names, Noted};
use crate::record::{Record, Transcript};
use crate::rule::{Difference, Draft, Finding, House, Rule, Scanner};
use crate::text::{Source, Span};
use std::sync::Arc;

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

/// Runs the examples of a rule as if the rule were on.
#[must_use]
pub fn verify(rule: &Rule, names: &Names) -> Vec<Verdict> {
    if rule.examples.is_empty() {
        return Vec::new();
    }
    let scanner = Scanner::new(std::slice::from_ref(rule));
    let empty = Arc::new(House::new(Arc::new(names.with_house(Vec::new()))));
    let record = rule.check.example_record().map(|text| {
        let file = Transcript::read(Arc::new(Source::new("record.txt", text)), &names.language);
        Arc::new(Record::new(vec![Arc::new(file)], false))
    });
    let mut verdicts = Vec::with_capacity(rule.examples.len());
    for example in &rule.examples {
        let source = Source::new("example.md", example.text.as_str());
        let article = Article::new(&source, crate::format::read_markdown(&source), &names.language);
        let hits = scanner.scan(&article).pop().unwrap_or_default();
        let house = known(&article, &empty.names).map_or_else(|| Arc::clone(&empty), Arc::new);
        let passed = rule.hits_out_of_scope(&article, &hits);
        let draft = Draft::new(article, source.name.as_str(), Arc::clone(&house)).with_record(record.clone());
        let draft = draft.with_archive(record.clone(), &source.name);
        let found = rule.findings(&draft, hits);
        let mut seen: Vec<Seen> = found.iter().map(|finding| Seen::new(draft.article(), finding)).collect();
        seen.extend(between(rule, &scanner, &example.text, &house));
        let (outcome, seen) = example.judge(&seen, &passed);
        verdicts.push(Verdict { outcome, span: example.span, seen });
    }
    verdicts
}

/// The line between the drafts of an example.
const SEPARATOR: &str = "\n%%%\n";

/// What a rule that compares drafts finds between the drafts of an example.
fn between(rule: &Rule, scanner: &Scanner, text: &str, house: &Arc<House>) -> Vec<Seen> {
    if !rule.check.compares_drafts() {
        return Vec::new();
    }
    let mut notes: Vec<(String, usize, Vec<Noted>)> = Vec::new();
    let mut at = 0;
    for text in text.split(SEPARATOR) {
        let source = Source::new("example.md", text);
        let article = Article::new(&source, crate::format::read_markdown(&source), &house.names.language);
        let hits = scanner.scan(&article).pop().unwrap_or_default();
        let draft = Draft::new(article, source.name.as_str(), Arc::clone(house));
        let Some(noted) = rule.notes(&draft, hits) else { return Vec::new() };
        notes.push((format!("{:03}", notes.len()), at, noted));
        at += text.len() + SEPARATOR.len();
    }
    let noted = notes.iter().map(|(name, _, noted)| (name.as_str(), noted.as_slice()));
    let archive = Archive::new(noted.collect(), &house.names.language);
    let seen = |difference: Difference| {
        let start = notes[difference.draft as usize].1;
        let span = Span::new(start + difference.span.start, start + difference.span.end);
        Seen { span, related: Vec::new(), edits: Vec::new() }
    };
    rule.check.compare(&archive, house).into_iter().map(seen).collect()
}
