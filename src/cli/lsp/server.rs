//! The thread that keeps the texts: it reads what the client says, answers what needs no analysis, and writes.

use super::address::{key, path_of};
use super::analyst::Analyst;
use super::capabilities::capabilities;
use super::client::Client;
use super::document::{Document, DocumentKind};
use super::outbox::{Event, Outbox};
use super::queue::Queue;
use super::wire::{self, Incoming};
use super::{requests, watch, worker};
use crate::cli::{End, Streams};
use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, PublishDiagnosticsParams, Uri,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::io::{self, BufReader};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Serves a client until it is done.
pub fn run(streams: &mut Streams) -> io::Result<End> {
    let (to, events) = channel();
    let server = Server { outbox: Outbox::new(to.clone()), queue: Arc::default(), client: None, is_shut: false };
    // Reading has its own thread, which ends with the process: it may wait for input that never comes.
    thread::Builder::new().name("read".into()).spawn(move || listen(&to))?;
    server.serve(&events, streams)
}

/// Hands on what the client says.
fn listen(to: &Sender<Event>) {
    let mut input = BufReader::new(io::stdin());
    loop {
        let event = match wire::read(&mut input) {
            Ok(Some(incoming)) => Event::Client(incoming),
            Ok(None) => Event::Closed(Ok(())),
            Err(error) => Event::Closed(Err(error)),
        };
        let is_last = matches!(event, Event::Closed(_));
        if to.send(event).is_err() || is_last {
            return;
        }
    }
}

struct Server {
    outbox: Outbox,
    queue: Arc<Queue>,
    /// The client, once it has said `initialize`.
    client: Option<Arc<Client>>,
    /// Whether the client has said `shutdown`.
    is_shut: bool,
}

impl Server {
    fn serve(mut self, events: &Receiver<Event>, streams: &mut Streams) -> io::Result<End> {
        let end = loop {
            let Ok(event) = events.recv() else { break End::Failed };
            if let Some(end) = self.step(event, streams)? {
                break end;
            }
        };
        self.queue.end();
        // A client may say `exit` before it has read the answer to `shutdown`.
        for event in events.try_iter() {
            if let Event::Send(message) = event {
                wire::write(&message, streams.out)?;
            }
        }
        // The thread that analyses may be in the middle of a long draft. What it would find is not wanted any more.
        Ok(end)
    }

    /// Does what an event asks for. Returns how the server ends, if it does.
    fn step(&mut self, event: Event, streams: &mut Streams) -> io::Result<Option<End>> {
        let over = || if self.is_shut { End::Clean } else { End::Found };
        match event {
            Event::Send(message) => wire::write(&message, streams.out)?,
            Event::Client(Incoming::Broken(why, code)) => wire::write_broken(&why, code, streams.out)?,
            Event::Client(Incoming::Message(Message::Notification(said))) if said.method == "exit" => {
                return Ok(Some(over()));
            }
            Event::Client(Incoming::Message(message)) => self.hear(message)?,
            Event::Closed(Ok(())) => return Ok(Some(over())),
            Event::Closed(Err(error)) => {
                writeln!(streams.err, "copydesk lsp: {error}")?;
                return Ok(Some(End::Failed));
            }
        }
        Ok(None)
    }

