//! [`Client`]: what the editor can do and what it wants, as it said when it started the server.

use super::address::path_of;
use super::positions::Encoding;
use gen_lsp_types::PositionEncodingKind;
use serde_json::Value;
use std::path::PathBuf;

/// What the editor can do and wants. Editors differ in what they send, so each capability is looked up on its own: a strange
/// value elsewhere does no harm.
#[derive(Debug)]
pub struct Client {
    pub encoding: Encoding,
    /// Folders of the workspace.
    pub folders: Vec<PathBuf>,
    pub settings: Settings,
    /// Whether it asks for diagnostics itself; then none are pushed for what is open.
    pub pulls: bool,
    pub can: Can,
}

/// What the editor can do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Can {
    /// Ask for the edit of a code action when it is chosen.
    pub resolve_edits: bool,
    /// Apply an edit that the server asks for.
    pub apply_edits: bool,
    /// Edit a given version of a document.
    pub edit_versions: bool,
    /// Watch files for the server.
    pub watch: bool,
    /// Show progress that the server begins.
    pub progress: bool,
    /// Ask for diagnostics again.
    pub refresh_diagnostics: bool,
    /// Ask for inlay hints again.
    pub refresh_hints: bool,
    /// Show symbols inside symbols.
    pub nest_symbols: bool,
}

/// What the user has set in the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether the folder is trusted. Otherwise its configurations, packs, sidecars and records are not read.
    pub trusted: bool,
    /// Whether to show the speaker behind each quotation.
    pub speakers: bool,
    /// Whether drafts that are not open are checked when the editor asks for the diagnostics of the workspace.
    pub workspace: bool,
    /// Whether the editor has a command of its own, `copydesk.askReason`, that asks for the reason of an allowance.
    pub asks_reason: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { trusted: true, speakers: false, workspace: true, asks_reason: false }
    }
}

impl Settings {
    /// The settings after those of `value`, which may stand under the key `copydesk`. What is not set stays.
    pub fn with(mut self, value: &Value) -> Self {
        let value = value.get("copydesk").unwrap_or(value);
        let set = |name: &str, to: &mut bool| {
            if let Some(wanted) = value.get(name).and_then(Value::as_bool) {
                *to = wanted;
            }
        };
        set("trusted", &mut self.trusted);
        set("speakers", &mut self.speakers);
        set("workspaceDiagnostics", &mut self.workspace);
        set("asksReason", &mut self.asks_reason);
        self
    }
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn of(params: &Value) -> Self {
        let capabilities = params.get("capabilities").unwrap_or(&Value::Null);
        let is_set = |value: &Value| !matches!(value, Value::Bool(false) | Value::Null);
        let has = |pointer: &str| capabilities.pointer(pointer).is_some_and(is_set);
        let lists = |pointer: &str, wanted: &str| {
            let list = capabilities.pointer(pointer).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|value| value == wanted))
        };
        let encoding = if lists("/general/positionEncodings", "utf-8") { Encoding::Utf8 } else { Encoding::Utf16 };
        Self {
            encoding,
            folders: folders(params),
            settings: Settings::default().with(params.get("initializationOptions").unwrap_or(&Value::Null)),
            pulls: has("/textDocument/diagnostic"),
            can: Can {
                resolve_edits: lists("/textDocument/codeAction/resolveSupport/properties", "edit"),
                apply_edits: has("/workspace/applyEdit"),
                edit_versions: has("/workspace/workspaceEdit/documentChanges"),
                watch: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
                progress: has("/window/workDoneProgress"),
                refresh_diagnostics: has("/workspace/diagnostics/refreshSupport"),
                refresh_hints: has("/workspace/inlayHint/refreshSupport"),
                nest_symbols: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            },
        }
    }

    /// The name of the encoding that was agreed.
    pub const fn encoding_name(&self) -> PositionEncodingKind {
        match self.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }
}

/// The folders of the workspace, as new and as old clients give them.
fn folders(params: &Value) -> Vec<PathBuf> {
    let uri = |value: &Value| value.as_str().and_then(path_of);
    if let Some(folders) = params.get("workspaceFolders").and_then(Value::as_array) {
        return folders.iter().filter_map(|folder| folder.get("uri").and_then(uri)).collect();
    }
    let root = params.get("rootUri").and_then(uri);
    let root = root.or_else(|| params.get("rootPath").and_then(Value::as_str).map(PathBuf::from));
    root.into_iter().collect()
}
