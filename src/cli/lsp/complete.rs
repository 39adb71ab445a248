//! Completion in the house's files: keys, kinds, zones, levels, packs, and the ids of rules.

use super::address::key;
use super::analyst::Analyst;
use super::document::{Document, DocumentKind};
use super::house;
use super::keys::{self, File};
use super::toml_place::{Place, place};
use copydesk::analysis::Zone;
use copydesk::config::Settings;
use copydesk::diagnostic::Level;
use copydesk::rule::PACKS;
use copydesk::rule::kind::KINDS;
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionParams, Documentation, TextEdit, Uri,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A word that may stand here, and what is said of it.
type Words = BTreeMap<String, Option<String>>;

/// What may stand at a place.
pub fn complete(analyst: &mut Analyst, params: CompletionParams) -> Vec<CompletionItem> {
    let at = params.text_document_position_params;
    let Some((document, file)) = opened(analyst, &at.text_document.uri) else { return Vec::new() };
    let byte = document.byte(at.position);
    let text = document.source.text.as_str();
    let here = place(text, byte);
    let project = analyst.project(&document.path);
    let (words, kind) = match &here.key {
        None => (keys_here(file, &here, text, byte, project.settings()), CompletionItemKind::Property),
        Some(key) => (values(file, &here, key, project.settings()), CompletionItemKind::Value),
    };
    // The word that is written is replaced to its end, and so is a quotation mark that an editor has closed already.
    let mark = here.quote.filter(|quote| text[byte..].starts_with(*quote));
    let range = document.range((here.start..byte + mark.map_or(0, char::len_utf8)).into());
    let item = |(word, about): (String, Option<String>)| {
        let bare = here.key.is_none() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let quote = here.quote.unwrap_or('"');
        let new_text = if bare && here.quote.is_none() { word.to_string() } else { format!("{quote}{word}{quote}") };
        CompletionItem {
            filter_text: Some(new_text.to_string()),
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text })),
            label: word,
            kind: Some(kind),
            documentation: about.map(Documentation::String),
            ..CompletionItem::default()
        }
    };
    words.into_iter().map(item).collect()
}

/// The TOML file that is open under a URI, if it is one of the house's.
pub fn opened(analyst: &Analyst, uri: &Uri) -> Option<(Arc<Document>, File)> {
    let document = analyst.queue.document(&key(&uri.0)).filter(|document| document.kind == DocumentKind::Toml)?;
    let file = if house::is_configuration(&document) {
        File::Configuration
    } else if document.draft_of_sidecar().is_some() {
        File::Sidecar
    } else if house::settings(analyst, &document).is_some() {
        File::Pack
    } else {
        return None;
    };
    Some((document, file))
}

fn keys_here(file: File, here: &Place, text: &str, byte: usize, settings: &Settings) -> Words {
    if here.path.last().is_some_and(|table| table == "levels") {
        return rules(settings, true);
    }
    let keys = keys::keys(file, &here.path, kind_of_rule(text, byte));
    keys.into_iter().map(|key| (key.to_owned(), keys::about(file, &here.path, key).map(str::to_owned))).collect()
}

/// The kind of the rule in whose table byte `at` is.
fn kind_of_rule(text: &str, at: usize) -> Option<&str> {
    let start = text[..at].rfind("[[rule]]")?;
    let body = text[start + 2..].split("[[rule]]").next()?;
    let value = body.lines().find_map(|line| line.trim().strip_prefix("kind")?.trim_start().strip_prefix('='))?;
    value.split('"').nth(1)
}

fn values(file: File, here: &Place, key: &str, settings: &Settings) -> Words {
    let words = |words: Vec<&str>| words.into_iter().map(|word| (word.to_owned(), None)).collect();
    let levels = || words(["off"].into_iter().chain(Level::ALL.iter().map(|level| level.name())).collect());
    match (here.path.last().map(String::as_str), key) {
        (Some("levels"), _) | (_, "level" | "fail-on") => levels(),
        (Some("rule"), "kind") => {
            KINDS.iter().map(|kind| (kind.name().to_owned(), Some(kind.about().to_owned()))).collect()
        }
        (Some("rule"), "zones") => words(Zone::ALL.iter().map(|zone| zone.name()).chain(["text", "any"]).collect()),
        (Some("rule"), "yields-to") => rules(settings, false),
        (Some("allow"), "rule") if file == File::Sidecar => rules(settings, true),
        (None | Some("override"), "extends") => words(PACKS.iter().map(|(name, _)| *name).collect()),
        _ => Words::new(),
    }
}

/// The ids of all rules, each with its message; and the families, where they may stand too.
fn rules(settings: &Settings, families: bool) -> Words {
    let rules = settings.rules.iter();
    let mut words: Words = rules.map(|rule| (rule.id.to_string(), Some(rule.message.as_written()))).collect();
    if families {
        words.extend(settings.rules.iter().map(|rule| (rule.family().to_owned(), None)));
    }
    words
}

/// What is said of the word at a place: a key, a kind, or a rule.
pub fn explained(
    analyst: &mut Analyst,
    uri: &Uri,
    position: gen_lsp_types::Position,
) -> Option<(String, gen_lsp_types::Range)> {
    let (document, file) = opened(analyst, uri)?;
    let text = document.source.text.as_str();
    let byte = document.byte(position);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let start =
        text[..byte].rfind(|c| !is_word(c)).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[byte..].find(|c| !is_word(c)).map_or(text.len(), |at| byte + at);
    let word = text.get(start..end).filter(|word| !word.is_empty())?;
    let here = place(text, start);
    let project = analyst.project(&document.path);
    let rule = || {
        let rule = project.settings().rules.iter().find(|rule| rule.id == word)?;
        let why = rule.why.as_deref().map_or(String::new(), |why| format!("\n\n{why}"));
        Some(format!("**{}**: {}{why}", rule.id, rule.message.as_written()))
    };
    let said = match here.key.as_deref() {
        None => keys::about(file, &here.path, word).map(|about| format!("**{word}**: {about}")).or_else(rule),
        Some("kind") => {
            KINDS.iter().find(|kind| kind.name() == word).map(|kind| format!("**{word}**: {}", kind.about()))
        }
        Some(_) => rule(),
    };
    said.map(|said| (said, document.range((start..end).into())))
}