    fn hear(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Request(request) => self.asked(request)?,
            Message::Notification(said) if self.client.is_some() && !self.is_shut => self.told(said),
            // Before `initialize` notifications are dropped, and what the client answers makes no difference.
            Message::Notification(_) | Message::Response(_) => {}
        }
        Ok(())
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.outbox.respond(Response::new_err(id, code as i32, why.to_owned()));
    }

    fn asked(&mut self, request: Request) -> io::Result<()> {
        let Request { id, method, params } = request;
        match (method.as_str(), &self.client) {
            _ if self.is_shut => self.refuse(id, ErrorCode::InvalidRequest, "the server was shut down"),
            ("initialize", None) => self.initialize(id, &params)?,
            ("initialize", Some(_)) => self.refuse(id, ErrorCode::InvalidRequest, "the server is initialised already"),
            (_, None) => self.refuse(id, ErrorCode::ServerNotInitialized, "the first request must be initialize"),
            ("shutdown", Some(_)) => {
                self.is_shut = true;
                self.outbox.respond(Response::new_ok(id, Value::Null));
            }
            (known, Some(_)) if requests::is_known(known) => {
                let about = params.pointer("/textDocument/uri").and_then(Value::as_str).map(key);
                self.queue.ask(Request { id, method, params }, about);
            }
            (other, Some(_)) => {
                self.refuse(id, ErrorCode::MethodNotFound, &format!("copydesk does not know {other}"));
            }
        }
        Ok(())
    }

    fn initialize(&mut self, id: RequestId, params: &Value) -> io::Result<()> {
        let client = Arc::new(Client::of(params));
        self.queue.begin(client.pulls, client.folders.to_vec(), client.settings);
        let capabilities = capabilities(&client);
        let info = json!({ "name": "copydesk", "version": env!("CARGO_PKG_VERSION") });
        self.outbox.respond(Response::new_ok(id, json!({ "capabilities": capabilities, "serverInfo": info })));
        let (of, queue, outbox) = (Arc::clone(&client), Arc::clone(&self.queue), self.outbox.clone());
        // No analysis recurses deeply, but a stack as large as the main thread's costs nothing.
        let builder = thread::Builder::new().name("analyse".into()).stack_size(8 << 20);
        builder.spawn(move || worker::run(Analyst::new(of, queue, outbox)))?;
        self.client = Some(client);
        Ok(())
    }

    fn told(&mut self, said: Notification) {
        let Notification { method, params } = said;
        match method.as_str() {
            "initialized" => watch::register(self.client.as_deref(), &self.outbox),
            "textDocument/didOpen" => self.with(params, Self::open),
            "textDocument/didChange" => self.with(params, Self::change),
            "textDocument/didClose" => self.with(params, Self::close),
            "textDocument/didSave" => self.with(params, Self::saved),
            "workspace/didChangeWatchedFiles" => self.with(params, |server, params: DidChangeWatchedFilesParams| {
                watch::changed(&server.queue, params.changes.iter().map(|event| event.uri.0.as_str()));
            }),
            "workspace/didRenameFiles" => self.queue.house_changed(),
            "workspace/didChangeWorkspaceFolders" => self.with(params, Self::change_folders),
            "workspace/didChangeConfiguration" => {
                let settings = self.queue.settings().with(params.get("settings").unwrap_or(&Value::Null));
                self.queue.set(settings);
            }
            "$/cancelRequest" => self.cancel(&params),
            _ => {} // a notification that nobody knows is dropped
        }
    }

    /// Hands on what a notification says; one that says nothing that can be understood is dropped.
    fn with<P: DeserializeOwned>(&mut self, params: Value, hear: impl FnOnce(&mut Self, P)) {
        match serde_json::from_value(params) {
            Ok(params) => hear(self, params),
            Err(error) => self.outbox.log(&format!("a notification that cannot be read: {error}")),
        }
    }

    fn open(&mut self, params: DidOpenTextDocumentParams) {
        let Some(client) = &self.client else { return };
        let folder = self.queue.folders().into_iter().next();
        if let Some(document) = Document::open(params.text_document, folder.as_deref(), client.encoding) {
            self.queue.put(Arc::new(document));
        }
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let version = params.text_document.version;
        let Some(old) = self.queue.document(&key(&params.text_document.text_document_identifier.uri.0)) else { return };
        self.queue.put(Arc::new(old.changed(version, params.content_changes)));
    }

    fn close(&mut self, params: DidCloseTextDocumentParams) {
        let Some(closed) = self.queue.close(&key(&params.text_document.uri.0)) else { return };
        let uri = Uri(closed.uri.0.to_string());
        self.outbox.publish(PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() });
        if closed.kind == DocumentKind::Toml {
            self.queue.house_changed(); // what is on the disk counts again
        }
    }

    fn saved(&mut self, params: DidSaveTextDocumentParams) {
        let saved = self.queue.document(&key(&params.text_document.uri.0));
        if saved.is_some_and(|saved| saved.kind == DocumentKind::Toml) {
            self.queue.house_changed();
        }
    }

    fn change_folders(&mut self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<gen_lsp_types::WorkspaceFolder>| -> Vec<_> {
            folders.iter().filter_map(|folder| path_of(&folder.uri.0)).collect()
        };
        let (added, removed) = (paths(params.event.added), paths(params.event.removed));
        self.queue.set_folders(|folders| {
            folders.retain(|folder| !removed.contains(folder));
            folders.extend(added);
        });
    }

    /// Takes a question back that still waits. One that is being answered is answered.
    fn cancel(&self, params: &Value) {
        let Some(id) = params.get("id").and_then(|id| serde_json::from_value::<RequestId>(id.to_owned()).ok()) else {
            return;
        };
        if self.queue.cancel(&id) {
            self.refuse(id, ErrorCode::RequestCanceled, "taken back by the client");
        }
    }
}
