//! [`Progress`]: how far a long check is, shown by the client.

use super::outbox::Outbox;
use gen_lsp_types::ProgressToken;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far a long check is. Without a token it is shown nowhere.
pub struct Progress {
    outbox: Outbox,
    token: Option<Value>,
    /// The percentage that was reported last.
    told: AtomicUsize,
}

impl Progress {
    /// The progress that the client asked for, if it did.
    pub fn of_client(outbox: &Outbox, token: Option<ProgressToken>) -> Self {
        let token = token.and_then(|token| serde_json::to_value(token).ok());
        Self { outbox: outbox.clone(), token, told: AtomicUsize::new(0) }
    }

    /// A progress that the server begins.
    pub fn begun(outbox: &Outbox) -> Self {
        let token = json!("copydesk-workspace");
        outbox.request("window/workDoneProgress/create", json!({ "token": token }));
        Self { outbox: outbox.clone(), token: Some(token), told: AtomicUsize::new(0) }
    }

    fn tell(&self, value: Value) {
        if let Some(token) = &self.token {
            self.outbox.notify("$/progress", json!({ "token": token, "value": value }));
        }
    }

    pub fn begin(&self, title: &str) {
        self.tell(json!({ "kind": "begin", "title": title, "cancellable": false, "percentage": 0 }));
    }

    /// Reports that `done` of `all` are done, once for each per cent.
    pub fn report(&self, done: usize, all: usize) {
        let now = done * 100 / all.max(1);
        if self.told.fetch_max(now, Ordering::Relaxed) < now {
            let message = format!("{done} of {all} drafts");
            self.tell(json!({ "kind": "report", "message": message, "percentage": now }));
        }
    }

    pub fn end(&self) {
        self.tell(json!({ "kind": "end" }));
    }
}
