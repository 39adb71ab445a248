//! Edits that the client makes: in a draft that is open, or in a file of the house, open or not.

use super::address::uri_of;
use super::analyst::Analyst;
use super::client::Can;
use super::document::Document;
use copydesk::files::write_whole;
use copydesk::text::Edit;
use gen_lsp_types::{
    DocumentChange, Edit as Change, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier,
    TextEdit, Uri, WorkspaceEdit,
};
use serde_json::json;
use std::path::Path;

/// `edits` of an open text. The client refuses them if the text has another version by then, where it can tell.
pub fn in_document(document: &Document, edits: &[Edit], can: Can) -> WorkspaceEdit {
    let uri = Uri(document.uri.0.to_string());
    let edits = edits.iter().map(|edit| TextEdit { range: document.range(edit.span), new_text: edit.text.to_string() });
    if !can.edit_versions {
        return WorkspaceEdit { changes: Some([(uri, edits.collect())].into()), ..Default::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(document.version),
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    let change = TextDocumentEdit { text_document, edits: edits.map(Change::TextEdit).collect() };
    WorkspaceEdit { document_changes: Some(vec![DocumentChange::TextDocumentEdit(change)]), ..Default::default() }
}

/// Asks the client to edit an open text.
///
/// # Errors
/// If the client cannot.
pub fn ask(analyst: &Analyst, label: &str, document: &Document, edits: &[Edit]) -> Result<(), String> {
    if !analyst.client.can.apply_edits {
        return Err("this editor does not let a language server change a draft".into());
    }
    let edit = in_document(document, edits, analyst.client.can);
    analyst.outbox.request("workspace/applyEdit", json!({ "label": label, "edit": edit }));
    Ok(())
}

/// Gives a file of the house its new text: in the editor if it is open there, so that nothing that was typed is lost; else on
/// the disk, whole or not at all.
///
/// # Errors
/// If it cannot be written.
pub fn put(analyst: &Analyst, label: &str, path: &Path, new: &str) -> Result<(), String> {
    if let Some(open) = analyst.queue.document(&uri_of(path).0) {
        return match difference(&open.source.text, new) {
            Some(edit) => ask(analyst, label, &open, &[edit]),
            None => Ok(()),
        };
    }
    write_whole(path, new).map_err(|error| error.to_string())?;
    analyst.queue.house_changed();
    Ok(())
}

/// The text of a file of the house: in the editor, else on the disk; `None` if it does not exist.
///
/// # Errors
/// If it cannot be read.
pub fn text(analyst: &Analyst, path: &Path) -> Result<Option<String>, String> {
    if let Some(open) = analyst.queue.document(&uri_of(path).0) {
        return Ok(Some(open.source.text.to_string()));
    }
    if !path.exists() {
        return Ok(None);
    }
    let source = copydesk::files::read(path, &copydesk::files::name_of(path)).map_err(|error| error.to_string())?;
    Ok(Some(source.text))
}

/// The part in which two texts differ, as an edit of the old one; `None` if they are the same.
fn difference(old: &str, new: &str) -> Option<Edit> {
    let same = |(one, other): &(char, char)| one == other;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let ends = old[head..].chars().rev().zip(new[head..].chars().rev());
    let tail: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (span, text) = ((head..old.len() - tail).into(), new[head..new.len() - tail].to_owned());
    (old != new).then_some(Edit { span, text })
}

#[cfg(test)]
mod tests {
    use super::difference;
    use copydesk::text::apply;

    #[test]
    fn a_difference_is_short_and_makes_the_new_text() {
        for (old, new) in [("", "a"), ("a", ""), ("aéa", "aèa"), ("aa", "aaa"), ("one\ntwo\n", "one\nthree\ntwo\n")] {
            let edit = difference(old, new).expect("they differ");
            assert_eq!(apply(old, &[edit]), new);
        }
        assert_eq!(difference("é", "é"), None);
        assert_eq!(difference("one two three", "one 2 three").map(|edit| edit.text), Some("2".to_owned()));
    }
}
