//! Files that the client watches for the server: what findings depend on besides the draft.

use super::address::key;
use super::client::Client;
use super::document::DocumentKind;
use super::outbox::Outbox;
use super::queue::Queue;
use copydesk::format::FORMATS;
use gen_lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration, RegistrationParams,
};

/// Endings of configurations, packs, registers and transcripts. Drafts, which may be notes too, have those of their formats.
const OTHERS: &[&str] = &["toml", "csv", "tsv", "vtt", "srt", "json"];

/// Asks the client to watch files, if it can.
pub fn register(client: Option<&Client>, outbox: &Outbox) {
    if !client.is_some_and(|client| client.can.watch) {
        return;
    }
    let drafts = FORMATS.iter().flat_map(|format| format.extensions());
    let endings: Vec<&str> = OTHERS.iter().chain(drafts).copied().collect();
    let watcher =
        FileSystemWatcher { glob_pattern: GlobPattern::Pattern(format!("**/*.{{{}}}", endings.join(","))), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
    let registration = Registration {
        id: "copydesk-files".into(),
        method: "workspace/didChangeWatchedFiles".into(),
        register_options: serde_json::to_value(options).ok(),
    };
    outbox.request("client/registerCapability", RegistrationParams { registrations: vec![registration] });
}

/// Files have changed on the disk. A draft that is open counts as it is in the editor, so saving it changes nothing.
pub fn changed<'a>(queue: &Queue, mut uris: impl Iterator<Item = &'a str>) {
    let counts = |uri: &str| queue.document(&key(uri)).is_none_or(|open| open.kind != DocumentKind::Draft);
    if uris.any(counts) {
        queue.house_changed();
    }
}
