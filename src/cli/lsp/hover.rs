//! Hover: why a finding matters and what to do, what a requirement asks for and came nearest to, and who said a quotation.

use super::analyst::{Analysed, Analyst};
use super::complete::explained;
use crate::cli::explain::{draft::requirements, quotation};
use copydesk::diagnostic::Diagnostic;
use copydesk::report::quotes::{Row, Sheet};
use copydesk::text::{Source, Span};
use gen_lsp_types::{Contents, Hover, HoverParams, MarkupContent, MarkupKind};
use std::fmt::Write as _;

/// What there is to say about a place; `None` if there is nothing.
pub fn hover(analyst: &mut Analyst, params: HoverParams) -> Option<Hover> {
    let at = params.text_document_position_params;
    if let Some((value, range)) = explained(analyst, &at.text_document.uri, at.position) {
        let contents = MarkupContent { kind: MarkupKind::Markdown, value };
        return Some(Hover { contents: Contents::MarkupContent(contents), range: Some(range) });
    }
    let analysed = analyst.draft(&at.text_document.uri)?;
    let byte = analysed.document.byte(at.position);
    let covers = |span: Span<Source>| span.holds(byte) || (span.is_empty() && span.start == byte);
    let found: Vec<&Diagnostic> = analysed
        .report
        .diagnostics
        .iter()
        .filter(|found| found.labels.iter().any(|label| covers(label.span)))
        .collect();
    let quoted = quotation_at(&analysed, byte);
    let parts: Vec<String> = found.iter().map(|found| about(&analysed, found)).chain(quoted.iter().map(said)).collect();
    let spans = found.iter().map(|found| found.span()).filter(|span| covers(*span));
    let span = spans.chain(quoted.iter().map(|row| row.quote.span)).next();
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: parts.join("\n\n---\n\n") };
    (!parts.is_empty()).then(|| Hover {
        contents: Contents::MarkupContent(contents),
        range: span.map(|span| analysed.document.range(span)),
    })
}

/// The innermost quotation at a place.
fn quotation_at(analysed: &Analysed, byte: usize) -> Option<Row> {
    let rows = Sheet::new(&analysed.reading).quotes.into_iter();
    rows.filter(|row| row.quote.span.holds(byte)).min_by_key(|row| row.quote.span.len())
}

/// Why a finding matters, what to do, and what `explain` says of a requirement.
fn about(analysed: &Analysed, found: &Diagnostic) -> String {
    let mut text = format!("**{}** ({})", found.rule, found.level);
    let lines = [("Why", &found.why), ("What to do", &found.help)];
    for (title, words) in lines {
        if let Some(words) = words {
            let _ = write!(text, "\n\n*{title}:* {}", plain(words)); // into memory
        }
    }
    if let Some(fix) = &found.fix {
        let _ = write!(text, "\n\n*Fix ({}):* {}", fix.safety.name(), plain(&fix.title));
    }
    if let Some(url) = &found.url {
        let _ = write!(text, "\n\n<{url}>");
    }
    let is_demand = analysed.project.is_demand(&found.rule);
    if let Some(account) = is_demand.then(|| analysed.reading.account(&found.rule)).flatten() {
        let mut out = Vec::new();
        let _ = requirements(&analysed.reading, &account, &mut out); // into memory
        let _ = write!(text, "\n\n{}", fenced(&out));
    }
    text
}

/// Who said a quotation, and how that is known.
fn said(row: &Row) -> String {
    let who = match (row.speaker(), row.verdict) {
        (Some(speaker), _) => format!("**Said by {}**", plain(speaker)),
        (None, Some(_)) => "**Nobody is named as saying this**".to_owned(),
        (None, None) => "**Not speech**".to_owned(),
    };
    let sure = row.confidence.map_or(String::new(), |confidence| format!(" (confidence: {confidence})"));
    let mut out = Vec::new();
    let _ = quotation(row, &mut out); // into memory
    format!("{who}{sure}\n\n{}", fenced(&out))
}

/// Lines of the terminal as a block of code, which nothing in them can end.
fn fenced(out: &[u8]) -> String {
    let text = String::from_utf8_lossy(out);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", text.trim())
}

/// Words in which nothing is markup, except the marks of code that help texts use.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let mut in_code = false;
    for c in words.chars() {
        in_code ^= c == '`';
        if !in_code && matches!(c, '*' | '_' | '[' | ']' | '<' | '>' | '\\' | '#' | '|' | '!') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
