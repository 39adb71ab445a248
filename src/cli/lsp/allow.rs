//! “Allow here, with a reason”: a comment in the draft if its format has comments and the comment does what it should, else an
//! entry in the sidecar.

use super::analyst::{Analysed, Analyst};
use super::edits::{ask, put, text};
use copydesk::analysis::Article;
use copydesk::diagnostic::Diagnostic;
use copydesk::files::sidecar_path;
use copydesk::format;
use copydesk::text::{Edit, Source};
use std::sync::Arc;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

const LABEL: &str = "Allow here, with a reason";

/// Allows `found` for `reason`. Without a reason its place stays empty, and a finding asks for it.
///
/// # Errors
/// If nothing can be written.
pub fn allow(analyst: &Analyst, analysed: &Analysed, found: &Diagnostic, reason: &str) -> Result<(), String> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(edit) = comment(analysed, found, &reason) {
        return ask(analyst, LABEL, &analysed.document, &[edit]);
    }
    if !analysed.document.is_file() {
        return Err("save the draft first: in this format, an allowance goes into a file next to the draft".into());
    }
    let path = sidecar_path(&analysed.document.path);
    let old = text(analyst, &path)?.unwrap_or_default();
    put(analyst, LABEL, &path, &with_entry(&old, analysed, found, &reason)?)
}

/// The edit that puts a comment at the end of the finding's line; `None` where the draft would then not read as it does now, or
/// the finding would not be allowed: in plain text, in a code block, inside a tag.
fn comment(analysed: &Analysed, found: &Diagnostic, reason: &str) -> Option<Edit> {
    let source = &analysed.report.source;
    let lines = source.lines();
    let line = lines.range(lines.index(found.span().start));
    let end = line.start + source.text[line.clone()].trim_end().len();
    let reason = reason.replace("--", "–");
    let words = format!(" <!-- copydesk: allow {} reason: {reason}", found.rule);
    let edit = Edit { span: (end..end).into(), text: format!("{} -->", words.trim_end()) };
    let edits = [edit];
    if !format::accepts(source, &edits) {
        return None;
    }
    let after = analysed.reading.revised(Arc::new(format::revise(source, &edits)?));
    let (old, new) = (analysed.reading.article(), after.article());
    let blocks = |of: &Article| -> Vec<String> {
        of.prose.blocks.iter().map(|block| of.slice(block.span).trim_end().to_owned()).collect()
    };
    let reads_alike = blocks(old) == blocks(new);
    let count = |found_in: &[Diagnostic]| found_in.iter().filter(|other| other.rule == found.rule).count();
    let report = after.report();
    let is_allowed = report.suppressed.len() > analysed.reading.report().suppressed.len();
    let [edit] = edits;
    (reads_alike && is_allowed && count(&report.diagnostics) < count(&analysed.report.diagnostics)).then_some(edit)
}

/// The text of a sidecar with one more allowance.
fn with_entry(old: &str, analysed: &Analysed, found: &Diagnostic, reason: &str) -> Result<String, String> {
    let mut sidecar: DocumentMut = old.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let all = sidecar.entry("allow").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let all = all.as_array_of_tables_mut().ok_or("the sidecar has an `allow` that is not [[allow]]")?;
    let mut entry = Table::new();
    entry["rule"] = value(found.rule.as_str());
    if let Some(words) = words(analysed, found) {
        entry["words"] = value(words);
    }
    entry["reason"] = value(reason);
    all.push(entry);
    Ok(sidecar.to_string())
}

/// The words that an allowance in a sidecar names; `None` if the finding is not about words, such as one about a byline that is
/// missing. Its rule is then allowed in the whole draft.
fn words(analysed: &Analysed, found: &Diagnostic) -> Option<String> {
    let prose = &analysed.reading.article().prose;
    let source: &Source = &analysed.report.source;
    let words = prose.words_from(found.span()).map_or_else(|| source.slice(found.span()), |span| prose.slice(span));
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_demand = analysed.project.is_demand(&found.rule);
    (!words.is_empty() && !is_demand).then_some(words)
}
