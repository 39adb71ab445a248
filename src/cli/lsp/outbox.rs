//! [`Outbox`]: messages to the client, from any thread. One thread writes them.

use super::wire::Incoming;
use gen_lsp_types::{MessageType, PublishDiagnosticsParams};
use lsp_server::{Message, Notification, Request, Response};
use serde::Serialize;
use serde_json::json;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::Sender;

/// What the thread that writes waits for.
pub enum Event {
    /// A message from the client, or what came instead of one.
    Client(Incoming),
    /// The client has closed the connection, or nobody can tell where its next message begins.
    Closed(io::Result<()>),
    /// A message to the client.
    Send(Message),
}

/// Messages to the client.
#[derive(Clone)]
pub struct Outbox {
    to: Sender<Event>,
    requests: Arc<AtomicU32>,
}

impl Outbox {
    pub fn new(to: Sender<Event>) -> Self {
        Self { to, requests: Arc::default() }
    }

    fn send(&self, message: impl Into<Message>) {
        // Nobody reads any more when the server ends.
        let _ = self.to.send(Event::Send(message.into()));
    }

    pub fn respond(&self, response: Response) {
        self.send(response);
    }

    pub fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params));
    }

    /// Asks the client for something. What it answers makes no difference.
    pub fn request(&self, method: &str, params: impl Serialize) {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        self.send(Request::new(format!("copydesk-{number}").into(), method.to_owned(), params));
    }

    pub fn publish(&self, diagnostics: PublishDiagnosticsParams) {
        self.notify("textDocument/publishDiagnostics", diagnostics);
    }

    /// A line for whoever looks into the log of the editor.
    pub fn log(&self, line: &str) {
        self.notify("window/logMessage", json!({ "type": MessageType::Warning, "message": line }));
    }

    /// A line that the user should see.
    pub fn warn(&self, line: &str) {
        self.notify("window/showMessage", json!({ "type": MessageType::Warning, "message": line }));
    }

    pub fn inform(&self, line: &str) {
        self.notify("window/showMessage", json!({ "type": MessageType::Info, "message": line }));
    }
}
